"""Locale -> the phrases that Discord shows; they are kept in briefs/i18n."""

from __future__ import annotations

from typing import Final

from briefs.i18n.phrases import Phrases, phrase_books, spoken

LANGUAGES: Final = phrase_books("discord")
ENGLISH: Final = LANGUAGES["en"]


def phrases_for(locale: str | None) -> Phrases:
    """A locale of Discord ("de", "en-GB", None) -> the nearest language that there is."""
    return spoken(LANGUAGES, locale)
