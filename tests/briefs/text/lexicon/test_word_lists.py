"""The files of word lists: each word stands once, in one list of its file."""

from __future__ import annotations

from importlib.resources import files

import pytest

from briefs.text import lexicon
from briefs.text.lexicon.word_lists import word_lists

FILES = sorted(f.name for f in files(lexicon).iterdir() if f.name.endswith(".txt"))


@pytest.mark.parametrize("file_name", FILES)
def test_a_word_stands_once(file_name: str) -> None:
    lines = files(lexicon).joinpath(file_name).read_text("utf-8").splitlines()
    written = [word for line in lines if line[:1] != "#" for word in line.split("|")[1].split()]
    assert len(written) == len(set(written))
    assert set(written) == frozenset().union(*word_lists(file_name).values())


def test_a_list_goes_on_over_several_lines() -> None:
    lists = word_lists("instruction_verbs.txt")
    assert {"add", "write"} <= lists["verb"]
    assert {"press", "open"} <= lists["verb+noun"]
