"""Locale -> the phrases that Slack shows; they are kept in briefs/i18n."""

from __future__ import annotations

from typing import Final

from briefs.i18n.phrases import Phrases, phrase_books, spoken

LANGUAGES: Final = phrase_books("slack")
ENGLISH: Final = LANGUAGES["en"]


def phrases_for(locale: str | None) -> Phrases:
    """A locale of Slack ("de-DE", "en-US", None) -> the nearest language that there is."""
    return spoken(LANGUAGES, locale)
