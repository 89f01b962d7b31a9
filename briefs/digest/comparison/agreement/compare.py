"""Two sentences -> whether one says all that the other says, and what differs between them.

`says(b, a)`: everything that is told in a is told in b, of the same things, by and to the same
parties, as surely. What b says in addition is harmless unless it qualifies a ("denied that", "half
of the"). In doubt the answer is no: crediting an outlet with what it does not say is an error, a
redundant line only a nuisance.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from briefs.digest.comparison.agreement.alignment import align
from briefs.digest.comparison.agreement.prefilter import (
    HARMLESS,
    PEOPLE,
    is_attribution,
    is_title,
    lacks_much,
    needs,
    run_of,
)
from briefs.digest.comparison.agreement.relations import crossed, same_mood
from briefs.digest.comparison.agreement.rephrasing import is_vote, place_in_score
from briefs.digest.comparison.sentence.prepared_sentence import PreparedSentence
from briefs.digest.comparison.sentence.tokens import Kind
from briefs.digest.comparison.sentence.verb_groups import BREAKS, CONDITIONS, HARD_MARKS, NOT
from briefs.text.guard_words import word_set

# Adjectives and quantifiers that do not leave the noun what it is, or not all of it (Kamp and
# Partee, "Prototype theory and compositionality", 1995: privative and modal adjectives).
NARROWING = word_set(
    """former ex deputy vice acting interim draft alleged fake false mock would-be attempted
    proposed possible potential suspected failed partial temporary preliminary provisional
    conditional prospective planned unsigned unconfirmed rejected canceled cancelled half
    part parts most few next last previous other another none no nobody neither only except
    almost nearly barely hardly without not likely unlikely supposed so-called minority majority
    some several"""
)
QUANTIFIERS = word_set("all every most some none no any neither each same other another")
MOST_LACKING = 0.4
"""Share of a that may be missing in b: titles, first names, who says so."""
DENYING = NOT | word_set("nothing nobody none nowhere")
PERIODS = word_set("night week weekend month year season summer winter spring autumn")
CLAUSES = BREAKS - {"that", "as"}
"""Words that begin a clause in which something else is told."""
DIRECTIONS = word_set("north south east west new upper lower saint")


@dataclass(frozen=True)
class Comparison:
    """What two sentences share.

    `pairs`: tokens of a and their partners in b. `left_a`, `left_b`: content without one. `verbs`:
    verbs of a and their partners. `moods`: those of them that are not as sure, or of which one is
    denied.
    """

    a: PreparedSentence
    b: PreparedSentence
    pairs: dict[int, int]
    left_a: tuple[int, ...]
    left_b: tuple[int, ...]
    verbs: dict[int, int]
    moods: tuple[tuple[int, int], ...]

    @cached_property
    def crossed(self) -> tuple[int, ...]:
        """Tokens of a whose partner stands in another relation; most comparisons end without."""
        return tuple(filter(self.is_crossed, self.pairs))

    def is_crossed(self, x: int) -> bool:
        """Whether the partner of a token of a stands in another relation."""
        return crossed(self.a, self.b, self.pairs, self.verbs, x, self.pairs[x])

    @cached_property
    def back(self) -> dict[int, int]:
        """Tokens of b and their partners in a."""
        return {y: x for x, y in self.pairs.items()}


@lru_cache(maxsize=8192)
def compare(a: PreparedSentence, b: PreparedSentence) -> Comparison:
    """Prepared sentences -> what they have in common."""
    pairs = align(a, b)
    taken = set(pairs.values())
    verbs = {
        a.verb_at[x]: b.verb_at[y] for x, y in pairs.items() if x in a.verb_at and y in b.verb_at
    }
    return Comparison(
        a,
        b,
        pairs,
        tuple(x for x in a.content if x not in pairs),
        tuple(y for y in b.content if y not in taken),
        verbs,
        tuple((v, w) for v, w in verbs.items() if not same_mood(a, v, b, w)),
    )


@lru_cache(maxsize=16384)
def says(b: PreparedSentence, a: PreparedSentence) -> bool:
    """Whether b says everything that a says."""
    if any(map(b.index.keys().isdisjoint, needs(a))) or lacks_much(b, a, MOST_LACKING):
        return False
    found = compare(a, b)
    if found.moods or not found.pairs or any(not may_miss(found, x) for x in found.left_a):
        return False
    verb_told = any(x in a.verb_at and found.pairs[x] in b.verb_at for x in found.pairs)
    if not verb_told and (a.verbs or found.left_a or found.left_b):
        return False
    return not found.crossed and not _taken_back(found) and _quantities_fit(found)


# -------------------------------------------------------------------------- coverage


def may_miss(found: Comparison, x: int) -> bool:
    """Whether b may lack a token of a and still say the same."""
    a, b = found.a, found.b
    token = a.tokens[x]
    if token.kind is Kind.WORD and token.low in HARMLESS:
        return True
    if is_title(a, x) or is_attribution(a, x):
        return True
    if is_vote(a, x):
        return x - 1 in found.pairs and place_in_score(b, found.pairs[x - 1]) == 0
    if token.low in PEOPLE:
        return any(
            a.tokens[n].kind is Kind.NUMBER and n in found.pairs for n in range(max(0, x - 2), x)
        )
    if token.number is not None and token.number.value == 1 and not token.number.bound:
        head = next((found.pairs[h] for h in a.heads[x] if h in found.pairs), None)
        return head is not None and head > 0 and b.tokens[head - 1].low in ("a", "an")
    return token.kind is Kind.NAME and _shorter_name(found, x)


def _shorter_name(found: Comparison, x: int) -> bool:
    """As in "Kim Jong Un" where b has "Kim", and nothing else of a name beside it."""
    a, b = found.a, found.b
    run = run_of(a, x)
    partners = [found.pairs[at] for at in run if at in found.pairs]
    if not partners or len(run) < 2:
        return False
    if any(a.tokens[at].low in DIRECTIONS for at in run):
        return False
    if run[-1] not in found.pairs:
        return False
    theirs = run_of(b, partners[0])
    return all(at in found.pairs.values() or is_title(b, at) for at in theirs)


# ------------------------------------------------------------------------ taken back


def _taken_back(found: Comparison) -> bool:
    """Whether something that only b has qualifies what both have."""
    b = found.b
    partners = set(found.pairs.values())
    if _conditions(b) - _conditions(found.a) or _denials(b, partners) != _denials(found.a):
        return True
    for y in found.left_b:
        token = b.tokens[y]
        if token.low in NARROWING and _same_clause(b, y, partners) and not _when(b, y, partners):
            return True
        if y in b.verb_at and _governs(found, y, partners):
            return True
        if token.kind is Kind.NAME and _longer_other_name(found, y):
            return True
    return any(
        token.low in QUANTIFIERS and _unmatched_quantifier(found, y)
        for y, token in enumerate(b.tokens)
    )


def _when(b: PreparedSentence, y: int, partners: set[int]) -> bool:
    """As in "last week", of which a says nothing."""
    after = y + 1
    if b.tokens[y].low not in ("last", "next", "previous") or after == len(b.tokens):
        return False
    return b.tokens[after].low in PERIODS and after not in partners


def _denials(sentence: PreparedSentence, among: set[int] | None = None) -> int:
    """How often a sentence says "not"; with `among`, in the clauses of those tokens alone."""
    return sum(
        token.low in DENYING and (among is None or _same_clause(sentence, at, among))
        for at, token in enumerate(sentence.tokens)
    )


def _conditions(sentence: PreparedSentence) -> set[str]:
    return {token.low for token in sentence.tokens if token.low in CONDITIONS}


def _same_clause(b: PreparedSentence, y: int, partners: set[int]) -> bool:
    start, end = y, y
    while start > 0 and not _breaks(b, start - 1):
        start -= 1
    while end + 1 < len(b.tokens) and not _breaks(b, end + 1):
        end += 1
    return any(start <= at <= end for at in partners)


def _breaks(b: PreparedSentence, at: int) -> bool:
    token = b.tokens[at]
    return token.text in HARD_MARKS or token.text == "," or token.low in CLAUSES


def _governs(found: Comparison, y: int, partners: set[int]) -> bool:
    """Whether an unmatched verb of b makes what both tell a claim, a wish or a condition."""
    b = found.b
    if is_attribution(b, y):
        return False
    verb = b.verbs[b.verb_at[y]]
    matched = [at for at in partners if at in b.verb_at]
    for at in matched:
        if at > y and not any(_ends(b, between) for between in range(y + 1, at)):
            return True
    if at_end := [at for at in partners if at > y]:
        lone = any(b.tokens[between].low == "that" for between in range(y, min(at_end)))
        if lone:
            return True
    # "..., Berg said": a claim of somebody who is no official
    trailing = y > max(matched, default=y) and _speaks(verb.lemma)
    between = range(max(matched, default=0), y)
    return trailing and not _says_its_own(b, y) and any(b.tokens[n].text in ',”"' for n in between)


def _says_its_own(b: PreparedSentence, y: int) -> bool:
    """As in ", but the navy says it fired first": what is said follows, and is another thing."""
    verb = b.verbs[b.verb_at[y]]
    after = b.tokens[y + 1].low if y + 1 < len(b.tokens) else ""
    joined = any(b.tokens[n].low in ("but", "while", "although", "though") for n in range(y))
    return joined and after in OWN_SAYING and verb.lemma not in DOUBTING


def _ends(b: PreparedSentence, at: int) -> bool:
    token = b.tokens[at]
    return token.text in HARD_MARKS or token.text == "," or token.low in ENDING


def _speaks(lemma: str) -> bool:
    return lemma in SPEAKING


OWN_SAYING = word_set("a an the that it he she they its his her their this these no there")
DOUBTING = word_set("deny dispute doubt reject contest tell")
ENDING = word_set("and but while who which when where after because although as")
SPEAKING = word_set(
    """say claim allege accuse believe think suggest argue insist maintain warn predict estimate
    expect fear hope deny dispute write tweet tell report state add accord note announce admit
    concede acknowledge boast complain lament urge call demand threaten vow promise pledge ask"""
)


def _longer_other_name(found: Comparison, y: int) -> bool:
    """As in "George Berg" against "Tom Berg": both have a part that the other lacks."""
    a, b = found.a, found.b
    run = run_of(b, y)
    if y not in run:
        return False
    back = found.back
    mine = [back[at] for at in run if at in back]
    if not mine:
        return False
    return any(at not in found.pairs for at in run_of(a, mine[0]))


def _unmatched_quantifier(found: Comparison, y: int) -> bool:
    """As in "no", "some of the", "most" before what a has without it."""
    b = found.b
    low = b.tokens[y].low
    after = range(y + 1, min(y + 5, len(b.tokens)))
    head = next((at for at in after if at in found.pairs.values()), None)
    if head is None or low in ("all", "every", "each", "any"):
        return False
    x = found.back[head]
    return not any(found.a.tokens[at].low == low for at in range(max(0, x - 4), x))


def _quantities_fit(found: Comparison) -> bool:
    """Whether quantities agree: "a soldier", "five soldiers", "all" and "some" differ."""
    a, b = found.a, found.b
    if not _numbers_in_order(found):
        return False
    for x, y in found.pairs.items():
        if a.tokens[x].kind is not Kind.WORD or x in a.verb_at or y in b.verb_at:
            continue
        if (_single(a, x) and _many(b, y)) or (_single(b, y) and _many(a, x)):
            return False
        counted, counted_too = _counts(a, x), _counts(b, y)
        if counted and counted_too and not any(found.pairs.get(n) in counted_too for n in counted):
            return False
    for at, token in enumerate(a.tokens):
        if token.low in QUANTIFIERS and token.low not in ("any", "each"):
            head = next(
                (n for n in range(at + 1, min(at + 5, len(a.tokens))) if n in found.pairs), None
            )
            if head is None:
                continue
            y = found.pairs[head]
            if not any(b.tokens[n].low == token.low for n in range(max(0, y - 4), y)):
                return False
    return True


def _numbers_in_order(found: Comparison) -> bool:
    """Whether numbers side by side, as in "2-1" and "52 to 48", keep their order."""
    a = found.a
    numbers = [at for at in found.pairs if a.tokens[at].kind is Kind.NUMBER]
    for x, after in pairwise(sorted(numbers)):
        between = a.tokens[x + 1 : after]
        if not any(token.content for token in between) and found.pairs[x] > found.pairs[after]:
            return False
    return True


def _single(sentence: PreparedSentence, at: int) -> bool:
    before = sentence.tokens[at - 1].low if at else ""
    return before in ("a", "an", "one")


def _many(sentence: PreparedSentence, at: int) -> bool:
    token = sentence.tokens[at]
    return token.low != token.noun and token.low.endswith(("s", "men"))


def _counts(sentence: PreparedSentence, at: int) -> list[int]:
    """The numbers that stand right before a noun, adjectives between."""
    found = []
    for back in range(at - 1, max(-1, at - 4), -1):
        token = sentence.tokens[back]
        if token.kind is Kind.NUMBER:
            found.append(back)
            break
        if not token.content or back in sentence.verb_at:
            break
    return found
