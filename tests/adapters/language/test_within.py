"""What is no prose is passed over before it costs anything."""

from __future__ import annotations

import time

import pytest

from adapters.language.reader import MAX_CHARS, load_reader, within
from briefs.facts.document.paragraphs import split_blocks
from briefs.model.articles import Article

PROSE = "The mayor of Ostrey opened the bridge on Monday. “It will last,” she said."


@pytest.mark.parametrize(
    "text",
    [
        '"' * 30_000,
        "()" * 15_000,
        "said " * 6_000,
        "The Minister met Anna Bell and " * 970,
        "a\n" * 15_000,
        ('"' * 900 + " ") * 33,
    ],
)
def test_a_hostile_text_ends_soon_and_hides_nothing_else(text: str) -> None:
    reader = load_reader()
    reader.read(Article("", "", PROSE))
    start = time.process_time()
    reading = reader.read(Article("", "", f"{PROSE}\n{text}"))
    assert time.process_time() - start < 15
    assert any("It will last" in PROSE[s.start : s.end] for p in reading.paragraphs
               for s in p.sentences)  # fmt: skip


def test_the_limit_is_kept_and_the_last_block_cut_at_a_blank() -> None:
    text = "\n".join([PROSE] * 1_000)
    bounded = within(split_blocks(text, ""), MAX_CHARS)
    assert sum(len(block.text) for block in bounded) <= MAX_CHARS
    assert not bounded[-1].text.endswith(" ")
    assert all(text[b.start : b.start + 3] == b.text[:3] for b in bounded)
