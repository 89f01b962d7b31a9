"""The tables are well-formed: one row, one thing, each with a source."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from briefs.facts.lexicon import gazetteer
from briefs.facts.lexicon.agreement_words import KNOWN
from briefs.facts.lexicon.countries import COUNTRIES
from briefs.facts.lexicon.gazetteer import fold, longest
from briefs.facts.lexicon.office_holders import OFFICE_HOLDERS, OfficeHolder
from briefs.facts.lexicon.role_nouns import office, same_office
from briefs.model.facts import Kind

MONTH = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")


def test_every_country_has_a_name_and_a_demonym_and_is_there_once() -> None:
    names = [country.name for country in COUNTRIES]
    assert len(names) == len(set(names)) > 190
    assert all(country.demonyms or country.name == "Antarctica" for country in COUNTRIES)


def test_no_form_means_two_countries() -> None:
    owner: dict[tuple[str, ...], str] = {}
    for country in COUNTRIES:
        for form in (country.name, *country.others):
            assert owner.setdefault(fold(form), country.name) == country.name, form


@pytest.mark.parametrize("row", OFFICE_HOLDERS, ids=lambda r: f"{r.name} {r.since}")
def test_every_holder_has_dates_in_order_and_a_gender(row: OfficeHolder) -> None:
    assert MONTH.fullmatch(row.since)
    assert not row.until or (MONTH.fullmatch(row.until) and row.until > row.since)
    assert row.gender in {"m", "f"}
    assert office(row.office) == row.office or row.office in {"vice president", "crown prince"}


def test_every_holder_stands_below_a_source() -> None:
    lines = files("briefs.facts.lexicon").joinpath("office_holders.txt").read_text().splitlines()
    source, sourced = "", 0
    for line in lines:
        if line.startswith("# http"):
            source = line.removeprefix("# ")
        elif not line.startswith("#"):
            assert source.startswith("https://"), line
            sourced += 1
    assert sourced == len(OFFICE_HOLDERS) > 150


def test_every_holder_serves_a_known_country_or_body() -> None:
    known = {country.name for country in COUNTRIES} | {"United Nations", "NATO", "European Union"}
    assert {row.where for row in OFFICE_HOLDERS} <= known
    assert {name for parties in KNOWN.values() for name in parties} <= known


def test_nobody_holds_one_office_twice_at_a_time() -> None:
    held: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in OFFICE_HOLDERS:
        spells = held.setdefault((row.where, row.office), [])
        for since, until in spells:
            assert row.since >= until or (row.until and row.until <= since), row
        spells.append((row.since, row.until or "9999-12"))


@pytest.mark.parametrize(
    ("words", "at", "name"),
    [
        (["the", "U.S.", "said"], 1, "United States"),
        (["the", "US", "said"], 1, "United States"),
        (["Democratic", "People", "'s", "Republic", "of", "Korea"], 0, "North Korea"),
        (["DPRK", "troops"], 0, "North Korea"),
        (["Kim", "Jong", "-", "un", "said"], 0, "Kim Jong Un"),
        (["Washington", ",", "D.C."], 0, "United States"),
        (["Afghans"], 0, "Afghanistan"),
    ],
)
def test_a_form_is_found_where_it_stands(words: list[str], at: int, name: str) -> None:
    hit = longest(words, at)
    assert hit is not None
    assert hit[1].name == name


@pytest.mark.parametrize("words", [["us"], ["who"], ["turkey"], ["polish"], [","], [" "]])
def test_a_word_in_lower_case_names_nothing(words: list[str]) -> None:
    assert longest(words, 0) is None


def test_a_capital_is_marked_as_a_seat() -> None:
    entry = gazetteer.lookup("Oslo")
    assert entry is not None
    assert (entry.name, entry.kind, entry.seat) == ("Norway", Kind.COUNTRY, True)


@pytest.mark.parametrize(
    ("phrase", "held"),
    [
        ("U.S. Secretary of State", "secretary of state"),
        ("the premier", "prime minister"),
        ("Senate Majority Leader", "majority leader"),
        ("vice president", "vice president"),
        ("a plumber", None),
    ],
)
def test_a_phrase_gives_its_office(phrase: str, held: str | None) -> None:
    assert office(phrase) == held


def test_a_leader_is_a_president_but_no_party_leader() -> None:
    assert same_office("leader", "president")
    assert not same_office("leader", "majority leader")
    assert not same_office("president", "vice president")
