"""Event -> a line: "A and B met in P on D", "A and B signed X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from briefs.briefing.realization import Style, called, first_that_stands, proofs_of, template
from briefs.model.articles import Span
from briefs.model.briefings import Line, Piece, Proof, Wording
from briefs.model.facts import Agreement, Event, Meeting, Party
from briefs.text import surface_scope, truncation
from briefs.text.guard_words import AND, form_of_status
from briefs.verification.source_document import SourceDocument

MOST_PARTIES = 4
"""A line with more names is hard to read."""


def event_line(event: Event, on: SourceDocument, style: Style) -> Line | None:
    """An event -> "A and B met ...", None if no wording passes the checker."""
    proofs = proofs_of(event.evidence, on)
    if len(proofs) != 1:
        return None
    form = form_of_status(event.status)
    if form is None or not form.fewest <= len(event.parties) <= MOST_PARTIES:
        return None
    named = [*_names(event.parties, proofs[0], on, style), template(form.verb)]
    match event:
        case Meeting():
            lines = _meetings(event, named, proofs[0], on)
        case Agreement():
            lines = _agreements(event, named, proofs[0], on, style)
        case _:
            assert_never(event)
    return first_that_stands(lines, on)


def gives_details(event: Event) -> bool:
    """Whether place or day of an event are known, which its line shows beside the names."""
    match event:
        case Meeting():
            return event.where is not None or event.when is not None
        case Agreement():
            return False
        case _:
            assert_never(event)


def _meetings(
    event: Meeting, named: Sequence[Piece], proof: Proof, on: SourceDocument
) -> Iterator[Line]:
    """'A and B met' -> the same with place and day, then without."""
    details: list[Piece] = []
    for span in (event.where, event.when):
        piece = _adjunct(span, proof, on) if span is not None else None
        if piece is not None:
            details += [template(" "), piece]
    yield Line((*named, *details))
    yield Line(tuple(named))


def _adjunct(span: Span, proof: Proof, on: SourceDocument) -> Piece | None:
    """Place or day with the preposition that stands before it."""
    if not (proof.span.start <= span.start and span.end <= proof.span.end):
        return None
    start = max(proof.span.start, surface_scope.preposition(on.text, span.start))
    words = " ".join(on.text[start : span.end].split())
    if start == proof.span.start:
        words = words[0].lower() + words[1:]
    return Piece(words, Wording.WORDS, proof)


def _agreements(
    event: Agreement, named: Sequence[Piece], proof: Proof, on: SourceDocument, style: Style
) -> Iterator[Line]:
    """'A and B signed' -> the same with what they signed, to the end of the sentence."""
    rest = " ".join(on.text[event.what.start : proof.span.end].split())
    whole = truncation.trimmed(rest)
    if truncation.length(whole) <= style.words:
        yield Line((*named, template(" "), Piece(whole, Wording.WORDS, proof)))


def _names(parties: Sequence[Party], proof: Proof, on: SourceDocument, style: Style) -> list[Piece]:
    """Parties -> "A", "A and B" or "A, B and C"."""
    pieces: list[Piece] = []
    for at, party in enumerate(parties):
        if at:
            pieces.append(template(AND if at == len(parties) - 1 else ", "))
        pieces.append(Piece(called(party, on, style), Wording.NAME, proof))
    return pieces
