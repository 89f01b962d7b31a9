"""What two lines must share to be told once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefs.model import Briefing, Line, Part, Piece, Span, Wording
from briefs.retelling import apart, gist_of, merge, tells_same, unsaid
from briefs.wording import NEXT
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


HERRING = "“the herring belongs to everybody who lowers a net in the North Bank”"
WAITED = "“we have waited thirty winters for a treaty of this kind”"


def joint(*statements: str, site: str) -> Briefing:
    """A briefing in which short statements share a line; one without a name is the last's."""
    made = briefing("The dam of Marnford held.", said=statements, site=site)
    (happened, said) = made.sections
    pieces: list[Piece] = []
    for line in said.lines:
        pieces += [Piece(NEXT, Wording.TEMPLATE)] if pieces else []
        pieces += line.pieces
    grouped = replace(said, lines=(Line(tuple(pieces)),))
    return replace(made, sections=(happened, grouped), full=(happened, grouped))


def test_statements_that_share_a_line_are_told_one_by_one_beside_other_outlets() -> None:
    post = briefing("The dam of Marnford held.", said=[f"Vilks: {HERRING}"])
    echo = joint(f"Vilks: {HERRING}", f"Bjelke: {WAITED}", site="Coast Echo")
    for several in ([post, echo], [echo, post]):
        said = [line for line in merge(several) if line.part is Part.SAID]
        assert [line.line.text for line in said] == [f"Vilks: {HERRING}", f"Bjelke: {WAITED}"]
        assert [line.only_in for line in said] == [None, "Coast Echo"]
        assert all(len(witness.proofs) == 1 for line in said for witness in line.witnesses)
    (alone,) = (line for line in merge([echo]) if line.part is Part.SAID)
    assert alone.line.text == f"Vilks: {HERRING} · Bjelke: {WAITED}"


def test_a_statement_without_a_name_keeps_its_speaker() -> None:
    line = joint(f"Vilks: {HERRING}", f"Vilks: {WAITED}", site="Echo").sections[1].lines[0]
    opened = replace(line.pieces[6], text="“")
    nameless = replace(line, pieces=(*line.pieces[:5], opened, *line.pieces[7:]))
    assert nameless.text == f"Vilks: {HERRING} · {WAITED}"
    assert [one.text for one in apart(nameless)] == [f"Vilks: {HERRING}", f"Vilks: {WAITED}"]


def test_of_statements_that_share_a_line_the_new_one_is_left() -> None:
    before = briefing("The dam of Marnford held.", said=[f"Vilks: {HERRING}"])
    now = joint(f"Vilks: {HERRING}", f"Bjelke: {WAITED}", site="Coast Echo")
    left = unsaid(merge([now], singly=True), [before])
    assert [line.line.text for line in left] == [f"Bjelke: {WAITED}"]


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
