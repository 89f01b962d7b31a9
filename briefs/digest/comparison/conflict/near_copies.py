"""Two sentences that are word for word the same but for one place -> what they tell there.

differences.py asks who does what to whom. Where nearly every word is the same, that need not be
known: "were faulty" and "were not faulty", "a buyer" and "no buyer", two names that have changed
places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from briefs.digest.comparison.agreement.alignment import opposite
from briefs.digest.comparison.agreement.compare import compare
from briefs.digest.comparison.agreement.parties import MUTUAL
from briefs.digest.comparison.conflict.differences import Difference
from briefs.digest.comparison.conflict.differing_parts import DifferenceKind
from briefs.digest.comparison.conflict.differing_span import (
    DifferingSpan,
    Unit,
    judged,
    key_of,
    one_word,
    text_of,
)
from briefs.digest.comparison.sentence.prepared_sentence import PREPOSITIONS, PreparedSentence
from briefs.digest.comparison.sentence.tokens import Kind, Token
from briefs.text.guard_words import word_set

LEAST_SHARED = 3
"""Words that say something, and are the same in both; one less where none is "it" or "they"."""
MOST_OTHER = 8
"""Words in which two sentences differ: with more they are no copies."""
MOST_SWAPPED = 4
"""Words of something that has changed places."""
LEFT_OUT = word_set("a an the do does did have has had also already now then later")
BACK = word_set("it they he she this that these those")


@lru_cache(maxsize=4096)
def near_copy(a: PreparedSentence, b: PreparedSentence) -> Difference | None:
    """What a tells otherwise than b, None where they are no copies or nothing contradicts."""
    found = compare(a, b)
    if len(found.left_a) + len(found.left_b) > MOST_OTHER:
        return None
    mine, theirs = _units(a, b)
    counts, others = (Counter(unit.key for unit in each) for each in (mine, theirs))
    if (counts - others).total() + (others - counts).total() > MOST_OTHER:
        return None
    if counts == others:
        return _swap(a, b, mine, theirs)
    place = _place(a, b, mine, theirs)
    return None if place is None else next(judged(*place), None)


def _units(a: PreparedSentence, b: PreparedSentence) -> tuple[list[Unit], list[Unit]]:
    """Both sentences' words; a synonym of b has the key of its partner."""
    partners = {y: x for x, y in compare(a, b).pairs.items()}
    mine = [Unit(key_of(token), at) for at, token in enumerate(a.tokens) if _counts(token)]
    theirs = [
        Unit(key_of(a.tokens[partners[at]] if at in partners else token), at)
        for at, token in enumerate(b.tokens)
        if _counts(token)
    ]
    return mine, theirs


def _counts(token: Token) -> bool:
    return token.kind is not Kind.MARK and token.low not in LEFT_OUT


def _place(
    a: PreparedSentence, b: PreparedSentence, mine: Sequence[Unit], theirs: Sequence[Unit]
) -> tuple[DifferingSpan, DifferingSpan] | None:
    """Where the two differ, None where that is in several places or too little is the same."""
    keys, keys_too = [unit.key for unit in mine], [unit.key for unit in theirs]
    places: list[tuple[DifferingSpan, DifferingSpan]] = []
    equal: list[Unit] = []
    for tag, i, j, k, m in SequenceMatcher(None, keys, keys_too, autojunk=False).get_opcodes():
        one, other = DifferingSpan(a, mine, i, j), DifferingSpan(b, theirs, k, m)
        if tag == "equal":
            equal += one.inside
        else:
            places.append((one, other))
    if len(places) == 2 and _are_opposite(*places[0]) and all(map(_is_way, places[1])):
        places.pop()  # "bought it from Orr", "sold it to Orr"
    if len(places) != 1:
        return None
    one, other = places[0]
    least = LEAST_SHARED - BACK.isdisjoint(keys)
    shared = sum(a.tokens[unit.at].content for unit in equal)
    return (one, other) if shared >= least else None


def _are_opposite(one: DifferingSpan, other: DifferingSpan) -> bool:
    x, y = one_word(one), one_word(other)
    return None not in (x, y) and opposite(
        one.sentence.tokens[x or 0], other.sentence.tokens[y or 0]
    )


def _is_way(side: DifferingSpan) -> bool:
    return [unit.key for unit in side.inside] in (["from"], ["to"])


def _swap(
    a: PreparedSentence, b: PreparedSentence, mine: Sequence[Unit], theirs: Sequence[Unit]
) -> Difference | None:
    """Two things that have changed places, the words between them standing where they did."""
    keys, keys_too = [unit.key for unit in mine], [unit.key for unit in theirs]
    unlike = [n for n, (one, other) in enumerate(zip(keys, keys_too, strict=True)) if one != other]
    if not unlike:
        return None
    first, end = unlike[0], unlike[-1] + 1
    for size in range(1, MOST_SWAPPED + 1):
        for size_too in range(1, MOST_SWAPPED + 1):
            x, between, y = (
                keys[first : first + size],
                keys[first + size : end - size_too],
                keys[end - size_too : end],
            )
            if size + size_too <= end - first and keys_too[first:end] == y + between + x:
                parts = mine[first:end], size, size_too
                return _changed_places(a, b, *parts, theirs[first:end])
    return None


def _changed_places(
    a: PreparedSentence,
    b: PreparedSentence,
    mine: Sequence[Unit],
    size: int,
    size_too: int,
    theirs: Sequence[Unit],
) -> Difference | None:
    tokens = a.tokens
    swapped = [tokens[unit.at] for unit in (*mine[:size], *mine[-size_too:])]
    kinds = {token.kind for token in swapped}
    between = mine[size:-size_too]
    if (
        len(kinds) != 1
        or Kind.FUNCTION in kinds
        or any(u.at in a.verb_at for u in (*mine[:size], *mine[-size_too:]))
    ):
        return None
    (kind,) = kinds
    if not _keeps_apart(a, between, kind):
        return None
    about = {Kind.NUMBER: DifferenceKind.NUMBER, Kind.DAY: DifferenceKind.DAY}.get(
        kind, DifferenceKind.PARTY
    )
    words, words_too = (
        text_of(sentence, units[0].at, units[-1].at) for sentence, units in ((a, mine), (b, theirs))
    )
    return Difference(about, words, words_too, words.lower(), words_too.lower())


def _keeps_apart(sentence: PreparedSentence, between: Sequence[Unit], kind: Kind) -> bool:
    """Whether it matters which of two things stands first: they are no list, and no "with"."""
    if any(unit.key in MUTUAL for unit in between):
        return False
    verb = any(unit.at in sentence.verb_at for unit in between)
    governing = any(sentence.tokens[unit.at].low in PREPOSITIONS for unit in between)
    others = {sentence.tokens[unit.at].kind for unit in between} - {Kind.FUNCTION, kind}
    if kind is Kind.NUMBER:
        return bool(others) or verb or governing
    if kind is Kind.WORD:
        return verb
    telling = any(sentence.tokens[unit.at].content for unit in between)
    return verb or (telling and (governing or bool(others)))
