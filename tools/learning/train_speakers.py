"""Annotated statements -> speakers.npz: who made a statement.

    python -m tools.learning.train_speakers

Gold is the speakers of facts_more, facts_train and facts_dev, where Readout finds the statement.
Who spoke before is taken from the rules (speaker_rules.py). Same input, same version, same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import lightgbm
import numpy as np

from briefs.facts.attribution.claim_spans.claims import find_claims
from briefs.facts.attribution.reactions import CANDIDATE, questions
from briefs.facts.attribution.speakers.nominal_speakers import EarlierStatement
from briefs.facts.attribution.speakers.speaker_candidates import mentions_in
from briefs.facts.attribution.speakers.speaker_model import propose
from briefs.facts.attribution.speakers.speaker_rules import turn_of, who_by_rule
from tools.learning.cross_fitting import Ranked, out_of_fold, table, without_each
from tools.learning.fitting import Arrays, fit_calibration, forest_arrays, save
from tools.learning.gold import folder, scoring_rules
from tools.learning.statements import ANNOTATED, Article, articles, matched, scorer_without

TREES = {
    "objective": "lambdarank", "learning_rate": 0.05, "num_leaves": 15, "min_data_in_leaf": 25,
    "feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5,
    "lambdarank_truncation_level": 3, "verbose": -1, "num_threads": 1, "seed": 3,
    "deterministic": True, "force_row_wise": True,
}  # fmt: skip
ROUNDS = 150


def examples_of(article: Article) -> Iterator[Ranked]:
    """An article -> its statements that the gold has."""
    tokens, registry = article.tokens, article.registry
    scorer = scorer_without(article.fold)
    claims = find_claims(tokens, scorer, CANDIDATE)
    pairs = matched(article, [claim.parts for claim in claims])
    names, turns = mentions_in(tokens, registry), list[EarlierStatement]()
    for number, question in enumerate(questions(tokens, claims, scorer)):
        candidates = propose(tokens, registry, names, question, turns)
        if number in pairs and candidates and question.open <= 0:
            wanted = article.row["reactions"][pairs[number]]["speaker"]
            right = [bool(scoring_rules().same_name(wanted, c.party.name)) for c in candidates]
            yield Ranked(article.fold, [c.features for c in candidates], right)
        if question.sources and question.open <= 0:
            head = question.sources[0][0].head
            if head is not None:
                party = who_by_rule(tokens, registry, head, turns)
                turns.append(turn_of(tokens, question.cue.at, head, party))


def fit(given: Sequence[Ranked]) -> lightgbm.Booster:
    """Examples -> trees that rank candidates."""
    data = lightgbm.Dataset(*table(given), group=[len(e.rows) for e in given])
    return lightgbm.train(TREES, data, ROUNDS)


def train(given: Sequence[Ranked]) -> Arrays:
    """Examples -> trees of all, and how often the best by trees of other folds was right."""
    scores: list[float] = []
    right: list[bool] = []
    for model, unseen in out_of_fold(given, fit):
        for e in unseen:
            found = np.asarray(model.predict(np.array(e.rows), raw_score=True))
            scores.append(float(found.max()))
            right.append(e.right[int(found.argmax())])
    trees = forest_arrays(fit(given), "rank")
    return {**trees, **fit_calibration(scores, right, prefix="sure", points=30)}


def main() -> None:
    """Train on all folds, and without each in turn; write each."""
    given = [e for name in ANNOTATED for one in articles(name) for e in examples_of(one)]
    for fold, mine in without_each(given):
        save(folder(fold) / "speakers.npz", train(mine))


if __name__ == "__main__":
    main()
