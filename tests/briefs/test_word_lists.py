"""Word lists in files: what is read of a file, and that a word stands once in its lists."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from briefs.word_lists import columns, file_lines, file_rows, file_word_lists, words

LISTS = ["definite_nouns.txt", "instruction_verbs.txt"]
Write = Callable[[str], str]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Text -> a package that holds it as lists.txt."""
    package = f"package_of_{tmp_path.name}"
    (tmp_path / package).mkdir()
    (tmp_path / package / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))

    def with_text(text: str) -> str:
        (tmp_path / package / "lists.txt").write_text(text, "utf-8")
        sys.modules.pop(package, None)
        return package

    return with_text


@pytest.mark.parametrize("file_name", LISTS)
def test_a_word_stands_once(file_name: str) -> None:
    lines = files("briefs.text").joinpath(file_name).read_text("utf-8").splitlines()
    written = [word for line in lines if line[:1] != "#" for word in line.split("|")[1].split()]
    assert len(written) == len(set(written))
    assert set(written) == frozenset().union(*file_word_lists("briefs.text", file_name).values())


def test_a_list_goes_on_over_several_lines(write: Write) -> None:
    package = write("# made by hand\nverb|add write\nnoun|press\n\n# more\nverb|pour  add\n")
    assert file_word_lists(package, "lists.txt") == {
        "verb": {"add", "write", "pour"},
        "noun": {"press"},
    }


def test_comments_and_empty_lines_are_left_out_and_cells_may_be_empty(write: Write) -> None:
    package = write("# name|other\nAlbaña||x # y\n\n  # not a comment\n")
    assert file_lines(package, "lists.txt") == ["Albaña||x # y", "  # not a comment"]
    assert file_rows(package, "lists.txt") == (("Albaña", "", "x # y"), ("  # not a comment",))


@pytest.mark.parametrize("line", ["no list", "three|cells|here"])
def test_a_line_that_is_no_list_is_an_error(write: Write, line: str) -> None:
    with pytest.raises(ValueError, match="unpack"):
        file_word_lists(write(f"verb|add\n{line}\n"), "lists.txt")


def test_words_of_a_module_stand_between_blanks() -> None:
    assert words(" b a\n b ") == {"a", "b"}
    assert columns(" b a\n b ") == ("b", "a", "b")
