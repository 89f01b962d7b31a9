"""Rows of `readout facts`: the machine's view, its errors, and any row whatever."""

from __future__ import annotations

import json
from typing import Any

import pytest

from adapters.terminal.facts_rows import article_of, facts_row
from briefs.errors import BadRequest, ReadingFailed
from briefs.model.articles import Article, Paragraph, Span
from briefs.model.facts import (
    Agreement,
    AgreementStatus,
    Facts,
    Kind,
    Meeting,
    MeetingStatus,
    Party,
    Reaction,
    Reading,
    Stance,
)

TEXT = 'Bell met Mora in Ottery on Monday and signed a pact. "Good," she said.'


def span(words: str) -> Span:
    at = TEXT.index(words)
    return Span(at, at + len(words))


class Fixed:
    """Reads the same facts in everything."""

    def read(self, article: Article) -> Reading:
        assert article.text == TEXT
        bell, mora = Party("Nora Bell", "mayor"), Party("Karl Mora")
        first = span("Bell met Mora in Ottery on Monday and signed a pact.")
        meeting = Meeting(
            (bell, mora), MeetingStatus.HAPPENED, first, span("Ottery"), span("Monday"),
            confidence=0.875,
        )  # fmt: skip
        pact = Agreement(
            span("a pact"), (bell, mora), AgreementStatus.SIGNED, first, background=True
        )
        reaction = Reaction(
            bell, Stance.FOR, True, (span("she"),), (span("said"),), (span("Good"),),
            span('"Good," she said.'), about="a pact", via="CNN",
            old=True, confidence=0.5, speaker_confidence=0.75, stance_confidence=0.25,
        )  # fmt: skip
        return Reading(
            Facts(meetings=(meeting,), agreements=(pact,), reactions=(reaction,), gist=(first,)), ()
        )


class Failing:
    """Fails as a killed worker does."""

    def read(self, article: Article) -> Reading:
        raise ReadingFailed


EVERY_FIELD = {
    "id": 7,
    "meetings": [
        {
            "participants": [
                {"name": "Nora Bell", "role": "mayor"},
                {"name": "Karl Mora", "role": None},
            ],
            "status": "happened",
            "where": "Ottery",
            "when": "Monday",
            "evidence": [0, 52],
            "news": True,
            "confidence": 0.875,
            "shown": False,
        }
    ],
    "agreements": [
        {
            "what": "a pact",
            "parties": [
                {"name": "Nora Bell", "role": "mayor"},
                {"name": "Karl Mora", "role": None},
            ],
            "status": "signed",
            "evidence": [0, 52],
            "news": False,
            "confidence": None,
            "shown": False,
        }
    ],
    "reactions": [
        {
            "speaker": {"name": "Nora Bell", "role": "mayor"},
            "stance": "for",
            "about": "a pact",
            "via": "CNN",
            "quoted": True,
            "source": [[61, 64]],
            "cue": [[65, 69]],
            "content": [[54, 58]],
            "evidence": [53, 70],
            "old": True,
            "confidence": 0.5,
            "speaker_confidence": 0.75,
            "stance_confidence": 0.25,
            "shown": False,
        }
    ],
    "gist": [[0, 52]],
    "briefing": [],
}


def test_a_row_has_every_field_of_the_interface() -> None:
    row = facts_row({"id": 7, "text": TEXT}, Fixed())
    assert json.loads(json.dumps(row)) == EVERY_FIELD


def test_doc_id_stands_for_id() -> None:
    assert facts_row({"doc_id": "x", "text": TEXT}, Fixed())["id"] == "x"


@pytest.mark.parametrize(
    "row", [{}, {"text": None}, {"text": 3}, {"text": "a", "title": 5}, {"text": "a", "date": []}]
)
def test_a_bad_row_is_told_and_never_read(row: dict[str, Any]) -> None:
    with pytest.raises(BadRequest):
        article_of(row)
    assert facts_row({"id": 1, **row}, Fixed())["error"]["kind"] == "bad_request"


def test_a_failure_to_read_is_a_row_too() -> None:
    row = facts_row({"id": 1, "text": TEXT}, Failing())
    assert row == {
        "id": 1,
        "error": {"kind": "reading_failed", "message": ReadingFailed.message},
    }


class Spoken:
    """Reads one statement, in the second of two sentences."""

    def read(self, article: Article) -> Reading:
        first, second = span("Bell met"), span('"Good," she said.')
        sentences = (Span(first.start, second.start - 1), second)
        said = Reaction(
            Party("Nora Bell", "mayor", Kind.PERSON), Stance.NEUTRAL, True,
            (span("she"),), (span("said"),), (span("Good"),), second,
        )  # fmt: skip
        unsaid = Reaction(
            Party("she"), Stance.NEUTRAL, True, (), (), (span("Ottery"),), sentences[0]
        )
        paragraph = Paragraph(1, Span(0, len(TEXT)), sentences)
        return Reading(Facts(reactions=(said, unsaid), gist=(sentences[0],)), (paragraph,))


def test_the_short_briefing_and_what_it_tells() -> None:
    row = facts_row({"id": 7, "text": TEXT}, Spoken())
    lines = [line["text"] for line in row["briefing"]]
    assert any("“Good”" in text for text in lines)
    assert [r["shown"] for r in row["reactions"]] == [True, False]
    for line in row["briefing"]:
        assert line["cites"]
        assert all(TEXT[a:b].endswith(".") for a, b in line["cites"])
