"""What of a briefing one screen of a phone has room for, whatever the chat."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefs.cards.one_screen import Letters, on_one_screen, rows
from briefs.model.articles import Span
from briefs.model.briefings import Proof
from briefs.model.cards import Card, CardKind, CardLine, CardPart, Run

LETTERS = Letters(head=20, line=30)


def line(words: int) -> CardLine:
    return CardLine((Run("harbour " * words),), proofs=(Proof(Span(0, 7), 1, 1),))


def card(*counts: int, words: int = 3) -> Card:
    """A briefing with so many lines in each of its parts, and a full list."""
    parts = tuple(CardPart(f"Part {n}", (line(words),) * count) for n, count in enumerate(counts))
    return Card(CardKind.BRIEFING, "A short headline", parts=parts, detail=parts)


def test_what_fits_stays_whole() -> None:
    whole = card(2, 2)
    assert on_one_screen(whole, 100, LETTERS) == (whole, ())


@pytest.mark.parametrize(("counts", "kept"), [((8, 3), (3, 3)), ((3, 8), (3, 3)), ((5, 5), (3, 3))])
def test_the_longest_part_loses_lines_first(counts: tuple[int, ...], kept: tuple[int, ...]) -> None:
    whole = card(*counts)
    most = rows(card(*kept), LETTERS)
    made, rest = on_one_screen(whole, most, LETTERS)
    assert tuple(len(part.lines) for part in made.parts) == kept
    assert sum(len(part.lines) for part in rest) == sum(counts) - sum(kept)


def test_every_part_keeps_one_line() -> None:
    made, rest = on_one_screen(card(4, 2), 1, LETTERS)
    assert [len(part.lines) for part in made.parts] == [1, 1]
    assert [len(part.lines) for part in rest] == [3, 1]


@pytest.mark.parametrize("change", [{"detail": ()}, {"kind": CardKind.DIGEST}])
def test_other_cards_and_those_without_a_full_list_stay_whole(change: dict[str, object]) -> None:
    whole = replace(card(9), **change)  # type: ignore[arg-type]
    assert on_one_screen(whole, 1, LETTERS)[0] == whole


def test_rows_are_counted_by_letters_and_gap() -> None:
    short, long = card(1, words=1), card(1, words=30)
    assert rows(long, LETTERS) > rows(short, LETTERS)
    assert rows(short, replace(LETTERS, gap=0.5)) == rows(short, LETTERS) + 0.5
