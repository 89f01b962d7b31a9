"""One broken row costs one row, on both databases: it is given up, and the others go on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Table, select, update

from adapters.storage import Store
from adapters.storage.database.leases import UNREADABLE
from adapters.storage.database.schema import entries, feeds, inbox, outbox
from adapters.storage.repositories.feeds import EntryState
from adapters.storage.repositories.request_quota import RequestState
from bot import keys
from bot.flows.resume_unfinished import UnfinishedWork
from bot.keys import part
from briefs.model.delivery import PostState
from tests.bot.flows.conftest import World, unfinished_work, world  # noqa: F401  (fixtures)
from tests.contracts.test_feeds import FEED, ITEMS, claim, poll
from tests.contracts.test_inbox import ROOM, admit
from tests.contracts.test_outbox import B, posts, send
from tests.fakes.delivery import PLACE, seen
from tests.fakes.stores import FakeClock

BREAKS = {
    "no JSON": "{",
    "nothing": "",
    "null": "null",
    "another kind": "[1, 2]",
    "no fields": "{}",
    "a field of another kind": '{"place": 5, "item": 5, "ident": [], "key": {}}',
}


async def change(store: Store, table: Table, key: str, **values: object) -> None:
    async with store.pending_work._database.write() as connection:
        await connection.execute(update(table).where(table.c.key == key).values(**values))


async def row(store: Store, table: Table, key: str) -> dict[str, object]:
    async with store.pending_work._database.read() as connection:
        found = (await connection.execute(select(table).where(table.c.key == key))).one()
    return dict(found._mapping)


async def is_given_up(store: Store, table: Table, key: str, state: str) -> None:
    found = await row(store, table, key)
    assert (found["state"], found["failure"]) == (state, UNREADABLE)
    assert (found["due_at"], found["token"]) == (None, None)
    unfinished = await store.pending_work.unfinished(until=None)
    assert key not in {job.key for job in unfinished}


@pytest.mark.parametrize("kind", BREAKS)
async def test_a_broken_request_is_given_up(kind: str, store: Store, clock: FakeClock) -> None:
    bad, good = seen("m1"), seen("m2")
    for one in (bad, good):
        await admit(store, one, clock, ROOM)
    await change(store, inbox, keys.reply(bad), seen=BREAKS[kind])
    assert await store.inbox.claim(keys.reply(bad), now=clock(), lease_s=60) is None
    await is_given_up(store, inbox, keys.reply(bad), RequestState.DONE)
    assert await store.inbox.claim(keys.reply(bad), now=clock.turn(999), lease_s=60) is None
    assert await store.inbox.claim(keys.reply(good), now=clock(), lease_s=60) is not None


@pytest.mark.parametrize("kind", BREAKS)
async def test_a_broken_post_is_given_up_with_the_parts_after_it(
    kind: str, store: Store, clock: FakeClock
) -> None:
    await store.outbox.put(B, posts("one", "two"), now=clock())
    bad, after = part(B, 0), part(B, 1)
    await change(store, outbox, bad, post=BREAKS[kind])
    assert await store.outbox.claim(bad, now=clock(), lease_s=60) is None
    await is_given_up(store, outbox, bad, PostState.FAILED)
    assert await store.outbox.claim(after, now=clock.turn(999), lease_s=60) is None
    states = {one.key: one.state for one in await store.outbox.rows()}
    assert states[after] in {PostState.FAILED, PostState.WAITING}


@pytest.mark.parametrize("kind", BREAKS)
async def test_a_broken_post_costs_a_timeline_one_message(
    kind: str, store: Store, clock: FakeClock
) -> None:
    await store.outbox.put(B, posts("one", "two", "three"), now=clock())
    for number in range(3):
        await send(store, clock, part(B, number), f"M{number}")
    await change(store, outbox, part(B, 1), post=BREAKS[kind])
    found = await store.outbox.posted(PLACE, limit=9)
    assert {one.key for one, _ in found} == {part(B, 0), part(B, 2)}
    there = await store.outbox.there(PLACE)
    assert {one.message for one in there} == {"M0", "M2"}


@pytest.mark.parametrize("kind", BREAKS)
async def test_a_broken_entry_is_given_up(kind: str, store: Store, clock: FakeClock) -> None:
    bad, good = await poll(store, clock, await claim(store, clock), ITEMS[:2], [])
    await change(store, entries, bad, item=BREAKS[kind])
    assert await store.feeds.claim_entry(bad, now=clock(), lease_s=60) is None
    await is_given_up(store, entries, bad, EntryState.FAILED)
    assert await store.feeds.claim_entry(bad, now=clock.turn(999), lease_s=60) is None
    assert await store.feeds.claim_entry(good, now=clock(), lease_s=60) is not None


@pytest.mark.parametrize("url", ["", "{", "https://", "file:///etc/passwd", "\u202e"])
async def test_a_broken_feed_stops_no_other(url: str, store: Store, clock: FakeClock) -> None:
    """A feed's row holds no JSON: a broken address is for the fetcher to refuse."""
    bad = await store.feeds.add(FEED, title=None, now=clock())
    good = await store.feeds.add("https://b.example/feed", title=None, now=clock())
    await change(store, feeds, bad.key, url=url, etag="\x01", failures=-5)
    for key in (bad.key, good.key):
        assert await store.feeds.claim(key, now=clock(), lease_s=60) is not None
    assert {feed.key for feed in await store.feeds.all()} == {bad.key, good.key}


async def test_broken_rows_are_not_tried_again_and_again(
    world: World,  # noqa: F811
    unfinished_work: UnfinishedWork,  # noqa: F811
) -> None:
    store, clock = world.store, world.clock
    for number in range(3):
        await admit(store, seen(f"m{number}"), clock, ROOM)
    await change(store, inbox, keys.reply(seen("m1")), seen="{")
    assert await unfinished_work.sweep() == 3
    await world.jobs.run()
    clock.at += timedelta(days=1)
    await unfinished_work.sweep()
    await world.jobs.run()
    await is_given_up(store, inbox, keys.reply(seen("m1")), RequestState.DONE)
    for good in ("m0", "m2"):
        found = await row(store, inbox, keys.reply(seen(good)))
        assert (found["state"], found["failure"]) == (RequestState.DONE, None)
