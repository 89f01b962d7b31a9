"""Word lists, in a module or in a file beside it -> their words and rows; imports nothing of ours.

A file is UTF-8 text, one entry per line; empty lines and lines that begin with `#` are skipped. It
is read once, when its module is imported.
"""

from __future__ import annotations

from importlib.resources import files


def words(text: str) -> frozenset[str]:
    """Words between blanks -> set."""
    return frozenset(text.split())


def columns(text: str) -> tuple[str, ...]:
    """Words between blanks -> tuple, in their order."""
    return tuple(text.split())


def file_lines(package: str, file_name: str) -> list[str]:
    """(`__package__` of the caller, name of a file in its folder) -> the file's lines, in order."""
    lines = files(package).joinpath(file_name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def file_rows(package: str, file_name: str) -> tuple[tuple[str, ...], ...]:
    """File of `cell|cell` lines -> rows."""
    return tuple(tuple(line.split("|")) for line in file_lines(package, file_name))


def file_word_lists(package: str, file_name: str) -> dict[str, frozenset[str]]:
    """File of `list|words` lines -> {list: its words}; a list may go on over several lines."""
    lists: dict[str, frozenset[str]] = {}
    for name, listed in file_rows(package, file_name):
        lists[name] = lists.get(name, frozenset()) | words(listed)
    return lists
