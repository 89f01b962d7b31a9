"""Judged lines -> lines.npz: which sentences and statements mislead alone, which are worth telling.

And which sentences readers would choose of those that may be told (chosen_sentences.py).

    python -m tools.learning.train_lines

Run it last: articles are read with weights that have not seen their fold, as the program meets
them. Same input, same version, same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import lightgbm
import numpy as np

from briefs.briefing.line_quality.features import Numbers
from briefs.briefing.line_quality.model import QUESTIONS, numbers_of
from briefs.verification.source_document import make_source_document
from tools.learning.annotated_articles import annotated_articles, digest
from tools.learning.chosen_sentences import CHOSEN, worths
from tools.learning.cross_fitting import out_of_fold, without_each
from tools.learning.fitting import Arrays, fit_calibration, forest_arrays, save
from tools.learning.gold import Row, folder, rows
from tools.learning.judged_lines import JUDGED, WORTH, WRONG, JudgedPage, statement_digest

TREES = {
    "objective": "cross_entropy", "num_leaves": 7, "learning_rate": 0.05, "min_data_in_leaf": 20,
    "feature_fraction": 0.4, "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5,
    "verbose": -1, "num_threads": 1, "deterministic": True, "force_row_wise": True,
}  # fmt: skip
ROUNDS = 200
SEEDS = (0, 1, 2)
"""Trees are grown from each, and their mean taken."""


@dataclass(frozen=True)
class Answer:
    """A question of a sentence or statement as numbers, and what readers answered, 0 to 1."""

    fold: int
    kind: str
    question: str
    numbers: Numbers
    answer: float


Trees = list[lightgbm.Booster]


def examples(page: JudgedPage, choices: Sequence[Row]) -> Iterator[Answer]:
    """A judged page, and what readers chose of it -> answers about its sentences and statements."""
    grades, worth, text = page.grades(), worths(choices), page.article.text
    sentences, statements = numbers_of(
        make_source_document(page.article, page.reading), page.reading
    )
    for span, numbers in sentences.items():
        name = digest(span.of(text))
        if choices:
            yield Answer(page.fold, "sentence", "chosen", numbers, worth.get(name, 0.0))
        if name in grades:
            yield from _judged(page.fold, "sentence", numbers, grades[name])
    for reaction in page.reading.facts.reactions:
        numbers = statements.get(reaction.key, ())
        grade = grades.get(statement_digest(reaction, text))
        if numbers and grade is not None:
            yield from _judged(page.fold, "statement", numbers, grade)


def _judged(fold: int, kind: str, numbers: Numbers, grade: float) -> Iterator[Answer]:
    yield Answer(fold, kind, "wrong", numbers, float(grade < WRONG))
    yield Answer(fold, kind, "worth", numbers, float(grade >= WORTH))


def fit(given: Sequence[Answer]) -> Trees:
    """Answers to one question -> trees for each seed."""
    data = lightgbm.Dataset(
        np.array([one.numbers for one in given]),
        np.array([one.answer for one in given]),
        free_raw_data=False,
    )
    return [lightgbm.train({**TREES, "seed": seed}, data, ROUNDS) for seed in SEEDS]


def train(given: Sequence[Answer]) -> Arrays:
    """Answers -> trees for each kind and question, and what was answered at each score."""
    arrays: Arrays = {}
    for kind, questions in QUESTIONS.items():
        for question in questions:
            mine = [one for one in given if (one.kind, one.question) == (kind, question)]
            scores: list[float] = []
            answers: list[float] = []
            for trees, unseen in out_of_fold(mine, fit):
                table = np.array([one.numbers for one in unseen])
                scores += np.mean(
                    [t.predict(table, raw_score=True) for t in trees], axis=0
                ).tolist()
                answers += [one.answer for one in unseen]
            first, *more = fit(mine)
            name = f"{kind}_{question}"
            arrays |= forest_arrays(first, name, *more)
            arrays |= fit_calibration(scores, answers, prefix=f"{name}_share", points=20)
    return arrays


def main() -> None:
    """Train on all folds, and without each in turn; write each."""
    choices = {(row["set"], row["id"]): row["choices"] for row in rows(CHOSEN)}
    given: list[Answer] = []
    for row, article, reading in annotated_articles(JUDGED):
        page = JudgedPage(row["fold"], article, reading, row["lines"])
        given += examples(page, choices.get((row["set"], row["id"]), ()))
    for fold, mine in without_each(given):
        save(folder(fold) / "lines.npz", train(mine))


if __name__ == "__main__":
    main()
