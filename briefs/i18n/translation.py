"""A sentence of ours -> the same in a language of the interface, by its template and values.

Text that is not ours (a name, a headline, somebody's words) is a plain string and stays as it is.
Briefings and digests are quotes and stay as they are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from briefs.i18n.catalogues import LANGUAGES, SENTENCES
from briefs.model.cards import Card, CardKind, CardLine, CardPart
from briefs.translatable import Translatable, Value


def translated(text: str, language: str) -> str:
    """A sentence -> the same in `language`; in English if that lacks it."""
    if not isinstance(text, Translatable) or language not in LANGUAGES:
        return text
    sentence = LANGUAGES[language].find(SENTENCES, text.template, text.values)
    if sentence is None:
        return text
    if not text.values:
        return sentence
    return sentence.format_map({name: _value(v, language) for name, v in text.values.items()})


def _value(value: Value, language: str) -> Value:
    return translated(value, language) if isinstance(value, str) else value


def notice(card: Card, language: str) -> Card:
    """A card -> the same with our own sentences in `language`."""
    notes = tuple(translated(note, language) for note in card.notes)
    match card.kind:
        case CardKind.BRIEFING | CardKind.DIGEST:
            return replace(card, notes=notes)
        case CardKind.NOTICE:
            return replace(
                card,
                headline=translated(card.headline, language),
                parts=tuple(_part(part, language) for part in card.parts),
                notes=notes,
            )
        case _:
            assert_never(card.kind)


def _part(part: CardPart, language: str) -> CardPart:
    return replace(part, lines=tuple(_line(line, language) for line in part.lines))


def _line(line: CardLine, language: str) -> CardLine:
    runs = tuple(replace(run, text=translated(run.text, language)) for run in line.runs)
    return replace(line, runs=runs)
