"""Features -> how likely a candidate is: trees over numbers, and the tables of words.

What was learned from annotated articles (tools/train_claims.py; decision 0020) is data: per
word how often it was a cue, and two lists of boosted decision trees. Everything is plain
arithmetic on float64 in a fixed order, so the same features give the same score.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

Table = Mapping[str, tuple[float, ...]]

ROWS = 256  # at once: what they need of the trees stays in the processor's cache


@dataclass(frozen=True, slots=True)
class Forest:
    """Boosted trees in flat arrays.

    `roots[t]` is the node at which tree t begins; `depth` is the longest way to a leaf. From
    node n it goes on at `below[2 * n + 1]` where the feature is at most the threshold, else
    at `below[2 * n]`; from a leaf to itself.
    """

    feature: Ints
    threshold: Floats
    below: Ints
    value: Floats
    roots: Ints
    depth: int

    def score(self, rows: Sequence[Sequence[float]]) -> Floats:
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


@dataclass(frozen=True, slots=True)
class Scorer:
    """The word tables, and a forest for each question.

    `cues`: does this word report? `contents`: does it report this? `sources`: do they say it?
    """

    table: Table
    cues: Forest
    contents: Forest
    sources: Forest


def load_scorer(table: bytes, forests: bytes) -> Scorer:
    """(The table's JSON, the forests' npz) -> Scorer."""
    words = {key: tuple(row) for key, row in json.loads(table).items()}
    with np.load(BytesIO(forests), allow_pickle=False) as file:
        names = ("cues", "contents", "sources")
        return Scorer(words, *(_forest(file, name) for name in names))


def _forest(file: Mapping[str, NDArray[np.float64]], name: str) -> Forest:
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
