"""Dates as people write them -> ISO 8601; of several in a line, that of publication first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from dateutil.parser import ParserError, parse

EARLIEST = 1990
_YEAR = re.compile(r"(?:^|\D)(?:19|20)\d\d(?:\D|$)|^(?:19|20)\d{6}$")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?\s?(?:Z|[+-]\d\d:?\d\d)?)?")
_FRACTION = re.compile(r"\.(\d{1,6})\d*")
_ZONE = re.compile(r"\s?([+-]\d\d):?(\d\d)$")
MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
WRITTEN = re.compile(
    rf"(?i)\b(?:{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{MONTH},?\s+\d{{4}}|\d{{1,2}}-{MONTH}-\d{{4}}|"
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}/\d{1,2}/\d{4}|\d{1,2}\.\s?\d{1,2}\.\s?\d{4})\b"
)
_NUMBERS = re.compile(r"(\d{1,2})([/.])\s?(\d{1,2})[/.]\s?(\d{4})")
CHANGED = re.compile(
    r"(?i)\b(?:updated?|modified|edited|reviewed|checked|revised|changed|corrected|amended)\b"
)
FIRST = re.compile(r"(?i)\b(?:published|posted|created|issued|released|written|first)\b")
_LABEL = 40  # characters before a date in which its label is looked for ("Updated")
# Pages for which 3/5 is the third of May: English of the Commonwealth and Ireland.
_DAY_FIRST = re.compile(r"(?i)^en[-_](?:gb|au|nz|ie|in|za|ke|ng|sg|mt|gh|zw)\b|^(?!en\b)[a-z]{2}\b")
_DAY_FIRST_HOSTS = frozenset(
    ["uk", "au", "nz", "ie", "in", "za", "ke", "ng", "sg", "mt", "gh", "zw", "eu"]
)  # fmt: skip


def day_first(language: str | None, url: str) -> bool:
    """Whether a page writes the day before the month, by its language tag or its host."""
    if language and re.match(r"(?i)en[-_]us", language):
        return False
    if language and _DAY_FIRST.match(language):
        return True
    return (urlsplit(url).hostname or "").rpartition(".")[2] in _DAY_FIRST_HOSTS


def iso(text: str, today: date, *, days_first: bool = False) -> str | None:
    """A date in any common form -> ISO 8601 in the offset that the page gives, or None.

    None for dates before 1990 or after tomorrow, which are mistakes of templates.
    """
    text = " ".join(text.split())
    if not _YEAR.search(text):
        return None
    found = _ISO.match(text) or WRITTEN.search(text)
    try:
        if found and _ISO.match(text):
            at = _iso(found[0])
        else:
            at = _read(found[0] if found else text, days_first=days_first)
    except (ParserError, ValueError, OverflowError):
        return None
    if not at.year >= EARLIEST or at.date() > today + timedelta(days=1):
        return None
    exact = found is not None and ":" in found[0]
    return at.isoformat(timespec="seconds") if exact else at.date().isoformat()


def _iso(text: str) -> datetime:
    text = _ZONE.sub(r"\1:\2", _FRACTION.sub(r"", text.replace(" Z", "Z")))
    return datetime.fromisoformat(text)


def _read(text: str, *, days_first: bool) -> datetime:
    if numbers := _NUMBERS.fullmatch(text):
        one, sign, other, year = numbers.groups()
        # With dots the day always comes first: no country writes the month first with dots.
        first = days_first or sign == "." or int(one) > 12
        day, month = (one, other) if first and int(other) <= 12 else (other, one)
        return datetime.combine(date(int(year), int(month), int(day)), datetime.min.time())
    return parse(text.replace(" of ", " "))


def dates_in(text: str) -> Iterator[tuple[str, bool]]:
    """A line -> its dates, those of publication first, and whether each is of a change.

    "Updated 6 May 2026. First published 4 May 2026" -> 4 May, then 6 May.
    """
    first, plain, late = [], [], []
    at = 0
    for found in WRITTEN.finditer(text):
        label = text[max(at, found.start() - _LABEL) : found.start()]
        at = found.end()
        if changed := list(CHANGED.finditer(label)):
            published = list(FIRST.finditer(label))
            if published and published[-1].start() > changed[-1].start():
                first.append(found[0])
            else:
                late.append(found[0])
        elif FIRST.search(label):
            first.append(found[0])
        else:
            plain.append(found[0])
    yield from ((one, False) for one in (*first, *plain))
    yield from ((one, True) for one in late)
