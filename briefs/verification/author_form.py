"""The form "The author: words": a whole sentence in which an article's author says "I" or "we"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefs.model.briefings import Piece, Wording
from briefs.text.references import is_writers
from briefs.verification.source_document import SourceDocument
from briefs.verification.word_alignment import Reasons, check_sentence


def check_author(pieces: Sequence[Piece], on: SourceDocument) -> Reasons:
    """The sentence is whole, nobody else's, and in the first person of the article's author."""
    (quote,) = (piece for piece in pieces if piece.wording is Wording.QUOTE)
    if quote.proof is None:
        yield "no proof"
        return
    yield from check_sentence([replace(quote, wording=Wording.WORDS)], quote.proof, on)
    if not is_writers(quote.text):
        yield "nobody says I"
    elif not on.is_authors(quote.proof):
        yield "it may be somebody else who says I"
