"""The form "heading: sentence": what an article says under that heading only."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.model.briefings import Piece
from briefs.text.boilerplate import is_heading
from briefs.text.headings import bare_heading
from briefs.verification.source_document import SourceDocument
from briefs.verification.word_alignment import Reasons, check_sentence


def check_headed(pieces: Sequence[Piece], on: SourceDocument) -> Reasons:
    """Reasons: the sentence is the article's own, the heading whole and the nearest above it."""
    heading, _, sentence = pieces
    if heading.proof is None or sentence.proof is None:
        yield "no proof"
        return
    yield from check_sentence([sentence], sentence.proof, on)
    number, own = heading.proof.paragraph, sentence.proof.paragraph
    paragraph = on.paragraphs[number]
    words = paragraph.span.of(on.text)
    if not is_heading(words.strip()) or number >= own:
        yield "not a heading above the sentence"
    elif bare_heading(" ".join(words.split())) != heading.text:
        yield "the heading is cut"
    elif any(
        is_heading(on.paragraphs[n].span.of(on.text).strip())
        for n in range(number + 1, own)
        if n in on.paragraphs
    ):
        yield "another heading stands between"
