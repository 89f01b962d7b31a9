"""Subscriptions and slots, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import fields, replace
from datetime import date, timedelta

import pytest

from adapters.storage import Store
from bot import keys, slots
from briefs.model.delivery import DueSlot, Filters, Sources, Step, Subscription
from briefs.model.places import Place
from tests.fakes.delivery import PLACE, post, stored_briefing
from tests.fakes.stores import START, FakeClock, slots_of

SUB = Subscription(
    key="s1",
    place=PLACE,
    owner="U1",
    local_time="08:30",
    weekdays=(0, 1, 2, 3, 4),
    zone="Europe/Berlin",
    created_at=START,
    sources=Sources(here=True, feeds=("f1",)),
    filters=Filters(topics=("ferry",), mute=("ads.example",)),
    next_at=START,
)


FULL = replace(
    SUB,
    key="s2",
    place=replace(PLACE, channel="C2"),
    sources=Sources(here=False, feeds=("f1", "f2")),
    filters=Filters(("ferry",), ("Ada Bell",), ("bay.example",), ("ads",), "https://bay.example/1"),
    empty_too=True,
    paused="holiday",
    skip_date=START.date(),
    covered_until=START - timedelta(hours=3),
    name="Harbour news",
    tag="tag7",
    publish=True,
    ping="role7",
)


@pytest.mark.parametrize(
    "one", [FULL, FULL.sources, FULL.filters], ids=lambda one: type(one).__name__
)
def test_no_field_of_the_full_one_has_its_default(one: Subscription | Sources | Filters) -> None:
    """A column that is written but never read would give the default, which nobody would notice."""
    assert [f.name for f in fields(one) if getattr(one, f.name) == f.default] == []


async def test_a_subscription_with_all_its_values_comes_back(store: Store) -> None:
    await store.subscriptions.put(FULL)
    assert await store.subscriptions.get("s2") == FULL
    assert await store.subscriptions.of_place(FULL.place) == (FULL,)


async def open_one(store: Store, clock: FakeClock) -> str:
    await store.subscriptions.put(SUB)
    slot = slots.following(SUB, START - timedelta(days=1))
    assert slot is not None
    key = keys.slot(slot)
    step = Step(SUB, slot, key, clock() + timedelta(1))
    assert await store.subscriptions.open([step], now=clock()) == (key,)
    return key


async def test_a_subscription_comes_back_as_it_was(store: Store) -> None:
    await store.subscriptions.put(SUB)
    assert await store.subscriptions.get("s1") == SUB
    assert await store.subscriptions.of_place(PLACE) == (SUB,)
    assert await store.subscriptions.of_workspace("fake", "T1") == (SUB,)
    assert await store.subscriptions.all() == (SUB,)
    assert await store.subscriptions.of_place(Place("fake", "T2", "C1")) == ()
    changed = replace(SUB, local_time="09:00", empty_too=True)
    await store.subscriptions.put(changed)
    assert await store.subscriptions.get("s1") == changed


async def test_pause_resume_skip_remove(store: Store, clock: FakeClock) -> None:
    await store.subscriptions.put(SUB)
    assert await store.subscriptions.pause("s1", why="holiday")
    assert [page async for page in store.subscriptions.due(now=clock())] == []
    paused = await store.subscriptions.get("s1")
    assert paused is not None
    assert (paused.paused, paused.next_at) == ("holiday", None)
    assert await store.subscriptions.resume("s1", next_at=START)
    assert [page async for page in store.subscriptions.due(now=clock())] == [(SUB,)]
    assert await store.subscriptions.skip("s1", date(2026, 3, 3))
    skipping = await store.subscriptions.get("s1")
    assert skipping is not None
    assert skipping.skip_date == date(2026, 3, 3)
    assert await store.subscriptions.remove("s1")
    assert not await store.subscriptions.remove("s1")


async def test_of_many_that_ring_at_once_one_opens_the_slot(store: Store, clock: FakeClock) -> None:
    await store.subscriptions.put(SUB)
    slot = slots.following(SUB, START)
    assert slot is not None
    key = keys.slot(slot)
    step = Step(SUB, slot, key, START + timedelta(1))
    opened = await asyncio.gather(
        *(store.subscriptions.open([step], now=clock()) for _ in range(6))
    )
    assert sorted(opened) == [()] * 5 + [(key,)]


async def test_a_slot_that_was_served_is_never_opened_again(store: Store, clock: FakeClock) -> None:
    key = await open_one(store, clock)
    due = await store.subscriptions.claim(key, now=clock(), lease_s=60)
    assert due is not None
    await store.subscriptions.finish(due, until=clock(), shown=(), posts=(), now=clock())
    await store.subscriptions.put(SUB)  # next_at set back, as a restored backup would
    assert await store.subscriptions.open([Step(SUB, due.slot, key, None)], now=clock()) == ()


async def claim(store: Store, clock: FakeClock, key: str) -> DueSlot:
    due = await store.subscriptions.claim(key, now=clock(), lease_s=60)
    assert due is not None
    return due


async def test_a_digest_and_what_it_told_are_one_step(store: Store, clock: FakeClock) -> None:
    key = await open_one(store, clock)
    await store.articles.keep(stored_briefing("https://a.example/1"), now=clock())
    due = await claim(store, clock, key)
    assert due.subscription.key == "s1"
    shown = ["https://a.example/1"]
    posts = [post(f"{key}#0")]
    until = clock()
    assert await store.subscriptions.finish(
        due, until=until, shown=shown, posts=posts, now=clock()
    ) == (f"{key}#0",)
    assert (
        await store.subscriptions.finish(due, until=until, shown=shown, posts=posts, now=clock())
        is None
    )
    remembered = await store.articles.remembered(
        "s1", [stored_briefing(shown[0]).fingerprint], since=START - timedelta(1), limit=9
    )
    remembered_articles = await store.articles.shown_before(remembered)
    assert [(one.briefing.url, one.shown_at) for one in remembered_articles] == [
        ("https://a.example/1", until)
    ]
    after = await store.subscriptions.get("s1")
    assert after is not None
    assert after.covered_until == until
    assert await slots_of(store, "s1") == (("2026-03-02", "done"),)


async def test_a_slot_of_a_subscription_that_rests_is_dropped(
    store: Store, clock: FakeClock
) -> None:
    key = await open_one(store, clock)
    await store.subscriptions.pause("s1", why="x")
    assert await store.subscriptions.claim(key, now=clock(), lease_s=60) is None
    assert await store.pending_work.unfinished() == ()
    assert await slots_of(store, "s1") == (("2026-03-02", "dropped"),)


async def test_a_slot_is_tried_again_and_given_up(store: Store, clock: FakeClock) -> None:
    key = await open_one(store, clock)
    due = await claim(store, clock, key)
    await store.subscriptions.later(due, clock() + timedelta(seconds=9), failure="x")
    assert await store.subscriptions.claim(key, now=clock(), lease_s=60) is None
    clock.turn(10)
    await store.subscriptions.fail(await claim(store, clock, key), failure="too often")
    status = await store.status()
    assert [(f.what, f.key, f.reason) for f in status.failures] == [("digest", key, "too often")]
