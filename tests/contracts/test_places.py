"""What admins set, and the workspaces that the bot was removed from, in both databases."""

from __future__ import annotations

from datetime import timedelta

from adapters.storage import Store
from bot.flows.erasing import Erasing
from briefs.delivery import Allowed, Mode, PlaceSettings
from briefs.model import Place
from tests.fakes.stores import FakeClock

ROOM = Place("discord", "G1", "C1")


async def test_a_look_is_set_beside_the_mode(store: Store) -> None:
    await store.places.set_mode(ROOM, Mode.AUTO)
    await store.places.set_look(ROOM, language="de", tidy=True)
    found = await store.places.get(ROOM)
    assert (found.mode, found.language, found.tidy) == (Mode.AUTO, "de", True)


async def test_who_may_is_kept_of_a_workspace_and_ones_own_of_a_person(store: Store) -> None:
    await store.places.set_allowed("discord", "G1", Allowed.EVERYONE)
    assert (await store.places.get(Place("discord", "G1", ""))).allowed is Allowed.EVERYONE
    assert (await store.places.get(Place("discord", "G2", ""))).allowed is None
    own = Place("discord", "G1", "@U1")
    await store.places.set_look(own, language="de", tidy=False)
    await store.places.set_own(own, zone="Asia/Kolkata", private=True, quiet=True)
    found = await store.places.get(own)
    assert (found.language, found.zone) == ("de", "Asia/Kolkata")
    assert found.private
    assert found.quiet
    await Erasing(erasure=store.erasure, places=store.places).person("discord", "G1", "U1")
    assert await store.places.get(own) == PlaceSettings()


async def test_a_workspace_is_left_once_and_may_be_back(store: Store, clock: FakeClock) -> None:
    await store.places.set_mode(ROOM, Mode.AUTO)
    first = clock()
    await store.places.set_left("discord", "G1", first)
    await store.places.set_left("discord", "G1", first + timedelta(days=3))  # told twice
    await store.places.set_left("discord", "G2", first + timedelta(days=3))
    assert await store.places.left(before=first) == ()
    assert await store.places.left(before=first + timedelta(days=1)) == (("discord", "G1"),)
    await store.places.set_left("discord", "G1", None)
    assert await store.places.left(before=first + timedelta(days=9)) == (("discord", "G2"),)
    assert (await store.places.get(ROOM)).mode is Mode.AUTO


async def test_where_the_bot_is_was_told(store: Store, clock: FakeClock) -> None:
    for workspace in ("G1", "G2"):
        await store.places.set_left("discord", workspace, None)
        await store.places.set_left("discord", workspace, None)
    await store.places.set_left("discord", "G2", clock())
    assert await store.places.present("discord") == {"G1"}
    assert await store.places.present("slack") == frozenset()


async def test_who_comes_back_is_greeted_again(store: Store, clock: FakeClock) -> None:
    own = Place("discord", "G1", "")
    assert await store.places.greet(own)
    assert not await store.places.greet(own)
    await store.places.set_left("discord", "G1", clock())
    await store.places.set_left("discord", "G1", None)
    assert await store.places.greet(own)
