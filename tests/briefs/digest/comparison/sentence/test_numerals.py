"""Figures and words, bounds and units: what is one number."""

from __future__ import annotations

import pytest

from briefs.digest.comparison.sentence.numerals import Number
from briefs.digest.comparison.sentence.tokens import Kind, tokens_of


def number_in(text: str) -> Number | None:
    """The one number of a text."""
    found = [token.number for token in tokens_of(text) if token.kind is Kind.NUMBER]
    assert len(found) <= 1, found
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12 boats", Number(12)),
        ("a dozen boats", Number(12)),
        ("twenty-five boats", Number(25)),
        ("two hundred and fifty thousand boats", Number(250_000)),
        ("1,500,000 boats", Number(1_500_000)),
        ("one and a half million boats", Number(1_500_000)),
        ("half a million boats", Number(500_000)),
        ("$5m", Number(5_000_000, "", "$")),
        ("5 million dollars", Number(5_000_000, "", "$")),
        ("€3bn", Number(3_000_000_000, "", "€")),
        ("25 per cent", Number(25, "", "%")),
        ("2.5%", Number(2.5, "", "%")),
        ("25 basis points", Number(0.25, "", "pp")),
        ("a quarter of a percentage point", Number(0.25, "", "pp")),
        ("at least six", Number(6, ">=")),
        ("six or more", Number(6, ">=")),
        ("no fewer than 6", Number(6, ">=")),
        ("more than 6", Number(6, ">")),
        ("as many as 6", Number(6, "<=")),
        ("nearly 6", Number(6, "<~")),
        ("some 300 boats", Number(300, "~")),
        ("5 km", Number(5, "", "kilometre")),
        ("the 12th boat", Number(12, "", "th")),
        ("a three-year plan", Number(3, "", "year")),
        ("some boats", None),
        ("over the weekend", None),
    ],
)
def test_a_number_is_its_value_bound_and_unit(text: str, number: Number | None) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("on May 3", "on 3 May"),
        ("on Monday", "on Monday"),
        ("on May 3, 2026", "on 3 May 2026"),
        ("on Sept 9", "on 9 September"),
    ],
)
def test_a_day_is_one_however_it_is_written(a: str, b: str) -> None:
    names = [[t.name for t in tokens_of(text) if t.kind is Kind.DAY] for text in (a, b)]
    assert names[0] == names[1] != []


@pytest.mark.parametrize("town", ["Marnford", "Mayfield", "Junevale", "Sunderland", "Decker"])
def test_a_town_is_no_day(town: str) -> None:
    (found,) = [token for token in tokens_of(f"in {town} 47") if token.kind is Kind.NAME]
    assert found.text == town
