"""Lines of invented articles, and pieces to bend them with."""

from __future__ import annotations

from hypothesis import strategies as st

from briefs.briefing.compose_briefing import brief
from briefs.briefing.realization import proofs_of
from briefs.model.articles import Span
from briefs.model.briefings import Line, Piece, Proof, Wording
from briefs.verification.source_document import SourceDocument, make_source_document
from tests.briefs.random_articles import ARTICLES, Telling

Case = tuple[Line, SourceDocument]


def cases() -> list[Case]:
    """Every line of every invented article, with its ground."""
    found: list[Case] = []
    for make in ARTICLES:
        telling = make()
        on = make_source_document(telling.article, telling.reading)
        briefing = brief(telling.article, telling.reading)
        for section in (*briefing.sections, *briefing.full):
            found += [(line, on) for line in section.lines]
    return found


CASES = cases()
LINES = st.sampled_from(CASES)
STRANGE = st.sampled_from(["zebra", "not", "never", "Putin", "7", "will", "“", "…", "and"])


def pieces_of(line: Line, *wordings: Wording) -> list[int]:
    return [n for n, piece in enumerate(line.pieces) if piece.wording in wordings]


def with_piece(line: Line, at: int, piece: Piece) -> Line:
    return Line((*line.pieces[:at], piece, *line.pieces[at + 1 :]))


def words(text: str, proof: Proof) -> Piece:
    return Piece(text, Wording.WORDS, proof)


def quote(text: str, proof: Proof) -> Piece:
    return Piece(text, Wording.QUOTE, proof)


def name(text: str, proof: Proof) -> Piece:
    return Piece(text, Wording.NAME, proof)


def plain(text: str) -> Piece:
    return Piece(text, Wording.TEMPLATE)


def one_sentence(text: str) -> tuple[Telling, Proof]:
    """One sentence, in which a reader saw Ilves and Brandt meet and sign."""
    telling = Telling("", text)
    on = make_source_document(telling.article, telling.reading)
    proof = proofs_of(Span(0, 1), on)[0]
    return telling, proof
