"""The words that a briefing may add, and those that it must not lose.

Each list says which class of words it is and where it comes from.
"""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """Words set apart by blanks -> a set."""
    return frozenset(words.split())
