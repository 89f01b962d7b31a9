"""Key and language -> the phrase of a chat's interface. Briefings are quoted, never translated.

A key that a language lacks falls back to English. `{name}` is filled in by the caller, who has
escaped it where the chat formats text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from briefs.i18n.catalogues import CHATS, ENGLISH, LANGUAGES, Language
from briefs.model.delivery import ErasureReport


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one chat in one language; else those of all chats."""

    chat: str
    spoken: Language

    @property
    def language(self) -> str:
        """The language's code."""
        return self.spoken.code

    def __call__(self, key: str, /, **values: str | int) -> str:
        """Key -> the sentence, its blanks filled in; `count` decides its plural form."""
        sentence = self.find(key, **values)
        if sentence is None and self.language != ENGLISH:
            sentence = Phrases(self.chat, LANGUAGES[ENGLISH]).find(key, **values)
        if sentence is None:
            raise KeyError(key)
        return sentence.format_map(values) if values else sentence

    def find(self, key: str, /, **values: str | int) -> str | None:
        """Key -> the sentence with its blanks, None if this language lacks it."""
        own = self.spoken.find(self.chat, key, values)
        return own if own is not None else self.spoken.find(CHATS, key, values)


def phrase_books(chat: str) -> Mapping[str, Phrases]:
    """A chat -> {language code: its phrases}, English first."""
    return MappingProxyType({code: Phrases(chat, one) for code, one in LANGUAGES.items()})


def spoken(books: Mapping[str, Phrases], locale: str | None) -> Phrases:
    """A platform's locale ("de-DE", "en-US", None) -> phrases in the nearest language available."""
    language = (locale or ENGLISH).partition("-")[0].lower()
    return books.get(language, books[ENGLISH])


def erased_counts(erased: ErasureReport, say: Phrases) -> dict[str, str]:
    """ErasureReport -> each number with its noun: "1 request", "3 digests"."""
    return {
        noun: say(f"erased.{noun}", count=getattr(erased, noun))
        for noun in ("requests", "posts", "subscriptions", "articles")
    }
