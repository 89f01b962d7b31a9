"""What people write is understood, or answered with what would have been."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import subscriptions as asked
from briefs.delivery import Filters
from briefs.errors import BadRequest
from tests.contracts.test_schedules import SUB
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
    "text", ["", "25:00", "8:60", "8", "13 pm", "0 am", "noon", "-1:00", "8:5"]
)
def test_what_is_no_time_is_answered_with_one(text: str) -> None:
    with pytest.raises(BadRequest, match="is not a time of day") as error:
        asked.parse_time(text)
    assert "08:30" in error.value.hint


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("Mon, Wed,sat", (0, 2, 5)),
        ("sat–mon", (0, 5, 6)),
        ("daily", (0, 1, 2, 3, 4, 5, 6)),
        ("weekdays sunday", (0, 1, 2, 3, 4, 6)),
        ("thursday", (3,)),
        ("fri-fri", (4,)),
    ],
)
def test_weekdays(text: str, meant: tuple[int, ...]) -> None:
    assert asked.parse_weekdays(text) == meant


@pytest.mark.parametrize("text", ["", "m", "t", "funday", "mon-", "-fri", "1-5", "0 8 * * 1-5"])
def test_what_are_no_days_is_answered_with_some(text: str) -> None:
    if text == "mon-":
        assert asked.parse_weekdays(text) == (0,)
        return
    with pytest.raises(BadRequest, match="does not name days") as error:
        asked.parse_weekdays(text)
    assert "mon-fri" in error.value.hint


def test_zones() -> None:
    assert asked.parse_zone("europe/berlin") == "Europe/Berlin"
    assert asked.parse_zone("America/New York") == "America/New_York"
    assert asked.parse_zone("UTC") == "UTC"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Berlin", "Europe/Berlin"),
        ("Europe/Berln", "Europe/Berlin"),
        ("new york", "America/New_York"),
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
        asked.parse_weekdays,
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
    from briefs.model import Facts, Kind, Party, Reaction, Span, Stance

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
    ("changes", "line"),
    [
        ({}, "08:30 Europe/Berlin, Mon to Fri"),
        ({"weekdays": (0, 2)}, "08:30 Europe/Berlin, Mon, Wed"),
        ({"weekdays": tuple(range(7))}, "08:30 Europe/Berlin, daily"),
        ({"paused": "holiday"}, "08:30 Europe/Berlin, Mon to Fri; paused: holiday"),
    ],
)
def test_a_subscription_in_one_line(changes: dict[str, object], line: str) -> None:
    assert asked.describe(replace(SUB, **changes)) == line  # type: ignore[arg-type]
