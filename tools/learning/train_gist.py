"""Annotated articles -> gist.npz: which sentences a busy reader needs most.

    python -m tools.learning.train_gist

Gold is what readers chose of articles and pages (chosen_sentences.py), and `gist` of facts_more,
facts_train and facts_dev, two sentences of each article, which counts as one reader more. What
the facts of an article say of a sentence is read with weights that have not seen that
article's fold, as the program meets it. Run it after the other scripts, whose weights it reads.
Same input, same version, same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import lightgbm
import numpy as np

from adapters.language.reader import load_reader
from briefs.facts.gist import Candidate, candidates_of, features
from briefs.model.articles import Article, Span
from tools.learning.annotated_articles import ARTICLES, digest
from tools.learning.chosen_sentences import CHOSEN, SEEN, chosen_pages, worths
from tools.learning.cross_fitting import out_of_fold, without_each
from tools.learning.fitting import Arrays, fit_calibration, forest_arrays, save
from tools.learning.gold import FOLD_NUMBERS, Row, folder, key, rows
from tools.learning.parsed import Parsed, parsed

SETS = ("facts_more", "facts_train", "facts_dev")
SETTINGS = {
    "objective": "cross_entropy", "num_leaves": 7, "learning_rate": 0.05, "min_data_in_leaf": 20,
    "feature_fraction": 0.4, "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5,
    "verbose": -1, "num_threads": 1, "deterministic": True, "force_row_wise": True,
}  # fmt: skip
ROUNDS = 200
SEEDS = (0, 1, 2, 3, 4)
"""Trees are grown from each, and their mean taken: few examples let one draw decide too much."""


@dataclass(frozen=True)
class Weighed:
    """An article's sentences as numbers, and what each is worth to readers, 0 to 1."""

    fold: int
    rows: list[tuple[float, ...]]
    worth: list[float]


def same(one: Span, two: Span) -> bool:
    """Whether two spans are the same sentence: at least half of both together is shared."""
    shared = min(one.end, two.end) - max(one.start, two.start)
    return shared >= 0.5 * (max(one.end, two.end) - min(one.start, two.start))


def examples(found: Sequence[Row], parses: Sequence[Parsed]) -> list[Weighed]:
    """Rows of gold and their parses -> examples."""
    readers = {fold: load_reader(weights=folder(fold)) for fold in FOLD_NUMBERS}
    choices = {row["id"]: row["choices"] for row in rows(CHOSEN) if row["set"] == ARTICLES}
    made = []
    for row, (blocks, docs) in zip(found, parses, strict=True):
        text, title = row["text"], row.get("title") or ""
        reading = readers[row["fold"]].read_parsed(Article("", title, text), blocks, docs)
        candidates = candidates_of(text, reading.paragraphs)
        chosen = [*choices.get(key(row), ()), _of_gold(row, candidates)]
        made.append(
            _weighed(row["fold"], candidates, features(candidates, title, reading.facts), chosen)
        )
    return made


def _of_gold(row: Row, candidates: Sequence[Candidate]) -> Row:
    """The two sentences of the gold, as a reader's choice."""
    wanted = [Span(row["text"].find(w), row["text"].find(w) + len(w)) for w in row["gist"]]
    main = [digest(c.words) for c in candidates if any(same(c.span, w) for w in wanted)]
    return {"main": main, "more": []}


def _weighed(
    fold: int,
    candidates: Sequence[Candidate],
    found: list[tuple[float, ...]],
    choices: Sequence[Row],
) -> Weighed:
    worth = worths(choices)
    return Weighed(fold, found, [worth.get(digest(c.words), 0.0) for c in candidates])


def page_examples() -> list[Weighed]:
    """Saved pages that readers chose of, as far as they saw them -> examples."""
    made = []
    for page in chosen_pages():
        if page.is_page:
            candidates = candidates_of(page.article.text, page.reading.paragraphs)
            found = features(candidates, page.article.title, page.reading.facts)[:SEEN]
            made.append(_weighed(page.fold, candidates[:SEEN], found, page.choices))
    return made


def fit(given: Sequence[Weighed]) -> list[lightgbm.Booster]:
    """Examples -> trees for each seed."""
    data = lightgbm.Dataset(
        np.array([row for one in given for row in one.rows]),
        np.array([worth for one in given for worth in one.worth]),
        free_raw_data=False,
    )
    return [lightgbm.train({**SETTINGS, "seed": seed}, data, ROUNDS) for seed in SEEDS]


def train(given: Sequence[Weighed]) -> Arrays:
    """Examples -> trees of all, and what sentences were worth at each score of trees unseen."""
    scores: list[float] = []
    worth: list[float] = []
    for models, unseen in out_of_fold(given, fit):
        for e in unseen:
            if e.rows:
                scores += _scores(models, e)
                worth += e.worth
    first, *more = fit(given)
    return {
        **forest_arrays(first, "needed", *more),
        **fit_calibration(scores, worth, prefix="share", points=40),
    }


def _scores(models: Sequence[lightgbm.Booster], one: Weighed) -> list[float]:
    found: Any = np.mean([m.predict(np.array(one.rows), raw_score=True) for m in models], axis=0)
    return [float(score) for score in found]


def main() -> None:
    """Train on all folds, and without each in turn; write each."""
    given: list[Weighed] = []
    for name in SETS:
        found = rows(name)
        given += examples(found, parsed(found))
    given += page_examples()
    for fold, mine in without_each(given):
        save(folder(fold) / "gist.npz", train(mine))


if __name__ == "__main__":
    main()
