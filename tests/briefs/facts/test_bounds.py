"""Where a statement ends: our own sentences, invented people."""

from __future__ import annotations

import pytest

from tests.briefs.facts.told import said


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
            "Dockers, on the other hand, complained of empty ships.",
            "Dockers",
            "of empty ships",
        ),
        (
            '"It is full of holes," said Nora Bell. "But it is a start," she added.',
            "Nora Bell",
            "It is full of holes",
        ),
    ],
)
def test_bounds(text: str, who: str, what: str) -> None:
    assert (who, what) in said(text)
