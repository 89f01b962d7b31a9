"""What two lines must share to be told once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefs.digest.comparable_statements import apart, statement_of, states
from briefs.digest.line_merging import merge, not_yet_said
from briefs.model.articles import Span
from briefs.model.briefings import Briefing, Line, Part, Piece, Wording
from briefs.text.guard_words import NEXT
from tests.briefs.brief_text import briefing, line_of


def entails(a: str, b: str, part: Part = Part.HAPPENED) -> tuple[bool, bool]:
    """Whether b says what a says, and a what b says."""
    x, y = (statement_of(part, line_of(text, Span(0, len(text)), 1)) for text in (a, b))
    return states(y, x), states(x, y)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "Velland and Ostmark signed a fishing treaty in Karsholm",
            "A fishing treaty between Ostmark and Velland was signed in Karsholm",
        ),
        (
            "The Olse burst its banks at Marnford and cut off 400 homes",
            "On Tuesday the Olse burst its banks at Marnford and cut off four hundred homes",
        ),
    ],
)
def test_one_event_in_other_words_is_told_once(a: str, b: str) -> None:
    assert entails(a, b)[0]


def test_what_one_tells_besides_is_not_credited_to_the_other() -> None:
    short = "Velland and Ostmark signed a fishing treaty"
    long = "Velland and Ostmark signed a fishing treaty in Karsholm on Monday"
    assert entails(short, long) == (True, False)


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
        pytest.param(
            "He left the board in Karsholm", "He left the board in Karsholm on Monday", id="who"
        ),
        pytest.param(
            "Bjelke suggested that Ruta Vilks…", "Bjelke suggested that Ruta Vilks may go", id="cut"
        ),
    ],
)
def test_what_differs_stays_apart(a: str, b: str) -> None:
    assert entails(a, b) == (False, False)


def test_a_statement_is_its_speakers_and_letter_by_letter() -> None:
    quote = "“the herring of the North Bank belongs to everybody who lowers a net”"
    assert entails(f"Vilks: {quote}", f"Ruta Vilks: {quote}", Part.SAID) == (True, True)
    assert entails(f"Vilks: {quote}", f"Bjelke: {quote}", Part.SAID) == (False, False)
    assert entails(f"Ruta Vilks: {quote}", f"Ivo Vilks: {quote}", Part.SAID) == (False, False)
    other = quote.replace("belongs", "never belongs")
    assert entails(f"Vilks: {quote}", f"Vilks: {other}", Part.SAID) == (False, False)
    part = "“the herring of the North Bank”"
    assert entails(f"Vilks: {part}", f"Vilks: {quote}", Part.SAID) == (True, False)


@pytest.mark.parametrize(
    "longer",
    [
        "Ivo Brand: “I do not think the plan will save the harbour”",
        "Ivo Brand: “Nobody says the plan will save the harbour”",
        "Ivo Brand: “I don't believe the plan will save the harbour”",
        "Ivo Brand: “I think the plan will save the harbour”",
        "Ivo Brand: “We sign if the plan will save the harbour”",
    ],
)
def test_a_quote_is_not_the_same_after_words_that_take_it_back(longer: str) -> None:
    assert not entails("Ivo Brand: “the plan will save the harbour”", longer, Part.SAID)[0]


def test_a_quote_is_the_same_after_other_words() -> None:
    longer = "Ivo Brand: “Everybody can see that the plan will save the harbour”"
    assert entails("Ivo Brand: “the plan will save the harbour”", longer, Part.SAID)[0]


@pytest.mark.parametrize("condition", ["depending on the weather", "pending a vote"])
def test_what_hangs_on_a_condition_is_not_said_without_it(condition: str) -> None:
    plain = "Repairs of the Olse bridge will take twelve days"
    assert entails(plain, f"{plain} {condition}") == (False, False)


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
    assert [len(line.witnesses) for line in lines] == [2, 1, 1]
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
        assert [len(line.witnesses) for line in said] == [2, 1]
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
    left = not_yet_said(merge([now], singly=True), [before], {})
    assert [line.line.text for line in left] == [f"Bjelke: {WAITED}"]


def test_what_was_told_before_is_unsaid_no_more() -> None:
    before = briefing("Velland and Ostmark signed a fishing treaty in Karsholm.")
    now = briefing(
        "Ostmark and Velland signed the fishing treaty in Karsholm.",
        "Bjelke resigned an hour later.",
    )
    left = not_yet_said(merge([now]), [before], {})
    assert [line.line.text for line in left] == ["Bjelke resigned an hour later."]
