"""Requests, on both databases."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

import pytest

from adapters.storage import Store, open_store
from bot import keys
from briefs.model.delivery import Admission, Arrival, Quota, SourceDeleted, SourceEdited
from briefs.model.places import LinkSeen
from tests.fakes.delivery import PLACE, post, seen, stored_briefing
from tests.fakes.stores import FakeClock

ROOM = Quota()
KEY = keys.reply(seen("m1"))


async def admit(store: Store, one: LinkSeen, clock: FakeClock, quota: Quota = ROOM) -> Admission:
    source = keys.reply(SourceDeleted(one.place, one.message))
    return await store.inbox.admit(keys.reply(one), one, source=source, now=clock(), quota=quota)


def edit(clock: FakeClock, *links: str, after_s: float = 1) -> SourceEdited:
    return SourceEdited(PLACE, "m1", links, clock() + timedelta(seconds=after_s))


async def test_a_message_is_admitted_once(store: Store, clock: FakeClock) -> None:
    first = [await admit(store, seen("m1", event="E1"), clock) for _ in range(4)]
    assert first == [Admission.NEW] + [Admission.SEEN_BEFORE] * 3


async def test_two_events_for_one_message_are_one_request(store: Store, clock: FakeClock) -> None:
    assert await admit(store, seen("m1", event="E1"), clock) is Admission.NEW
    assert await admit(store, seen("m1", event="E2"), clock) is Admission.SEEN_BEFORE


async def test_one_event_is_one_request(store: Store, clock: FakeClock) -> None:
    assert await admit(store, seen("m1", event="E1"), clock) is Admission.NEW
    assert await admit(store, seen("m2", event="E1"), clock) is Admission.SEEN_BEFORE


async def test_run_again_is_a_request_of_its_own_and_once(store: Store, clock: FakeClock) -> None:
    await admit(store, seen("m1", event="E1"), clock)
    again = seen("m1", event="E2", again=True)
    assert [await admit(store, again, clock) for _ in range(2)] == [
        Admission.NEW,
        Admission.SEEN_BEFORE,
    ]


async def test_a_claim_is_for_one_until_its_lease_ends(store: Store, clock: FakeClock) -> None:
    await admit(store, seen("m1"), clock)
    first = await store.inbox.claim(KEY, now=clock(), lease_s=60)
    assert first is not None
    assert first.attempt == 1
    assert first.seen == seen("m1")
    assert await store.inbox.claim(KEY, now=clock.turn(59), lease_s=60) is None
    second = await store.inbox.claim(KEY, now=clock.turn(2), lease_s=60)
    assert second is not None
    assert second.attempt == 2
    assert (
        await store.inbox.finish(first, stored=(), arrival=None, posts=(), now=clock()) is None
    ), "the first has lost its claim"
    assert await store.inbox.finish(second, stored=(), arrival=None, posts=(), now=clock()) == ()
    assert await store.inbox.claim(KEY, now=clock.turn(999), lease_s=60) is None


async def test_an_answer_keeps_articles_arrival_and_posts(store: Store, clock: FakeClock) -> None:
    await admit(store, seen("m1"), clock)
    claimed = await store.inbox.claim(KEY, now=clock(), lease_s=60)
    assert claimed is not None
    arrival = Arrival("place", KEY, clock(), person="U1")
    due = await store.inbox.finish(
        claimed,
        stored=[stored_briefing("https://news.example/ferry")],
        arrival=arrival,
        posts=[post(keys.part(KEY, 0))],
        now=clock(),
    )
    assert due == (f"{KEY}#0",)
    assert await store.articles.find("https://news.example/ferry") is not None
    arrived = await store.articles.arrived(
        "s", ["place"], since=clock() - timedelta(1), until=clock(), limit=9
    )
    assert [one.sharers for one in arrived] == [("U1",)]


EVENTS = ("ask", "edit", "delete")


@pytest.mark.parametrize("order", list(itertools.permutations(EVENTS)))
async def test_a_deleted_message_is_never_answered(
    store: Store, clock: FakeClock, order: tuple[str, ...]
) -> None:
    for event in order * 4:
        match event:
            case "ask":
                await admit(store, seen("m1"), clock)
            case "edit":
                await store.inbox.edit(
                    KEY, edit(clock, "https://b.example/x"), now=clock(), quota=Quota()
                )
            case _:
                deleted = SourceDeleted(PLACE, "m1")
                await store.inbox.delete(KEY, deleted, now=clock())
    assert await store.inbox.claim(KEY, now=clock(), lease_s=9) is None
    assert await admit(store, seen("m1"), clock) is Admission.DELETED
    assert await admit(store, seen("m1", event="E", again=True), clock) is Admission.DELETED


@pytest.mark.parametrize("order", list(itertools.permutations(("ask", "old", "new"))))
async def test_the_newest_edit_wins_in_any_order(
    store: Store, clock: FakeClock, order: tuple[str, ...]
) -> None:
    old = edit(clock, "https://b.example/old", after_s=1)
    new = edit(clock, "https://b.example/new", after_s=2)
    for event in order * 4:
        match event:
            case "ask":
                await admit(store, seen("m1"), clock)
            case "old":
                await store.inbox.edit(KEY, old, now=clock(), quota=Quota())
            case _:
                await store.inbox.edit(KEY, new, now=clock(), quota=Quota())
    claimed = await store.inbox.claim(KEY, now=clock(), lease_s=9)
    assert claimed is not None
    assert claimed.seen.links == ("https://b.example/new",)
    assert claimed.seen.author == "U1"


async def test_an_edit_takes_the_claim_away(store: Store, clock: FakeClock) -> None:
    await admit(store, seen("m1"), clock)
    first = await store.inbox.claim(KEY, now=clock(), lease_s=60)
    assert first is not None
    await store.inbox.edit(KEY, edit(clock, "https://b.example/x"), now=clock(), quota=Quota())
    assert await store.inbox.finish(first, stored=(), arrival=None, posts=(), now=clock()) is None
    second = await store.inbox.claim(KEY, now=clock(), lease_s=60)
    assert second is not None
    assert (second.revision, second.attempt) == (1, 1)


async def test_an_edit_that_changes_no_link_does_nothing(store: Store, clock: FakeClock) -> None:
    await admit(store, seen("m1"), clock)
    first = await store.inbox.claim(KEY, now=clock(), lease_s=60)
    assert first is not None
    await store.inbox.edit(KEY, edit(clock, *first.seen.links), now=clock(), quota=Quota())
    assert await store.inbox.finish(first, stored=(), arrival=None, posts=(), now=clock()) == ()


async def test_an_edit_of_what_nobody_asked_asks_nothing(store: Store, clock: FakeClock) -> None:
    await store.inbox.edit(KEY, edit(clock, "https://b.example/x"), now=clock(), quota=Quota())
    assert await store.inbox.claim(KEY, now=clock.turn(60), lease_s=9) is None


async def test_quotas_count_links_of_a_person_and_of_a_place(
    store: Store, clock: FakeClock
) -> None:
    quota = Quota(person=3, place=5, window_s=3600)

    async def ask(message: str, links: int, author: str) -> Admission:
        urls = [f"https://n.example/{message}/{i}" for i in range(links)]
        return await admit(store, seen(message, *urls, author=author), clock, quota)

    assert await ask("a", 2, "U1") is Admission.NEW
    assert await ask("b", 2, "U1") is Admission.PERSON_OVER_QUOTA
    assert await ask("c", 1, "U1") is Admission.NEW, "what was refused does not count"
    assert await ask("d", 3, "U2") is Admission.PLACE_OVER_QUOTA
    assert await ask("e", 2, "U2") is Admission.NEW
    assert await ask("b", 2, "U1") is Admission.SEEN_BEFORE, "refused once, not asked again"
    clock.turn(3601)
    assert await ask("f", 3, "U1") is Admission.NEW


async def test_a_refused_request_is_no_work(store: Store, clock: FakeClock) -> None:
    await admit(store, seen("m1"), clock, Quota(person=0, place=9))
    assert await store.inbox.claim(KEY, now=clock(), lease_s=9) is None
    assert await store.pending_work.unfinished() == ()


async def test_what_comes_at_the_same_time_on_several_machines_is_all_heard(
    store_url: str, clock: FakeClock
) -> None:
    """Each event through a store of its own, as each process has one."""
    stores = [await open_store(store_url, now=clock) for _ in range(3)]
    for number in range(12):
        one = seen(f"r{number}", "https://a.example/old")
        source = keys.reply(one)
        new = SourceEdited(PLACE, f"r{number}", ("https://a.example/new",), clock())
        events: list[Coroutine[Any, Any, object]] = [
            stores[0].inbox.admit(source, one, source=source, now=clock(), quota=ROOM),
            stores[1].inbox.edit(source, new, now=clock(), quota=Quota()),
        ]
        if number % 3 == 0:
            gone = SourceDeleted(PLACE, f"r{number}")
            events.append(stores[2].inbox.delete(source, gone, now=clock()))
        await asyncio.gather(*(events if number % 2 else reversed(events)))
        claimed = await stores[0].inbox.claim(source, now=clock(), lease_s=9)
        if number % 3 == 0:
            assert claimed is None
        else:
            assert claimed is not None, number
            assert (claimed.seen.links, claimed.seen.author) == (new.links, "U1")
    for one_store in stores:
        await one_store.close()


@pytest.mark.parametrize("asked_at", range(3))
async def test_a_link_put_back_is_answered_whenever_the_request_came(
    store: Store, clock: FakeClock, asked_at: int
) -> None:
    """The request may be told after the edit that took its link away."""
    events = [edit(clock), edit(clock, "https://b.example/back", after_s=2)]
    for number in range(3):
        if number == asked_at:
            await admit(store, seen("m1"), clock)
        if number < len(events):
            await store.inbox.edit(KEY, events[number], now=clock(), quota=Quota())
    claimed = await store.inbox.claim(KEY, now=clock(), lease_s=9)
    assert claimed is not None
    assert claimed.seen.links == ("https://b.example/back",)
