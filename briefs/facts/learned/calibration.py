"""Raw score -> calibrated probability: the share of right ones among those with such a score.

A monotone curve through out-of-fold predictions (isotonic regression; a logistic curve where they
are few), interpolated between its points. A model's own probabilities are overconfident.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefs.facts.learned.linear import Floats

DIGITS = 3
"""Decimals of a probability; the data supports no more."""


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
