"""Lines of several briefings -> lines of a story, each with every outlet that says it.

An outlet is credited with a line only if one of its own lines or kept sentences says all that
the line says (comparable_statements.py). Of two lines of which one says what the other says too,
the one that more outlets have is kept; where as many have both, the one that says more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from briefs.digest.comparable_statements import (
    PARTS,
    Statement,
    StatementIndex,
    apart,
    day_of,
    said_in,
    statement_of,
    states,
)
from briefs.links.outlet_names import witness
from briefs.model.briefings import Briefing, Line, Part
from briefs.model.stories import StoryLine, Witness


@dataclass(frozen=True, slots=True)
class _CreditedLine:
    """A line, its statement, and the articles that say it, its own first."""

    line: StoryLine
    statement: Statement


def merge(
    briefings: Sequence[Briefing],
    *,
    singly: bool | None = None,
    known: Mapping[str, StatementIndex] | None = None,
    wording_articles: int | None = None,
) -> tuple[StoryLine, ...]:
    """Briefings, the fullest first -> the story's lines, ordered by part.

    A line is worded as its briefing has it, and lists every outlet that says it.
    `singly`: statements that share a line are compared one by one, as they must be where
    another briefing may have one of them; so it is with several. `known`: what each article
    says, by address, where that has been found already. `wording_articles`: lines of so many of the
    fullest alone; the others are still credited.
    """
    singly = len(briefings) > 1 if singly is None else singly
    if len(briefings) == 1:
        alone = [
            StoryLine(part, line, (witness(own, line.proofs),))
            for own, part, line in _lines(briefings, singly=singly)
        ]
        return tuple(sorted(alone, key=lambda line: PARTS.index(line.part)))
    if known is None:
        known = {briefing.url: said_in(briefing) for briefing in briefings}
    credited = [
        _CreditedLine(
            StoryLine(part, line, _witnesses(briefing, statement, briefings, known)), statement
        )
        for briefing, part, line in _lines(briefings[:wording_articles], singly=singly)
        for statement in (statement_of(part, line, day_of(briefing)),)
    ]
    chosen = [one.line for one in _without_repeats(credited)]
    return tuple(sorted(chosen, key=lambda line: PARTS.index(line.part)))


def _witnesses(
    own: Briefing,
    statement: Statement,
    briefings: Sequence[Briefing],
    known: Mapping[str, StatementIndex],
) -> tuple[Witness, ...]:
    """The line's own article, then the others that say it, each with its sentence."""
    found = [witness(own, statement.proofs)]
    for other in briefings:
        if other.url != own.url:
            proof = known[other.url].states(statement)
            if proof is not None:
                found.append(witness(other, proof.proofs))
    return tuple(found)


def _without_repeats(lines: Sequence[_CreditedLine]) -> list[_CreditedLine]:
    """Lines without those that another line covers, in the given order."""
    credit = [{witness.url for witness in one.line.witnesses} for one in lines]
    order = sorted(range(len(lines)), key=lambda at: (-len(credit[at]), at))
    chosen: list[int] = []
    for at in order:
        of_all = (lines[other] for other in chosen if credit[at] <= credit[other])
        if not any(_covers(other, lines[at]) for other in of_all):
            chosen.append(at)
    return [lines[at] for at in sorted(chosen)]


def _covers(chosen: _CreditedLine, other: _CreditedLine) -> bool:
    """Whether a kept line makes another one redundant.

    A line of one article is never dropped for another line of that article.
    """
    if other.line.witnesses[0].url == chosen.line.witnesses[0].url:
        return False
    return states(chosen.statement, other.statement) or states(other.statement, chosen.statement)


def _lines(briefings: Iterable[Briefing], *, singly: bool) -> Iterator[tuple[Briefing, Part, Line]]:
    """Every line that the briefings show."""
    for briefing in briefings:
        for section in briefing.sections:
            for line in section.lines:
                for one in apart(line) if singly else (line,):
                    yield briefing, section.part, one


def statement_in(line: StoryLine, days: Mapping[str, date | None]) -> Statement:
    """A story's line -> Statement, dated by the article that words it."""
    return statement_of(line.part, line.line, days.get(line.witnesses[0].url))


def not_yet_said(
    lines: Iterable[StoryLine], before: Iterable[Briefing], days: Mapping[str, date | None]
) -> tuple[StoryLine, ...]:
    """The lines that no earlier briefing of the story says; `days`: dates of the articles."""
    known = [said_in(briefing) for briefing in before]
    return tuple(
        line for line in lines if not any(each.states(statement_in(line, days)) for each in known)
    )
