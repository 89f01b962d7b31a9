"""Statements -> the side that each takes, and how likely that is right.

A regression on words and trees on numbers (side_features.py) score each side; the two are averaged.
A side is given only above a threshold, chosen so that nine in ten of the sides given are right on
articles that the models have not seen; below it the statement is neutral.
`python -m tools.learning.train_sides` trains them (docs/decisions/0150).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np

from briefs.facts.attribution.sides.side_features import SideFeatures
from briefs.facts.learned.calibration import Calibration, load_calibration
from briefs.facts.learned.forest import Forest, load_forest
from briefs.facts.learned.linear import Floats, Linear, load_linear
from briefs.model.facts import Stance

SIDES = (Stance.FOR, Stance.AGAINST)


@dataclass(frozen=True, slots=True)
class SideModel:
    """`words` has a score for neutral and each of SIDES, `trees` a forest for each of SIDES.

    `sure`: a side's score -> how likely it is right. Below `least` none is given.
    """

    words: Linear
    trees: tuple[Forest, Forest]
    sure: Calibration
    least: float


def load_sides(data: bytes) -> SideModel:
    """The bytes of sides.npz -> SideModel."""
    with np.load(BytesIO(data), allow_pickle=False) as file:
        return SideModel(
            load_linear(file, "words"),
            (load_forest(file, "for"), load_forest(file, "against")),
            load_calibration(file, "sure"),
            float(file["least"]),
        )


def side_scores(
    words: Linear, trees: tuple[Forest, Forest], given: Sequence[SideFeatures]
) -> Floats:
    """Features -> a row for each, with the log-odds of each of SIDES against all else."""
    if not given:
        return np.zeros((0, len(SIDES)))
    linear = np.array([words.scores(one.names, one.numbers) for one in given])
    wide = np.array([one.wide for one in given])
    boosted = np.stack([forest.score(wide) for forest in trees], axis=1)
    margins = (linear[:, 1:] - linear[:, :1] + boosted) / 2
    return np.asarray(margins - np.logaddexp(0.0, margins[:, ::-1]), dtype=np.float64)


def judge_sides(
    given: Sequence[SideFeatures], model: SideModel
) -> list[tuple[Stance, float | None]]:
    """Features -> (side, how likely it is right), one each; (neutral, None) below the threshold."""
    found: list[tuple[Stance, float | None]] = []
    for row in side_scores(model.words, model.trees, given):
        best = int(np.argmax(row))
        if row[best] < model.least:
            found.append((Stance.NEUTRAL, None))
        else:
            found.append((SIDES[best], model.sure(float(row[best]))))
    return found
