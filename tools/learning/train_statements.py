"""Annotated statements -> statements.npz: which candidates are right, and which are old.

    python -m tools.learning.train_statements

Run it after train_attribution and train_speakers, whose weights without an article's fold it
reads that article with. Gold is every statement of facts_more, facts_train and facts_dev; `old`
is annotated in facts_more alone. Same input, same version, same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import lightgbm
import numpy as np

from briefs.facts.attribution.acceptance import describe_statement
from briefs.facts.attribution.occasions import latest_year
from briefs.facts.attribution.reactions import find_said, time_of, weighed
from briefs.facts.attribution.speakers.speaker_model import SpeakerModel, load_speakers
from briefs.facts.learned.forest import load_forest
from briefs.facts.learned.linear import Floats
from tools.learning.cross_fitting import nested, precise
from tools.learning.fitting import Arrays, fit_calibration, forest_arrays, save
from tools.learning.gold import folder, scoring_rules
from tools.learning.statements import (
    ANNOTATED,
    Article,
    articles,
    matched,
    scorer_without,
)

TREES = {
    "objective": "binary", "learning_rate": 0.05, "num_leaves": 10, "min_data_in_leaf": 30,
    "feature_fraction": 0.4, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 10,
    "verbose": -1, "num_threads": 1, "deterministic": True, "force_row_wise": True,
}  # fmt: skip
SEEDS = (3, 4, 5)
"""Trees are grown from each, and their mean taken: one draw moves a statement's share by .05."""
OLD = {**TREES, "learning_rate": 0.04, "num_leaves": 8, "min_data_in_leaf": 15}
ROUNDS = 120
OLD_WANTED = 0.7
FLAT = 0.012
"""F1 is flat about its best; of statements that cost it less than this the most are kept."""


@dataclass(frozen=True)
class Example:
    """A candidate as numbers. `right`: words and speaker are; `old` is None where unknown."""

    fold: int
    row: tuple[float, ...]
    right: bool
    times: tuple[float, ...]
    old: bool | None


@cache
def speakers_without(fold: int) -> SpeakerModel:
    """The speaker model that has not seen a fold."""
    return load_speakers((folder(fold) / "speakers.npz").read_bytes())


def examples_of(article: Article) -> Iterator[Example]:
    """An article -> its candidates, beside the gold."""
    tokens, fold = article.tokens, article.fold
    latest = latest_year(tokens.text)
    said = find_said(tokens, article.registry, scorer_without(fold), speakers_without(fold))
    pairs = matched(article, [one.statement.parts for one in said])
    for number, one in enumerate(said):
        gold = article.row["reactions"][pairs[number]] if number in pairs else None
        yield Example(
            fold,
            describe_statement(tokens, weighed(one)),
            gold is not None and scoring_rules().same_name(gold["speaker"], one.answer.party.name),
            time_of(tokens, one, latest),
            None if gold is None or "old" not in gold else bool(gold["old"]),
        )


def fit(given: Sequence[Example]) -> Arrays:
    """Examples -> trees for both questions."""
    table = np.array([e.row for e in given])
    truth = np.array([float(e.right) for e in given])
    first, *more = (
        lightgbm.train({**TREES, "seed": seed}, lightgbm.Dataset(table, truth), ROUNDS)
        for seed in SEEDS
    )
    dated = [e for e in given if e.old is not None]
    times = np.array([e.times for e in dated])
    was = np.array([float(bool(e.old)) for e in dated])
    old = lightgbm.train({**OLD, "seed": SEEDS[0]}, lightgbm.Dataset(times, was), ROUNDS)
    return {**forest_arrays(first, "right", *more), **forest_arrays(old, "old")}


def scores(arrays: Arrays, given: Sequence[Example]) -> tuple[Floats, Floats]:
    """Examples -> their scores for being right, and for being old."""
    right = load_forest(arrays, "right").score([e.row for e in given])
    old = load_forest(arrays, "old").score([e.times for e in given])
    return right, old


def good_f1(found: Floats, right: Sequence[bool], missing: int) -> float:
    """The lowest score from which on F1 is within FLAT of the best.

    `missing`: right ones that are no candidates.
    """
    order = np.argsort(-found, kind="stable")
    hits = np.cumsum(np.array(right, dtype=float)[order])
    total = hits[-1] + missing
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + total)
    return float(found[order[int(np.nonzero(f1 >= f1.max() - FLAT)[0][-1])]])


def finish(arrays: Arrays, unseen: Sequence[Example], right: Floats, old: Floats) -> Arrays:
    """Weights, and scores by weights that had not seen the example -> with what is sure."""
    truth = [e.right for e in unseen]
    dated = [n for n, e in enumerate(unseen) if e.old is not None]
    return {
        **arrays,
        **fit_calibration(right.tolist(), truth, prefix="sure", points=30),
        "least": np.array(good_f1(right, truth, round(0.25 * sum(truth)))),
        "old_least": np.array(
            precise(old[dated], [bool(unseen[n].old) for n in dated], OLD_WANTED)
        ),
    }


def train_all(given: Sequence[Example]) -> dict[int | None, Arrays]:
    """Examples -> the weights of all folds (None) and those without each."""
    made: dict[int | None, Arrays] = {}
    for fold, arrays, groups in nested(given, fit):
        parts = [scores(model, examples) for model, examples in groups]
        right, old = (np.concatenate([part[k] for part in parts]) for k in (0, 1))
        unseen = [e for _, examples in groups for e in examples]
        made[fold] = finish(arrays, unseen, right, old)
    return made


def main() -> None:
    """Write the weights of all folds, and those without each."""
    given = [e for name in ANNOTATED for one in articles(name) for e in examples_of(one)]
    for fold, arrays in train_all(given).items():
        save(folder(fold) / "statements.npz", arrays)


if __name__ == "__main__":
    main()
