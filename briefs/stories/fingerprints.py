"""Article and Reading -> Fingerprint: what same-story grouping needs, kept beside a briefing."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import combinations
from typing import assert_never

from briefs.model.articles import Article
from briefs.model.facts import Agreement, Event, Facts, Meeting, Party, Reading
from briefs.model.stories import Fingerprint
from briefs.stories.document_frequencies import default_background
from briefs.stories.term_weights import COMMON, Background, fold, words_of
from briefs.stories.text_sketches import agency_of, sketch_of

VERSION = "1"

MAX_CHARS = 30_000
LEAD_CHARS = 600
"""Title and first paragraphs: what happened; the rest is background that neighbours share."""

MAX_TERMS = 120
MAX_LEAD = 60
MAX_ACTORS = 40
MAX_MARKS = 40
MAX_EVENT_KEYS = 400
"""A meeting of forty makes 780 pairs of them."""
TITLE_WEIGHT = 2
DIGITS = 3
"""A fingerprint's weights are rounded to this many decimals: half the size, same groups."""

CAPITAL = re.compile(r"(?<![.!?“\"] )\b[A-Z][\w’']+")
SMALL = re.compile(r"\b[a-z]+\b")
WEEKDAY = re.compile(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:s|nes|rs|ur)?day\b")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
MONTH = rf"({'|'.join(MONTHS)})[a-z]*"
MONTH_DAY = re.compile(rf"\b{MONTH}\.? (\d{{1,2}})\b")
DAY_MONTH = re.compile(rf"\b(\d{{1,2}}) {MONTH}\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NUMBER = re.compile(r"(?<![\w.])\d[\d,.]*\d(?=\W|$)")

Pairs = tuple[tuple[str, float], ...]


def fingerprint(article: Article, reading: Reading | None = None) -> Fingerprint:
    """(Article, Reading or None) -> Fingerprint; without a reading it has no events."""
    text = f"{article.title}\n{article.text[:MAX_CHARS]}"
    table = default_background()
    counts = Counter(words_of(article.text[:MAX_CHARS]))
    for word in words_of(article.title):
        counts[word] += TITLE_WEIGHT
    lead = Counter(words_of(text[:LEAD_CHARS]))
    return Fingerprint(
        terms=_heaviest(_weighed(counts, table), MAX_TERMS),
        lead=_heaviest(_weighed(lead, table), MAX_LEAD),
        title=_shares({word: table.weight(word) for word in words_of(article.title)}),
        actors=_heaviest(_weighed(_named(text), table), MAX_ACTORS),
        marks=_marks(text, table),
        event_keys=event_keys(reading.facts) if reading else (),
        day=day_of(article),
        version=VERSION,
        sketch=sketch_of(article.text[:MAX_CHARS]),
        agency=agency_of(article.text),
    )


def day_of(article: Article) -> str | None:
    """The ISO date of an article, None where it gives none or one that is no date."""
    if not article.published or not article.published_certain:
        return None
    try:
        return date.fromisoformat(article.published[:10]).isoformat()
    except ValueError:
        return None


def event_keys(facts: Facts) -> tuple[str, ...]:
    """Facts -> "met|kim|putin", "agreed|kim|putin" for each two that did so, sorted."""
    found: set[str] = set()
    for event in facts.events():
        if not event.background:
            found.update(_pairs(_event_kind(event), event.parties))
    return tuple(sorted(found)[:MAX_EVENT_KEYS])


def _event_kind(event: Event) -> str:
    match event:
        case Meeting():
            return "met"
        case Agreement():
            return "agreed"
        case _:
            assert_never(event)


def _pairs(event: str, parties: Iterable[Party]) -> Iterable[str]:
    names = sorted({fold(party.name.split()[-1]) for party in parties if party.name.split()})
    return (f"{event}|{a}|{b}" for a, b in combinations(names, 2))


def _named(text: str) -> Counter[str]:
    """Words with a capital inside a sentence that never stand without one."""
    small = set(SMALL.findall(text))
    words = (match.group() for match in CAPITAL.finditer(text))
    return Counter(fold(word) for word in words if word.lower() not in small)


def _weighed(counts: Mapping[str, int], table: Background) -> dict[str, float]:
    """Counts -> (1 + log count) x weight, without words that every text has."""
    return {
        word: (1 + math.log(count)) * weight
        for word, count in counts.items()
        if (weight := table.weight(word)) >= COMMON
    }


def _marks(text: str, table: Background) -> Pairs:
    days = Counter(f"day:{day.lower()}" for day in WEEKDAY.findall(text))
    dates = [(month, day) for month, day in MONTH_DAY.findall(text)]
    dates += [(month, day) for day, month in DAY_MONTH.findall(text)]
    marks = {day: math.sqrt(count) for day, count in days.items()}
    for month, day in dates:
        marks[f"date:{MONTHS.index(month) + 1:02}-{int(day):02}"] = 1.0
    marks.update((f"year:{year}", 1.0) for year in YEAR.findall(text))
    numbers = {number: table.weight(number) for number in NUMBER.findall(text)}
    marks.update((f"num:{word}", weight) for word, weight in numbers.items())
    kinds = ("day:", "date:", "year:", "num:")
    return tuple(
        pair
        for kind in kinds
        for pair in _heaviest({m: w for m, w in marks.items() if m.startswith(kind)}, MAX_MARKS)
    )


def _heaviest(weights: Mapping[str, float], limit: int) -> Pairs:
    """Weights -> the heaviest, of unit length together."""
    heaviest = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
    length = math.sqrt(sum(weight * weight for _, weight in heaviest)) or 1.0
    return tuple((word, round(weight / length, DIGITS)) for word, weight in heaviest)


def _shares(weights: Mapping[str, float]) -> Pairs:
    """Weights -> shares of their sum, heaviest first."""
    common = {word: weight for word, weight in weights.items() if weight >= COMMON}
    whole = sum(common.values()) or 1.0
    pairs = sorted(common.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple((word, round(weight / whole, DIGITS)) for word, weight in pairs)
