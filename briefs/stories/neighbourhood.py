"""Pairs of a batch and their own log odds -> how each pair stands beside the other pairs.

Two reports of one event are among each other's nearest and have the same neighbours. Two
events of one kind may share as many words, yet each has reports that are nearer.
"""

from __future__ import annotations

import numpy as np

from briefs.stories.shared_words import Floats, Ints

ALONE = -2.0
"""The best neighbour (own log odds) that an article is credited with at least: where none
is near, an article is measured against what a story's other article might be like."""
NEAR = -3.0
"""Own log odds from which an article counts as a neighbour."""
FURTHEST = -16.0
"""Own log odds of a pair that is not compared."""
NEAREST = 4
"""Neighbours of one article that the other is compared with."""
HIGHEST_RANKS = (20.0, 40.0)
"""Ranks are counted so far: of the better and of the worse of a pair's two."""
LARGEST = 40
"""Articles from which on a batch counts as large; a digest has fewer."""


class _Neighbours:
    """The pairs of a batch both ways, each article's nearest first."""

    def __init__(self, size: int, first: Ints, second: Ints, own: Floats) -> None:
        self.size = size
        pairs = len(first)
        at = np.concatenate([first, second])
        other = np.concatenate([second, first])
        odds = np.concatenate([own, own])
        order = np.lexsort((other, -odds, at))
        self.starts = np.searchsorted(at[order], np.arange(size + 1))
        self.other, self.odds = other[order], odds[order]
        rank = np.empty(2 * pairs, np.intp)
        rank[order] = np.arange(2 * pairs) - self.starts[at[order]]
        self.rank_in_first, self.rank_in_second = rank[:pairs], rank[pairs:]
        keys = first * size + second
        by_key = np.argsort(keys, kind="stable")
        self._keys, self._own = keys[by_key], own[by_key]

    def of(self, n: int) -> tuple[Ints, Floats]:
        """Each article's n-th nearest (-1: none) and its odds."""
        places = self.starts[:-1] + n
        there = places < self.starts[1:]
        safe = np.where(there, places, 0)
        return np.where(there, self.other[safe], -1), np.where(there, self.odds[safe], FURTHEST)

    def between(self, one: Ints, two: Ints) -> Floats:
        """Two articles each -> their own log odds."""
        keys = np.minimum(one, two) * self.size + np.maximum(one, two)
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.where(self._keys[places] == keys, self._own[places], FURTHEST)


def neighbourhood(size: int, first: Ints, second: Ints, own: Floats) -> dict[str, Floats]:
    """A batch of `size` articles, its pairs and their own log odds -> features by name."""
    if not len(first):
        return dict.fromkeys(NAMES, np.zeros(0))
    all_of = _Neighbours(size, first, second, own)
    best = np.maximum(all_of.of(0)[1], ALONE)
    a, b = best[first], best[second]
    to_first = _mean_to_nearest(all_of, second, first)
    to_second = _mean_to_nearest(all_of, first, second)
    second_best, third_best = all_of.of(1)[1], all_of.of(2)[1]
    low, high = HIGHEST_RANKS
    ranks = all_of.rank_in_first, all_of.rank_in_second
    return {
        "behind_far": np.maximum(a, b) - own,
        "behind_near": np.minimum(a, b) - own,
        "rank_best": np.minimum(np.minimum(*ranks), low).astype(np.float64),
        "rank_worst": np.minimum(np.maximum(*ranks), high).astype(np.float64),
        "same_neighbours": _same_neighbours(all_of, first, second),
        "to_nearest_low": np.minimum(to_first, to_second),
        "to_nearest_high": np.maximum(to_first, to_second),
        "second_best": np.maximum(second_best[first], second_best[second]),
        "third_best": np.minimum(third_best[first], third_best[second]),
        "batch": np.full(len(first), np.log(min(max(2, size), LARGEST))),
    }


NAMES = (
    "behind_far", "behind_near", "rank_best", "rank_worst", "same_neighbours",
    "to_nearest_low", "to_nearest_high", "second_best", "third_best", "batch",
)  # fmt: skip


def _mean_to_nearest(all_of: _Neighbours, one: Ints, two: Ints) -> Floats:
    """Pairs -> the mean own log odds of `one` to the nearest neighbours of `two`."""
    total, count = np.zeros(len(one)), np.zeros(len(one), np.intp)
    for n in range(NEAREST + 1):
        nearest, odds = all_of.of(n)
        other = nearest[two]
        counted = (other >= 0) & (other != one) & (odds[two] > NEAR) & (count < NEAREST)
        total += np.where(counted, all_of.between(one, np.maximum(other, 0)), 0.0)
        count += counted
    return np.where(count > 0, total / np.maximum(count, 1), FURTHEST)


def _same_neighbours(all_of: _Neighbours, first: Ints, second: Ints) -> Floats:
    """Pairs -> the share of both articles' neighbours that are neighbours of both."""
    near = [
        frozenset(all_of.other[i:j][all_of.odds[i:j] > NEAR].tolist()) | {at}
        for at, (i, j) in enumerate(zip(all_of.starts[:-1], all_of.starts[1:], strict=True))
    ]
    pairs = zip(first.tolist(), second.tolist(), strict=True)
    return np.array([len(near[a] & near[b]) / len(near[a] | near[b]) for a, b in pairs])
