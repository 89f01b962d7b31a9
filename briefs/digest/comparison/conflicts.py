"""Two sentences on one event, each in its own words -> what in them cannot both be true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefs.digest.comparison.counts_and_places import days, numbers, places
from briefs.digest.comparison.differing_place import DELAY
from briefs.digest.comparison.kinship import Kinship, kin_in
from briefs.digest.comparison.open_matters import OPEN_DEEDS, OPEN_NOUNS, statuses
from briefs.digest.comparison.opposites_and_denials import TURNING, turned
from briefs.digest.comparison.outcomes import DEFEAT, LOST, VICTORY, WON, contests, roles
from briefs.digest.comparison.slots import NOT_DONE, Slot
from briefs.digest.comparison.surface import Surface
from briefs.digest.comparison.tokens import Kind
from briefs.digest.comparison.verb_groups import Voice


def conflicts(kin: Kinship) -> Iterator[Slot]:
    """What differs, by kind."""
    found = kin.loose
    yield from turned(kin)
    yield from contests(found)
    yield from numbers(found)
    yield from days(found)
    yield from places(found)
    yield from statuses(found)
    yield from roles(found)


def may_conflict(a: Surface, b: Surface) -> bool:
    """A quick look: whether there is anything at all that may be in conflict."""
    one, other = _traits(a), _traits(b)
    if any(
        _each_alone(mine, theirs) for mine, theirs in zip(one.values, other.values, strict=True)
    ):
        return True
    if one.denials != other.denials or one.is_open is not other.is_open:
        return True
    if (one.contest and other.contest) or not one.odds.isdisjoint(other.words):
        return True
    mine, theirs = ([n for n in p.names if n in q.names] for p, q in ((one, other), (other, one)))
    return len(mine) > 1 and (mine != theirs or one.passive is not other.passive)


def _each_alone(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return bool(mine and theirs) and not (mine <= theirs or theirs <= mine)


@dataclass(frozen=True, slots=True)
class _Traits:
    """What of a sentence may be in conflict: its numbers, days and names, each by its key."""

    values: tuple[frozenset[str], ...]
    denials: int
    is_open: bool
    contest: bool
    odds: frozenset[tuple[str, str]]
    words: frozenset[tuple[str, str]]
    names: tuple[str, ...]
    passive: bool


@lru_cache(maxsize=512)
def _traits(surface: Surface) -> _Traits:
    keys: dict[Kind, list[str]] = {Kind.NUMBER: [], Kind.DAY: [], Kind.NAME: []}
    for at in surface.content:
        token = surface.tokens[at]
        if token.kind in keys:
            keys[token.kind].append(surface.keys[at][0])
    kin = kin_in(surface).values()
    verbs = {verb.lemma for verb in surface.verbs}
    nouns = {surface.tokens[at].noun for at in surface.content}
    return _Traits(
        tuple(map(frozenset, keys.values())),
        sum(token.low in TURNING for token in surface.tokens)
        + sum("under:" in mood for verb in surface.verbs for mood in verb.mood & NOT_DONE),
        bool(verbs & (OPEN_DEEDS | DELAY) or nouns & OPEN_NOUNS),
        bool(verbs & (WON | LOST) or nouns & (VICTORY | DEFEAT)),
        frozenset().union(*(each.odds for each in kin)),
        frozenset().union(*(each.words for each in kin)),
        tuple(dict.fromkeys(keys[Kind.NAME])),
        any(verb.voice is Voice.PASSIVE for verb in surface.verbs),
    )
