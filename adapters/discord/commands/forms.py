"""Submitted forms -> their handlers, found by the custom_id alone, as for buttons.

discord.py would keep an open form in memory under its custom_id. After a restart what was typed
would be lost, and of two people with the same form open one would get the other's answer. So forms
are not kept by discord.py; what is submitted is read here.
"""

from __future__ import annotations

import re
from typing import Any

import discord

from adapters.discord.client import DiscordChat
from adapters.discord.commands.buttons import ButtonHandler, answer_command, respond
from adapters.discord.commands.digest_form import FORM_NAME
from adapters.discord.commands.digest_windows import DigestWindows
from adapters.discord.commands.erasing import Erasing
from adapters.discord.commands.form_values import typed_in
from adapters.discord.commands.quiet_form import QUIET_NAME
from adapters.discord.commands.settings_panel import SettingsPanel
from adapters.discord.rendering import text_components
from briefs.i18n.phrases import Phrases

Interaction = discord.Interaction[Any]

REPORT = re.compile(r"readout:report:(?P<message>\d+)")
ERASE = re.compile(r"readout:(?P<what>erase\.(?:me|channel))")


class SentForms:
    """Passes the values of a submitted form to the handler of that form."""

    def __init__(
        self, *, chat: DiscordChat, buttons: ButtonHandler, digests: DigestWindows,
        erasing: Erasing, settings: SettingsPanel,
    ) -> None:  # fmt: skip
        self._chat = chat
        self._buttons, self._digests, self._erasing = buttons, digests, erasing
        self._settings = settings

    async def sent(self, interaction: Interaction) -> None:
        """A form was submitted, which may have been opened before the bot started."""
        data: Any = interaction.data
        name, typed = str(data["custom_id"]), dict(typed_in(data["components"]))
        if found := REPORT.fullmatch(name):
            await self._buttons.reported(interaction, found["message"], typed)
        elif found := ERASE.fullmatch(name):
            await self._erasing.sent(interaction, found["what"], typed)
        elif found := QUIET_NAME.fullmatch(name):
            await self._settings.sent(interaction, found, typed)
        elif found := FORM_NAME.fullmatch(name):
            await self._digests.sent(interaction, found, typed)
        else:

            async def gone(say: Phrases) -> None:
                await respond(interaction, text_components(say("draft.gone")))

            await answer_command(interaction, self._chat, gone, form=True)
