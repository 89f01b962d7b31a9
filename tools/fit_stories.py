"""Grouped articles -> the weights of briefs/stories, and their figures on a held-out set.

Logistic regression with a small ridge, by Newton's method; every set has the same total weight. The
limit is the one with the best worst margin over the sets.

Usage: python -m tools.fit_stories [--gold ../shared/gold] [--read]
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.made.local_papers import reports
from bench.stories import SETS, Labelled, batches, bcubed, load
from briefs.stories.fingerprints import fingerprint
from briefs.stories.similarity import (
    SURE,
    UNLIKE,
    Floats,
    Ints,
    Model,
    Similarities,
    compare,
    own_odds,
    relate,
    relations,
    weigh,
)
from briefs.stories.story_clustering import link

RIDGE = 1e-3
STEPS = 30
LIMITS = [x / 10 for x in range(-20, 16)]
SET_BY_HAND = {"apart": -1.0, "event_keys": 1.0}
"""Not fitted: too few articles of the gold have a reliable date, or an event."""
GUARDS_ONLY = ("plain", "root_plain", "both")
NOT_WEIGHED = ("rest", "needed")
"""A limit (similarity.ONE_WORD), not weights."""
BARS = {"ecbplus": 0.90, "giveme": 0.94, "seesaw": 0.93, "digests": 0.93}


@dataclass(frozen=True, slots=True)
class Pairs:
    """A set's pairs and their features; `same` tells which are of one story."""

    rows: Sequence[Labelled]
    first: Ints
    second: Ints
    features: Mapping[str, Floats]

    @property
    def same(self) -> Floats:
        """1.0 where both are of one story."""
        stories = np.array([row.story for row in self.rows])
        return np.asarray(stories[self.first] == stories[self.second], np.float64)


def pairs_of(rows: Sequence[Labelled]) -> Pairs:
    """A batch -> its pairs."""
    first, second, features = compare([row.fingerprint for row in rows])
    return Pairs(rows, first, second, features)


def regress(features: Sequence[Mapping[str, Floats]], same: Sequence[Floats]) -> dict[str, float]:
    """Features and truth of several sets -> weights."""
    names = sorted(features[0])
    x = np.concatenate(
        [
            np.stack([f[n] for n in names] + [np.ones(len(s))], 1)
            for f, s in zip(features, same, strict=True)
        ]
    )
    y = np.concatenate(same)
    w = np.concatenate([np.full(len(s), 1000 / s.sum()) for s in same])
    beta = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ beta))
        slope = x.T @ (w * (p - y)) + RIDGE * beta
        curve = (x * (w * p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(beta))
        beta -= np.linalg.solve(curve, slope)
    return {name: round(float(b), 2) for name, b in zip([*names, "1"], beta, strict=True)}


def fit(sets: Sequence[Pairs], towns: Sequence[Pairs]) -> Model:
    """Sets, and the towns of local papers -> all weights; the limit is still open."""
    own = _weights(sets, without=GUARDS_ONLY)
    odds = [np.clip(weigh(s.features, own), 2 * UNLIKE, 2 * SURE) for s in sets]
    related = [
        relations(len(s.rows), s.first, s.second, its) for s, its in zip(sets, odds, strict=True)
    ]
    relative = regress(related, [each.same for each in sets])
    return Model(own, relative, 0.0, _weights(sets, towns))


def _weights(
    sets: Sequence[Pairs], towns: Sequence[Pairs] = (), without: Sequence[str] = ()
) -> dict[str, float]:
    """The first step's weights; all towns together count as one set."""
    names = [n for n in sets[0].features if n not in (*SET_BY_HAND, *NOT_WEIGHED, *without)]
    features = [{n: each.features[n] for n in names} for each in sets]
    same = [each.same for each in sets]
    if towns:
        features.append({n: np.concatenate([t.features[n] for t in towns]) for n in names})
        same.append(np.concatenate([t.same for t in towns]))
    return regress(features, same) | SET_BY_HAND


def town_batches() -> list[Pairs]:
    """The made articles of local papers: each town's both reports of an event, and one alone."""
    made: dict[str, list[Labelled]] = {}
    for each in reports():
        row = Labelled(each.article, each.event, fingerprint(each.article))
        made.setdefault(each.town, []).append(row)
    return [pairs_of(rows) for town in made.values() for rows in (town, town[::2])]


def score(pairs: Pairs, model: Model, limits: Sequence[float]) -> list[float]:
    """BCubed F1 of a batch at each limit."""
    own = own_odds(pairs.features, model)
    size = len(pairs.rows)
    alike = Similarities(
        size,
        pairs.first,
        pairs.second,
        relate(size, pairs.first, pairs.second, own, model.relative),
    )
    want = [row.story for row in pairs.rows]
    return [bcubed(want, link(alike, limit))[2] for limit in limits]


def best(curves: Mapping[str, Sequence[float]]) -> int:
    """The limit with the best worst margin over the bars."""
    margins = [
        min(curve[i] - BARS[name] for name, curve in curves.items()) for i in range(len(LIMITS))
    ]
    return int(np.argmax(margins))


def main() -> None:
    """Fit and print; then hold out each set in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    args = parser.parse_args()
    rows = {name: load(args.gold / f"stories_{name}_dev.jsonl") for name in SETS}
    report(
        {name: pairs_of(each) for name, each in rows.items()},
        [pairs_of(batch) for batch in batches(rows)],
    )


def report(sets: Mapping[str, Pairs], small: Sequence[Pairs]) -> None:
    """Print the model, the figures around its limit, and what a set left out gets."""

    def curves(model: Model) -> dict[str, list[float]]:
        found = {name: score(pairs, model, LIMITS) for name, pairs in sets.items()}
        each = [score(pairs, model, LIMITS) for pairs in small]
        found["digests"] = [sum(column) / len(each) for column in zip(*each, strict=True)]
        return found

    towns = town_batches()
    model = fit(list(sets.values()), towns)
    found = curves(model)
    at = best(found)
    print(model)
    for i in range(max(0, at - 4), min(at + 5, len(LIMITS))):
        print(
            "limit",
            LIMITS[i],
            {name: round(curve[i], 3) for name, curve in found.items()},
            "<-" if i == at else "",
        )
    for left in sets:
        others = [name for name in sets if name != left]
        model = fit([sets[name] for name in others], towns)
        found = curves(model)
        at = best({name: found[name] for name in others})
        print(
            f"left out {left}: {found[left][at]:.3f} at {LIMITS[at]}, "
            f"its own best {max(found[left]):.3f}; digests {found['digests'][at]:.3f}"
        )


if __name__ == "__main__":
    main()
