"""Fingerprints -> what each two articles share by themselves, as named numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import pairwise

import numpy as np

from briefs.model.stories import Fingerprint
from briefs.stories.shared_words import Floats, Ints, SharedWords, Weights

FLOOR = 0.03
"""Pairs with a smaller cosine of their words are not compared."""

BLOCK = 64
"""Articles that are compared with all others at a time."""

DAYS_APART = 3
FAR_APART = 30
"""Reports of one event keep coming for some days; a month later it is another one."""

ONE_WORD = 0.01
"""Two articles that are less alike than this but for one word share a place or a broad topic: of
pairs of one story of the gold one in 300 is. Their log odds are UNLIKE at most."""

UNDATED = 0.08
"""Similarity needed between an undated and a dated page."""

LONG_APART = 0.16
LONG_APART_DAYS = 180
"""From this distance on, two dates need the highest similarity; in Giveme5W1H one story's dates are
up to two years apart, so they alone decide nothing."""

MARKS = ("day", "date", "year")

Gather = Callable[[SharedWords], Floats]


def compare(prints: Sequence[Fingerprint]) -> tuple[Ints, Ints, dict[str, Floats]]:
    """Fingerprints -> (first, second, features of each such pair), first < second."""
    size = len(prints)
    terms = SharedWords([dict(p.terms) for p in prints])
    found: list[tuple[Ints, Ints, Floats, Floats]] = []
    for start in range(0, size, BLOCK):
        near, heaviest = terms.near_and_heaviest(start, start + BLOCK)
        rows, columns = np.nonzero(np.triu(near > FLOOR, start + 1))
        alike = near[rows, columns]
        found.append((rows + start, columns, alike, alike - heaviest[rows, columns]))
    first, second = (
        np.concatenate([np.empty(0, np.intp), *(each[n] for each in found)]) for n in (0, 1)
    )
    near_by_terms, rest = (
        np.concatenate([np.empty(0), *(each[n] for each in found)]) for n in (2, 3)
    )
    ends = np.searchsorted(first, np.arange(0, size + BLOCK, BLOCK)).tolist()

    def gather(words: SharedWords) -> Floats:
        values = [
            words.near(start, start + BLOCK)[first[i:j] - start, second[i:j]]
            for start, (i, j) in zip(range(0, size, BLOCK), pairwise(ends), strict=True)
        ]
        return np.concatenate([np.empty(0), *values])

    features = {
        "terms": near_by_terms,
        "rest": np.maximum(0.0, rest),
        "root_terms": np.sqrt(near_by_terms),
        "lead": np.sqrt(gather(SharedWords([dict(p.lead) for p in prints]))),
        "actors": np.sqrt(gather(SharedWords([dict(p.actors) for p in prints]))),
        "title": _title(prints, gather),
        "numbers": gather(SharedWords([_marks(p, "num") for p in prints])),
        "event_keys": np.minimum(1.0, gather(SharedWords([_events(p) for p in prints]))),
        "apart": _day_distance(prints, first, second),
        "needed": _least_similarity(prints, first, second),
    }
    features["plain"] = gather(SharedWords([_plain(p) for p in prints]))
    for kind in MARKS:
        marks = [_marks(p, kind) for p in prints]
        has = np.array([bool(each) for each in marks], np.bool_)
        features[kind] = gather(SharedWords(marks))
        features[f"both_{kind}"] = (has[first] & has[second]).astype(np.float64)
    return first, second, features


def _title(prints: Sequence[Fingerprint], gather: Gather) -> Floats:
    """How much of either title stands in the other's beginning, in the mean."""
    titles, leads = [dict(p.title) for p in prints], [dict(p.lead) for p in prints]
    return (
        gather(SharedWords(titles, _ones(leads))) + gather(SharedWords(_ones(leads), titles))
    ) / 2


def _ones(rows: Sequence[Weights]) -> list[Mapping[str, float]]:
    return [dict.fromkeys(row, 1.0) for row in rows]


def _plain(fingerprint: Fingerprint) -> dict[str, float]:
    """The terms that are no names, of unit length together: what happened, wherever it did."""
    names = {name for name, _ in fingerprint.actors}
    nameless = {word: weight for word, weight in fingerprint.terms if word not in names}
    length = math.sqrt(sum(weight * weight for weight in nameless.values())) or 1.0
    return {word: weight / length for word, weight in nameless.items()}


def _events(fingerprint: Fingerprint) -> dict[str, float]:
    return dict.fromkeys(fingerprint.event_keys, 1.0)


def _marks(fingerprint: Fingerprint, kind: str) -> dict[str, float]:
    return {mark: weight for mark, weight in fingerprint.marks if mark.startswith(f"{kind}:")}


def _day_distance(prints: Sequence[Fingerprint], first: Ints, second: Ints) -> Floats:
    """0 within DAYS_APART or where a day is not given, 1 from FAR_APART on."""
    days = np.array([date.fromisoformat(p.day).toordinal() if p.day else 0 for p in prints])
    a, b = days[first], days[second]
    gap = np.clip((np.abs(a - b) - DAYS_APART) / (FAR_APART - DAYS_APART), 0.0, 1.0)
    return np.where((a > 0) & (b > 0), gap, 0.0)


def _least_similarity(prints: Sequence[Fingerprint], first: Ints, second: Ints) -> Floats:
    """Similarity needed without the heaviest shared word: more if the dates do not fit."""
    days = np.array([date.fromisoformat(p.day).toordinal() if p.day else 0 for p in prints])
    a, b = days[first], days[second]
    long_apart = (a > 0) & (b > 0) & (np.abs(a - b) >= LONG_APART_DAYS)
    undated = (a > 0) != (b > 0)
    return np.where(long_apart, LONG_APART, np.where(undated, UNDATED, ONE_WORD))
