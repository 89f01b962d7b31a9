"""Two sentences about one event -> that it is decided in one and still open in the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefs.digest.comparison.agreement.compare import Comparison
from briefs.digest.comparison.agreement.parties import same_parties
from briefs.digest.comparison.conflict.differing_parts import (
    NOT_DONE,
    DifferenceKind,
    DifferingPart,
    status_of,
)
from briefs.digest.comparison.conflict.differing_span import DECISIONS, DELAY
from briefs.digest.comparison.sentence.prepared_sentence import PreparedSentence, Side
from briefs.digest.comparison.sentence.verb_groups import BE, UNDECIDED
from briefs.text.guard_words import word_set

UNDECIDED_DEEDS = frozenset(
    f"under:{verb}" for verb in ("threaten", "consider", "weigh", "mull", "contemplate", "ponder")
) | {UNDECIDED}
# What is done with a matter before it is decided, and what decides it. Own lists.
OPEN_DEEDS = word_set(
    "consider weigh mull contemplate haggle negotiate debate discuss review ponder study examine "
    "threaten"
)
OPEN_NOUNS = word_set("review consideration discussion negotiation debate threat")
STILL = word_set("still yet remain continue")
DECIDED = word_set(
    "sign approve adopt pass ratify reject veto block complete finish conclude charge indict agree "
    "buy purchase acquire sell close cancel launch dismiss fire appoint ban authorise authorize "
    "grant clinch seal settle"
)
REACH = 5
"""Tokens before a verb in which its "is" or "were" may stand."""


def statuses(found: Comparison) -> Iterator[DifferingPart]:
    """What is done in one is only considered or threatened in the other."""
    a, b = found.a, found.b
    for v, w in found.moods:
        moods = a.verbs[v].mood, b.verbs[w].mood
        undecided = [bool(mood & UNDECIDED_DEEDS) for mood in moods]
        if (
            sorted(undecided) == [False, True]
            and any(not mood for mood in moods)
            and same_parties(found, a.verbs[v].at, b.verbs[w].at)
        ):
            yield DifferenceKind.STATUS, [a.verbs[v].at], [b.verbs[w].at]
            return
    both = (
        (_decided(a, found.left_a), _open(b, found.left_b)),
        (_open(a, found.left_a), _decided(b, found.left_b)),
    )
    for xs, ys in both:
        if xs and ys:
            yield DifferenceKind.STATUS, xs[:1], ys[:1]
            return


def is_open(sentence: PreparedSentence, part: Sequence[int]) -> bool:
    """Whether words that differ tell of what has not been done or decided by then."""
    for at in part:
        if at not in sentence.verb_at:
            if sentence.tokens[at].noun in OPEN_NOUNS:
                return True
            continue
        verb = sentence.verbs[sentence.verb_at[at]]
        if verb.lemma in OPEN_DEEDS | DELAY or verb.mood & (UNDECIDED_DEEDS | NOT_DONE):
            return True
        if "neg" in verb.mood and any(token.low in STILL for token in sentence.tokens):
            return True
    return False


def _decided(sentence: PreparedSentence, left: tuple[int, ...]) -> list[int]:
    """Verbs by which a matter is decided."""
    verbs = ((at, sentence.verbs[sentence.verb_at[at]]) for at in left if at in sentence.verb_at)
    return [at for at, verb in verbs if verb.lemma in DECIDED and status_of(verb.mood) == "done"]


def _open(sentence: PreparedSentence, left: tuple[int, ...]) -> list[int]:
    """Words by which a matter is open still."""
    lows = {token.low for token in sentence.tokens} | {token.verb for token in sentence.tokens}
    still = bool(lows & STILL)
    return [
        at
        for at in left
        if (
            _is_going_on(sentence, at, still)
            if at in sentence.verb_at
            else _is_under(sentence, at, still)
        )
    ]


def _is_under(sentence: PreparedSentence, at: int, still: bool) -> bool:
    """As in "remained under review"."""
    noun = sentence.tokens[at].noun
    return still and noun in OPEN_NOUNS and sentence.prepositions[at] in ("under", "in")


def _is_going_on(sentence: PreparedSentence, at: int, still: bool) -> bool:
    """As in "were on Monday considering", "postponed its decision"."""
    number = sentence.verb_at[at]
    verb = sentence.verbs[number]
    if verb.lemma in OPEN_DEEDS:
        near = sentence.tokens[max(0, at - REACH) : at]
        going = sentence.tokens[at].low.endswith("ing") and any(token.low in BE for token in near)
        return still or going or "progress" in verb.mood
    return (
        verb.lemma in DELAY
        and not verb.mood
        and any(
            sentence.tokens[each].noun in DECISIONS
            and (number, Side.DONE_TO) in sentence.sides[each]
            for each in sentence.content
        )
    )
