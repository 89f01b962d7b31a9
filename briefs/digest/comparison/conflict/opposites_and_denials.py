"""Two sentences about one event -> what is turned round in it: opposites, and what one denies."""

from __future__ import annotations

from collections.abc import Iterator

from briefs.digest.comparison.agreement.compare import DENYING, Comparison
from briefs.digest.comparison.agreement.kinship import Kinship
from briefs.digest.comparison.agreement.parties import changed_sides, same_parties
from briefs.digest.comparison.conflict.differing_parts import (
    NOT_DONE,
    DifferenceKind,
    DifferingPart,
    selects,
)
from briefs.digest.comparison.conflict.outcomes import DEFEAT, LOST, NON_EVENT_VERBS, VICTORY, WON
from briefs.digest.comparison.sentence.prepared_sentence import PreparedSentence, Side
from briefs.digest.comparison.sentence.tokens import Kind
from briefs.text.guard_words import word_set

NO = word_set("no without neither")
TURNING = DENYING | NO | {"against"}
"""Words without which nothing is denied, and nobody is against what others are for."""
DENIALS = frozenset({"neg", "can"}) | NOT_DONE
# Verbs of what is held to be so, and of what is said to be so. Own lists.
BELIEVED = word_set("believe think suppose hope wish doubt fear suspect imagine claim allege")
CLAIMED = word_set("say tell claim argue insist")
# "got no protection", "will face looser rules": whose it is stands before the verb. Own list.
CARRYING = word_set(
    "have get give take make face see suffer receive offer show provide bring enjoy report post"
)
DECIDING = frozenset(
    f"under:{verb}" for verb in ("vote", "decide", "agree", "resolve", "opt", "choose", "plan")
) | {"future", "plan"}


def turned(kin: Kinship) -> Iterator[DifferingPart]:
    """Opposites or a denial; both together tell the same again."""
    found = kin.loose
    odds = [(x, y) for x, y in kin.at_odds if _of_one_thing(found, x, y)]
    denied = [(x, y) for x, y in found.pairs.items() if _denied_in_one(found, x, y)]
    if denied and not kin.at_odds:
        yield DifferenceKind.STATUS, [denied[0][0]], [denied[0][1]]
    if denied:
        return
    sides = [(x, y) for x, y in found.pairs.items() if _on_other_side(found, x, y)]
    for x, y in (sides or odds)[:1]:
        yield DifferenceKind.ACTION, [x], [y]


def _on_other_side(found: Comparison, x: int, y: int) -> bool:
    """As in "voted for the budget", "voted against it"."""
    if {found.a.prepositions[x], found.b.prepositions[y]} != {"for", "against"}:
        return False
    return any(found.verbs.get(v) == w for v, _ in found.a.sides[x] for w, _ in found.b.sides[y])


def _denied_in_one(found: Comparison, x: int, y: int) -> bool:
    """Whether a deed of both, with the same parties, is denied in one alone."""
    a, b = found.a, found.b
    v, w = a.verb_at.get(x), b.verb_at.get(y)
    if v is None and w is None:
        return False
    if NON_EVENT_VERBS & {a.tokens[x].verb, b.tokens[y].verb} or is_denied(a, x) is is_denied(b, y):
        return False
    if v is not None and w is not None:
        nobody = _of_nobody(a, v) or _of_nobody(b, w)
        if not (nobody or same_parties(found, x, y)) or _other_time(a, v, b, w):
            return False
    elif not ({found.pairs.get(each) for each in _around(a, x)} & _around(b, y)):
        return False
    if _is_claimed(a, x) or _is_claimed(b, y):
        return False
    return _but_for_denial(a, v) == _but_for_denial(b, w)


def _but_for_denial(sentence: PreparedSentence, verb: int | None) -> frozenset[str]:
    return frozenset() if verb is None else sentence.verbs[verb].mood - DENIALS


def _is_claimed(sentence: PreparedSentence, at: int) -> bool:
    """As in "believes he broke", "allows it to say that it avoided": somebody's view alone."""
    return any(
        verb.lemma in BELIEVED or (verb.lemma in CLAIMED and verb.mood)
        for verb in sentence.verbs
        if verb.at < at
    )


def _of_nobody(sentence: PreparedSentence, verb: int) -> bool:
    """As in "nobody was hurt", "no one was hurt"."""
    first = sentence.verbs[verb].first
    before = sentence.tokens[max(0, first - 2) : first]
    return any(token.low in ("nobody", "none") for token in before) or (
        [token.low for token in before] == ["no", "one"]
    )


def _other_time(a: PreparedSentence, v: int, b: PreparedSentence, w: int) -> bool:
    """As in "required" and "do not require"."""
    return any(
        any(token.low in ("do", "does") for token in s.tokens[s.verbs[n].first : s.verbs[n].at])
        and t.tokens[t.verbs[m].at].low != t.verbs[m].lemma
        and not t.tokens[t.verbs[m].at].low.endswith("s")
        for s, n, t, m in ((a, v, b, w), (b, w, a, v))
    )


def is_denied(sentence: PreparedSentence, at: int) -> bool:
    """Whether a verb or noun is told not to be so."""
    if at not in sentence.verb_at:
        if _has_no(sentence, at):
            return True
        number = next((v for v, side in sentence.sides[at] if side is Side.DONE_TO), None)
        return number is not None and "neg" in sentence.verbs[number].mood
    number = sentence.verb_at[at]
    mood = sentence.verbs[number].mood
    if "neg" in mood or mood & NOT_DONE:
        return True
    return any(
        _has_no(sentence, each) and _is_by(sentence, each, at)
        for each in sentence.content
        if any(v == number and side.takes_part for v, side in sentence.sides[each])
    )


def _is_by(sentence: PreparedSentence, noun: int, verb: int) -> bool:
    """Whether nothing but the noun's own phrase stands between a noun and its verb."""
    low, high = sorted((noun, verb))
    return not any(
        at in sentence.verb_at or token.low in ("what", "how", "that", "whether", ",", "and")
        for at, token in enumerate(sentence.tokens[low + 1 : high], low + 1)
        if not (at in sentence.verb_at and token.low.endswith("ing"))
    )


def _has_no(sentence: PreparedSentence, at: int) -> bool:
    """As in "no passwords", "without proper licence"."""
    before = sentence.tokens[max(0, at - 2) : at]
    return any(token.low in NO for token in before) and before[-1].kind is not Kind.MARK


def _of_one_thing(found: Comparison, x: int, y: int) -> bool:
    """Whether opposites tell of the same parties, as surely."""
    a, b = found.a, found.b
    words = {a.tokens[x].verb, b.tokens[y].verb, a.tokens[x].noun, b.tokens[y].noun}
    if words & (WON | LOST | VICTORY | DEFEAT | NON_EVENT_VERBS):
        return False
    if _is_claimed(a, x) or _is_claimed(b, y):
        return False
    v, w = a.verb_at.get(x), b.verb_at.get(y)
    if v is not None and w is not None:
        if any(_is_bare_gerund(sentence, at) for sentence, at in ((a, x), (b, y))):
            return False
        return _settled(a, v) == _settled(b, w) and same_parties(found, x, y)
    if any(s.verbs[n].mood & DENIALS for s, n in ((a, v), (b, w)) if n is not None):
        return False
    if selects(a, x) or selects(b, y):
        return False
    if v is None and w is None and changed_sides(found, x, y):
        return False
    return bool({found.pairs.get(each) for each in _around(a, x)} & _around(b, y))


def _settled(sentence: PreparedSentence, verb: int) -> frozenset[str]:
    """The mood of a verb; what is decided on, voted for or planned is all still to come."""
    mood = sentence.verbs[verb].mood
    return frozenset("decided" if each in DECIDING else each for each in mood)


def _is_bare_gerund(sentence: PreparedSentence, at: int) -> bool:
    """As in "the warehouse building", "after entering"."""
    verb = sentence.verbs[sentence.verb_at[at]]
    return verb.first == at and sentence.tokens[at].low.endswith("ing")


def _around(sentence: PreparedSentence, at: int) -> set[int]:
    """What a word has to do with: its verb's parties, what it describes and what describes it."""
    if at in sentence.verb_at:
        number = sentence.verb_at[at]
        return {
            each for each in sentence.content if any(v == number for v, _ in sentence.sides[each])
        }
    found = set(sentence.heads[at])
    found |= {each for each in sentence.content if at in sentence.heads[each]}
    for number, side in sentence.sides[at]:
        # "got no protection", "will face looser rules": the party is the verb's
        if side is Side.DONE_TO and sentence.verbs[number].lemma in CARRYING:
            found |= {
                each for each in sentence.content if (number, Side.DOER) in sentence.sides[each]
            }
    return found
