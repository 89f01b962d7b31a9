"""Who said what: a sentence of our own for each construction, with invented people."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.facts.attribution.claim_spans.content_spans import find_contents
from briefs.facts.attribution.claim_spans.cues import CUE_FEATURES, describe_cue, find_cues
from briefs.facts.attribution.claim_spans.features import (
    CONTENT_FEATURES,
    describe_content,
    rivals_of,
    token_evidence,
)
from briefs.facts.attribution.claim_spans.source_spans import (
    SOURCE_FEATURES,
    describe_source,
    find_sources,
)
from briefs.model.facts import Reaction, Stance
from tests.briefs.facts.fact_sentences import models, reactions_in, said, said_in, tokens_of
from tests.conftest import examples

BELL = "Nora Bell, the mayor of Ottery, opened the bridge on Monday. "


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("Nora Bell said the bridge was closed.", "Nora Bell", "the bridge was closed"),
        ("Nora Bell said that the bridge was closed.", "Nora Bell", "the bridge was closed"),
        ('"The bridge is closed," said Nora Bell.', "Nora Bell", "The bridge is closed"),
        ('"The bridge is closed," Nora Bell said.', "Nora Bell", "The bridge is closed"),
        (
            '"The bridge is old," Nora Bell told reporters on Monday, "and it has to go."',
            "Nora Bell",
            "The bridge is old | and it has to go",
        ),
        (
            "The bridge was closed, according to Nora Bell.",
            "Nora Bell",
            "The bridge was closed",
        ),
        ("The bridge is safe, Nora Bell said.", "Nora Bell", "The bridge is safe"),
        ("Nora Bell said traffic fell by 74%.", "Nora Bell", "traffic fell by 74%"),
        ("Nora Bell said $4 million was lost.", "Nora Bell", "$4 million was lost"),
        (
            "The ferry, which carried 90 people, sank off the port, spokesman Jan Vries told reporters.",
            "Jan Vries",
            "The ferry, which carried 90 people, sank off the port",
        ),
        (
            "The Bell Trust, which owns half of the bridge, welcomed the findings.",
            "Bell Trust",
            "the findings",
        ),
        (
            '"The bridge is closed for good." ― Nora Bell',
            "Nora Bell",
            "The bridge is closed for good",
        ),
        (
            "Nora Bell, who said the bridge was closed, left on Monday.",
            "Nora Bell",
            "the bridge was closed",
        ),
        (
            'What Nora Bell described as "truly a bold plan" also names a price.',
            "Nora Bell",
            "truly a bold plan",
        ),
    ],
)
def test_constructions(text: str, who: str, what: str) -> None:
    assert (who, what) in said(text)


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        (
            'Nora Bell was banned on Monday. "I took nothing," the 26-year-old said.',
            "Nora Bell",
            "I took nothing",
        ),
        (
            "Karl Mora, leader of the council, said the toll would stay. The county council said it had no view.",
            "county council",
            "it had no view",
        ),
        (
            'Witness Nora Bell said she saw smoke. Ruria\'s ambassador left. The ambassador later said the claims were "lies".',
            "ambassador",
            'the claims were "lies"',
        ),
    ],
)
def test_described(text: str, who: str, what: str) -> None:
    assert (who, what) in said(text)


def test_who_asks_not_to_be_named_says_nothing_by_it() -> None:
    found = said("A driver, who asked not to be named, said the bridge was closed.")
    assert [what for _, what in found] == ["the bridge was closed"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ('Karl Mora left. "Karl Mora is a good man," he said.', None),
        ("It is up to the Harbour party, whose leader, Nora Bell, said it was late.", "leader"),
    ],
)
def test_roles(text: str, role: str | None) -> None:
    assert {r.speaker.role for r in reactions_in(text)} == {role}


def test_he_is_whoever_spoke_last_and_nobody_else() -> None:
    text = (
        "Karl Mora, the minister, said the bridge would open in May.\n"
        '"It is safe," he said. He added that the tolls would stay.'
    )
    assert {who for who, _ in said(text)} == {"Karl Mora"}


def test_after_a_question_he_is_not_who_asked() -> None:
    text = (
        "Karl Mora met the press on Monday.\n"
        'A reporter, Tom Reed, asked Mora whether the bridge was safe.\n"It is," he said.'
    )
    assert ("Tom Reed", "It is") not in said(text)


def test_nobody_is_guessed() -> None:
    text = "The bridge was closed. “It is not safe,” he said."
    _, [one] = said_in(text)
    assert one.answer.party.name == "he"
    assert one.answer.confidence < 0.5


def test_a_letter_speaks_for_its_writer() -> None:
    text = (
        "Nora Bell sent a letter to the council on Monday.\n"
        '"The bridge has to be closed at once," the letter said.'
    )
    assert ("Nora Bell", "The bridge has to be closed at once") in said(text)


def test_an_abbreviation_is_spelled_out() -> None:
    text = (
        "The Friends of the Ottery Bridge (FOB) met on Monday.\n"
        "FOB said the bridge would be closed."
    )
    assert ("Friends of the Ottery Bridge", "the bridge would be closed") in said(text)


def test_who_was_asked_did_not_ask() -> None:
    text = "Asked what she would do about the bridge, Nora Bell said it would open in May."
    assert said(text) == [("Nora Bell", "it would open in May")]


def test_nobody_in_a_quote_reports_it() -> None:
    text = "Citing the plan of the council, she said, “I can say today that Karl Mora is right.”"
    assert not {"I", "Karl Mora"} & {who for who, _ in said(text)}


def test_several_are_never_one_of_them() -> None:
    text = "Justice Nora Bell said the law was good.\nThe four justices said the state was wrong."
    assert ("Nora Bell", "the state was wrong") not in said(text)


def test_a_quote_that_runs_on_stays_with_its_speaker() -> None:
    text = (
        "“The bridge is closed,” said Nora Bell. “It will open in May, and no sooner.\n"
        "“We have told the council so.”"
    )
    assert {who for who, _ in said(text)} == {"Nora Bell"}
    assert all("Nora" not in what for _, what in said(text))


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge is closed for now.\nIt will open in May,” Nora Bell said.",
        "“The bridge is closed for now.\n“It will open in May,” said Nora Bell.",
        "“The bridge is closed for now.\nIt is old.\nIt will open in May,” Nora Bell said.",
    ],
)
def test_a_quote_is_taken_from_where_it_opened_paragraphs_before(text: str) -> None:
    who, what = zip(*said(text), strict=True)
    assert set(who) == {"Nora Bell"}
    assert "The bridge is closed for now" in what[0]
    assert "It will open in May" in what[-1]


def test_a_quote_alone_is_of_whoever_spoke_in_the_paragraph_before() -> None:
    text = "The bridge is old, Nora Bell said.\n“We will rebuild it before the winter.”\nIt rained."
    first, second = reactions_in(text)
    assert first.cue
    assert (second.speaker.name, second.cue) == ("Nora Bell", ())
    assert second.content[0].of(text) == "We will rebuild it before the winter"
    assert second.evidence.of(text) == "“We will rebuild it before the winter.”"


@pytest.mark.parametrize(
    "text",
    [
        "Nora Bell said the bridge was old. It rained.\n“We will rebuild it before the winter.”",
        "Nora Bell said the bridge was old.\nIt rained.\n“We will rebuild it before the winter.”",
        "Nora Bell said the bridge was old.\n“Bridge of the Year”",
        "Nora Bell said the bridge was old.\n“We will rebuild it at once,” said Karl Mora.",
    ],
)
def test_a_quote_that_is_not_handed_on_is_not_guessed(text: str) -> None:
    assert [who for who, _ in said(text)].count("Nora Bell") == 1


def test_a_quote_that_another_owns_is_not_taken() -> None:
    text = "“The bridge is closed,” Nora Bell said.\n“It will open in May.\nIt is safe,” said Karl Mora."
    assert said(text)[0] == ("Nora Bell", "The bridge is closed")
    assert {who for who, _ in said(text)[1:]} == {"Karl Mora"}


@pytest.mark.parametrize(
    "text",
    [
        "Nora Bell did not say that the bridge was closed.",
        "Nora Bell would say that the bridge was closed.",
        "Nora Bell never said the bridge was closed.",
        "If Nora Bell says the bridge is closed, the council will meet.",
        "Nora Bell might announce that the bridge is closed.",
        "Neither Nora Bell nor the council mentioned the bridge.",
        "The storm claimed 20 lives on the bridge.",
        "Nora Bell concluded a deal about the bridge.",
    ],
)
def test_what_was_not_said_is_not_reported(text: str) -> None:
    assert not [who for who, what in said(text) if "bridge" in what]


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("Nora Bell told Reuters that the bridge was closed.", "Reuters"),
        ("Nora Bell said, per the Guardian, that the bridge was closed.", "Guardian"),
        ("As CNN reports, Nora Bell said the bridge was closed.", "CNN"),
        ("Nora Bell said in an interview with the BBC that the bridge was closed.", "BBC"),
        ("Nora Bell told the council that the bridge was closed.", None),
    ],
)
def test_an_outlet_is_credited_and_never_speaks(text: str, outlet: str | None) -> None:
    found = [r for r in reactions_in(text) if r.speaker.name == "Nora Bell"]
    assert [r.via for r in found] == [outlet]


def test_what_is_called_something_by_nobody_is_nobodys() -> None:
    assert not said('Officials were moved in what has often been described as a "bold plan."')


def test_a_short_label_stands_for_itself() -> None:
    text = (
        "Nora Bell called the decision of the council to close the long iron bridge over the "
        'river at Ottery "reckless."'
    )
    [reaction] = reactions_in(text)
    assert [s.of(text) for s in reaction.content] == ["reckless"]
    assert reaction.quoted
    assert reaction.about is not None
    assert "decision of the council" in reaction.about


def test_the_sample_gives_each_his_own_words(shared: Path) -> None:
    text = (shared / "articles" / "pyongyang.txt").read_text(encoding="utf-8")
    found = reactions_in(text)
    by: dict[str, list[Reaction]] = {r.speaker.name: [] for r in found}
    for r in found:
        by[r.speaker.name].append(r)
    assert set(by) == {"Vladimir Putin", "Kim Jong Un", "Antony Blinken", "Jens Stoltenberg"}
    words = {name: " ".join(s.of(text) for r in rs for s in r.content) for name, rs in by.items()}
    assert "watershed moment" in words["Kim Jong Un"]
    label = next(r for r in found if r.content[0].of(text) == "truly a breakthrough document")
    assert (label.speaker.name, label.stance) == ("Vladimir Putin", Stance.FOR)
    assert "We highly appreciate the DPRK" in words["Vladimir Putin"]
    assert "hostile toward North Korea" in words["Vladimir Putin"]
    assert all(r.stance is Stance.AGAINST for r in by["Antony Blinken"])
    summit = next(r for r in by["Jens Stoltenberg"] if "dependent" in words["Jens Stoltenberg"])
    assert (summit.stance, summit.via) == (Stance.AGAINST, "Guardian")
    assert summit.speaker.role == "NATO Secretary General"
    assert "Source link" not in " ".join(words.values())


def test_features_are_as_many_as_their_names() -> None:
    tokens = tokens_of(BELL + '"It is safe," Bell said, adding that tolls would stay.')
    table = models().scorer.table
    evidence = token_evidence(tokens, {}, table)
    for cue in find_cues(tokens):
        row = describe_cue(tokens, cue, table)
        assert len(row) == len(CUE_FEATURES)
        contents = find_contents(tokens, cue)
        rivals = rivals_of(tokens, cue, contents, evidence)
        for content in contents:
            described = describe_content(tokens, cue, content, rivals, evidence, table)
            assert len(described) == len(CONTENT_FEATURES)
        for source in find_sources(tokens, cue):
            parts = ((cue.at, cue.at + 1),)
            assert len(describe_source(tokens, cue, source, parts, table)) == len(SOURCE_FEATURES)


PIECES = (
    "Nora Bell said ", "“We agree", "” he added", ", according to ", "the letter", '"', " ― ",
    "who told CNN that ", "Karl Mora", "\n", ".", " did not ", "calls it ‘bold’", ": ", "éà",
)  # fmt: skip


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_text_ends_and_every_span_lies_in_it(text: str) -> None:
    found = reactions_in(text)
    assert found == reactions_in(text)
    for r in found:
        for span in (*r.source, *r.cue, *r.content, r.evidence):
            assert 0 <= span.start < span.end <= len(text)
        assert r.speaker.name
        assert all(s.of(text).strip() for s in r.content)


def test_who_takes_a_side_and_goes_on_says_two_things() -> None:
    found = reactions_in(
        "The opposition leader, Petra Lunde, denounced the accord as a surrender and vowed to "
        "challenge it in parliament."
    )
    assert [one.stance for one in found] == [Stance.AGAINST, Stance.NEUTRAL]
    assert {one.speaker.name for one in found} == {"Petra Lunde"}
