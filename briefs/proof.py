"""The checker: a line stands only if every word of it is proved.

    check(line, ground) -> reasons, none where the line stands

It knows three forms of a line (or of a stretch between " · "):

    sentence   the article's own sentence, whole or cut at a clause's end
    speech     who: words     or     who + the article's words from the verb on
    event      who and who met where when  /  who and who signed what

and for each of them what may be left out. It reads words, not parses, so that it does
not share the mistakes of the reader whose facts it checks; in doubt it refuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from briefs import scope
from briefs.ground import Ground
from briefs.model import (
    Agreement,
    AgreementStatus,
    Line,
    Meeting,
    MeetingStatus,
    Party,
    Piece,
    Proof,
    Reaction,
    Span,
    Wording,
)
from briefs.naming import is_name_of
from briefs.scope import Range
from briefs.wording import (
    CUT,
    MEETING,
    MET,
    NEXT,
    PER,
    SAYS,
    SIGNED,
    SIGNING,
    TEMPLATES,
    TO_MEET,
)

SENTENCE = re.compile(r"W(?:(?: … | )W)*…?\.?")
SPEECH = re.compile(r"(?:(?:N )?N(?:, N)?(?:, per N)?(?:: |, | )|(?=“))(?:“…?Q…?”|W|[ …]|, )+")
EVENT = re.compile(r"N(?:, N)*(?: and N)? (?:met|are to meet|signed)(?: W)*…?\.?")
CONDITION = re.compile(r"[\s,\"”’]*(?:if|unless|until|except|provided|but only)\b", re.IGNORECASE)
STATUS: dict[str, MeetingStatus | AgreementStatus] = {
    MET: MeetingStatus.HAPPENED,
    TO_MEET: MeetingStatus.PLANNED,
    SIGNED: AgreementStatus.SIGNED,
}
CONDITIONAL = frozenset({"if", "unless", "whether"})
FUSED = frozenset({"what", "which", "that", "whom", "whatever", "how", "why"})
MAX_HEADLINE_CHARS = 150
INSIDE_CLAUSE = "is cut inside a clause"
Reasons = Iterable[str]


def check(line: Line, on: Ground) -> tuple[str, ...]:
    """Line -> why it does not stand, nothing where it does."""
    if not line.text.strip():
        return ("empty",)
    reasons = [reason for piece in line.pieces for reason in _piece(piece, on)]
    if reasons:
        return tuple(reasons)
    spoken: Spoken | None = None
    for stretch in _stretches(line.pieces):
        proofs = {p.proof for p in stretch if p.proof is not None}
        skeleton = _skeleton(stretch)
        if len(proofs) != 1:
            reasons.append("a stretch needs one sentence to stand on")
            continue
        proof = proofs.pop()
        if EVENT.fullmatch(skeleton):
            reasons += _event(stretch, proof, on)
        elif SENTENCE.fullmatch(skeleton):
            reasons += _sentence(stretch, proof, on)
        elif SPEECH.fullmatch(skeleton) and (spoken := _take_apart(stretch, spoken)):
            reasons += _speech(spoken, proof, on)
        else:
            reasons.append(f"no form that is known: {skeleton}")
    return tuple(reasons)


def check_headline(line: Line, on: Ground) -> tuple[str, ...]:
    """A headline may be the article's title, whole or cut; anything else is a line.

    Without a title, a first sentence too long for a headline may be cut as a title is.
    """
    words = [p for p in line.pieces if p.wording is Wording.WORDS]
    if len(words) == 1 and words[0].proof is None:
        rest = {p.text for p in line.pieces if p is not words[0]}
        if not rest <= {CUT}:
            return ("a title takes nothing but an ellipsis",)
        at = scope.find(words[0].text, on.title)
        if at is None or at[0] > 0:
            return ("not the title",)
        cut = not scope.holds_nothing(on.title[at[1] :])
        return ("the title is cut without a mark",) if cut and not rest else ()
    reasons = check(line, on)
    first = next((p for p in on.paragraphs.values() if p.sentences), None)
    if reasons == (INSIDE_CLAUSE,) and not on.title.strip() and first is not None:
        opens = line.proofs == (Proof(first.sentences[0], first.number, 1),)
        long = first.sentences[0].end - first.sentences[0].start > MAX_HEADLINE_CHARS
        return () if opens and long else reasons
    return reasons


# --------------------------------------------------------------------------- pieces


def _piece(piece: Piece, on: Ground) -> Reasons:
    """What can be said of a piece by itself."""
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
        if not any(_names(piece.text, party) for party in on.parties()) and not any(
            piece.text.removeprefix("the ") == (r.via or "").removeprefix("the ")
            for r in on.facts.reactions
        ):
            yield f"nobody here is called {piece.text!r}"
    elif scope.find(piece.text, sentence) is None:
        yield f"not in the sentence: {piece.text!r}"
    elif not scope.balanced(piece.text) and piece.text.split() != sentence.split():
        yield f"a mark stands alone: {piece.text!r}"


def _names(words: str, party: Party) -> bool:
    return is_name_of(words, party.name) or _is_role(words, party.role)


def _is_role(words: str, role: str | None) -> bool:
    return role is not None and words[1:] == role[1:] and words[:1].lower() == role[:1].lower()


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


# ------------------------------------------------------------------------- sentence


def _sentence(pieces: Sequence[Piece], proof: Proof, on: Ground) -> Reasons:
    """The article's own sentence: nothing that governs or qualifies it is left out."""
    sentence = proof.span.of(on.text)
    used = _used(pieces, sentence)
    if used is None:
        yield "the words do not come in the sentence's order"
        return
    if not scope.is_connective(sentence[: used[0][0]]):
        yield "begins inside the sentence"
    for left, right in pairwise(used):
        between = sentence[left[1] : right[0]]
        if re.fullmatch(r"\s*\([^()]*\)\s*", between) is None:
            yield f"leaves out more than a parenthesis: {between!r}"
    yield from _tail(pieces, sentence, used[-1][1])


def _tail(pieces: Sequence[Piece], sentence: str, end: int) -> Reasons:
    left_out = sentence[end:]
    if scope.holds_nothing(left_out):
        return
    if not any(CUT in p.text for p in pieces[-2:] if p.wording is Wording.TEMPLATE):
        yield "is cut without a mark"
    if not scope.ends_clause(sentence, end):
        yield INSIDE_CLAUSE
    if word := scope.qualifies_before(left_out):
        yield f"what is left out qualifies it: {word!r}"


def _used(pieces: Iterable[Piece], sentence: str, after: int = 0) -> list[Range] | None:
    """Where the pieces' words stand in the sentence, in order, or None."""
    found: list[Range] = []
    for piece in pieces:
        if piece.wording in (Wording.WORDS, Wording.QUOTE):
            at = scope.find(piece.text, sentence, found[-1][1] if found else after)
            if at is None:
                return None
            found.append(at)
    return found or None


# --------------------------------------------------------------------------- speech


@dataclass(frozen=True, slots=True)
class Spoken:
    """A stretch of speech taken apart. `colon`: the words follow ": ", without their verb."""

    speaker: Piece
    role: Piece | None
    via: Piece | None
    colon: bool
    content: tuple[Piece, ...]


def _take_apart(pieces: Sequence[Piece], before: Spoken | None) -> Spoken | None:
    """A stretch without a name goes on with the speaker of the one before."""
    if pieces[0].wording is not Wording.NAME:
        return replace(before, colon=True, content=tuple(pieces)) if before else None
    role = via = None
    at = 1
    if len(pieces) > 2 and pieces[1].text == " " and pieces[2].wording is Wording.NAME:
        role, pieces = pieces[0], pieces[2:]
    while at + 1 < len(pieces) and pieces[at + 1].wording is Wording.NAME:
        if pieces[at].text == PER:
            via = pieces[at + 1]
        else:
            role = pieces[at + 1]
        at += 2
    colon = pieces[at].text.startswith(SAYS)
    return Spoken(pieces[0], role, via, colon, tuple(pieces[at:]))


def _speech(spoken: Spoken, proof: Proof, on: Ground) -> Reasons:
    """Who, and what they said: some reaction of theirs must bear every piece out."""
    reasons: list[str] = [f"{spoken.speaker.text} says nothing in this sentence"]
    for reaction in on.facts.reactions:
        spans = (reaction.evidence, *reaction.content)
        if is_name_of(spoken.speaker.text, reaction.speaker.name) and any(
            _overlap(span, proof.span) for span in spans
        ):
            reasons = [*_credit(spoken, reaction), *_said(spoken, proof, reaction, on)]
            if not reasons:
                break
    return reasons


def _credit(spoken: Spoken, reaction: Reaction) -> Reasons:
    if spoken.role is not None and not _is_role(spoken.role.text, reaction.speaker.role):
        yield f"not their role: {spoken.role.text!r}"
    words = " ".join(piece.text for piece in spoken.content)
    if spoken.via is None and reaction.via and reaction.via in words:
        return
    via = spoken.via.text.removeprefix("the ") if spoken.via else None
    if via != (reaction.via.removeprefix("the ") if reaction.via else None):
        yield f"the outlet is not {reaction.via!r}"


def _said(spoken: Spoken, proof: Proof, reaction: Reaction, on: Ground) -> Reasons:
    """The words are the speaker's, and nothing that governs them is dropped."""
    sentence = proof.span.of(on.text)
    content = _within(reaction.content, proof.span)
    told = sorted(_within((*reaction.cue, *reaction.source), proof.span))
    if not content:
        return ["the words lie in another sentence"]
    cues = _within(reaction.cue, proof.span)
    start, end = content[0][0], content[-1][1]
    latest = start
    if not spoken.colon:
        latest = min([start, *(s for s, _ in cues)])
        start = max([0, *(e for _, e in told if e <= latest)]) or latest
    used = _used(spoken.content, sentence, max(0, start - 1))
    if used is None:
        return ["the words do not come in the sentence's order"]
    reasons: list[str] = []
    if word := _subordinate(sentence, told, strict=spoken.colon):
        reasons.append(f"drops {word!r}")
    if spoken.colon and CUT not in spoken.content[0].text:
        heads = [sentence[at : used[0][0]] for at, _ in content if at <= used[0][0]]
        heads += [h[scope.introduction(h + '"') :] for h in heads]
        if not any(scope.holds_nothing(head) for head in heads):
            reasons.append("begins inside the words")
    beyond = not scope.holds_nothing(sentence[end : used[-1][1]])
    if beyond or (not spoken.colon and used[0][0] > latest + 1):
        reasons.append("takes words that are not the speaker's")
    head = _clause_start(sentence, told, used[0][0])
    for since, until in ((head, used[0][0]), (used[-1][1], max([0, *(e for _, e in told)]))):
        kept = [*used, *_aside(sentence, told)]
        if word := scope.governor(sentence, until, kept=kept, since=since):
            reasons.append(f"drops {word!r}")
    reasons += _gaps(spoken.content, sentence, used, told)
    reasons += _end(spoken.content, sentence, used[-1][1], end)
    return reasons + list(_marks(spoken.content, used, proof, on))


def _subordinate(sentence: str, told: Sequence[Range], *, strict: bool) -> str | None:
    """The word that makes no statement of the report: "what he called", "if she says"."""
    words = sentence[: told[0][0]].split() if told else []
    word = words[-1].lower().strip('—–-,("“') if words else ""
    return word if word in (CONDITIONAL if strict else CONDITIONAL | FUSED) else None


def _aside(sentence: str, told: Sequence[Range]) -> list[Range]:
    """What stands between commas after the speaker's name: "Lee, who is no expert, said"."""
    found: list[Range] = []
    for (_, end), (start, _) in pairwise(told):
        if re.match(r"\s?,", sentence[end:start]):
            found.append((end, sentence.rindex(",", end, start)))
    return found


def _clause_start(sentence: str, told: Sequence[Range], used: int) -> int:
    """Where the clause of the reporting verb begins, as far as commas can tell."""
    before = [s for s, _ in told if s < used]
    if before and re.search(r"[,;—–]\s+(?:and\s+|but\s+)?$", sentence[: before[0]]):
        return before[0]
    return 0


def _gaps(
    pieces: Sequence[Piece], sentence: str, used: Sequence[Range], told: Sequence[Range]
) -> Reasons:
    """Between two pieces nothing may be lost but the report itself, or there is a mark."""
    marks = _marks_between(pieces)
    for (left, right), mark in zip(pairwise(used), marks, strict=True):
        between = _without(sentence, (left[1], right[0]), told)
        if scope.holds_nothing(between):
            continue
        if CUT not in mark:
            yield f"leaves out without a mark: {between!r}"
        if word := scope.governor(sentence, right[0], kept=used, since=left[1]):
            yield f"drops {word!r}"
        if word := scope.qualifies_before(between):
            yield f"what is left out qualifies it: {word!r}"


def _marks_between(pieces: Sequence[Piece]) -> list[str]:
    """The template text between each two pieces of content."""
    marks = [""]
    for piece in pieces:
        if piece.wording is Wording.TEMPLATE:
            marks[-1] += piece.text
        else:
            marks.append("")
    return marks[1:-1]


def _end(pieces: Sequence[Piece], sentence: str, used: int, end: int) -> Reasons:
    """How the words end: whole, or at a clause's end with a mark."""
    rest = sentence[used : max(used, end)]
    if scope.holds_nothing(rest):
        if CONDITION.match(sentence[end:]):
            yield "a condition follows that is left out"
        if re.match(r"\s[\"“]\w", sentence[end:]):
            yield "a quote follows that is left out"
        return
    if not any(CUT in p.text for p in pieces[-2:] if p.wording is Wording.TEMPLATE):
        yield "is cut without a mark"
    if not scope.ends_clause(sentence, used):
        yield INSIDE_CLAUSE
    if word := scope.qualifies_before(rest):
        yield f"what is left out qualifies it: {word!r}"


def _marks(pieces: Sequence[Piece], used: Sequence[Range], proof: Proof, on: Ground) -> Reasons:
    """Words in quote marks stand in quote marks in the article, cut only with a mark."""
    sentence, base = proof.span.of(on.text), proof.span.start
    places = iter(used)
    for at, piece in enumerate(pieces):
        if piece.wording is Wording.TEMPLATE:
            continue
        start, end = next(places)
        if piece.wording is not Wording.QUOTE:
            continue
        around = [
            Span(max(0, s.start - base), min(len(sentence), s.end - base))
            for s in on.quoted(proof.paragraph)
            if s.start - base <= start and end <= s.end - base
        ]
        if not around:
            yield f"not in quote marks in the article: {piece.text!r}"
            continue
        if not scope.holds_nothing(sentence[around[-1].start : start]):
            if CUT not in pieces[at - 1].text:
                yield "the quote is cut at its head without a mark"
            if word := scope.governor(sentence, start, since=around[-1].start):
                yield f"drops {word!r}"
        rest = sentence[end : around[-1].end]
        if not scope.holds_nothing(rest) and CUT not in pieces[at + 1].text:
            yield "the quote is cut without a mark"


# ---------------------------------------------------------------------------- event


def _event(pieces: Sequence[Piece], proof: Proof, on: Ground) -> Reasons:
    """Who met or signed: a fact of this sentence says so, and the words bear it out."""
    names = [p.text for p in pieces if p.wording is Wording.NAME]
    verb = next(p.text for p in pieces if p.text in (MET, TO_MEET, SIGNED))
    reasons: list[str] = [f"no fact of this sentence has them{verb}"]
    events: tuple[Meeting | Agreement, ...] = (*on.facts.meetings, *on.facts.agreements)
    for event in events:
        parties = event.participants if isinstance(event, Meeting) else event.parties
        if (
            STATUS[verb] is event.status
            and _overlap(event.evidence, proof.span)
            and len(names) >= (1 if isinstance(event, Agreement) else 2)
            and _each_once(names, parties)
        ):
            reasons = [*_told(verb, proof, on), *_details(pieces, proof, event, on)]
            if not reasons:
                break
    return reasons


def _each_once(names: Sequence[str], parties: Sequence[Party]) -> bool:
    bearers = [[p.name for p in parties if is_name_of(name, p.name)] for name in names]
    return all(len(b) == 1 for b in bearers) and len({b[0] for b in bearers}) == len(names)


def _told(verb: str, proof: Proof, on: Ground) -> Reasons:
    """The sentence has a word for the deed, told as done (or, for a plan, not as done)."""
    sentence = proof.span.of(on.text)
    triggers = (SIGNING if verb == SIGNED else MEETING).finditer(sentence)
    done = [scope.reported(sentence, m.span()) for m in triggers]
    if not done:
        yield f"no word for{verb} in the sentence"
    elif verb == TO_MEET and any(done):
        yield "it is told as done"
    elif verb != TO_MEET and not any(done):
        yield "it is not told as done"


def _details(
    pieces: Sequence[Piece], proof: Proof, event: Meeting | Agreement, on: Ground
) -> Reasons:
    """Place and day, or what was signed, are the fact's own words."""
    sentence, base = proof.span.of(on.text), proof.span.start
    words = [p for p in pieces if p.wording is Wording.WORDS]
    if isinstance(event, Agreement):
        at = scope.find(words[0].text, sentence, max(0, event.what.start - base)) if words else None
        if len(words) != 1 or at is None or at[0] + base != event.what.start:
            yield "not what was signed"
        elif at[1] + base < event.what.end:
            yield "what was signed is cut"
        else:
            yield from _tail(pieces, sentence, at[1])
        return
    known = [s for s in (event.where, event.when) if s is not None and _overlap(s, proof.span)]
    allowed = [(max(base, scope.preposition(on.text, s.start)) - base, s.end - base) for s in known]
    for piece in words:
        if not any(scope.find(piece.text, sentence, at[0]) == at for at in allowed):
            yield f"neither place nor day of the meeting: {piece.text!r}"


# --------------------------------------------------------------------------- ranges


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _within(spans: Iterable[Span], sentence: Span) -> list[Range]:
    """The parts of the spans that lie in the sentence, as offsets in it."""
    return sorted(
        (max(s.start, sentence.start) - sentence.start, min(s.end, sentence.end) - sentence.start)
        for s in spans
        if _overlap(s, sentence)
    )


def _without(sentence: str, gap: Range, ranges: Iterable[Range]) -> str:
    """What stands in the gap, blanked where one of the ranges covers it."""
    letters = list(sentence[gap[0] : gap[1]])
    for start, end in ranges:
        for at in range(max(start, gap[0]), min(end, gap[1])):
            letters[at - gap[0]] = " "
    return "".join(letters)
