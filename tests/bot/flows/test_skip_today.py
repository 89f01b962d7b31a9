"""Leaving out today's digest: only where one is left, and it is said when the next one comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from adapters.storage import Store
from bot.flows.manage_subscriptions import SubscriptionManager
from briefs.errors import BadRequest
from briefs.model.delivery import Filters
from tests.contracts.test_subscriptions import SUB
from tests.fakes.stores import FakeClock

TUESDAY = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)
AT_EIGHT = replace(SUB, local_time="08:00", zone="Europe/Berlin", weekdays=(0, 1, 2, 3, 4))


@pytest.mark.parametrize("again", [False, True])
async def test_a_digest_that_is_still_to_come_is_left_out(
    again: bool, store: Store, clock: FakeClock
) -> None:
    clock.at = TUESDAY
    manager = SubscriptionManager(subscriptions=store.subscriptions, now=clock)
    await manager.change(AT_EIGHT)
    skipped = await manager.skip_today(AT_EIGHT.key)
    if again:  # twice is as once
        skipped = await manager.skip_today(AT_EIGHT.key)
    assert skipped.skip_date == TUESDAY.date()
    assert manager.upcoming(skipped)[0].local_date == "2026-05-13"


@pytest.mark.parametrize(
    ("at", "weekdays", "coming"),
    [
        (datetime(2026, 5, 12, 7, 0, tzinfo=UTC), (0, 1, 2, 3, 4), "2026-05-13 at 08:00"),
        (datetime(2026, 5, 16, 5, 0, tzinfo=UTC), (0, 1, 2, 3, 4), "2026-05-18 at 08:00"),
        (datetime(2026, 5, 12, 5, 0, tzinfo=UTC), (2,), "2026-05-13 at 08:00"),
        (datetime(2026, 5, 12, 21, 59, tzinfo=UTC), (1,), "2026-05-19 at 08:00"),
        (datetime(2026, 5, 12, 6, 0, tzinfo=UTC), (1,), "2026-05-19 at 08:00"),
    ],
)
async def test_where_none_is_left_today_the_next_is_named(
    at: datetime, weekdays: tuple[int, ...], coming: str, store: Store, clock: FakeClock
) -> None:
    clock.at = at
    manager = SubscriptionManager(subscriptions=store.subscriptions, now=clock)
    await manager.change(replace(AT_EIGHT, weekdays=weekdays))
    with pytest.raises(BadRequest, match="No digest is left today") as refused:
        await manager.skip_today(AT_EIGHT.key)
    assert coming in refused.value.hint
    assert (await manager.get(AT_EIGHT.key)).skip_date is None


async def test_filters_that_nothing_can_pass_are_not_kept(store: Store, clock: FakeClock) -> None:
    manager = SubscriptionManager(subscriptions=store.subscriptions, now=clock)
    with pytest.raises(BadRequest, match="can ever match"):
        await manager.change(replace(AT_EIGHT, filters=Filters(topics=("ports",), mute=("ports",))))
    assert await store.subscriptions.get(AT_EIGHT.key) is None
