"""Two prepared sentences -> whether to compare them at all: a quick check of keys before alignment.

The checks are necessary conditions of those in compare.py and differences.py: pairs that fail here
would also fail there.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain

from briefs.digest.comparison.agreement.alignment import candidates, other_keys
from briefs.digest.comparison.sentence.prepared_sentence import PreparedSentence
from briefs.digest.comparison.sentence.tokens import PARTICLES, Kind
from briefs.digest.lexicon.word_relations import noun_of, relations, synonyms, verb_of
from briefs.facts.lexicon.gazetteer import lookup
from briefs.facts.lexicon.role_nouns import HONORIFICS, ROLE_NOUNS
from briefs.text.guard_words import word_set

HARMLESS = word_set("also meanwhile however newly already earlier again then therefore moreover")
OFFICIAL = word_set(
    """police official officials officer officers authorities authority spokesman spokeswoman
    spokesperson statement firefighters investigators prosecutors coroner hospital ministry agency
    office company media reports report state news local sheriff deputies detectives troopers nypd
    lapd"""
)
REPORTING = word_set("say state tell report announce confirm add accord")
PEOPLE = word_set("people person persons")
LETTERS = re.compile(r"[^\W\d_]+")
INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
# What somebody does, said before a name: an article that leaves it out tells the same. Own list.
OCCUPATIONS = word_set(
    """actor actress comedian singer rapper musician director filmmaker author novelist writer
    journalist reporter correspondent presenter producer neurosurgeon surgeon physician doctor
    lawyer attorney engineer scientist professor economist historian astronaut pilot constable
    sergeant detective inspector superintendent lieutenant coach striker midfielder goalkeeper
    winger quarterback linebacker cornerback receiver pitcher catcher outfielder shortstop"""
)
POSITIONS = word_set("running back wide defensive offensive tight end tackle guard lineman")
"""Of what is said of players in several words: "running back", "defensive tackle"."""
WORK = OCCUPATIONS | POSITIONS
TITLE_WORDS = ROLE_NOUNS | {"prime", "foreign", "secretary", "finance", "vice"}


@lru_cache(maxsize=4096)
def reaches(a: PreparedSentence) -> dict[int, tuple[str, ...]]:
    """For each content token but days, the keys without which b has no candidate for it.

    A first look: that b has one of them is not yet a candidate.
    """
    found = {}
    for x in a.content:
        token, keys = a.tokens[x], a.keys[x]
        if token.kind is Kind.DAY:
            continue
        if token.number is None:
            if token.verb:
                verbs = synonyms("v", token.verb) if x in a.verb_at else {token.verb}
                keys = (*keys, *(f"v:{word}" for word in verbs), f"stem:{token.verb}")
            if token.kind is Kind.WORD:
                keys = (*keys, *other_keys(token.noun, token.low))
        found[x] = keys
    return found


@lru_cache(maxsize=4096)
def needs(a: PreparedSentence) -> tuple[tuple[str, ...], ...]:
    """The keys of each token of a that b may not lack, whatever else it has (see may_miss)."""
    return tuple(keys for x, keys in reaches(a).items() if not _dispensable(a, x))


def may_say(text: str, a: PreparedSentence) -> bool:
    """Whether a sentence has, by its words alone, some key of each token that a may not lack.

    If not, it need not be prepared. Numbers, words with marks in them and known names of
    several words are not asked for; "n't" may hide a word.
    """
    if "n't" in text or "n’t" in text:
        return True
    return not any(map(_keys_in(text).isdisjoint, _word_needs(a)))


@lru_cache(maxsize=4096)
def _word_needs(a: PreparedSentence) -> tuple[tuple[str, ...], ...]:
    """Those of a's needs that a plain word of another sentence would have to meet."""
    return tuple(
        keys
        for x, keys in reaches(a).items()
        if a.tokens[x].number is None
        and a.tokens[x].low.isalpha()
        and lookup(a.tokens[x].name) is None
        and not _dispensable(a, x)
    )


@lru_cache(maxsize=8192)
def _keys_in(text: str) -> frozenset[str]:
    """All keys that a token of a sentence may have, by its words alone."""
    words = {word.lower() for word in LETTERS.findall(text)}
    names = (f"name:{found.replace('.', '').lower()}" for found in INITIALS.findall(text))
    return frozenset(chain(names, chain.from_iterable(map(_keys_of_word, words))))


@lru_cache(maxsize=50_000)
def _keys_of_word(low: str) -> tuple[str, ...]:
    """The keys of a word, and of the phrases that it begins: "turned" also turns down."""
    verb = verb_of(low)
    found = [f"w:{low}", f"name:{low}", f"n:{noun_of(low)}"]
    if verb:
        joined = _with_particle().get(verb, ())
        meant = (meaning for _, meaning in relations().phrases.get(verb, ()))
        for each in (verb, *meant, *joined):
            found += (f"v:{each}", f"stem:{each}")
    return tuple(found)


@cache
def _with_particle() -> dict[str, list[str]]:
    """A verb -> those that it makes with a particle: "turn" -> "turn_down"."""
    found: dict[str, list[str]] = {}
    for each in relations().verbs:
        verb, _, particle = each.rpartition("_")
        if particle in PARTICLES:
            found.setdefault(verb, []).append(each)
    return found


def _dispensable(a: PreparedSentence, x: int) -> bool:
    """Whether some sentence may lack a token of a and still say the same."""
    token = a.tokens[x]
    if (
        token.noun == "vote"
        or token.low in HARMLESS
        or token.low in PEOPLE
        or is_title(a, x)
        or is_attribution(a, x)
    ):
        return True
    if token.number is not None:
        return token.number.value == 1
    return token.kind is Kind.NAME and len(run := run_of(a, x)) > 1 and x != run[-1]


@lru_cache(maxsize=16_384)
def lacks_much(b: PreparedSentence, a: PreparedSentence, most: float) -> bool:
    """Whether no word of b says more than such a share of a's content; order is left aside."""
    left = most * len(a.content)
    if sum(map(b.index.keys().isdisjoint, reaches(a).values())) > left:
        return True
    for x in a.content:
        if not candidates(a, x, b):
            left -= 1
            if left < 0:
                return True
    return False


def is_title(a: PreparedSentence, x: int) -> bool:
    """As in "Prime Minister Orr": what somebody is called by before a name."""
    return x in _titles(a)


@lru_cache(maxsize=4096)
def _titles(a: PreparedSentence) -> frozenset[int]:
    """The places of a sentence's titles."""
    return frozenset(x for x in range(len(a.tokens)) if _entitles(a, x))


def _entitles(a: PreparedSentence, x: int) -> bool:
    token = a.tokens[x]
    if token.low in HONORIFICS or _is_occupation(a, x):
        return True
    if token.low not in TITLE_WORDS:
        return False
    run = x
    while run + 1 < len(a.tokens) and a.tokens[run + 1].kind is Kind.NAME:
        run += 1
    return any(a.tokens[at].low in ROLE_NOUNS for at in range(x, run))


def _is_occupation(a: PreparedSentence, x: int) -> bool:
    """As in "comedian Orr", "running back Orr", but not in "the back", "a former comedian"."""
    if a.tokens[x].low not in WORK:
        return False
    first = last = x
    while first and a.tokens[first - 1].low in WORK:
        first -= 1
    while last + 1 < len(a.tokens) and a.tokens[last + 1].low in WORK:
        last += 1
    words = [token.low for token in a.tokens[first : last + 1]]
    if last + 1 == len(a.tokens) or a.tokens[last + 1].kind is not Kind.NAME:
        return False
    before = a.tokens[first - 1] if first else None
    plain = before is None or before.kind in (Kind.NAME, Kind.FUNCTION) or before.verb is not None
    return plain and (len(words) > 1 or words[0] in OCCUPATIONS)


def is_attribution(a: PreparedSentence, x: int) -> bool:
    """A token of ", police said": who is expected to know, not a side."""
    at = x
    if at in a.verb_at:
        if a.verbs[a.verb_at[at]].lemma not in REPORTING:
            return False
        around = a.tokens[max(0, at - 4) : at] + a.tokens[at + 1 : at + 4]
        return any(token.low in OFFICIAL for token in around)
    if a.tokens[at].low in OFFICIAL or a.tokens[at].low == "accord":
        return any(verb.lemma in REPORTING and abs(verb.at - at) <= 3 for verb in a.verbs)
    return False


def run_of(sentence: PreparedSentence, at: int) -> list[int]:
    """The name that a token is part of."""
    first = last = at
    while first > 0 and sentence.tokens[first - 1].kind is Kind.NAME:
        first -= 1
    while last + 1 < len(sentence.tokens) and sentence.tokens[last + 1].kind is Kind.NAME:
        last += 1
    return [n for n in range(first, last + 1) if not is_title(sentence, n)]
