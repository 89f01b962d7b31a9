"""A word list as it is written in a file -> a frozen set of its words."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Words between blanks -> set."""
    return frozenset(text.split())


def columns(text: str) -> tuple[str, ...]:
    """Words between blanks -> tuple, in their order."""
    return tuple(text.split())
