"""The kept answers are those of the two components themselves, token by token."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from adapters.language import PINNED
from adapters.language.attributes import take_over

TEXTS = (
    "There is no deal, and there are no talks; it's what they'd wanted, isn't it?",
    "The ministers' delegation met Rovania's leaders on 4 May. They've signed what was agreed.",
    "Let's go, he said, but I ain't gonna sign and y'all gotta wait. C'mon!",
    "LET'S TALK, SHE WROTE. Got to leave: the men's teams were better, the best was leaving.",
    "I saw you; you saw me. Her words hurt her. Is there more? Here's the text that both read.",
    'Prices rose 3.5% to $2.40bn (up from £1.9m) - "a record", Acme\'s CFO told Reuters…',
    "  \n odd   blanks \t and\u00a0such, naïve café façade; the 1990s, 5pm, U.S.-led, e-mail's",
    "",
)


@pytest.fixture(scope="module")
def whole() -> Language:
    return spacy.load(PINNED)


@pytest.fixture(scope="module")
def short() -> Language:
    return spacy.load(PINNED)


def test_same_part_of_speech_and_lemma(whole: Language, short: Language):
    attributes = take_over(short)
    assert "lemmatizer" not in short.pipe_names
    for text in TEXTS * 2:  # the second time from what was kept
        expected = [(t.text, t.pos_, t.lemma_) for t in whole(text)]
        assert [(t.text, t.pos_, t.lemma_) for t in attributes(short(text))] == expected


def test_a_pipeline_without_the_two_is_left_as_it_is():
    blank = spacy.blank("en")
    attributes = take_over(blank)
    doc = blank("Nothing to see")
    assert attributes(doc) is doc
