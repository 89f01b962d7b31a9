"""Articles of a digest -> its card. How long it takes depends on what strangers wrote.

So it is pure and runs in a worker that can be killed. Arguments and results are small, since the
process that answers the chats spends time on pickling them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.ports.subscriptions import Compose, DigestCards
from briefs.model.cards import Card
from briefs.model.facts import Facts
from briefs.model.places import Place, Slot
from briefs.model.stories import Digest, DigestCandidate, Fingerprint
from briefs.stories.shared_features import FLOOR

Group = Callable[[Sequence[Fingerprint]], Sequence[Sequence[int]]]
"""Fingerprints -> the stories that they tell, as positions."""

MAX_EVENTS = 600
"""Largest number of meetings in all articles of a digest, and of each other kind of event, since
each is compared with many others. 200 news articles have some 300; if there are too many, the
articles with the most keep fewer."""
MAX_STATEMENTS = 4_000
"""Largest number of reactions in all articles, and of lines of their full lists; 200 articles have
some 3,000."""


@dataclass(frozen=True, slots=True)
class ComposedDigest:
    """A digest's card, the addresses that it shows, and whether it has nothing to show."""

    card: Card
    shown: tuple[str, ...]
    empty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingredients:
    """What a digest is made of. `followed`: the article whose story it follows, if it does."""

    place: Place
    slot: Slot | None
    fresh: Sequence[DigestCandidate]
    before: Sequence[DigestCandidate]
    followed: DigestCandidate | None
    late: bool
    zone: str
    today: date


def compose_digest(
    compose: Compose, card: DigestCards, group: Group, of: Ingredients
) -> ComposedDigest:
    """Ingredients -> the digest's card and what it shows."""
    fresh, before = list(of.fresh), tuple(of.before)
    if of.followed is not None:
        fresh, before = same_story(group, of.followed, fresh), (of.followed, *before)
    digest = compose(of.place, of.slot, fresh=fresh, before=before, late=of.late)
    made = card(digest, zone=ZoneInfo(of.zone), today=of.today)
    return ComposedDigest(made, _shown(digest), not (digest.stories or digest.rest))


def earlier_of_same_story(
    group: Group, fresh: Sequence[Fingerprint], remembered: Sequence[Fingerprint]
) -> tuple[int, ...]:
    """Positions in `remembered` of the articles on the same story as one of `fresh`."""
    near = _similar_enough(fresh, remembered)
    if not near:
        return ()
    first = len(fresh)
    stories = group([*fresh, *(remembered[at] for at in near)])
    same = {at for members in stories if min(members) < first for at in members if at >= first}
    return tuple(near[at - first] for at in sorted(same))


def _similar_enough(
    fresh: Sequence[Fingerprint], remembered: Sequence[Fingerprint]
) -> tuple[int, ...]:
    """Positions in `remembered` of articles that may be similar enough to one of `fresh`.

    An upper bound of the cosine decides. It rules out most of what a busy channel was shown, and
    grouping takes time quadratic in the rest.
    """
    heaviest: dict[str, float] = {}
    for one in fresh:
        for word, weight in one.terms:
            heaviest[word] = max(weight, heaviest.get(word, 0.0))

    def bound(one: Fingerprint) -> float:
        return sum(weight * heaviest.get(word, 0.0) for word, weight in one.terms)

    return tuple(at for at, one in enumerate(remembered) if bound(one) >= FLOOR)


def same_story(
    group: Group, followed: DigestCandidate, fresh: Sequence[DigestCandidate]
) -> list[DigestCandidate]:
    """The articles of `fresh` on the story of `followed`, without `followed` itself."""
    others = [candidate for candidate in fresh if candidate.briefing.url != followed.briefing.url]
    stories = group([followed.fingerprint, *(candidate.fingerprint for candidate in others)])
    return [others[at - 1] for at in stories[0] if at > 0]


def within_bounds(of: Ingredients) -> Ingredients:
    """The same articles, with as many of their facts and lines as can be compared in time."""
    several = [one.briefing for one in (*of.fresh, *of.before)]
    kinds = [one.facts.by_kind() for one in several]
    counts = {
        kind: share([len(facts[kind]) for facts in kinds], _most_of(kind))
        for kind in Facts().by_kind()
    }
    lines = share([len(section.lines) for one in several for section in one.full], MAX_STATEMENTS)
    if lines is None and all(count is None for count in counts.values()):
        return of

    def cut(one: DigestCandidate) -> DigestCandidate:
        shortened = one.briefing.facts.first_of(counts)
        full = tuple(replace(each, lines=each.lines[:lines]) for each in one.briefing.full)
        return replace(one, briefing=replace(one.briefing, facts=shortened, full=full))

    return replace(of, fresh=[*map(cut, of.fresh)], before=[*map(cut, of.before)])


def _most_of(kind: str) -> int:
    """A field of Facts -> limit for that kind over all articles together."""
    return MAX_STATEMENTS if kind == "reactions" else MAX_EVENTS


def share(counts: Sequence[int], most: int) -> int | None:
    """How many each may keep so that the total is at most `most`, None for all."""
    if sum(counts) <= most:
        return None
    left = most
    for done, count in enumerate(sorted(counts)):
        each = left // (len(counts) - done)
        if count > each:
            return each
        left -= count
    return None


def _shown(digest: Digest) -> tuple[str, ...]:
    stories = (*digest.stories, *digest.rest)
    urls = [candidate.briefing.url for story in stories for candidate in story.fresh]
    urls += [briefing.url for story in stories for briefing in story.briefings]
    return tuple(dict.fromkeys(urls))
