"""Meeting | Agreement -> a line: "A and B met in P on D", "A and B signed X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from briefs.briefing.realization import Style, called, first_that_stands, proofs_of, template
from briefs.model.articles import Span
from briefs.model.briefings import Line, Piece, Proof, Wording
from briefs.model.facts import Agreement, AgreementStatus, Event, Meeting, MeetingStatus, Party
from briefs.text import surface_scope, truncation
from briefs.text.guard_words import AND, MET, SIGNED, TO_MEET
from briefs.verification.source_document import SourceDocument


def event_line(event: Event, on: SourceDocument, style: Style) -> Line | None:
    """A meeting or an agreement -> "A and B met ...", None where it cannot be said so."""
    proofs = proofs_of(event.evidence, on)
    if len(proofs) != 1:
        return None
    match event:
        case Meeting():
            lines = _meetings(event, proofs[0], on, style)
        case Agreement():
            lines = _agreements(event, proofs[0], on, style)
        case _:
            assert_never(event)
    return first_that_stands(lines, on)


def _meetings(event: Meeting, proof: Proof, on: SourceDocument, style: Style) -> Iterator[Line]:
    verb = _verb(event.status)
    if verb is None or not 2 <= len(event.participants) <= 4:
        return
    named = [*_names(event.participants, proof, on, style), template(verb)]
    details: list[Piece] = []
    for span in (event.where, event.when):
        piece = _adjunct(span, proof, on) if span is not None else None
        if piece is not None:
            details += [template(" "), piece]
    yield Line((*named, *details))
    yield Line(tuple(named))


def _verb(status: MeetingStatus) -> str | None:
    match status:
        case MeetingStatus.HAPPENED:
            return MET
        case MeetingStatus.PLANNED:
            return TO_MEET
        case MeetingStatus.CALLED_OFF:
            return None
        case _:
            assert_never(status)


def _adjunct(span: Span, proof: Proof, on: SourceDocument) -> Piece | None:
    """Place or day with the preposition that stands before it."""
    if not (proof.span.start <= span.start and span.end <= proof.span.end):
        return None
    start = max(proof.span.start, surface_scope.preposition(on.text, span.start))
    words = " ".join(on.text[start : span.end].split())
    if start == proof.span.start:
        words = words[0].lower() + words[1:]
    return Piece(words, Wording.WORDS, proof)


def _agreements(event: Agreement, proof: Proof, on: SourceDocument, style: Style) -> Iterator[Line]:
    if event.status is not AgreementStatus.SIGNED or not 1 <= len(event.parties) <= 4:
        return
    head = (*_names(event.parties, proof, on, style), template(SIGNED), template(" "))
    rest = " ".join(on.text[event.what.start : proof.span.end].split())
    whole = truncation.trimmed(rest)
    if truncation.length(whole) <= style.words:
        yield Line((*head, Piece(whole, Wording.WORDS, proof)))


def _names(parties: Sequence[Party], proof: Proof, on: SourceDocument, style: Style) -> list[Piece]:
    """Parties -> "A", "A and B" or "A, B and C"."""
    pieces: list[Piece] = []
    for at, party in enumerate(parties):
        if at:
            pieces.append(template(AND if at == len(parties) - 1 else ", "))
        pieces.append(Piece(called(party, on, style), Wording.NAME, proof))
    return pieces
