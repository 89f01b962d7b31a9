"""The form "heading: sentence" stands only with the heading that the sentence stands under."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefs.model.articles import Paragraph
from briefs.model.briefings import Line, Piece, Proof, Wording
from briefs.text.guard_words import SAYS
from briefs.verification.checker import check
from briefs.verification.source_document import SourceDocument, make_source_document
from tests.briefs.random_articles import Telling

TEXT = (
    "Halden sells ovens to bakers.\nPros\nThe oven bakes eleven loaves in an hour.\n"
    "Side effects\nThe oven gives off smoke. It also rattles at night."
)


def document() -> SourceDocument:
    """The article, its headings sentences of their own, as a reader of pages parts it."""
    telling = Telling("An oven", TEXT)
    reading = telling.reading
    whole = tuple(replace(p, sentences=p.sentences or (p.span,)) for p in reading.paragraphs)
    return make_source_document(telling.article, replace(reading, paragraphs=whole))


def proof(number: int, sentence: int = 1) -> Proof:
    paragraph: Paragraph = document().paragraphs[number]
    return Proof(paragraph.sentences[sentence - 1], number, sentence)


def headed(heading: str, above: int, words: str, below: int, sentence: int = 1) -> Line:
    return Line(
        (
            Piece(heading, Wording.WORDS, proof(above)),
            Piece(SAYS, Wording.TEMPLATE),
            Piece(words, Wording.WORDS, proof(below, sentence)),
        )
    )


@pytest.mark.parametrize(
    "line",
    [
        headed("Pros", 2, "The oven bakes eleven loaves in an hour", 3),
        headed("Side effects", 4, "The oven gives off smoke", 5),
        headed("Side effects", 4, "It also rattles at night", 5, 2),
    ],
)
def test_a_heading_and_its_sentence_stand(line: Line) -> None:
    assert check(line, document()) == ()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (headed("Pros", 2, "The oven gives off smoke", 5), "another heading stands between"),
        (
            headed("Side effects", 4, "The oven bakes eleven loaves in an hour", 3),
            "not a heading above the sentence",
        ),
        (headed("Side", 4, "The oven gives off smoke", 5), "the heading is cut"),
        (
            headed("Halden sells ovens to bakers", 1, "The oven bakes eleven loaves in an hour", 3),
            "not a heading above the sentence",
        ),
        (headed("Pros", 2, "bakes eleven loaves in an hour", 3), "begins inside the sentence"),
        (headed("Cons", 2, "The oven bakes eleven loaves in an hour", 3), "not in the sentence: 'Cons'"),
    ],
)  # fmt: skip
def test_any_other_heading_does_not(line: Line, reason: str) -> None:
    assert reason in check(line, document())
