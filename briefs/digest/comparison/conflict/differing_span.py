"""The one place in which two sentences differ -> what it tells differently, if that contradicts.

Whatever is not in the lists below is held to be no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefs.digest.comparison.agreement.alignment import opposite
from briefs.digest.comparison.agreement.parties import is_other_side
from briefs.digest.comparison.conflict.differences import Difference
from briefs.digest.comparison.conflict.differing_parts import (
    DifferenceKind,
    counted_otherwise,
    other_day,
    selects,
    status_of,
)
from briefs.digest.comparison.conflict.wording import opening
from briefs.digest.comparison.sentence.prepared_sentence import PREPOSITIONS, PreparedSentence
from briefs.digest.comparison.sentence.tokens import Kind, Token
from briefs.digest.comparison.sentence.verb_groups import BE, HAVE, NOT, SCHEDULED
from briefs.digest.lexicon.word_relations import stepped
from briefs.text.guard_words import word_set

DENYING = NOT | word_set("no none nobody nothing without")
LIGHT = word_set(
    "be any some several many few one people person anyone someone anything ever of to"
)
"""What a denial may take the place of, or stand beside, and be no more than a denial."""
# What makes of a deed one that is still to come, or may come. Own lists.
AHEAD = word_set("will shall 'll")
POSSIBLE = word_set("may might")
AHEAD_BEFORE_TO = (
    word_set(
        "plan intend aim mean promise pledge vow agree threaten offer consider weigh mull "
        "contemplate hope want expect schedule prepare seek ready willing likely poise go close"
    )
    | SCHEDULED
)
BESIDE_AHEAD = word_set("to still yet whether")
ACCUSED = word_set("suspect question accuse arrest detain charge indict")
JUDGED = word_set("convict sentence acquit")
DELAY = word_set("postpone put_off delay defer shelve adjourn")
DECISIONS = word_set("decision vote ruling rule verdict judgment judgement debate")
DECIDE = word_set("approve adopt pass endorse back reject block veto turn_down ratify accept")
STILL_TO_COME = ("ahead", "possible")
ALL = word_set("all every most both")
NOT_DONE = word_set("refuse fail decline reject")
NEARLY = word_set("almost nearly narrowly")
TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
RATES = word_set("second minute hour day night week fortnight month quarter year decade")
PER = word_set("a an per every each")
CONTRARY = [
    frozenset(pair)
    for pair in (
        ("inside", "outside"), ("above", "below"), ("before", "after"), ("with", "without"),
        ("for", "against"), ("into", "from"), ("up", "down"), ("ahead", "behind"),
    )
]  # fmt: skip
"""Prepositions."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A word of a sentence as it is set beside another; `at` is its token."""

    key: str
    at: int


@dataclass(frozen=True, slots=True)
class DifferingSpan:
    """A sentence, its units, and which of them [start, end) stand in the differing place."""

    sentence: PreparedSentence
    units: Sequence[Unit]
    start: int
    end: int

    @property
    def inside(self) -> Sequence[Unit]:
        """The units of the place."""
        return self.units[self.start : self.end]

    @property
    def following(self) -> Unit | None:
        """The unit after it."""
        return self.units[self.end] if self.end < len(self.units) else None

    @property
    def words(self) -> str:
        """The place with the words around it, up to one on each side that says something."""
        first, last = self.start, self.end - 1
        for first in range(max(0, self.start - 1), -1, -1):
            if self.sentence.tokens[self.units[first].at].content:
                break
        for last in range(min(self.end, len(self.units) - 1), len(self.units)):
            if self.sentence.tokens[self.units[last].at].content:
                break
        start = opening(self.sentence, self.units[first].at)
        return text_of(self.sentence, start, self.units[last].at)


def key_of(token: Token) -> str:
    """What a word is taken for, whatever its form."""
    if token.number is not None:
        return f"#{token.number.value}{token.number.bound}{token.number.unit}"
    if token.kind in (Kind.DAY, Kind.NAME):
        return token.name or token.low
    if token.low in BE or token.low == "n't":
        return "be" if token.low in BE else "not"
    return token.verb or token.noun or token.low


def text_of(sentence: PreparedSentence, first: int, last: int) -> str:
    """A sentence's words from one token to another."""
    return sentence.text[sentence.tokens[first].start : sentence.tokens[last].end]


def judged(one: DifferingSpan, other: DifferingSpan) -> Iterator[Difference]:
    """The differing place -> what it tells differently, the surest first."""
    status, status_too = _status(one), _status(other)
    if status and status_too and status != status_too:
        yield _difference(DifferenceKind.STATUS, one, other, (status, status_too))
        return
    a, b = one.sentence, other.sentence
    x, y = one_word(one), one_word(other)
    times = {_times(one), _times(other)}
    if (None not in times and len(times) > 1) or _other_rate(one, x, other, y):
        yield _difference(DifferenceKind.NUMBER, one, other)
    delayed = [_is_delayed(each, verb) for each, verb in ((one, other), (other, one))]
    if any(delayed):
        steps = ["ahead" if each else "done" for each in delayed]
        yield _difference(DifferenceKind.STATUS, one, other, steps)
    if x is None or y is None or is_other_side(a, x, b, y):
        return
    p, q = a.tokens[x], b.tokens[y]
    if counted_otherwise(a, x, b, y):
        yield _difference(DifferenceKind.NUMBER, one, other)
    elif p.kind is q.kind is Kind.DAY and other_day(p, q) and not _is_plan(a, b):
        yield _difference(DifferenceKind.DAY, one, other)
    elif (opposite(p, q) and not selects(a, x)) or frozenset((p.low, q.low)) in CONTRARY:
        yield _difference(DifferenceKind.ACTION, one, other)
    elif _step_too_far(one, p, other, q):
        ahead = ["ahead" if "still" in side.words.split() else "done" for side in (one, other)]
        yield _difference(DifferenceKind.STATUS, one, other, ahead)
    elif _other_party(one, x, other, y):
        yield _difference(DifferenceKind.PARTY, one, other)


def _difference(
    about: DifferenceKind,
    one: DifferingSpan,
    other: DifferingSpan,
    status: Sequence[str] = ("done", "done"),
) -> Difference:
    words, words_too = one.words, other.words
    ahead, ahead_too = (each in STILL_TO_COME for each in status)
    return Difference(about, words, words_too, words.lower(), words_too.lower(), (ahead, ahead_too))


def _status(side: DifferingSpan) -> str | None:
    """What the place makes of the rest: "done", "not done" or "ahead"; None if it tells more."""
    keys = {unit.key for unit in side.inside if not unit.key.startswith("#1.0")}
    after = side.following
    before_verb = after is not None and side.sentence.tokens[after.at].verb is not None
    said = keys - LIGHT
    if before_verb and {"be", "to"} <= keys <= LIGHT:
        return "ahead"  # "is to sign"
    if not said or said <= ALL:
        return "done"
    if keys & DENYING:
        return _denied(side, said - DENYING, before_verb)
    if "to" in keys and said <= NOT_DONE:
        return "not done"
    if before_verb and said <= NEARLY:
        return "not done"
    if before_verb and said <= POSSIBLE:
        return "possible"
    hanging = said & AHEAD_BEFORE_TO
    if not said <= AHEAD | AHEAD_BEFORE_TO | BESIDE_AHEAD or (
        hanging and not keys & {"to", "whether"}
    ):
        return None
    known = before_verb or {"close", "to"} <= keys
    return "ahead" if known and (hanging or said & AHEAD) - BESIDE_AHEAD else None


def _denied(side: DifferingSpan, rest: set[str], before_verb: bool) -> str | None:
    """A denial, and what it stands beside."""
    after = side.following
    if after is not None and side.sentence.tokens[after.at].kind is Kind.NUMBER:
        return None  # "No 10", "no 18-year-old"
    if rest == {"yet"}:
        return "ahead"
    without = side.inside[-1].key == "without" and len(rest) <= 1
    if rest and not (without and before_verb):
        return None
    first = side.inside[0].at
    perfect = first > 0 and side.sentence.tokens[first - 1].low in HAVE
    return "ahead" if perfect and before_verb else "not done"


def one_word(side: DifferingSpan) -> int | None:
    """The only word of a place that says something, or the only word."""
    tokens = side.sentence.tokens
    inside = [unit for unit in side.inside if unit.key not in ("be", "still")]
    telling = [unit.at for unit in inside if tokens[unit.at].content]
    if len(telling) == 1:
        rest = (unit for unit in inside if unit.at != telling[0])
        return telling[0] if all(tokens[unit.at].low in PREPOSITIONS for unit in rest) else None
    return inside[0].at if len(inside) == 1 else None


def _times(side: DifferingSpan) -> float | None:
    """As in "twice", "three times": how often, None where that is not what the place tells."""
    keys = [unit.key for unit in side.inside]
    if len(keys) == 1:
        return TIMES.get(keys[0])
    number = side.sentence.tokens[side.inside[0].at].number if keys else None
    return number.value if number and len(keys) == 2 and keys[1] == "time" else None


def _other_rate(one: DifferingSpan, x: int | None, other: DifferingSpan, y: int | None) -> bool:
    """As in "$4 million a year", "$4 million a month"."""
    if x is None or y is None or x == 0 or y == 0:
        return False
    tokens, tokens_too = one.sentence.tokens, other.sentence.tokens
    each = tokens[x - 1].low in PER and tokens_too[y - 1].low in PER
    return each and {tokens[x].noun, tokens_too[y].noun} <= RATES


def _is_plan(a: PreparedSentence, b: PreparedSentence) -> bool:
    """Whether something is still to come: a plan may well change its day."""
    return any(status_of(verb.mood) == "ahead" for verb in a.verbs + b.verbs)


def _step_too_far(one: DifferingSpan, p: Token, other: DifferingSpan, q: Token) -> bool:
    """As in "still searching for" and "found", or charged and sentenced on the same day."""
    still = [any(unit.key == "still" for unit in side.inside) for side in (one, other)]
    if still[0] is not still[1]:
        return stepped(p.verb or "", q.verb or "")
    days = [{t.name for t in side.sentence.tokens if t.kind is Kind.DAY} for side in (one, other)]
    court = [(p.verb, q.verb), (q.verb, p.verb)]
    return days[0] == days[1] != set() and any(x in ACCUSED and y in JUDGED for x, y in court)


def _is_delayed(one: DifferingSpan, other: DifferingSpan) -> bool:
    """As in "postponed its decision on" and "approved"."""
    keys, at = {unit.key for unit in one.inside}, one_word(other)
    if at is None or other.sentence.tokens[at].verb not in DECIDE:
        return False
    return bool(keys & DELAY and keys & DECISIONS) and one.inside[-1].key == "on"


def _other_party(one: DifferingSpan, x: int, other: DifferingSpan, y: int) -> bool:
    """As in "killing the bus driver", "the truck driver", of a bus and a truck that both name."""
    for side, at in ((one, x), (other, y)):
        token = side.sentence.tokens[at]
        if token.kind is not Kind.WORD or at in side.sentence.verb_at:
            return False
    keys = [{unit.key for unit in side.units if unit not in side.inside} for side in (one, other)]
    return all(
        key_of(side.sentence.tokens[at]) in keys[0] & keys[1] for side, at in ((one, x), (other, y))
    )
