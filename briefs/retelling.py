"""Lines of several briefings -> lines of a story: what outlets tell alike is told once.

Two lines tell the same where they share enough of what is telling in them, agree in their
numbers and weekdays, and both or neither deny; of events both or neither are still to come,
of speech the speaker is the same. When in doubt they stay apart: a line too many is a
nuisance, two facts in one line is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefs.fingerprints import default_background
from briefs.model import Briefing, Line, Part, Piece, StoryLine, Wording
from briefs.outlets import outlet_of, witness_of
from briefs.terms import COMMON, fold
from briefs.wording import NEXT, SAYS, word_set


@dataclass(frozen=True, slots=True)
class Enough:
    """What two lines must share, by weight of their words (inverse document frequency).

    `of_shorter` and `of_both` are shares; `weight` is absolute, some three rare words.
    """

    of_shorter: float
    of_both: float
    weight: float


# Read off some hundred pairs of lines from stories of the gold. Two statements by one
# speaker share many words and are still two; two leads of one event share few.
EVENT = Enough(of_shorter=0.45, of_both=0.28, weight=13.0)
SPEECH = Enough(of_shorter=0.8, of_both=0.2, weight=8.0)

PARTS = tuple(Part)
SPOKEN = {Part.SAID, Part.REACTED_FOR, Part.REACTED_AGAINST, Part.REACTED_NEUTRAL}
DENIAL = word_set("no not never nor neither without denied deny denies refused refuse")
AHEAD = word_set("will would shall plan plans planned planning expected scheduled could may might")
WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day")
TOKEN = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Gist:
    """What of a line is compared."""

    words: frozenset[str]
    numbers: frozenset[str]
    denies: bool
    ahead: bool
    speakers: frozenset[str] | None


def gist_of(part: Part, line: Line) -> Gist:
    """Line -> what it is compared by. `speakers` is None where nobody is quoted."""
    tokens = [match.group().replace("’", "'").lower() for match in TOKEN.finditer(line.text)]
    table = default_background()
    words = frozenset(word for word in map(fold, tokens) if table.weight(word) >= COMMON)
    return Gist(
        words=words,
        numbers=frozenset(t for t in tokens if t[0].isdigit() or WEEKDAY.fullmatch(t)),
        denies=any(token in DENIAL or token.endswith("n't") for token in tokens),
        ahead=part not in SPOKEN and not AHEAD.isdisjoint(tokens),
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
    if a.denies != b.denies or a.ahead != b.ahead or (a.speakers is None) != (b.speakers is None):
        return False
    if a.speakers is not None and b.speakers is not None and not a.speakers & b.speakers:
        return False
    if a.numbers and b.numbers and not (a.numbers <= b.numbers or b.numbers <= a.numbers):
        return False
    if a.words and a.words == b.words and a.numbers == b.numbers:
        return True
    enough = EVENT if a.speakers is None else SPEECH
    both = _weight(a.words & b.words)
    shorter = min(_weight(a.words), _weight(b.words))
    return (
        both >= enough.weight
        and both >= enough.of_shorter * shorter
        and both >= enough.of_both * _weight(a.words | b.words)
    )


def _weight(words: Iterable[str]) -> float:
    table = default_background()
    return sum(table.weight(word) for word in sorted(words))


def apart(line: Line) -> tuple[Line, ...]:
    """A line of several statements -> a line for each, with its speaker."""
    statements: list[list[Piece]] = [[]]
    for piece in line.pieces:
        if piece.wording is Wording.TEMPLATE and piece.text == NEXT:
            statements.append([])
        else:
            statements[-1].append(piece)
    found: list[Line] = []
    speaker: list[Piece] = []
    for pieces in statements:
        said = [at for at, piece in enumerate(pieces) if _introduces(piece)]
        if said:
            speaker = [*pieces[: said[0]], Piece(SAYS, Wording.TEMPLATE)]
        elif found:
            pieces = [*speaker, *pieces]
        found.append(replace(line, pieces=tuple(pieces)))
    return tuple(found)


def _introduces(piece: Piece) -> bool:
    return piece.wording is Wording.TEMPLATE and piece.text.startswith(SAYS)


def merge(briefings: Sequence[Briefing], *, singly: bool | None = None) -> tuple[StoryLine, ...]:
    """Briefings, the fullest first -> the story's lines, in the order of the parts.

    A line is worded as the first briefing that has it, and lists every outlet that does.
    `singly`: statements that share a line are compared one by one, as they must be where
    another briefing may have one of them; so it is with several.
    """
    singly = len(briefings) > 1 if singly is None else singly
    lines: list[StoryLine] = []
    gists: list[Gist] = []
    for briefing, part, line in _lines(briefings, singly=singly):
        gist, witness = gist_of(part, line), witness_of(briefing, line)
        same = (
            at
            for at, other in enumerate(gists)
            if tells_same(gist, other) and not _has(lines[at], witness.url)
        )
        at = next(same, None)
        if at is None:
            lines.append(StoryLine(part, line, (witness,)))
            gists.append(gist)
        else:
            lines[at] = replace(lines[at], witnesses=(*lines[at].witnesses, witness))
    outlets = {outlet_of(briefing) for briefing in briefings}
    marked = [_mark(line, outlets) for line in lines]
    return tuple(sorted(marked, key=lambda line: PARTS.index(line.part)))


def _lines(briefings: Iterable[Briefing], *, singly: bool) -> Iterator[tuple[Briefing, Part, Line]]:
    """Every line that the briefings show."""
    for briefing in briefings:
        for section in briefing.sections:
            for line in section.lines:
                for one in apart(line) if singly else (line,):
                    yield briefing, section.part, one


def _has(line: StoryLine, url: str) -> bool:
    """Whether an article is among a line's witnesses; its own lines are not merged."""
    return any(witness.url == url for witness in line.witnesses)


def _mark(line: StoryLine, outlets: set[str]) -> StoryLine:
    """Say so where only one of several outlets has a line."""
    those = {witness.outlet for witness in line.witnesses}
    return replace(line, only_in=min(those)) if len(those) == 1 < len(outlets) else line


def unsaid(lines: Iterable[StoryLine], before: Iterable[Briefing]) -> tuple[StoryLine, ...]:
    """The lines that no earlier briefing of the story tells, in short or in full."""
    told = {
        (section.part, one.text): one
        for briefing in before
        for section in (*briefing.sections, *briefing.full)
        for line in section.lines
        for one in apart(line)
    }
    gists = [gist_of(part, line) for (part, _), line in told.items()]
    return tuple(line for line in lines if not _is_told(gist_of(line.part, line.line), gists))


def _is_told(gist: Gist, others: Iterable[Gist]) -> bool:
    return any(tells_same(gist, other) for other in others)
