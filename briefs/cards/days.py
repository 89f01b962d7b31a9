"""Days as our own words, which can be translated."""

from __future__ import annotations

from datetime import date

from briefs.translatable import Translatable, translatable

MONTHS = (
    translatable("January"),
    translatable("February"),
    translatable("March"),
    translatable("April"),
    translatable("May"),
    translatable("June"),
    translatable("July"),
    translatable("August"),
    translatable("September"),
    translatable("October"),
    translatable("November"),
    translatable("December"),
)
WEEKDAYS = (
    translatable("Monday"),
    translatable("Tuesday"),
    translatable("Wednesday"),
    translatable("Thursday"),
    translatable("Friday"),
    translatable("Saturday"),
    translatable("Sunday"),
)


def written(day: date) -> Translatable:
    """A date -> "4 May 2026"."""
    month = MONTHS[day.month - 1]
    return translatable("{day} {month} {year}", day=day.day, month=month, year=day.year)


def weekday(day: date) -> Translatable:
    """A date -> "Tuesday"."""
    return WEEKDAYS[day.weekday()]
