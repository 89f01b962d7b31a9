"""A word -> its kin: what tells that two sentences are about one thing, though worded otherwise.

Kin are words of one meaning, words of which one is a step broader ("ferry", "boat"), and what is
derived from one another ("acquire", "acquisition"). Kin may not stand for each other. The table is
made by tools/make_word_kin.py; news.txt has what WordNet lacks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from briefs.digest.lexicon.word_relations import opposites, relations
from briefs.word_lists import file_lines

NOTHING = "||"
COMPARED = (("iest", "y"), ("ier", "y"), ("est", "e"), ("er", "e"), ("est", ""), ("er", ""))


@dataclass(frozen=True, slots=True)
class Kin:
    """Numbers of what a word means and of what is a step broader.

    `words` are those of its family, itself among them, each with its kind ("v", "acquire"); `odds`
    their opposites.
    """

    means: frozenset[int]
    broader: frozenset[int]
    words: frozenset[tuple[str, str]]
    odds: frozenset[tuple[str, str]]


@cache
def _table() -> dict[str, str]:
    """Kind and lemma ("n:boat") -> the rest of its row; most rows are never asked for."""
    rows = (line.split("|", 2) for line in file_lines(__package__, "kin.txt"))
    return {f"{kind}:{lemma}": rest for kind, lemma, rest in rows}


@lru_cache(maxsize=8192)
def kin_of(words: tuple[tuple[str, str], ...]) -> Kin:
    """What a form may be, as (kind, lemma) -> its kin, of all of these together."""
    table = _table()
    means: set[int] = set()
    broader: set[int] = set()
    family = set(words)
    for word in words:
        meant, above, derived = table.get(":".join(word), NOTHING).split("|")
        means.update(map(int, meant.split()))
        means.update(-group for group in relations().kin.get(":".join(word), ()))
        broader.update(map(int, above.split()))
        family.update((each[0], each[2:]) for each in derived.split())
    odds = {(kind, word) for kind, lemma in family for word in opposites(kind, lemma)}
    return Kin(frozenset(means), frozenset(broader), frozenset(family), frozenset(odds))


def is_noun(lemma: str) -> bool:
    """Whether a lemma is a noun that is no name, rare ones included."""
    return f"n:{lemma}" in _table()


def positive_of(low: str) -> str | None:
    """A comparative in small letters -> its adjective: "looser", "easiest"."""
    for suffix, ending in COMPARED:
        if low.endswith(suffix):
            stem = low.removesuffix(suffix)
            for word in (stem + ending, stem[:-1] if stem[-1:] == stem[-2:-1] else ""):
                if len(word) > 2 and f"a:{word}" in _table():
                    return word
    return None
