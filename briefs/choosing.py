"""Which facts and sentences go into the short briefing, and in what words.

candidates   gist sentences, main events, each speaker's statements, what was before
chosen       by value, less what repeats a chosen one, within the space there is
worded       in the order of the parts, names in full once, cut until it fits
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefs import cutting, scope
from briefs.gist import LEANING, stems
from briefs.ground import Ground
from briefs.lines import (
    PRONOUNS,
    Style,
    event_line,
    first_that_stands,
    proofs_of,
    sentence_line,
    speech_line,
    template,
)
from briefs.model import (
    Agreement,
    Kind,
    Line,
    Meeting,
    Part,
    Party,
    Piece,
    Proof,
    Reaction,
    Span,
    Stance,
    Wording,
)
from briefs.naming import is_name_of
from briefs.wording import NEXT, SAYS, SPEAKS

Fact = Meeting | Agreement | Reaction | None

LENGTHS = (28, 24, 20, 16)
"""Words a line may have, tried in turn until it fits."""
GIST_WORTH = (9.0, 5.5, 1.2, 0.8)
QUIET_GIST_WORTH = (9.0, 5.5, 3.5, 2.5)
"""Best sentence, second and so on: the later ones count where nobody speaks."""
LEAST = 0.3
"""A candidate that is worth less is not told."""
LIMITS = {Part.HAPPENED: 3, Part.BEFORE: 1}
"""Lines of a part; 4 where nothing is said here."""
GROUP_WORDS = 28
BEFORE = re.compile(
    r"(?:prior to|before|ahead of|earlier|previously|last (?:week|month|year)|"
    r"(?:weeks|months|years) (?:ago|earlier)|in (?:\w+ )?(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
RESPONDS = re.compile(r"\b(?:react|respond|repl|in response)", re.IGNORECASE)
REFERS = re.compile(r"(?:the|they|both|he|she|his|her|their|it)\b", re.IGNORECASE)
"""Subjects that a sentence before has named."""
MARK = re.compile(r"[\"“]")
THIRD = re.compile(r"(?:he|she)\b", re.IGNORECASE)
LEANS_LATER = re.compile(r"(?:[^,.]{3,40},\s(?:he|she|they|it)|both|neither)\b", re.IGNORECASE)
SIDES = {Stance.FOR: Part.REACTED_FOR, Stance.AGAINST: Part.REACTED_AGAINST}


@dataclass(frozen=True, slots=True)
class Choice:
    """A line and the part that it belongs to."""

    part: Part
    line: Line


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact or a sentence that might be told, and how much a reader gains by it."""

    part: Part
    proof: Proof
    fact: Fact
    value: float
    stems: frozenset[str]
    names: frozenset[str] = frozenset()
    speaker: str = ""


Picked = tuple[Candidate, int]
"""A candidate and how many words its line may have."""
Cache = dict[tuple[Candidate, int, frozenset[str], bool], Line | None]


def choose(on: Ground, *, lines: int, words: int) -> list[Choice]:
    """The ground of an article -> at most `lines` lines of about `words` words in all."""
    left = _candidates(on)
    picked: list[Picked] = []
    told: list[Choice] = []
    cache: Cache = {}
    while left:
        best = max(left, key=lambda c: c.value - _repeats(c, picked))
        left.remove(best)
        if best.value - _repeats(best, picked) <= LEAST:
            break
        if sum(c.part is best.part for c, _ in picked) >= LIMITS.get(best.part, 4):
            continue
        for length in LENGTHS:
            more = _tell([*picked, (best, length)], on, cache)
            joint = _group(more, on)
            if len(more) > len(picked) and len(joint) <= lines and _count(joint) <= words:
                picked.append((best, length))
                told = joint
                break
    return told


def _count(choices: Iterable[Choice]) -> int:
    return sum(cutting.length(choice.line.text) for choice in choices)


# ----------------------------------------------------------------------- candidates


def _candidates(on: Ground) -> list[Candidate]:
    found = [*_happened(on), *_spoken(on)]
    return sorted(found, key=lambda c: (-c.value, c.proof.span.start, repr(c.fact)))


def _happened(on: Ground) -> Iterable[Candidate]:
    """Gist sentences, and the events that they leave out."""
    events: list[Meeting | Agreement] = [*on.facts.agreements, *on.facts.meetings]
    seen: set[Proof] = set()
    told = [r for r in on.facts.reactions if _is_told(r.speaker) and _is_speech(r, on)]
    worths = GIST_WORTH if len(told) > 2 else QUIET_GIST_WORTH
    for rank, span in enumerate(on.facts.gist[:4]):
        for proof in proofs_of(span, on)[:1]:
            seen.add(proof)
            event = next((e for e in events if _is_in(e.evidence, proof.span)), None)
            value = worths[rank]
            if event is not None and not event.background:
                value = max(value, 4.5) + 0.8
            elif rank and any(_is_in(r.evidence, proof.span) for r in told):
                value = min(value, 1.5)
            yield _candidate(Part.HAPPENED, proof, event, value, on)
    total = len(on.text) or 1
    title = frozenset(stems(on.title))
    for event in events:
        proofs = proofs_of(event.evidence, on)
        if len(proofs) != 1 or proofs[0] in seen:
            continue
        seen.add(proofs[0])
        words = frozenset(stems(event.evidence.of(on.text)))
        shared = len(words & title) / len(title) if title else 0.0
        value = 3.0 * (1 - event.evidence.start / total) + 3.0 * shared
        if event.background:
            yield _candidate(Part.BEFORE, proofs[0], event, 0.3 + 0.5 * value, on)
        else:
            yield _candidate(Part.HAPPENED, proofs[0], event, value, on)


def _spoken(on: Ground) -> Iterable[Candidate]:
    first: set[str] = set()
    for reaction in sorted(on.facts.reactions, key=lambda r: (r.evidence, r.content)):
        proofs = [p for s in reaction.content[:1] for p in proofs_of(s, on)[:1]]
        if not proofs or not _is_told(reaction.speaker) or not _is_speech(reaction, on):
            continue
        name = reaction.speaker.name
        value = _worth(reaction, on) + (0.6 if name not in first else 0.0)
        first.add(name)
        part = part_of(reaction, on)
        if is_before(reaction, on):
            part, value = Part.BEFORE, value + 1.8
        found = _candidate(part, proofs[0], reaction, value, on)
        yield replace(found, speaker=name)


def _is_told(speaker: Party) -> bool:
    """Whether a reader is told who this is: not "he", not a bare "source" or "statement"."""
    words = speaker.name.split()
    if not words or speaker.name.lower() in PRONOUNS:
        return False
    described = words[0].islower() and words[0] not in ("a", "an", "the", "some", "many", "one")
    return not (described and len(words) == 1 and not words[0].endswith("s"))


def _is_speech(reaction: Reaction, on: Ground) -> bool:
    """Whether these are words that were said, by someone whom "he" in them may mean."""
    words = " ".join(span.of(on.text) for span in reaction.content)
    if reaction.speaker.kind is not Kind.PERSON and THIRD.match(words):
        return False
    cues = " ".join(span.of(on.text) for span in reaction.cue).lower()
    spoken = SPEAKS.search(cues) is not None or not any(c.isalpha() for c in cues)
    return reaction.quoted or spoken


def _candidate(part: Part, proof: Proof, fact: Fact, value: float, on: Ground) -> Candidate:
    words = proof.span.of(on.text)
    if isinstance(fact, Reaction):
        words = " ".join(span.of(on.text) for span in fact.content)
    names = frozenset(party.name for party in _parties(fact))
    return Candidate(part, proof, fact, value, frozenset(stems(words)), names)


def _parties(fact: Fact) -> tuple[Party, ...]:
    if fact is None:
        return ()
    if isinstance(fact, Reaction):
        return (fact.speaker,)
    return fact.participants if isinstance(fact, Meeting) else fact.parties


def _worth(reaction: Reaction, on: Ground) -> float:
    """What a reader gains by these words."""
    words = " ".join(span.of(on.text) for span in reaction.content)
    words = words[scope.introduction(words) :].strip(" \"“”'‘’")
    size = cutting.length(words)
    title = on.title.lower()
    value = 1.6 * (1 - reaction.evidence.start / (len(on.text) or 1))
    value += 0.9 * reaction.quoted + 0.4 * (not reaction.quoted and MARK.search(words) is not None)
    value += 0.7 * (reaction.stance is not Stance.NEUTRAL)
    value -= 0.5 * (reaction.speaker.kind is Kind.OTHER)
    value += 0.5 * (reaction.speaker.kind is Kind.PERSON) + 0.3 * bool(reaction.speaker.role)
    value += 0.6 * (on.short(reaction.speaker).lower() in title)
    value += 0.5 * (8 <= size <= 28) - 1.6 * (size < 5) - 0.4 * (size > 45)
    value -= 0.9 * bool(LEANING.match(words)) + 0.8 * reaction.speaker.name[:1].islower()
    value -= 0.4 * (scope.connective(words) > 0)
    value -= 0.8 * words.endswith("?") + 0.5 * (size < 7)
    value -= 0.6 * bool(re.search(r"\b(?:that|this|it|him|her|them|so)\W*$", words))
    return value


def part_of(reaction: Reaction, on: Ground) -> Part:
    """Who took part or leads the story has said it; anyone else who takes a side reacted."""
    if _is_actor(reaction, on):
        return Part.SAID
    side = SIDES.get(reaction.stance)
    if side is not None:
        return side
    cue = " ".join(span.of(on.text) for span in reaction.cue)
    return Part.REACTED_NEUTRAL if RESPONDS.search(cue) else Part.SAID


def _is_actor(reaction: Reaction, on: Ground) -> bool:
    name = reaction.speaker.name
    for meeting in on.facts.meetings:
        if not meeting.background and any(p.name == name for p in meeting.participants):
            return True
    for agreement in on.facts.agreements:
        if not agreement.background and any(p.name == name for p in agreement.parties):
            return True
    short = on.short(reaction.speaker)
    return re.search(rf"(?<!\w){re.escape(short)}(?!\w)", on.title) is not None


def is_before(reaction: Reaction, on: Ground) -> bool:
    """Whether its paragraph begins by saying that this was earlier."""
    for proof in proofs_of(reaction.evidence, on)[:1]:
        sentences = on.paragraphs[proof.paragraph].sentences
        starts = {sentences[0].start, proof.span.start}
        return any(BEFORE.match(on.text, start) for start in starts)
    return False


def _is_in(span: Span, sentence: Span) -> bool:
    return sentence.start <= span.start and span.end <= sentence.end + 1


# --------------------------------------------------------------------------- choice


def _repeats(candidate: Candidate, picked: Sequence[Picked]) -> float:
    """What telling the candidate too would say again."""
    cost = 0.0
    for other, _ in picked:
        if other.proof == candidate.proof and not (other.speaker and candidate.speaker):
            return 99.0
        size = min(len(candidate.stems), len(other.stems)) or 1
        cost = max(cost, 3.0 * len(candidate.stems & other.stems) / size)
    if candidate.speaker and any(c.part is candidate.part for c, _ in picked):
        cost += 0.5
    same = sum(bool(c.speaker) and c.speaker == candidate.speaker for c, _ in picked)
    return cost + 0.8 * same


# -------------------------------------------------------------------------- wording


def _tell(picked: Iterable[Picked], on: Ground, cache: Cache) -> list[Choice]:
    """Candidates -> lines in the order of parts and of the article."""
    order = list(Part)
    told: list[Choice] = []
    shown: list[Proof] = []
    in_order = sorted(picked, key=lambda p: (order.index(p[0].part), p[0].proof.span.start))
    for candidate, length in in_order:
        said = "\n".join(choice.line.text for choice in told)
        known = frozenset(name for name in candidate.names if name in said)
        leans = _leans(candidate.proof, on, shown)
        key = (candidate, length, known, leans)
        if key not in cache:
            cache[key] = _word(candidate, on, Style(words=length, known=known), leans=leans)
        line = cache[key]
        if line is not None:
            told.append(Choice(candidate.part, line))
            shown.append(candidate.proof)
    return told


def _word(candidate: Candidate, on: Ground, style: Style, *, leans: bool) -> Line | None:
    fact = candidate.fact
    if isinstance(fact, Reaction):
        return speech_line(fact, on, style)
    own = None
    if not leans:
        own = sentence_line(candidate.proof, on, style)
    if fact is None or fact.background:
        return own
    sentence = candidate.proof.span.of(on.text)
    named = all(any(part in sentence for part in party.name.split()) for party in _parties(fact))
    short = own is not None and cutting.length(own.text) <= style.words
    refers = REFERS.match(sentence) is not None
    if (named and short) or not (named or refers) or (isinstance(fact, Meeting) and not named):
        return own
    return event_line(fact, on, style) or own


def _leans(proof: Proof, on: Ground, shown: list[Proof]) -> bool:
    """Whether the sentence speaks of "he" or "this" and the one before is not shown."""
    words = proof.span.of(on.text)
    if LEANING.match(words) is None and LEANS_LATER.match(words) is None:
        return False
    before = Proof(proof.span, proof.paragraph, proof.sentence - 1)
    return not (
        shown and (shown[-1].paragraph, shown[-1].sentence) == (before.paragraph, before.sentence)
    )


def _group(choices: Sequence[Choice], on: Ground) -> list[Choice]:
    """Short statements of one part stand in one line, a speaker's own under one name."""
    grouped: list[Choice] = []
    for choice in choices:
        if grouped and choice.part not in (Part.HAPPENED, Part.BEFORE):
            joint = _joined(grouped[-1], choice, on)
            if joint is not None:
                grouped[-1] = joint
                continue
        grouped.append(choice)
    return grouped


def _joined(one: Choice, two: Choice, on: Ground) -> Choice | None:
    if one.part is not two.part or not (_has_colon(one.line) and _has_colon(two.line)):
        return None
    last = _speaker(one.line.pieces)
    pieces = two.line.pieces
    if last is not None and is_name_of(pieces[0].text, last):
        at = next(n for n, p in enumerate(pieces) if p.text.startswith(SAYS))
        if pieces[at + 1].wording is Wording.TEMPLATE:
            pieces = pieces[at + 1 :]
    line = Line((*one.line.pieces, template(NEXT), *pieces))
    if cutting.length(line.text) > GROUP_WORDS:
        return None
    stands = first_that_stands([line], on)
    return None if stands is None else Choice(one.part, stands)


def _has_colon(line: Line) -> bool:
    return any(p.text.startswith(SAYS) for p in line.pieces if p.wording is Wording.TEMPLATE)


def _speaker(pieces: Sequence[Piece]) -> str | None:
    """Who speaks in the last stretch of a line."""
    names: list[str] = []
    fresh = True
    for piece in pieces:
        if fresh and piece.wording is Wording.NAME:
            names.append(piece.text)
        fresh = piece.text == NEXT
    return names[-1] if names else None
