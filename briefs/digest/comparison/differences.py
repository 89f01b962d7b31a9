"""Two sentences on one event -> the one thing that they tell differently, with both wordings.

Everything else of them must be the same, or be told by one alone: where two things differ
(another town and another number) they tell of two events, and nothing is set against anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from briefs.digest.comparison.alignment import opposite
from briefs.digest.comparison.compare import Comparison, compare, may_miss
from briefs.digest.comparison.numerals import Number, is_torn, range_of
from briefs.digest.comparison.relations import CONCERNING
from briefs.digest.comparison.slot_words import words_of
from briefs.digest.comparison.surface import Side, Surface
from briefs.digest.comparison.tokens import NEAR_DAYS, Kind, Token
from briefs.digest.quantities import looks_aside
from briefs.facts.lexicon.gazetteer import lookup
from briefs.text.guard_words import word_set

MOST_OTHER = 0.25
"""Of the sentence that has fewer words: so much may be told by it alone."""
MOST_OTHER_LONGER = 0.6
LEAST_SHARED = 3
"""Words that say something, besides what differs; one less where nothing else is told."""
EVENT_SHARED = 0.5
"""Of the sentence with fewer words, where only a count of the same harm is compared."""
PLACED = word_set("in at near outside inside")
DONE_OR_NOT = frozenset({"neg"})
NONE = word_set("no none nobody nothing neither")
AHEAD = frozenset(
    {"future", "expect", "plan", "under:agree", "under:promise", "under:vow", "under:intend"}
)
NOT_DONE = frozenset({"under:refuse", "under:fail", "under:decline", "under:reject"})
DIMENSIONS = (
    frozenset(("$", "€", "£", "¥", "yuan", "ruble")),
    frozenset(("mile", "kilometre", "metre", "foot")),
    frozenset(("acre", "hectare", "square mile", "square kilometre")),
    frozenset(("%", "pp")),
    frozenset(("minute", "hour", "day", "week", "month", "year")),
    frozenset(("tonne", "kilogram", "barrel")),
)
"""Units of one kind. The same number of miles and of kilometres cannot both be right; two different
numbers may be one length, or one sum of money, converted."""
PEOPLE = word_set("people person persons")


class DifferenceKind(Enum):
    """What differs."""

    NUMBER = "number"
    DAY = "day"
    PLACE = "place"
    PARTY = "party"
    ACTION = "action"
    STATUS = "status"


REPLACED = (DifferenceKind.PARTY, DifferenceKind.PLACE)


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs, and each sentence's own words for it; `ahead`: a or b is still to come."""

    about: DifferenceKind
    a: str
    b: str
    value_a: str
    value_b: str
    ahead: tuple[bool, bool] = (False, False)


@lru_cache(maxsize=8192)
def difference(a: Surface, b: Surface) -> Difference | None:
    """What a tells otherwise than b, None where that is nothing, or more than one thing."""
    found = compare(a, b)
    slots = list(_slots(found))
    if len(slots) != 1:
        return None
    about, xs, ys = slots[0]
    if found.moods and about is not DifferenceKind.STATUS:
        return None
    if about is DifferenceKind.NUMBER and (looks_aside(a.text) or looks_aside(b.text)):
        return None
    if about is DifferenceKind.DAY and any(
        _status(verb.mood) == "ahead" for verb in a.verbs + b.verbs
    ):
        return None  # a plan may well change its day
    left_a = [x for x in found.left_a if x not in xs and not may_miss(found, x)]
    left_b = [y for y in found.left_b if y not in ys]
    if not _one_event(found, about, xs, ys, left_a, left_b):
        return None
    return Difference(
        about,
        words_of(a, xs),
        words_of(b, ys),
        _value(a, xs, about),
        _value(b, ys, about),
        (_ahead(a, xs), _ahead(b, ys)),
    )


def one_event(a: Surface, b: Surface) -> bool:
    """Whether two sentences that tell of the same kind of thing do so of one event.

    Their numbers may differ, and little else.
    """
    found = compare(a, b)
    numbers = {Kind.NUMBER}
    left_a = [x for x in found.left_a if a.tokens[x].kind not in numbers]
    left_b = [y for y in found.left_b if b.tokens[y].kind not in numbers]
    if _both_named(found, left_a, left_b):
        return False
    sizes = [_telling(a), _telling(b)]
    shared = sum(
        a.tokens[x].kind not in numbers and a.tokens[x].low not in PEOPLE for x in found.pairs
    )
    return shared >= EVENT_SHARED * max(1, min(sizes))


def _telling(surface: Surface) -> int:
    return sum(
        surface.tokens[at].kind is not Kind.NUMBER and surface.tokens[at].low not in PEOPLE
        for at in surface.content
    )


def _one_event(
    found: Comparison,
    about: DifferenceKind,
    xs: list[int],
    ys: list[int],
    left_a: list[int],
    left_b: list[int],
) -> bool:
    if _both_named(found, left_a, left_b):
        return False
    swapped = any(x in found.pairs for x in xs)
    shared = [x for x in found.pairs if x not in xs or swapped]
    nothing_else = not left_a and not left_b
    if about in REPLACED and (not nothing_else or len(shared) < LEAST_SHARED):
        return False  # "placed Vilks on leave", "placed Fell on leave": both may be true
    if len(shared) < LEAST_SHARED - (nothing_else and not _points_back(found)):
        return False
    if any(x not in xs and found.pairs[x] not in ys for x in found.crossed):
        return False
    return _alike_enough(len(left_a), found.a, len(left_b), found.b)


def _alike_enough(left_a: int, a: Surface, left_b: int, b: Surface) -> bool:
    """Whether hardly any token is left of one of two sentences, and not too many of the other."""
    shares = sorted(left / max(1, len(each.content)) for left, each in ((left_a, a), (left_b, b)))
    return shares[0] <= MOST_OTHER and shares[1] <= MOST_OTHER_LONGER


def _points_back(found: Comparison) -> bool:
    """Whether a sentence speaks of "it": what that is may differ."""
    tokens = found.a.tokens + found.b.tokens
    return any(token.low in ("it", "them", "this", "that") for token in tokens)


def _both_named(found: Comparison, left_a: Iterable[int], left_b: Iterable[int]) -> bool:
    """Whether each has a name or a day that the other lacks: then they may be of two events."""
    a, b = found.a, found.b
    mine = [
        x for x in left_a if a.tokens[x].kind in (Kind.NAME, Kind.DAY) and not may_miss(found, x)
    ]
    theirs = [y for y in left_b if b.tokens[y].kind in (Kind.NAME, Kind.DAY)]
    return bool(mine and theirs)


# ----------------------------------------------------------------------------- slots


Slot = tuple[DifferenceKind, list[int], list[int]]


def _slots(found: Comparison) -> Iterator[Slot]:
    """What differs, place by place."""
    yield from _opposites(found)
    yield from _numbers(found)
    yield from _days(found)
    yield from _names(found)
    yield from _moods(found)
    yield from _roles(found)


def _opposites(found: Comparison) -> Iterator[Slot]:
    a, b = found.a, found.b
    for x in found.left_a:
        is_verb = x in a.verb_at
        if not is_verb and a.tokens[x].kind is not Kind.WORD:
            continue
        for y in found.left_b:
            if is_verb is not (y in b.verb_at) or not opposite(a.tokens[x], b.tokens[y]):
                continue
            if not is_verb or _same_parties(found, x, y):
                yield DifferenceKind.ACTION, [x], [y]


def _same_parties(found: Comparison, x: int, y: int) -> bool:
    """Whether two verbs have the same doer or the same thing done to, and neither crosswise."""
    a, b = found.a, found.b
    verb, verb_too = a.verb_at[x], b.verb_at[y]
    shared = False
    for mine, theirs in found.pairs.items():
        side = next((s for v, s in a.sides[mine] if v == verb), None)
        side_too = next((s for v, s in b.sides[theirs] if v == verb_too), None)
        if {side, side_too} == {Side.DOER, Side.DONE_TO}:
            return False
        before = mine < x and theirs < y
        core = side in (Side.DOER, Side.DONE_TO) or (before and not a.prepositions[mine])
        shared = shared or (side is not None and side is side_too and core)
    return shared


def _numbers(found: Comparison) -> Iterator[Slot]:
    a, b = found.a, found.b
    for x in found.left_a:
        one = _counted(a, x)
        for y in found.left_b if one else ():
            other = _counted(b, y)
            alike = _belong_alike(found, x, y) or _only_ones(found, x, y)
            if one and other and alike and not _agree(one, other):
                yield DifferenceKind.NUMBER, [x], [y]


def _only_ones(found: Comparison, x: int, y: int) -> bool:
    """Whether each is the one number of its sentence, after the same preposition."""
    number = found.a.tokens[x].number
    if number is None or not number.unit:
        return False
    numbers = [sum(t.kind is Kind.NUMBER for t in each.tokens) for each in (found.a, found.b)]
    return numbers == [1, 1] and found.a.prepositions[x] == found.b.prepositions[y]


def _counted(surface: Surface, at: int) -> Number | None:
    """The number at a place; None for a part of a name ("Flight 175") and for "one of them"."""
    token = surface.tokens[at]
    number = token.number
    if number is None or (at and surface.tokens[at - 1].kind is Kind.NAME):
        return None
    if is_torn(surface.text, token.start, token.end):
        return None
    of = at + 1 < len(surface.tokens) and surface.tokens[at + 1].low == "of"
    return None if of and number.value == 1 else number


def _agree(a: Number, b: Number) -> bool:
    """Whether some number fits both; amounts in different units may be one, converted."""
    if a.unit != b.unit:
        both = any(a.unit in kind and b.unit in kind for kind in DIMENSIONS)
        return not (both and a.value == b.value)
    (low, high), (low_too, high_too) = range_of(a), range_of(b)
    strict = ">" in (a.bound, b.bound) or "<" in (a.bound, b.bound)
    if strict and (low == high_too or low_too == high):
        return False
    return low <= high_too and low_too <= high


def _belong_alike(found: Comparison, x: int, y: int) -> bool:
    """Whether two tokens hang on the same word, or on the same verb in the same way."""
    a, b = found.a, found.b
    if any(found.pairs.get(head) in b.heads[y] for head in a.heads[x]):
        return a.prepositions[x] == b.prepositions[y] or bool(a.heads[x])
    mine = {(found.pairs.get(a.verbs[v].at), side) for v, side in a.sides[x]}
    theirs = {(b.verbs[v].at, side) for v, side in b.sides[y]}
    return bool(mine & theirs) and a.prepositions[x] == b.prepositions[y]


def _days(found: Comparison) -> Iterator[Slot]:
    a, b = found.a, found.b
    for x in found.left_a:
        for y in found.left_b if a.tokens[x].kind is Kind.DAY else ():
            alike = b.tokens[y].kind is Kind.DAY and _other_day(a.tokens[x], b.tokens[y])
            if alike and _belong_alike(found, x, y):
                yield DifferenceKind.DAY, [x], [y]


def _other_day(a: Token, b: Token) -> bool:
    """Whether two are sure to be of different days: both dates, or both weekdays."""
    if a.name != a.noun and b.name != b.noun:
        return a.name != b.name
    plain = not {a.noun, b.noun} & NEAR_DAYS and a.noun.isalpha() == b.noun.isalpha()
    return plain and a.noun != b.noun


def _names(found: Comparison) -> Iterator[Slot]:
    """Two names of which no word is the same, in one place of the sentence."""
    a, b = found.a, found.b
    seen: set[int] = set()
    for x in found.left_a:
        if a.tokens[x].kind is not Kind.NAME or x in seen:
            continue
        run = _run(a, x)
        seen.update(run)
        if any(at in found.pairs for at in run):
            continue
        for y in found.left_b:
            theirs = _run(b, y) if b.tokens[y].kind is Kind.NAME else []
            if not theirs or y != theirs[0] or set(theirs) & set(found.pairs.values()):
                continue
            if _belong_alike(found, run[-1], theirs[-1]):
                place = a.prepositions[run[0]] in PLACED
                if _initials(a, run) == _initials(b, theirs):
                    continue
                if place and _is_country(a, run) != _is_country(b, theirs):
                    continue  # one may lie in the other
                yield (DifferenceKind.PLACE if place else DifferenceKind.PARTY), run, theirs


def _initials(surface: Surface, run: list[int]) -> str:
    """As in "L.A." and "Los Angeles"."""
    text = "".join(surface.tokens[at].text for at in run)
    return "".join(sign for sign in text if sign.isupper())


def _is_country(surface: Surface, run: list[int]) -> bool:
    entry = lookup(" ".join(surface.tokens[at].text for at in run))
    return entry is not None and not entry.seat


def _run(surface: Surface, at: int) -> list[int]:
    first = last = at
    while first > 0 and surface.tokens[first - 1].kind is Kind.NAME:
        first -= 1
    while last + 1 < len(surface.tokens) and surface.tokens[last + 1].kind is Kind.NAME:
        last += 1
    return list(range(first, last + 1))


def _moods(found: Comparison) -> Iterator[Slot]:
    nones = [sum(token.low in NONE for token in each.tokens) for each in (found.a, found.b)]
    if nones[0] == nones[1] > 0:
        return  # "no deal was reached", "reached no deal"
    for v, w in found.moods:
        if not _same_parties(found, found.a.verbs[v].at, found.b.verbs[w].at):
            continue
        one, other = found.a.verbs[v].mood, found.b.verbs[w].mood
        kinds = {_status(one), _status(other)}
        if None not in kinds and len(kinds) == 2:
            # one of them is enough: what is denied of a verb is denied of those below it
            yield DifferenceKind.STATUS, [found.a.verbs[v].at], [found.b.verbs[w].at]
            return


def _status(mood: frozenset[str]) -> str | None:
    """As in "done", "not done" or "ahead"; None for what is only possible, wished or supposed."""
    if not mood:
        return "done"
    if mood <= DONE_OR_NOT or mood <= NOT_DONE:
        return "not done"
    return "ahead" if mood <= AHEAD else None


def _roles(found: Comparison) -> Iterator[Slot]:
    """Two parties that have changed places: the doer of one is whom it is done to in the other."""
    a, b = found.a, found.b
    doers = [
        x
        for x, y in found.pairs.items()
        if _is_doer(a, x) and _is_other(b, y) and found.is_crossed(x)
    ]
    others = [
        y
        for x, y in found.pairs.items()
        if doers and _is_doer(b, y) and _is_other(a, x) and found.is_crossed(x)
    ]
    if doers and others:
        yield DifferenceKind.PARTY, doers, others


def _is_doer(surface: Surface, at: int) -> bool:
    return [side for _, side in surface.sides[at][:1]] == [Side.DOER]


def _is_other(surface: Surface, at: int) -> bool:
    """Whom it is done to, or against."""
    sides = [side for _, side in surface.sides[at][:1]]
    concerned = sides == [Side.OTHER] and surface.prepositions[at] in CONCERNING
    return sides == [Side.DONE_TO] or concerned


# --------------------------------------------------------------------------- wording


def _value(surface: Surface, slot: list[int], about: DifferenceKind) -> str:
    """What versions are told apart by."""
    tokens = [surface.tokens[at] for at in slot]
    if about is DifferenceKind.STATUS:
        return _status(surface.verbs[surface.verb_at[slot[0]]].mood) or ""
    return " ".join(str(t.number) if t.number else t.name or t.verb or t.noun for t in tokens)


def _ahead(surface: Surface, slot: list[int]) -> bool:
    """Whether the verb of a slot is still to come."""
    verbs = [surface.verb_at[at] for at in slot if at in surface.verb_at]
    return any(_status(surface.verbs[verb].mood) == "ahead" for verb in verbs)
