"""What admins set, and the workspaces that the bot was removed from, in both databases."""

from __future__ import annotations

from datetime import timedelta

from adapters.storage import Store
from bot import keys
from bot.flows.erase import Eraser
from briefs.model.cards import Card, CardKind
from briefs.model.delivery import EditRights, Mode, PlaceSettings, PostState, SourceDeleted
from briefs.model.messages import Post
from briefs.model.places import Place
from tests.fakes.stores import FakeClock

ROOM = Place("discord", "G1", "C1")


async def test_a_look_is_set_beside_the_mode(store: Store) -> None:
    await store.channel_settings.set_mode(ROOM, Mode.AUTO)
    await store.channel_settings.set_look(ROOM, language="de", tidy=True)
    found = await store.channel_settings.get(ROOM)
    assert (found.mode, found.language, found.tidy) == (Mode.AUTO, "de", True)


async def test_who_may_is_kept_of_a_workspace_and_ones_own_of_a_person(store: Store) -> None:
    await store.channel_settings.set_allowed("discord", "G1", EditRights.EVERYONE)
    assert (
        await store.channel_settings.get(Place("discord", "G1", ""))
    ).allowed is EditRights.EVERYONE
    assert (await store.channel_settings.get(Place("discord", "G2", ""))).allowed is None
    own = Place("discord", "G1", "@U1")
    await store.channel_settings.set_look(own, language="de", tidy=False)
    await store.channel_settings.set_own(own, zone="Asia/Kolkata", private=True, quiet=True)
    found = await store.channel_settings.get(own)
    assert (found.language, found.zone) == ("de", "Asia/Kolkata")
    assert found.private
    assert found.quiet
    await Eraser(erasure=store.erasure, channel_settings=store.channel_settings).person(
        "discord", "G1", "U1"
    )
    assert await store.channel_settings.get(own) == PlaceSettings()


async def test_a_zone_is_remembered_beside_the_rest_and_erased_with_the_channel(
    store: Store,
) -> None:
    await store.channel_settings.set_mode(ROOM, Mode.AUTO)
    for zone in ("Europe/Berlin", "Asia/Tokyo", "Asia/Tokyo"):
        await store.channel_settings.set_usual_zone(ROOM, zone)
    found = await store.channel_settings.get(ROOM)
    assert (found.mode, found.usual_zone, found.zone) == (Mode.AUTO, "Asia/Tokyo", None)
    eraser = Eraser(erasure=store.erasure, channel_settings=store.channel_settings)
    await eraser.channel(ROOM)
    assert (await store.channel_settings.get(ROOM)).usual_zone is None


async def test_an_introduction_is_queued_once_until_the_bot_is_invited_again(
    store: Store, clock: FakeClock
) -> None:
    own = Place("discord", "G1", "")
    queued: list[str] = []
    for _ in range(2):
        batch = keys.greeting(own, clock())
        hello = Post(keys.part(batch, 0), ROOM, Card(CardKind.NOTICE, "Hello"))
        queued += await store.channel_settings.introduce(own, batch, (hello,), now=clock())
        clock.turn(1)
    assert len(queued) == len(await store.outbox.rows()) == 1
    assert (await store.channel_settings.get(own)).greeted
    await store.channel_settings.set_left("discord", "G1", clock())
    await store.channel_settings.set_left("discord", "G1", None)
    batch = keys.greeting(own, clock())
    again = Post(keys.part(batch, 0), ROOM, Card(CardKind.NOTICE, "Hello"))
    assert await store.channel_settings.introduce(own, batch, (again,), now=clock()) != ()


async def test_a_message_without_a_link_is_answered_unless_it_is_deleted_or_has_a_request(
    store: Store, clock: FakeClock
) -> None:
    said = SourceDeleted(ROOM, "m1")
    batch, about = keys.reply(said), keys.own(ROOM, "U1")
    how = Post(keys.part(batch, 0), ROOM, Card(CardKind.NOTICE, "How to ask"), reply_to="m1")
    due = await store.inbox.explain(batch, (how,), about=about, now=clock())
    assert due == (how.key,)
    assert await store.outbox.is_about(batch, about)
    assert not await store.outbox.is_about(batch, keys.own(ROOM, "U2"))
    await store.inbox.delete(batch, said, now=clock())
    assert {row.state for row in await store.outbox.rows()} == {PostState.WITHDRAWN}
    assert await store.inbox.explain(batch, (how,), about=about, now=clock()) == ()


async def test_a_wish_to_be_left_alone_and_threads_stand_beside_the_rest(store: Store) -> None:
    await store.channel_settings.set_mode(ROOM, Mode.AUTO)
    await store.channel_settings.set_threaded(ROOM, True)
    found = await store.channel_settings.get(ROOM)
    assert (found.mode, found.threaded, found.opted_out) == (Mode.AUTO, True, False)
    own = Place("discord", "", "@U1")
    await store.channel_settings.set_opted_out(own, True)
    await store.channel_settings.set_own(own, zone=None, private=False, quiet=True)
    assert (await store.channel_settings.get(own)).opted_out
    await store.channel_settings.set_opted_out(own, False)
    assert not (await store.channel_settings.get(own)).opted_out


async def test_a_workspace_is_left_once_and_may_be_back(store: Store, clock: FakeClock) -> None:
    await store.channel_settings.set_mode(ROOM, Mode.AUTO)
    first = clock()
    await store.channel_settings.set_left("discord", "G1", first)
    await store.channel_settings.set_left("discord", "G1", first + timedelta(days=3))  # told twice
    await store.channel_settings.set_left("discord", "G2", first + timedelta(days=3))
    assert await store.channel_settings.left(before=first) == ()
    assert await store.channel_settings.left(before=first + timedelta(days=1)) == (
        ("discord", "G1"),
    )
    await store.channel_settings.set_left("discord", "G1", None)
    assert await store.channel_settings.left(before=first + timedelta(days=9)) == (
        ("discord", "G2"),
    )
    assert (await store.channel_settings.get(ROOM)).mode is Mode.AUTO


async def test_where_the_bot_is_was_told(store: Store, clock: FakeClock) -> None:
    for workspace in ("G1", "G2"):
        await store.channel_settings.set_left("discord", workspace, None)
        await store.channel_settings.set_left("discord", workspace, None)
    await store.channel_settings.set_left("discord", "G2", clock())
    assert await store.channel_settings.present("discord") == {"G1"}
    assert await store.channel_settings.present("slack") == frozenset()


async def test_who_comes_back_is_greeted_again(store: Store, clock: FakeClock) -> None:
    own = Place("discord", "G1", "")
    assert await store.channel_settings.greet(own)
    assert not await store.channel_settings.greet(own)
    await store.channel_settings.set_left("discord", "G1", clock())
    await store.channel_settings.set_left("discord", "G1", None)
    assert await store.channel_settings.greet(own)
