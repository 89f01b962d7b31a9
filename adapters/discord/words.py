"""What the interface says, in English and German. Briefings are quoted, never translated.

A key that a language lacks is said in English. `{name}` is filled in by the caller, who has
escaped it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adapters.discord.translations import LANGUAGES

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """One language of the interface."""

    language: str
    sentences: Mapping[str, str]

    def __call__(self, key: str, /, **values: str | int) -> str:
        """Key -> the sentence, its blanks filled in."""
        sentence = self.sentences.get(key) or LANGUAGES[ENGLISH][key]
        return sentence.format_map(values) if values else sentence


def words(locale: str | None) -> Words:
    """A locale of Discord ("de", "en-GB", None) -> the nearest language that there is."""
    language = (locale or ENGLISH).partition("-")[0].lower()
    language = language if language in LANGUAGES else ENGLISH
    return Words(language, LANGUAGES[language])
