"""A file of word lists in this folder -> its lists by name."""

from __future__ import annotations

from importlib.resources import files


def word_lists(file_name: str) -> dict[str, frozenset[str]]:
    """File of `list|words` lines -> {list: its words}; lines that begin with `#` are comments.

    A list may go on over several lines. Read once, when the module that asks is imported.
    """
    lists: dict[str, frozenset[str]] = {}
    for line in files(__package__).joinpath(file_name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, words = line.split("|")
            lists[name] = lists.get(name, frozenset()) | frozenset(words.split())
    return lists
