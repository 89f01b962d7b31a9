"""What readers chose of an article is found again by digests, learned from, and counted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.briefs.random_articles import Telling
from tools.learning import annotated_articles, gold
from tools.learning.annotated_articles import digest
from tools.learning.chosen_sentences import MORE, ChosenPage, chosen_pages, figures, worths
from tools.learning.train_gist import Weighed, fit, page_examples

SENTENCES = (
    "Welcome to our little corner of the web, dear reader.",
    "The Halden folding bicycle weighs nine kilograms and costs 640 crowns.",
    "In a test over forty kilometres its chain slipped twice on steep roads.",
    "The lamp lasted eleven hours, three more than the maker says.",
    "Riding to work in the morning is a pleasure for nearly everyone.",
)


def choice(*main: int, more: Sequence[int] = ()) -> dict[str, list[str]]:
    """A reader who chose those sentences."""
    return {
        "main": [digest(SENTENCES[n]) for n in main],
        "more": [digest(SENTENCES[n]) for n in more],
    }


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One saved page of which two readers chose."""
    body = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    (tmp_path / "pages_dev").mkdir()
    (tmp_path / "pages_dev" / "bike.html").write_text(
        f"<html lang=en><title>Halden folding bicycle review</title><article>{body}</article></html>"
    )
    saved = {"id": "bike", "url": "http://127.0.0.1/bike", "path": "pages_dev/bike.html"}
    chosen = {
        "id": "bike",
        "set": "pages_dev",
        "fold": 2,
        "choices": [choice(1, more=[2]), choice(1, 2, more=[3])],
    }
    (tmp_path / "pages_dev.jsonl").write_text(json.dumps(saved) + "\n")
    (tmp_path / "chosen_sentences.jsonl").write_text(json.dumps(chosen) + "\n")
    (tmp_path / "facts_more.jsonl").write_text("")
    monkeypatch.setattr(annotated_articles, "GOLD", tmp_path)
    monkeypatch.setattr(gold, "GOLD", tmp_path)
    monkeypatch.setattr(gold, "PUBLIC_GOLD", tmp_path)
    return tmp_path


def test_a_page_is_read_with_what_readers_chose_of_it(pages: Path) -> None:
    (page,) = chosen_pages()
    assert page.is_page
    assert page.fold == 2
    assert page.votes("main") == {digest(SENTENCES[1]): 1.0, digest(SENTENCES[2]): 0.5}
    assert page.votes("main", "more")[digest(SENTENCES[2])] == 1.0


def test_without_the_pages_there_are_none(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotated_articles, "GOLD", pages / "nowhere")
    assert list(chosen_pages()) == []


def test_a_sentence_is_worth_what_readers_chose_it_for() -> None:
    found = worths([choice(1, more=[2]), choice(1, 2)])
    assert found == {digest(SENTENCES[1]): 1.0, digest(SENTENCES[2]): (1 + MORE) / 2}


def test_pages_are_learned_from_as_far_as_readers_saw_them(pages: Path) -> None:
    (example,) = page_examples()
    assert example.worth == [0.0, 1.0, (1 + MORE) / 2, MORE / 2, 0.0]


def test_spaces_change_no_digest() -> None:
    assert digest("It is\n late. ") == digest("It is late.")
    assert digest("It is late.") != digest("It was late.")


def test_trees_learn_what_readers_choose() -> None:
    needed, filler = (9.0, 1.0), (1.0, 9.0)
    taught = [Weighed(0, [needed, filler, filler], [0.9, 0.1, 0.0]) for _ in range(120)]
    better, worse = fit(taught)[0].predict([list(needed), list(filler)])
    assert better > worse


FIRST = "The guild of bakers met in Halden on Monday."
LAST = "Rye bread will cost eleven crowns from May, the guild decided."


@pytest.mark.parametrize(
    ("main", "told", "lead"), [(FIRST, 1.0, 1.0), (LAST, 1.0, 0.0), ("It rained.", 0.0, 0.0)]
)
def test_figures_count_what_is_told_and_what_the_beginning_tells(
    main: str, told: float, lead: float
) -> None:
    filler = " ".join(f"Nobody in hall {n} had a question." for n in "abcdefgh")
    telling = Telling("News", f"{FIRST} {filler}\n{LAST}").best(FIRST, LAST)
    choices = [{"main": [digest(main)], "more": []}]
    found = figures([ChosenPage(0, telling.article, telling.reading, choices, is_page=False)])
    assert (found["main"], found["lead"]) == (told, lead)
    assert found["votes"] == told / 2
    assert found["covered"] == told
