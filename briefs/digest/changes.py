"""New lines of a story -> the same, with the value they replace: "killed 12 people", now 19."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from briefs.digest.comparable_statements import Statement, StatementIndex
from briefs.digest.comparison.conflict.differences import difference, one_event
from briefs.digest.comparison.conflict.differing_parts import DifferenceKind
from briefs.digest.differing_statements import LEAST_ALIKE_LONGER, comparable
from briefs.digest.line_merging import statement_in
from briefs.digest.quantities import quantities
from briefs.model.stories import StoryLine

CHANGING = (DifferenceKind.NUMBER, DifferenceKind.STATUS, DifferenceKind.ACTION)
"""What may change in the course of an event; another place or party is another event."""


def changed(
    lines: Iterable[StoryLine], earlier: Sequence[StatementIndex], days: Mapping[str, date | None]
) -> tuple[StoryLine, ...]:
    """New lines and earlier statements -> the same lines, with the value that they replace."""
    return tuple(replace(line, before=_before(statement_in(line, days), earlier)) for line in lines)


def _before(statement: Statement, earlier: Sequence[StatementIndex]) -> str | None:
    if statement.speaker is not None:
        return None
    for find in (_earlier_words, _earlier_count):
        for said in earlier:
            words = find(statement, said)
            if words is not None:
                return words
    return None


def _earlier_words(statement: Statement, said: StatementIndex) -> str | None:
    for other in said.near(statement, LEAST_ALIKE_LONGER, LEAST_ALIKE_LONGER):
        if other.speaker is None and comparable(statement, other):
            found = difference(other.sentence, statement.sentence)
            if found is not None and found.about in CHANGING:
                return found.a
    return None


def _earlier_count(statement: Statement, said: StatementIndex) -> str | None:
    """The earlier count of an article, if it counts the same thing as the line.

    "At least 12" does not contradict 19, but 19 is news.
    """
    mine = quantities(statement.text)
    if len(mine) != 1:
        return None
    theirs = [
        (quantity, other)
        for other in said.statements
        if other.speaker is None
        for quantity in quantities(other.text)
        if quantity.subject == mine[0].subject
    ]
    if len({(each.low, each.high) for each, _ in theirs}) != 1:
        return None
    quantity, other = theirs[0]
    changed_since = (quantity.low, quantity.high) != (mine[0].low, mine[0].high)
    same_event = changed_since and one_event(other.sentence, statement.sentence)
    return quantity.words if same_event else None
