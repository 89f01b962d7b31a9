"""Lines of one story on which its articles disagree -> contradictions, side by side.

A line is set against a sentence of another article only where both tell of one event and one
thing differs (conflict/differences.py; of what is told in other words reworded_conflicts.py), and
where neither article says elsewhere what the other one does: an article that tells of two meetings
contradicts nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefs.digest.comparable_statements import (
    SPOKEN,
    Statement,
    StatementIndex,
    apart,
    day_of,
    statement_of,
    words_in,
)
from briefs.digest.comparison.agreement.compare import compare
from briefs.digest.comparison.agreement.prefilter import lacks_much
from briefs.digest.comparison.conflict.differences import Difference, difference
from briefs.digest.comparison.conflict.differing_parts import DifferenceKind
from briefs.digest.comparison.conflict.near_copies import near_copy
from briefs.digest.comparison.conflict.reworded_conflicts import conflict_in_other_words
from briefs.digest.comparison.conflict.wording import subject_of
from briefs.digest.retold_statements import likest
from briefs.digest.versions import Claim, told_apart
from briefs.links.outlet_names import outlet_of, witness
from briefs.model.briefings import Briefing
from briefs.model.stories import Contradiction, DisputedField

FIELDS = {
    DifferenceKind.NUMBER: DisputedField.NUMBER,
    DifferenceKind.DAY: DisputedField.DATE,
    DifferenceKind.PLACE: DisputedField.PLACE,
    DifferenceKind.PARTY: DisputedField.PARTY,
    DifferenceKind.ACTION: DisputedField.ACTION,
    DifferenceKind.STATUS: DisputedField.STATUS,
}
LEAST_ALIKE = 0.6
"""Share of the shorter statement's telling words that the other must have to be compared."""
LEAST_ALIKE_LONGER = 0.45
MOST_LACKING = 0.5
VALUES = (DifferenceKind.PLACE, DifferenceKind.NUMBER)
"""An article that has both values sets neither against the other: a town and its county."""

Known = Mapping[str, StatementIndex]


@dataclass(frozen=True, slots=True)
class _Clash:
    line: Statement
    mine: Briefing
    other: Statement
    theirs: Briefing
    difference: Difference


def differing_statements(
    briefings: Sequence[Briefing], known: Known, wording_articles: int | None = None
) -> Iterator[Contradiction]:
    """Briefings of a story and their statements -> what they report differently.

    `wording_articles`: number of briefings whose lines are compared with all sentences.
    """
    seen: set[frozenset[tuple[str, str]]] = set()
    for mine in briefings[:wording_articles]:
        others = [theirs for theirs in briefings if outlet_of(theirs) != outlet_of(mine)]
        for line in _lines(mine):
            clashes = [clash for theirs in others if (clash := _clash(line, mine, theirs, known))]
            clashes = clashes or list(_retold(line, mine, others, known))
            fresh = [clash for clash in clashes if _key(clash) not in seen]
            seen.update(map(_key, clashes))
            for thing in dict.fromkeys(map(_in_what, fresh)):
                of_one = [clash for clash in fresh if _in_what(clash) == thing]
                told = _contradiction(of_one, FIELDS[thing[0]])
                if told is not None:
                    yield told


def _lines(briefing: Briefing) -> Iterator[Statement]:
    """Lines of an article's short briefing on what happened; what somebody says is none."""
    for section in briefing.sections:
        for line in section.lines if section.part not in SPOKEN else ():
            for one in apart(line):
                statement = statement_of(section.part, one, day_of(briefing))
                if statement.speaker is None:
                    yield statement


def _in_what(clash: _Clash) -> tuple[DifferenceKind, str]:
    """In what a clash contradicts its line, which may be contradicted in several things."""
    return clash.difference.about, clash.difference.value_a


def _key(clash: _Clash) -> frozenset[tuple[str, str]]:
    """Key of two wordings, independent of their order."""
    found = clash.difference
    return frozenset({(clash.mine.url, found.a.lower()), (clash.theirs.url, found.b.lower())})


def _clash(line: Statement, mine: Briefing, theirs: Briefing, known: Known) -> _Clash | None:
    said = known[theirs.url]
    if not said.shares(line, LEAST_ALIKE_LONGER) or said.states(line):
        return None
    for other in said.near(line, LEAST_ALIKE_LONGER, LEAST_ALIKE_LONGER):
        if other.speaker is not None or not comparable(line, other):
            continue
        found = difference(line.sentence, other.sentence) or near_copy(
            line.sentence, other.sentence
        )
        if found is None or _is_news(found, mine, theirs):
            continue
        if not known[mine.url].states(other):
            return _Clash(line, mine, other, theirs, found)
    return None


def _retold(
    line: Statement, mine: Briefing, others: Sequence[Briefing], known: Known
) -> Iterator[_Clash]:
    """What differs from the sentences that are likest to tell of a line's event otherwise."""
    for number, other in likest(line, [known[theirs.url] for theirs in others]):
        theirs = others[number]
        found = conflict_in_other_words(line.sentence, other.sentence)
        if found is None or _is_news(found, mine, theirs):
            continue
        told_too = found.about in VALUES and (
            known[mine.url].mentions(found.bare_b) or known[theirs.url].mentions(found.bare_a)
        )
        if not told_too and not known[mine.url].states(other):
            yield _Clash(line, mine, other, theirs, found)


def comparable(line: Statement, other: Statement) -> bool:
    """Whether two statements have enough words in common to be of one event."""
    fewer = min(len(line.words), len(other.words))
    shared = len(line.words & other.words)
    more = max(len(line.words), len(other.words))
    if not fewer or shared < LEAST_ALIKE * fewer or shared < LEAST_ALIKE_LONGER * more:
        return False
    shorter, longer = sorted((line, other), key=lambda one: len(one.words))
    return not lacks_much(longer.sentence, shorter.sentence, MOST_LACKING)


def _is_news(found: Difference, mine: Briefing, theirs: Briefing) -> bool:
    """Whether the later article reports what came since: the act after the plan, a new count."""
    day, day_too = day_of(mine), day_of(theirs)
    if found.about is DifferenceKind.STATUS and any(found.ahead):
        ahead, done = (day, day_too) if found.ahead[0] else (day_too, day)
        return ahead is None or done is None or ahead < done
    apart = day is not None and day_too is not None and day != day_too
    return apart and found.about is DifferenceKind.NUMBER


def _contradiction(clashes: Sequence[_Clash], about: DisputedField) -> Contradiction | None:
    """Clashes of one line in one thing -> its version beside those of the others."""
    first = clashes[0]
    mine = first.difference
    line = _claim(first.mine, first.line, (mine.value_a, mine.a), mine.a)
    keys: list[tuple[str, str]] = []
    others: list[Claim] = []
    for clash in clashes:
        found = clash.difference
        # one version with another outlet's only where its words are told here too
        alike = (k for k in keys if k[0] == found.value_b and words_in(k[1]) <= clash.other.words)
        keys.append(next(alike, (found.value_b, found.b)))
        others.append(_claim(clash.theirs, clash.other, keys[-1], found.b))
    subject = subject_of(compare(first.line.sentence, first.other.sentence))
    return told_apart(about, subject, [line, *others], lambda a, b: line in (a, b))


def _claim(briefing: Briefing, said: Statement, value: tuple[str, str], words: str) -> Claim:
    return Claim(value, words, day_of(briefing), witness(briefing, said.proofs), said.text)
