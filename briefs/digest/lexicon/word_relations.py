"""Word forms -> lemmas; two lemmas -> whether they say the same or the opposite.

WordNet's relations (wordnet.txt, made by tools/make_word_relations.py) and what it lacks of
the words of news (news.txt). Words that are opposites, or different steps of one course
("agreed", "signed", "ratified"), are never synonyms, whatever WordNet says of a rare sense.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import combinations

from briefs.word_lists import file_rows

Pair = tuple[str, str]
UNUSED = (0, 0, 0)
NONE: frozenset[str] = frozenset()

SUFFIXES = {
    "v": (("ies", "y"), ("es", "e"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", "e"), ("ed", ""),
          ("ing", "e"), ("ing", "")),
    "n": (("ies", "y"), ("ves", "f"), ("men", "man"), ("es", ""), ("s", "")),
}  # fmt: skip
"""The rules of detachment of WordNet's morphy(7WN); doubled consonants besides."""


@dataclass(slots=True)
class Relations:
    """Relations by kind of word: "v", "n", "a", "r"."""

    uses: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    verbs: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    irregular: dict[str, dict[str, str]] = field(default_factory=lambda: {"v": {}, "n": {}})
    same: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    against: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    steps: set[Pair] = field(default_factory=set)
    converses: set[Pair] = field(default_factory=set)
    kin: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add_wordnet(self, rows: Iterable[tuple[str, ...]]) -> None:
        """Take in the rows of wordnet.txt."""
        for kind, lemma, *rest in rows:
            if kind in "=+":
                self.irregular["v" if kind == "=" else "n"][lemma] = rest[0]
                continue
            uses, synonyms, opposites = rest
            if kind == "v":
                noun, verb, adjective = map(int, uses.split(","))
                self.uses[lemma] = noun, verb, adjective
                self.verbs.add(lemma)
            elif kind == "n":
                self.nouns.add(lemma)
            for synonym in synonyms.split():
                self.same[f"{kind}:{lemma}"].add(synonym)
                self.same[f"{kind}:{synonym}"].add(lemma)
            self.against[f"{kind}:{lemma}"].update(opposites.split())

    def add_news(self, rows: Iterable[tuple[str, ...]]) -> None:
        """Take in the rows of news.txt."""
        for number, (relation, kind, *groups) in enumerate(rows, 1):
            sets = [group.split() for group in groups]
            if kind == "v":
                self.verbs.update(word for group in sets for word in group)
            if relation == "phrase":
                verb, *rest = groups[0].split()
                self.phrases[verb].append((tuple(rest), kind))
                self.verbs.add(kind)
                continue
            if relation == "kin":
                for word in sets[0]:
                    self.kin[f"{kind}:{word}"].add(number)
                continue
            if relation == "same":
                for word in sets[0]:
                    self.same[f"{kind}:{word}"].update(sets[0])
                continue
            for one, other in combinations(sets, 2):
                for a in one:
                    for b in other:
                        self._add_pair(relation, kind, a, b)

    def _add_pair(self, relation: str, kind: str, a: str, b: str) -> None:
        if relation == "steps":
            self.steps |= {(a, b), (b, a)}
            return
        self.against[f"{kind}:{a}"].add(b)
        self.against[f"{kind}:{b}"].add(a)
        if relation == "converse":
            self.converses |= {(a, b), (b, a)}


@cache
def relations() -> Relations:
    """The tables, read once."""
    found = Relations()
    found.add_wordnet(file_rows(__package__, "wordnet.txt"))
    found.add_news(file_rows(__package__, "news.txt"))
    return found


@lru_cache(maxsize=50_000)
def verb_of(form: str) -> str | None:
    """Form in small letters -> the verb that it may be a form of, or None."""
    table = relations()
    past_of = table.irregular["v"].get(form)
    if past_of is not None:
        rare = table.uses.get(form, UNUSED)[1] <= table.uses.get(past_of, UNUSED)[1]
        return past_of if rare else form  # "rent" is seldom of "rend", "found" mostly of "find"
    if form in table.verbs:
        return form
    for suffix, ending in SUFFIXES["v"]:
        if form.endswith(suffix):
            stem = form.removesuffix(suffix)
            if stem + ending in table.verbs and len(stem) > 1:
                return stem + ending
            if not ending and len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in table.verbs:
                return stem[:-1]
    return None


@lru_cache(maxsize=50_000)
def noun_of(form: str) -> str:
    """Form in small letters -> its singular, by rule where no table has it."""
    table = relations()
    if form in table.irregular["n"]:
        return table.irregular["n"][form]
    if form in table.nouns or len(form) < 4:
        return form
    for suffix, ending in SUFFIXES["n"]:
        if form.endswith(suffix) and form.removesuffix(suffix) + ending in table.nouns:
            return form.removesuffix(suffix) + ending
    if form.endswith("ies"):
        return form[:-3] + "y"
    if form.endswith("s") and not form.endswith(("ss", "us", "is")):
        return form[:-1]
    return form


@lru_cache(maxsize=20_000)
def synonyms(kind: str, lemma: str) -> frozenset[str]:
    """The lemmas of a kind that say the same as one, itself among them."""
    table, against = relations(), opposites(kind, lemma)
    others = table.same.get(f"{kind}:{lemma}", ())
    return frozenset(
        (lemma, *(word for word in others if word not in against and not stepped(lemma, word)))
    )


def same(kind: str, a: str, b: str) -> bool:
    """Whether two lemmas of a kind say the same."""
    return b in synonyms(kind, a)


def opposed(kind: str, a: str, b: str) -> bool:
    """Whether two lemmas of a kind are opposites."""
    return b in opposites(kind, a)


def opposites(kind: str, lemma: str) -> frozenset[str]:
    """The lemmas of a kind that are opposites of one."""
    return _opposites().get((kind, lemma), NONE)


@cache
def _opposites() -> dict[tuple[str, str], frozenset[str]]:
    """Both ways, as the tables have some one way."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, several in relations().against.items():
        kind, _, lemma = key.partition(":")
        for other in several:
            found[kind, lemma].add(other)
            found[kind, other].add(lemma)
    return {word: frozenset(others) for word, others in found.items()}


def stepped(a: str, b: str) -> bool:
    """Whether two lemmas are different steps of one course."""
    return (a, b) in relations().steps


def converse(a: str, b: str) -> bool:
    """Whether two verbs tell one deed from its two sides: "buy" and "sell"."""
    return (a, b) in relations().converses


def verb_share(verb: str) -> float:
    """How often a word that may be a verb is one, in tagged text."""
    noun, as_verb, adjective = relations().uses.get(verb, (0, 1, 0))
    return (as_verb + 1) / (noun + as_verb + adjective + 2)
