"""Text -> words and their weights (inverse document frequency)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")

UNSEEN = 0.5
"""A word that the background lacks counts as seen in half an article (Jeffreys' prior)."""

COMMON = 1.5
"""Words below this weight (in more than a fifth of all articles) do not distinguish stories."""


def words_of(text: str) -> Iterator[str]:
    """Text -> its words in order, lower case, without possessive and plural endings."""
    for match in WORD.finditer(text):
        yield fold(match.group())


def fold(word: str) -> str:
    """Word -> the form that is counted: "Leaders'" and "leader's" are both "leader"."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    if len(word) < 4 or word[-1] != "s" or word.endswith(("ss", "us", "is")):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


@dataclass(frozen=True)
class Background:
    """Document frequencies over `articles` articles, independent of the batch at hand.

    A batch of a digest is too small to say how common a word is: with 5 articles the
    words of their one story would be the commonest of all.
    """

    articles: int
    counts: Mapping[str, int]

    @cached_property
    def common(self) -> frozenset[str]:
        """The words that do not distinguish stories."""
        return frozenset(word for word in self.counts if self.weight(word) < COMMON)

    def weight(self, word: str) -> float:
        """Word -> log of the inverse share of articles that it stands in."""
        return math.log((self.articles + 1) / (self.counts.get(word, 0) + UNSEEN))


def parse(table: str) -> Background:
    """`articles|number`, then lines `count|words`; `#` begins a comment -> Background."""
    articles, *lines = (line for line in table.splitlines() if line and not line.startswith("#"))
    counts: dict[str, int] = {}
    for line in lines:
        count, _, words = line.partition("|")
        counts.update(dict.fromkeys(words.split(), int(count)))
    return Background(int(articles.removeprefix("articles|")), counts)
