"""Annotated statements -> sides.npz: which side a statement takes.

    python -m tools.learning.train_sides

Gold is sides_train (statements as spans, with their sides) and what Readout finds of the
statements of facts_more, facts_train and facts_dev. The threshold and the calibration come from
statements that Readout found, judged by models that had not seen their fold. Same input, same
version, same bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import lightgbm
import numpy as np

from briefs.facts.attribution.claim_spans.claims import find_claims
from briefs.facts.attribution.reactions import questions
from briefs.facts.attribution.sides.side_features import SideFeatures, describe_side
from briefs.facts.attribution.sides.side_model import SIDES, judge_sides, load_sides, side_scores
from briefs.facts.attribution.statements import statements
from briefs.facts.document.token_table import TokenTable
from briefs.facts.learned.forest import load_forest
from briefs.facts.learned.linear import Floats, load_linear
from briefs.model.facts import Stance
from tools.learning.cross_fitting import nested, precise
from tools.learning.fitting import (
    Arrays,
    Examples,
    fit_calibration,
    fit_linear,
    forest_arrays,
    save,
)
from tools.learning.gold import FOLD_NUMBERS, Row, folder, key, rows
from tools.learning.parsed import parsed, table_of
from tools.learning.statements import (
    ANNOTATED,
    articles,
    matched,
    scorer_without,
    token_ranges,
)

CLASSES = (Stance.NEUTRAL, *SIDES)
TREES = {
    "objective": "binary", "learning_rate": 0.06, "num_leaves": 12, "min_data_in_leaf": 40,
    "feature_fraction": 0.3, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 10,
    "verbose": -1, "num_threads": 1, "seed": 3, "deterministic": True, "force_row_wise": True,
}  # fmt: skip
ROUNDS = 120
SAMPLE, SAMPLE_WEIGHT = "seed/pyongyang", 8.0
"""The article that the product is shown with counts more: without that a side in it is not sure
enough to be told. Out of fold it has no part in its own figures (decision 0150)."""
WANTED = 0.88
"""Share of the sides given that is to be right, on statements that Readout finds."""


@dataclass(frozen=True)
class Example:
    """A statement's features and its annotated side.

    `found`: by Readout, rightly. `real`: it is a statement at all.
    """

    fold: int
    features: SideFeatures
    side: Stance
    found: bool
    real: bool = True
    key: str = ""
    weight: float = 1.0


def of_spans(row: Row, tokens: TokenTable) -> SideFeatures | None:
    """A row of sides_train -> its features; None where its text was not read so far."""
    parts = token_ranges(tokens, row["content"])
    if not parts:
        return None
    cue = [i for a, b in token_ranges(tokens, row["cue"]) for i in range(a, b)]
    verbs = [i for i in cue if tokens.tag[i][:1] == "V" and tokens.dep[i][:3] != "aux"]
    others = [i for i in cue if tokens.tag[i][:1] in "NI"]
    source = [i for a, b in token_ranges(tokens, row["source"])[:1] for i in range(a, b)]
    tops = [i for i in source if tokens.head[i] not in source or tokens.head[i] == i]
    at = next(iter(verbs or others or cue), None)
    return describe_side(tokens, at, next(iter(tops), None), parts)


def marked() -> Iterator[Example]:
    """The rows of sides_train."""
    waiting: dict[str, list[Row]] = defaultdict(list)
    for row in rows("sides_train"):
        waiting[row["doc_id"]].append(row)
    for name in ("facts_more", "attribution_train"):
        found = rows(name)
        parts = [[r for r in found if r["fold"] == fold] for fold in FOLD_NUMBERS]
        for mine in parts if name == "facts_more" else [found]:
            for article, one in zip(mine, parsed(mine), strict=True):
                tokens = table_of(article, one) if key(article) in waiting else None
                for row in waiting.pop(key(article), ()) if tokens else ():
                    features = of_spans(row, tokens) if tokens else None
                    if features is not None:
                        yield _example(row, features)


def _example(row: Row, features: SideFeatures) -> Example:
    found, side = row.get("validity"), Stance(row["side"])
    return Example(row["fold"], features, side, found == "ok", found != "none", row["id"])


def annotated() -> Iterator[Example]:
    """The statements that Readout finds of articles in which all are annotated."""
    for name in ANNOTATED:
        for article in articles(name):
            tokens, scorer = article.tokens, scorer_without(article.fold)
            claims = find_claims(tokens, scorer)
            said = [
                (claim.cue.at, question.sources[0][0].head if question.sources else None, s.parts)
                for claim, question in zip(claims, questions(tokens, claims, scorer), strict=True)
                for s in statements(tokens, claim)
            ]
            for number, at in sorted(matched(article, [s[-1] for s in said]).items()):
                gold, features = article.row["reactions"][at], describe_side(tokens, *said[number])
                weight = SAMPLE_WEIGHT if article.row["id"] == SAMPLE else 1.0
                side = Stance(gold["stance"])
                yield Example(article.fold, features, side, found=True, weight=weight)


def fit(given: Sequence[Example]) -> Arrays:
    """Examples -> the regression and the trees."""
    examples = Examples(
        names=[e.features.names for e in given],
        dense=[e.features.numbers.tolist() for e in given],
        truth=[CLASSES.index(e.side) for e in given],
        weights=[e.weight for e in given],
    )
    arrays = fit_linear(examples, prefix="words", c=0.03, spread=0.4, steps=60)
    wide = np.array([e.features.wide for e in given])
    weights = np.array([e.weight for e in given])
    for side in SIDES:
        truth = np.array([float(e.side is side) for e in given])
        model = lightgbm.train(TREES, lightgbm.Dataset(wide, truth, weight=weights), ROUNDS)
        arrays |= forest_arrays(model, side.value)
    return arrays


def scores(arrays: Arrays, given: Sequence[Example]) -> Floats:
    """Scores of each side by these weights."""
    trees = (load_forest(arrays, "for"), load_forest(arrays, "against"))
    return side_scores(load_linear(arrays, "words"), trees, [e.features for e in given])


def finish(arrays: Arrays, unseen: Sequence[tuple[Example, Floats]]) -> Arrays:
    """Weights and scores by models that had not seen the example -> with what is sure."""
    found = [(e, row) for e, row in unseen if e.found]
    best = np.array([row.max() for _, row in found])
    right = [SIDES[int(np.argmax(row))] is e.side for e, row in found]
    sure = fit_calibration(best.tolist(), right, prefix="sure", points=40)
    return {**arrays, **sure, "least": np.array(precise(best, right, WANTED))}


def train_all(given: Sequence[Example]) -> dict[int | None, Arrays]:
    """Examples -> the weights of all folds (None) and those without each."""
    made: dict[int | None, Arrays] = {}
    for fold, arrays, groups in nested(given, fit):
        unseen: list[tuple[Example, Floats]] = []
        for model, examples in groups:
            unseen += zip(examples, scores(model, examples), strict=True)
        made[fold] = finish(arrays, unseen)
    return made


def predict_marked() -> list[Row]:
    """The rows of sides_train -> their sides by the weights that have not seen their fold."""
    given = list(marked())
    found: list[Row] = []
    for fold in FOLD_NUMBERS:
        model = load_sides((folder(fold) / "sides.npz").read_bytes())
        mine = [e for e in given if e.fold == fold]
        judged = judge_sides([e.features for e in mine], model)
        found += [{"id": e.key, "side": s.value} for e, (s, _) in zip(mine, judged, strict=True)]
    return found


def main() -> None:
    """Write the weights of all folds, and those without each."""
    for fold, arrays in train_all([*(e for e in marked() if e.real), *annotated()]).items():
        save(folder(fold) / "sides.npz", arrays)


if __name__ == "__main__":
    main()
