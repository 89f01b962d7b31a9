"""What two lines must share to be told once."""

from __future__ import annotations

import pytest

from briefs.model import Part, Span
from briefs.retelling import gist_of, merge, tells_same, unsaid
from tests.briefs.telling import briefing, line_of


def same(a: str, b: str, part: Part = Part.HAPPENED) -> bool:
    x, y = (gist_of(part, line_of(text, Span(0, len(text)), 1)) for text in (a, b))
    assert tells_same(x, y) == tells_same(y, x)
    return tells_same(x, y)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "Velland and Ostmark signed a fishing treaty in Karsholm on Monday",
            "A fishing treaty between Ostmark and Velland was signed in Karsholm",
        ),
        (
            "The Olse burst its banks at Marnford and cut off 400 homes",
            "400 homes in Marnford were cut off after the Olse burst its banks on Tuesday",
        ),
    ],
)
def test_one_event_in_other_words_is_told_once(a: str, b: str) -> None:
    assert same(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param(
            "Velland and Ostmark signed a fishing treaty in Karsholm",
            "Velland and Ostmark plan to sign a fishing treaty in Karsholm",
            id="done and planned",
        ),
        pytest.param(
            "Velland signed the fishing treaty in Karsholm",
            "Velland refused to sign the fishing treaty in Karsholm",
            id="done and denied",
        ),
        pytest.param(
            "The Olse burst its banks at Marnford and cut off 400 homes",
            "The Olse burst its banks at Marnford and cut off 900 homes",
            id="numbers",
        ),
        pytest.param(
            "The fishing treaty was signed in Karsholm on Monday",
            "The fishing treaty was signed in Karsholm on Thursday",
            id="weekdays",
        ),
        pytest.param("They met in Karsholm", "They met on the boat", id="too little"),
    ],
)
def test_what_differs_stays_apart(a: str, b: str) -> None:
    assert not same(a, b)


def test_a_statement_is_its_speakers_and_nearly_whole() -> None:
    quote = "“the herring of the North Bank belongs to everybody who lowers a net”"
    assert same(f"Vilks: {quote}", f"Ruta Vilks: {quote}", Part.SAID)
    assert not same(f"Vilks: {quote}", f"Bjelke: {quote}", Part.SAID)
    other = "“the herring of the North Bank is a matter for the two parliaments alone”"
    assert not same(f"Vilks: {quote}", f"Vilks: {other}", Part.SAID)


def test_merging_lists_every_outlet_and_marks_what_one_alone_has() -> None:
    post = briefing(
        "Velland and Ostmark signed a fishing treaty in Karsholm.",
        "The harbour was closed for the ceremony.",
    )
    echo = briefing(
        "A fishing treaty between Ostmark and Velland was signed in Karsholm.",
        "Trawlers blew their horns.",
        site="Coast Echo",
    )
    lines = merge([post, echo])
    assert [line.line.text for line in lines] == [
        "Velland and Ostmark signed a fishing treaty in Karsholm.",
        "The harbour was closed for the ceremony.",
        "Trawlers blew their horns.",
    ]
    assert [line.only_in for line in lines] == [None, "The Inland Post", "Coast Echo"]
    assert [witness.url for witness in lines[0].witnesses] == [post.url, echo.url]
    assert all(witness.proofs for line in lines for witness in line.witnesses)


def test_one_outlet_alone_marks_nothing() -> None:
    assert [line.only_in for line in merge([briefing("The dam held.")])] == [None]


def test_what_was_told_before_is_unsaid_no_more() -> None:
    before = briefing("Velland and Ostmark signed a fishing treaty in Karsholm.")
    now = briefing(
        "Ostmark and Velland signed the fishing treaty in Karsholm.",
        "Bjelke resigned an hour later.",
    )
    left = unsaid(merge([now]), [before])
    assert [line.line.text for line in left] == ["Bjelke resigned an hour later."]
