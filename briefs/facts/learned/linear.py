"""Names and numbers of a candidate -> a score for each class (multinomial logistic regression).

A candidate is described by names ("dep>nsubj", "lemma=meet"), each of which is hashed to a
column (the hashing trick, Weinberger et al. 2009), and by a row of dense numbers (token
vectors, positions). CRC-32 is the hash: fast, and the same on every Python.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@lru_cache(maxsize=200_000)
def column(name: str, bits: int) -> int:
    """A feature's name -> its column, 0 to 2**bits - 1."""
    return zlib.crc32(name.encode()) & ((1 << bits) - 1)


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights of a logistic regression.

    `names`: (classes, 2**bits); `dense`: (classes, n), of numbers that are first shifted by
    `mean` and divided by `scale`; `bias`: (classes,). With two classes there is one row, that
    of the second class.
    """

    bits: int
    names: Floats
    dense: Floats
    mean: Floats
    scale: Floats
    bias: Floats

    def scores(self, names: Sequence[str], dense: Sequence[float] | Floats = ()) -> Floats:
        """A candidate -> its log-odds (one value), or a score for each class."""
        columns = sorted({column(name, self.bits) for name in names})
        total = self.names.take(columns, axis=1).sum(axis=1) + self.bias
        if self.dense.shape[1]:
            row = (np.asarray(dense, dtype=np.float64) - self.mean) / self.scale
            total = total + (self.dense * row).sum(axis=1)
        return np.asarray(total, dtype=np.float64)

    def probability(self, names: Sequence[str], dense: Sequence[float] | Floats = ()) -> float:
        """A candidate -> how likely the second of two classes is."""
        return sigmoid(float(self.scores(names, dense)[0]))

    def probabilities(self, names: Sequence[str], dense: Sequence[float] | Floats = ()) -> Floats:
        """A candidate -> how likely each class is."""
        scores = self.scores(names, dense)
        if len(scores) == 1:
            p = sigmoid(float(scores[0]))
            return np.array([1.0 - p, p])
        powers = np.exp(scores - scores.max())
        return np.asarray(powers / powers.sum(), dtype=np.float64)


def sigmoid(score: float) -> float:
    """Log-odds -> probability."""
    return float(1.0 / (1.0 + np.exp(-max(-40.0, min(40.0, score)))))


def load_linear(file: Mapping[str, NDArray[np.generic]], prefix: str) -> Linear:
    """(An open npz, the model's name in it) -> Linear. Raises: KeyError where it is not there."""

    def part(name: str) -> Floats:
        return np.asarray(file[f"{prefix}_{name}"], dtype=np.float64)

    names = part("names")
    return Linear(
        bits=int(names.shape[1]).bit_length() - 1,
        names=names,
        dense=part("dense"),
        mean=part("mean"),
        scale=part("scale"),
        bias=part("bias"),
    )
