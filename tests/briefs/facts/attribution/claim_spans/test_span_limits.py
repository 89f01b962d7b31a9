"""Where a statement ends: our own sentences, invented people."""

from __future__ import annotations

import pytest

from tests.briefs.facts.fact_sentences import said


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        (
            '"We had good talks," Karl Mora told reporters after the meeting.',
            "Karl Mora",
            "We had good talks",
        ),
        ('"This is a bad day," Nora Bell wrote on Chatterly.', "Nora Bell", "This is a bad day"),
        (
            "The Bell Trust slammed the deal, while the dockers' union welcomed it.",
            "Bell Trust",
            "the deal",
        ),
        (
            "Mayor Nora Bell called for pay rises and accused studios of secrecy.",
            "Nora Bell",
            "for pay rises",
        ),
        (
            '"It is full of holes," said Nora Bell. "But it is a start," she added.',
            "Nora Bell",
            "It is full of holes",
        ),
        (
            "Traders warned the walkouts could cost the port $3 million.",
            "Traders",
            "the walkouts could cost the port $3 million",
        ),
        (
            "The Bell Trust said pay “should have been raised years ago”.",
            "Bell Trust",
            "pay “should have been raised years ago”",
        ),
        (
            "A former engineer at the port said managers had ignored alarms — a claim Starlane denies.",
            "A former engineer at the port",
            "managers had ignored alarms",
        ),
        (
            "The suspect was being questioned, Nora Bell said, and officers were viewing footage.",
            "Nora Bell",
            "The suspect was being questioned | and officers were viewing footage",
        ),
        ("Campaign group Speak Out welcomed the statement.", "Speak Out", "the statement"),
    ],
)
def test_bounds(text: str, who: str, what: str) -> None:
    assert (who, what) in said(text)
