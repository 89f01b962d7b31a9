"""Two compared sentences -> the parts in which they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum

from briefs.digest.comparison.agreement.alignment import has_opposite, opposite
from briefs.digest.comparison.agreement.compare import Comparison
from briefs.digest.comparison.agreement.parties import (
    changed_sides,
    is_mutual,
    roles_are_swapped,
    same_parties,
)
from briefs.digest.comparison.agreement.relations import CONCERNING
from briefs.digest.comparison.sentence.dates_and_places import WEEKDAYS
from briefs.digest.comparison.sentence.numerals import Number, is_torn, range_of
from briefs.digest.comparison.sentence.prepared_sentence import PreparedSentence, Side
from briefs.digest.comparison.sentence.tokens import NEAR_DAYS, Kind, Token
from briefs.digest.comparison.sentence.verb_groups import UNDECIDED
from briefs.digest.lexicon.word_relations import relations
from briefs.digest.quantities import ASKED
from briefs.facts.lexicon.gazetteer import lookup
from briefs.text.guard_words import word_set
from briefs.word_lists import columns

PLACED = word_set("in at near outside inside")
DONE_OR_NOT = frozenset({"neg"})
NONE = word_set("no none nobody nothing neither")
AHEAD = frozenset(
    {"future", "expect", "plan", "under:agree", "under:promise", "under:vow", "under:intend"}
) | {f"under:{verb}" for verb in ("consider", "weigh", "mull", "contemplate")}
OPEN = frozenset({UNDECIDED, "if"})
"""As in "considering whether to charge": "whether" alone would be a condition."""
NOT_DONE = frozenset(
    f"under:{word}"
    for word in columns(
        "refuse fail decline reject unable inability failure refusal without avoid "
        "postpone delay put_off defer cancel call_off"
    )
)
WHENCE, WHITHER = "from", ("to", "into", "towards", "toward")
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
SELECTING = word_set(
    "northern southern eastern western north south east west first last former current upper lower "
    "inner outer old new left right early late young larger smaller best worst male female"
)
CLOCK = word_set("p a pm am p.m a.m p.m. a.m. gmt")
SHARES = ("%", "percent", "per cent", "pct")
REACH_OF_SHARE = 5
"""Words after a share in which it says of whom."""


class DifferenceKind(Enum):
    """What differs."""

    NUMBER = "number"
    DAY = "day"
    PLACE = "place"
    PARTY = "party"
    ACTION = "action"
    STATUS = "status"


DifferingPart = tuple[DifferenceKind, list[int], list[int]]


def differing_parts(found: Comparison) -> Iterator[DifferingPart]:
    """The parts in which the sentences differ."""
    yield from _opposites(found)
    yield from _numbers(found)
    yield from _days(found)
    yield from _names(found)
    yield from _moods(found)
    yield from _roles(found)
    yield from _ways(found)


def _opposites(found: Comparison) -> Iterator[DifferingPart]:
    a, b = found.a, found.b
    for x in found.left_a:
        is_verb = x in a.verb_at
        if (not is_verb and a.tokens[x].kind is not Kind.WORD) or not has_opposite(a.tokens[x]):
            continue
        for y in found.left_b:
            if is_verb is not (y in b.verb_at) or not opposite(a.tokens[x], b.tokens[y]):
                continue
            if is_verb:
                against = same_parties(found, x, y) and _as_sure(found, x, y)
            else:
                against = not selects(a, x) and not changed_sides(found, x, y)
            if against:
                yield DifferenceKind.ACTION, [x], [y]


def _as_sure(found: Comparison, x: int, y: int) -> bool:
    """Whether both verbs tell of a deed done, or both of one denied, or still to come."""
    a, b = found.a, found.b
    mood, mood_too = a.verbs[a.verb_at[x]].mood, b.verbs[b.verb_at[y]].mood
    return status_of(mood) == status_of(mood_too)


def selects(sentence: PreparedSentence, at: int) -> bool:
    """As in "the northern road", "the old mill": which one is meant, and the other may be too."""
    after = sentence.tokens[at + 1] if at + 1 < len(sentence.tokens) else None
    if after is None or after.kind is not Kind.WORD or at + 1 in sentence.verb_at:
        return False
    token = sentence.tokens[at]
    chosen = (
        bool(at) and sentence.tokens[at - 1].low == "the" and token.noun not in relations().nouns
    )
    return token.low in SELECTING or chosen


def _numbers(found: Comparison) -> Iterator[DifferingPart]:
    a, b = found.a, found.b
    for x in found.left_a:
        for y in found.left_b if count_at(a, x) else ():
            alike = _belong_alike(found, x, y) or _only_ones(found, x, y)
            if alike and counted_otherwise(a, x, b, y):
                yield DifferenceKind.NUMBER, [x], [y]


def counted_otherwise(a: PreparedSentence, x: int, b: PreparedSentence, y: int) -> bool:
    """Whether two tokens are counts that cannot both be right."""
    one, other = count_at(a, x), count_at(b, y)
    if one is None or other is None or "th" in (one.unit, other.unit):
        return False  # the first blast and the second
    return not (_agree(one, other) or _is_poll(a, x))


def _is_poll(sentence: PreparedSentence, at: int) -> bool:
    """As in "40 percent of registered voters": polls differ without a contradiction."""
    after = sentence.tokens[at + 1 : at + 1 + REACH_OF_SHARE]
    return sentence.tokens[at].text.endswith(SHARES) and any(t.low in ASKED for t in after)


def _only_ones(found: Comparison, x: int, y: int) -> bool:
    """Whether each is the one number of its sentence, after the same preposition."""
    number = found.a.tokens[x].number
    if number is None or not number.unit:
        return False
    numbers = [sum(t.kind is Kind.NUMBER for t in each.tokens) for each in (found.a, found.b)]
    return numbers == [1, 1] and found.a.prepositions[x] == found.b.prepositions[y]


def count_at(sentence: PreparedSentence, at: int) -> Number | None:
    """The number at a place; None for a part of a name ("Flight 175") and for "one of them"."""
    token = sentence.tokens[at]
    number = token.number
    if number is None or (at and sentence.tokens[at - 1].kind is Kind.NAME):
        return None
    if is_torn(sentence.text, token.start, token.end) or _is_clock(sentence, at):
        return None
    of = at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].low == "of"
    return None if of and number.value == 1 else number


def _is_clock(sentence: PreparedSentence, at: int) -> bool:
    """A time of day, as in "7:30", "6 p.m."."""
    before, after = sentence.tokens[max(0, at - 1) : at], sentence.tokens[at + 1 : at + 3]
    colon = any(token.text == ":" for token in (*before, *after[:1]))
    return colon or any(token.low in CLOCK for token in after[:1])


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


def _days(found: Comparison) -> Iterator[DifferingPart]:
    a, b = found.a, found.b
    for x in found.left_a:
        for y in found.left_b if a.tokens[x].kind is Kind.DAY else ():
            alike = b.tokens[y].kind is Kind.DAY and other_day(a.tokens[x], b.tokens[y])
            if alike and _belong_alike(found, x, y):
                yield DifferenceKind.DAY, [x], [y]


def other_day(a: Token, b: Token) -> bool:
    """Whether two are sure to be of different days: both dates, or both weekdays."""
    if a.name != a.noun and b.name != b.noun:
        return a.name != b.name
    plain = not {a.noun, b.noun} & NEAR_DAYS and a.noun.isalpha() == b.noun.isalpha()
    of_one_kind = (a.noun in WEEKDAYS) is (b.noun in WEEKDAYS)  # no weekday and month
    return plain and of_one_kind and a.noun != b.noun


def _names(found: Comparison) -> Iterator[DifferingPart]:
    """Two names without a common word in the same place of the sentence."""
    a, b = found.a, found.b
    seen: set[int] = set()
    for x in found.left_a:
        if a.tokens[x].kind is not Kind.NAME or x in seen:
            continue
        run = name_at(a, x)
        seen.update(run)
        if any(at in found.pairs for at in run):
            continue
        for y in found.left_b:
            theirs = name_at(b, y) if b.tokens[y].kind is Kind.NAME else []
            if not theirs or y != theirs[0] or set(theirs) & set(found.pairs.values()):
                continue
            if _belong_alike(found, run[-1], theirs[-1]):
                place = a.prepositions[run[0]] in PLACED
                if initials(a, run) == initials(b, theirs):
                    continue
                if place and is_country(a, run) != is_country(b, theirs):
                    continue  # one may lie in the other
                yield (DifferenceKind.PLACE if place else DifferenceKind.PARTY), run, theirs


def initials(sentence: PreparedSentence, run: Sequence[int]) -> str:
    """As in "L.A." and "Los Angeles"."""
    text = "".join(sentence.tokens[at].text for at in run)
    return "".join(sign for sign in text if sign.isupper())


def is_country(sentence: PreparedSentence, run: Sequence[int]) -> bool:
    """Whether a name is a country's."""
    entry = lookup(" ".join(sentence.tokens[at].text for at in run))
    return entry is not None and not entry.seat


def name_at(sentence: PreparedSentence, at: int) -> list[int]:
    """The name, of one word or more, that a token is part of."""
    first = last = at
    while first > 0 and sentence.tokens[first - 1].kind is Kind.NAME:
        first -= 1
    while last + 1 < len(sentence.tokens) and sentence.tokens[last + 1].kind is Kind.NAME:
        last += 1
    return list(range(first, last + 1))


def _moods(found: Comparison) -> Iterator[DifferingPart]:
    if not found.moods:
        return
    nones = [sum(token.low in NONE for token in each.tokens) for each in (found.a, found.b)]
    if nones[0] == nones[1] > 0:
        return  # "no deal was reached", "reached no deal"
    for v, w in found.moods:
        if not same_parties(found, found.a.verbs[v].at, found.b.verbs[w].at):
            continue
        one, other = found.a.verbs[v].mood, found.b.verbs[w].mood
        kinds = {status_of(one), status_of(other)}
        if None not in kinds and len(kinds) == 2:
            # one of them is enough: what is denied of a verb is denied of those below it
            yield DifferenceKind.STATUS, [found.a.verbs[v].at], [found.b.verbs[w].at]
            return


def status_of(mood: frozenset[str]) -> str | None:
    """As in "done", "not done" or "ahead"; None for what is only possible, wished or supposed."""
    if not mood:
        return "done"
    if mood <= DONE_OR_NOT or mood <= NOT_DONE:
        return "not done"
    return "ahead" if mood <= AHEAD or (UNDECIDED in mood and mood <= OPEN) else None


def _roles(found: Comparison) -> Iterator[DifferingPart]:
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
    mutual = any(is_mutual(a, x) for x in doers) or roles_are_swapped(found, doers, others)
    if doers and others and not mutual:
        yield DifferenceKind.PARTY, doers, others


def _ways(found: Comparison) -> Iterator[DifferingPart]:
    """Two places that have changed their parts: from Oslo to Paris, from Paris to Oslo."""
    a, b = found.a, found.b
    if WHENCE not in a.prepositions or WHENCE not in b.prepositions:
        return
    for whither in WHITHER:
        mine, theirs = (
            {part: _named_after(each, part) for part in (WHENCE, whither)} for each in (a, b)
        )
        back = {part: [found.pairs.get(x) for x in xs] for part, xs in mine.items()}
        swapped = back[WHENCE] == theirs[whither] and back[whither] == theirs[WHENCE]
        if mine[WHENCE] and mine[whither] and swapped:
            yield DifferenceKind.PLACE, mine[WHENCE], theirs[WHENCE]


def _named_after(sentence: PreparedSentence, preposition: str) -> list[int]:
    """The names in phrases that begin with a preposition."""
    return [
        at
        for at in sentence.content
        if sentence.tokens[at].kind is Kind.NAME and sentence.prepositions[at] == preposition
    ]


def _is_doer(sentence: PreparedSentence, at: int) -> bool:
    return _first_side(sentence, at) is Side.DOER


def _is_other(sentence: PreparedSentence, at: int) -> bool:
    """Whom it is done to, or against."""
    side = _first_side(sentence, at)
    concerned = side is Side.OTHER and sentence.prepositions[at] in CONCERNING
    return side is Side.DONE_TO or concerned


def _first_side(sentence: PreparedSentence, at: int) -> Side | None:
    """Which side of the first verb that it belongs to a token stands on."""
    sides = sentence.sides[at]
    return sides[0][1] if sides else None
