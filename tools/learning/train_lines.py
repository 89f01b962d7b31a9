"""Judged lines -> lines.npz: which sentences and statements mislead alone, which are worth telling.

    python -m tools.learning.train_lines

Run it last: articles are read with weights that have not seen their fold, as the program meets
them. Same input, same version, same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import lightgbm
import numpy as np

from briefs.briefing.line_quality.features import Numbers
from briefs.briefing.line_quality.model import KINDS, QUESTIONS, numbers_of
from briefs.verification.source_document import make_source_document
from tools.learning.cross_fitting import out_of_fold, without_each
from tools.learning.fitting import Arrays, fit_calibration, forest_arrays, save
from tools.learning.gist_pages import digest
from tools.learning.gold import folder
from tools.learning.judged_lines import (
    WORTH,
    WRONG,
    JudgedPage,
    judged_pages,
    statement_digest,
)

TREES = {
    "objective": "binary", "num_leaves": 7, "learning_rate": 0.05, "min_data_in_leaf": 20,
    "feature_fraction": 0.4, "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5,
    "verbose": -1, "num_threads": 1, "deterministic": True, "force_row_wise": True,
}  # fmt: skip
ROUNDS = 200
SEEDS = (0, 1, 2)
"""Trees are grown from each, and their mean taken."""


@dataclass(frozen=True)
class JudgedLine:
    """A sentence or statement as numbers, and its mean grade."""

    fold: int
    kind: str
    numbers: Numbers
    grade: float


Trees = list[lightgbm.Booster]


def examples(page: JudgedPage) -> Iterator[JudgedLine]:
    """A judged page -> its judged sentences and statements."""
    grades, text = page.grades(), page.article.text
    sentences, statements = numbers_of(
        make_source_document(page.article, page.reading), page.reading
    )
    for span, numbers in sentences.items():
        grade = grades.get(digest(span.of(text)))
        if grade is not None:
            yield JudgedLine(page.fold, "sentence", numbers, grade)
    for reaction in page.reading.facts.reactions:
        numbers = statements.get(reaction.key, ())
        grade = grades.get(statement_digest(reaction, text))
        if numbers and grade is not None:
            yield JudgedLine(page.fold, "statement", numbers, grade)


def is_so(question: str, line: JudgedLine) -> bool:
    """The answer to a question of a line."""
    return line.grade < WRONG if question == "wrong" else line.grade >= WORTH


def fit(given: Sequence[JudgedLine], *, question: str) -> Trees:
    """Lines -> trees for each seed."""
    data = lightgbm.Dataset(
        np.array([line.numbers for line in given]),
        np.array([float(is_so(question, line)) for line in given]),
        free_raw_data=False,
    )
    return [lightgbm.train({**TREES, "seed": seed}, data, ROUNDS) for seed in SEEDS]


def train(given: Sequence[JudgedLine]) -> Arrays:
    """Lines -> trees for each kind and question, and how often each score was right."""
    arrays: Arrays = {}
    for kind in KINDS:
        mine = [line for line in given if line.kind == kind]
        for question in QUESTIONS:
            fit_one = partial(fit, question=question)
            scores: list[float] = []
            right: list[bool] = []
            for trees, unseen in out_of_fold(mine, fit_one):
                rows = np.array([line.numbers for line in unseen])
                scores += np.mean([t.predict(rows, raw_score=True) for t in trees], axis=0).tolist()
                right += [is_so(question, line) for line in unseen]
            first, *more = fit_one(mine)
            name = f"{kind}_{question}"
            arrays |= forest_arrays(first, name, *more)
            arrays |= fit_calibration(scores, right, prefix=f"{name}_share", points=20)
    return arrays


def main() -> None:
    """Train on all folds, and without each in turn; write each."""
    given = [line for page in judged_pages() for line in examples(page)]
    for fold, mine in without_each(given):
        save(folder(fold) / "lines.npz", train(mine))


if __name__ == "__main__":
    main()
