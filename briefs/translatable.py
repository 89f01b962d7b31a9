"""Our own sentences, that another language can be found for; imports nothing.

A sentence is a template and its values, and in English a string: whatever only shows text takes
it for one, and briefs/i18n says it in the reader's language. Nothing is read back out of a
sentence that is finished.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

Value = str | int
"""A sentence of ours again, or what is left as it is: a name, an address, a number."""


class Translatable(str):
    """A sentence in English, with the template and the values that it was made of.

    Cut or joined it is a plain string, and stays English.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, Value]

    def __new__(cls, english: str, template: str, values: Mapping[str, Value]) -> Self:
        """`english`: the template filled in, which differs from it for a count of one."""
        made = super().__new__(cls, english)
        made.template = template
        made.values = values
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), self.template, dict(self.values))


def translatable(template: str, /, **values: Value) -> Translatable:
    """A template with `{name}` blanks -> the sentence; one that is whole already stays."""
    if isinstance(template, Translatable):
        return template
    english = template.format_map(values) if values else template
    return Translatable(english, template, values)


def counted(one: str, many: str, /, *, count: int, **values: Value) -> Translatable:
    """As gettext's ngettext: the English of one, and of any other number, which is the key."""
    filled = {"count": count, **values}
    return Translatable((one if count == 1 else many).format_map(filled), many, filled)


def quoted(text: str) -> str:
    """What somebody wrote -> it in quote marks, at most 41 characters, as an error names it."""
    text = " ".join(text.split())
    return f'"{text[:40]}…"' if len(text) > 41 else f'"{text}"'
