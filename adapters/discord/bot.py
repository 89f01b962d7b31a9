"""The bot: Discord's events -> the desk. It holds nothing that a restart may not lose."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from itertools import chain, repeat
from typing import Any, cast

import aiohttp
import discord
from discord.ext import commands

from adapters.discord import hear
from adapters.discord.chat import NOBODY, DiscordChat, Layout
from adapters.discord.commands import Commands
from adapters.discord.desk import Desk
from adapters.discord.dress import said
from adapters.discord.naming import Translator
from adapters.discord.refusals import refusals
from adapters.discord.views import Paged, Pressed, Presses
from adapters.discord.words import words
from briefs.chatting import Heard, Way
from briefs.delivery import PlaceSettings, SourceDeleted
from briefs.errors import ReadoutError, StoreAway
from briefs.model import Place, Post

log = logging.getLogger(__name__)

EMOJI = "📰"
"""Who reacts to a message so asks for its links."""

MAX_RATELIMIT_S = 30.0
"""discord.py waits no longer for a limit; then the outbox does. Discord's library takes no less."""

WAITS_S = (5, 15, 60, 300)
"""Between attempts to log in."""

STORE_WAITS_S = (1, 5, 15, 60, 300, 600)
"""Between attempts to hand an event to a store that is away: a restart, a full disk."""

NO_INTENT = (
    "Discord refuses the message content intent: links that people paste cannot be seen. Switch "
    "on Message Content Intent in the developer portal (Bot, Privileged Gateway Intents) and "
    "restart. Commands, the message menu, mentions and direct messages work without it."
)


def intents(*, message_content: bool) -> discord.Intents:
    """What is listened to: no members, no presences."""
    wanted = discord.Intents.none()
    wanted.guilds = True
    wanted.guild_messages = wanted.dm_messages = True
    wanted.guild_reactions = wanted.dm_reactions = True
    wanted.message_content = message_content
    return wanted


class ReadoutBot(commands.AutoShardedBot):
    """Hears, and hands on; `message_content` says whether pasted links can be seen."""

    def __init__(
        self,
        *,
        desk: Desk,
        chat: DiscordChat,
        now: Callable[[], datetime],
        message_content: bool = True,
        emoji: str = EMOJI,
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
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            **options,
        )
        self.presses = Presses(desk=desk, chat=chat)
        self._desk = desk
        self._chat = chat
        self._now = now
        self._emoji = emoji
        self._pause = pause
        self._sees_links = message_content
        self._answered: dict[int, datetime] = {}
        self._commands = Commands(desk=desk, chat=chat, sees_links=message_content, emoji=emoji)

    async def setup_hook(self) -> None:
        """Buttons of all earlier messages work from here on; commands are told to Discord."""
        self._chat.connected(self)
        self.add_dynamic_items(Pressed, Paged)
        self._commands.add_to(self.tree)
        await self.tree.set_translator(Translator())
        await self.tree.sync()

    # ------------------------------------------------------------------------- messages

    async def on_message(self, message: discord.Message, /) -> None:
        """Somebody wrote."""
        if self.user is None or message.author == self.user:
            return
        heard = hear.hear(message, me=self.user.id)
        if heard is None or (heard.way is Way.SEEN and not self._may_answer(message)):
            return
        await self._ask(heard)

    def _may_answer(self, message: discord.Message) -> bool:
        """Unasked, age-restricted channels are left alone, and slow mode holds for the bot too."""
        channel = message.channel
        if isinstance(channel, (discord.TextChannel, discord.Thread, discord.VoiceChannel)):
            if channel.is_nsfw():
                return False
            delay_s = float(cast("int", channel.slowmode_delay))
            last = self._answered.get(channel.id)
            if last is not None and message.created_at - last < timedelta(seconds=delay_s):
                return False
            if delay_s:
                self._answered[channel.id] = message.created_at
        return True

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Somebody changed what they wrote, or Discord added a preview to it."""
        message = payload.message
        if self.user is None or not self._readable(message):
            return
        change = hear.edited(message, me=self.user.id)
        if change is not None:
            await self._quietly(partial(self._desk.edited, change))

    def _readable(self, message: discord.Message) -> bool:
        """Without the intent a text comes empty, which does not mean that it is."""
        return (
            self._sees_links
            or message.guild is None
            or (self.user is not None and hear.mentions(message, self.user.id))
        )

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """A message is gone."""
        await self._deleted(payload.channel_id, payload.guild_id, payload.message_id)

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Many are gone."""
        for message in sorted(payload.message_ids):
            await self._deleted(payload.channel_id, payload.guild_id, message)

    async def _deleted(self, channel: int, guild: int | None, message: int) -> None:
        place = await self._place(channel, guild)
        if place is not None:
            gone = SourceDeleted(place, str(message), self._now())
            await self._quietly(partial(self._desk.deleted, gone))

    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """Somebody asks by a reaction."""
        if str(payload.emoji) != self._emoji or self.user is None:
            return
        if payload.user_id == self.user.id or (payload.member and payload.member.bot):
            return
        if payload.message_author_id == self.user.id:
            return
        try:
            with refusals():
                channel = self.get_channel(payload.channel_id) or await self.fetch_channel(
                    payload.channel_id
                )
                message = await channel.fetch_message(payload.message_id)  # type: ignore[union-attr]
        except ReadoutError as error:
            log.info("a message cannot be read: %s", error.kind)
            return
        heard = hear.request(message, by=payload.user_id, way=Way.REACTION)
        if heard is not None:
            await self._ask(heard)

    # --------------------------------------------------------------------------- places

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Say once what the bot does, where it may."""
        await self._desk.came(hear.PLATFORM, str(guild.id))
        if not await self._desk.greet(Place(hear.PLATFORM, str(guild.id), "")):
            return
        own = guild.me
        rooms = [guild.system_channel, *guild.text_channels]
        for room in rooms:
            rights = room.permissions_for(own) if room is not None else None
            if room is None or rights is None or not (rights.view_channel and rights.send_messages):
                continue
            say = words(str(guild.preferred_locale))
            text = say("hello", emoji=self._emoji)
            text += "" if self._sees_links else f"\n{say('hello.intent')}"
            try:
                with refusals():
                    await room.send(view=Layout(said(text)), allowed_mentions=NOBODY)
            except ReadoutError as error:
                log.info("greeting not sent: %s", error.kind)
            return

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """At the start and after an outage: the bot is there."""
        await self._desk.came(hear.PLATFORM, str(guild.id))

    async def on_ready(self) -> None:
        """Connected: servers that removed the bot while it was away are told now."""
        there = {str(guild.id) for guild in self.guilds}
        for guild in await self._desk.present(hear.PLATFORM) - there:
            await self._desk.went(hear.PLATFORM, guild, at=self._now())

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was removed; an outage is no removal, and is told otherwise."""
        await self._desk.went(hear.PLATFORM, str(guild.id), at=self._now())

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """A channel is gone, and its digests with it."""
        place = Place(hear.PLATFORM, str(channel.guild.id), str(channel.id))
        await self._desk.place_gone(place, "The channel was deleted.")

    # ------------------------------------------------------------------------- together

    async def _ask(self, heard: Heard) -> None:
        await self._quietly(partial(self._desk.hear, heard))

    async def _quietly(self, ask: Callable[[], Awaitable[object]]) -> None:
        """Nobody pressed anything: a refusal is not told.

        Discord tells of nothing twice: while the store is away it is asked again from here.
        """
        for wait_s in (*STORE_WAITS_S, None):
            try:
                await ask()
            except StoreAway as error:
                if wait_s is None:
                    log.error("an event is lost: %s", error.kind)  # noqa: TRY400 - told, not traced
                    return
                log.warning("an event waits for the store, again in %d s", wait_s)
                await self._pause(wait_s)
            except ReadoutError as error:
                log.info("not answered: %s", error.kind)
                return
            else:
                return

    async def _place(self, channel: int, guild: int | None) -> Place | None:
        """An event names a channel by its number alone."""
        known: Any = self.get_channel(channel)
        try:
            with refusals():
                known = known or await self.fetch_channel(channel)
        except ReadoutError:
            return None
        person = getattr(getattr(known, "recipient", None), "id", 0)
        return hear.place_of(known, person=person)


class DiscordWay:
    """The way in and out over Discord: `chat` is its port, `run` keeps the bot connected."""

    def __init__(self, *, chat: DiscordChat, make: Callable[[bool], ReadoutBot]) -> None:
        self.chat = chat
        self._make = make

    def bot(self, *, message_content: bool = True) -> ReadoutBot:
        """A bot that has not logged in yet."""
        return self._make(message_content)

    async def run(self, token: str) -> None:
        """Stay connected until cancelled; without the intent too, if Discord refuses it.

        Ends by itself only where the token is refused, which is logged.
        """
        message_content = True
        for wait_s in chain(WAITS_S, repeat(WAITS_S[-1])):
            try:
                async with self._make(message_content) as bot:
                    await bot.start(token)
            except discord.PrivilegedIntentsRequired:
                log.warning(NO_INTENT)
                message_content = False
            except discord.LoginFailure:
                log.warning("Discord refuses DISCORD_TOKEN: get a new one in the developer portal")
                return
            except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
                # Once connected discord.py reconnects by itself; this is the way there.
                reason = type(error).__name__
                log.warning("not connected to Discord (%s), again in %d s", reason, wait_s)
                await asyncio.sleep(wait_s)
            else:
                return


def discord_bot(
    *,
    desk: Desk,
    settings: Callable[[Place], Awaitable[PlaceSettings]],
    nonce: Callable[[Post], str],
    now: Callable[[], datetime],
    emoji: str = EMOJI,
) -> DiscordWay:
    """What wiring.py hands in -> the way over Discord; its `chat` goes into the chats.

    `settings` is the store's `places.get`, `nonce` is `bot.keys.nonce`.
    """
    chat = DiscordChat(nonce=nonce, settings=settings, now=now)

    def make(message_content: bool) -> ReadoutBot:
        return ReadoutBot(
            desk=desk, chat=chat, now=now, message_content=message_content, emoji=emoji
        )

    return DiscordWay(chat=chat, make=make)
