"""What people write is understood, or answered with what would have been."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import subscription_rules as asked
from briefs.errors import BadRequest
from briefs.i18n.weekdays import parse_weekdays
from briefs.model.briefings import Briefing
from briefs.model.delivery import Filters
from tests.fakes.briefings import river_accord


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("8:30", "08:30"),
        (" 08.30 ", "08:30"),
        ("20h15", "20:15"),
        ("8 am", "08:00"),
        ("12 am", "00:00"),
        ("12:05 p.m.", "12:05"),
        ("5PM", "17:00"),
        ("23:59", "23:59"),
    ],
)
def test_times(text: str, meant: str) -> None:
    assert asked.parse_time(text) == meant


@pytest.mark.parametrize(
    "text", ["", "25:00", "8:60", "8", "13 pm", "0 am", "soon", "-1:00", "8:5"]
)
def test_what_is_no_time_is_answered_with_one(text: str) -> None:
    with pytest.raises(BadRequest, match="is not a time of day") as error:
        asked.parse_time(text)
    assert "08:30" in error.value.hint


def test_zones() -> None:
    assert asked.parse_zone("europe/berlin") == "Europe/Berlin"
    assert asked.parse_zone("America/New York") == "America/New_York"
    assert asked.parse_zone("UTC") == "UTC"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Europe/Berln", "Europe/Berlin"),
        ("MEZ-nonsense-xyz", "Europe/Berlin"),
    ],
)
def test_what_is_no_zone_is_answered_with_one(text: str, hint: str) -> None:
    with pytest.raises(BadRequest, match="is not a time zone") as error:
        asked.parse_zone(text)
    assert hint in error.value.hint


def test_words_and_sites() -> None:
    assert asked.parse_words("trade,  north   sea, trade,") == ("trade", "north sea")
    assert asked.parse_sites("example.org, https://www.news.example/x?y") == (
        "example.org",
        "news.example",
    )
    with pytest.raises(BadRequest, match="is not a site"):
        asked.parse_sites("localhost")


@given(text=st.text(max_size=40))
@pytest.mark.parametrize(
    "parse",
    [
        asked.parse_time,
        parse_weekdays,
        asked.parse_zone,
        asked.parse_words,
        asked.parse_sites,
    ],
)
def test_any_text_is_understood_or_refused(parse: Callable[[str], object], text: str) -> None:
    refusal = None
    try:
        parse(text)
    except BadRequest as error:
        refusal = error
    assert refusal is None or (refusal.hint and len(str(refusal)) < 100)


@pytest.mark.parametrize(
    ("filters", "let_in"),
    [
        (Filters(), True),
        (Filters(topics=("river",)), True),
        (Filters(topics=("rive",)), False),
        (Filters(topics=("cricket", "port sorrel")), True),
        (Filters(actors=("helena marsh",)), False),
        (Filters(sites=("inland-post.example",)), True),
        (Filters(sites=("example",)), True),
        (Filters(sites=("post.example",)), False),
        (Filters(topics=("river",), sites=("other.example",)), False),
        (Filters(mute=("ceasefire",)), False),
        (Filters(mute=("inland-post.example",)), False),
        (Filters(topics=("river",), mute=("cricket",)), True),
    ],
)
def test_filters(filters: Filters, let_in: bool) -> None:
    assert asked.wanted(river_accord(), filters) is let_in


def test_an_actor_is_who_the_facts_name() -> None:
    from briefs.model.articles import Span
    from briefs.model.facts import Facts, Kind, Party, Reaction, Stance

    facts = Facts(
        reactions=(
            Reaction(
                Party("Helena Marsh", None, Kind.PERSON),
                Stance.FOR,
                quoted=True,
                source=(Span(0, 1),),
                cue=(Span(0, 1),),
                content=(Span(0, 1),),
                evidence=Span(0, 1),
            ),
        )
    )
    one = replace(river_accord(), facts=facts)
    assert asked.wanted(one, Filters(actors=("Marsh",)))
    assert not asked.wanted(one, Filters(actors=("Reyes",)))


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("San Francisco", "America/Los_Angeles"),
        ("PST", "America/Los_Angeles"),
        ("pacific time", "America/Los_Angeles"),
        ("EST", "America/New_York"),
        ("Eastern Time", "America/New_York"),
        ("MST", "America/Denver"),
        ("CET", "Europe/Berlin"),
        ("BST", "Europe/London"),
        ("germany", "Europe/Berlin"),
        ("France", "Europe/Paris"),
        ("UK", "Europe/London"),
        ("japan", "Asia/Tokyo"),
        ("India", "Asia/Kolkata"),
        ("Tel Aviv", "Asia/Jerusalem"),
        ("GMT", "UTC"),
        ("utc", "UTC"),
        ("AEST", "Australia/Sydney"),
        ("US/Pacific", "US/Pacific"),
    ],
)
def test_a_zone_as_people_write_it(text: str, zone: str) -> None:
    assert asked.parse_zone(text) == zone


@pytest.mark.parametrize(
    "text", ["GMT+2", "gmt +2", "UTC-5", "UTC+05:30", "+02:00", "GMT−3", "utc+2h"]
)
def test_an_offset_is_asked_back_and_never_turned_round(text: str) -> None:
    with pytest.raises(BadRequest) as error:
        asked.parse_zone(text)
    assert "Europe/Berlin" in error.value.hint
    assert "Etc/" not in error.value.hint


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("CST", ("America/Chicago", "Asia/Shanghai")),
        ("IST", ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin")),
        ("USA", ("America/New_York", "America/Los_Angeles")),
        ("Australia", ("Australia/",)),
        ("Brazil", ("America/",)),
        ("Russia", ("Europe/Moscow",)),
    ],
)
def test_what_can_be_several_zones_is_asked_back(text: str, some: tuple[str, ...]) -> None:
    with pytest.raises(BadRequest, match="is not a time zone") as error:
        asked.parse_zone(text)
    for zone in some:
        assert zone in error.value.hint


def titled(title: str) -> Briefing:
    return replace(river_accord(), title=title)


@pytest.mark.parametrize(
    "topic",
    [
        "Z\u00f6e M\u00fcller", "Zo\u0308e Mu\u0308ller", "zoe muller", "ZOE MULLER",
        "C\u00f4te d\u2019Ivoire", "Co\u0302te d'Ivoire", "cote d ivoire",
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_a_word_is_the_same_in_every_form(topic: str, form: Literal["NFC", "NFD"]) -> None:
    title = "Ostrey mayor Z\u00f6e M\u00fcller met the envoy of C\u00f4te d\u2019Ivoire"
    assert asked.wanted(titled(unicodedata.normalize(form, title)), Filters(topics=(topic,)))


@pytest.mark.parametrize(
    ("topic", "title", "let_in"),
    [
        ("US", "Envoy tells us of the talks", False),
        ("US", "US envoy tells of the talks", True),
        ("US", "U.S. envoy tells of the talks", True),
        ("U.S.", "US envoy tells of the talks", True),
        ("U.S.", "U.S. envoy tells of the talks", True),
        ("WHO", "The man who sold the port", False),
        ("WHO", "WHO warns of a fever", True),
        ("IT", "It was the port", False),
        ("AI", "Ai Weiwei in Vell", False),
        ("trade", "TRADE talks", True),
        ("Trade", "trade talks", True),
        ("quay", "The quays", False),
        ("north sea", "North Sea boats", True),
    ],
)
def test_a_topic_matches_whole_words_in_the_case_it_needs(
    topic: str, title: str, let_in: bool
) -> None:
    assert asked.wanted(titled(title), Filters(topics=(topic,))) is let_in


@pytest.mark.parametrize("text", ["trade;north sea", "trade, north sea", "trade\nnorth sea"])
def test_words_are_parted_however_they_are_written(text: str) -> None:
    assert asked.parse_words(text) == ("trade", "north sea")


@pytest.mark.parametrize("text", ["!!!", "trade, ?", "---", "\u2026", "_"])
def test_a_word_that_can_never_match_is_refused(text: str) -> None:
    with pytest.raises(BadRequest, match="can never match"):
        asked.parse_words(text)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(topics=("trade",), mute=("trade",)),
        Filters(topics=("Trade talks",), mute=("trade",)),
        Filters(actors=("Marsh", "Reyes"), mute=("reyes", "marsh")),
        Filters(sites=("news.example",), mute=("news.example",)),
        Filters(sites=("a.news.example",), mute=("news.example",)),
    ],
)
def test_filters_that_nothing_can_pass_are_refused(filters: Filters) -> None:
    with pytest.raises(BadRequest, match="can ever match"):
        asked.refuse_contradictions(filters)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(topics=("trade", "ports"), mute=("trade",)),
        Filters(topics=("trade",), mute=("trade talks",)),
        Filters(sites=("news.example",), mute=("a.news.example",)),
        Filters(mute=("trade",)),
    ],
)
def test_filters_that_something_can_pass_are_taken(filters: Filters) -> None:
    asked.refuse_contradictions(filters)
