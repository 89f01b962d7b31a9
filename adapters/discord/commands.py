"""Slash commands and the message menu: /brief, /digest, /readout, /forget-me, "Brief this".

Discord hides what somebody may not use (default_member_permissions); the desk decides all
the same, since a server can show a command to whomever it likes.
"""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from adapters.discord.chat import DiscordChat
from adapters.discord.desk import Desk
from adapters.discord.digests import Digests
from adapters.discord.dress import said
from adapters.discord.hear import (
    PLATFORM,
    asked_privately,
    command,
    here,
    person_of,
    request,
)
from adapters.discord.naming import named
from adapters.discord.setup import Setup, Sure
from adapters.discord.views import asked, tell
from adapters.discord.words import Words
from briefs.chatting import Heard, Way
from briefs.delivery import Admission, Erased
from briefs.errors import OverQuota
from briefs.links import as_address

Interaction = discord.Interaction[Any]

ADMINS = discord.Permissions(manage_guild=True)
EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)
IN_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
FULL = {Admission.PERSON_OVER_QUOTA, Admission.PLACE_OVER_QUOTA}


class Commands:
    """Makes the commands; each asks the desk and answers the asker alone."""

    def __init__(self, *, desk: Desk, chat: DiscordChat, sees_links: bool, emoji: str) -> None:
        self._desk = desk
        self._chat = chat
        self._sees_links = sees_links
        self._emoji = emoji

    def add_to(self, tree: app_commands.CommandTree[Any]) -> None:
        """Put all commands into a tree."""
        # Everybody may list digests and see what one would post; who may change them is set.
        digest = app_commands.Group(name="digest", description=named("cmd.digest"))
        Digests(desk=self._desk, chat=self._chat).fill(digest)
        readout = app_commands.Group(
            name="readout", description=named("cmd.readout"), default_permissions=ADMINS
        )
        Setup(desk=self._desk, chat=self._chat, sees_links=self._sees_links).fill(readout)
        for one in (self._brief(), self._menu(), digest, self._forget(), readout):
            one.allowed_contexts = IN_SERVERS if one is readout else EVERYWHERE
            tree.add_command(one)

    # ---------------------------------------------------------------------------- brief

    def _brief(self) -> app_commands.Command[Any, ..., Any]:
        @app_commands.describe(link=named("cmd.brief.link"), private=named("cmd.brief.private"))
        async def brief(interaction: Interaction, link: str, private: bool = False) -> None:
            async def ask(say: Words) -> None:
                address = as_address(link)
                heard = command(
                    interaction.channel,
                    link=address,
                    by=interaction.user.id,
                    interaction=interaction.id,
                    at=interaction.created_at,
                    private=private,
                )
                await self._hear(interaction, heard, say)

            await asked(interaction, self._chat, ask)

        return app_commands.Command(name="brief", description=named("cmd.brief"), callback=brief)

    def _menu(self) -> app_commands.ContextMenu:
        async def brief_this(interaction: Interaction, message: discord.Message) -> None:
            async def ask(say: Words) -> None:
                heard = request(
                    message, by=interaction.user.id, way=Way.MENU, event=str(interaction.id)
                )
                if heard is None:
                    await tell(interaction, said(say("no_links")))
                    return
                await self._hear(interaction, heard, say)

            await asked(interaction, self._chat, ask)

        return app_commands.ContextMenu(name=named("menu.brief"), callback=brief_this)

    async def _hear(self, interaction: Interaction, heard: Heard, say: Words) -> None:
        """Hand a request on; where it is not taken in, say why."""
        if not _may_post(interaction):
            heard = asked_privately(heard)
        self._chat.expect(interaction, heard.seen.place)
        admission = await self._desk.hear(heard)
        if admission in FULL:
            raise OverQuota
        if admission is not Admission.NEW:
            await tell(interaction, said(say("gone" if admission is Admission.GONE else "known")))

    def _forget(self) -> app_commands.Command[Any, ..., Any]:
        async def forget_me(interaction: Interaction) -> None:
            async def ask(say: Words) -> None:
                place, by = here(interaction), person_of(interaction)

                async def erased() -> Erased:
                    return await self._desk.erase_person(PLATFORM, place.workspace, by=by)

                await interaction.response.send_modal(Sure(say, "erase.me", erased))

            await asked(interaction, self._chat, ask, form=True)

        return app_commands.Command(
            name="forget-me", description=named("cmd.forget-me"), callback=forget_me
        )


def _may_post(interaction: Interaction) -> bool:
    """Whether an answer can be seen in the channel at all."""
    rights = interaction.app_permissions
    in_thread = isinstance(interaction.channel, discord.Thread)
    may = rights.send_messages_in_threads if in_thread else rights.send_messages
    return interaction.guild_id is None or (may and rights.view_channel)
