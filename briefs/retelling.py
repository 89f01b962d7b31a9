"""Lines of several briefings -> lines of a story: what outlets tell alike is told once.

Two lines tell the same where they share most of what is telling in the shorter one, the
same speaker has said them, no number of one is missing in the other where both have
numbers, and both or neither deny. When in doubt they stay apart: a line too many is a
nuisance, two facts in one line is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefs.fingerprints import default_background
from briefs.model import Briefing, Line, Part, Section, StoryLine, Wording
from briefs.outlets import outlet_of, witness_of
from briefs.terms import COMMON, fold
from briefs.wording import word_set

SHARED = 0.62
"""Of the weight of the shorter line's words. Short quotes of one speech reach .4."""

LEAST_WORDS = 3
"""Telling words that the shorter line needs; "They met on Tuesday" is too little."""

PARTS = tuple(Part)
SPOKEN = {Part.SAID, Part.REACTED_FOR, Part.REACTED_AGAINST, Part.REACTED_NEUTRAL}
DENIAL = word_set("no not never nor neither without denied deny denies refused refuse")
TOKEN = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Gist:
    """What of a line is compared."""

    words: frozenset[str]
    numbers: frozenset[str]
    denies: bool
    speakers: frozenset[str] | None


def gist_of(part: Part, line: Line) -> Gist:
    """Line -> what it is compared by. `speakers` is None where nobody is quoted."""
    tokens = [match.group().replace("’", "'").lower() for match in TOKEN.finditer(line.text)]
    table = default_background()
    words = frozenset(word for word in map(fold, tokens) if table.weight(word) >= COMMON)
    return Gist(
        words=words,
        numbers=frozenset(token for token in tokens if token[0].isdigit()),
        denies=any(token in DENIAL or token.endswith("n't") for token in tokens),
        speakers=_speakers(line) if part in SPOKEN else None,
    )


def _speakers(line: Line) -> frozenset[str]:
    """The words of the name that a line of speech begins with."""
    first = next((p for p in line.pieces if p.wording is not Wording.TEMPLATE), None)
    if first is None or first.wording is Wording.QUOTE:
        return frozenset()
    return frozenset(fold(match.group()) for match in TOKEN.finditer(first.text))


def tells_same(a: Gist, b: Gist) -> bool:
    """Whether two lines tell the same; symmetric."""
    if a.denies != b.denies or (a.speakers is None) != (b.speakers is None):
        return False
    if a.speakers is not None and b.speakers is not None and not a.speakers & b.speakers:
        return False
    if a.numbers and b.numbers and not (a.numbers <= b.numbers or b.numbers <= a.numbers):
        return False
    if min(len(a.words), len(b.words)) < LEAST_WORDS:
        return a.words == b.words and a.numbers == b.numbers
    return _weight(a.words & b.words) >= SHARED * min(_weight(a.words), _weight(b.words))


def _weight(words: Iterable[str]) -> float:
    table = default_background()
    return sum(table.weight(word) for word in sorted(words))


def merge(briefings: Sequence[Briefing]) -> tuple[StoryLine, ...]:
    """Briefings, the fullest first -> the story's lines, in the order of the parts.

    A line is worded as the first briefing that has it, and lists every outlet that does.
    """
    lines: list[StoryLine] = []
    gists: list[Gist] = []
    for briefing in briefings:
        for section in briefing.sections:
            for line in section.lines:
                gist = gist_of(section.part, line)
                witness = witness_of(briefing, line)
                at = next((i for i, other in enumerate(gists) if tells_same(gist, other)), None)
                if at is None:
                    lines.append(StoryLine(section.part, line, (witness,)))
                    gists.append(gist)
                elif all(witness.url != other.url for other in lines[at].witnesses):
                    witnesses = (*lines[at].witnesses, witness)
                    lines[at] = replace(lines[at], witnesses=witnesses)
    outlets = {outlet_of(briefing) for briefing in briefings}
    marked = [_mark(line, outlets) for line in lines]
    return tuple(sorted(marked, key=lambda line: PARTS.index(line.part)))


def _mark(line: StoryLine, outlets: set[str]) -> StoryLine:
    """Say so where only one of several outlets has a line."""
    those = {witness.outlet for witness in line.witnesses}
    return replace(line, only_in=min(those)) if len(those) == 1 < len(outlets) else line


def unsaid(lines: Iterable[StoryLine], before: Sequence[Briefing]) -> tuple[StoryLine, ...]:
    """The lines that no earlier briefing of the story tells, in short or in full."""
    told = [
        gist_of(section.part, line)
        for briefing in before
        for section in _all(briefing)
        for line in section.lines
    ]
    return tuple(
        line
        for line in lines
        if not any(tells_same(gist_of(line.part, line.line), gist) for gist in told)
    )


def _all(briefing: Briefing) -> tuple[Section, ...]:
    return (*briefing.sections, *briefing.full)
