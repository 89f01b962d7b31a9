"""Two sentences about one event -> who has changed sides: winners and losers, doers and others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefs.digest.comparison.agreement.compare import Comparison
from briefs.digest.comparison.agreement.parties import is_mutual, roles_are_swapped
from briefs.digest.comparison.agreement.relations import CONCERNING
from briefs.digest.comparison.conflict.differing_parts import DifferenceKind, DifferingPart
from briefs.digest.comparison.sentence.prepared_sentence import PreparedSentence, Side
from briefs.digest.comparison.sentence.tokens import Kind
from briefs.digest.lexicon.word_relations import converse
from briefs.text.guard_words import word_set

# Verbs that tell no deed, or who tells of it: on which side of them somebody stands is no part of
# the event. Own list.
NON_EVENT_VERBS = word_set(
    "include say tell add report state announce accord be seem appear know think believe expect"
)
WON, LOST = word_set("win beat defeat triumph prevail overcome"), word_set("lose")
VICTORY, DEFEAT = word_set("victory win triumph"), word_set("defeat loss")


@dataclass(frozen=True, slots=True)
class _Result:
    """Who won and who lost, and the verb or noun that says so; `told`: all of its words."""

    won: list[int]
    lost: list[int]
    told: list[int]

    @property
    def words(self) -> list[int]:
        """All tokens, in their order."""
        return sorted({*self.won, *self.lost, *self.told})


def contests(found: Comparison) -> Iterator[DifferingPart]:
    """Who has won in one sentence has lost in the other."""
    mine, theirs = list(_results(found.a)), list(_results(found.b))
    pairs = [(one, other) for one in mine for other in theirs]
    if any(_share(found, p.won, q.won) or _share(found, p.lost, q.lost) for p, q in pairs):
        return
    for p, q in pairs:
        if _share(found, p.won, q.lost) or _share(found, p.lost, q.won):
            taken = set(found.pairs.values())
            yield (
                DifferenceKind.PARTY,
                [x for x in p.words if x in found.pairs or x in p.told],
                [y for y in q.words if y in taken or y in q.told],
            )
            return


def _share(found: Comparison, xs: Sequence[int], ys: Sequence[int]) -> bool:
    return any(found.pairs.get(x) in ys for x in xs)


def _results(sentence: PreparedSentence) -> Iterator[_Result]:
    """What a sentence tells of who won and who lost, verb by verb."""
    for number, verb in enumerate(sentence.verbs):
        if verb.mood:
            continue
        before = sentence.verbs[number - 1].at if number else -1
        doers = [at for at in sentence.content if at > before and _does(sentence, at, number)]
        if verb.lemma in WON:
            lost = _beaten(sentence, number) if verb.lemma != "win" else []
            yield _Result(doers, lost, [verb.at])
        elif verb.lemma in LOST:
            yield _Result([], doers, [verb.at])
        else:
            for at, others in _by_noun(sentence, number):
                won, lost = (
                    (doers, others) if sentence.tokens[at].noun in VICTORY else (others, doers)
                )
                yield _Result(won, lost, [verb.at, at])


def _beaten(sentence: PreparedSentence, verb: int) -> list[int]:
    """The names of those whom a verb is done to."""
    return [
        at
        for at in sentence.content
        if is_party(sentence, at) and (verb, Side.DONE_TO) in sentence.sides[at]
    ]


def _by_noun(sentence: PreparedSentence, verb: int) -> Iterator[tuple[int, list[int]]]:
    """As in "took the title with a victory over Orr": the noun, and the names after it."""
    for at in sentence.content:
        noun = sentence.tokens[at].noun
        if at in sentence.verb_at or noun not in VICTORY | DEFEAT:
            continue
        if all(number != verb for number, _ in sentence.sides[at]):
            continue
        ways = ("over", "against") if noun in VICTORY else ("to", "against")
        others = [
            each
            for each in sentence.content
            if each > at and is_party(sentence, each) and sentence.prepositions[each] in ways
        ]
        if others:
            yield at, others


def roles(found: Comparison) -> Iterator[DifferingPart]:
    """Who does it in one sentence is whom it is done to in the other, and the other way round."""
    a, b = found.a, found.b
    for v, w in found.verbs.items():
        lemma, lemma_too = a.verbs[v].lemma, b.verbs[w].lemma
        if {lemma, lemma_too} & (NON_EVENT_VERBS | WON | LOST) or converse(lemma, lemma_too):
            continue
        doers = {x for x in found.pairs if _does(a, x, v)}
        others = {x for x in found.pairs if _suffers(a, x, v)}
        doers_too = {y for y in found.pairs.values() if _does(b, y, w)}
        others_too = {y for y in found.pairs.values() if _suffers(b, y, w)}
        crossed = [x for x in doers if found.pairs[x] in others_too]
        back = [x for x in others if found.pairs[x] in doers_too]
        mutual = any(is_mutual(a, x) for x in crossed)
        beyond = roles_are_swapped(found, crossed, [found.pairs[x] for x in back])
        if crossed and back and not (mutual or beyond):
            yield DifferenceKind.PARTY, crossed, [found.pairs[x] for x in back]
            return


def is_party(sentence: PreparedSentence, at: int) -> bool:
    """Whether a token is a name, or part of one."""
    return sentence.tokens[at].kind is Kind.NAME


def _does(sentence: PreparedSentence, at: int, verb: int) -> bool:
    return is_party(sentence, at) and (verb, Side.DOER) in sentence.sides[at]


def _suffers(sentence: PreparedSentence, at: int, verb: int) -> bool:
    """Whom it is done to, or against."""
    if not is_party(sentence, at):
        return False
    sides = sentence.sides[at]
    return (verb, Side.DONE_TO) in sides or (
        (verb, Side.OTHER) in sides and sentence.prepositions[at] in CONCERNING
    )
