"""The bot: Discord's events -> requests. A restart may lose all that it holds in memory."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import discord
from discord.ext import commands

from adapters.discord import parsing
from adapters.discord.chat_port import DiscordRequests
from adapters.discord.client import DiscordChat
from adapters.discord.commands.buttons import (
    BriefingButton,
    ButtonHandler,
    MenuButton,
    PageButton,
)
from adapters.discord.commands.command_tree import Commands
from adapters.discord.commands.digest_windows import DigestButton, DigestWindows
from adapters.discord.commands.erasing import Erasing
from adapters.discord.commands.forms import SentForms
from adapters.discord.commands.localization import Translator
from adapters.discord.commands.settings_panel import SettingsItem, SettingsPanel
from adapters.discord.errors import refusals
from adapters.discord.introductions import hello
from adapters.discord.invite import invite
from adapters.discord.layout import NOBODY
from adapters.discord.message_events import EMOJI, MessageEvents
from adapters.discord.missed_events import MissedEvents
from adapters.discord.one_attempt import one_attempt
from adapters.discord.phrases import phrases_for
from briefs.errors import ReadoutError
from briefs.model.places import Place
from briefs.translatable import translatable

log = logging.getLogger(__name__)

MAX_RATELIMIT_S = 30.0
"""The longest wait of discord.py for a rate limit; beyond it the outbox waits. Its own minimum."""

WELCOME_FOR = timedelta(days=7)
"""A server that invited the bot while it was off is greeted at the start, if not longer ago."""


def intents(*, message_content: bool) -> discord.Intents:
    """The events that the bot receives: no members, no presences."""
    wanted = discord.Intents.none()
    wanted.guilds = True
    wanted.guild_messages = wanted.dm_messages = True
    wanted.guild_reactions = wanted.dm_reactions = True
    wanted.message_content = message_content
    return wanted


class ReadoutBot(commands.AutoShardedBot):
    """Passes events on; `message_content`: with this intent the bot sees the links people paste."""

    def __init__(
        self,
        *,
        requests: DiscordRequests,
        chat: DiscordChat,
        now: Callable[[], datetime],
        message_content: bool = True,
        emoji: str = EMOJI,
        servers: frozenset[str] = frozenset(),
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        **options: Any,
    ) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=intents(message_content=message_content),
            allowed_mentions=NOBODY,
            max_ratelimit_timeout=MAX_RATELIMIT_S,
            max_messages=None,
            http_trace=one_attempt(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            **options,
        )
        self._requests = requests
        self._chat = chat
        self._now = now
        self._emoji = emoji
        self._pause = pause
        self._servers = servers
        self._sees_links = message_content
        self._message_events = MessageEvents(
            bot=self, requests=requests, chat=chat, now=now, emoji=emoji,
            sees_links=message_content, pause=lambda wait_s: self._pause(wait_s),
        )  # fmt: skip
        self._missed = MissedEvents(
            bot=self, requests=requests, chat=chat, events=self._message_events, now=now,
            pause=lambda wait_s: self._pause(wait_s),
        )  # fmt: skip
        self.failures = 0
        self.was_ready = False
        self.away: dict[int, datetime] = {}
        self._build_handlers(requests, chat)
        guard_parsers(self._connection.parsers, self._event_skipped)

    def _build_handlers(self, requests: DiscordRequests, chat: DiscordChat) -> None:
        """Build what handles commands, buttons and forms."""
        self.presses = ButtonHandler(requests=requests, chat=chat)
        self.digests = DigestWindows(requests=requests, chat=chat)
        self.settings = SettingsPanel(requests=requests, chat=chat)
        self.settings.sees_links = self._sees_links
        erasing = Erasing(requests=requests, chat=chat)
        self._forms = SentForms(
            chat=chat, buttons=self.presses, digests=self.digests, erasing=erasing,
            settings=self.settings,
        )  # fmt: skip
        self._commands = Commands(
            requests=requests, chat=chat, windows=self.digests, erasing=erasing,
            panel=self.settings, emoji=self._emoji,
        )  # fmt: skip

    def _event_skipped(self, event: str) -> None:
        log.error("an event is passed over: %s", event, exc_info=sys.exception())
        self.failures += 1

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """A handler failed: log and count it; the next event is handled as usual."""
        log.error("an event failed: %s", event_method, exc_info=sys.exception())
        self.failures += 1

    async def on_interaction(self, interaction: discord.Interaction[Any], /) -> None:
        """A form was sent; commands and buttons are dispatched by discord.py."""
        if interaction.type is discord.InteractionType.modal_submit:
            await self._forms.sent(interaction)
        elif interaction.type is not discord.InteractionType.autocomplete:
            await self._message_events.quietly(partial(self._remember_locale, interaction))

    async def _remember_locale(self, interaction: discord.Interaction[Any]) -> None:
        """Not with a form, which may be the one that erases everything about its sender."""
        workspace, by = parsing.here(interaction).workspace, parsing.person_of(interaction)
        locale = str(interaction.locale)
        await self._requests.remember_locale(parsing.PLATFORM, workspace, locale, by=by)

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """A shard lost its connection; discord.py reconnects, `away` has the time since when."""
        self.away.setdefault(shard_id, self._now())

    async def on_shard_connect(self, shard_id: int) -> None:
        """A shard is connected again."""
        self.away.pop(shard_id, None)

    async def on_shard_resumed(self, shard_id: int) -> None:
        """A shard is connected again, with its old session."""
        self.away.pop(shard_id, None)

    async def setup_hook(self) -> None:
        """Register the buttons of all earlier messages, and the commands with Discord."""
        self._chat.connected(self)
        self.add_dynamic_items(BriefingButton, DigestButton, MenuButton, PageButton, SettingsItem)
        self._commands.add_to(self.tree)
        await self.tree.set_translator(Translator())
        await self.tree.sync()
        if self.application_id is not None:
            log.info("invite link: %s", invite(self.application_id))

    # ------------------------------------------------------------------------- messages

    async def on_message(self, message: discord.Message, /) -> None:
        """Somebody wrote."""
        await self._message_events.written(message)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Somebody changed what they wrote, or Discord added a preview to it."""
        await self._message_events.edited(payload.message)

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """A message was deleted."""
        await self._message_events.deleted(payload.channel_id, payload.message_id)

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Many messages were deleted at once."""
        for message in sorted(payload.message_ids):
            await self._message_events.deleted(payload.channel_id, message)

    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """Somebody asks by a reaction."""
        await self._message_events.reacted(payload)

    # --------------------------------------------------------------------------- places

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot was invited."""
        if await self._unwelcome(guild):
            return
        await self._requests.workspace_joined(parsing.PLATFORM, str(guild.id))
        await self._welcome(guild)

    async def _unwelcome(self, guild: discord.Guild) -> bool:
        """Leave a server that the operator has not named, if any are named."""
        if not self._servers or str(guild.id) in self._servers:
            return False
        log.warning("left a server that READOUT_DISCORD_SERVERS does not name: %s", guild.id)
        try:
            with refusals():
                await guild.leave()
        except ReadoutError as error:
            log.info("not left: %s", error.kind)
        return True

    async def _welcome(self, guild: discord.Guild) -> None:
        """Say once what the bot does, in the first channel where it may write."""
        everywhere = Place(parsing.PLATFORM, str(guild.id), "")
        own = guild.me
        rooms = [guild.system_channel, *guild.text_channels]
        for room in rooms:
            rights = room.permissions_for(own) if room is not None else None
            if room is None or rights is None or not (rights.view_channel and rights.send_messages):
                continue
            say = phrases_for(str(guild.preferred_locale))
            card = hello(say, self._emoji, sees_links=self._sees_links)
            where = replace(everywhere, channel=str(room.id))
            await self._requests.greet(everywhere, card, where=where)
            return

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A server is reachable again after an outage; at the start `on_ready` covers all."""
        if self.is_ready():
            await self._requests.workspace_joined(parsing.PLATFORM, str(guild.id))

    async def on_ready(self) -> None:
        """Connected: handle what happened to servers and messages while the bot was off."""
        self.was_ready = True
        now = self._now()
        there = {str(guild.id): guild for guild in self.guilds if not await self._unwelcome(guild)}
        known = await self._requests.joined_workspaces(parsing.PLATFORM)
        for gone in known - there.keys():
            await self._requests.workspace_left(parsing.PLATFORM, gone, at=now)
        new = sorted(there.keys() - known)
        await self._requests.workspace_joined(parsing.PLATFORM, *new)
        for guild in (there[name] for name in new):
            joined = guild.me.joined_at if guild.me is not None else None
            if joined is not None and now - joined < WELCOME_FOR:
                await self._welcome(guild)
        await self._missed.look()

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was removed; Discord reports an outage by another event."""
        await self._requests.workspace_left(parsing.PLATFORM, str(guild.id), at=self._now())

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """A channel was deleted, and its digests with it."""
        place = Place(parsing.PLATFORM, str(channel.guild.id), str(channel.id))
        await self._requests.place_deleted(place, translatable("The channel was deleted."))

    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """A thread or forum post was deleted, and its digests with it."""
        channel, thread = str(payload.parent_id), str(payload.thread_id)
        place = Place(parsing.PLATFORM, str(payload.guild_id), channel, thread)
        why = translatable("The thread was deleted.")
        await self._message_events.quietly(partial(self._requests.place_deleted, place, why))


def guard_parsers(parsers: dict[str, Callable[[Any], None]], failed: Callable[[str], None]) -> None:
    """Skip events that discord.py fails to parse, which would end the connection; call `failed`."""

    def guarded(event: str, parse: Callable[[Any], None]) -> Callable[[Any], None]:
        def parsed(data: Any) -> None:
            try:
                parse(data)
            except Exception:  # an unforeseen shape may raise anything
                failed(event)

        return parsed

    for event, parse in parsers.items():
        if event not in {"READY", "RESUMED"}:  # without which there is no connection
            parsers[event] = guarded(event, parse)
