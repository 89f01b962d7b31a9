"""Form -> quiet hours; instant -> the end of the quiet hours that contain it. Pure.

Times follow bot/slots.py: of a wall time that comes twice the first instant, of one that the clocks
skip the instant as far after the gap. So the quiet hours of each night begin once and end once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.slots import instant
from bot.subscription_rules import parse_time, parse_zone
from briefs.errors import BadRequest
from briefs.model.quiet_hours import (
    EVERY_DAY,
    NEVER_QUIET,
    QuietChoice,
    QuietForm,
    QuietHours,
)
from briefs.translatable import translatable

DAY = timedelta(days=1)

_FROM = re.compile(r"^(?:from|between|von|zwischen)\s+", re.IGNORECASE)
_TO = re.compile(r"[-–—]|\b(?:to|until|till|through|and|bis|und)\b", re.IGNORECASE)
_MIDNIGHT = re.compile(r"24(?:[:.h]00)?(?:\s*uhr)?", re.IGNORECASE)


def parse_quiet(form: QuietForm, *, zone: str) -> QuietHours | None:
    """Form -> quiet hours, None to use the workspace's. Raises: BadRequest.

    `zone` is used if the form names none.
    """
    match form.choice:
        case QuietChoice.DEFAULT:
            return None
        case QuietChoice.NEVER:
            return NEVER_QUIET
        case QuietChoice.OWN:
            return _own(form, zone)
        case _:
            assert_never(form.choice)


def _own(form: QuietForm, zone: str) -> QuietHours:
    parts = [part.strip() for part in _TO.split(_FROM.sub("", form.hours.strip()))]
    if len(parts) != 2:
        raise BadRequest(
            translatable("{written} does not say from when until when.", written=_quoted(form)),
            hint="Write it like 22:00-07:00.",
        )
    begins, ends = (parse_time("00:00" if _MIDNIGHT.fullmatch(one) else one) for one in parts)
    days = form.weekdays or EVERY_DAY
    if begins == ends and days == EVERY_DAY:
        raise BadRequest(
            "Quiet hours that never end would keep everything back.",
            hint="Switch digests and unasked briefings off instead, or leave some time of a day.",
        )
    return QuietHours(begins, ends, parse_zone(form.zone or zone), days)


def quiet_until(quiet: QuietHours, now: datetime) -> datetime | None:
    """When the present quiet hours end, None if there are none now.

    Overlapping quiet hours count as one. Raises: ZoneInfoNotFoundError.
    """
    end: datetime | None = None
    for begin, finish in _spans(quiet, now):
        if begin <= (end or now) < finish:
            end = finish
    return end


def _spans(quiet: QuietHours, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The quiet hours of the dates around an instant, in their order."""
    zone = ZoneInfo(quiet.zone)
    begins, ends = time.fromisoformat(quiet.begins), time.fromisoformat(quiet.ends)
    today = now.astimezone(zone).date()
    for day in (today + timedelta(days=away) for away in range(-2, 9)):
        begin = instant(day, begins, zone)
        if day.weekday() not in quiet.weekdays or begin is None:
            continue
        finish = instant(day if ends > begins else day + DAY, ends, zone)
        # If they end on a date that the zone skipped, they last as long as on any other date.
        yield begin, finish or begin + (_minutes(ends) - _minutes(begins)) % DAY


def _minutes(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute)


def _quoted(form: QuietForm) -> str:
    return f'"{" ".join(form.hours.split())[:40]}"'
