"""Which facts and sentences go into the short briefing, and in what words.

candidates   what might be shown (candidates.py)
chosen       by value, less what repeats a chosen one, within the space there is
worded       in the order of the parts, names in full once, every sentence whole
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefs.briefing.candidates import Candidate, candidates, sentence_candidate
from briefs.briefing.companions import introductions, is_introduced, other_half
from briefs.briefing.event_lines import event_line, gives_details
from briefs.briefing.realization import (
    Style,
    first_that_stands,
    loses_its_year,
    speech_line,
    template,
)
from briefs.briefing.sentence_lines import sentence_line
from briefs.model.briefings import Line, Part, Piece, Proof, Wording
from briefs.model.facts import Fact, Kind, events_among
from briefs.text import surface_scope, truncation
from briefs.text.boilerplate import is_order
from briefs.text.guard_words import NEXT, SAYS
from briefs.text.party_names import is_name_of
from briefs.text.references import (
    has_person,
    is_writers,
    needs_a_noun,
    points_at_last,
    refers_back,
)
from briefs.verification.source_document import SourceDocument

MAX_CANDIDATES = 200
"""Of those worth most; comparing all with all takes time with the square of them,
and eight lines are chosen."""
LEAST = 0.02
"""A candidate that is worth less is left out."""
GUIDE_LINES, LEAST_IN_GUIDE = 3, 0.22
"""After so many lines of a guide or a blog, more is asked: what comes then is seldom what a reader
would have chosen (docs/decisions/0165)."""
ENOUGH = 2
"""Fewer lines than that are filled up with filler."""
LIMITS = {Part.HAPPENED: 6, Part.BEFORE: 1}
"""Lines of a part; 4 of those not named here."""
ALONE, LEANS = 0.15, 0.3
"""How likely a sentence misleads alone: at most so much, it is told alone whatever it points at;
from so much on, only right after the sentence before it."""
GROUP_WORDS = 28
ALIKE = 0.75
"""How much of the shorter one may be shared before the two repeat each other."""
EVIDENCE = re.compile(
    r"\b(?:data|evidence|stud(?:y|ies)|research|reports?|surveys?|polls?|analys[ei]s|results|findings|"
    r"figures|statistics|memo|video|footage|letter|documents?|records|estimates?|models?)\b",
    re.IGNORECASE,
)
"""Sources that show rather than speak: their sentence is shown whole."""
REFERS = re.compile(r"(?:the|they|both|he|she|his|her|their|it)\b", re.IGNORECASE)
"""Subjects that a sentence before has named."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A line, the part that it belongs to, and the facts that it states."""

    part: Part
    line: Line
    facts: tuple[Fact, ...] = ()


Cache = dict[tuple[Candidate, frozenset[str], bool], Choice | None]


def choose(on: SourceDocument, *, lines: int, words: int, most: int) -> list[Choice]:
    """Source document -> at most `lines` lines of about `words` words in all.

    Whole sentences may exceed `words`, up to `most`. A sentence that says "he" is put off until the
    sentence before it is chosen.
    """
    found = candidates(on)[:MAX_CANDIDATES]
    filler = [c for c in found if c.filler]
    found = [c for c in found if not c.filler]
    cache: Cache = {}
    picked = _pick(found, [], on, cache, lines=lines, words=words)
    sentences = [c for c in found if c.statement is None and c not in picked]
    picked = _pick(sentences, picked, on, cache, lines=lines, words=most)
    if len(picked) < ENOUGH:
        picked = _pick(filler, picked, on, cache, lines=ENOUGH, words=words)
    return _group(_realize(picked, on, cache), on)


def _pick(
    found: Iterable[Candidate],
    picked: Sequence[Candidate],
    on: SourceDocument,
    cache: Cache,
    *,
    lines: int,
    words: int,
) -> list[Candidate]:
    """(Candidates, those chosen before) -> all that are chosen, while there is room."""
    left, put_off, chosen = list(found), list[Candidate](), list(picked)
    while left:
        best = max(left, key=lambda c: c.value - _repeats(c, chosen))
        left.remove(best)
        least = LEAST_IN_GUIDE if on.is_guide and len(chosen) >= GUIDE_LINES else LEAST
        if best.value - _repeats(best, chosen) <= least:
            break
        stands = False
        for unit in _units(best, chosen, on):
            if any(_is_full(part, [*chosen, *unit]) for part in {c.part for c in unit}):
                continue
            more = _realize([*chosen, *unit], on, cache)
            if len(more) < len(chosen) + len(unit):
                continue
            stands = True
            joint = _group(more, on)
            if len(joint) <= lines and _count(joint) <= words:
                chosen += unit
                left = [c for c in [*left, *put_off] if c not in unit]
                put_off = []
                break
        if not stands:
            put_off.append(best)
    return chosen


def _is_full(part: Part, chosen: Sequence[Candidate]) -> bool:
    """Whether a part has more lines than it may."""
    return sum(c.part is part for c in chosen) > LIMITS.get(part, 4)


def _units(
    best: Candidate, chosen: Sequence[Candidate], on: SourceDocument
) -> Iterator[list[Candidate]]:
    """A candidate -> groups in which it may be shown: first alone, then behind an introduction.

    Each group includes the next sentence if that contrasts with the candidate ("But …").
    """
    shown = {c.proof for c in chosen}
    half = other_half(best.proof, on)
    whole = [best]
    if half is not None and half not in shown:
        other = sentence_candidate(half, on)
        if other.filler:
            return
        whole.append(replace(other, part=best.part))
    yield whole
    for proof in introductions(best.proof, on):
        owner = sentence_candidate(proof, on)
        if not owner.filler and proof not in shown and all(proof != c.proof for c in whole):
            yield [owner, *whole]


def _count(choices: Iterable[Choice]) -> int:
    return sum(len(choice.line.text.split()) for choice in choices)


# --------------------------------------------------------------------------- choice


def _repeats(candidate: Candidate, picked: Sequence[Candidate]) -> float:
    """The cost of showing the candidate too: how much of the picked ones it repeats."""
    cost = 0.0
    for other in picked:
        if other.proof == candidate.proof and not (other.speaker and candidate.speaker):
            return 99.0
        size = min(len(candidate.stems), len(other.stems)) or 1
        if len(candidate.stems & other.stems) > ALIKE * size:
            return 99.0
        cost = max(cost, 0.04 * len(candidate.stems & other.stems) / size)
    same = sum(bool(c.speaker) and c.speaker == candidate.speaker for c in picked)
    return cost + 0.06 * same


# -------------------------------------------------------------------------- wording


def _realize(picked: Iterable[Candidate], on: SourceDocument, cache: Cache) -> list[Choice]:
    """Candidates -> lines in the order of parts and of the article."""
    order = list(Part)
    choices: list[Choice] = []
    shown: list[Proof] = []
    for candidate in sorted(picked, key=lambda c: (order.index(c.part), c.proof.span.start)):
        said = "\n".join(choice.line.text for choice in choices)
        parties = [party for fact in candidate.facts for party in fact.parties]
        known = frozenset(
            p.name for p in parties if surface_scope.find(on.name(p), said) is not None
        )
        needs_context = _needs_context(candidate.proof, on, shown, said)
        key = (candidate, known, needs_context)
        if key not in cache:
            cache[key] = _realize_one(
                candidate, on, Style(known=known), needs_context=needs_context
            )
        choice = cache[key]
        if choice is not None and not _has_unknown_name(choice.line, on, said):
            choices.append(choice)
            shown.append(candidate.proof)
    return choices


def _realize_one(
    candidate: Candidate, on: SourceDocument, style: Style, *, needs_context: bool
) -> Choice | None:
    """A candidate -> its line, with the facts that the line states."""
    own = None if needs_context else sentence_line(candidate.proof, on)
    statement = candidate.statement
    if statement is not None:
        dated = candidate.part is not Part.BEFORE or not loses_its_year(statement, on)
        line = speech_line(statement, on, style) if dated else None
        whole = statement.speaker.kind is Kind.OTHER or not dated
        sentence = candidate.proof.span.of(on.text)
        if statement.speaker.kind is Kind.OTHER and EVIDENCE.search(statement.speaker.name):
            line = own or line
        if line is None and whole and not (is_writers(sentence) or is_order(sentence)):
            line = own
        return _choice(candidate, line, candidate.facts)
    sentence = candidate.proof.span.of(on.text)
    if own is None or REFERS.match(sentence):
        for event in events_among(candidate.facts):
            if event.background:
                continue
            named = all(any(w in sentence for w in p.name.split()) for p in event.parties)
            if named and not gives_details(event):
                continue
            line = event_line(event, on, style)
            if line is not None:
                return _choice(candidate, line, (event,))
    return _choice(candidate, own, candidate.facts)


def _choice(candidate: Candidate, line: Line | None, facts: tuple[Fact, ...]) -> Choice | None:
    return None if line is None else Choice(candidate.part, line, facts)


def _needs_context(proof: Proof, on: SourceDocument, shown: Sequence[Proof], said: str) -> bool:
    """Whether the sentence refers to what no line above it names.

    "He" and "this" need the sentence before as the line above; a noun or a name may also stand in
    the title or any line above.
    """
    sentence, above = proof.span.of(on.text), shown[-1] if shown else None
    follows = above is not None and _follows(above, proof, on)
    above_text = f"{on.title}\n{said}"
    if (proof.paragraph, proof.sentence) == (min(on.paragraphs), 1):
        return False
    quality = on.sentences.get(proof.span)
    if quality is not None and quality.wrong <= ALONE:
        return False
    if refers_back(sentence):
        return not follows or above is None or not has_person(above.span.of(on.text), sentence)
    leans = points_at_last(sentence) or needs_a_noun(sentence, above_text)
    return (leans or (quality is not None and quality.wrong > LEANS)) and not follows


def _has_unknown_name(line: Line, on: SourceDocument, said: str) -> bool:
    """Whether a line calls somebody by part of a name that nothing above it gives in full."""
    known = f"{on.title}\n{said}\n{line.text}"
    return any(not is_introduced(name, parts, known) for name, parts in on.bare_names(line.text))


def _follows(one: Proof, two: Proof, on: SourceDocument) -> bool:
    """Whether one sentence comes right after the other."""
    if one.paragraph == two.paragraph:
        return one.sentence + 1 == two.sentence
    last = len(on.paragraphs[one.paragraph].sentences) == one.sentence
    return last and two.sentence == 1 and one.paragraph + 1 == two.paragraph


def _group(choices: Sequence[Choice], on: SourceDocument) -> list[Choice]:
    """Choices -> the same with short statements of one part joined in one line, by speaker."""
    grouped: list[Choice] = []
    for choice in choices:
        if grouped and choice.part not in (Part.HAPPENED, Part.BEFORE):
            joint = _joined(grouped[-1], choice, on)
            if joint is not None:
                grouped[-1] = joint
                continue
        grouped.append(choice)
    return grouped


def _joined(one: Choice, two: Choice, on: SourceDocument) -> Choice | None:
    if one.part is not two.part or not (_has_colon(one.line) and _has_colon(two.line)):
        return None
    last = _speaker(one.line.pieces)
    pieces = two.line.pieces
    if last is not None and is_name_of(pieces[0].text, last):
        at = next(n for n, p in enumerate(pieces) if p.text.startswith(SAYS))
        if pieces[at + 1].wording is Wording.TEMPLATE:
            pieces = pieces[at + 1 :]
    line = Line((*one.line.pieces, template(NEXT), *pieces))
    if truncation.length(line.text) > GROUP_WORDS:
        return None
    stands = first_that_stands([line], on)
    return None if stands is None else Choice(one.part, stands, (*one.facts, *two.facts))


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
