"""Tokens of two sentences -> whether they stand in the same relation: head, side, preposition."""

from __future__ import annotations

from briefs.digest.comparison.agreement.rephrasing import (
    moved_adverbial,
    off_its_noun,
    office_of_another,
    owns_what_is_done,
    place_in_score,
    same_head,
)
from briefs.digest.comparison.sentence.prepared_sentence import PreparedSentence, Side
from briefs.digest.comparison.sentence.tokens import Kind
from briefs.digest.lexicon.word_relations import same
from briefs.text.guard_words import word_set

SYMMETRIC = frozenset({"meet", "marry", "wed", "merge"})
"""Who meets is met: subject and object may change places."""
OPPOSITE_PREPOSITIONS = (
    ("from", "to"), ("for", "against"), ("before", "after"), ("with", "without"), ("over", "under"),
    ("inside", "outside"), ("above", "below"), ("near", "at"), ("near", "in"), ("outside", "in"),
    ("outside", "at"), ("with", "against"), ("into", "from"), ("by", "to"),
)  # fmt: skip
HARM = word_set("kill injure wound hurt destroy damage die")
CONCERNING = word_set("to from against for over into at on in under behind")
KINDS_OF_PLACE = word_set(
    "city town village capital port island province state region district area country republic"
)
TELLING_OF_NUMBERS = frozenset({"to", "from", "by", "until", "since", "before", "after"})


def crossed(
    a: PreparedSentence,
    b: PreparedSentence,
    pairs: dict[int, int],
    verbs: dict[int, int],
    x: int,
    y: int,
) -> bool:
    """Whether a token's head, verb, side or preposition in b is another than in a."""
    if place_in_score(a, x) is not None and place_in_score(a, x) == place_in_score(b, y):
        return _other_side(a, b, verbs, x, y)
    if _other_part(a, b, verbs, x, y) or _other_preposition(a, b, x, y):
        return True
    if _under_another(a, b, pairs, x, y):
        return True
    back = {value: key for key, value in pairs.items()}
    if off_its_noun(a, b, pairs, x, y) or off_its_noun(b, a, back, y, x):
        return True
    if office_of_another(a, b, pairs, x, y) or office_of_another(b, a, back, y, x):
        return True
    if _other_side(a, b, verbs, x, y) and not (
        moved_adverbial(a, b, x, y) or owns_what_is_done(a, b, verbs, pairs, x, y)
    ):
        return True
    return _other_head(a, b, pairs, x, y) and not same_head(a, b, pairs, x, y)


def _other_head(
    a: PreparedSentence, b: PreparedSentence, pairs: dict[int, int], x: int, y: int
) -> bool:
    mine = {pairs[head] for head in a.heads[x] if head in pairs}
    theirs = set(b.heads[y])
    if not a.heads[x] or not theirs or mine & theirs:
        return False
    back = {value: key for key, value in pairs.items()}
    moved = [head for head in theirs if head in back and back[head] not in a.heads[x]]
    if a.tokens[x].kind is Kind.DAY:
        return False
    return bool(moved) and not any(_near(a, x, back[head]) for head in moved)


def _near(a: PreparedSentence, x: int, head: int) -> bool:
    """Whether two tokens stand side by side in one phrase, whichever is the head."""
    low, high = sorted((x, head))
    between = a.tokens[low + 1 : high]
    return all(
        token.content or token.low in ("and", "'s", "of", "the", "-", ",") for token in between
    ) and (high - low <= 3)


def _other_side(
    a: PreparedSentence, b: PreparedSentence, verbs: dict[int, int], x: int, y: int
) -> bool:
    mine = {(verbs[verb], side) for verb, side in a.sides[x] if verb in verbs}
    theirs = {(verb, side) for verb, side in b.sides[y] if verb in verbs.values()}
    if not mine or not theirs:
        return False
    shared = {verb for verb, _ in mine} & {verb for verb, _ in theirs}
    if not shared:
        return True
    for verb in shared:
        sides = {s for v, s in mine if v == verb} | {s for v, s in theirs if v == verb}
        both = {s for v, s in mine if v == verb} & {s for v, s in theirs if v == verb}
        if {Side.DOER, Side.DONE_TO} <= sides and not both and b.verbs[verb].lemma not in SYMMETRIC:
            return True
    return False


def _other_part(
    a: PreparedSentence, b: PreparedSentence, verbs: dict[int, int], x: int, y: int
) -> bool:
    """Whether who does it, or whom it is done to, is in b somebody whom it only concerns."""
    mine = {verbs[verb]: side for verb, side in a.sides[x] if verb in verbs}
    for verb, side in b.sides[y]:
        other = mine.get(verb)
        if other is None or other is side or (side.takes_part and other.takes_part):
            continue
        preposition = b.prepositions[y] if side is Side.OTHER else a.prepositions[x]
        harms = b.verbs[verb].lemma in HARM and preposition in ("in", "at")
        if harms and a.tokens[x].kind is Kind.WORD and x not in a.verb_at:
            continue  # "killed in a fire", "a fire killed"
        if preposition in CONCERNING:
            return True
    return False


def _other_preposition(a: PreparedSentence, b: PreparedSentence, x: int, y: int) -> bool:
    one, other = a.prepositions[x], b.prepositions[y]
    if one == other:
        return False
    if any({one, other} == set(pair) for pair in OPPOSITE_PREPOSITIONS):
        return True
    number = a.tokens[x].kind is Kind.NUMBER
    if number or a.tokens[x].kind is Kind.DAY:
        differ = {one, other} & TELLING_OF_NUMBERS
        return bool(differ) and {one, other} != {"by", ""}
    return False


def _under_another(
    a: PreparedSentence, b: PreparedSentence, pairs: dict[int, int], x: int, y: int
) -> bool:
    """As in "against Vell" and "against the winner of Vell's group": b speaks of another thing."""
    if a.tokens[x].kind is not Kind.NAME or b.prepositions[y] != "of":
        return False
    if a.prepositions[x] in ("", "of"):
        return False
    taken = set(pairs.values())
    return any(
        b.tokens[head].kind is Kind.WORD
        and head not in taken
        and b.tokens[head].noun not in KINDS_OF_PLACE
        for head in b.heads[y]
    )


def same_mood(a: PreparedSentence, v: int, b: PreparedSentence, w: int) -> bool:
    """Whether verb v of a and verb w of b are as sure: denied, planned, possible alike."""
    one, other = a.verbs[v].mood, b.verbs[w].mood
    if one == other:
        return True
    mine, theirs = one - other, other - one
    if len(mine) != 1 or len(theirs) != 1:
        return False
    (p,), (q,) = mine, theirs
    p_under, _, p_verb = p.partition(":")
    q_under, _, q_verb = q.partition(":")
    return bool(p_under == q_under == "under" and same("v", p_verb, q_verb))
