"""Meeting | Agreement -> a line: "A and B met in P on D", "A and B signed X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefs import cutting, scope
from briefs.ground import Ground
from briefs.lines import Style, called, first_that_stands, proofs_of, template
from briefs.model import (
    Agreement,
    AgreementStatus,
    Line,
    Meeting,
    MeetingStatus,
    Party,
    Piece,
    Proof,
    Span,
    Wording,
)
from briefs.wording import AND, CUT, MET, SIGNED, TO_MEET


def event_line(event: Meeting | Agreement, on: Ground, style: Style) -> Line | None:
    """A meeting or an agreement -> "A and B met ...", None where it cannot be said so."""
    proofs = proofs_of(event.evidence, on)
    if len(proofs) != 1:
        return None
    if isinstance(event, Meeting):
        return first_that_stands(_meetings(event, proofs[0], on, style), on)
    return first_that_stands(_agreements(event, proofs[0], on, style), on)


def _meetings(event: Meeting, proof: Proof, on: Ground, style: Style) -> Iterator[Line]:
    verb = {MeetingStatus.HAPPENED: MET, MeetingStatus.PLANNED: TO_MEET}.get(event.status)
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


def _adjunct(span: Span, proof: Proof, on: Ground) -> Piece | None:
    """Place or day with the preposition that stands before it."""
    if not (proof.span.start <= span.start and span.end <= proof.span.end):
        return None
    start = max(proof.span.start, scope.preposition(on.text, span.start))
    words = " ".join(on.text[start : span.end].split())
    if start == proof.span.start:
        words = words[0].lower() + words[1:]
    return Piece(words, Wording.WORDS, proof)


def _agreements(event: Agreement, proof: Proof, on: Ground, style: Style) -> Iterator[Line]:
    if event.status is not AgreementStatus.SIGNED or not 1 <= len(event.parties) <= 4:
        return
    head = (*_names(event.parties, proof, on, style), template(SIGNED), template(" "))
    rest = " ".join(on.text[event.what.start : proof.span.end].split())
    whole = cutting.trimmed(rest)
    left = style.words - cutting.length(Line(head).text)
    if cutting.length(whole) <= left:
        yield Line((*head, Piece(whole, Wording.WORDS, proof)))
    for cut in cutting.cuts(whole, left, at_least=1, phrase=True):
        yield Line((*head, Piece(cut, Wording.WORDS, proof), template(CUT)))


def _names(parties: Sequence[Party], proof: Proof, on: Ground, style: Style) -> list[Piece]:
    """Parties -> "A", "A and B" or "A, B and C"."""
    pieces: list[Piece] = []
    for at, party in enumerate(parties):
        if at:
            pieces.append(template(AND if at == len(parties) - 1 else ", "))
        pieces.append(Piece(called(party, on, style), Wording.NAME, proof))
    return pieces
