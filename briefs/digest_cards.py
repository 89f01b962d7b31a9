"""Digest -> Card, and a card -> cards that fit. No line is cut, none is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from functools import partial
from itertools import groupby
from operator import attrgetter

from briefs.cards import LABELS, card_line, source_line
from briefs.model import (
    Briefing,
    Card,
    CardKind,
    CardLine,
    CardPart,
    Contested,
    Contradiction,
    Digest,
    Run,
    Story,
    StoryLine,
    Tone,
    Witness,
)

QUIET = "Nothing new since the last digest."
LATE = "This digest is late: it should have come earlier."
IN_THREAD = "What was reported is in the thread."
REST = "More"
REPORTED = "Reported by"
CONTESTED = {
    Contested.STATUS: "Outlets differ on whether it is done",
    Contested.DATE: "Outlets differ on the day",
    Contested.PLACE: "Outlets differ on the place",
    Contested.NUMBER: "Outlets differ on the number",
}
NAMED_OUTLETS = 3
"""So many outlets are named beside a line; more are counted."""

WEEK_DAYS = 6
"""A weekday's name says which day it was this long."""


def digest_card(digest: Digest, *, zone: tzinfo | None = None, today: date | None = None) -> Card:
    """Digest -> card. Days are told as in `zone`; "since Tuesday" needs `today` to be near.

    Without `today` the slot's local date is taken, without that the latest `at` of all.
    """
    day = today or _today(digest, zone)
    stories = [part for story in digest.stories for part in _story(story, zone, day)]
    rest = tuple(_one_line(story, zone, day) for story in digest.rest)
    notes = [LATE] if digest.late else []
    if not stories and not rest:
        notes.append(QUIET)
    return Card(
        kind=CardKind.DIGEST,
        headline=_headline(digest),
        parts=(*stories, *([CardPart(REST, rest)] if rest else ())),
        notes=tuple(notes),
    )


def _headline(digest: Digest) -> str:
    stories = (*digest.stories, *digest.rest)
    articles = sum(len(story.briefings) for story in stories)
    day = f" on {_written(date.fromisoformat(digest.slot.local_date))}" if digest.slot else ""
    return f"{_count(len(stories), 'story', 'stories')} from {_count(articles, 'article')}{day}"


def _count(number: int, one: str, more: str | None = None) -> str:
    return f"{number} {one if number == 1 else more or one + 's'}"


# --------------------------------------------------------------------------- a story


def _story(story: Story, zone: tzinfo | None, today: date | None) -> Iterator[CardPart]:
    """A part with the story's title, then one for each kind of line."""
    lead = story.briefings[0]
    yield CardPart(
        _since(story, zone, today) or "",
        _reported(story),
        title=lead.headline.text or lead.title,
        url=lead.url or None,
        proofs=lead.headline.proofs,
    )
    for label, lines in _labelled(story):
        yield CardPart(label, lines)
    for contradiction in story.contradictions:
        yield CardPart(CONTESTED[contradiction.about], _versions(contradiction))


def _labelled(story: Story) -> Iterator[tuple[str, tuple[CardLine, ...]]]:
    several = len(story.outlets) > 1
    parts = dict.fromkeys(line.part for line in story.lines)
    for part in parts:
        lines = [line for line in story.lines if line.part is part]
        yield LABELS[part], tuple(_line(line, several, story) for line in lines)


def _line(line: StoryLine, several: bool, story: Story) -> CardLine:
    """The line with its proof, and who has it where the story has several outlets."""
    outlets = dict.fromkeys(witness.outlet for witness in line.witnesses)
    first = line.witnesses[0]
    if not several:
        mark = "new" if story.new_since else None
    elif line.only_in:
        mark = f"only in {line.only_in}"
    else:
        mark = _names(tuple(outlets))
    return replace(
        card_line(line.line),
        proofs=first.proofs,
        url=first.url or None,
        mark=mark,
        witnesses=line.witnesses,
    )


def _names(outlets: Sequence[str]) -> str:
    if len(outlets) > NAMED_OUTLETS:
        return f"{len(outlets)} outlets"
    return ", ".join(outlets)


def _reported(story: Story) -> tuple[CardLine, ...]:
    """Who reported it: one line for each article, with its address; then who shared it."""
    lines = [_article(briefing) for briefing in story.briefings]
    shared = len(story.sharers)
    if shared:
        lines.append(CardLine((Run(f"Shared here by {_count(shared, 'person', 'people')}"),)))
    return tuple(lines)


def _article(briefing: Briefing) -> CardLine:
    words = source_line(briefing) or briefing.title or briefing.url
    return CardLine((Run(f"{REPORTED} "), Run(words, Tone.NAME)), url=briefing.url or None)


def _versions(contradiction: Contradiction) -> tuple[CardLine, ...]:
    """The subject, then each version with who has it, side by side."""
    lines = [CardLine((Run(contradiction.subject),))]
    for version in contradiction.versions:
        first: Witness = version.witnesses[0]
        outlets = tuple(dict.fromkeys(witness.outlet for witness in version.witnesses))
        lines.append(
            CardLine(
                (Run(version.words, Tone.QUOTE),),
                proofs=first.proofs,
                url=first.url or None,
                mark=_names(outlets),
                witnesses=version.witnesses,
            )
        )
    return tuple(lines)


def _one_line(story: Story, zone: tzinfo | None, today: date | None) -> CardLine:
    """A story of the rest: its headline, address and who tells it."""
    lead = story.briefings[0]
    nothing_new = story.new_since and not story.lines and not story.contradictions
    since = _since(story, zone, today)
    mark = f"nothing {since}" if nothing_new and since else since
    told_by = _names(story.outlets)
    return CardLine(
        (Run(lead.headline.text or lead.title or lead.url),),
        proofs=lead.headline.proofs,
        url=lead.url or None,
        mark="; ".join(word for word in (mark, told_by) if word) or None,
    )


# ------------------------------------------------------------------------------ days


def _since(story: Story, zone: tzinfo | None, today: date | None) -> str | None:
    """When a story was last shown, "new since Tuesday"; None for one that never was."""
    if story.new_since is None:
        return None
    day = _local(story.new_since, zone)
    if today is not None and 0 <= (today - day).days <= WEEK_DAYS:
        return "new since earlier today" if day == today else f"new since {day:%A}"
    return f"new since {_written(day)}"


def _local(moment: datetime, zone: tzinfo | None) -> date:
    return moment.astimezone(zone).date() if zone else moment.date()


def _written(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _today(digest: Digest, zone: tzinfo | None) -> date | None:
    if digest.slot:
        return date.fromisoformat(digest.slot.local_date)
    stories = (*digest.stories, *digest.rest)
    return max((_local(told.at, zone) for s in stories for told in s.told), default=None)


# -------------------------------------------------------------------------- overview


def overview(card: Card) -> tuple[Card, Card]:
    """A digest -> its headlines, each with its proof, and apart from these its stories."""
    headlines = tuple(
        CardLine((Run(part.title),), proofs=part.proofs, url=part.url, mark=part.label or None)
        for part in card.parts
        if part.title
    )
    rest = tuple(part for part in card.parts if part.label == REST and not part.title)
    stories = tuple(part for part in card.parts if part not in rest)
    notes = (*card.notes, IN_THREAD)
    short = replace(card, parts=(CardPart("", headlines), *rest), notes=notes)
    return short, replace(card, parts=stories, notes=())


# ------------------------------------------------------------------------- splitting


def split(card: Card, *, limit: int, size: Callable[[Card], int]) -> tuple[Card, ...]:
    """Card -> cards of at most `limit` by `size`, parts and lines in their order.

    Nothing is cut: a line that is over the limit by itself stands alone in a card, and the
    platform's dress has to deal with it. A part that goes on in the next card repeats its
    label, and a story its title. The source stays with the first card; notes, `more` and
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
    """A line with the part that it stands in, which a part of no lines has none of.

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
    """How many of `count` units fit, one at least; found by doubling and halving.

    Measuring means dressing: to ask after each line took ten seconds for 400 of them.
    """
    most, step = 1, 1
    while most + step <= count and fits(grown(most + step)):
        most, step = most + step, step * 2
    while step := step // 2:
        if most + step <= count and fits(grown(most + step)):
            most += step
    return most


def _grown(bare: Card, units: Sequence[_Unit], count: int, *, first: bool) -> Card:
    """The card with so many lines; one that follows says what its first part is of."""
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
    """The empty card that comes after so many."""
    return Card(card.kind, f"{card.headline} ({before + 1})", url=card.url)


def _closed(
    card: Card, cards: Sequence[Card], *, limit: int, size: Callable[[Card], int]
) -> tuple[Card, ...]:
    """Notes, `more` and the detail go with the last card, or after it."""
    *others, last = cards
    closed = replace(last, notes=card.notes, detail=card.detail, more=card.more)
    if size(closed) <= limit or not (card.notes or card.more):
        return (*others, closed)
    after = replace(_following(card, len(cards)), notes=card.notes, more=card.more)
    return (*others, replace(last, detail=card.detail), after)
