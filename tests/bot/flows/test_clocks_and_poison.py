"""Clocks that are wrong, machines that sleep, rows that are broken: each costs only itself."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text, update

from adapters.storage.database.schema import subscriptions
from bot import keys
from bot.flows.answer_links import QUOTA
from bot.flows.deliver_posts import AttemptLost
from bot.flows.lease_guard import WhileLeased
from bot.flows.resume_unfinished import UnfinishedWork
from briefs.model.delivery import ClaimedRequest, Filters, JobKind, Sources, Subscription
from briefs.model.messages import Post, Receipt
from tests.bot.flows.conftest import World
from tests.fakes.delivery import PLACE, seen
from tests.fakes.stores import FakeClock, slots_of

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NOON = MONDAY.replace(hour=11)
"""12:00 in Berlin."""


async def subscribe(
    world: World, channel: str = PLACE.channel, days: str = "0123456"
) -> Subscription:
    return await world.subscription_manager.add(
        replace(PLACE, channel=channel), owner="U1", local_time="12:00",
        weekdays=tuple(map(int, days)), zone="Europe/Berlin", sources=Sources(), filters=Filters(),
    )  # fmt: skip


async def share(world: World, number: int, channel: str = PLACE.channel) -> None:
    one = seen(f"m{number}", f"https://a.example/{number}", author=f"U-{number}")
    await world.link_answerer.admit(replace(one, place=replace(one.place, channel=channel)))
    await world.jobs.run()


async def ring_at(world: World, at: datetime) -> None:
    world.clock.at = at
    await world.digest_runner.open_due_slots()
    await world.jobs.run()


def shown(world: World, channel: str = PLACE.channel) -> list[str]:
    return [
        line.text
        for message in world.chat.messages.values()
        if message.card.headline.startswith("Digest") and message.place.channel == channel
        for part in message.card.parts
        for line in part.lines
    ]


# ------------------------------------------------------------------ a clock ahead of time


@pytest.mark.parametrize("ahead", [1, 3, 8, 29, 400])
@pytest.mark.parametrize("days", ["0123456", "0", "135"])
async def test_one_ring_ahead_of_time_loses_no_digest_after_it(
    world: World, ahead: int, days: str
) -> None:
    wanted = await subscribe(world, days=days)
    await ring_at(
        world, MONDAY + timedelta(days=ahead, hours=3)
    )  # a clock that was wrong for a moment
    world.clock.at = MONDAY + timedelta(hours=1)
    assert await world.digest_runner.mend() == 1
    assert await world.digest_runner.mend() == 0
    found = await world.store.subscriptions.get(wanted.key)
    assert found is not None
    coming = world.subscription_manager.upcoming(found, 1)[0]
    assert found.next_at == coming.due_at
    assert found.covered_until is None or found.covered_until <= world.clock.at
    await share(world, 1)
    for day in range(9):
        await ring_at(world, NOON + timedelta(days=day))
    assert shown(world) == ["About 1"]


async def test_mending_leaves_alone_what_stands_right(world: World) -> None:
    running, resting = await subscribe(world, "C-a"), await subscribe(world, "C-b")
    await world.store.subscriptions.pause(resting.key, why="asked")
    await ring_at(world, NOON)
    before = [await world.store.subscriptions.get(one.key) for one in (running, resting)]
    for minutes in (0, 5, 600):
        world.clock.at = NOON + timedelta(minutes=minutes)
        assert await world.digest_runner.mend() == 0
    assert [await world.store.subscriptions.get(one.key) for one in (running, resting)] == before


# ------------------------------------------------------------------ a clock that is set back


async def claimed_request(world: World) -> ClaimedRequest:
    """A request that was admitted and is claimed for 100 seconds."""
    one, now = seen("m1", "https://a.example/1"), world.clock()
    key = keys.reply(one)
    await world.store.inbox.admit(key, one, source=key, now=now, quota=QUOTA)
    claimed = await world.store.inbox.claim(key, now=now, lease_s=100)
    assert claimed is not None
    return claimed


@pytest.mark.parametrize("by", [timedelta(hours=1), timedelta(days=30)], ids=str)
async def test_a_retry_waits_no_longer_when_the_clock_is_set_back(
    world: World, unfinished_work: UnfinishedWork, by: timedelta
) -> None:
    clock, inbox = world.clock, world.store.inbox
    claimed = await claimed_request(world)
    await inbox.later(claimed, clock() + timedelta(seconds=4), failure="busy")
    clock.at -= by
    await unfinished_work.clock_moved(-by.total_seconds())
    assert await inbox.claim(claimed.key, now=clock(), lease_s=100) is None
    clock.turn(4)
    assert await unfinished_work.sweep() == 1
    assert await inbox.claim(claimed.key, now=clock(), lease_s=100) is not None


async def test_a_lease_that_is_held_stays_as_it_is(
    world: World, unfinished_work: UnfinishedWork
) -> None:
    clock, inbox = world.clock, world.store.inbox
    key = (await claimed_request(world)).key
    await unfinished_work.clock_moved(-3600)
    assert await inbox.claim(key, now=clock.turn(99), lease_s=100) is None
    assert await inbox.claim(key, now=clock.turn(1), lease_s=100) is not None


async def test_a_clock_set_forward_changes_nothing(
    world: World, unfinished_work: UnfinishedWork
) -> None:
    clock, inbox = world.clock, world.store.inbox
    claimed = await claimed_request(world)
    await inbox.later(claimed, clock() + timedelta(hours=2), failure="busy")
    await unfinished_work.clock_moved(3600)
    assert await inbox.claim(claimed.key, now=clock(), lease_s=100) is None


# --------------------------------------------------------------------------- broken rows


Break = Callable[[World, str], Awaitable[None]]


async def change(world: World, key: str, **values: object) -> None:
    async with world.store.pending_work._database.write() as connection:
        of = subscriptions.c.key == key
        await connection.execute(update(subscriptions).where(of).values(**values))


def broken(**values: object) -> Break:
    async def act(world: World, key: str) -> None:
        await change(world, key, **values)

    return act


BREAKS = {
    "a zone that is not here": broken(zone="Mars/Olympus_Mons"),
    "no zone": broken(zone=""),
    "a zone that climbs": broken(zone="../../etc/passwd"),
    "a time that is none": broken(local_time="25:99"),
    "weekdays that are none": broken(weekdays="78x"),
    "sources that are no JSON": broken(sources="{"),
    "filters of another kind": broken(filters='{"topics": 5}'),
}


@pytest.mark.parametrize("kind", BREAKS)
async def test_one_broken_subscription_stops_nobody_else(
    world: World, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    first, bad, last = [await subscribe(world, f"C-{name}") for name in "abc"]
    for number, channel in enumerate(("C-a", "C-b", "C-c")):
        await share(world, number, channel)
    await BREAKS[kind](world, bad.key)
    await ring_at(world, NOON)
    assert shown(world, "C-a") == ["About 0"]
    assert shown(world, "C-c") == ["About 2"]
    assert shown(world, "C-b") == []
    await world.digest_runner.mend()
    await world.store.tidy()
    await world.store.status()
    await world.store.subscriptions.all()
    assert "cannot be" in caplog.text
    for one in (first, last):
        found = await world.store.subscriptions.get(one.key)
        assert found is not None
        assert found.next_at == NOON + timedelta(days=1)


async def test_more_broken_rows_than_a_page_keep_nobody_waiting(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.flows.run_digests.PAGE_SIZE", 3)
    bad = [await subscribe(world, f"C-{number}") for number in range(7)]
    await subscribe(world, "C-good")
    await share(world, 1, "C-good")
    for one in bad:
        await change(world, one.key, zone="Mars/Olympus_Mons")
    await ring_at(world, NOON)
    assert shown(world, "C-good") == ["About 1"]


@pytest.mark.parametrize("column", ["briefing", "fingerprint"])
@pytest.mark.parametrize("value", [b"", b"x\x9c\x00", b"not compressed at all"])
async def test_one_broken_article_stops_no_digest(world: World, column: str, value: bytes) -> None:
    await subscribe(world)
    for number in range(3):
        await share(world, number)
    async with world.store.pending_work._database.write() as connection:
        key = await connection.scalar(text("SELECT min(id) FROM articles"))
        await connection.execute(
            text(f"UPDATE articles SET {column} = :value WHERE id = :key"),
            {"value": value, "key": key},
        )
    await ring_at(world, NOON)
    assert sorted(shown(world)) == ["About 1", "About 2"]
    assert len(await world.store.articles.recent(limit=9)) == 2


async def test_a_slot_whose_subscription_broke_is_given_up(world: World) -> None:
    bad = await subscribe(world)
    await share(world, 1)
    world.clock.at = NOON
    await world.digest_runner.open_due_slots()  # opened, and broken before anybody served it
    await BREAKS["sources that are no JSON"](world, bad.key)
    await world.jobs.run()
    assert await slots_of(world.store, bad.key) == (("2026-03-02", "failed"),)
    unfinished = await world.store.pending_work.unfinished()
    assert [job for job in unfinished if job.kind is JobKind.DIGEST] == []


# ------------------------------------------------------------------ a machine that slept


class Waking:
    """A chat whose request waits for the network, and what reached the platform."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.waits = asyncio.Event()
        self.network = asyncio.Event()
        self.posted: list[datetime] = []

    async def send(self, post: Post) -> Receipt:
        self.waits.set()
        await self.network.wait()
        self.posted.append(self.clock())
        return Receipt(key=post.key, place=post.place, message="1", at=self.clock())


@pytest.mark.parametrize("slept", [timedelta(seconds=95), timedelta(minutes=10), timedelta(days=2)])
async def test_a_machine_that_slept_in_the_middle_of_a_send_posts_nothing_late(
    world: World, slept: timedelta
) -> None:
    """It wakes when another has done its work: its own request goes no further."""
    sleeper = Waking(world.clock)
    asleep = replace(world.post_delivery, chats={"fake": sleeper})  # type: ignore[dict-item]
    one = seen("m1", "https://a.example/1")
    await world.link_answerer.admit(one)
    posts = await _until_posts(world)
    (key,) = posts
    sending = asyncio.create_task(asleep.run(key))
    async with asyncio.timeout(10):
        await sleeper.waits.wait()
    world.clock.at += slept
    for _ in range(5):  # another machine: looks, waits until everything shows, sends
        when = await world.post_delivery.run(key)
        if when is not None:
            world.clock.at = max(world.clock.at, when)
    assert len(world.chat.messages) == 1
    sleeper.network.set()
    await sending
    assert sleeper.posted == []
    assert len(world.chat.messages) == 1


async def _until_posts(world: World) -> list[str]:
    """Brief what was asked for, send nothing -> the posts that wait."""
    handlers = world.jobs.handlers
    world.jobs.handlers = {**handlers, JobKind.POST: _nothing}
    await world.jobs.run()
    world.jobs.handlers = handlers
    return [
        job.key for job in await world.store.pending_work.unfinished() if job.kind is JobKind.POST
    ]


async def _nothing(key: str) -> None:
    return None


@pytest.mark.parametrize("ending", ["value", "error", "cancelled", "timeout"])
async def test_while_the_lease_holds_a_call_is_as_if_awaited(ending: str, clock: FakeClock) -> None:
    async def call() -> str:
        await asyncio.sleep(0)
        if ending == "error":
            raise KeyError("x")
        if ending in ("cancelled", "timeout"):
            await asyncio.Event().wait()
        async with asyncio.timeout(5):
            await asyncio.sleep(0)
        return "done"

    async def guarded() -> str:
        until = clock() + timedelta(seconds=1)
        async with asyncio.timeout(0.01 if ending == "timeout" else 10):
            return await WhileLeased(call(), until=until, now=clock, lost=AttemptLost)

    task = asyncio.create_task(guarded())
    if ending == "cancelled":
        await asyncio.sleep(0)
        task.cancel()
    (found,) = await asyncio.gather(task, return_exceptions=True)
    expected: dict[str, type[BaseException]] = {
        "error": KeyError, "cancelled": asyncio.CancelledError, "timeout": TimeoutError,
    }  # fmt: skip
    assert found == "done" if ending == "value" else isinstance(found, expected[ending])


async def test_a_lease_that_has_ended_begins_nothing(clock: FakeClock) -> None:
    begun: list[str] = []

    async def call() -> None:
        begun.append("begun")

    with pytest.raises(AttemptLost):
        await WhileLeased(call(), until=clock(), now=clock, lost=AttemptLost)
    assert begun == []
