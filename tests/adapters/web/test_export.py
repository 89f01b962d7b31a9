from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from adapters.web.export import as_json, as_markdown, as_text, escape
from briefs.model.pastes import ArchivedBriefing
from tests.fakes.briefings import plain_briefing, river_accord

AT = datetime(2026, 5, 8, 12, 0, tzinfo=UTC)


def test_text() -> None:
    text = as_text(ArchivedBriefing("b1", river_accord(), AT))
    assert text.splitlines()[:5] == [
        "Anton Reyes of Keldria and Norvanian Prime Minister Helena Marsh signed an agreement",
        "The Inland Post · 2026-05-07 · inland-post.example",
        "",
        "What happened",
        "- Anton Reyes and Helena Marsh met in Port Sorrel on Thursday (¶1)",
    ]
    assert "- Anton Reyes: “a promise to two million farmers” (¶3)" in text.splitlines()


def test_markdown() -> None:
    lines = as_markdown(ArchivedBriefing("b1", river_accord(), AT)).splitlines()
    assert "**Against**" in lines
    assert lines[2].endswith("<https://inland-post.example/river-accord>")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("*bold* [x](http://y)", r"\*bold\* \[x\]\(http\://y\)"),
        ("1. not a list", r"1\. not a list"),
        ("a\n# b", r"a \# b"),
        ("<b>&amp;", r"\<b\>\&amp;"),
    ],
)
def test_markdown_reads_as_the_text(text: str, written: str) -> None:
    assert escape(text) == written


def test_json_holds_every_line_with_its_sentences() -> None:
    value = as_json(ArchivedBriefing("b1", river_accord(), AT))
    loaded = json.loads(json.dumps(value))
    against = loaded["sections"][2]["lines"][0]
    assert against["quotes"] == ["a gift wrapped in Keldrian water"]
    [evidence] = against["evidence"]
    assert (evidence["paragraph"], evidence["sentences"]) == (4, [1])
    assert evidence["cited"] in evidence["text"]
    assert against["quotes"][0] in evidence["cited"]
    assert len([line for section in loaded["facts"] for line in section["lines"]]) == 7


def test_what_cannot_be_encoded_does_not_break_an_export() -> None:
    archived = ArchivedBriefing("b1", plain_briefing("a\ud800b"), AT)
    for text in (
        as_text(archived),
        as_markdown(archived),
        json.dumps(as_json(archived), ensure_ascii=False),
    ):
        text.encode()
        assert "ab" in text
