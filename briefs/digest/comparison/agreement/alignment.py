"""Two prepared sentences -> pairs of tokens that say the same.

Each token has at most one partner. Of several that match, the one whose neighbours and verbs
match too is taken, so that "five in Paris and three in Berlin" is not equated with its reverse.
Unmatched and crossed tokens are judged in compare.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain

from briefs.digest.comparison.sentence.prepared_sentence import PreparedSentence
from briefs.digest.comparison.sentence.tokens import Kind, Token
from briefs.digest.lexicon.word_relations import opposed, opposites, stepped, synonyms

SPELLINGS = (
    ("isation", "ization"),
    ("ise", "ize"),
    ("our", "or"),
    ("tre", "ter"),
    ("ence", "ense"),
)
EXACT, ALIKE, STEM = 3.0, 2.0, 1.0


def align(a: PreparedSentence, b: PreparedSentence) -> dict[int, int]:
    """Sentences -> {token of a: token of b}, content alone, exact matches before synonyms."""
    partners = {x: options for x in a.content if (options := candidates(a, x, b))}
    wanted = Counter(chain.from_iterable(partners.values()))
    found: dict[int, int] = {}
    scored: list[tuple[float, int, int]] = []
    for x, options in partners.items():
        if len(options) == 1 and wanted[y := next(iter(options))] == 1:
            found[x] = y  # neither has another match, so their surroundings do not matter
            continue
        for y, likeness in options.items():
            scored.append((likeness + _surroundings(a, x, b, y, partners), x, y))
    taken: set[int] = set()
    for _, x, y in sorted(scored, key=lambda option: (-option[0], abs(option[1] - option[2]))):
        if x not in found and y not in taken:
            found[x] = y
            taken.add(y)
    return dict(sorted(found.items()))


@lru_cache(maxsize=16_384)
def candidates(a: PreparedSentence, x: int, b: PreparedSentence) -> Mapping[int, float]:
    """The tokens of b that say what a token of a says, and how well."""
    token, index = a.tokens[x], b.index
    if token.kind is Kind.DAY:
        return {y: EXACT for y in b.content if _same_day(token, b.tokens[y])}
    found: dict[int, float] = {}
    for key in a.keys[x]:
        if not key.startswith("stem:"):
            found.update(dict.fromkeys(index.get(key, ()), EXACT))
    if token.number is not None:
        return found
    if x in a.verb_at and token.verb:
        for word in synonyms("v", token.verb):
            for y in index.get(f"v:{word}", ()):
                found.setdefault(y, ALIKE)
        for y in index.get(f"stem:{token.verb}", ()):
            found.setdefault(y, STEM)
        return found
    if token.verb:  # "talks" and "talked", a noun and a verb of one stem
        for y in index.get(f"v:{token.verb}", ()):
            found.setdefault(y, STEM)
    if token.kind is Kind.WORD and not found:
        found.update(dict.fromkeys(_alike(token, b), ALIKE))
    return found


def _same_day(one: Token, other: Token) -> bool:
    """The same date, or the same words where the date of one is not known."""
    if other.kind is not Kind.DAY:
        return False
    dated = one.name != one.noun and other.name != other.noun
    return one.name == other.name if dated else one.noun == other.noun


def _alike(token: Token, b: PreparedSentence) -> list[int]:
    """Nouns and adjectives of b that say the same, or are the same word spelt otherwise."""
    places: dict[int, None] = {}
    for key in other_keys(token.noun, token.low):
        places.update(dict.fromkeys(b.index.get(key, ())))
    return [y for y in places if b.tokens[y].kind is Kind.WORD and not contrary(token, b.tokens[y])]


@lru_cache(maxsize=20_000)
def other_keys(noun: str, low: str) -> tuple[str, ...]:
    """A noun or adjective -> keys of its synonyms."""
    nouns = {f"n:{word}" for word in synonyms("n", noun) | {_american(noun), _british(noun)}}
    words = {f"w:{word}" for kind in "ar" for word in synonyms(kind, low)}
    return tuple(sorted(nouns | words))


def opposite(one: Token, other: Token) -> bool:
    """Whether two words are opposites."""
    return (
        opposed("n", one.noun, other.noun)
        or opposed("a", one.low, other.low)
        or opposed("r", one.low, other.low)
        or opposed("v", one.verb or "", other.verb or "")
    )


def has_opposite(token: Token) -> bool:
    """Whether a word has an opposite at all; few have."""
    return bool(
        opposites("n", token.noun)
        or opposites("a", token.low)
        or opposites("r", token.low)
        or opposites("v", token.verb or "")
    )


def contrary(one: Token, other: Token) -> bool:
    """Whether two words are opposites, or different steps of one course."""
    return (
        opposite(one, other)
        or stepped(one.noun, other.noun)
        or stepped(one.low, other.low)
        or stepped(one.verb or "", other.verb or "")
    )


def _american(word: str) -> str:
    """British spelling -> American."""
    return next((word.replace(p, q) for p, q in SPELLINGS if p in word and len(word) > 4), word)


def _british(word: str) -> str:
    """American spelling -> British."""
    return next((word.replace(q, p) for p, q in SPELLINGS if q in word and len(word) > 4), word)


def _surroundings(
    a: PreparedSentence, x: int, b: PreparedSentence, y: int, partners: Mapping[int, Iterable[int]]
) -> float:
    """Up to 1 for the same head, verb, side and preposition."""
    heads = chain.from_iterable(partners.get(head, ()) for head in a.heads[x])
    verbs = {
        (partner, side)
        for verb, side in a.sides[x]
        for partner in partners.get(a.verbs[verb].at, ())
    }
    theirs = {(b.verbs[verb].at, side) for verb, side in b.sides[y]}
    return (
        0.4 * (not frozenset(b.heads[y]).isdisjoint(heads))
        + 0.3 * bool(verbs & theirs)
        + 0.2 * bool({verb for verb, _ in verbs} & {verb for verb, _ in theirs})
        + 0.1 * (a.prepositions[x] == b.prepositions[y])
    )
