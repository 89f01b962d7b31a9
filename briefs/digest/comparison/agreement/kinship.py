"""Two sentences, each in its own words -> what they share when kin of words count too.

compare.py pairs words that stand for each other. Here a word may also be paired with its kin
("acquire", "acquisition"; "ferry", "boat"), and a verb that says little ("took") with any verb that
has the same object. That tells what the sentences are about, never that they tell the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from briefs.digest.comparison.agreement.alignment import opposite
from briefs.digest.comparison.agreement.compare import Comparison, compare, may_miss
from briefs.digest.comparison.agreement.prefilter import HARMLESS, is_attribution, is_title
from briefs.digest.comparison.agreement.relations import same_mood
from briefs.digest.comparison.sentence.prepared_sentence import PreparedSentence, Side
from briefs.digest.comparison.sentence.tokens import Kind, Token
from briefs.digest.lexicon.word_kin import Kin, kin_of, positive_of
from briefs.digest.lexicon.word_relations import opposed, relations
from briefs.stories.document_frequencies import default_background
from briefs.stories.term_weights import fold
from briefs.text.guard_words import word_set

LIGHT = word_set(
    "have take make get give come go put set see say tell hold do use bring keep find show call "
    "leave become remain continue people person man woman year day time thing way part number "
    "group official authority spokesman spokeswoman statement report"
)
"""Words that say little by themselves. Own list."""
WILD = word_set("take get make give have do")
DEEDS = ("ion", "ment", "al", "ure", "ance", "ence")
NAMED, COUNTED, SAYS_LITTLE = 1.3, 1.0, 0.15
DISTANT = 0.5
"""How much of a word counts that only has one broader word with another."""
NONE: frozenset[int] = frozenset()
RAREST = 6.0
"""Inverse document frequency from which a word counts whole."""


@dataclass(frozen=True)
class Kinship:
    """A comparison whose pairs include kin; `at_odds`: words of a and b that are opposites."""

    loose: Comparison
    at_odds: tuple[tuple[int, int], ...]
    share_a: float
    share_b: float
    shared: float


@lru_cache(maxsize=256)
def kinship(a: PreparedSentence, b: PreparedSentence) -> Kinship:
    """Prepared sentences -> what they share, their kin included."""
    strict = compare(a, b)
    pairs, odds = _kin_pairs(strict)
    _pair_wild(strict, pairs)
    pairs = dict(sorted(pairs.items()))
    verbs = {
        a.verb_at[x]: b.verb_at[y] for x, y in pairs.items() if x in a.verb_at and y in b.verb_at
    }
    taken = set(pairs.values())
    loose = Comparison(
        a,
        b,
        pairs,
        tuple(x for x in a.content if x not in pairs),
        tuple(y for y in b.content if y not in taken),
        verbs,
        tuple((v, w) for v, w in verbs.items() if not same_mood(a, v, b, w)),
    )
    left_a = [x for x in loose.left_a if not _harmless(a, x) and not may_miss(strict, x)]
    left_b = [y for y in loose.left_b if not _harmless(b, y)]
    for x, y in odds:
        left_a = [each for each in left_a if each != x]
        left_b = [each for each in left_b if each != y]
    distant = _related_pairs(a, left_a, b, left_b)
    left_a = [x for x in left_a if x not in distant]
    left_b = [y for y in left_b if y not in distant.values()]
    shared = _weight_of(a, pairs) + DISTANT * _weight_of(a, distant)
    return Kinship(
        loose,
        tuple(odds),
        shared / (shared + _weight_of(a, left_a) or 1),
        shared / (shared + _weight_of(b, left_b) or 1),
        shared,
    )


def _kin_pairs(strict: Comparison) -> tuple[dict[int, int], list[tuple[int, int]]]:
    a, b = strict.a, strict.b
    mine, theirs = kin_in(a), kin_in(b)
    pairs = dict(strict.pairs)
    odds: list[tuple[int, int]] = []
    left = {y for y in strict.left_b if y in theirs}
    index = _index(b)
    for x in strict.left_a:
        if x not in mine or not left:
            continue
        against = sorted(y for y in index.at_odds(mine[x]) & left if _opposed(a, x, b, y))
        if against:
            odds.append((x, against[0]))
            left.discard(against[0])
            continue
        near = sorted(index.akin(mine[x], says_little(a.tokens[x])) & left)
        if near:
            pairs[x] = near[0]
            left.discard(near[0])
    return pairs, odds


class _KinIndex:
    """The words of a sentence by what they mean."""

    def __init__(self, sentence: PreparedSentence) -> None:
        self.words: dict[tuple[str, str], set[int]] = {}
        self.means: dict[int, set[int]] = {}
        self.broader: dict[int, set[int]] = {}
        for at, kin in kin_in(sentence).items():
            for word in kin.words:
                self.words.setdefault(word, set()).add(at)
            little = says_little(sentence.tokens[at])
            for meaning in kin.means:
                if meaning < 0 or not little:
                    self.means.setdefault(meaning, set()).add(at)
            if little:
                continue
            for meaning in kin.broader:
                self.broader.setdefault(meaning, set()).add(at)

    def at_odds(self, kin: Kin) -> set[int]:
        """Words opposed to one of a family."""
        found: set[int] = set()
        for word in kin.odds & self.words.keys():
            found |= self.words[word]
        return found

    def akin(self, kin: Kin, says_little: bool) -> set[int]:
        """Words of the same meaning, or of one a step broader or narrower.

        Words that say little have such kin alone as news.txt lists.
        """
        found: set[int] = set()
        for meaning in kin.means:
            if says_little and meaning >= 0:
                continue
            found |= self.means.get(meaning, NONE)
            found |= self.broader.get(meaning, NONE)
        for meaning in () if says_little else kin.broader:
            found |= self.means.get(meaning, NONE)
        return found

    def related(self, kin: Kin) -> set[int]:
        """Words with the same broader word: "reporter", "journalist"."""
        found: set[int] = set()
        for meaning in kin.broader:
            found |= self.broader.get(meaning, NONE)
        return found


@lru_cache(maxsize=256)
def _index(sentence: PreparedSentence) -> _KinIndex:
    return _KinIndex(sentence)


def _related_pairs(
    a: PreparedSentence, left_a: Iterable[int], b: PreparedSentence, left_b: Iterable[int]
) -> dict[int, int]:
    """Words left that have one broader word."""
    mine, index = kin_in(a), _index(b)
    found: dict[int, int] = {}
    left = set(left_b)
    for x in left_a:
        near = sorted(index.related(mine[x]) & left) if x in mine else ()
        if near:
            found[x] = near[0]
            left.discard(near[0])
    return found


def _opposed(a: PreparedSentence, x: int, b: PreparedSentence, y: int) -> bool:
    """Opposite words; of two verbs the verbs themselves, else also what is derived from them."""
    if x in a.verb_at and y in b.verb_at:
        p, q = a.tokens[x].verb or "", b.tokens[y].verb or ""
        return opposed("v", p, q)
    if x not in a.verb_at and y not in b.verb_at:
        one, other = a.tokens[x], b.tokens[y]
        return opposite(one, other)
    return all(map(_may_tell_a_deed, ((a, x), (b, y))))


def _may_tell_a_deed(place: tuple[PreparedSentence, int]) -> bool:
    """A verb, an adjective, or a noun that is none of somebody or something that is there."""
    sentence, at = place
    token = sentence.tokens[at]
    adjective = token.noun not in relations().nouns
    return (
        at in sentence.verb_at
        or adjective
        or token.noun == token.verb
        or token.noun.endswith(DEEDS)
    )


def _pair_wild(strict: Comparison, pairs: dict[int, int]) -> None:
    """Pair "took" with any verb of which the same thing is the object."""
    a, b = strict.a, strict.b
    taken = set(pairs.values())
    for v, verb in enumerate(a.verbs):
        if verb.at in pairs:
            continue
        for w, other in enumerate(b.verbs):
            if other.at in taken or not {verb.lemma, other.lemma} & WILD:
                continue
            if any(
                (v, Side.DONE_TO) in a.sides[x] and (w, Side.DONE_TO) in b.sides[y]
                for x, y in pairs.items()
            ):
                pairs[verb.at] = other.at
                taken.add(other.at)
                break


@lru_cache(maxsize=1024)
def kin_in(sentence: PreparedSentence) -> dict[int, Kin]:
    """The kin of each word that says something; names and numbers have none."""
    found = {}
    for at in sentence.content:
        token = sentence.tokens[at]
        if token.kind is Kind.WORD:
            found[at] = _kin_of_form(token.low, token.noun, token.verb, at in sentence.verb_at)
    return found


@lru_cache(maxsize=8192)
def _kin_of_form(low: str, noun: str, verb: str | None, is_verb: bool) -> Kin:
    if is_verb and verb:
        return kin_of((("v", verb),))
    words = [("a", low)]
    if noun:
        words.append(("n", noun))
    if low.endswith("ly"):
        words.append(("a", low[:-2]))
    if positive := positive_of(low):
        words.append(("a", positive))
    if verb and (not noun or low.endswith(("ed", "ing"))):
        words.append(("v", verb))
    return kin_of(tuple(words))


def says_little(token: Token) -> bool:
    """Whether a word says little by itself."""
    return token.noun in LIGHT or token.verb in LIGHT


def _harmless(sentence: PreparedSentence, at: int) -> bool:
    token = sentence.tokens[at]
    return token.low in HARMLESS or is_attribution(sentence, at) or is_title(sentence, at)


def _weight_of(sentence: PreparedSentence, places: Iterable[int]) -> float:
    return sum(weight(sentence.tokens[at]) for at in places)


def weight(token: Token) -> float:
    """How much it tells that two sentences share a word; a name most."""
    if token.kind is Kind.NAME:
        return NAMED
    if token.kind in (Kind.NUMBER, Kind.DAY):
        return COUNTED
    if says_little(token):
        return SAYS_LITTLE
    return _rarity(token.low.partition(" ")[0])


@lru_cache(maxsize=50_000)
def _rarity(low: str) -> float:
    return min(1.0, default_background().weight(fold(low)) / RAREST)
