"""Card -> cards that fit a platform's limit. No line is cut or lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from operator import attrgetter

from briefs.model.cards import Card, CardLine, CardPart
from briefs.translatable import translatable


def split(card: Card, *, limit: int, size: Callable[[Card], int]) -> tuple[Card, ...]:
    """Card -> cards of at most `limit` by `size`, parts and lines in their order.

    Nothing is cut: a line that exceeds the limit by itself gets a card of its own, which the
    platform's rendering has to shorten. A part that continues in the next card repeats its label,
    and a story its title. The source stays with the first card; notes, `more` and
    the detail come with the last.
    """
    if size(card) <= limit:
        return (card,)
    units = _units(card)
    cards: list[Card] = []
    begin = 0
    while begin < len(units):
        bare = _following(card, len(cards)) if cards else _bare(card)
        grown = partial(_grown, bare, units[begin:], first=not cards)
        count = _most(grown, len(units) - begin, lambda card: size(card) <= limit)
        cards.append(grown(count))
        begin += count
    return _closed(card, cards or [_bare(card)], limit=limit, size=size)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A line and its part; a part without lines is a unit with no line.

    `story` is the part as it begins a card: it has the title of the story that it is of.
    """

    number: int
    part: CardPart
    story: CardPart
    line: CardLine | None


def _units(card: Card) -> list[_Unit]:
    units: list[_Unit] = []
    titled: CardPart | None = None
    for number, part in enumerate(card.parts):
        titled = part if part.title else titled
        story = part
        if titled is not None:
            story = replace(part, title=titled.title, url=titled.url, proofs=titled.proofs)
        units += [_Unit(number, part, story, line) for line in part.lines or (None,)]
    return units


def _most(grown: Callable[[int], Card], count: int, fits: Callable[[Card], bool]) -> int:
    """How many of `count` units fit, at least one; found by doubling, then bisection.

    Measuring means rendering: doing so after each line took ten seconds for 400 lines.
    """
    most, step = 1, 1
    while most + step <= count and fits(grown(most + step)):
        most, step = most + step, step * 2
    while step := step // 2:
        if most + step <= count and fits(grown(most + step)):
            most += step
    return most


def _grown(bare: Card, units: Sequence[_Unit], count: int, *, first: bool) -> Card:
    """The card with `count` more units; a following card repeats the label of its first part."""
    parts: list[CardPart] = []
    for _, group in groupby(units[:count], key=attrgetter("number")):
        here = tuple(group)
        whole = here[0].part if first or parts else here[0].story
        lines = tuple(unit.line for unit in here if unit.line is not None)
        parts.append(replace(whole, lines=lines))
    return replace(bare, parts=tuple(parts))


def _bare(card: Card) -> Card:
    """The first card, empty."""
    return replace(card, parts=(), notes=(), detail=(), more=0)


def _following(card: Card, before: int) -> Card:
    """The empty card that follows the first ones."""
    headline = translatable("{headline} ({number})", headline=card.headline, number=before + 1)
    return Card(card.kind, headline, url=card.url)


def _closed(
    card: Card, cards: Sequence[Card], *, limit: int, size: Callable[[Card], int]
) -> tuple[Card, ...]:
    """Add notes, `more` and the detail to the last card, or in a card after it."""
    *others, last = cards
    closed = replace(last, notes=card.notes, detail=card.detail, more=card.more)
    if size(closed) <= limit or not (card.notes or card.more):
        return (*others, closed)
    after = replace(_following(card, len(cards)), notes=card.notes, more=card.more)
    return (*others, replace(last, detail=card.detail), after)
