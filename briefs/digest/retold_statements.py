"""A line -> the few sentences of other articles that may tell its event in other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from operator import itemgetter

from briefs.digest.comparable_statements import Statement, StatementIndex
from briefs.digest.comparison.agreement.prefilter import TITLE_WORDS
from briefs.digest.comparison.sentence.dates_and_places import MONTHS, WEEKDAYS
from briefs.facts.lexicon.role_nouns import HONORIFICS
from briefs.stories.term_weights import fold

MOST_RETOLD = 1
LEAST_SHARED = 0.3
"""Share of a line's telling words without which an article does not tell of it."""
LEAST_ALIKE, LEAST_ALIKE_LONGER, FEWEST_ALIKE = 0.33, 0.25, 2
"""Shares of the shorter and the longer statement's telling words, and how many, that both have."""
CAPITAL = re.compile(r"(?<=[^.“\"‘] )[A-Z][^\W\d_]+")
PLACED = re.compile(r"\b(?:in|at|to|into) (?:the )?((?:[A-Z][^\W\d_]+ ?)+)")
TITLES = frozenset((*HONORIFICS, *TITLE_WORDS))
DAYS = frozenset((*WEEKDAYS, *MONTHS))


def likest(line: Statement, articles: Sequence[StatementIndex]) -> list[tuple[int, Statement]]:
    """Statements with the place of their article, the likeliest first.

    Articles that say what the line says are left out.
    """
    found = [
        (likeness, -number, other)
        for number, said in enumerate(articles)
        if said.shares(line, LEAST_SHARED) and not said.states(line)
        for likeness, other in _alike(line, said)
    ]
    found.sort(key=itemgetter(0, 1), reverse=True)
    of_one = ((-number, other) for _, number, other in found if not _both_named(line, other))
    return list(islice(of_one, MOST_RETOLD))


def _alike(line: Statement, said: StatementIndex) -> Iterator[tuple[float, Statement]]:
    """Statements that may be of one event with a line, each with its likeness, 0 to 1."""
    own = len(line.words)
    for at, count in said.shared(line.words).items():
        if count < FEWEST_ALIKE or count < LEAST_ALIKE_LONGER * own:
            continue
        other = said.statements[at]
        fewer, more = sorted((own, len(other.words)))
        if other.speaker is not None or count < LEAST_ALIKE_LONGER * more:
            continue
        if count >= LEAST_ALIKE * fewer:
            yield 2 * count / (fewer + more), other


def _both_named(line: Statement, other: Statement) -> bool:
    """Whether each names what the other does not, and not just a place."""
    lone = {name for name, form in _names_in(line.text) if form not in other.words}
    if not lone:
        return False
    lone_too = {name for name, form in _names_in(other.text) if form not in line.words}
    if not lone_too:
        return False
    return not (lone <= _places_in(line.text) and lone_too <= _places_in(other.text))


@lru_cache(maxsize=2048)
def _names_in(text: str) -> frozenset[tuple[str, str]]:
    """The words of a text that begin with a capital, but its first word, days and titles.

    Each with the form that is counted.
    """
    return frozenset(
        (word, fold(word))
        for word in CAPITAL.findall(text)
        if word[:3].lower() not in DAYS and word.lower() not in TITLES
    )


@lru_cache(maxsize=2048)
def _places_in(text: str) -> frozenset[str]:
    """Those of them that stand after "in" and the like."""
    return frozenset(word for name in PLACED.findall(text) for word in name.split())
