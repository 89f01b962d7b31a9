"""A date as feeds write it -> ISO 8601 in UTC, or None where the day is ambiguous.

RSS specifies RFC 822, Atom and JSON Feed RFC 3339; real feeds use all the forms below.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

EARLIEST = 1990
LATEST = 2100
_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?"
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?()(Z)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:[ ,]+(\d{1,2}):(\d\d)(?::(\d\d))?)?")
_MONTH_FIRST = re.compile(
    r"(?i)(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?([a-z]{3})[a-z]*\.? "
    r"(\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(.*)"
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_ZONE_WORDS = {"Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00"}


def iso_utc(text: object) -> str | None:
    """A date as a feed writes it -> "2026-05-12T10:00:00+00:00", to the second, in UTC.

    Without a zone UTC is assumed. None if it is not a text or not a date, or if the date could be
    two days (3/5/2026). Raises nothing.
    """
    if not isinstance(text, str):
        return None
    text = " ".join(text.split())[:60]
    try:
        at = _numbers(text) or _day_first(text) or _worded(text)
    except (ValueError, OverflowError):
        return None
    if at is None or not EARLIEST <= at.year < LATEST:
        return None
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _numbers(text: str) -> datetime | None:
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    found = _ISO.fullmatch(text) or _COMPACT.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    return datetime(year, month, day, hour, minute, second, tzinfo=_zone(found.groups()[-1]))


def _zone(text: str | None) -> timezone:
    offset = _ZONE_WORDS.get(text or "Z", text or "")
    minutes = int(offset[1:3]) * 60 + int(offset[-2:])
    return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))


def _day_first(text: str) -> datetime | None:
    """12/05/2026 is ambiguous; 13/05/2026, 05/13/2026 and 12.05.2026 are not."""
    found = _DAY_FIRST.fullmatch(text)
    if found is None:
        return None
    one, other, year, hour, minute, second = (int(part or 0) for part in found.groups())
    if "." not in text.split()[0] and one <= 12 and other <= 12 and one != other:
        return None
    day, month = (one, other) if other <= 12 else (other, one)
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def _worded(text: str) -> datetime | None:
    """RFC 822 with all its zones, and "May 12, 2026 10:00"."""
    if turned := _MONTH_FIRST.fullmatch(text):
        month, day, year, rest = turned.groups()
        text = f"{day} {month} {year}{rest or ''}"
    parts = parsedate_tz(text if ":" in text else f"{text} 00:00:00")
    if parts is None:
        return None
    zone = timezone(timedelta(seconds=parts[9] or 0))
    return datetime(*parts[:5], min(parts[5], 59), tzinfo=zone)
