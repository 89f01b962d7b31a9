"""The form "who: words", or who and the article's words from the verb on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from briefs.model.articles import Span
from briefs.model.briefings import Piece, Proof, Wording
from briefs.model.facts import Kind, Reaction
from briefs.text import surface_scope
from briefs.text.guard_words import CUT, PER, SAYS
from briefs.text.party_names import is_role
from briefs.text.surface_scope import Range
from briefs.verification.source_document import SourceDocument
from briefs.verification.speaker_check import of_another, other_speaker
from briefs.verification.word_alignment import (
    INSIDE_CLAUSE,
    Reasons,
    is_called,
    overlap,
    places,
    within,
)

CONDITION = re.compile(r"[\s,\"”’]*(?:if|unless|until|except|provided|but only)\b", re.IGNORECASE)
COUNTED = re.compile(
    r"(?:(?<![\d.,])(?:\d[\d.,]*\s?(?:%|percent|per cent)|\d{1,3}(?:,\d{3})*)|"
    r"\b(?:some|many|most|few|several|half|third|quarter|majority|minority|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|no|"
    r"none|neither|only|all|every|each))(?:\sof)?(?:\s(?:the|its|their|our|his|her|these|those))?"
    r"(?:\s\w+)?\s?$",
    re.IGNORECASE,
)
"""A number of people: "92% of", "some"."""
CONDITIONAL = frozenset({"if", "unless", "whether"})
FUSED = frozenset({"what", "which", "that", "whom", "whatever", "how", "why"})


@dataclass(frozen=True, slots=True)
class SpeechForm:
    """The parts of a line of speech. `colon`: the words follow ": ", without their verb."""

    speaker: Piece
    role: Piece | None
    via: Piece | None
    colon: bool
    content: tuple[Piece, ...]


def parse_speech(pieces: Sequence[Piece], before: SpeechForm | None) -> SpeechForm | None:
    """Pieces -> SpeechForm, or None; without a name, the speaker is that of `before`."""
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
    return SpeechForm(pieces[0], role, via, colon, tuple(pieces[at:]))


def check_speech(form: SpeechForm, proof: Proof, on: SourceDocument) -> Reasons:
    """The reasons against a line of speech: one reaction of its speaker must prove every piece."""
    reasons: list[str] = [f"{form.speaker.text} says nothing in this sentence"]
    for reaction in on.facts.reactions:
        spans = (reaction.evidence, *reaction.content)
        near = any(overlap(span, proof.span) for span in spans)  # first, since it is cheapest
        if near and is_called(form.speaker.text, reaction, on):
            reasons = [
                *_check_outlet(form, reaction),
                *_check_number(form, proof, reaction, on),
                *_check_content(form, proof, reaction, on),
                *other_speaker(form.content, reaction, proof, on),
                *of_another(reaction, proof, on),
            ]
            if not reasons:
                break
    return reasons


def _check_outlet(form: SpeechForm, reaction: Reaction) -> Reasons:
    if form.role is not None and not is_role(form.role.text, reaction.speaker.role):
        yield f"not their role: {form.role.text!r}"
    words = " ".join(piece.text for piece in form.content)
    if form.via is None and reaction.via and reaction.via in words:
        return
    via = form.via.text.removeprefix("the ") if form.via else None
    if via != (reaction.via.removeprefix("the ") if reaction.via else None):
        yield f"the outlet is not {reaction.via!r}"


def _check_number(
    form: SpeechForm, proof: Proof, reaction: Reaction, on: SourceDocument
) -> Reasons:
    """Reasons: a described speaker must keep its number: "92% of mayors", "some mayors"."""
    if reaction.speaker.kind is not Kind.OTHER:
        return
    sentence = proof.span.of(on.text)
    for start, end in within(reaction.source, proof.span):
        at = surface_scope.find(form.speaker.text, sentence, start)
        bare = sentence[start : at[0]] if at and at[1] <= end else ""
        if found := COUNTED.search(sentence[max(0, start - 40) : start] + bare):
            yield f"drops {found.group()!r}"


def _check_content(
    form: SpeechForm, proof: Proof, reaction: Reaction, on: SourceDocument
) -> Reasons:
    """Reasons: the words must be the speaker's, with everything that governs them."""
    sentence = proof.span.of(on.text)
    content = within(reaction.content, proof.span)
    report = sorted(within((*reaction.cue, *reaction.source), proof.span))
    if not content:
        return ["the words lie in another sentence"]
    cues = within(reaction.cue, proof.span)
    start, end = content[0][0], content[-1][1]
    latest = start
    if not form.colon:
        latest = min([start, *(s for s, _ in cues)])
        start = max([0, *(e for _, e in report if e <= latest)]) or latest
    used = places(form.content, sentence, max(0, start - 1))
    if used is None:
        return ["the words do not come in the sentence's order"]
    reasons: list[str] = []
    if word := _subordinate(sentence, report, strict=form.colon):
        reasons.append(f"drops {word!r}")
    if any(
        surface_scope.is_infinitive(sentence, at) and not _went_on(sentence, at) for at, _ in cues
    ):
        reasons.append("to say is not yet said")
    reasons += _governed_before(reaction, proof, on)
    if form.colon and CUT not in form.content[0].text:
        heads = [sentence[at : used[0][0]] for at, _ in content if at <= used[0][0]]
        heads += [h[surface_scope.introduction(h + '"') :] for h in heads]
        if not any(surface_scope.holds_nothing(head) for head in heads):
            reasons.append("begins inside the words")
    beyond = not surface_scope.holds_nothing(sentence[end : used[-1][1]])
    if beyond or (not form.colon and used[0][0] > latest + 1):
        reasons.append("takes words that are not the speaker's")
    head = _clause_start(sentence, report, used[0][0])
    for since, until in ((head, used[0][0]), (used[-1][1], max([0, *(e for _, e in report)]))):
        accounted = [*used, *_aside(sentence, report)]
        if word := surface_scope.governor(sentence, until, retained=accounted, since=since):
            reasons.append(f"drops {word!r}")
    reasons += _check_gaps(form.content, sentence, used, report)
    reasons += _check_end(form.content, sentence, used[-1][1], end)
    return reasons + list(_check_quote_marks(form.content, used, proof, on))


def _governed_before(reaction: Reaction, proof: Proof, on: SourceDocument) -> Reasons:
    """Reasons: a quote that goes on from the sentence before is hedged like that sentence.

    As in: "We fell asleep," Lee allegedly told a guard. "We saw nothing."
    """
    before = on.paragraphs[proof.paragraph].sentences[: proof.sentence - 1]
    for cue in reaction.cue:
        for span in before:
            if span.start <= cue.start < span.end:
                earlier = span.of(on.text)
                at = cue.start - span.start
                heads = [s for s, e in within(reaction.source, span) if e <= at]
                if word := surface_scope.governor(
                    earlier, at, since=max(heads, default=max(0, at - 20))
                ):
                    yield f"drops {word!r}"


def _went_on(sentence: str, at: int) -> bool:
    """Whether the verb follows "went on to": "went on to |say|" is said."""
    return (
        re.search(r"\b(?:w[eo]nt on|goes on|going on|continued?s?) to\s$", sentence[:at])
        is not None
    )


def _subordinate(sentence: str, report: Sequence[Range], *, strict: bool) -> str | None:
    """The word that makes the report no statement, or None: "what he called", "if she says"."""
    words = sentence[: report[0][0]].split() if report else []
    word = words[-1].lower().strip('—–-,("“') if words else ""
    return word if word in (CONDITIONAL if strict else CONDITIONAL | FUSED) else None


def _aside(sentence: str, report: Sequence[Range]) -> list[Range]:
    """The text between commas after the speaker's name: "Lee, who is no expert, said"."""
    found: list[Range] = []
    for (_, end), (start, _) in pairwise(report):
        if re.match(r"\s?,", sentence[end:start]):
            found.append((end, sentence.rindex(",", end, start)))
    return found


def _clause_start(sentence: str, report: Sequence[Range], used: int) -> int:
    """Where the clause of the reporting verb begins, as far as commas can tell."""
    before = [s for s, _ in report if s < used]
    if before and re.search(r"[,;—–]\s+(?:and\s+|but\s+)?$", sentence[: before[0]]):
        return before[0]
    return 0


def _check_gaps(
    pieces: Sequence[Piece], sentence: str, used: Sequence[Range], report: Sequence[Range]
) -> Reasons:
    """Reasons: between two pieces only the report itself is left out, or there is a mark."""
    marks = _marks_between(pieces)
    for (left, right), mark in zip(pairwise(used), marks, strict=True):
        between = _without(sentence, (left[1], right[0]), report)
        if surface_scope.holds_nothing(between):
            continue
        if CUT not in mark:
            yield f"leaves out without a mark: {between!r}"
        if word := surface_scope.governor(sentence, right[0], retained=used, since=left[1]):
            yield f"drops {word!r}"
        if word := surface_scope.qualifies_before(between):
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


def _check_end(pieces: Sequence[Piece], sentence: str, used: int, end: int) -> Reasons:
    """Reasons: the words must end whole, or at a clause's end with a mark."""
    rest = sentence[used : max(used, end)]
    if surface_scope.holds_nothing(rest):
        if CONDITION.match(sentence[end:]):
            yield "a condition follows that is left out"
        if re.match(r"\s[\"“]\w", sentence[end:]):
            yield "a quote follows that is left out"
        return
    if not any(CUT in p.text for p in pieces[-2:] if p.wording is Wording.TEMPLATE):
        yield "is cut without a mark"
    if not surface_scope.ends_clause(sentence, used):
        yield INSIDE_CLAUSE
    if word := surface_scope.qualifies_before(rest):
        yield f"what is left out qualifies it: {word!r}"


def _check_quote_marks(
    pieces: Sequence[Piece], used: Sequence[Range], proof: Proof, on: SourceDocument
) -> Reasons:
    """Reasons: words in quote marks must be so in the article, cut only with a mark."""
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
        if not surface_scope.holds_nothing(sentence[around[-1].start : start]):
            if CUT not in pieces[at - 1].text:
                yield "the quote is cut at its head without a mark"
            if word := surface_scope.governor(sentence, start, since=around[-1].start):
                yield f"drops {word!r}"
        rest = sentence[end : around[-1].end]
        if not surface_scope.holds_nothing(rest) and CUT not in pieces[at + 1].text:
            yield "the quote is cut without a mark"


def _without(sentence: str, gap: Range, ranges: Iterable[Range]) -> str:
    """The text in the gap, blanked where one of the ranges covers it."""
    letters = list(sentence[gap[0] : gap[1]])
    for start, end in ranges:
        for at in range(max(start, gap[0]), min(end, gap[1])):
            letters[at - gap[0]] = " "
    return "".join(letters)
