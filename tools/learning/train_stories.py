"""Grouped articles -> stories.npz: what briefs/stories knows.

    python -m tools.learning.train_stories          # train on all, and without each fold in turn
    python -m tools.learning.train_stories measure  # BCubed out of fold

Examples are the pairs of each set as one batch, of batches of a digest's size, of batches of two
events of one topic, and of made local papers (bench/made/local_papers.py), whose towns are in
every article. Folds are of whole topics: two events of one kind are in the same one. Same input,
same version, same bytes.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import lightgbm
import numpy as np

from bench.made.local_papers import reports
from bench.stories import SETS, Groups, Labelled, batches, bcubed, load, mean, neighbours
from briefs.stories import similarity, story_clustering
from briefs.stories.fingerprints import fingerprint
from briefs.stories.shared_features import compare
from briefs.stories.shared_words import Floats, Ints, Weights
from briefs.stories.similarity import (
    LIMIT,
    OWN,
    Model,
    Similarities,
    column_names,
    load_model,
    pairs_asked,
    similarities,
)
from tools.learning.fitting import Arrays, forest_arrays, save
from tools.learning.gold import FOLD_NUMBERS, FOLDS, GOLD, Row, file_of, folder, key, rows

FILE = similarity.FILE
SHIPPED = Path(story_clustering.__file__).parent / FILE
FOLD_COUNT = len(FOLD_NUMBERS)
RIDGE = 1e-3
STEPS = 30
SETTINGS = {
    "objective": "binary", "num_leaves": 15, "learning_rate": 0.05, "min_data_in_leaf": 60,
    "feature_fraction": 0.25, "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5,
    "verbose": -1, "num_threads": 1, "deterministic": True, "force_row_wise": True,
}  # fmt: skip
SIGNS = {
    "apart": -1,
    **dict.fromkeys(("terms", "lead", "title", "actors", "numbers", "date"), 1),
    **dict.fromkeys(("terms_in_terms_low", "lead_in_lead_low", "title_in_title_low"), 1),
}
"""Features that may only speak for one story (1) or against: in Giveme5W1H the articles of one
story have dates months apart, which is to teach nobody that such dates speak for one."""
ROUNDS = 200
SEEDS = (0, 1)
DIGESTS, NEIGHBOURS = 250, 400
WEIGHTS = {"set": 1.0, "digests": 1.0, "neighbours": 4.0, "towns": 0.7}
"""What the pairs of one story weigh together: of a set, and of all batches of a kind."""
DRAWN = 7
"""The seed of the batches that are trained on; bench.stories measures with another."""
MEASURED = 60
"""Batches of a fold that are measured."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles, their pairs and what each pair shares; `same` tells which are of one story."""

    rows: Sequence[Labelled]
    first: Ints
    second: Ints
    shared: Mapping[str, Floats]
    same: Floats


def batch(rows: Sequence[Labelled]) -> Batch:
    """Articles -> their batch."""
    first, second, shared = compare([row.fingerprint for row in rows])
    stories = np.array([row.story for row in rows])
    same = np.asarray(stories[first] == stories[second], np.float64)
    return Batch(rows, first, second, shared, same)


def fold_of(name: str, row: Labelled) -> int:
    """A set and its article -> the fold of its topic (of ECB+) or story."""
    topic = row.story.rpartition("_")[0] if name == "ecbplus" else row.story
    return zlib.crc32(topic.encode()) % FOLD_COUNT


def within(sets: Mapping[str, Sequence[Labelled]], fold: int) -> dict[str, list[Labelled]]:
    """Sets -> what of each is in a fold, sets without any left out."""
    found = {name: [r for r in rows if fold_of(name, r) == fold] for name, rows in sets.items()}
    return {name: rows for name, rows in found.items() if rows}


def beside(sets: Mapping[str, Sequence[Labelled]], fold: int) -> dict[str, list[Labelled]]:
    """Sets -> what of each is in no such fold."""
    return {name: [r for r in rows if fold_of(name, r) != fold] for name, rows in sets.items()}


def towns() -> list[Batch]:
    """The made articles of local papers: each town's both reports of an event, and one alone."""
    made: dict[str, list[Labelled]] = {}
    for each in reports():
        row = Labelled(each.article, each.event, fingerprint(each.article))
        made.setdefault(each.town, []).append(row)
    return [batch(rows) for town in made.values() for rows in (town, town[::2])]


def regress(batches_of_sets: Sequence[Batch]) -> dict[str, float]:
    """Sets as batches -> the first step's weights, by Newton's method with a small ridge."""
    x = np.concatenate(
        [np.stack([b.shared[n] for n in OWN] + [np.ones(len(b.same))], 1) for b in batches_of_sets]
    )
    y = np.concatenate([b.same for b in batches_of_sets])
    w = np.concatenate([_even(b.same, 1.0) for b in batches_of_sets])
    beta = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ beta))
        slope = x.T @ (w * (p - y)) + RIDGE * beta
        curve = (x * (w * p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(beta))
        beta -= np.linalg.solve(curve, slope)
    return {name: round(float(b), 2) for name, b in zip((*OWN, "1"), beta, strict=True)}


def _even(same: Floats, weight: float) -> Floats:
    """Each pair's weight, such that those of one story weigh `weight` thousands together."""
    return np.full(len(same), weight * 1000 / max(1.0, float(same.sum())))


def examples(one: Batch, own: Weights) -> tuple[Floats, Floats]:
    """A batch -> what the trees see of the pairs that they are asked of, and which are one."""
    prints = [row.fingerprint for row in one.rows]
    asked, rows = pairs_asked(prints, one.first, one.second, one.shared, own)
    return rows, one.same[asked]


def train(sets: Mapping[str, Sequence[Labelled]]) -> Arrays:
    """Sets -> the arrays of stories.npz."""
    whole = [batch(rows) for rows in sets.values()]
    own = regress(whole)
    x, y, w = [], [], []
    for one in whole:
        seen, same = examples(one, own)
        x.append(seen)
        y.append(same)
        w.append(_even(y[-1], WEIGHTS["set"]))
    small = {
        "digests": [batch(rows) for rows in batches(sets, DIGESTS, DRAWN)],
        "neighbours": [batch(rows) for rows in neighbours(sets, NEIGHBOURS, DRAWN)],
        "towns": towns(),
    }
    for name, many in small.items():
        some = [examples(one, own) for one in many if len(one.first)]
        x.append(np.concatenate([rows for rows, _ in some]))
        y.append(np.concatenate([same for _, same in some]))
        w.append(_even(y[-1], WEIGHTS[name]))
    weights = np.concatenate(w)
    data = lightgbm.Dataset(np.concatenate(x), np.concatenate(y), weight=weights / weights.mean())
    signs = [SIGNS.get(name, 0) for name in column_names(whole[0].shared)]
    settings = {**SETTINGS, "monotone_constraints": signs}
    grown = [lightgbm.train({**settings, "seed": seed}, data, ROUNDS) for seed in SEEDS]
    return {
        "own": np.array([own[n] for n in (*OWN, "1")]),
        **forest_arrays(grown[0], "pair", *grown[1:]),
    }


def unseen(fold: int) -> Model:
    """The weights that were trained without a fold."""
    return load_model((FOLDS / str(fold) / FILE).read_bytes())


def unseen_groups(name: str, rows: Sequence[Labelled]) -> Groups:
    """A set as one batch -> its stories, each pair judged by weights that have not seen it.

    A pair of two folds gets the mean of what those without the one and those without the other say.
    """
    folds = np.array([fold_of(name, row) for row in rows])
    prints = [row.fingerprint for row in rows]
    found = {fold: similarities(prints, unseen(fold)) for fold in sorted(set(folds.tolist()))}
    some = next(iter(found.values()))
    odds = np.zeros(len(some.odds))
    for fold, one in found.items():
        for end in (some.first, some.second):
            odds += np.where(folds[end] == fold, one.odds, 0.0) / 2
    return story_clustering.link(Similarities(len(rows), some.first, some.second, odds), LIMIT)


def unseen_rows(name: str) -> list[Row]:
    """A gold file's name -> the rows that `readout stories` would write, out of fold."""
    short = name.removeprefix("stories_").removesuffix("_dev")
    of: dict[int, str] = {}
    for story in unseen_groups(short, load(file_of(name))):
        of |= dict.fromkeys(story, f"s{story[0] + 1}")
    return [{"id": key(row), "story": of[at]} for at, row in enumerate(rows(name))]


def load_sets(gold: Path = GOLD) -> dict[str, list[Labelled]]:
    """The gold's folder -> its sets of stories."""
    return {name: load(gold / f"stories_{name}_dev.jsonl") for name in SETS}


def report(sets: Mapping[str, Sequence[Labelled]]) -> None:
    """Print BCubed out of fold: of each set, of two events of one topic, of digests."""
    for name, mine in sets.items():
        figures = bcubed([row.story for row in mine], unseen_groups(name, mine))
        print(f"{name:11s} P {figures[0]:.3f}  R {figures[1]:.3f}  F1 {figures[2]:.3f}")
    for name, draw in (("neighbours", neighbours), ("digests", batches)):
        many = [
            bcubed(
                [row.story for row in drawn],
                story_clustering.group([row.fingerprint for row in drawn], unseen(fold)),
            )
            for fold in FOLD_NUMBERS
            for drawn in draw(within(sets, fold), MEASURED)
        ]
        p, r, f = mean(many)
        print(f"{name:11s} P {p:.3f}  R {r:.3f}  F1 {f:.3f}")


def main() -> None:
    """Train on all folds, and without each in turn; or measure."""
    sets = load_sets()
    if sys.argv[1:] == ["measure"]:
        report(sets)
        return
    save(SHIPPED, train(sets))
    for fold in FOLD_NUMBERS:
        save(folder(fold) / FILE, train(beside(sets, fold)))


if __name__ == "__main__":
    main()
