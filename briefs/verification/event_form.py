"""The form "A and B met where when", or "A and B signed what"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from briefs.model.briefings import Piece, Proof, Wording
from briefs.model.facts import Agreement, Event, Meeting, MeetingStatus, Party
from briefs.text import surface_scope
from briefs.text.guard_words import FORM_OF_VERB, EventForm
from briefs.text.party_names import is_name_of
from briefs.verification.source_document import SourceDocument
from briefs.verification.word_alignment import Reasons, check_tail, overlap

PLANNED = re.compile(
    r"\b(?:will|shall|is|are|plans?|intends?|expects?|hopes?|agreed|agrees|announced|scheduled|set|"
    r"due|upcoming|next|coming)\b|['’]ll\b",
    re.IGNORECASE,
)
"""Words of a plan that holds."""
FALLEN = re.compile(
    r"\b(?:had|was|were|would|could|might|may|should|if|unless|whether|not|never|no|without|"
    r"refus\w+|declin\w+|reject\w+|cancel\w+|postpon\w+|scrap\w+|call\w* off|den(?:y|ied|ies)|"
    r"rul\w+ out|demand\w*|urg\w+|ask\w*|propos\w+|want\w*|offer\w*|unlikely|possibl\w+)\b|"
    r"n['’]t\b",
    re.IGNORECASE,
)
"""Words of a past, possible, cancelled or merely wished plan."""
PRESENT = re.compile(r"\b(?:holds?|hosts?|meets|attends?)\b", re.IGNORECASE)
"""Presents that may be the future: "holds a hearing on Wednesday"."""


def check_event(pieces: Sequence[Piece], proof: Proof, on: SourceDocument) -> Reasons:
    """The reasons against an event line: no fact of the sentence, or no words in it, prove it."""
    names = [p.text for p in pieces if p.wording is Wording.NAME]
    form = next(FORM_OF_VERB[p.text] for p in pieces if p.text in FORM_OF_VERB)
    reasons: list[str] = [f"no fact of this sentence has them{form.verb}"]
    for event in on.facts.events():
        if (
            form.status is event.status
            and overlap(event.evidence, proof.span)
            and len(names) >= form.fewest
            and _each_once(names, event.parties)
        ):
            reasons = [*_check_trigger(form, proof, on), *_check_details(pieces, proof, event, on)]
            if not reasons:
                break
    return reasons


def _each_once(names: Sequence[str], parties: Sequence[Party]) -> bool:
    bearers = [[p.name for p in parties if is_name_of(name, p.name)] for name in names]
    return all(len(b) == 1 for b in bearers) and len({b[0] for b in bearers}) == len(names)


def _check_trigger(form: EventForm, proof: Proof, on: SourceDocument) -> Reasons:
    """Reasons: the sentence must have a trigger, reported as done (for a plan: as planned)."""
    sentence = proof.span.of(on.text)
    planned = form.status is MeetingStatus.PLANNED
    triggers = list(form.triggers.finditer(sentence))
    done = [surface_scope.reported(sentence, m.span()) for m in triggers]
    if not done:
        yield f"no word for{form.verb} in the sentence"
    elif planned and any(done):
        yield "it is told as done"
    elif planned and not any(_is_set(sentence, m.start()) for m in triggers):
        yield "it is no plan that stands"
    elif form.status is MeetingStatus.HAPPENED and PRESENT.search(sentence):
        yield "it is told of the present"
    elif not planned and not any(done):
        yield "it is not told as done"


def _is_set(sentence: str, at: int) -> bool:
    """Whether words of a plan come before `at`: "will", "plans to", not "had planned", "might"."""
    before = sentence[:at]
    return PLANNED.search(before) is not None and FALLEN.search(before) is None


def _check_details(
    pieces: Sequence[Piece], proof: Proof, event: Event, on: SourceDocument
) -> Reasons:
    """Reasons: place and day, or what was signed, must be the fact's own words."""
    match event:
        case Meeting():
            return _check_place_and_day(pieces, proof, event, on)
        case Agreement():
            return _check_what(pieces, proof, event, on)
        case _:
            assert_never(event)


def _check_what(
    pieces: Sequence[Piece], proof: Proof, event: Agreement, on: SourceDocument
) -> Reasons:
    sentence, base = proof.span.of(on.text), proof.span.start
    words = [p for p in pieces if p.wording is Wording.WORDS]
    at = (
        surface_scope.find(words[0].text, sentence, max(0, event.what.start - base))
        if words
        else None
    )
    if len(words) != 1 or at is None or at[0] + base != event.what.start:
        yield "not what was signed"
    elif at[1] + base < event.what.end:
        yield "what was signed is cut"
    else:
        yield from check_tail(pieces, sentence, at[1])


def _check_place_and_day(
    pieces: Sequence[Piece], proof: Proof, event: Meeting, on: SourceDocument
) -> Reasons:
    sentence, base = proof.span.of(on.text), proof.span.start
    words = [p for p in pieces if p.wording is Wording.WORDS]
    known = [s for s in (event.where, event.when) if s is not None and overlap(s, proof.span)]
    allowed = [
        (max(base, surface_scope.preposition(on.text, s.start)) - base, s.end - base) for s in known
    ]
    for piece in words:
        if not any(surface_scope.find(piece.text, sentence, at[0]) == at for at in allowed):
            yield f"neither place nor day of the meeting: {piece.text!r}"
