"""Two sentences about one event, each in its own words -> what in them cannot both be true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefs.digest.comparison.agreement.kinship import Kinship, kin_in
from briefs.digest.comparison.conflict.counts_and_places import AT, days, numbers, places
from briefs.digest.comparison.conflict.differing_parts import NOT_DONE, DifferingPart
from briefs.digest.comparison.conflict.differing_span import DELAY
from briefs.digest.comparison.conflict.open_matters import (
    OPEN_DEEDS,
    OPEN_NOUNS,
    UNDECIDED_DEEDS,
    statuses,
)
from briefs.digest.comparison.conflict.opposites_and_denials import TURNING, turned
from briefs.digest.comparison.conflict.outcomes import DEFEAT, LOST, VICTORY, WON, contests, roles
from briefs.digest.comparison.sentence.prepared_sentence import PreparedSentence, Side
from briefs.digest.comparison.sentence.tokens import Kind
from briefs.digest.comparison.sentence.verb_groups import Voice

COMPARED = (Kind.NUMBER, Kind.DAY, Kind.NAME)
OPENING = OPEN_DEEDS | DELAY
CONTESTING = WON | LOST
RESULTS = VICTORY | DEFEAT
DENIED_OR_OPEN = UNDECIDED_DEEDS | {"neg"}


def conflicts(kin: Kinship) -> Iterator[DifferingPart]:
    """What differs, by kind."""
    found = kin.loose
    yield from turned(kin)
    yield from contests(found)
    yield from numbers(found)
    yield from days(found)
    yield from places(found)
    yield from statuses(found)
    yield from roles(found)


def may_conflict(a: PreparedSentence, b: PreparedSentence) -> bool:
    """A quick look: whether there is anything at all that may be in conflict."""
    one, other = _traits(a), _traits(b)
    if not _something_differs(one, other):
        return False
    if not _names_alone(one, other):
        return True
    return (_is_placed(a) and _is_placed(b)) or (_has_two_parties(a) and _has_two_parties(b))


def _something_differs(one: _Traits, other: _Traits) -> bool:
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


def _names_alone(one: _Traits, other: _Traits) -> bool:
    """Whether only places and who did it to whom can be in conflict, as nothing else is told."""
    return (
        not (one.may_turn or other.may_turn)
        and not (one.contest and other.contest)
        and not any(
            mine and theirs for mine, theirs in zip(one.values[:2], other.values, strict=False)
        )
        and one.odds.isdisjoint(other.words)
    )


def _is_placed(sentence: PreparedSentence) -> bool:
    """Whether a name may be a place that is in conflict (counts_and_places.places)."""
    return any(
        sentence.tokens[at].kind is Kind.NAME and sentence.prepositions[at] in AT
        for at in sentence.content
    )


def _has_two_parties(sentence: PreparedSentence) -> bool:
    """Whether a name does something to a name: these may change parts (outcomes.roles)."""
    sides = [
        each
        for at in sentence.content
        if sentence.tokens[at].kind is Kind.NAME
        for each in sentence.sides[at]
    ]
    doing = {verb for verb, side in sides if side is Side.DOER}
    return any(verb in doing for verb, side in sides if side is not Side.DOER)


def _each_alone(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return bool(mine and theirs) and not (mine <= theirs or theirs <= mine)


@dataclass(frozen=True, slots=True)
class _Traits:
    """What of a sentence may be in conflict: its numbers, days and names, each by its key.

    `may_turn`: something is denied, or open still.
    """

    values: tuple[frozenset[str], ...]
    denials: int
    is_open: bool
    contest: bool
    odds: frozenset[tuple[str, str]]
    words: frozenset[tuple[str, str]]
    names: tuple[str, ...]
    passive: bool
    may_turn: bool


@lru_cache(maxsize=512)
def _traits(sentence: PreparedSentence) -> _Traits:
    kinds = [(sentence.tokens[at].kind, keys[0]) for at, keys in sentence.keys.items()]
    values = [[key for of, key in kinds if of is kind] for kind in COMPARED]
    kin = kin_in(sentence).values()
    verbs = {verb.lemma for verb in sentence.verbs}
    nouns = {sentence.tokens[at].noun for at in sentence.content}
    moods = [mood for verb in sentence.verbs for mood in verb.mood]
    denials = sum(token.low in TURNING for token in sentence.tokens) + sum(
        mood in NOT_DONE for mood in moods
    )
    is_open = not (verbs.isdisjoint(OPENING) and nouns.isdisjoint(OPEN_NOUNS))
    return _Traits(
        tuple(map(frozenset, values)),
        denials,
        is_open,
        not (verbs.isdisjoint(CONTESTING) and nouns.isdisjoint(RESULTS)),
        frozenset().union(*(each.odds for each in kin)),
        frozenset().union(*(each.words for each in kin)),
        tuple(dict.fromkeys(values[-1])),
        any(verb.voice is Voice.PASSIVE for verb in sentence.verbs),
        bool(denials or is_open or not DENIED_OR_OPEN.isdisjoint(moods)),
    )
