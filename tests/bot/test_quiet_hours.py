"""Quiet hours: as people write them, and when they end, whatever the clocks do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.quiet_hours import parse_quiet, quiet_until
from briefs.errors import BadRequest
from briefs.model.quiet_hours import (
    EVERY_DAY,
    NEVER_QUIET,
    QuietChoice,
    QuietForm,
    QuietHours,
    form_of,
)
from tests.bot.test_slots import DST_HEAVY

NIGHT = QuietHours("22:00", "07:00", "Europe/Berlin")
OFFICE = (0, 1, 2, 3, 4)


@pytest.mark.parametrize(
    "hours",
    [
        "22:00-07:00", "22:00 – 7:00", "22.00 bis 07.00", "22 Uhr bis 7 Uhr", "10 pm to 7 am",
        "from 22:00 until 07:00", "von 22:00 bis 07:00", "between 10 pm and 7 am", "22h00—7h00",
        " 22:00-07:00 Uhr ",
    ],
)  # fmt: skip
def test_hours_as_people_write_them(hours: str) -> None:
    found = parse_quiet(QuietForm(hours=hours), zone="Europe/Berlin")
    assert found == NIGHT


@pytest.mark.parametrize(
    ("form", "quiet"),
    [
        (QuietForm(QuietChoice.DEFAULT), None),
        (QuietForm(QuietChoice.NEVER, hours="nonsense"), NEVER_QUIET),
        (QuietForm(weekdays=OFFICE, zone="Berlin"), replace(NIGHT, weekdays=OFFICE)),
        (QuietForm(weekdays=()), replace(NIGHT, zone="UTC")),
        (QuietForm(hours="00:00-24:00", weekdays=(5, 6)),
         QuietHours("00:00", "00:00", "UTC", (5, 6))),
        (QuietForm(hours="12:00-13:30", zone="America/New_York"),
         QuietHours("12:00", "13:30", "America/New_York")),
    ],
)  # fmt: skip
def test_a_form_says_what_holds_and_comes_back(form: QuietForm, quiet: QuietHours | None) -> None:
    found = parse_quiet(form, zone="UTC")
    assert found == quiet
    assert parse_quiet(form_of(found), zone="UTC") == quiet


@pytest.mark.parametrize(
    "form",
    [
        QuietForm(hours=""), QuietForm(hours="22:00"), QuietForm(hours="at night"),
        QuietForm(hours="22:00-25:00"), QuietForm(hours="22:00-07:00-09:00"),
        QuietForm(hours="00:00-24:00"), QuietForm(hours="07:00-07:00"),
        QuietForm(hours="7 to 9"), QuietForm(zone="GMT+2"), QuietForm(zone="CST"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_said_with_what_would_be(form: QuietForm) -> None:
    with pytest.raises(BadRequest) as refused:
        parse_quiet(form, zone="UTC")
    assert refused.value.hint


def local(text: str, zone: str = "Europe/Berlin", *, fold: int = 0) -> datetime:
    wall = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)
    return wall.astimezone(UTC)


WEEKEND = QuietHours("00:00", "00:00", "Europe/Berlin", (5, 6))
NIGHTS_OFF = replace(NIGHT, weekdays=OFFICE)  # 2026-03-06 is a Friday


@pytest.mark.parametrize(
    ("quiet", "now", "end"),
    [
        (NIGHT, "2026-03-04 21:59:59", None),
        (NIGHT, "2026-03-04 22:00", "2026-03-05 07:00"),
        (NIGHT, "2026-03-05 00:00", "2026-03-05 07:00"),
        (NIGHT, "2026-03-05 06:59:59", "2026-03-05 07:00"),
        (NIGHT, "2026-03-05 07:00", None),
        (QuietHours("12:00", "13:30", "Europe/Berlin"), "2026-03-05 12:30", "2026-03-05 13:30"),
        (QuietHours("12:00", "13:30", "Europe/Berlin"), "2026-03-05 13:30", None),
        (NIGHTS_OFF, "2026-03-07 03:00", "2026-03-07 07:00"),  # the night that Friday began
        (NIGHTS_OFF, "2026-03-07 23:00", None),
        (NIGHTS_OFF, "2026-03-09 03:00", None),  # the night that Sunday began
        (WEEKEND, "2026-03-06 23:59", None),
        (WEEKEND, "2026-03-07 09:00", "2026-03-09 00:00"),  # two that touch are one
        (WEEKEND, "2026-03-08 23:59", "2026-03-09 00:00"),
        (NEVER_QUIET, "2026-03-05 03:00", None),
        # Clocks go on at 02:00 on 29 March 2026, and back at 03:00 on 25 October.
        (NIGHT, "2026-03-28 23:00", "2026-03-29 07:00"),
        (NIGHT, "2026-10-24 23:00", "2026-10-25 07:00"),
        (QuietHours("22:00", "02:30", "Europe/Berlin"), "2026-03-29 01:59", "2026-03-29 03:30"),
        (QuietHours("22:00", "02:30", "Europe/Berlin"), "2026-10-25 02:29", "2026-10-25 02:30"),
        (QuietHours("02:30", "06:00", "Europe/Berlin"), "2026-03-29 03:29", None),
        (QuietHours("02:30", "06:00", "Europe/Berlin"), "2026-03-29 03:30", "2026-03-29 06:00"),
        (QuietHours("02:30", "02:45", "Europe/Berlin"), "2026-10-25 02:40", "2026-10-25 02:45"),
    ],
)  # fmt: skip
def test_when_they_end(quiet: QuietHours, now: str, end: str | None) -> None:
    assert quiet_until(quiet, local(now)) == (None if end is None else local(end))


def test_an_hour_that_comes_twice_is_quiet_once() -> None:
    short = QuietHours("02:30", "02:45", "Europe/Berlin")
    assert quiet_until(short, local("2026-10-25 02:40", fold=1)) is None
    early = QuietHours("22:00", "02:30", "Europe/Berlin")
    assert quiet_until(early, local("2026-10-25 02:10", fold=1)) is None


def test_a_date_that_a_zone_left_out_is_no_longer_than_others() -> None:
    apia = QuietHours("22:00", "07:00", "Pacific/Apia")  # without 30 December 2011
    night = local("2011-12-29 23:00", "Pacific/Apia")
    assert quiet_until(apia, night) == night + timedelta(hours=8)


times = st.times().map(lambda at: at.isoformat("minutes"))
zones = st.sampled_from([*DST_HEAVY, "Europe/Berlin", "America/New_York", "UTC"])
days = st.sets(st.integers(0, 6), min_size=1).map(lambda found: tuple(sorted(found)))
minutes = st.integers(0, 2 * 365 * 24 * 60)
instants = minutes.map(lambda at: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=at))


@given(begins=times, ends=times, zone=zones, weekdays=days, now=instants)
def test_they_end_ahead_within_their_days_and_what_rests_then_rests_no_more(
    begins: str, ends: str, zone: str, weekdays: tuple[int, ...], now: datetime
) -> None:
    if begins == ends and weekdays == EVERY_DAY:
        return
    quiet = QuietHours(begins, ends, zone, weekdays)
    end = quiet_until(quiet, now)
    if end is not None:
        assert now < end <= now + timedelta(days=7)
        assert quiet_until(quiet, end) is None
        between = now + (end - now) / 2
        assert quiet_until(quiet, between) == end


@given(begins=times, ends=times, zone=zones, day=st.integers(0, 729))
def test_on_days_without_a_change_of_clocks_the_wall_clock_decides(
    begins: str, ends: str, zone: str, day: int
) -> None:
    if begins == ends:
        return
    quiet = QuietHours(begins, ends, zone)
    tz = ZoneInfo(zone)
    start = datetime(2025, 1, 3, tzinfo=UTC) + timedelta(days=day)
    offsets = {(start + timedelta(hours=h)).astimezone(tz).utcoffset() for h in range(-48, 73, 1)}
    if len(offsets) > 1:
        return
    for quarter in range(96):
        now = start + timedelta(minutes=15 * quarter)
        wall = now.astimezone(tz).strftime("%H:%M")
        inside = begins <= wall < ends if begins < ends else wall >= begins or wall < ends
        assert (quiet_until(quiet, now) is not None) == inside, (wall, quiet)
