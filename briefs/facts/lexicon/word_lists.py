"""A word list in a module, or a table in a file beside it -> its words, its rows."""

from __future__ import annotations

from importlib.resources import files


def words(text: str) -> frozenset[str]:
    """Words between blanks -> set."""
    return frozenset(text.split())


def columns(text: str) -> tuple[str, ...]:
    """Words between blanks -> tuple, in their order."""
    return tuple(text.split())


def rows(file_name: str) -> tuple[tuple[str, ...], ...]:
    """File of `cell|cell` lines in this folder -> rows; lines that begin with `#` are comments.

    Read once, when the module that asks is imported.
    """
    lines = files(__package__).joinpath(file_name).read_text("utf-8").splitlines()
    return tuple(tuple(line.split("|")) for line in lines if line and not line.startswith("#"))
