"""Which facts and sentences go into the short briefing, and in what words.

candidates   what might be told (candidates.py)
chosen       by value, less what repeats a chosen one, within the space there is
worded       in the order of the parts, names in full once, cut until it fits
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefs import cutting, scope
from briefs.candidates import Candidate, candidates, parties_of
from briefs.events import event_line
from briefs.gist import LEANING
from briefs.ground import Ground
from briefs.lines import (
    Style,
    first_that_stands,
    loses_its_year,
    sentence_line,
    speech_line,
    template,
)
from briefs.model import (
    Kind,
    Line,
    Meeting,
    Part,
    Piece,
    Proof,
    Reaction,
    Wording,
)
from briefs.naming import is_name_of
from briefs.wording import NEXT, SAYS

LENGTHS = (28, 24, 20, 16)
"""Words a line may have, tried in turn until it fits."""
LEAST = 0.3
"""A candidate that is worth less is not told."""
LIMITS = {Part.HAPPENED: 3, Part.BEFORE: 1}
"""Lines of a part; 4 where nothing is said here."""
GROUP_WORDS = 28
REFERS = re.compile(r"(?:the|they|both|he|she|his|her|their|it)\b", re.IGNORECASE)
"""Subjects that a sentence before has named."""
LEANS_LATER = re.compile(r"(?:[^,.]{3,40},\s(?:he|she|they|it)|both|neither)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Choice:
    """A line and the part that it belongs to."""

    part: Part
    line: Line


Picked = tuple[Candidate, int]
"""A candidate and how many words its line may have."""
Cache = dict[tuple[Candidate, int, frozenset[str], bool], Line | None]


def choose(on: Ground, *, lines: int, words: int) -> list[Choice]:
    """The ground of an article -> at most `lines` lines of about `words` words in all."""
    left = candidates(on)
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


# --------------------------------------------------------------------------- choice


def _repeats(candidate: Candidate, picked: Sequence[Picked]) -> float:
    """What telling the candidate too would say again."""
    cost = 0.0
    for other, _ in picked:
        if other.proof == candidate.proof and not (other.speaker and candidate.speaker):
            return 99.0
        cost = max(cost, 1.5 * (other.proof == candidate.proof))
        size = min(len(candidate.stems), len(other.stems)) or 1
        cost = max(cost, 3.0 * len(candidate.stems & other.stems) / size)
    if candidate.speaker and any(c.part is candidate.part for c, _ in picked):
        cost += 0.5
    same = sum(bool(c.speaker) and c.speaker == candidate.speaker for c, _ in picked)
    return cost + 1.6 * same


# -------------------------------------------------------------------------- wording


def _tell(picked: Iterable[Picked], on: Ground, cache: Cache) -> list[Choice]:
    """Candidates -> lines in the order of parts and of the article."""
    order = list(Part)
    told: list[Choice] = []
    shown: list[Proof] = []
    in_order = sorted(picked, key=lambda p: (order.index(p[0].part), p[0].proof.span.start))
    for candidate, length in in_order:
        said = "\n".join(choice.line.text for choice in told)
        parties = parties_of(candidate.fact)
        known = frozenset(p.name for p in parties if scope.find(on.name(p), said) is not None)
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
        line = speech_line(fact, on, style)
        apart = fact.speaker.kind is Kind.OTHER or loses_its_year(fact, on)
        if line is None and apart and not leans:
            return sentence_line(candidate.proof, on, style)
        return line
    own = None
    if not leans:
        own = sentence_line(candidate.proof, on, style)
    if fact is None or fact.background:
        return own
    sentence = candidate.proof.span.of(on.text)
    named = all(any(part in sentence for part in party.name.split()) for party in parties_of(fact))
    short = own is not None and cutting.length(own.text) <= style.words
    refers = REFERS.match(sentence) is not None
    if (named and short) or not (named or refers):
        return own
    if isinstance(fact, Meeting) and not (named and (fact.where or fact.when)):
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
