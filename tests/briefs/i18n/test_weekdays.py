"""Days of the week as people write them."""

from __future__ import annotations

import pytest

from briefs.errors import BadRequest
from briefs.i18n.weekdays import WEEK, parse_weekdays, ticked_weekdays


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
    assert parse_weekdays(text) == meant


@pytest.mark.parametrize("text", ["", "m", "t", "funday", "mon-", "-fri", "1-5", "0 8 * * 1-5"])
def test_what_are_no_days_is_answered_with_some(text: str) -> None:
    if text == "mon-":
        assert parse_weekdays(text) == (0,)
        return
    with pytest.raises(BadRequest, match="does not name days") as error:
        parse_weekdays(text)
    assert "mon-fri" in error.value.hint


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("weekend", (5, 6)),
        ("every day", tuple(range(7))),
        ("mon to fri", (0, 1, 2, 3, 4)),
        ("mon through fri", (0, 1, 2, 3, 4)),
        ("Mon – Fri", (0, 1, 2, 3, 4)),
        ("Montag bis Freitag", (0, 1, 2, 3, 4)),
        ("Mo, Mi, Fr", (0, 2, 4)),
        ("Di und Do", (1, 3)),
        ("täglich", tuple(range(7))),
        ("Wochenende", (5, 6)),
        ("mon, wed & fri", (0, 2, 4)),
        ("mon, wed and fri", (0, 2, 4)),
        ("sat/sun", (5, 6)),
        ("mondays", (0,)),
        ("tues", (1,)),
        ("thurs.", (3,)),
        ("fri-mon", (0, 4, 5, 6)),
    ],
)
def test_more_days_as_people_write_them(written: str, days: tuple[int, ...]) -> None:
    assert parse_weekdays(written) == days


@pytest.mark.parametrize(
    "written", ["", "xyz", "t", "s", "-fri", "mon-xyz", "1", "mon-fri-sun", "days"]
)
def test_days_that_are_none_are_asked_back(written: str) -> None:
    with pytest.raises(BadRequest, match="days of the week"):
        parse_weekdays(written)


def test_the_boxes_of_a_form_are_days() -> None:
    assert ticked_weekdays(["sun", "mon", "funday", "mon"]) == (0, 6)
    assert ticked_weekdays(WEEK) == tuple(range(7)) == parse_weekdays("daily")
    assert ticked_weekdays(()) == ()
