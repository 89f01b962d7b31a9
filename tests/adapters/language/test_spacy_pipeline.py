"""The short way through the model gives what spaCy's own gives, token by token."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from adapters.language import token_vectors
from adapters.language.installed_model import PINNED
from adapters.language.spacy_pipeline import BATCH_TOKENS, UNREAD, Pipeline, batches
from adapters.language.token_vectors import Vectors
from tests.conftest import examples

TEXTS = (
    "There is no deal, and there are no talks; it's what they'd wanted, isn't it?",
    "Prime Minister Nora Bell met Rovania's King Omid Rad III on Monday, 4 May 2026, at 5:30 p.m.",
    "The Kingdom of Old Sund's Deputy Foreign Minister, Ada Mora, flew to the United Arab Isles.",
    "The Sund Valley Regional Bank of Commerce and Trade Ltd. lent the Ministry of Public Works",
    'Acme paid $2.40bn (up 3.5% from £1.9m) - "a record", its CFO told Sund TV…',
    "Let's go, he said, but I ain't gonna sign and y'all gotta wait. C'mon! LET'S TALK.",
    "Bell. Mora. Rad. Ottery. Two. Monday. The First Treaty of Ottery. 12 March",
    "  \n odd   blanks \t and\u00a0such in  New   Ottery , naïve café façade; the 1990s, 5pm",
    "“We met Ann  Lee-Marsh on Tuesday,” said O'Dell, 54, of the U.S.-led Council for Peace.",
    "Ottery",
    " ",
    "",
)
WORDS = st.sampled_from([*" ".join(TEXTS).split(" "), "\n", "\u200b", "é", "\U0001f4f0", "Dr."])
COLUMNS = ["ORTH", "TAG", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE"]


@pytest.fixture(scope="module")
def whole() -> Language:
    return spacy.load(PINNED, exclude=UNREAD)


@pytest.fixture(scope="module")
def short() -> Pipeline:
    pipeline = Pipeline(spacy.load(PINNED, exclude=UNREAD))
    assert pipeline.short
    return pipeline


def columns(docs: Sequence[Doc]) -> list[list[list[int]]]:
    return [doc.to_array([*COLUMNS]).tolist() for doc in docs]


def test_the_same_parse_and_entities(whole: Language, short: Pipeline) -> None:
    expected = columns([whole(text) for text in TEXTS])
    assert sum(len(doc.ents) for doc in short(TEXTS)) > 20
    assert columns(short(TEXTS)) == expected  # from the vectors that were kept


@settings(max_examples=examples(60), deadline=None)
@given(paragraphs=st.lists(st.lists(WORDS, max_size=40).map(" ".join), max_size=4))
def test_the_same_whatever_the_words(
    whole: Language, short: Pipeline, paragraphs: list[str]
) -> None:
    assert columns(short(paragraphs)) == columns([whole(text) for text in paragraphs])


def test_vectors_are_equal_bit_by_bit(whole: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe: Any = whole.get_pipe("tok2vec")
    model = pipe.model
    docs = [whole.make_doc(text) for text in TEXTS if text]
    cached = Vectors(model, whole.vocab)
    monkeypatch.setattr(token_vectors, "MAX_WORDS", 60)  # some rounds start over
    for number in (1, 2, 3, len(docs)):
        for own, expected in zip(cached(docs[:number]), model.predict(docs[:number]), strict=True):
            np.testing.assert_array_equal(own, expected)


def test_a_model_of_another_build_goes_spacys_way() -> None:
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    pipeline = Pipeline(blank)
    assert not pipeline.short
    [first, empty] = pipeline(["One ends. Two begins.", ""])
    assert [sent.text for sent in first.sents] == ["One ends.", "Two begins."]
    assert len(empty) == 0


def test_batches_hold_every_doc_once(whole: Language) -> None:
    docs = [whole.make_doc("word " * size) for size in (1500, 400, 200, 3000, 10)]
    found = list(batches(docs))
    assert [len(batch) for batch in found] == [2, 1, 1, 1]
    assert [doc for batch in found for doc in batch] == docs
    assert all(sum(map(len, b)) <= BATCH_TOKENS for b in found if len(b) > 1)
