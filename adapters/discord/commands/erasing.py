"""The form that confirms an erasure, which then erases data of its sender, or of the channel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord

from adapters.discord.chat_port import DiscordRequests
from adapters.discord.client import DiscordChat
from adapters.discord.commands import form_values
from adapters.discord.commands.buttons import MAX_LABEL, answer_command, respond, soon
from adapters.discord.commands.form_values import Typed
from adapters.discord.parsing import PLATFORM, here, person_of
from adapters.discord.rendering import text_components
from briefs.i18n.phrases import Phrases, erased_counts
from briefs.model.delivery import ErasureReport

Interaction = discord.Interaction[Any]

ME, CHANNEL = "erase.me", "erase.channel"
ABOUT = {ME: "erase.me.about", CHANNEL: "erase.channel.about"}
DONE = {ME: "erased.me", CHANNEL: "erased"}


class Erasing:
    """Asks to type a word, and erases."""

    def __init__(self, *, requests: DiscordRequests, chat: DiscordChat) -> None:
        self._requests = requests
        self._chat = chat

    async def ask(self, interaction: Interaction, say: Phrases, what: str) -> None:
        """Show the form for ME or CHANNEL. Raises: NotAllowed."""
        if what == CHANNEL:
            await self._requests.permit(here(interaction), person_of(interaction))
        await form_values.show(interaction, EraseConfirmation(say, what))

    async def sent(self, interaction: Interaction, what: str, typed: Mapping[str, Typed]) -> None:
        """Erase, if the word is right; rights are checked again."""

        async def erase(say: Phrases) -> None:
            if str(typed.get("word", "")).strip().upper() != "ERASE":
                await respond(interaction, text_components(say("erase.not")))
                return
            await soon(interaction)
            done = await self._erased(interaction, what)
            summary = say(DONE[what], **erased_counts(done, say))
            if done.stay:
                summary += f" {say('erased.stay', count=done.stay)}"
            await respond(interaction, text_components(summary))

        await answer_command(interaction, self._chat, erase, form=True)

    async def _erased(self, interaction: Interaction, what: str) -> ErasureReport:
        place, by = here(interaction), person_of(interaction)
        if what == CHANNEL:
            return await self._requests.erase_channel(place, by=by, messages=True)
        return await self._requests.erase_person(PLATFORM, place.workspace, by=by, messages=True)


class EraseConfirmation(discord.ui.Modal):
    """Says what is erased and what stays; asks for the word ERASE, since it cannot be undone."""

    def __init__(self, say: Phrases, what: str) -> None:
        super().__init__(title=say("erase.title")[:MAX_LABEL], custom_id=f"readout:{what}")
        word: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id="word", max_length=20, required=True
        )
        title = say("erase.title")[:MAX_LABEL]
        sure = say("erase.sure")[:100]
        self.add_item(discord.ui.TextDisplay(say(ABOUT[what])))
        self.add_item(discord.ui.Label(text=title, description=sure, component=word))
