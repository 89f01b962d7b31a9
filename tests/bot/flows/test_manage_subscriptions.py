"""Every zone of tzdata through the store: around the changes of the clocks, none missing or double.

`tests.kill.soak` does the same for every day of two years.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from adapters.storage import Store
from adapters.storage.database.schema import slots as table
from bot import slots
from bot.flows.run_digests import DigestRunner
from tests.bot.flows.conftest import World
from tests.bot.test_slots import DST_HEAVY, ZONES
from tests.contracts.test_subscriptions import SUB
from tests.fakes.stores import FakeClock

Plan = Sequence[tuple[str, str]]
"""Zones and local times, one subscription each."""

EVERY_ZONE: Plan = tuple(
    (zone, ("02:30", "00:00", "01:15", "23:45")[number % 4]) for number, zone in enumerate(ZONES)
)
GRID: Plan = tuple(
    (zone, f"{quarter // 4:02}:{quarter % 4 * 15:02}")
    for zone in DST_HEAVY
    for quarter in range(96)
)
WINDOWS = (date(2026, 3, 28), date(2026, 10, 24))
"""The week-ends when most clocks change."""


async def ring_through(
    store: Store, digest_runner: DigestRunner, clock: FakeClock, first: date, days: int, plan: Plan
) -> dict[str, list[str]]:
    """Subscribe to each of the plan, ring at uneven times -> the local dates that were opened."""
    clock.at = datetime.combine(first, time(), tzinfo=UTC) - timedelta(days=1)
    subs = []
    for zone, local_time in plan:
        key = f"{zone}|{local_time}|{first}"
        sub = replace(SUB, key=key, zone=zone, local_time=local_time, weekdays=tuple(range(7)))
        slot = slots.following(sub, clock())
        subs.append(replace(sub, next_at=slot.due_at if slot else None))
    await store.subscriptions.put(*subs)
    step = 0
    end = clock() + timedelta(days=days + 3)
    while clock() < end:
        step += 1
        clock.turn((1 + step * 5 % 9) * 3600)
        await digest_runner.open_due_slots()
    opened: dict[str, list[str]] = defaultdict(list)
    async with store.pending_work._database.read() as connection:
        for row in await connection.execute(select(table.c.subscription, table.c.local_date)):
            opened[row.subscription].append(row.local_date)
    return opened


def assert_each_once(opened: dict[str, list[str]], first: date, days: int) -> None:
    wanted = {(first + timedelta(days=n)).isoformat() for n in range(days)}
    for key, dates in opened.items():
        inside = [day for day in dates if day in wanted]
        assert len(set(inside)) == len(inside), key
        zone = ZoneInfo(key.partition("|")[0])
        due = {d for d in wanted if slots.instant(date.fromisoformat(d), time(12), zone)}
        assert set(inside) == due, key


@pytest.mark.parametrize("first", WINDOWS)
async def test_around_the_change_of_clocks_every_zone_has_each_date_once(
    world: World, first: date
) -> None:
    plan = EVERY_ZONE[:: 1 if first == WINDOWS[0] else 4]
    opened = await ring_through(world.store, world.digest_runner, world.clock, first, 3, plan)
    assert len(opened) == len(plan)
    assert_each_once(opened, first, 3)


@pytest.mark.parametrize("first", WINDOWS)
async def test_around_the_change_of_clocks_every_quarter_of_an_hour_comes_once(
    world: World, first: date
) -> None:
    opened = await ring_through(world.store, world.digest_runner, world.clock, first, 2, GRID)
    assert len(opened) == len(GRID)
    assert_each_once(opened, first, 2)
