"""Fingerprints -> how likely each two tell the same story, as log odds.

Two steps, both a weighted sum (logistic regression; the weights come from
tools/fit_stories.py): what two articles share by themselves, then how that compares with
the best that either of them has in the batch. A neighbouring event shares actors and
words with a story but stands further away than the story's own articles do.

Pairs with hardly a word in common are left out: their log odds are UNLIKE. So thousands
of articles need no square table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from briefs.model import Fingerprint

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Weights = Mapping[str, float]

FLOOR = 0.03
"""Pairs whose words are less alike than this (cosine) are not looked at."""

UNLIKE = -8.0
SURE = 4.0
"""Log odds are cut to this range: one odd pair may not decide about two groups."""

DAYS_APART = 3
FAR_APART = 30
"""Reports of one event keep coming for some days; a month later it is another one."""

ALONE = -2.0
"""The best neighbour (own log odds) that an article is credited with at least: where none
is near, an article is measured against what a story's other article might be like."""

MARKS = ("day", "date", "year")


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of both steps, and the log odds from which two groups are one story."""

    own: Weights
    relative: Weights
    limit: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """Pairs first[k] < second[k] with log odds[k]; every other pair is UNLIKE."""

    size: int
    first: Ints
    second: Ints
    odds: Floats


def likeness(prints: Sequence[Fingerprint], model: Model) -> Likeness:
    """Fingerprints -> log odds of the pairs that have something in common."""
    first, second, features = compare(prints)
    own = np.clip(weigh(features, model.own), 2 * UNLIKE, 2 * SURE)
    return Likeness(
        len(prints), first, second, relate(len(prints), first, second, own, model.relative)
    )


def weigh(features: Mapping[str, Floats], weights: Weights) -> Floats:
    """Features -> their weighted sum; the weight "1" is the constant."""
    shape = next(iter(features.values())).shape
    total = np.full(shape, weights.get("1", 0.0))
    for name, weight in weights.items():
        if name != "1":
            total += weight * features[name]
    return total


def relate(size: int, first: Ints, second: Ints, own: Floats, weights: Weights) -> Floats:
    """Own log odds -> log odds that also tell how near the nearest others are."""
    return np.clip(weigh(relations(size, first, second, own), weights), UNLIKE, SURE)


def relations(size: int, first: Ints, second: Ints, own: Floats) -> dict[str, Floats]:
    """Own log odds -> the features of the second step."""
    best = np.full(size, ALONE)
    np.maximum.at(best, first, own)
    np.maximum.at(best, second, own)
    a, b = best[first], best[second]
    return {"own": own, "behind_far": np.maximum(a, b) - own, "behind_near": np.minimum(a, b) - own}


# ------------------------------------------------------------------- what two share


def compare(prints: Sequence[Fingerprint]) -> tuple[Ints, Ints, dict[str, Floats]]:
    """Fingerprints -> (first, second, features of each such pair), first < second."""
    terms = _Index([dict(p.terms) for p in prints])
    rows: list[Ints] = []
    for row in range(len(prints)):
        near = terms.near(row)
        rows.append(row + 1 + np.flatnonzero(near[row + 1 :] > FLOOR))
    first = np.repeat(np.arange(len(prints)), [len(row) for row in rows])
    second = np.concatenate([np.empty(0, np.intp), *rows])

    def gather(near: Callable[[int], Floats]) -> Floats:
        values = [near(at)[row] for at, row in enumerate(rows) if len(row)]
        return np.concatenate([np.empty(0), *values])

    lead = [dict(p.lead) for p in prints]
    alike = gather(terms.near)
    title = _Index([dict(p.title) for p in prints], [dict.fromkeys(each, 1.0) for each in lead])
    back = _Index([dict.fromkeys(each, 1.0) for each in lead], [dict(p.title) for p in prints])
    features = {
        "terms": alike,
        "root_terms": np.sqrt(alike),
        "lead": np.sqrt(gather(_Index(lead).near)),
        "actors": np.sqrt(gather(_Index([dict(p.actors) for p in prints]).near)),
        "title": (gather(title.near) + gather(back.near)) / 2,
        "numbers": gather(_Index([_marks(p, "num") for p in prints]).near),
        "deeds": np.minimum(
            1.0, gather(_Index([dict.fromkeys(p.deeds, 1.0) for p in prints]).near)
        ),
        "apart": _apart(prints, first, second),
    }
    for kind in MARKS:
        marks = [_marks(p, kind) for p in prints]
        has = np.array([bool(each) for each in marks], np.bool_)
        features[kind] = gather(_Index(marks).near)
        features[f"both_{kind}"] = (has[first] & has[second]).astype(np.float64)
    return first, second, features


def _marks(fingerprint: Fingerprint, kind: str) -> dict[str, float]:
    return {mark: weight for mark, weight in fingerprint.marks if mark.startswith(f"{kind}:")}


def _apart(prints: Sequence[Fingerprint], first: Ints, second: Ints) -> Floats:
    """0 within DAYS_APART or where a day is not given, 1 from FAR_APART on."""
    days = np.array([date.fromisoformat(p.day).toordinal() if p.day else 0 for p in prints])
    a, b = days[first], days[second]
    gap = np.clip((np.abs(a - b) - DAYS_APART) / (FAR_APART - DAYS_APART), 0.0, 1.0)
    return np.where((a > 0) & (b > 0), gap, 0.0)


class _Index:
    """Sparse rows; `near(i)` is the product of row i with every other row.

    With `others` it is the product with their rows. A word of one row alone is nothing to
    compare by, and most words are.
    """

    def __init__(self, rows: Sequence[Weights], others: Sequence[Weights] | None = None) -> None:
        self._rows = rows
        fewest = 2 if others is None else 1
        others = rows if others is None else others
        self._size = len(others)
        postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, row in enumerate(others):
            for word, weight in row.items():
                postings[word].append((at, weight))
        self._postings = {
            word: _columns(entries) for word, entries in postings.items() if len(entries) >= fewest
        }

    def near(self, row: int) -> Floats:
        total = np.zeros(self._size)
        for word, weight in self._rows[row].items():
            if word in self._postings:
                at, weights = self._postings[word]
                total[at] += weight * weights
        return total


def _columns(entries: Iterable[tuple[int, float]]) -> tuple[Ints, Floats]:
    at, weights = zip(*entries, strict=True)
    return np.array(at, np.intp), np.array(weights, np.float64)
