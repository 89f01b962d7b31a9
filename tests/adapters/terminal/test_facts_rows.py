"""Rows of `readout facts`: the machine's view, its errors, and any row whatever."""

from __future__ import annotations

import json
from typing import Any

import pytest

from adapters.terminal.facts_rows import article_of, facts_row
from briefs.errors import BadRequest, ReadingFailed
from briefs.model import (
    Agreement,
    AgreementStatus,
    Article,
    Facts,
    Meeting,
    MeetingStatus,
    Party,
    Reaction,
    Reading,
    Span,
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
            (bell, mora), MeetingStatus.HAPPENED, first, span("Ottery"), span("Monday")
        )
        pact = Agreement(span("a pact"), (bell, mora), AgreementStatus.SIGNED, first)
        reaction = Reaction(
            bell, Stance.FOR, True, (span("she"),), (span("said"),), (span("Good"),),
            span('"Good," she said.'), about="a pact", via="CNN",
        )  # fmt: skip
        return Reading(Facts((meeting,), (pact,), (reaction,), (first,)), ())


class Failing:
    """Fails as a killed worker does."""

    def read(self, article: Article) -> Reading:
        raise ReadingFailed


def test_a_row_has_every_field_of_the_interface() -> None:
    row = facts_row({"id": 7, "text": TEXT}, Fixed())
    assert json.loads(json.dumps(row)) == {
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
            }
        ],
        "gist": [[0, 52]],
    }


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
