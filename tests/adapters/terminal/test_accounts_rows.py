"""Rows of articles -> one account of each story."""

from __future__ import annotations

import json

import pytest

from adapters.terminal.accounts_rows import accounts_rows, candidate_row
from briefs.model.articles import Article, Paragraph, Span
from briefs.model.facts import Facts, Reading

CUT = "The Bank of England cut its main rate to 4 percent on Tuesday."
RAISED = CUT.replace("cut", "raised")
POUND = "The pound fell in London after the decision of the Bank of England on Tuesday."
CHOIR = "More than 5,000 singers came to Oslo for the festival of choirs in the cathedral."


class SentenceReader:
    """Reads every line as a paragraph of one sentence, each of them worth telling."""

    def read(self, article: Article) -> Reading:
        paragraphs, at = [], 0
        for number, line in enumerate(article.text.split("\n"), 1):
            span = Span(at, at + len(line))
            paragraphs.append(Paragraph(number, span, (span,)))
            at = span.end + 1
        gist = tuple(paragraph.span for paragraph in paragraphs)
        return Reading(Facts(gist=gist), tuple(paragraphs))


def accounts(*rows: dict[str, object]) -> list[dict[str, object]]:
    candidates = [candidate_row(row, SentenceReader()) for row in rows]
    return [row for row in candidates if "error" in row] + list(
        accounts_rows(row for row in candidates if "candidate" in row)
    )


def article(key: object, *lines: str, **named: object) -> dict[str, object]:
    return {"id": key, "title": lines[0], "date": "2026-05-05", "text": "\n".join(lines), **named}


def test_a_story_is_one_row_that_credits_each_article_with_what_it_says() -> None:
    found, choir = accounts(
        article("a", CUT, POUND, site="Ledger"),
        article(7, RAISED, POUND, site="Courier"),
        article("c", CHOIR),
    )
    assert (found["story"], found["articles"], choir["articles"]) == ("s1", ["a", 7], ["c"])
    lines = {line["text"]: line for line in found["lines"]}  # type: ignore[attr-defined]
    credit = {text: line["credit"] for text, line in lines.items()}
    assert credit[CUT.rstrip(".")] == ["a"]
    assert credit[RAISED.rstrip(".")] == [7]
    pound = lines[POUND.rstrip(".")]
    assert pound["credit"] == ["a", 7]
    assert pound["evidence"] == {
        "a": [len(CUT) + 1, len(CUT) + 1 + len(POUND)],
        "7": [len(RAISED) + 1, len(RAISED) + 1 + len(POUND)],
    }
    assert found["differ"] == [
        {
            "about": "deed",
            "versions": [
                {"text": "cut its main rate", "credit": ["a"]},
                {"text": "raised its main rate", "credit": [7]},
            ],
        }
    ]
    assert found["origins"] == [["a", 7]], "the same wording"
    assert choir["origins"] == [["c"]]
    json.dumps([found, choir])


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"id": "x"}, 'The row has no "text".'),
        ({"id": "x", "text": 5}, 'The row has no "text".'),
        ({"id": "x", "text": CUT, "site": 5}, 'The row\'s "site" is not text.'),
        ({"id": "x", "text": CUT, "title": []}, 'The row\'s "title" is not text.'),
        ({"id": "x", "text": CUT, "date": 5}, 'The row\'s "date" is not text.'),
    ],
)
def test_a_row_that_cannot_be_read_is_an_error_row(row: dict[str, object], message: str) -> None:
    assert accounts(row) == [{"id": "x", "error": {"kind": "bad_request", "message": message}}]


def test_articles_without_a_site_are_outlets_of_their_own_and_one_id_twice_is_two_articles() -> (
    None
):
    (found,) = accounts(article("a", CUT, POUND), article("a", RAISED, POUND))
    assert found["articles"] == ["a", "a"]
    assert len(found["differ"]) == 1  # type: ignore[arg-type]
    assert list(accounts_rows([])) == []
