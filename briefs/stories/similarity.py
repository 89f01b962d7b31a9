"""Fingerprints -> log odds that two articles are of the same story.

Two steps. What two articles share by themselves (shared_features.py) gives a weighted sum, their
own log odds. How that compares with what either shares with the rest of the batch
(neighbourhood.py), and how much of either the other holds (word_coverage.py), go with it into
boosted trees: a neighbouring event shares actors and words with a story but stands further away
than the story's own articles do. Both are learned by tools/learning/train_stories.py;
docs/decisions/0167-stories-by-boosted-trees.md tells how far they can be trusted.

Pairs with hardly a word in common are left out: their log odds are UNLIKE. So thousands
of articles need no square table.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from briefs.facts.learned.forest import Forest, load_forest
from briefs.model.stories import Fingerprint
from briefs.stories.neighbourhood import NAMES as NEIGHBOURHOOD
from briefs.stories.neighbourhood import neighbourhood
from briefs.stories.shared_features import compare
from briefs.stories.shared_words import Floats, Ints, Weights
from briefs.stories.word_coverage import NAMES as COVERAGE
from briefs.stories.word_coverage import coverage

UNLIKE = -8.0
SURE = 4.0
"""Log odds are clipped to this range, so that one pair cannot decide about two groups."""

HOPELESS = -5.0
"""Own log odds up to which no other reason makes two articles one story: seven pairs in ten of a
large batch."""

LIMIT = -0.5
"""Mean log odds from which two groups are one story; the middle of a plateau."""

SHARED_EVENT = 1.0
FAR_APART_COST = 0.25
"""Set by hand: no article of the gold has its events, and few have a reliable date."""

BY_HAND = ("event_keys", "needed")
"""Features that no model sees."""

OWN = (
    "terms", "root_terms", "lead", "title", "actors", "numbers",
    "day", "both_day", "date", "both_date", "year", "both_year",
)  # fmt: skip
"""Features of the first step."""

FILE = "stories.npz"


@dataclass(frozen=True, slots=True)
class Model:
    """`own`: the first step's weights, "1" is the constant. `forest`: the second step's trees."""

    own: Weights
    forest: Forest


@dataclass(frozen=True, slots=True)
class Similarities:
    """Pairs first[k] < second[k] with log odds[k]; every other pair is UNLIKE."""

    size: int
    first: Ints
    second: Ints
    odds: Floats


@cache
def default_model() -> Model:
    """The weights beside this module."""
    return load_model(files(__package__).joinpath(FILE).read_bytes())


def load_model(weights: bytes) -> Model:
    """The bytes of a stories.npz -> Model. Raises: KeyError, ValueError where they are none."""
    with np.load(io.BytesIO(weights), allow_pickle=False) as file:
        own = dict(zip((*OWN, "1"), file["own"].tolist(), strict=True))
        return Model(own, load_forest(file, "pair"))


def similarities(prints: Sequence[Fingerprint], model: Model) -> Similarities:
    """Fingerprints -> log odds of the pairs that have something in common."""
    first, second, shared = compare(prints)
    asked, rows = pairs_asked(prints, first, second, shared, model.own)
    odds = np.full(len(first), UNLIKE)
    odds[asked] = model.forest.score(rows)
    odds += SHARED_EVENT * shared["event_keys"] - FAR_APART_COST * shared["apart"]
    odds = np.where(shared["rest"] < shared["needed"], UNLIKE, odds)
    return Similarities(len(prints), first, second, np.clip(odds, UNLIKE, SURE))


def pairs_asked(
    prints: Sequence[Fingerprint],
    first: Ints,
    second: Ints,
    shared: Mapping[str, Floats],
    own: Weights,
) -> tuple[Ints, Floats]:
    """A batch, its pairs and what each shares -> the pairs that the trees are asked of, as indices.

    And what they see of each of these: a row of numbers in the order of `column_names`.
    """
    odds = own_odds(shared, own)
    asked = np.flatnonzero(odds > HOPELESS)
    seen = {
        **{name: shared[name][asked] for name in shared if name not in BY_HAND},
        **{n: v[asked] for n, v in neighbourhood(len(prints), first, second, odds).items()},
        **coverage(prints, first[asked], second[asked]),
        "own": odds[asked],
    }
    return asked, np.stack([seen[name] for name in column_names(shared)], 1)


def column_names(shared: Iterable[str]) -> list[str]:
    """The names of what two articles share -> those of all that the trees see, in order."""
    return sorted({*shared, *NEIGHBOURHOOD, *COVERAGE, "own"} - set(BY_HAND))


def own_odds(shared: Mapping[str, Floats], weights: Weights) -> Floats:
    """Shared features -> the first step's log odds."""
    odds = weigh(shared, weights)
    odds = np.where(shared["rest"] < shared["needed"], np.minimum(odds, UNLIKE), odds)
    return np.clip(odds, 2 * UNLIKE, 2 * SURE)


def weigh(features: Mapping[str, Floats], weights: Weights) -> Floats:
    """Features -> their weighted sum; the weight "1" is the constant."""
    shape = next(iter(features.values())).shape
    total = np.full(shape, weights.get("1", 0.0))
    for name, weight in weights.items():
        if name != "1":
            total += weight * features[name]
    return total
