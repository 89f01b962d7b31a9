"""Numbers of a candidate -> a score: boosted decision trees in flat arrays.

Everything is plain arithmetic on float64 in a fixed order, so the same features give the same
score everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefs.facts.learned.linear import Floats

Ints = NDArray[np.intp]

ROWS = 256  # scored at once, so that the trees stay in the processor's cache


@dataclass(frozen=True, slots=True)
class Forest:
    """Boosted trees in flat arrays.

    `roots[t]` is the root node of tree t; `depth` is the longest path to a leaf. From node n it
    goes on at `below[2 * n + 1]` where the feature is at most the threshold, else
    at `below[2 * n]`; from a leaf to itself.
    """

    feature: Ints
    threshold: Floats
    below: Ints
    value: Floats
    roots: Ints
    depth: int

    def score(self, rows: Sequence[Sequence[float]] | Floats) -> Floats:
        """Feature rows -> log-odds, one for each row."""
        if not len(rows):
            return np.zeros(0)
        x = np.asarray(rows, dtype=np.float64)
        return np.concatenate([self._score(x[i : i + ROWS]) for i in range(0, len(x), ROWS)])

    def _score(self, x: Floats) -> Floats:
        size, width = x.shape
        first = np.arange(0, size * width, width)[:, None]
        values = x.ravel()
        at = np.repeat(self.roots[None, :], size, axis=0)
        for _ in range(self.depth):
            low = values.take(self.feature.take(at) + first) <= self.threshold.take(at)
            at = self.below.take(2 * at + low)
        total: Floats = self.value.take(at).sum(axis=1)
        return total


def load_forest(file: Mapping[str, NDArray[np.generic]], name: str) -> Forest:
    """(An open npz, the model's name in it) -> Forest. Raises: KeyError where it is not there."""

    def ints(part: str) -> Ints:
        return file[f"{name}_{part}"].astype(np.intp)

    def floats(part: str) -> Floats:
        return file[f"{name}_{part}"].astype(np.float64)

    return Forest(
        feature=ints("feature"),
        threshold=floats("threshold"),
        below=np.stack([ints("right"), ints("left")], axis=1).ravel(),
        value=floats("value"),
        roots=ints("roots"),
        depth=int(file[f"{name}_depth"]),
    )
