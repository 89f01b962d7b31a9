"""What is erased, and what stays, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest

from adapters.storage import Store
from bot import keys
from bot.flows.erase import Eraser
from bot.ports.chat import Chat
from briefs.errors import PlaceGone
from briefs.model.delivery import Admission, Arrival, Quota
from briefs.model.messages import Receipt
from briefs.model.places import LinkSeen, Place
from tests.contracts.test_subscriptions import SUB
from tests.fakes.delivery import PLACE, post, seen, stored_briefing
from tests.fakes.stores import FakeClock

ELSEWHERE = Place("fake", "T2", "C9")


async def ask(store: Store, clock: FakeClock, one: LinkSeen) -> str:
    """A request, answered, its post sent."""
    key = keys.reply(one)
    await store.inbox.admit(key, one, source=key, now=clock(), quota=Quota())
    claimed = await store.inbox.claim(key, now=clock(), lease_s=60)
    assert claimed is not None
    (due,) = (
        await store.inbox.finish(
            claimed,
            stored=[stored_briefing(link, title=link) for link in one.links],
            arrival=Arrival(keys.channel(one.place), key, clock(), person=one.author),
            posts=[post(f"{key}#0", one.place)],
            now=clock(),
        )
        or ()
    )
    out = await store.outbox.claim(due, now=clock(), lease_s=60)
    assert out is not None
    await store.outbox.sent(out, Receipt(due, one.place, f"M-{one.message}", clock()))
    return key


@pytest.mark.parametrize(
    ("whose", "deleted"), [("person", ["M-m1"]), ("channel", ["M-m2", "M-m1"])]
)
async def test_messages_are_deleted_in_the_chat_where_that_is_wished(
    store: Store, clock: FakeClock, whose: str, deleted: list[str]
) -> None:
    await ask(store, clock, seen("m1", author="U1"))
    clock.turn(1)
    await ask(store, clock, seen("m2", author="U2"))
    await ask(store, clock, seen("m3", author="U2", place=ELSEWHERE))
    chat = Deleting(refused={"M-m2"})
    eraser = Eraser(
        erasure=store.erasure, channel_settings=store.channel_settings, outbox=store.outbox
    )
    if whose == "person":
        erased = await eraser.person("fake", "T1", "U1", chat=cast("Chat", chat))
    else:
        erased = await eraser.channel(PLACE, chat=cast("Chat", chat))
    assert chat.asked == deleted
    assert erased.stay == ("M-m2" in deleted)
    assert erased.posts == len(deleted)


class Deleting:
    """A chat that deletes, but not what is `refused`."""

    def __init__(self, refused: set[str]) -> None:
        self.refused, self.asked = refused, list[str]()

    async def delete(self, receipt: Receipt) -> None:
        self.asked.append(receipt.message)
        if receipt.message in self.refused:
            raise PlaceGone


async def test_a_person_is_forgotten(store: Store, clock: FakeClock) -> None:
    own, shared = "https://a.example/own", "https://a.example/shared"
    key = await ask(store, clock, seen("m1", own, shared, author="U1"))
    other = await ask(store, clock, seen("m2", shared, author="U2"))
    await store.subscriptions.put(SUB)
    await store.subscriptions.put(replace(SUB, key="s2", place=Place("fake", "T1", "@U1")))

    erased = await Eraser(erasure=store.erasure, channel_settings=store.channel_settings).person(
        "fake", "T1", "U1"
    )

    assert (erased.requests, erased.posts, erased.subscriptions, erased.articles) == (1, 1, 1, 1)
    assert await store.inbox.author(key) is None
    assert await store.inbox.author(other) == "U2"
    assert await store.articles.find(own) is None
    assert await store.articles.find(shared) is not None, "another person shared it too"
    arrived = await store.articles.arrived(
        "s", [keys.channel(PLACE)], since=clock() - timedelta(1), until=clock(), limit=9
    )
    assert [one.sharers for one in arrived] == [("U2",)]
    left = await store.subscriptions.all()
    assert [(one.key, one.owner) for one in left] == [("s1", "")]
    again = seen("m1", own, shared, author="U1")
    admitted = await store.inbox.admit(key, again, source=key, now=clock(), quota=Quota())
    assert admitted is Admission.DELETED, "an event delivered once more does not bring it back"
    assert await Eraser(erasure=store.erasure, channel_settings=store.channel_settings).person(
        "fake", "T1", "U1"
    ) == replace(erased, requests=0, posts=0, subscriptions=0, articles=0)


async def test_a_channel_is_forgotten(store: Store, clock: FakeClock) -> None:
    await ask(store, clock, seen("m1", "https://a.example/1"))
    await ask(store, clock, seen("m2", "https://a.example/2", place=ELSEWHERE))
    await store.subscriptions.put(SUB)
    await store.outbox.put("digest:s1", [post("digest:s1#0")], now=clock())
    erased = await Eraser(erasure=store.erasure, channel_settings=store.channel_settings).channel(
        PLACE
    )
    assert (erased.requests, erased.posts, erased.subscriptions, erased.articles) == (1, 2, 1, 1)
    assert await store.articles.find("https://a.example/1") is None
    assert await store.articles.find("https://a.example/2") is not None
    assert [row.place for row in await store.outbox.rows()] == [ELSEWHERE]
    assert await store.pending_work.unfinished() == ()


async def test_a_workspace_is_forgotten_and_no_other(store: Store, clock: FakeClock) -> None:
    for number in range(3):
        place = Place("fake", "T1", f"C{number}")
        await ask(store, clock, seen(f"m{number}", f"https://a.example/{number}", place=place))
    await ask(store, clock, seen("m9", "https://a.example/9", place=ELSEWHERE))
    await store.subscriptions.put(SUB)
    await store.subscriptions.put(replace(SUB, key="s9", place=ELSEWHERE))
    erased = await Eraser(erasure=store.erasure, channel_settings=store.channel_settings).workspace(
        "fake", "T1"
    )
    assert (erased.requests, erased.posts, erased.subscriptions, erased.articles) == (3, 3, 1, 3)
    assert [one.key for one in await store.subscriptions.all()] == ["s9"]
    assert await store.articles.find("https://a.example/9") is not None
    assert await store.check() == ()


async def test_what_is_old_goes_and_what_is_unfinished_stays(
    store: Store, clock: FakeClock
) -> None:
    await ask(store, clock, seen("m1", "https://a.example/1"))
    waiting = seen("m2", "https://a.example/2")
    key = keys.reply(waiting)
    await store.inbox.admit(key, waiting, source=key, now=clock(), quota=Quota())
    clock.turn(100 * 86400)
    await ask(store, clock, seen("m3", "https://a.example/3"))
    clock.turn(100 * 86400)
    erased = await store.tidy()
    assert (erased.requests, erased.posts, erased.articles) == (1, 1, 1)
    assert await store.articles.find("https://a.example/1") is None
    assert await store.articles.find("https://a.example/3") is not None
    assert [job.key for job in await store.pending_work.unfinished()] == [key]


async def test_a_person_of_discord_is_the_same_in_every_server(
    store: Store, clock: FakeClock
) -> None:
    servers = [Place("discord", name, "C1") for name in ("G1", "G2", "G3")]
    direct = Place("discord", "", "@U1")
    await store.channel_settings.set_left("discord", "G2", None)
    await store.channel_settings.set_left("discord", "G3", clock())
    for number, place in enumerate([*servers, direct]):
        await ask(store, clock, seen(f"m{number}", f"https://a.example/{number}", place=place))
    eraser = Eraser(erasure=store.erasure, channel_settings=store.channel_settings)
    erased = await eraser.person("discord", "G1", "U1")
    assert (erased.requests, erased.posts, erased.articles) == (4, 4, 4)


async def test_an_empty_key_lasts_a_day(store: Store, clock: FakeClock) -> None:
    key = await ask(store, clock, seen("m1", author="U1"))
    await Eraser(erasure=store.erasure, channel_settings=store.channel_settings).person(
        "fake", "T1", "U1"
    )
    clock.turn(23 * 3600)
    await store.tidy()
    assert (
        await store.inbox.admit(key, seen("m1"), source=key, now=clock(), quota=Quota())
        is Admission.DELETED
    )
    clock.turn(2 * 3600)
    await store.tidy()
    assert (
        await store.inbox.admit(key, seen("m1"), source=key, now=clock(), quota=Quota())
        is Admission.NEW
    )
