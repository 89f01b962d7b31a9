"""Two sentences about one event -> its counts, days and places that cannot both be right."""

from __future__ import annotations

from collections.abc import Iterator

from briefs.digest.comparison.agreement.compare import Comparison
from briefs.digest.comparison.agreement.relations import HARM
from briefs.digest.comparison.conflict.differing_parts import (
    DIMENSIONS,
    DifferenceKind,
    DifferingPart,
    count_at,
    counted_otherwise,
    initials,
    is_country,
    name_at,
    other_day,
)
from briefs.digest.comparison.sentence.numerals import Number
from briefs.digest.comparison.sentence.prepared_sentence import PreparedSentence, Side
from briefs.digest.comparison.sentence.tokens import NEAR_DAYS, Kind
from briefs.text.guard_words import word_set

ANYBODY = word_set("people person other man woman child")
AT = word_set("in at to into")
FROM = (">", ">=")


def numbers(found: Comparison) -> Iterator[DifferingPart]:
    """Counts of one thing that cannot both be right."""
    a, b = found.a, found.b
    mine = [x for x in found.left_a if _count_at(a, x)]
    theirs = [y for y in found.left_b if _count_at(b, y)]
    if len(mine) > 1 and len(theirs) > 1:
        return  # of two events
    alike = [(x, y) for x in mine for y in theirs if _count_alike(found, x, y)]
    for x, y in alike:
        if sum(x == p or y == q for p, q in alike) == 1 and _differ(found, x, y):
            yield DifferenceKind.NUMBER, [x], [y]


def _count_at(sentence: PreparedSentence, at: int) -> Number | None:
    """The number at a place; of those beside a name only sums and measures ("fined Telmark $5")."""
    number = sentence.tokens[at].number
    named = at > 0 and sentence.tokens[at - 1].kind is Kind.NAME
    if number is not None and named and number.unit not in ("", "th"):
        return number
    return count_at(sentence, at)


def _differ(found: Comparison, x: int, y: int) -> bool:
    """Whether two counts of one thing differ; "at least 3" and "at least 10" are two counts."""
    one, other = found.a.tokens[x].number, found.b.tokens[y].number
    if one and other and one.unit == other.unit and one.bound in FROM and other.bound in FROM:
        return one.value != other.value
    if one and other and one.value == other.value:
        opposed = {one.bound, other.bound} == {"<", ">"}
        return opposed or (one.unit != other.unit and bool(one.unit and other.unit))
    return counted_otherwise(found.a, x, found.b, y)


def _count_alike(found: Comparison, x: int, y: int) -> bool:
    """Whether two numbers count one thing, or measure it."""
    a, b = found.a, found.b
    one, other = a.tokens[x].number, b.tokens[y].number
    if one is None or other is None:
        return False
    if one.unit or other.unit:
        kind = _dimension(one.unit)
        if other.unit not in kind:
            return False
        alone = all(_measures(sentence, kind) == 1 for sentence in (a, b))
        return alone or _of_one_deed(found, x, y)
    nouns, nouns_too = _nouns(a, x), _nouns(b, y)
    if {found.pairs.get(each) for each in nouns} & set(nouns_too):
        return True
    people = any(a.tokens[each].noun in ANYBODY for each in nouns) or any(
        b.tokens[each].noun in ANYBODY for each in nouns_too
    )
    return people and _only_harmed(a, x) and _only_harmed(b, y)


def _dimension(unit: str) -> frozenset[str]:
    return next((kind for kind in DIMENSIONS if unit in kind), frozenset({unit}))


def _measures(sentence: PreparedSentence, kind: frozenset[str]) -> int:
    return sum(bool(token.number and token.number.unit in kind) for token in sentence.tokens)


def _nouns(sentence: PreparedSentence, at: int) -> list[int]:
    """What a number counts: the words after it."""
    found = []
    for each in range(at + 1, min(at + 4, len(sentence.tokens))):
        token = sentence.tokens[each]
        if not token.content or token.kind is not Kind.WORD or each in sentence.verb_at:
            break
        found.append(each)
    return found


def _only_harmed(sentence: PreparedSentence, at: int) -> bool:
    """Whether a number counts who was harmed, and no other number of the sentence does."""
    harmed = [
        each for each in sentence.content if _count_at(sentence, each) and _harmed(sentence, each)
    ]
    return harmed == [at]


def _harmed(sentence: PreparedSentence, at: int) -> bool:
    return any(
        sentence.verbs[v].lemma in HARM and side is not Side.DOER for v, side in sentence.sides[at]
    )


def days(found: Comparison) -> Iterator[DifferingPart]:
    """Two days of one deed, where each sentence has one and tells little besides."""
    mine, theirs = (
        [at for at in left if s.tokens[at].kind is Kind.DAY]
        for s, left in ((found.a, found.left_a), (found.b, found.left_b))
    )
    told = [sum(t.kind is Kind.DAY for t in s.tokens) for s in (found.a, found.b)]
    if told != [1, 1] or not (mine and theirs) or max(len(found.a.verbs), len(found.b.verbs)) > 2:
        return
    near = {found.a.tokens[mine[0]].noun, found.b.tokens[theirs[0]].noun} & NEAR_DAYS
    if (
        not near
        and other_day(found.a.tokens[mine[0]], found.b.tokens[theirs[0]])
        and _of_one_deed(found, mine[0], theirs[0])
    ):
        yield DifferenceKind.DAY, mine, theirs


def places(found: Comparison) -> Iterator[DifferingPart]:
    """Two places of one deed, each the one name that the other sentence lacks."""
    mine, theirs = (
        _lone_name(found.a, found.left_a, set(found.pairs)),
        _lone_name(found.b, found.left_b, set(found.pairs.values())),
    )
    if not (mine and theirs):
        return
    a, b = found.a, found.b
    if not all(s.prepositions[run[0]] in AT for s, run in ((a, mine), (b, theirs))):
        return
    if initials(a, mine) == initials(b, theirs) or is_country(a, mine) != is_country(b, theirs):
        return
    if _of_one_deed(found, mine[-1], theirs[-1]):
        yield DifferenceKind.PLACE, mine, theirs


def _of_one_deed(found: Comparison, x: int, y: int) -> bool:
    """Whether two phrases go with one verb, or with the same noun."""
    verbs = {found.verbs.get(v) for v, _ in found.a.sides[x]} & {w for w, _ in found.b.sides[y]}
    heads = {found.pairs.get(h) for h in found.a.heads[x]} & set(found.b.heads[y])
    return bool(verbs or heads)


def _lone_name(sentence: PreparedSentence, left: tuple[int, ...], paired: set[int]) -> list[int]:
    """The name that has no partner, if there is one alone."""
    names = [at for at in left if sentence.tokens[at].kind is Kind.NAME]
    runs = {tuple(name_at(sentence, at)) for at in names}
    runs = {run for run in runs if not set(run) & paired and not _is_number_of(sentence, run)}
    return list(runs.pop()) if len(runs) == 1 else []


def _is_number_of(sentence: PreparedSentence, run: tuple[int, ...]) -> bool:
    """As in "2045 GMT", "Interstate 805"."""
    around = (
        sentence.tokens[max(0, run[0] - 1) : run[0]] + sentence.tokens[run[-1] + 1 : run[-1] + 2]
    )
    return any(token.kind is Kind.NUMBER for token in around)
