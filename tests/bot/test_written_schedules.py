"""Zones, times and days as people write them, in English and German."""

from __future__ import annotations

import pytest

from bot import subscription_rules as asked
from briefs.errors import BadRequest


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("Zürich", "Europe/Zurich"),
        ("Mu\u0308nchen", "Europe/Berlin"),
        ("Deutschland", "Europe/Berlin"),
        ("ÖSTERREICH", "Europe/Vienna"),
        ("Schweiz", "Europe/Zurich"),
        ("São Paulo", "America/Sao_Paulo"),
        ("Paris, France", "Europe/Paris"),
        ("New York City", "America/New_York"),
        ("NYC", "America/New_York"),
        ("Pacific Time", "America/Los_Angeles"),
        ("Kiev", "Europe/Kyiv"),
        ("BST", "Europe/London"),
        ("EUROPE/BERLIN", "Europe/Berlin"),
        ("Z", "UTC"),
    ],
)
def test_more_places_as_people_write_them(written: str, zone: str) -> None:
    assert asked.parse_zone(written) == zone


@pytest.mark.parametrize(
    "written",
    ["GMT+2", "gmt-5", "UTC+1", "+02:00", "+2", "2", "IST", "CST", "USA", "Australia", "Brazil", "local", "here", ""],
)  # fmt: skip
def test_more_that_can_be_several_zones_is_asked_back(written: str) -> None:
    with pytest.raises(BadRequest) as error:
        asked.parse_zone(written)
    assert error.value.hint
    hint = error.value.hint.removeprefix("Did you mean ").removesuffix("?")
    named = hint.split(" or ")
    assert len(named) == len(set(named))


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("8 Uhr", "08:00"),
        ("8:30 Uhr", "08:30"),
        ("8 o'clock", "08:00"),
        ("20h30", "20:30"),
        ("8.30", "08:30"),
        ("08:30:00", "08:30"),
        ("８：３０", "08:30"),
        ("12am", "00:00"),
        ("12 p.m.", "12:00"),
        ("noon", "12:00"),
        ("midnight", "00:00"),
    ],
)
def test_more_times_as_people_write_them(written: str, time: str) -> None:
    assert asked.parse_time(written) == time


@pytest.mark.parametrize(
    "written", ["8", "0", "0830", "25:00", "8:60", "13 pm", "-8", "24:00", "half past eight", "8:30:15", "13 Uhr pm"]
)  # fmt: skip
def test_a_time_that_may_be_several_is_asked_back(written: str) -> None:
    with pytest.raises(BadRequest, match="time of day"):
        asked.parse_time(written)
