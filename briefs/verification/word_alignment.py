"""Pieces of a line -> where their words occur in the sentence, and where they may end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from briefs.model.articles import Span
from briefs.model.briefings import Piece, Proof, Wording
from briefs.model.facts import Reaction
from briefs.text import surface_scope
from briefs.text.guard_words import CUT
from briefs.text.party_names import is_name_of, is_source
from briefs.text.surface_scope import Range
from briefs.verification.source_document import SourceDocument

INSIDE_CLAUSE = "is cut inside a clause"
Reasons = Iterable[str]


def check_sentence(pieces: Sequence[Piece], proof: Proof, on: SourceDocument) -> Reasons:
    """Reasons: nothing that governs or qualifies the article's words is left out."""
    sentence = proof.span.of(on.text)
    used = places(pieces, sentence)
    if used is None:
        yield "the words do not come in the sentence's order"
        return
    if not surface_scope.is_connective(sentence[: used[0][0]]):
        yield "begins inside the sentence"
    for left, right in pairwise(used):
        between = sentence[left[1] : right[0]]
        if re.fullmatch(r"\s*\([^()]*\)\s*", between) is None:
            yield f"leaves out more than a parenthesis: {between!r}"
    base = proof.span.start
    shown = Span(base + used[0][0], base + used[-1][1])
    if any(s.start <= shown.start and shown.end <= s.end for s in on.quoted(proof.paragraph)):
        yield "somebody's words, without their marks"
    yield from check_tail(pieces, sentence, used[-1][1])


def check_tail(pieces: Sequence[Piece], sentence: str, end: int) -> Reasons:
    """Reasons: the text left out after `end` must not qualify what is kept."""
    left_out = sentence[end:]
    if surface_scope.holds_nothing(left_out):
        return
    if not any(CUT in p.text for p in pieces[-2:] if p.wording is Wording.TEMPLATE):
        yield "is cut without a mark"
    if not surface_scope.ends_clause(sentence, end):
        yield INSIDE_CLAUSE
    if word := surface_scope.qualifies_before(left_out):
        yield f"what is left out qualifies it: {word!r}"


def places(pieces: Iterable[Piece], sentence: str, after: int = 0) -> list[Range] | None:
    """Where the pieces' words occur in the sentence, in order, or None."""
    found: list[Range] = []
    for piece in pieces:
        if piece.wording in (Wording.WORDS, Wording.QUOTE):
            at = surface_scope.find(piece.text, sentence, found[-1][1] if found else after)
            if at is None:
                return None
            found.append(at)
    return found or None


def is_called(words: str, reaction: Reaction, on: SourceDocument) -> bool:
    """Whether the words are the speaker's name, or the article's own words for the source."""
    name = reaction.speaker.name
    return is_name_of(words, name) or any(
        is_source(words, span.of(on.text), name) for span in reaction.source
    )


def overlap(a: Span, b: Span) -> bool:
    """Whether two spans share a character."""
    return a.start < b.end and b.start < a.end


def within(spans: Iterable[Span], sentence: Span) -> list[Range]:
    """The parts of the spans inside the sentence, as offsets in it."""
    return sorted(
        (max(s.start, sentence.start) - sentence.start, min(s.end, sentence.end) - sentence.start)
        for s in spans
        if overlap(s, sentence)
    )
