"""What is text and what is furniture, a sentence of our own for each kind."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.facts.document.paragraphs import is_furniture, normal, split_blocks

LEAD = "The mayor opened the bridge on Monday after eleven years of work."


def paragraphs(text: str, title: str = "") -> list[str]:
    return [block.text for block in split_blocks(text, title)]


@pytest.mark.parametrize(
    "line",
    [
        "Source link",
        "Read more: Ten bridges that never were",
        "Sign up for our morning letter",
        "Copyright © 2020",
        "By Ann Example, City Desk",
        "Ann Example, Bert Muster, Cleo Sample",
        "FILE - The old bridge in Ottery, May 4, 2020.",
        "Sen. Ada Bell makes calls from her home in this June 21, 1954 file photo.",
        "Ada Bell opens the bridge in this undated handout picture from the city.",
        "Workers cross the new bridge in Ottery, May 4, 2020.",
        "This story was updated with new figures.",
        "Nora Example contributed to this report.",
        "5:15 p.m.",
        "___",
        "Newsletter Sign Up Continue reading the main story You agree to receive updates.",
    ],
)
def test_furniture_is_not_text(line: str) -> None:
    assert paragraphs(f"{LEAD}\n{line}\n{LEAD}") == [LEAD, LEAD]


@pytest.mark.parametrize(
    "line",
    [
        "By the time the mayor came, the bridge was closed.",
        "The council met on May 4, 2020, and said nothing of the bridge, Nov. 3, 2020.",
        "“Share the cost,” she said.",
        "Read the letter, she told the council, before you vote.",
    ],
)
def test_text_that_looks_like_furniture_stays(line: str) -> None:
    assert not is_furniture(normal(line))


@pytest.mark.parametrize(
    "head",
    [
        "OTTERY — ",
        "OTTERY, Ruria (Example News) -- ",
        "NEW OTTERY, May 4 (EN) — ",
        "(Example News) - ",
    ],
)
def test_a_dateline_is_cut_by_moving_the_start(head: str) -> None:
    text = head + LEAD
    [block] = split_blocks(text)
    assert block.text == LEAD
    assert text[block.start : block.end] == LEAD


def test_a_headline_above_or_glued_to_the_text_goes() -> None:
    title = "Mayor Opens the Bridge at Last"
    assert paragraphs(f"{title}\n\n{LEAD}", title) == [LEAD]
    assert paragraphs(f"{title}-OTTERY — -{LEAD}", f"{title}-OTTERY —") == [LEAD]


def test_a_lead_that_doubles_as_title_stays() -> None:
    lead = "The mayor of Ottery opened the long awaited bridge over the river on Monday, he said."
    assert paragraphs(f"{lead}\n{LEAD}", lead) == [lead, LEAD]


@given(st.text(), st.text(max_size=40))
def test_offsets_survive_in_any_text(text: str, title: str) -> None:
    blocks = split_blocks(text, title)
    for number, block in enumerate(blocks, 1):
        assert block.number == number
        assert normal(text[block.start : block.end]) == block.text
    assert all(a.end <= b.start for a, b in itertools.pairwise(blocks))
