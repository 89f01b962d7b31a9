"""Models that are fitted without the examples that they are measured on.

Weights are written for all folds and without each (`without_each`). How sure a score is, is
measured on examples of a fold by models that have not seen it (`out_of_fold`); for the weights
without a fold, by models that have not seen that fold either (`nested`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol, TypeVar

import numpy as np

from briefs.facts.learned.linear import Floats
from tools.learning.gold import FOLD_NUMBERS


class InFold(Protocol):
    """An example that was taken from an article of a fold."""

    @property
    def fold(self) -> int:
        """The fold of its article."""
        ...


@dataclass(frozen=True)
class Ranked:
    """Candidates of one article or statement as numbers, and which of them the gold has."""

    fold: int
    rows: list[tuple[float, ...]]
    right: list[bool]


Example = TypeVar("Example", bound=InFold)
Model = TypeVar("Model")
Unseen = list[tuple[Model, list[Example]]]
"""Models, each with examples that it has not seen."""


def table(given: Sequence[Ranked]) -> tuple[Floats, Floats]:
    """Examples -> their rows below each other, and 1 for each that is right."""
    rows = np.array([row for e in given for row in e.rows])
    return rows, np.array([float(v) for e in given for v in e.right])


def without_each(given: Sequence[Example]) -> Iterator[tuple[int | None, list[Example]]]:
    """Examples -> all of them (None), then those without each fold."""
    for fold in (None, *FOLD_NUMBERS):
        yield fold, [e for e in given if e.fold != fold]


def out_of_fold(
    given: Sequence[Example], fit: Callable[[Sequence[Example]], Model]
) -> Iterator[tuple[Model, list[Example]]]:
    """Examples -> for each fold among them a model fitted without it, and its examples."""
    for fold in sorted({e.fold for e in given}):
        model = fit([e for e in given if e.fold != fold])
        yield model, [e for e in given if e.fold == fold]


def nested(
    given: Sequence[Example], fit: Callable[[Sequence[Example]], Model]
) -> Iterator[tuple[int | None, Model, Unseen[Model, Example]]]:
    """Examples -> for all (None) and without each fold: the model, and what is unseen.

    For the model without fold k, others are fitted without k and j for each j, and go with the
    examples of j.
    """
    present = sorted({e.fold for e in given})
    left = [frozenset[int](), *(frozenset((k,)) for k in present)]
    left += [frozenset(pair) for pair in combinations(present, 2)]
    without = {out: fit([e for e in given if e.fold not in out]) for out in left}
    for fold in (None, *present):
        own = frozenset() if fold is None else frozenset((fold,))
        unseen = [
            (without[own | {other}], [e for e in given if e.fold == other])
            for other in present
            if other != fold
        ]
        yield fold, without[own], unseen


def precise(scores: Floats, right: Sequence[bool], wanted: float) -> float:
    """The lowest score from which on a share `wanted` of the examples are right."""
    order = np.argsort(-scores, kind="stable")
    shares = np.cumsum(np.array(right, dtype=float)[order]) / np.arange(1, len(order) + 1)
    good = np.nonzero(shares >= wanted)[0]
    return float(scores[order[good[-1]]]) if len(good) else float("inf")
