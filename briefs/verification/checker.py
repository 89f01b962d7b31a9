"""The checker: a line passes only if every word of it is proved.

    check(line, document) -> reasons against it; none if it passes

It knows five forms of a line (or of a stretch between " · "):

    sentence   the article's own sentence, whole or cut at a clause's end
    speech     who: words     or     who + the article's words from the verb on
    event      who and who met where when  /  who and who signed what
    headed     the heading that the sentence stands under: the sentence
    author     The author: “a whole sentence that says I or we”

and for each form what may be left out. It reads words, not parses, so that it does not share the
errors of the facts that it checks; in doubt it refuses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.model.briefings import Line, Piece, Proof, Wording
from briefs.model.facts import Kind
from briefs.text import surface_scope
from briefs.text.guard_words import AUTHOR, CUT, FORM_OF_VERB, NEXT, TEMPLATES
from briefs.verification.author_form import check_author
from briefs.verification.event_form import check_event
from briefs.verification.headed_form import check_headed
from briefs.verification.source_document import SourceDocument
from briefs.verification.speech_form import SpeechForm, check_speech, parse_speech
from briefs.verification.word_alignment import INSIDE_CLAUSE, Reasons, check_sentence, is_called

SENTENCE = re.compile(r"W(?:(?: … | )W)*…?\.?")
HEADED = "W: W"
WRITTEN = re.compile(rf"{AUTHOR}: “…?Q”")
SPEECH = re.compile(r"(?:(?:N )?N(?:, N)?(?:, per N)?(?:: |, | )|(?=“))(?:“…?Q…?”|W|[ …]|, )+")
EVENT = re.compile(rf"N(?:, N)*(?: and N)?(?:{'|'.join(FORM_OF_VERB)})(?: W)*…?\.?")
MAX_HEADLINE_CHARS = 150


def check(line: Line, on: SourceDocument) -> tuple[str, ...]:
    """Line -> the reasons against it; none if it passes."""
    if not line.text.strip():
        return ("empty",)
    reasons = [reason for piece in line.pieces for reason in _check_piece(piece, on)]
    if reasons:
        return tuple(reasons)
    spoken: SpeechForm | None = None
    for stretch in _stretches(line.pieces):
        proofs = {p.proof for p in stretch if p.proof is not None}
        skeleton = _skeleton(stretch)
        if skeleton == HEADED:
            reasons += check_headed(stretch, on)
            continue
        if WRITTEN.fullmatch(skeleton):
            reasons += check_author(stretch, on)
            continue
        if len(proofs) != 1:
            reasons.append("a stretch needs one sentence to stand on")
            continue
        proof = proofs.pop()
        if EVENT.fullmatch(skeleton):
            reasons += check_event(stretch, proof, on)
        elif SENTENCE.fullmatch(skeleton):
            reasons += check_sentence(stretch, proof, on)
        elif SPEECH.fullmatch(skeleton) and (spoken := parse_speech(stretch, spoken)):
            reasons += check_speech(spoken, proof, on)
        else:
            reasons.append(f"no form that is known: {skeleton}")
    return tuple(reasons)


def check_headline(line: Line, on: SourceDocument) -> tuple[str, ...]:
    """Headline -> the reasons against it: the article's title, whole or cut, or a line.

    Without a title, a first sentence too long for a headline may be cut like a title.
    """
    words = [p for p in line.pieces if p.wording is Wording.WORDS]
    if len(words) == 1 and words[0].proof is None:
        rest = {p.text for p in line.pieces if p is not words[0]}
        if not rest <= {CUT}:
            return ("a title takes nothing but an ellipsis",)
        at = surface_scope.find(words[0].text, on.title)
        if at is None or at[0] > 0:
            return ("not the title",)
        cut = not surface_scope.holds_nothing(on.title[at[1] :])
        return ("the title is cut without a mark",) if cut and not rest else ()
    reasons = check(line, on)
    first = next((p for p in on.paragraphs.values() if p.sentences), None)
    if reasons == (INSIDE_CLAUSE,) and not on.title.strip() and first is not None:
        opens = line.proofs == (Proof(first.sentences[0], first.number, 1),)
        long = first.sentences[0].end - first.sentences[0].start > MAX_HEADLINE_CHARS
        return () if opens and long else reasons
    return reasons


def _check_piece(piece: Piece, on: SourceDocument) -> Reasons:
    """The reasons against a piece by itself."""
    if piece.wording is Wording.TEMPLATE:
        if piece.text not in TEMPLATES:
            yield f"not a template: {piece.text!r}"
        return
    if piece.proof is None:
        yield f"no proof: {piece.text!r}"
        return
    sentence = on.sentence(piece.proof)
    if sentence is None:
        yield f"the proof is not sentence {piece.proof.sentence} of ¶{piece.proof.paragraph}"
    elif piece.wording is Wording.NAME:
        if not on.parties_called(piece.text) and not any(
            piece.text.removeprefix("the ") == (r.via or "").removeprefix("the ")
            or is_called(piece.text, r, on)
            for r in on.facts.reactions
        ):
            yield f"nobody here is called {piece.text!r}"
        elif _is_person(piece.text, on) and not on.contains(piece.text):
            yield f"the article does not give {piece.text!r}"
    elif surface_scope.find(piece.text, sentence) is None:
        yield f"not in the sentence: {piece.text!r}"
    elif not surface_scope.balanced(piece.text) and piece.text.split() != sentence.split():
        yield f"a mark stands alone: {piece.text!r}"


def _stretches(pieces: Sequence[Piece]) -> list[list[Piece]]:
    found: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.wording is Wording.TEMPLATE and piece.text == NEXT:
            found.append([])
        else:
            found[-1].append(piece)
    return [stretch for stretch in found if stretch] or [[]]


def _skeleton(pieces: Sequence[Piece]) -> str:
    sign = {Wording.NAME: "N", Wording.WORDS: "W", Wording.QUOTE: "Q"}
    return "".join(sign.get(piece.wording, piece.text) for piece in pieces)


def _is_person(words: str, on: SourceDocument) -> bool:
    """Whether only persons have this name or role."""
    bearers = on.parties_called(words)
    return bool(bearers) and all(party.kind is Kind.PERSON for party in bearers)
