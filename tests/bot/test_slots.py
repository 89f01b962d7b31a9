"""One digest for each local date: every zone of tzdata, two years, none missing, none doubled."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import slots
from briefs.model.delivery import Subscription
from tests.contracts.test_subscriptions import SUB

ZONES = sorted(zone for zone in available_timezones() if zone not in {"localtime", "Factory"})
BEGIN, END = date(2025, 1, 1), date(2027, 1, 1)
DAYS = [BEGIN + timedelta(days=n) for n in range((END - BEGIN).days)]
DST_HEAVY = (
    "Africa/Casablanca",
    "Africa/Cairo",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
)
"""Twice a year around Ramadan; at midnight; 30 minutes off; by half an hour; 45 minutes off."""


@cache
def walls(zone: str) -> dict[datetime, list[datetime]]:
    """Truth by brute force: every quarter of an hour of two years -> the walls that it showed."""
    tz = ZoneInfo(zone)
    at = datetime(2024, 12, 30, tzinfo=UTC)
    shown: dict[datetime, list[datetime]] = {}
    while at < datetime(2027, 1, 3, tzinfo=UTC):
        shown.setdefault(at.astimezone(tz).replace(tzinfo=None), []).append(at)
        at += timedelta(minutes=15)
    return shown


@pytest.mark.parametrize("chunk", range(6))
def test_every_zone_has_one_slot_for_each_date(chunk: int) -> None:
    for number, zone in enumerate(ZONES[chunk::6]):
        for local_time in ("02:30", ("00:00", "01:30", "03:15", "23:45")[number % 4]):
            sub = replace(SUB, zone=zone, local_time=local_time, weekdays=tuple(range(7)))
            after = datetime(2024, 12, 30, tzinfo=UTC)
            found = [
                s
                for s in slots.between(sub, after, datetime(2027, 1, 3, tzinfo=UTC))
                if BEGIN.isoformat() <= s.local_date < END.isoformat()
            ]
            assert [s.local_date for s in found] == [day.isoformat() for day in DAYS], zone
            times = [s.due_at for s in found]
            assert times == sorted(set(times)), zone


@pytest.mark.parametrize("zone", DST_HEAVY)
def test_the_grid_of_quarters_is_what_the_wall_clock_shows(zone: str) -> None:
    tz = ZoneInfo(zone)
    shown = walls(zone)
    gaps = overlaps = 0
    for day in DAYS:
        for quarter in range(96):
            at = time(quarter // 4, quarter % 4 * 15)
            found = slots.instant(day, at, tz)
            wall = datetime.combine(day, at)
            if wall in shown:
                assert found == shown[wall][0], "the first of the two"
                overlaps += len(shown[wall]) > 1
            else:
                gaps += 1
                assert found is not None
                moved = found.astimezone(tz).replace(tzinfo=None) - wall
                assert timedelta(0) < moved <= timedelta(hours=1), "just as far after the gap"
    assert gaps > 0
    assert overlaps > 0


def test_a_date_that_was_left_out_has_no_slot() -> None:
    apia = ZoneInfo("Pacific/Apia")
    assert slots.instant(date(2011, 12, 29), time(8), apia) is not None
    assert slots.instant(date(2011, 12, 30), time(8), apia) is None
    assert slots.instant(date(2011, 12, 31), time(8), apia) is not None


def ring(sub: Subscription, times: list[datetime]) -> tuple[Subscription, list[str]]:
    """Ring at `times`, as the flow does -> the dates served."""
    served = []
    for now in times:
        if sub.next_at is None or sub.next_at > now:
            continue
        slot = slots.latest_due(sub, now)
        coming = slots.following(sub, now)
        served += [slot.local_date] if slot else []
        sub = replace(sub, next_at=coming.due_at if coming else None)
    return sub, served


@given(
    zone=st.sampled_from(ZONES),
    quarter=st.integers(0, 95),
    waits_min=st.lists(st.integers(1, 60 * 36), min_size=3, max_size=40),
    start=st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 1)),  # noqa: DTZ001
)
def test_whenever_it_rings_no_date_is_served_twice_and_the_last_is_served(
    zone: str, quarter: int, waits_min: list[int], start: datetime
) -> None:
    local_time = f"{quarter // 4:02}:{quarter % 4 * 15:02}"
    sub = replace(SUB, zone=zone, local_time=local_time, weekdays=tuple(range(7)))
    now = start.replace(tzinfo=UTC)
    first = slots.following(sub, now)
    assert first is not None
    sub = replace(sub, next_at=first.due_at)
    times = []
    for wait in waits_min:
        now += timedelta(minutes=wait)
        times.append(now)
    _, served = ring(sub, times)
    assert max(Counter(served).values(), default=1) == 1
    due = list(slots.between(sub, start.replace(tzinfo=UTC), now))
    if due:
        assert served[-1] == due[-1].local_date
    else:
        assert served == []


def test_ringing_every_minute_serves_every_date() -> None:
    for zone in DST_HEAVY:
        sub = replace(SUB, zone=zone, local_time="02:15", weekdays=tuple(range(7)))
        now = datetime(2026, 1, 1, tzinfo=UTC)
        first = slots.following(sub, now)
        assert first is not None
        times = [now + timedelta(minutes=10 * n) for n in range(365 * 144)]
        _, served = ring(replace(sub, next_at=first.due_at), times)
        dates = [(date(2026, 1, 1) + timedelta(days=n)).isoformat() for n in range(365)]
        assert set(served) >= set(dates[1:]), zone
        assert len(set(served)) == len(served), zone


def test_weekdays_are_local_ones() -> None:
    sub = replace(SUB, zone="Pacific/Auckland", local_time="07:00", weekdays=(0,))
    slot = slots.following(sub, datetime(2026, 3, 1, 12, tzinfo=UTC))
    assert slot is not None
    assert (slot.local_date, slot.due_at.weekday()) == ("2026-03-02", 6), "Sunday evening in UTC"


def test_after_a_pause_of_days_the_last_slot_is_served_alone() -> None:
    sub = replace(SUB, next_at=datetime(2026, 3, 2, 7, 30, tzinfo=UTC))
    slot = slots.latest_due(sub, datetime(2026, 3, 6, 12, 30, tzinfo=UTC))
    assert slot is not None
    assert slot.local_date == "2026-03-06"
    assert slots.is_late(slot, datetime(2026, 3, 6, 12, 30, tzinfo=UTC))
    assert not slots.is_late(slot, slot.due_at + timedelta(minutes=10))


def test_a_skipped_date_has_no_slot_and_the_one_before_still_comes() -> None:
    now = datetime(2026, 3, 3, 12, tzinfo=UTC)
    sub = replace(SUB, next_at=datetime(2026, 3, 3, 7, 30, tzinfo=UTC), skip_date=date(2026, 3, 3))
    assert slots.latest_due(sub, now) is None
    slot = slots.latest_due(replace(sub, next_at=datetime(2026, 3, 2, 7, 30, tzinfo=UTC)), now)
    assert slot is not None
    assert slot.local_date == "2026-03-02"


def test_a_subscription_without_days_has_no_slots() -> None:
    assert slots.following(replace(SUB, weekdays=()), datetime(2026, 1, 1, tzinfo=UTC)) is None


@pytest.mark.parametrize("zone", DST_HEAVY)
@pytest.mark.parametrize("weekdays", [(0,), (6,), (0, 3), (0, 1, 2, 3, 4), tuple(range(7))])
def test_a_slot_is_found_until_the_moment_before_the_next(
    zone: str, weekdays: tuple[int, ...]
) -> None:
    sub = replace(SUB, zone=zone, local_time="08:30", weekdays=weekdays)
    year = slots.upcoming(sub, datetime(2026, 1, 1, tzinfo=UTC), 52 * len(weekdays))
    for slot, following in pairwise(year):
        missed = replace(sub, next_at=slot.due_at)
        found = slots.latest_due(missed, following.due_at - timedelta(seconds=1))
        assert found == slot
        assert following.due_at - slot.due_at <= slots.LONGEST_WAIT + timedelta(hours=2)
