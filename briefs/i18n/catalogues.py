"""`<language>.toml` -> the texts of that language; one file for each.

A file has a table for our own sentences (the English sentence is the key, as in gettext), one for
the phrases of all chats, and one for each chat. A sentence with plural forms is a table of the CLDR
plural categories that the language has (one, few, many, other):
https://cldr.unicode.org/index/cldr-spec/plural-rules
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from babel import Locale

ENGLISH = "en"
SENTENCES = "sentences"
CHATS = "chats"

Entry = str | Mapping[str, str]
"""A sentence, or plural category -> sentence."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language's tables. `plural`: a number -> its category."""

    code: str
    tables: Mapping[str, Mapping[str, Entry]]
    plural: Callable[[float], str]

    def find(self, table: str, key: str, values: Mapping[str, object]) -> str | None:
        """Key -> its sentence, None if missing; the value `count` decides the plural form."""
        entry = self.tables.get(table, {}).get(key)
        if entry is None or isinstance(entry, str):
            return entry
        count = values.get("count")
        category = self.plural(count) if isinstance(count, int) else "other"
        return entry.get(category, entry["other"])


def load_languages(folder: Traversable) -> Mapping[str, Language]:
    """A folder of catalogues -> code (the primary subtag of BCP 47) -> language, English first."""
    found = [_language(file) for file in folder.iterdir() if file.name.endswith(".toml")]
    found.sort(key=lambda one: (one.code != ENGLISH, one.code))
    return MappingProxyType({one.code: one for one in found})


def _language(file: Traversable) -> Language:
    code = file.name.removesuffix(".toml")
    rule = Locale.parse(code).plural_form
    tables = tomllib.loads(file.read_text("utf-8"))
    return Language(code, tables, rule)


LANGUAGES = load_languages(files("briefs.i18n"))
