"""Slash commands and the message menu: /brief, /digest, /readout, /optout, "Brief this" …

Discord hides commands from people who may not use them (default_member_permissions). bot/services
checks the rights again, since a server can show a command to anybody.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, assert_never

import discord
from discord import app_commands

from adapters.discord.chat_port import DiscordRequests
from adapters.discord.client import DiscordChat
from adapters.discord.commands.buttons import answer_command, respond
from adapters.discord.commands.digest_commands import Digests
from adapters.discord.commands.digest_windows import DigestWindows
from adapters.discord.commands.erasing import ME, Erasing
from adapters.discord.commands.localization import localized
from adapters.discord.commands.readout_commands import Setup
from adapters.discord.commands.settings_panel import SettingsPanel
from adapters.discord.parsing import (
    PLATFORM,
    asked_privately,
    command,
    here,
    is_present,
    person_of,
    request,
)
from adapters.discord.rendering import text_components
from briefs.errors import OverQuota
from briefs.i18n.phrases import Phrases
from briefs.links.canonical import as_address
from briefs.model.chat import IncomingRequest, RequestKind
from briefs.model.delivery import Admission

Interaction = discord.Interaction[Any]

ADMINS = discord.Permissions(manage_guild=True)
EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
WITH_THE_BOT = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)
FOR_ANYBODY = app_commands.AppInstallationType(guild=True, user=True)
FOR_SERVERS = app_commands.AppInstallationType(guild=True, user=False)
IN_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)


class Commands:
    """Builds the commands; each makes a request and answers the asker alone."""

    def __init__(
        self, *, requests: DiscordRequests, chat: DiscordChat, windows: DigestWindows,
        erasing: Erasing, panel: SettingsPanel, emoji: str,
    ) -> None:  # fmt: skip
        self._windows = windows
        self._erasing = erasing
        self._requests = requests
        self._chat = chat
        self._panel = panel
        self._emoji = emoji

    def add_to(self, tree: app_commands.CommandTree[Any]) -> None:
        """Put all commands into a tree."""
        # No default_permissions: everybody may list and preview digests.
        digest = app_commands.Group(name="digest", description=localized("cmd.digest"))
        Digests(requests=self._requests, chat=self._chat, windows=self._windows).fill(digest)
        readout = app_commands.Group(
            name="readout", description=localized("cmd.readout"), default_permissions=ADMINS
        )
        setup = Setup(
            requests=self._requests, chat=self._chat, erasing=self._erasing, panel=self._panel
        )
        setup.fill(readout)
        own = (self._brief(), self._menu(), self._opt_out(), self._forget(), self._help())
        for one in (*own, digest, readout):
            # People who installed the app for themselves have these even where the bot is not.
            one.allowed_installs = FOR_ANYBODY if one in own else FOR_SERVERS
            one.allowed_contexts = EVERYWHERE if one in own else WITH_THE_BOT
            tree.add_command(one)
        readout.allowed_contexts = IN_SERVERS

    # ---------------------------------------------------------------------------- brief

    def _brief(self) -> app_commands.Command[Any, ..., Any]:
        @app_commands.describe(
            link=localized("cmd.brief.link"), private=localized("cmd.brief.private")
        )
        async def brief(interaction: Interaction, link: str, private: bool = False) -> None:
            async def ask(say: Phrases) -> None:
                address = as_address(link)
                incoming = command(
                    here(interaction),
                    link=address,
                    by=interaction.user.id,
                    interaction=interaction.id,
                    at=interaction.created_at,
                    private=private,
                )
                await self._admit(interaction, incoming, say)

            await answer_command(interaction, self._chat, ask)

        return app_commands.Command(
            name="brief", description=localized("cmd.brief"), callback=brief
        )

    def _menu(self) -> app_commands.ContextMenu:
        async def brief_this(interaction: Interaction, message: discord.Message) -> None:
            async def ask(say: Phrases) -> None:
                incoming = request(
                    message,
                    by=interaction.user.id,
                    kind=RequestKind.MENU,
                    event=str(interaction.id),
                )
                if incoming is None:
                    await respond(interaction, text_components(say("no_links")))
                    return
                await self._admit(interaction, incoming, say)

            await answer_command(interaction, self._chat, ask)

        return app_commands.ContextMenu(name=localized("menu.brief"), callback=brief_this)

    async def _admit(
        self, interaction: Interaction, incoming: IncomingRequest, say: Phrases
    ) -> None:
        """Admit a request; if it is not new, say why there is no other answer.

        Raises: OverQuota, which is then the answer: a command is answered once, and never left
        waiting.
        """
        if not _may_post(interaction):
            incoming = asked_privately(incoming, here(interaction))
        incoming = replace(incoming, waits=True)
        seen = incoming.seen
        self._chat.expect(interaction, seen.place, message=seen.message)
        admission = await self._requests.admit(incoming)
        match admission:
            case Admission.PERSON_OVER_QUOTA | Admission.PLACE_OVER_QUOTA:
                raise OverQuota
            case Admission.NEW:
                pass
            case Admission.DELETED:
                await respond(interaction, text_components(say("gone")))
            case Admission.SEEN_BEFORE | None:
                await respond(interaction, text_components(say("known")))
            case _:
                assert_never(admission)

    def _help(self) -> app_commands.Command[Any, ..., Any]:
        async def answer_help(interaction: Interaction) -> None:
            async def ask(say: Phrases) -> None:
                ways = ("how.ask", "how.ask.text", "how.ask.channel", "help")
                text = "\n".join(say(one, emoji=self._emoji) for one in ways)
                await respond(interaction, text_components(text))

            await answer_command(interaction, self._chat, ask)

        return app_commands.Command(
            name="help", description=localized("cmd.help"), callback=answer_help
        )

    def _opt_out(self) -> app_commands.Command[Any, ..., Any]:
        @app_commands.describe(undo=localized("cmd.optout.undo"))
        async def optout(interaction: Interaction, undo: bool = False) -> None:
            async def ask(say: Phrases) -> None:
                workspace, by = here(interaction).workspace, person_of(interaction)
                await self._requests.opt_out(PLATFORM, workspace, out=not undo, by=by)
                keys = ("opted.in", "opted.in.about") if undo else ("opted.out", "opted.out.about")
                await respond(interaction, text_components("\n".join(map(say, keys))))

            await answer_command(interaction, self._chat, ask)

        return app_commands.Command(
            name="optout", description=localized("cmd.optout"), callback=optout
        )

    def _forget(self) -> app_commands.Command[Any, ..., Any]:
        async def forget_me(interaction: Interaction) -> None:
            async def ask(say: Phrases) -> None:
                await self._erasing.ask(interaction, say, ME)

            await answer_command(interaction, self._chat, ask, form=True)

        return app_commands.Command(
            name="forget-me", description=localized("cmd.forget-me"), callback=forget_me
        )


def _may_post(interaction: Interaction) -> bool:
    """Whether the bot can post an answer in the channel."""
    if not is_present(interaction):
        return False
    rights = interaction.app_permissions
    in_thread = isinstance(interaction.channel, discord.Thread)
    may = rights.send_messages_in_threads if in_thread else rights.send_messages
    return interaction.guild_id is None or (may and rights.view_channel)
