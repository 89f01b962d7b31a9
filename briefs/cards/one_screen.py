"""Card of a briefing -> the lines that one screen of a phone has room for, and the others."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace

from briefs.links.sanitizing import plain
from briefs.model.cards import Card, CardKind, CardPart


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters of mean width in a row of the headline, and of a line: measured for each chat.

    `gap`: what a line takes besides its rows, as part of a row.
    """

    head: int
    line: int
    gap: float = 0


def on_one_screen(card: Card, most: float, letters: Letters) -> tuple[Card, tuple[CardPart, ...]]:
    """A briefing -> the same in at most `most` rows, and the parts with the lines left out.

    The longest part loses its last line first, and every part keeps one. Other cards, and those
    without a full list, stay whole.
    """
    whole, parts = card.parts, list(card.parts)
    while card.detail and card.kind is CardKind.BRIEFING and rows(card, letters) > most:
        longest = max(range(len(parts)), key=lambda at: len(parts[at].lines))
        if len(parts[longest].lines) < 2:
            break
        parts[longest] = replace(parts[longest], lines=parts[longest].lines[:-1])
        card = replace(card, parts=tuple(parts))
    pairs = zip(whole, parts, strict=True)
    rest = (replace(one, lines=one.lines[len(kept.lines) :]) for one, kept in pairs)
    return card, tuple(one for one in rest if one.lines)


def rows(card: Card, letters: Letters) -> float:
    """How many rows of text a briefing fills."""
    parts = sum(_rows_of(part, letters) for part in card.parts)
    return _wrapped(card.headline, letters.head) + 1 + parts


def _rows_of(part: CardPart, letters: Letters) -> float:
    lines = (f"{line.text} {line.mark} ¶00" for line in part.lines)
    return bool(_one_line(part.label)) + sum(
        _wrapped(line, letters.line) + letters.gap for line in lines
    )


def _wrapped(text: str, letters: int) -> int:
    return max(1, len(textwrap.wrap(_one_line(text), letters)))


def _one_line(text: str) -> str:
    return " ".join(plain(text).split())
