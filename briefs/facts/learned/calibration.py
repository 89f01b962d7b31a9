"""A raw score -> the share of right ones among those with such a score.

A monotone curve through a few points (isotonic regression on out-of-fold predictions),
between which values are interpolated: a model's own probabilities are too sure of themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefs.facts.learned.linear import Floats

DIGITS = 3
"""Probabilities are rounded to so many digits: more would promise what no data can hold."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Points of the curve; `scores` rise, `shares` do not fall."""

    scores: Floats
    shares: Floats

    def __call__(self, score: float) -> float:
        """Raw score -> probability, 0 to 1."""
        return round(float(np.interp(score, self.scores, self.shares)), DIGITS)


def load_calibration(file: Mapping[str, NDArray[np.generic]], prefix: str) -> Calibration:
    """(An open npz, the curve's name in it) -> Calibration. Raises: KeyError."""
    return Calibration(
        np.asarray(file[f"{prefix}_scores"], dtype=np.float64),
        np.asarray(file[f"{prefix}_shares"], dtype=np.float64),
    )
