"""What is learned of stories, from invented articles, and how it is measured."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from bench.stories import Labelled
from briefs.model.articles import Article
from briefs.stories import similarity
from briefs.stories.fingerprints import fingerprint
from briefs.stories.similarity import load_model, similarities
from briefs.stories.story_clustering import group
from tools.learning import train_stories
from tools.learning.fitting import save
from tools.learning.gold import FOLD_NUMBERS
from tools.learning.train_stories import (
    batch,
    beside,
    examples,
    fold_of,
    train,
    unseen_rows,
    within,
)

TOWNS = ("Marnford", "Karsholm", "Ostrey", "Vellin", "Brantwick", "Tolmar", "Ulster", "Quarrin")
EVENTS = (
    ("flood", "The river burst its banks and cut off {n} homes in {town}. {a} cleared the quay."),
    ("vote", "Councillors of {town} voted for a tram by {n} votes. Mayor {a} praised the drivers."),
)
AGAIN = (
    "Some {n} homes stood under water when the river burst its banks in {town}. {a} had the quay cleared.",
    "A tram won {n} votes in the council of {town}. The mayor, {a}, thanked its drivers with praise.",
)
NAMES = ("Petra Lind", "Ruta Vilks", "Anders Bjelke", "Ivo Brand")


def articles() -> list[Labelled]:
    """Two events of each town, told by two papers each."""
    found = []
    for number, town in enumerate(TOWNS):
        for (event, text), other in zip(EVENTS, AGAIN, strict=True):
            for form in (text, other):
                filled = form.format(town=town, n=200 + 7 * number, a=NAMES[number % 4])
                article = Article("", f"{town}: {event}", filled)
                found.append(Labelled(article, f"{number}_{event}", fingerprint(article)))
    return found


SETS = {"ecbplus": articles(), "giveme": articles()}


@pytest.fixture(scope="module", autouse=True)
def few_trees() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(train_stories, "ROUNDS", 20)
        patch.setattr(train_stories, "SEEDS", (0,))
        yield


@pytest.fixture(scope="module")
def learned() -> Any:
    return train(SETS)


def test_what_is_learned_groups_and_is_the_same_again(learned: Any, tmp_path: Any) -> None:
    save(path := tmp_path / similarity.FILE, learned)
    model = load_model(path.read_bytes())
    prints = [row.fingerprint for row in SETS["giveme"]]
    assert group(prints, model) == tuple((n, n + 1) for n in range(0, len(prints), 2))
    save(again := tmp_path / "again.npz", train(SETS))
    assert again.read_bytes() == path.read_bytes()


def test_two_events_of_one_topic_are_in_one_fold() -> None:
    for number in range(len(TOWNS)):
        mine = [row for row in SETS["ecbplus"] if row.story.startswith(f"{number}_")]
        assert len({fold_of("ecbplus", row) for row in mine}) == 1
    assert len({fold_of("giveme", row) for row in SETS["giveme"]}) > 1


def test_a_fold_is_trained_without() -> None:
    for fold in FOLD_NUMBERS:
        seen = {id(row) for rows in beside(SETS, fold).values() for row in rows}
        measured = {id(row) for rows in within(SETS, fold).values() for row in rows}
        assert not seen & measured
        assert len(seen) + len(measured) == sum(map(len, SETS.values()))


@pytest.mark.parametrize("apart", [5, 20, 31, 200])
def test_dates_far_apart_never_speak_for_one_story(apart: int) -> None:
    """With the weights that are shipped, whatever else two articles share."""
    model = similarity.default_model()
    one = batch(SETS["giveme"])
    rows, _ = examples(one, model.own)
    column = similarity.column_names(one.shared).index("apart")
    near, far = rows.copy(), rows.copy()
    near[:, column], far[:, column] = 0.0, min(1.0, max(0.0, (apart - 3) / 27))
    assert np.all(model.forest.score(far) <= model.forest.score(near))


def test_a_pair_is_judged_alike_in_either_order() -> None:
    prints = [row.fingerprint for row in SETS["giveme"][:6]]
    model = similarity.default_model()
    there, back = similarities(prints, model), similarities(prints[::-1], model)
    odds = {(5 - b, 5 - a): o for a, b, o in zip(back.first, back.second, back.odds, strict=True)}
    for a, b, o in zip(there.first, there.second, there.odds, strict=True):
        assert odds[a, b] == pytest.approx(o)


def test_rows_out_of_fold_name_every_article_of_a_set(needs: Any) -> None:
    needs("shared")
    found = unseen_rows("stories_giveme_dev")
    assert len({row["id"] for row in found}) == len(found) == 175
    assert 30 <= len({row["story"] for row in found}) <= 45
