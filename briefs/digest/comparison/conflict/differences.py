"""Two sentences about one event -> the one thing in which they differ, with both wordings.

All else must be the same or be in one sentence only: if two things differ (another town and another
number), the sentences are about two events and are not compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from briefs.digest.comparison.agreement.compare import Comparison, compare, may_miss
from briefs.digest.comparison.conflict.differing_parts import (
    DifferenceKind,
    differing_parts,
    status_of,
)
from briefs.digest.comparison.conflict.wording import words_of
from briefs.digest.comparison.sentence.prepared_sentence import PreparedSentence
from briefs.digest.comparison.sentence.tokens import Kind
from briefs.digest.comparison.sentence.verb_groups import HAVE, Verb
from briefs.digest.quantities import is_past_hypothetical_or_denied
from briefs.text.guard_words import word_set

MOST_OTHER = 0.25
"""Share of the shorter sentence that may be in it alone."""
MOST_OTHER_LONGER = 0.6
LEAST_SHARED = 3
"""Content words in common besides what differs; one less if nothing else is said."""
EVENT_SHARED = 0.5
"""Share of the shorter sentence, where only counts of the same harm are compared."""
PEOPLE = word_set("people person persons")


REPLACED = (DifferenceKind.PARTY, DifferenceKind.PLACE)


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs, and each sentence's own words for it; `ahead`: a or b is still to come.

    `bare_a`, `bare_b`: the words of what differs, without those around it.
    """

    about: DifferenceKind
    a: str
    b: str
    value_a: str
    value_b: str
    ahead: tuple[bool, bool] = (False, False)
    bare_a: str = ""
    bare_b: str = ""

    def swapped(self) -> Difference:
        """The same, of b and a."""
        values = self.value_b, self.value_a
        return Difference(
            self.about, self.b, self.a, *values, self.ahead[::-1], self.bare_b, self.bare_a
        )


@lru_cache(maxsize=8192)
def difference(a: PreparedSentence, b: PreparedSentence) -> Difference | None:
    """The difference between a and b, None if there is none or more than one."""
    found = compare(a, b)
    if _surely_unlike(found):
        return None
    differing = list(differing_parts(found))
    if len(differing) != 1:
        return None
    about, xs, ys = differing[0]
    if found.moods and about is not DifferenceKind.STATUS:
        return None
    if about is DifferenceKind.NUMBER and (
        is_past_hypothetical_or_denied(a.text) or is_past_hypothetical_or_denied(b.text)
    ):
        return None
    if about is DifferenceKind.DAY and any(
        status_of(verb.mood) == "ahead" for verb in a.verbs + b.verbs
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
        value_of(a, xs, about),
        value_of(b, ys, about),
        (is_ahead(a, xs), is_ahead(b, ys)),
    )


def one_event(a: PreparedSentence, b: PreparedSentence) -> bool:
    """Whether two sentences about the same kind of event are about the same one.

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


def _telling(sentence: PreparedSentence) -> int:
    return sum(
        sentence.tokens[at].kind is not Kind.NUMBER and sentence.tokens[at].low not in PEOPLE
        for at in sentence.content
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


def _alike_enough(left_a: int, a: PreparedSentence, left_b: int, b: PreparedSentence) -> bool:
    """Whether nearly all of one sentence is matched, and enough of the other."""
    shares = sorted(left / max(1, len(each.content)) for left, each in ((left_a, a), (left_b, b)))
    return shares[0] <= MOST_OTHER and shares[1] <= MOST_OTHER_LONGER


def _surely_unlike(found: Comparison) -> bool:
    """Whether, whatever differs, too much is left of both; most are, and this is quick."""
    left_a, left_b = (
        [at for at in left if sentence.tokens[at].kind is Kind.WORD]
        for sentence, left in ((found.a, found.left_a), (found.b, found.left_b))
    )
    told = [x for x in left_a if not may_miss(found, x)]
    return not _alike_enough(len(told) - 1, found.a, len(left_b) - 1, found.b)


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


# --------------------------------------------------------------------------- wording


def value_of(sentence: PreparedSentence, part: list[int], about: DifferenceKind) -> str:
    """Value by which versions are distinguished."""
    tokens = [sentence.tokens[at] for at in part]
    if about is DifferenceKind.STATUS:
        return status_of(sentence.verbs[sentence.verb_at[part[0]]].mood) or ""
    return " ".join(str(t.number) if t.number else t.name or t.verb or t.noun for t in tokens)


def is_ahead(sentence: PreparedSentence, part: list[int]) -> bool:
    """Whether the verb of a part is still to come, or has not come by then ("has not signed")."""
    verbs = [sentence.verbs[sentence.verb_at[at]] for at in part if at in sentence.verb_at]
    return any(status_of(verb.mood) == "ahead" or _not_by_then(sentence, verb) for verb in verbs)


def _not_by_then(sentence: PreparedSentence, verb: Verb) -> bool:
    return "neg" in verb.mood and any(
        token.low in HAVE for token in sentence.tokens[verb.first : verb.at]
    )
