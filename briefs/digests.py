"""What came in and what was told before -> Digest: one entry a story, however many outlets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from briefs.contradictions import contradictions
from briefs.model import (
    Briefing,
    Contradiction,
    Digest,
    Place,
    Slot,
    Story,
    StoryLine,
    Told,
)
from briefs.outlets import outlet_of
from briefs.retelling import PARTS, merge, unsaid
from briefs.stories import group

MAX_STORIES = 5
"""Stories told in full; the rest have one line each."""

MAX_LINES = 6
"""Lines of a story: what most outlets tell goes first."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a digest is told in full."""

    stories: int = MAX_STORIES
    lines: int = MAX_LINES


DEFAULT = Limits()


def compose(
    place: Place,
    slot: Slot | None,
    *,
    fresh: Sequence[Told],
    before: Sequence[Told] = (),
    late: bool = False,
    limits: Limits = DEFAULT,
) -> Digest:
    """(What came since the last digest, what earlier ones showed) -> Digest.

    Every fresh briefing is in exactly one story, in any order of `fresh` the same. A story
    that `before` has too shows only what is new. Stories that more outlets and people told
    come first; those with nothing new come last and are never told in full.
    """
    new = _by_address(fresh)
    old = [told for told in _by_address(before) if told.briefing.url not in _urls(new)]
    known = {told.briefing.url: told for told in _by_address(before)}
    several = [*new, *old]
    stories = [
        tell(
            [new[at] for at in members if at < len(new)],
            before=[
                *(several[at] for at in members if at >= len(new)),
                *(
                    known[url]
                    for url in _urls(new[at] for at in members if at < len(new))
                    if url in known
                ),
            ],
            lines=limits.lines,
        )
        for members in group([told.fingerprint for told in several])
        if members[0] < len(new)
    ]
    stories.sort(key=_rank)
    full = [story for story in stories if has_news(story)][: limits.stories]
    keys = {story.key for story in full}
    rest = [story for story in stories if story.key not in keys]
    return Digest(place, slot, tuple(full), late, tuple(rest))


def tell(fresh: Sequence[Told], *, before: Sequence[Told], lines: int) -> Story:
    """Articles of one story, fresh and shown before -> the story."""
    told = sorted(fresh, key=_fullness)
    earlier = sorted(before, key=_fullness)
    briefings = tuple(one.briefing for one in told)
    merged = merge(briefings, singly=len(briefings) > 1 or bool(earlier))
    if earlier:
        merged = unsaid(merged, [one.briefing for one in earlier])
    return Story(
        key=min(told + earlier, key=_age).briefing.url,
        briefings=briefings,
        told=tuple(told),
        lines=choose(merged, lines),
        contradictions=_new(told, earlier),
        outlets=tuple(dict.fromkeys(outlet_of(briefing) for briefing in briefings)),
        sharers=tuple(dict.fromkeys(person for one in told for person in one.sharers)),
        new_since=_last_shown(earlier),
    )


def choose(lines: Sequence[StoryLine], limit: int) -> tuple[StoryLine, ...]:
    """The lines that most outlets tell, then the first of each part, in their order."""
    order = sorted(range(len(lines)), key=lambda at: (-len(lines[at].witnesses), at))
    kept = sorted(order[:limit], key=lambda at: (PARTS.index(lines[at].part), at))
    return tuple(lines[at] for at in kept)


def has_news(story: Story) -> bool:
    """Whether a story that was shown before has something to tell; any other has."""
    return story.new_since is None or bool(story.lines or story.contradictions)


def _new(fresh: Sequence[Told], before: Sequence[Told]) -> tuple[Contradiction, ...]:
    """Contradictions in which a fresh article has a part."""
    addresses = _urls(fresh)
    everything: list[Briefing] = [
        one.briefing
        for one in (*fresh, *before)
        if one in fresh or one.briefing.url not in addresses
    ]
    return tuple(
        each
        for each in contradictions(everything)
        if any(w.url in addresses for version in each.versions for w in version.witnesses)
    )


def _by_address(several: Iterable[Told]) -> list[Told]:
    """One for each address, with everybody who shared it, in the order of addresses."""
    found: dict[str, Told] = {}
    for told in sorted(several, key=_age):
        same = found.get(told.briefing.url)
        found[told.briefing.url] = told if same is None else _joined(same, told)
    return [found[url] for url in sorted(found)]


def _joined(first: Told, again: Told) -> Told:
    return replace(
        first,
        sharers=tuple(dict.fromkeys((*first.sharers, *again.sharers))),
        feeds=tuple(dict.fromkeys((*first.feeds, *again.feeds))),
        shown_at=max(filter(None, (first.shown_at, again.shown_at)), default=None),
    )


def _urls(several: Iterable[Told]) -> dict[str, None]:
    return dict.fromkeys(told.briefing.url for told in several)


def _age(told: Told) -> tuple[datetime, str]:
    return told.at, told.briefing.url


def _fullness(told: Told) -> tuple[int, datetime, str]:
    """The briefing with most lines first, of equal ones the earlier."""
    lines = sum(len(section.lines) for section in told.briefing.sections)
    return -lines, told.at, told.briefing.url


def _rank(story: Story) -> tuple[bool, int, int, str]:
    """News first, by how many outlets and people, then by how many articles."""
    return (
        not has_news(story),
        -len(story.outlets) - len(story.sharers),
        -len(story.briefings),
        story.key,
    )


def _last_shown(before: Sequence[Told]) -> datetime | None:
    """When the story was last shown; when it came in where that was not kept."""
    return max((told.shown_at or told.at for told in before), default=None)
