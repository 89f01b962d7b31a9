"""A quota counts what is briefed, by whatever way it came in; on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from adapters.storage import Store
from adapters.storage.database.schema import inbox
from bot import keys
from bot.flows.manage_subscriptions import MAX_FEEDS, SubscriptionManager
from briefs.errors import BadRequest
from briefs.model.delivery import Admission, Filters, Quota, SourceEdited, Sources
from briefs.model.places import LinkSeen
from tests.fakes.delivery import PLACE, seen
from tests.fakes.stores import *  # noqa: F403
from tests.fakes.stores import FakeClock

TIGHT = Quota(person=10, place=25, window_s=3600)


def links(first: int, count: int = 5) -> tuple[str, ...]:
    return tuple(f"https://a.example/{number}" for number in range(first, first + count))


async def ask(
    store: Store, clock: FakeClock, message: str, *urls: str, author: str = "U1"
) -> Admission:
    one = seen(message, *urls, author=author)
    key = keys.reply(one)
    return await store.inbox.admit(key, one, source=key, now=clock(), quota=TIGHT)


async def edit(store: Store, clock: FakeClock, message: str, *urls: str) -> None:
    edited = SourceEdited(PLACE, message, urls, clock.turn(1))
    await store.inbox.edit(keys.reply(edited), edited, now=clock(), quota=TIGHT)


async def asked_for(store: Store, message: str) -> LinkSeen:
    from briefs.model.serialization import from_json

    key = keys.reply(seen(message))
    async with store.pending_work._database.read() as connection:
        query = select(inbox.c.seen).where(inbox.c.key == key)
        return from_json(LinkSeen, (await connection.execute(query)).scalar_one())


@pytest.mark.parametrize("count", [1, 2, 5])
async def test_edits_count(store: Store, clock: FakeClock, count: int) -> None:
    """200 edits of one message had 1,001 links briefed."""
    assert await ask(store, clock, "m1", "https://a.example/x") is Admission.NEW
    briefed = {"https://a.example/x"}
    for number in range(200):
        await edit(store, clock, "m1", *links(number * count, count))
        briefed |= set((await asked_for(store, "m1")).links)
    assert len(briefed) <= TIGHT.person
    assert len(briefed) > TIGHT.person - count
    assert await ask(store, clock, "m2", *links(1000)) is Admission.PERSON_OVER_QUOTA
    clock.turn(TIGHT.window_s + 1)
    await edit(store, clock, "m1", *links(2000, count))
    assert (await asked_for(store, "m1")).links == links(2000, count)


async def test_edits_of_old_messages_count_now(store: Store, clock: FakeClock) -> None:
    for number in range(8):
        message = f"m{number}"
        assert await ask(store, clock, message, "https://a.example/x") is Admission.NEW
        clock.turn(TIGHT.window_s)
    for number in range(8):
        await edit(store, clock, f"m{number}", *links(number * 5))
    followed = [(await asked_for(store, f"m{number}")).links for number in range(8)]
    assert sum(len(one) == 5 for one in followed) == 2


async def test_an_edit_that_brings_nothing_new_takes_no_room(
    store: Store, clock: FakeClock
) -> None:
    await ask(store, clock, "m1", *links(0))
    await ask(store, clock, "m2", *links(5))
    await edit(store, clock, "m1", *links(0, 4))
    assert (await asked_for(store, "m1")).links == links(0, 4)
    await edit(store, clock, "m1", *links(0, 5))
    assert (await asked_for(store, "m1")).links == links(0, 4), "this one would"


async def test_an_edit_over_the_quota_leaves_the_reply_as_it_is(
    store: Store, clock: FakeClock
) -> None:
    await ask(store, clock, "m1", *links(0))
    await ask(store, clock, "m2", *links(5))
    key = keys.reply(seen("m1"))
    claimed = await store.inbox.claim(key, now=clock(), lease_s=60)
    assert claimed is not None
    await edit(store, clock, "m1", *links(100))
    assert await store.inbox.finish(claimed, stored=(), arrival=None, posts=(), now=clock()) == ()
    assert await store.pending_work.unfinished(until=clock()) != ()
    assert await store.inbox.claim(key, now=clock.turn(999), lease_s=60) is None


async def test_a_message_that_was_edited_before_it_was_asked_about_counts(
    store: Store, clock: FakeClock
) -> None:
    for number in range(4):
        await edit(store, clock, f"m{number}", *links(number * 5))
    admitted = [await ask(store, clock, f"m{number}", "https://a.example/x") for number in range(4)]
    assert admitted == [Admission.NEW] * 2 + [Admission.PERSON_OVER_QUOTA] * 2


@pytest.mark.parametrize("times", [1, 2, 5])
async def test_room_is_taken_once_before_the_work(
    store: Store, clock: FakeClock, times: int
) -> None:
    await ask(store, clock, "m0", *links(0))
    one = seen("m1", keys.pasted("words"))
    key = keys.reply(one)
    for _ in range(times):
        taken = await store.inbox.reserve(key, one, source=key, now=clock(), quota=TIGHT)
        assert taken is Admission.NEW
    assert await ask(store, clock, "m2", *links(50)) is Admission.PERSON_OVER_QUOTA
    assert await ask(store, clock, "m3", *links(50, 4)) is Admission.NEW
    admitted = await store.inbox.admit(key, one, source=key, now=clock(), quota=TIGHT)
    assert admitted is Admission.NEW, "its room is its own"
    assert await store.inbox.reserve(key, one, source=key, now=clock(), quota=TIGHT) is (
        Admission.SEEN_BEFORE
    )
    over = seen("m4", keys.pasted("more"))
    found = await store.inbox.reserve(
        keys.reply(over), over, source=keys.reply(over), now=clock(), quota=TIGHT
    )
    assert found is Admission.PERSON_OVER_QUOTA


async def test_what_edits_counted_is_forgotten(store: Store, clock: FakeClock) -> None:
    await ask(store, clock, "m1", "https://a.example/x")
    await edit(store, clock, "m1", *links(0))
    clock.turn(timedelta(days=3).total_seconds())
    await store.tidy(retention_days=400)
    async with store.pending_work._database.read() as connection:
        states = (await connection.execute(select(inbox.c.state))).scalars().all()
    assert "counted" not in states


@pytest.mark.parametrize("count", [MAX_FEEDS, MAX_FEEDS + 1, 1_000])
async def test_feeds_of_a_digest_are_capped(store: Store, clock: FakeClock, count: int) -> None:
    manager = SubscriptionManager(subscriptions=store.subscriptions, now=clock)
    feeds = tuple(f"feed{number}" for number in range(count))

    async def add() -> None:
        await manager.add(
            PLACE, owner="U1", local_time="12:00", weekdays=(0,), zone="UTC",
            sources=Sources(here=True, feeds=feeds), filters=Filters(),
        )  # fmt: skip

    if count <= MAX_FEEDS:
        await add()
    else:
        with pytest.raises(BadRequest, match=f"can take in {MAX_FEEDS} feeds"):
            await add()
