"""A sentence of ours -> the same in a language of the interface, by its template and values.

Text that is not ours (a name, a headline, somebody's words) is a plain string and stays as it is.
Of briefings and digests our labels are translated, what they quote is not.
"""

from __future__ import annotations

from dataclasses import replace

from briefs.i18n.catalogues import LANGUAGES, SENTENCES
from briefs.model.cards import Card, CardLine, CardPart
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
    """A card -> the same with our own sentences and labels in `language`; quotes stay."""
    return replace(
        card,
        headline=translated(card.headline, language),
        source=_translated(card.source, language),
        parts=tuple(_part(part, language) for part in card.parts),
        detail=tuple(_part(part, language) for part in card.detail),
        notes=tuple(translated(note, language) for note in card.notes),
    )


def _part(part: CardPart, language: str) -> CardPart:
    lines = tuple(translated_line(line, language) for line in part.lines)
    return replace(part, label=translated(part.label, language), lines=lines)


def translated_line(line: CardLine, language: str) -> CardLine:
    """A line -> the same with our own words in `language`."""
    runs = tuple(replace(run, text=translated(run.text, language)) for run in line.runs)
    return replace(line, runs=runs, mark=_translated(line.mark, language))


def _translated(text: str | None, language: str) -> str | None:
    return None if text is None else translated(text, language)
