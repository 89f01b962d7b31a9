"""WordNet's database files -> briefs/digest/lexicon/kin.txt: which words are kin.

For sentences that two reporters word each in their own way: "acquire" and "acquisition", "ferry"
and "boat" are kin, though neither may stand for the other. WordNet as in make_word_relations.py.

A meaning is a synset of a word, or one that WordNet derives it from or to (pointer "+"; adjectives
also pertain to nouns). It is numbered where several words have it. Broader are the synsets one step
up (pointer "@", of adjectives "&") that few words have: nearly everything is a "thing".

Usage: python -m tools.make_word_kin package/dict
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from tools.make_word_relations import HEAD, NEWS, WordNet

OUT = Path("briefs/digest/lexicon/kin.txt")
KINDS = "nva"
SENSES = {"n": 3, "v": 4, "a": 3}
MOST_BELOW = {"n": 60, "v": 40, "a": 30}
"""Words under a synset that is still told as the broader of one: "boat", but not "thing"."""
DERIVED, PERTAINS, BROADER, LIKE = "+", "\\", "@", "&"

Key = tuple[str, str]


class Kin:
    """WordNet's synsets with the number of words below each."""

    def __init__(self, net: WordNet) -> None:
        self.net = net
        self.below: dict[Key, set[str]] = defaultdict(set)
        for kind, lemma in net.senses:
            if kind in KINDS and self.wanted(kind, lemma):
                for key in self.senses(kind, lemma):
                    for above in {key, *self._all_above(key)}:
                        self.below[above].add(lemma)

    def wanted(self, kind: str, lemma: str) -> bool:
        """A word of the tagged texts or of news."""
        if self.net.wanted(kind, lemma):
            return True
        return lemma in NEWS and (kind, lemma) in self.net.small and len(lemma) > 2

    def senses(self, kind: str, lemma: str) -> list[Key]:
        """The first senses of a word."""
        ranked = sorted(self.net.senses[kind, lemma])[: SENSES[kind]]
        return [(kind, offset) for _, offset in ranked]

    def above(self, key: Key) -> list[Key]:
        """The synsets one step up."""
        _, pointers = self.net.synsets[key]
        return [
            (_kind(kind), other)
            for sign, other, kind, _ in pointers
            if sign == BROADER or (sign == LIKE and key[0] == "a")
        ]

    def _all_above(self, key: Key) -> frozenset[Key]:
        return _closure(self, key)

    def derived(self, kind: str, lemma: str) -> Iterator[tuple[Key, str]]:
        """The senses that those of a word are derived from or to, with their word."""
        for key in self.senses(kind, lemma):
            words, pointers = self.net.synsets[key]
            place = words.index(lemma) + 1
            for sign, other, other_kind, ends in pointers:
                if sign in (DERIVED, PERTAINS) and int(ends[:2], 16) == place:
                    their = _kind(other_kind), other
                    if their[0] in KINDS:
                        yield their, self.net.synsets[their][0][int(ends[-2:], 16) - 1]

    def broader(self, keys: Iterable[Key]) -> set[Key]:
        """Synsets one step up that are narrow enough to tell something."""
        return {
            above
            for key in keys
            for above in self.above(key)
            if 1 < len(self.below[above]) <= MOST_BELOW[above[0]]
        }


@cache
def _closure(kin: Kin, key: Key) -> frozenset[Key]:
    if key[0] == "a":
        return frozenset(kin.above(key))
    up = kin.above(key)
    return frozenset(up).union(*(_closure(kin, above) for above in up))


def _kind(sign: str) -> str:
    return "a" if sign == "s" else sign


def rows(net: WordNet) -> Iterator[str]:
    """A line for each word that has kin."""
    kin = Kin(net)
    words = [key for key in sorted(net.senses) if key[0] in KINDS and kin.wanted(*key)]
    meant: dict[Key, set[Key]] = {}
    above: dict[Key, set[Key]] = {}
    family: dict[Key, set[str]] = {}
    for word in words:
        own = kin.senses(*word)
        derived = list(kin.derived(*word))
        meant[word] = {*own, *(key for key, _ in derived if key[1])}
        above[word] = kin.broader(own) - meant[word]
        if word[0] == "v" and word[1].endswith("en"):
            stems = {word[1][:-2], word[1][:-1], word[1][:-3]}
            derived += [
                (("a", ""), stem) for stem in stems if len(stem) > 2 and ("a", stem) in net.senses
            ]
        family[word] = {f"{key[0]}:{lemma}" for key, lemma in derived if kin.wanted(key[0], lemma)}
    shared = Counter(key for word in words for key in meant[word] | above[word])
    kept = (key for key, count in sorted(shared.items()) if count > 1)
    number = {key: n for n, key in enumerate(kept)}
    for word in words:
        fields = [
            " ".join(str(number[key]) for key in sorted(keys & number.keys()))
            for keys in (meant[word], above[word])
        ]
        relatives = " ".join(sorted(family[word] - {f"{word[0]}:{word[1]}"}))
        if any(fields) or relatives:
            yield "|".join((*word, *fields, relatives))


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="WordNet's dict folder")
    lines = list(rows(WordNet(parser.parse_args().folder)))
    licence = HEAD[HEAD.index("# WordNet") :]
    head = (
        "# Which words are kin; made by tools/make_word_kin.py, not by hand.\n"
        "# kind|lemma|numbers of its meanings|of broader ones|words of its family\n#\n"
    )
    OUT.write_text(head + licence + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{OUT}: {len(lines)} lines")


if __name__ == "__main__":
    main()
