"""Who met: one invented sentence for each construction, and what is no meeting."""

from __future__ import annotations

import pytest

from briefs.model.facts import MeetingStatus
from tests.briefs.facts.parsed import Parsed, names, parse, sure

HAPPENED, PLANNED, OFF = MeetingStatus

CONSTRUCTIONS = [
    # verbs
    ("President Ada Bellamy met Rosa Mora in Bergen.", {"Ada Bellamy", "Rosa Mora"}, HAPPENED),
    ("Ada Bellamy met with Rosa Mora on Monday.", {"Ada Bellamy", "Rosa Mora"}, HAPPENED),
    ("Ada Bellamy and Rosa Mora met in Bergen.", {"Ada Bellamy", "Rosa Mora"}, HAPPENED),
    (
        "President Ada Bellamy of Norway and Chilean Prime Minister Rosa Mora met in Bergen.",
        {"Ada Bellamy", "Rosa Mora"},
        HAPPENED,
    ),
    (
        "Chancellor Ada Bellamy of Norway and President Rosa Mora of Chile met in Bergen.",
        {"Ada Bellamy", "Rosa Mora"},
        HAPPENED,
    ),
    ("Ada Bellamy will meet with Rosa Mora.", {"Ada Bellamy", "Rosa Mora"}, PLANNED),
    ("Ada Bellamy is due to meet with Rosa Mora.", {"Ada Bellamy", "Rosa Mora"}, PLANNED),
    ("Ada Bellamy huddled with Rosa Mora.", {"Ada Bellamy", "Rosa Mora"}, HAPPENED),
    ("Ada Bellamy sat down with Rosa Mora.", {"Ada Bellamy", "Rosa Mora"}, HAPPENED),
    ("Norway is negotiating with Chile over fish.", {"Norway", "Chile"}, HAPPENED),
    ("Ada Bellamy spoke by telephone with Rosa Mora.", {"Ada Bellamy", "Rosa Mora"}, HAPPENED),
    ("Ada Bellamy and Rosa Mora spoke by phone.", {"Ada Bellamy", "Rosa Mora"}, HAPPENED),
    (
        "President Ada Bellamy called Rosa Mora to congratulate her.",
        {"Ada Bellamy", "Rosa Mora"},
        HAPPENED,
    ),
    ("Ada Bellamy discussed the reef with Rosa Mora.", {"Ada Bellamy", "Rosa Mora"}, HAPPENED),
    ("Ada Bellamy invited Rosa Mora to the White House.", {"Ada Bellamy", "Rosa Mora"}, PLANNED),
    ("Ada Bellamy was greeted in Bergen by Rosa Mora.", {"Ada Bellamy", "Rosa Mora"}, HAPPENED),
    (
        "Chancellor Ada Bellamy hosted Prime Minister Rosa Mora for lunch.",
        {"Ada Bellamy", "Rosa Mora"},
        HAPPENED,
    ),
    (
        "Chancellor Ada Bellamy shook hands with Rosa Mora.",
        {"Ada Bellamy", "Rosa Mora"},
        HAPPENED,
    ),
    (
        "Ada Bellamy testified before the Senate Water Committee.",
        {"Ada Bellamy", "Senate Water Committee"},
        HAPPENED,
    ),
    (
        "Ada Bellamy told the Senate Water Committee that the reef was dying.",
        {"Ada Bellamy", "Senate Water Committee"},
        HAPPENED,
    ),
    ("A summit between Norway and Chile was postponed.", {"Norway", "Chile"}, OFF),
    ("NATO ministers met in Bergen.", {"NATO"}, HAPPENED),
    (
        "Ada Bellamy testified in front of the Senate Water Committee.",
        {"Ada Bellamy", "Senate Water Committee"},
        HAPPENED,
    ),
    ("Ada Bellamy is to talk with Rosa Mora, the mayor.", {"Ada Bellamy", "Rosa Mora"}, PLANNED),
    (
        "President Ada Bellamy made telephone calls to Rosa Mora and Tom Sole.",
        {"Ada Bellamy", "Rosa Mora", "Tom Sole"},
        HAPPENED,
    ),
    ("They boycotted UN talks in Bergen.", {"United Nations"}, HAPPENED),
    # nouns
    ("Talks between Norway and Chile went on.", {"Norway", "Chile"}, HAPPENED),
    ("Norway held talks with Chile.", {"Norway", "Chile"}, HAPPENED),
    ("Norway held talks on Monday with Chile.", {"Norway", "Chile"}, HAPPENED),
    ("After a meeting with Rosa Mora, Ada Bellamy left.", {"Ada Bellamy", "Rosa Mora"}, HAPPENED),
    ("In a call with Rosa Mora, Ada Bellamy agreed.", {"Ada Bellamy", "Rosa Mora"}, HAPPENED),
    ("Ada Bellamy's phone call with Rosa Mora was short.", {"Ada Bellamy", "Rosa Mora"}, HAPPENED),
    ("The U.S.-Chile talks went on.", {"United States", "Chile"}, HAPPENED),
    ("Ada Bellamy attended a NATO summit in Bergen.", {"Ada Bellamy", "NATO"}, HAPPENED),
    (
        "Ada Bellamy attended a meeting of EU ministers.",
        {"Ada Bellamy", "European Union"},
        HAPPENED,
    ),
    (
        "Ada Bellamy asked Rosa Mora, during a meeting in Bergen, to sign.",
        {"Ada Bellamy", "Rosa Mora"},
        HAPPENED,
    ),
    (
        "Ada Bellamy began a week of meetings with Rosa Mora.",
        {"Ada Bellamy", "Rosa Mora"},
        HAPPENED,
    ),
    ("Norway canceled talks with Chile.", {"Norway", "Chile"}, OFF),
    ("Norway will hold talks with Chile next week.", {"Norway", "Chile"}, PLANNED),
    ("Ada Bellamy will have lunch with Rosa Mora.", {"Ada Bellamy", "Rosa Mora"}, PLANNED),
    # who
    ("Chilean negotiators met Norwegian officials.", {"Norway", "Chile"}, HAPPENED),
    (
        "Harlow Mills and Acme Corp. were among ten firms that met with Rosa Mora.",
        {"Harlow Mills", "Acme Corp.", "Rosa Mora"},
        HAPPENED,
    ),
    (
        "Ada Bellamy met with farm groups such as the Reef Alliance and the Crab Union.",
        {"Ada Bellamy", "Reef Alliance", "Crab Union"},
        HAPPENED,
    ),
    (
        "Several of the generals from Chile met with Ada Bellamy.",
        {"Chile", "Ada Bellamy"},
        HAPPENED,
    ),
]


@pytest.mark.parametrize(("sentence", "who", "status"), CONSTRUCTIONS)
def test_a_construction(sentence: str, who: set[str], status: MeetingStatus) -> None:
    [meeting] = parse(sentence).meetings
    assert set(names(meeting.participants)) == who
    assert meeting.status is status


@pytest.mark.parametrize(
    "sentence",
    [
        "Ada Bellamy spoke to reporters in Bergen.",
        "Ada Bellamy told the Bergen Herald that she was glad.",
        "Norway met the deadline.",
        "The plan met with resistance.",
        "Ada Bellamy did not meet Rosa Mora.",
        "Ada Bellamy refused to meet Rosa Mora.",
        "Chancellor Ada Bellamy refused to shake hands with Rosa Mora.",
        "Ada Bellamy denied meeting Rosa Mora.",
        "Ada Bellamy could meet Rosa Mora.",
        "If Ada Bellamy met Rosa Mora, it would help.",
        "No meeting between Norway and Chile took place.",
        "The Rovers are due to meet the Harriers in the final.",
        "The mayors held a news conference.",
        "Ada Bellamy called Rosa Mora a liar.",
        "We met Ada Bellamy at a café.",
        "Omid Bellamy met Rosa at a dance.",
        "Ada Bellamy held a rally in Bergen.",
        "Ada Bellamy often meets with Rosa Mora.",
        "Ada Bellamy asked to cancel the meeting with Rosa Mora.",
        "Ada Bellamy and Rosa Mora ranked the voters they met.",
        "President Ada Bellamy spoke with Bergen Herald reporter Tom Sole.",
    ],
)
def test_no_meeting(sentence: str) -> None:
    assert sure(parse(sentence).meetings) == []


def test_where_and_when_are_the_articles_words() -> None:
    article = parse("On Wednesday, Ada Bellamy touched down in Bergen to meet with Rosa Mora.")
    [meeting] = article.meetings
    assert meeting.where is not None
    assert meeting.when is not None
    assert meeting.where.of(article.text) == "Bergen"
    assert meeting.when.of(article.text) == "Wednesday"
    assert meeting.evidence.of(article.text) == article.text


def test_a_day_on_another_noun_is_not_when() -> None:
    [meeting] = parse("Ada Bellamy met with Rosa Mora about the attacks of 2011.").meetings
    assert meeting.when is None


def test_repeated_mentions_are_one_meeting_by_the_sentence_that_says_most() -> None:
    article = parse(
        "Ada Bellamy met with Rosa Mora.",
        "Bellamy met with Mora in Bergen on Tuesday.",
        "The meeting between Bellamy and Mora was long.",
    )
    [meeting] = article.meetings
    assert meeting.evidence.of(article.text).startswith("Bellamy met with Mora in")


def test_what_was_planned_and_then_happened_has_happened() -> None:
    [meeting] = parse(
        "Ada Bellamy had planned to meet Rosa Mora.", "Ada Bellamy met with Rosa Mora on Friday."
    ).meetings
    assert meeting.status is HAPPENED


def test_a_call_and_a_meeting_of_the_same_two_stay_two() -> None:
    found = parse(
        "Ada Bellamy met with Rosa Mora.", "Ada Bellamy spoke by phone with Rosa Mora in May."
    ).meetings
    assert len(found) == 2


def test_calls_are_made_one_by_one() -> None:
    found = parse(
        "President Ada Bellamy spoke by telephone with Rosa Mora, Simon Rahal and Tom Sole."
    ).meetings
    assert [set(names(m.participants)) for m in found] == [
        {"Ada Bellamy", "Rosa Mora"},
        {"Ada Bellamy", "Simon Rahal"},
        {"Ada Bellamy", "Tom Sole"},
    ]


def test_an_earlier_meeting_is_background() -> None:
    [meeting] = parse("Ada Bellamy had met with Rosa Mora in Bergen.").meetings
    assert meeting.background


def test_the_sample() -> None:
    article = sample()
    [meeting] = article.meetings
    assert names(meeting.participants) == ["Vladimir Putin", "Kim Jong Un"]
    assert (meeting.status, meeting.background) == (HAPPENED, False)
    assert meeting.where is not None
    assert meeting.when is not None
    assert meeting.where.of(article.text) == "Pyongyang"
    assert meeting.when.of(article.text) == "Wednesday"


def sample() -> Parsed:
    """The sample's construction in sentences of our own."""
    return parse(
        "On Wednesday, Vladimir Putin landed in Pyongyang for the first time in ten years to meet "
        "with North Korean leader Kim Jong Un and talk about trade.",
        "Prior to meeting with Kim, Putin wrote a letter.",
    )
