"""Fingerprints -> log odds that two articles are of the same story.

Two steps, both a weighted sum (logistic regression; the weights come from
tools/fit_stories.py): what two articles share by themselves, then how that compares with
the best that either of them has in the batch. A neighbouring event shares actors and
words with a story but stands further away than the story's own articles do.

Pairs with hardly a word in common are left out: their log odds are UNLIKE. So thousands
of articles need no square table.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, pairwise, repeat
from operator import mul

import numpy as np
from numpy.typing import NDArray

from briefs.model.stories import Fingerprint

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Weights = Mapping[str, float]

FLOOR = 0.03
"""Pairs with a smaller cosine of their words are not compared."""

BLOCK = 64
"""Articles that are compared with all others at a time."""

UNLIKE = -8.0
SURE = 4.0
"""Log odds are clipped to this range, so that one pair cannot decide about two groups."""

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

GUARD_SLACK = 0.25
"""A smaller slack splits more true stories of the gold than it separates events of a town."""

ALONE = -2.0
"""The best neighbour (own log odds) that an article is credited with at least: where none
is near, an article is measured against what a story's other article might be like."""

MARKS = ("day", "date", "year")


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of both steps, and the log odds from which two groups are one story.

    `guard`: weights fitted with local papers too, in which a town is in every article; a pair's
    log odds are at most GUARD_SLACK more than what these give it. None where it is empty.
    """

    own: Weights
    relative: Weights
    limit: float
    guard: Weights = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Similarities:
    """Pairs first[k] < second[k] with log odds[k]; every other pair is UNLIKE."""

    size: int
    first: Ints
    second: Ints
    odds: Floats


def similarities(prints: Sequence[Fingerprint], model: Model) -> Similarities:
    """Fingerprints -> log odds of the pairs that have something in common."""
    first, second, features = compare(prints)
    own = own_odds(features, model)
    return Similarities(
        len(prints), first, second, relate(len(prints), first, second, own, model.relative)
    )


def own_odds(features: Mapping[str, Floats], model: Model) -> Floats:
    """Features -> the first step's log odds."""
    odds = weigh(features, model.own)
    odds = np.where(features["rest"] < features["needed"], np.minimum(odds, UNLIKE), odds)
    if model.guard:
        odds = np.minimum(odds, weigh(features, model.guard) + GUARD_SLACK)
    return np.clip(odds, 2 * UNLIKE, 2 * SURE)


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
    size = len(prints)
    terms = _Index([dict(p.terms) for p in prints])
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

    def gather(index: _Index) -> Floats:
        values = [
            index.near(start, start + BLOCK)[first[i:j] - start, second[i:j]]
            for start, (i, j) in zip(range(0, size, BLOCK), pairwise(ends), strict=True)
        ]
        return np.concatenate([np.empty(0), *values])

    lead = [dict(p.lead) for p in prints]
    title = _Index([dict(p.title) for p in prints], [dict.fromkeys(each, 1.0) for each in lead])
    back = _Index([dict.fromkeys(each, 1.0) for each in lead], [dict(p.title) for p in prints])
    features = {
        "terms": near_by_terms,
        "rest": np.maximum(0.0, rest),
        "root_terms": np.sqrt(near_by_terms),
        "lead": np.sqrt(gather(_Index(lead))),
        "actors": np.sqrt(gather(_Index([dict(p.actors) for p in prints]))),
        "title": (gather(title) + gather(back)) / 2,
        "numbers": gather(_Index([_marks(p, "num") for p in prints])),
        "event_keys": np.minimum(1.0, gather(_Index([_events(p) for p in prints]))),
        "apart": _day_distance(prints, first, second),
        "needed": _least_similarity(prints, first, second),
        "plain": gather(_Index([_plain(p) for p in prints])),
    }
    features["root_plain"] = np.sqrt(features["plain"])
    features["both"] = np.sqrt(features["root_plain"] * features["actors"])
    for kind in MARKS:
        marks = [_marks(p, kind) for p in prints]
        has = np.array([bool(each) for each in marks], np.bool_)
        features[kind] = gather(_Index(marks))
        features[f"both_{kind}"] = (has[first] & has[second]).astype(np.float64)
    return first, second, features


def _plain(fingerprint: Fingerprint) -> dict[str, float]:
    """The terms that are no names, of unit length together: what happened, wherever it did."""
    names = {name for name, _ in fingerprint.actors}
    nameless = {word: weight for word, weight in fingerprint.terms if word not in names}
    weights = nameless.values()
    length = math.sqrt(sum(map(mul, weights, weights))) or 1.0
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


class _Index:
    """Sparse rows; `near` is the products of some rows with every other row.

    `others`: the rows that they are multiplied with, where those are not the rows themselves.
    """

    def __init__(self, rows: Sequence[Weights], others: Sequence[Weights] | None = None) -> None:
        fewest, alone = (2, True) if others is None else (1, False)
        others = rows if others is None else others
        self._size = len(others)
        counts = Counter(chain.from_iterable(others))
        shared = {word: count for word, count in counts.items() if count >= fewest}
        ids = dict(zip(shared, range(len(shared)), strict=True))
        words, columns, values = _entries(others, ids)
        order = np.argsort(words, kind="stable")
        self._columns, self._values = columns[order], values[order]
        self._counts = np.fromiter(shared.values(), np.intp, len(shared))
        self._starts = np.cumsum(self._counts) - self._counts
        mine = (words, columns, values) if alone else _entries(rows, ids)
        self._words, self._rows, self._weights = mine

    def near(self, start: int, stop: int) -> Floats:
        """The products of rows [start, stop), summed word by word in each row's order."""
        cells, shares, shape = self._shared(start, stop)
        found = np.bincount(cells, shares, shape[0] * shape[1])
        return np.asarray(found, np.float64).reshape(shape)

    def near_and_heaviest(self, start: int, stop: int) -> tuple[Floats, Floats]:
        """These products, and what the heaviest shared word adds to each of them."""
        cells, shares, shape = self._shared(start, stop)
        found = np.bincount(cells, shares, shape[0] * shape[1])
        heaviest = np.zeros(shape[0] * shape[1])
        np.maximum.at(heaviest, cells, shares)
        return np.asarray(found, np.float64).reshape(shape), heaviest.reshape(shape)

    def _shared(self, start: int, stop: int) -> tuple[Ints, Floats, tuple[int, int]]:
        """Which product each shared word adds to, how much, and how many products there are."""
        i, j = np.searchsorted(self._rows, (start, stop)).tolist()
        words = self._words[i:j]
        many = self._counts[words]
        begins = np.cumsum(many) - many
        places = np.repeat(self._starts[words] - begins, many) + np.arange(int(many.sum()))
        cells = np.repeat((self._rows[i:j] - start) * self._size, many) + self._columns[places]
        shares = np.repeat(self._weights[i:j], many) * self._values[places]
        return cells, shares, (stop - start, self._size)


def _entries(rows: Sequence[Weights], ids: Mapping[str, int]) -> tuple[Ints, Ints, Floats]:
    """Sparse rows -> the number of each known word, its row and its weight, row by row."""
    numbers = map(ids.get, chain.from_iterable(rows), repeat(-1))
    words = np.fromiter(numbers, np.intp)
    values = chain.from_iterable(row.values() for row in rows)
    weights = np.fromiter(values, np.float64, len(words))
    places = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    known = words >= 0
    return words[known], places[known], weights[known]
