"""How alike two titles are, by their words."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")


def folded(text: str) -> str:
    """A title -> its words in lower case."""
    return " ".join(_WORD.findall(text.lower()))


def long_words(text: str) -> set[str]:
    """The words of a title that are likely to say what it is about: more than three letters."""
    return {word for word in folded(text).split() if len(word) > 3}


def title_similarity(one: str, other: str) -> float:
    """Share of the words of both titles that they have in common, 0 to 1."""
    a, b = set(folded(one).split()), set(folded(other).split())
    return len(a & b) / len(a | b) if a and b else 0.0
