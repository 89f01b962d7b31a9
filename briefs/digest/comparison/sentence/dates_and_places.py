"""Words for a day or a place -> a date or country that can be compared between articles."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from briefs.facts.lexicon.countries import COUNTRIES

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
WEEKDAY = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
MONTH = rf"(?P<month>{'|'.join(MONTHS)})[a-z]*"
DATES = (
    re.compile(
        rf"\b{MONTH}\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>\d{{4}}))?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {MONTH}\b\.?(?: (?P<year>\d{{4}}))?", re.IGNORECASE
    ),
)
UNSURE = re.compile(
    r"\b(?:last|next|early|late|or|and|to|between|week|weeks|month)\b", re.IGNORECASE
)
NEAR = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
HALF_YEAR_DAYS = 183


def day_meant(words: str, *, published: date | None, past: bool) -> date | None:
    """("on Wednesday", the article's day) -> the date; None if the words are ambiguous.

    A weekday is the last one up to the article's day if `past`, else the next one from it.
    None for "last Tuesday", by which writers mean different days, and for spans of days.
    """
    if UNSURE.search(words):
        return None
    for pattern in DATES:
        if match := pattern.search(words):
            return _dated(match, published)
    if published is None:
        return None
    for word, shift in NEAR.items():
        if re.search(rf"\b{word}\b", words, re.IGNORECASE):
            return published + timedelta(days=shift)
    named = {match.group(1).lower()[:3] for match in WEEKDAY.finditer(words)}
    if len(named) != 1:
        return None
    wanted = WEEKDAYS.index(named.pop())
    back = (published.weekday() - wanted) % 7
    return published - timedelta(days=back) if past else published + timedelta(days=-back % 7)


def _dated(match: re.Match[str], published: date | None) -> date | None:
    month, day = MONTHS.index(match["month"].lower()) + 1, int(match["day"])
    try:
        if match["year"]:
            return date(int(match["year"]), month, day)
        if published is None:
            return None
        years = (published.year - 1, published.year, published.year + 1)
        nearest = min((date(y, month, day) for y in years), key=lambda d: abs(d - published))
    except ValueError:
        return None
    return nearest if abs(nearest - published).days <= HALF_YEAR_DAYS else None


def country_meant(words: str) -> str | None:
    """("in Pyongyang") -> "North Korea"; None unless exactly one country is meant."""
    found = {
        country
        for name, country in _places().items()
        if name in words and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", words)
    }
    return found.pop() if len(found) == 1 else None


@cache
def _places() -> dict[str, str]:
    """Countries and capitals -> country."""
    table: dict[str, str] = {}
    for country in COUNTRIES:
        for form in (country.name, *country.others, *country.capitals):
            table[form] = country.name
    return table
