"""An address that opens a page at a sentence."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.links.sanitizing import host_of, safe_url
from briefs.links.text_fragments import pointed

URL = "https://inland-post.example/river"


@pytest.mark.parametrize(
    ("url", "sentence", "fragment"),
    [
        (URL, "They signed it.", "#:~:text=They%20signed%20it."),
        (URL, "a-b, c&d", "#:~:text=a%2Db%2C%20c%26d"),
        (
            URL,
            "one two three four five six seven eight nine ten eleven",
            "#:~:text=one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven",
        ),
        (URL, " ", ""),
        (URL, "x" * 3_000, ""),
    ],
)
def test_a_sentence_is_named_by_its_ends(url: str, sentence: str, fragment: str) -> None:
    assert pointed(url, sentence) == URL + fragment


@given(st.text(max_size=300))
def test_whatever_the_sentence_the_page_stays_the_same(sentence: str) -> None:
    address = pointed(URL, sentence.encode("utf-8", "replace").decode())
    assert safe_url(address) == URL
    assert host_of(address) == "inland-post.example"
    assert re.fullmatch(r"[\w/:.#~=%,?-]*", address, re.ASCII)
