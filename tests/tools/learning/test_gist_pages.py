"""Pages whose sentences are marked: an invented page, found again by the digests of its words."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from briefs.facts.gist import load_gist
from tools.learning import gist_pages, gold
from tools.learning.gist_pages import MarkedPage, digest, marked_pages
from tools.learning.train_gist import fit

SENTENCES = (
    "Welcome to our little corner of the web, dear reader.",
    "The Halden folding bicycle weighs nine kilograms and costs 640 crowns.",
    "In our test over forty kilometres its chain slipped twice on steep roads.",
    "Its lamp lasted eleven hours, three more than the maker says.",
    "Riding to work in the morning is a pleasure for nearly everyone.",
)


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    body = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    (tmp_path / "pages_dev").mkdir()
    (tmp_path / "pages_dev" / "bike.html").write_text(
        f"<html lang=en><title>Halden folding bicycle review</title><article>{body}</article></html>"
    )
    saved = {"id": "bike", "url": "http://127.0.0.1/bike", "path": "pages_dev/bike.html"}
    marked = {
        "id": "bike",
        "fold": 2,
        "needed": [digest(SENTENCES[1]), digest(SENTENCES[2])],
        "worth": [digest(SENTENCES[3])],
        "empty": [digest(SENTENCES[0]), digest(SENTENCES[4])],
    }
    (tmp_path / "pages_dev.jsonl").write_text(json.dumps(saved) + "\n")
    (tmp_path / "gist_pages.jsonl").write_text(json.dumps(marked) + "\n")
    monkeypatch.setattr(gist_pages, "GOLD", tmp_path)
    monkeypatch.setattr(gold, "GOLD", tmp_path)
    monkeypatch.setattr(gold, "PUBLIC_GOLD", tmp_path)
    return tmp_path


def test_marked_sentences_are_found_by_their_digests(pages: Path) -> None:
    (page,) = marked_pages()
    assert page.fold == 2
    assert page.right == [False, True, True, False, False]
    assert page.worth == [False, False, False, True, False]
    assert page.empty == [True, False, False, False, True]


def test_a_page_that_lost_a_needed_sentence_teaches_nothing(pages: Path) -> None:
    page = pages / "pages_dev" / "bike.html"
    page.write_text(page.read_text().replace("nine kilograms", "ten kilograms"))
    assert marked_pages() == []


def test_without_the_pages_there_are_none(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gist_pages, "GOLD", pages / "nowhere")
    assert marked_pages() == []


def test_spaces_change_no_digest() -> None:
    assert digest("It is\n late. ") == digest("It is late.")
    assert digest("It is late.") != digest("It was late.")


def test_trees_learn_from_marks(pages: Path) -> None:
    needed, filler = (9.0, 1.0), (1.0, 9.0)
    taught = [
        MarkedPage(
            0, [needed, filler, filler], [True, False, False], [False] * 3, [False, True, True]
        )
        for _ in range(120)
    ]
    first = fit(taught)[0]
    better, worse = first.predict([list(needed), list(filler)])
    assert better > worse


def test_figures_are_of_the_best_sentences(pages: Path) -> None:
    model = load_gist((files("briefs.facts") / "weights" / "gist.npz").read_bytes())
    found = gist_pages.figures([model] * 5)
    assert found["lead"] == 0.5
    assert found["worth"] == 3 / 4
    assert found["empty"] == 1 / 4
