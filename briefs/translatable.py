"""Our own sentences in a form that can be translated; imports nothing.

A sentence is an English string that keeps its template and values: code that only shows text treats
it as a string, and briefs/i18n translates it. Nothing parses a finished sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

Value = str | int
"""Another sentence of ours, or what is never translated: a name, an address, a number."""


class Translatable(str):
    """An English sentence, with its template and values.

    Slicing or joining gives a plain string, which stays English.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, Value]

    def __new__(cls, english: str, template: str, values: Mapping[str, Value]) -> Self:
        """`english`: the sentence filled in; for a count of one it differs from `template`."""
        made = super().__new__(cls, english)
        made.template = template
        made.values = values
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), self.template, dict(self.values))


def translatable(template: str, /, **values: Value) -> Translatable:
    """A template with `{name}` blanks and their values -> the sentence."""
    if isinstance(template, Translatable):
        return template
    english = template.format_map(values) if values else template
    return Translatable(english, template, values)


def counted(one: str, many: str, /, *, count: int, **values: Value) -> Translatable:
    """Like gettext's ngettext: `one` for a count of 1, else `many`, which is the key."""
    filled = {"count": count, **values}
    return Translatable((one if count == 1 else many).format_map(filled), many, filled)


def quoted(text: str) -> str:
    """Foreign text -> it in quote marks for an error message, at most 41 characters."""
    text = " ".join(text.split())
    return f'"{text[:40]}…"' if len(text) > 41 else f'"{text}"'
