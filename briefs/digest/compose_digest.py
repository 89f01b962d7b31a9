"""New articles and those shown before -> Digest: one entry for each story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from briefs.digest.changes import changed
from briefs.digest.comparable_statements import PARTS, StatementIndex, day_of, said_in, telling
from briefs.digest.contradictions import contradictions
from briefs.digest.line_merging import merge, not_yet_said
from briefs.digest.origins import origins
from briefs.links.outlet_names import outlet_of
from briefs.model.briefings import Briefing
from briefs.model.places import Place, Slot
from briefs.model.stories import Contradiction, Digest, DigestCandidate, Story, StoryLine
from briefs.stories.story_clustering import group
from briefs.stories.text_sketches import SAME_ARTICLE, resemblance

MUCH_ALIKE = 0.6
"""Share of the shorter line's telling words from which two lines are repeats."""
PLAIN = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
MAX_STORIES = 3
"""Stories shown in full; the rest have one line each."""

WORDING_ARTICLES = 6
"""Articles of a story, the fullest, whose lines are shown; all articles are credited."""
MAX_LINES = 6
"""Lines of a story; those that most outlets have are chosen first."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a digest is shown in full.

    `wording_articles`: how many articles of a story give its lines, None for all; `with_repeats`:
    lines that resemble one above are shown too.
    """

    stories: int = MAX_STORIES
    lines: int = MAX_LINES
    wording_articles: int | None = WORDING_ARTICLES
    with_repeats: bool = False


DEFAULT = Limits()


def compose(
    place: Place,
    slot: Slot | None,
    *,
    fresh: Sequence[DigestCandidate],
    before: Sequence[DigestCandidate] = (),
    late: bool = False,
    limits: Limits = DEFAULT,
) -> Digest:
    """(What came since the last digest, what earlier ones showed) -> Digest.

    Every fresh briefing is in exactly one story, whatever the order of `fresh`. A story that is
    also in `before` shows only what is new. Stories with more outlets and people come first; those
    with nothing new come last, with one line each.
    """
    new = _without_repeats(_by_address(fresh), before)
    old = [
        candidate for candidate in _by_address(before) if candidate.briefing.url not in _urls(new)
    ]
    known = {candidate.briefing.url: candidate for candidate in _by_address(before)}
    several = [*new, *old]
    stories = [
        story_of(
            [new[at] for at in members if at < len(new)],
            before=[
                *(several[at] for at in members if at >= len(new)),
                *(
                    known[url]
                    for url in _urls(new[at] for at in members if at < len(new))
                    if url in known
                ),
            ],
            limits=limits,
        )
        for members in group([candidate.fingerprint for candidate in several])
        if members[0] < len(new)
    ]
    stories.sort(key=_rank)
    full = [story for story in stories if has_news(story)][: limits.stories]
    keys = {story.key for story in full}
    rest = [story for story in stories if story.key not in keys]
    return Digest(place, slot, tuple(full), late, tuple(rest))


def story_of(
    fresh: Sequence[DigestCandidate], *, before: Sequence[DigestCandidate], limits: Limits
) -> Story:
    """Articles of one story, fresh ones and those shown before -> Story."""
    fullest = sorted(fresh, key=_fullness)
    earlier = sorted(before, key=_fullness)
    briefings = tuple(one.briefing for one in fullest)
    several = (*fullest, *earlier)
    known = {one.briefing.url: said_in(one.briefing) for one in several if len(several) > 1}
    by = limits.wording_articles
    merged = merge(
        briefings, singly=len(briefings) > 1 or bool(earlier), known=known, wording_articles=by
    )
    if earlier:
        days = {briefing.url: day_of(briefing) for briefing in briefings}
        merged = not_yet_said(merged, [one.briefing for one in earlier], days)
        merged = changed(merged, [known[one.briefing.url] for one in earlier], days)
    return Story(
        key=min(fullest + earlier, key=_age).briefing.url,
        briefings=briefings,
        fresh=tuple(fullest),
        lines=choose(merged, limits),
        contradictions=_new(fullest, earlier, known, by),
        outlets=tuple(dict.fromkeys(outlet_of(briefing) for briefing in briefings)),
        sharers=tuple(dict.fromkeys(person for one in fullest for person in one.sharers)),
        new_since=_last_shown(earlier),
        origins=origins(fullest),
    )


def choose(lines: Sequence[StoryLine], limits: Limits) -> tuple[StoryLine, ...]:
    """The lines that most outlets tell, then the first of each part, in their order.

    A line that resembles one of more outlets is left out unless `with_repeats`: something in it
    differs, so the two were not merged, but it hardly adds anything.
    """
    order = sorted(range(len(lines)), key=lambda at: (-len(lines[at].witnesses), at))
    words: dict[int, frozenset[str]] = {}
    chosen: list[int] = []
    for at in order:
        if len(chosen) == limits.lines:
            break
        words[at] = telling(PLAIN.findall(lines[at].line.text.lower()))
        if limits.with_repeats or not any(
            _much_alike(lines[at], lines[other], words[at], words[other]) for other in chosen
        ):
            chosen.append(at)
    ordered = sorted(chosen, key=lambda at: (PARTS.index(lines[at].part), at))
    return tuple(lines[at] for at in ordered)


def _much_alike(
    line: StoryLine, other: StoryLine, words: frozenset[str], others: frozenset[str]
) -> bool:
    """Whether two articles' lines share most of what is telling in the shorter."""
    if line.witnesses[0].url == other.witnesses[0].url:
        return False
    return len(words & others) >= MUCH_ALIKE * max(1, min(len(words), len(others)))


def has_news(story: Story) -> bool:
    """Whether a story has news: always, unless it was shown before and nothing is new."""
    return story.new_since is None or bool(story.lines or story.contradictions)


def _new(
    fresh: Sequence[DigestCandidate],
    before: Sequence[DigestCandidate],
    known: Mapping[str, StatementIndex],
    wording_articles: int | None,
) -> tuple[Contradiction, ...]:
    """Contradictions that involve a fresh article."""
    addresses = _urls(fresh)
    everything: list[Briefing] = [one.briefing for one in fresh]
    everything += [one.briefing for one in before if one.briefing.url not in addresses]
    return tuple(
        each
        for each in contradictions(everything, known, wording_articles)
        if any(w.url in addresses for version in each.versions for w in version.witnesses)
    )


def _by_address(several: Iterable[DigestCandidate]) -> list[DigestCandidate]:
    """One candidate for each address, with everybody who shared it, ordered by address."""
    found: dict[str, DigestCandidate] = {}
    for candidate in sorted(several, key=_age):
        same = found.get(candidate.briefing.url)
        found[candidate.briefing.url] = candidate if same is None else _joined(same, candidate)
    return [found[url] for url in sorted(found)]


def _without_repeats(
    fresh: Sequence[DigestCandidate], before: Sequence[DigestCandidate]
) -> list[DigestCandidate]:
    """Fresh articles without those that an outlet published before under another address."""
    distinct: list[DigestCandidate] = []
    by_outlet: dict[str, list[DigestCandidate]] = {}
    for one in before:
        by_outlet.setdefault(outlet_of(one.briefing), []).append(one)
    for one in sorted(fresh, key=_age):
        others = by_outlet.setdefault(outlet_of(one.briefing), [])
        if not any(_same_article(one, other) for other in others):
            distinct.append(one)
            others.append(one)
    urls = _urls(distinct)
    return [one for one in fresh if one.briefing.url in urls]


def _same_article(one: DigestCandidate, other: DigestCandidate) -> bool:
    """Whether an outlet has changed the address or the headline of an article, and little else."""
    return (
        one.briefing.url != other.briefing.url
        and resemblance(one.fingerprint.sketch, other.fingerprint.sketch) >= SAME_ARTICLE
    )


def _joined(first: DigestCandidate, again: DigestCandidate) -> DigestCandidate:
    return replace(
        first,
        sharers=tuple(dict.fromkeys((*first.sharers, *again.sharers))),
        feeds=tuple(dict.fromkeys((*first.feeds, *again.feeds))),
        shown_at=max(filter(None, (first.shown_at, again.shown_at)), default=None),
    )


def _urls(several: Iterable[DigestCandidate]) -> dict[str, None]:
    return dict.fromkeys(candidate.briefing.url for candidate in several)


def _age(candidate: DigestCandidate) -> tuple[datetime, str]:
    return candidate.at, candidate.briefing.url


def _fullness(candidate: DigestCandidate) -> tuple[int, datetime, str]:
    """Sort key: briefings with more lines first, then the earlier."""
    lines = sum(len(section.lines) for section in candidate.briefing.sections)
    return -lines, candidate.at, candidate.briefing.url


def _rank(story: Story) -> tuple[bool, int, int, str]:
    """Sort key: stories with news first, by number of outlets and people, then of articles."""
    return (
        not has_news(story),
        -len(story.outlets) - len(story.sharers),
        -len(story.briefings),
        story.key,
    )


def _last_shown(before: Sequence[DigestCandidate]) -> datetime | None:
    """When the story was last shown; where that is unknown, when it came in."""
    return max((candidate.shown_at or candidate.at for candidate in before), default=None)
