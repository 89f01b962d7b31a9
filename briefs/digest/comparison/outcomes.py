"""Two sentences on one event -> who has changed sides: winners and losers, doers and others."""

from __future__ import annotations

from collections.abc import Iterator

from briefs.digest.comparison.compare import Comparison
from briefs.digest.comparison.parties import is_mutual, turned_round
from briefs.digest.comparison.relations import CONCERNING
from briefs.digest.comparison.slots import DifferenceKind, Slot
from briefs.digest.comparison.surface import Side, Surface
from briefs.digest.comparison.tokens import Kind
from briefs.digest.lexicon.word_relations import converse
from briefs.text.guard_words import word_set

# Verbs that tell no deed, or who tells of it: on which side of them somebody stands is no part of
# the event. Own list.
IDLE = word_set(
    "include say tell add report state announce accord be seem appear know think believe expect"
)
WON, LOST = word_set("win beat defeat triumph prevail overcome"), word_set("lose")
VICTORY, DEFEAT = word_set("victory win triumph"), word_set("defeat loss")


def contests(found: Comparison) -> Iterator[Slot]:
    """Who has won in one sentence has lost in the other."""
    (won, lost), (won_too, lost_too) = _outcome(found.a), _outcome(found.b)
    ways = ((won, lost_too), (lost, won_too))
    both = [
        (x, y) for mine, theirs in ways for x in mine for y in theirs if found.pairs.get(x) == y
    ]
    agree = ((won, won_too), (lost, lost_too))
    if any(found.pairs.get(x) == y for mine, theirs in agree for x in mine for y in theirs):
        return
    if both:
        yield DifferenceKind.PARTY, [both[0][0]], [both[0][1]]


def _outcome(surface: Surface) -> tuple[list[int], list[int]]:
    """The names of who won and of who lost."""
    won: list[int] = []
    lost: list[int] = []
    for number, verb in enumerate(surface.verbs):
        if verb.mood:
            continue
        before = surface.verbs[number - 1].at if number else -1
        doers = [at for at in surface.content if at > before and _does(surface, at, number)]
        if verb.lemma in WON:
            won += doers
            lost += _beaten(surface, number) if verb.lemma != "win" else []
        elif verb.lemma in LOST:
            lost += doers
        else:
            for noun, others in _results(surface, number):
                mine, theirs = (won, lost) if noun in VICTORY else (lost, won)
                mine += doers
                theirs += others
    return won, lost


def _beaten(surface: Surface, verb: int) -> list[int]:
    """The names of those whom a verb is done to."""
    return [
        at
        for at in surface.content
        if is_party(surface, at) and (verb, Side.DONE_TO) in surface.sides[at]
    ]


def _results(surface: Surface, verb: int) -> Iterator[tuple[str, list[int]]]:
    """As in "took the title with a victory over Orr": the noun, and the names after it."""
    for at in surface.content:
        noun = surface.tokens[at].noun
        if at in surface.verb_at or noun not in VICTORY | DEFEAT:
            continue
        if all(number != verb for number, _ in surface.sides[at]):
            continue
        ways = ("over", "against") if noun in VICTORY else ("to", "against")
        others = [
            each
            for each in surface.content
            if each > at and is_party(surface, each) and surface.prepositions[each] in ways
        ]
        if others:
            yield noun, others


def roles(found: Comparison) -> Iterator[Slot]:
    """Who does it in one sentence is whom it is done to in the other, and the other way round."""
    a, b = found.a, found.b
    for v, w in found.verbs.items():
        lemma, lemma_too = a.verbs[v].lemma, b.verbs[w].lemma
        if {lemma, lemma_too} & (IDLE | WON | LOST) or converse(lemma, lemma_too):
            continue
        doers = {x for x in found.pairs if _does(a, x, v)}
        others = {x for x in found.pairs if _suffers(a, x, v)}
        doers_too = {y for y in found.pairs.values() if _does(b, y, w)}
        others_too = {y for y in found.pairs.values() if _suffers(b, y, w)}
        crossed = [x for x in doers if found.pairs[x] in others_too]
        back = [x for x in others if found.pairs[x] in doers_too]
        mutual = any(is_mutual(a, x) for x in crossed)
        beyond = turned_round(found, crossed, [found.pairs[x] for x in back])
        if crossed and back and not (mutual or beyond):
            yield DifferenceKind.PARTY, crossed, [found.pairs[x] for x in back]
            return


def is_party(surface: Surface, at: int) -> bool:
    """Whether a token is a name, or part of one."""
    return surface.tokens[at].kind is Kind.NAME


def _does(surface: Surface, at: int, verb: int) -> bool:
    return is_party(surface, at) and (verb, Side.DOER) in surface.sides[at]


def _suffers(surface: Surface, at: int, verb: int) -> bool:
    """Whom it is done to, or against."""
    if not is_party(surface, at):
        return False
    sides = surface.sides[at]
    return (verb, Side.DONE_TO) in sides or (
        (verb, Side.OTHER) in sides and surface.prepositions[at] in CONCERNING
    )
