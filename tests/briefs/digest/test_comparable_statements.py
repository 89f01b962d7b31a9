"""What a line says in one place, and who speaks."""

from __future__ import annotations

import pytest

from briefs.digest.comparable_statements import statement_of
from briefs.model.articles import Span
from briefs.model.briefings import Line, Part, Piece, Proof, Wording
from briefs.text.guard_words import SAYS

HEADING, SENTENCE = Proof(Span(0, 12), 1, 1), Proof(Span(13, 50), 2, 1)


@pytest.mark.parametrize("heading", ["Side effects", "2019", "On Windows", "Option 2", "Cons"])
def test_a_heading_is_no_speaker(heading: str) -> None:
    pieces = (
        Piece(heading, Wording.WORDS, HEADING),
        Piece(SAYS, Wording.TEMPLATE),
        Piece("The tea gives bakers a dry mouth", Wording.WORDS, SENTENCE),
    )
    said = statement_of(Part.SAID, Line(pieces))
    assert said.speaker is None
    assert said.text == f"{heading}: The tea gives bakers a dry mouth"
    assert said.proofs == (HEADING, SENTENCE)


def test_a_name_before_a_colon_speaks() -> None:
    pieces = (
        Piece("Mara Kohl", Wording.NAME, SENTENCE),
        Piece(SAYS, Wording.TEMPLATE),
        Piece("the tea gives bakers a dry mouth", Wording.WORDS, SENTENCE),
    )
    said = statement_of(Part.SAID, Line(pieces))
    assert said.speaker == ("mara", "kohl")
    assert said.text == "the tea gives bakers a dry mouth"
