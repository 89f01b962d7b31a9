"""Descriptions of commands, as Discord shows them, in its users' languages.

Descriptions, choices and the menu entry are translated; the names of commands and options
are not, since what the bot says refers to them.
"""

from __future__ import annotations

from collections.abc import Iterable

from discord import Locale, app_commands

from adapters.discord.markdown import units
from adapters.discord.phrases import ENGLISH, phrases_for
from briefs.links.sanitizing import plain

Choices = list[app_commands.Choice[str]]

MAX_CHOICES = 25
MAX_CHOICE = 100


def localized(key: str) -> app_commands.locale_str:
    """A key of briefs/i18n/en.toml -> its English words, which Discord shows in the reader's."""
    return app_commands.locale_str(ENGLISH(key), key=key)


def choices(*values: str) -> list[app_commands.Choice[str]]:
    """Values of an option -> the same with their meanings."""
    return [app_commands.Choice(name=localized(f"choice.{value}"), value=value) for value in values]


def offers(known: Iterable[tuple[str, str]], typed: str) -> Choices:
    """(value, name) pairs -> the first choices that contain what is typed so far.

    A value that is too long for Discord is not offered; a long name is shortened.
    """
    wanted = typed.strip().lower()
    found: Choices = []
    for value, name in known:
        if not 1 <= units(value) <= MAX_CHOICE or wanted not in f"{name} {value}".lower():
            continue
        shown = " ".join(plain(name).split()) or " ".join(plain(value).split())
        if not shown:
            continue
        if units(shown) > MAX_CHOICE:
            shown = _shortened(shown)
        found.append(app_commands.Choice(name=shown, value=value))
        if len(found) == MAX_CHOICES:
            break
    return found


def _shortened(name: str) -> str:
    """A name -> its beginning with an ellipsis, at most MAX_CHOICE UTF-16 units in all."""
    kept = name[:MAX_CHOICE]
    while units(kept) > MAX_CHOICE - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"


class Translator(app_commands.Translator):
    """Translates what Discord shows of the commands, when they are registered."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """English words -> the same in another language, None if there is no translation."""
        key = string.extras.get("key")
        say = phrases_for(locale.value)
        if key is None or say is ENGLISH:
            return None
        return say.find(key)
