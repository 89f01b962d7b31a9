"""Annotated articles -> gist.npz: which sentences a busy reader needs most.

    python -m tools.learning.train_gist

Gold is `gist` of facts_more, facts_train and facts_dev: two sentences of each article. What
the facts of an article say of a sentence is read with weights that have not seen that
article's fold, as the program meets it. Pages that are no news are learned from besides
(gist_pages.py). Run it after the other scripts, whose weights it reads.
Same input, same version, same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import lightgbm
import numpy as np

from adapters.language.reader import load_reader
from briefs.facts.gist import candidates_of, features
from briefs.model.articles import Article, Span
from tools.learning.cross_fitting import Ranked, out_of_fold, without_each
from tools.learning.fitting import Arrays, fit_calibration, forest_arrays, save
from tools.learning.gist_pages import MarkedPage, marked_pages
from tools.learning.gold import FOLD_NUMBERS, Row, folder, rows
from tools.learning.parsed import Parsed, parsed

SETS = ("facts_more", "facts_train", "facts_dev")
SETTINGS = {
    "objective": "binary", "num_leaves": 7, "learning_rate": 0.05, "min_data_in_leaf": 30,
    "feature_fraction": 0.5, "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5,
    "verbose": -1, "num_threads": 1, "deterministic": True, "force_row_wise": True,
}  # fmt: skip
ROUNDS = 150
PAGE, WORTH, EMPTY = 0.3, 0.4, 2.5
"""How much a page's sentence counts beside one of an article (at 1, told fell by .02); of that, one
that is worth telling beside one that is needed, and one that says nothing beside any other."""
SEEDS = tuple(range(10))
"""Trees are grown from each, and their mean taken: 400 examples let one draw decide too much."""


def same(one: Span, two: Span) -> bool:
    """Whether two spans are the same sentence: at least half of both together is shared."""
    shared = min(one.end, two.end) - max(one.start, two.start)
    return shared >= 0.5 * (max(one.end, two.end) - min(one.start, two.start))


def examples(found: Sequence[Row], parses: Sequence[Parsed]) -> list[Ranked]:
    """Rows of gold and their parses -> Examples."""
    readers = {fold: load_reader(weights=folder(fold)) for fold in FOLD_NUMBERS}
    made = []
    for row, (blocks, docs) in zip(found, parses, strict=True):
        text, title = row["text"], row.get("title") or ""
        reading = readers[row["fold"]].read_parsed(Article("", title, text), blocks, docs)
        candidates = candidates_of(text, reading.paragraphs)
        wanted = [Span(text.find(w), text.find(w) + len(w)) for w in row["gist"]]
        needed = [any(same(c.span, w) for w in wanted) for c in candidates]
        made.append(Ranked(row["fold"], features(candidates, title, reading.facts), needed))
    return made


def fit(given: Sequence[Ranked]) -> list[lightgbm.Booster]:
    """Examples -> trees for each seed."""
    weighted = [one for example in given for one in _weighted(example)]
    data = lightgbm.Dataset(
        np.array([row for row, _, _ in weighted]),
        np.array([label for _, label, _ in weighted]),
        weight=np.array([weight for _, _, weight in weighted]),
        free_raw_data=False,
    )
    return [lightgbm.train({**SETTINGS, "seed": seed}, data, ROUNDS) for seed in SEEDS]


def _weighted(one: Ranked) -> Iterator[tuple[tuple[float, ...], float, float]]:
    """An example -> its rows, each with its label and weight.

    A page's sentence that is worth telling is needed in part: it stands there twice.
    """
    for n, (row, right) in enumerate(zip(one.rows, one.right, strict=True)):
        if not isinstance(one, MarkedPage):
            yield row, float(right), 1.0
        elif one.worth[n]:
            yield row, 1.0, PAGE * WORTH
            yield row, 0.0, PAGE * (1.0 - WORTH)
        else:
            yield row, float(right), PAGE * (EMPTY if one.empty[n] else 1.0)


def train(given: Sequence[Ranked]) -> Arrays:
    """Examples -> trees of all, and how often trees of other folds were right at each score."""
    scores: list[float] = []
    right: list[bool] = []
    for models, unseen in out_of_fold(given, fit):
        for e in unseen:
            if e.rows and not isinstance(e, MarkedPage):
                scores += _scores(models, e)
                right += e.right
    first, *more = fit(given)
    return {
        **forest_arrays(first, "needed", *more),
        **fit_calibration(scores, right, prefix="share", points=40),
    }


def _scores(models: Sequence[lightgbm.Booster], one: Ranked) -> list[float]:
    found: Any = np.mean([m.predict(np.array(one.rows), raw_score=True) for m in models], axis=0)
    return [float(score) for score in found]


def main() -> None:
    """Train on all folds, and without each in turn; write each."""
    given: list[Ranked] = []
    for name in SETS:
        found = rows(name)
        given += examples(found, parsed(found))
    given += marked_pages()
    for fold, mine in without_each(given):
        save(folder(fold) / "gist.npz", train(mine))


if __name__ == "__main__":
    main()
