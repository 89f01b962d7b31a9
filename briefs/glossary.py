"""An English sentence of ours -> the same in a language of the interface.

The sentence is its own key, and the values in it are read back by its pattern, so that
what lies in the store (a card, the reason of a pause) can be said in another language as
well as what was just raised. Briefings and digests are quoted and stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from briefs.german import GERMAN
from briefs.model import Card, CardKind, CardLine, CardPart

ENGLISH = "en"
CATALOGUES: Mapping[str, Mapping[str, str]] = {"de": GERMAN}
BLANK = "{}"
OURS_TOO = frozenset(
    {
        "No feed could be read there: {}",
        "This address is refused: {}.",
        "There is room for {} again in about {} minutes.",
    }
)
"""What stands in their blanks is a sentence of ours again; in others it is somebody's words."""


def translated(text: str, language: str) -> str:
    """A sentence -> the same in `language`; what is not ours stays as it is."""
    if language not in CATALOGUES:
        return text
    known = CATALOGUES[language].get(text)
    if known is not None:
        return known
    for pattern, other, ours_too in _patterns(language):
        found = pattern.fullmatch(text)
        if found is not None:
            values = found.groups()
            return other.format(*(translated(v, language) for v in values) if ours_too else values)
    return text


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    """Sentences with values, those that say most first: one may be a value of another."""
    filled = [(text, other) for text, other in CATALOGUES[language].items() if BLANK in text]
    filled.sort(key=lambda pair: -len(pair[0]))
    return tuple(
        (
            re.compile("(.+?)".join(map(re.escape, text.split(BLANK))), re.DOTALL),
            other,
            text in OURS_TOO,
        )
        for text, other in filled
    )


def notice(card: Card, language: str) -> Card:
    """A card -> a notice in `language`; briefings and digests but for their small print."""
    if language not in CATALOGUES:
        return card
    notes = tuple(translated(note, language) for note in card.notes)
    if card.kind is not CardKind.NOTICE:
        return replace(card, notes=notes)
    return replace(
        card,
        headline=translated(card.headline, language),
        parts=tuple(_part(part, language) for part in card.parts),
        notes=notes,
    )


def _part(part: CardPart, language: str) -> CardPart:
    return replace(part, lines=tuple(_line(line, language) for line in part.lines))


def _line(line: CardLine, language: str) -> CardLine:
    runs = tuple(replace(run, text=translated(run.text, language)) for run in line.runs)
    return replace(line, runs=runs)
