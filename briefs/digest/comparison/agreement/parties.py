"""Two sentences about one event -> whether its parties stand on the same sides of it in both.

"Norrsteel bought it from Orr" and "Orr sold it to Norrsteel" tell the same, "Norrsteel bought it"
and "Norrsteel sold it" do not.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefs.digest.comparison.agreement.compare import Comparison
from briefs.digest.comparison.agreement.prefilter import is_attribution
from briefs.digest.comparison.sentence.prepared_sentence import PreparedSentence, Side
from briefs.digest.comparison.sentence.tokens import Kind
from briefs.digest.comparison.sentence.verb_groups import Voice
from briefs.digest.lexicon.word_relations import converse
from briefs.text.guard_words import word_set

# "Orr is a rival of Kell", "a pact with Kell": who stands on which side makes no difference.
MUTUAL = word_set(
    "with between near beside alongside opposite meet marry wed merge face play draw tie border "
    "talk differ clash fight resemble equal similar different next friend rival colleague partner "
    "cousin brother sister twin neighbour neighbor ally enemy relate link together divorce join "
    "unite adjoin accompany speak embrace hug kiss debate date trade exchange"
)
ELSEWHERE = word_set("in at on near outside inside during since until")
"""What follows these tells where or when."""


def same_parties(found: Comparison, x: int, y: int) -> bool:
    """Whether verb x of a and verb y of b have the same doer or the same thing done to.

    Neither may be crosswise. Of two verbs that tell one deed from its two sides the doer must be
    the same.
    """
    a, b = found.a, found.b
    verb, verb_too = a.verb_at[x], b.verb_at[y]
    two_sided = converse(a.verbs[verb].lemma, b.verbs[verb_too].lemma)
    shared = False
    if _other_doers(found, verb, verb_too):
        return False
    for mine, theirs in found.pairs.items():
        side = next((s for v, s in a.sides[mine] if v == verb), None)
        side_too = next((s for v, s in b.sides[theirs] if v == verb_too), None)
        sides = {side, side_too}
        if sides == {Side.DOER, Side.DONE_TO} or (
            two_sided and len(sides) == 2 and Side.DOER in sides
        ):
            return False
        before = mine < x and theirs < y
        if side is None or side is not side_too:
            continue
        if two_sided:
            shared = shared or side is Side.DOER
        else:
            shared = shared or side.takes_part or (before and not a.prepositions[mine])
    return shared


def is_other_side(a: PreparedSentence, x: int, b: PreparedSentence, y: int) -> bool:
    """Whether two words tell one deed from its two sides, and not both of a party that is named.

    As in "the mill was bought", "the mill was sold"; whoever sold it need not have bought it.
    """
    if not converse(a.tokens[x].verb or "", b.tokens[y].verb or ""):
        return False
    return any(_leaves_out_its_doer(sentence, at) for sentence, at in ((a, x), (b, y)))


def _leaves_out_its_doer(sentence: PreparedSentence, at: int) -> bool:
    verb = sentence.verb_at.get(at)
    passive = verb is not None and sentence.verbs[verb].voice is Voice.PASSIVE
    return passive and not any((verb, Side.DOER) in sides for sides in sentence.sides)


def _other_doers(found: Comparison, verb: int, verb_too: int) -> bool:
    """Whether each verb has a doer and no word of one is a word of the other."""
    doers, theirs = (
        {at for at in sentence.content if (number, Side.DOER) in sentence.sides[at]}
        for sentence, number in ((found.a, verb), (found.b, verb_too))
    )
    return bool(doers and theirs) and not {found.pairs.get(at) for at in doers} & theirs


def changed_sides(found: Comparison, x: int, y: int) -> bool:
    """Whether what stands before word x of a stands after word y of b, or the other way round.

    As in "Orr is the husband of Kell", "Kell is the wife of Orr"; of what stays before both words
    they tell something else.
    """
    a, b = found.a, found.b
    stays, back, forth = False, False, False
    for mine, theirs in found.pairs.items():
        if not (_is_party(a, mine) or _is_party(b, theirs)):
            continue
        stays = stays or (mine < x and theirs < y)
        forth = forth or (mine < x and theirs > y)
        back = back or (mine > x and theirs < y)
    return (forth and back) or ((forth or back) and not stays)


def _is_party(sentence: PreparedSentence, at: int) -> bool:
    """A name or noun that is neither where nor when, nor says so."""
    token = sentence.tokens[at]
    told = token.kind in (Kind.NAME, Kind.WORD) and at not in sentence.verb_at
    return told and sentence.prepositions[at] not in ELSEWHERE and not is_attribution(sentence, at)


def is_mutual(sentence: PreparedSentence, at: int) -> bool:
    """Whether the verb that a token goes with leaves open who does it to whom: "played Vell"."""
    return any(sentence.verbs[verb].lemma in MUTUAL for verb, _ in sentence.sides[at])


def roles_are_swapped(found: Comparison, doers: Iterable[int], others: Iterable[int]) -> bool:
    """Whether a verb goes both ways: "Orr rents it to Kell", "Kell rents it from Orr".

    `doers`: the doers of a; `others`: those of b.
    """
    a, b = found.a, found.b
    theirs = {b.prepositions[found.pairs[x]] for x in doers}
    mine = {a.prepositions[found.back[y]] for y in others}
    return ("from" in mine and "to" in theirs) or ("to" in mine and "from" in theirs)
