"""What stands in quote marks, broken off, running on, lost and nested."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.facts.document.paragraphs import split_blocks
from briefs.facts.document.quotation_marks import find_quotes


def quoted(text: str) -> list[str]:
    return [text[s.start : s.end] for s in find_quotes(text, split_blocks(text)) if not s.depth]


def test_plain_quotes_with_every_kind_of_mark() -> None:
    for one, other in ("“”", '""', "«»"):
        assert quoted(f"{one}We will build,{other} Bell said.") == [f"{one}We will build,{other}"]
    assert quoted("''We will build,'' Bell said.") == ["''We will build,''"]


def test_a_quote_broken_by_its_cue_is_two_segments() -> None:
    text = '"We will build," Bell said, "and soon."'
    assert quoted(text) == ['"We will build,"', '"and soon."']


def test_a_quote_that_runs_on_shares_a_chain() -> None:
    text = "“We will build.\n“It will take years,” Bell said."
    one, other = find_quotes(text, split_blocks(text))
    assert (one.closed, other.closed) == (False, True)
    assert one.chain == other.chain


def test_a_quote_runs_on_over_a_line_without_any_mark() -> None:
    text = "“We will build.\nIt is our duty.\nIt will take years,” Bell said."
    assert quoted(text) == ["“We will build.", "It is our duty.", "It will take years,”"]


def test_a_mark_that_was_never_closed_does_not_swallow_what_follows() -> None:
    text = "He called the bridge “a toy.\nThe council met on Monday.\n“We agree,” Bell said."
    assert quoted(text) == ["“a toy.", "“We agree,”"]


def test_a_lost_opening_mark_is_taken_to_be_at_the_head() -> None:
    assert quoted('It will take years," Bell said.') == ['It will take years,"']


@pytest.mark.parametrize("text", ["The mayor's plan and the councils' money", "in the '80s it"])
def test_an_apostrophe_is_no_quote(text: str) -> None:
    assert quoted(text) == []


def test_a_quote_in_a_quote_is_deeper() -> None:
    text = "“He told me ‘never again’ and left,” Bell said."
    assert [s.depth for s in find_quotes(text, split_blocks(text))] == [0, 1]


@given(st.text(alphabet="ab \n\"'“”‘’«».,", max_size=200))
def test_segments_lie_in_their_block_whatever_the_marks(text: str) -> None:
    blocks = split_blocks(text)
    segments = find_quotes(text, blocks)
    for s in segments:
        assert blocks[s.block].start <= s.start < s.end <= blocks[s.block].end
    outer = [s for s in segments if not s.depth]
    assert all(a.end <= b.start for a, b in itertools.pairwise(outer))
