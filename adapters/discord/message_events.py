"""Events of messages (written, edited, deleted, reacted to) -> requests."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, cast

import discord

from adapters.discord import parsing
from adapters.discord.chat_port import DiscordRequests
from adapters.discord.client import DiscordChat
from adapters.discord.errors import refusals
from adapters.discord.introductions import how_to_ask
from briefs.errors import ReadoutError, TryLater
from briefs.model.chat import IncomingRequest, RequestKind
from briefs.model.delivery import SourceDeleted
from briefs.model.places import Place

log = logging.getLogger(__name__)

EMOJI = "📰"
"""Default emoji of a reaction that asks for a briefing of the message's links."""

WAITS_S = (1, 5, 15, 60, 300, 600)
"""Waits between attempts to handle an event: the store restarts, a disk is full, Discord fails."""

TALKED_IN = (discord.TextChannel, discord.Thread, discord.VoiceChannel, discord.StageChannel)
"""Types of channels in which people write, which voice and stage channels are too."""

EDIT_FOR = timedelta(hours=1)
"""Age up to which an edit can ask for a briefing: Discord reports an old edit again if its message
is pinned or gets a preview."""

AUTOMATIC_FOR, REQUESTED_FOR = timedelta(minutes=10), timedelta(hours=1)
"""The greatest age of a missed message that is answered: nobody waits for an old link."""

ENOUGH_CHARS = 200
"""A shorter text without a link is taken for a question, not for an article."""


class MessageEvents:
    """Handles events of messages, as they come or as missed_events.py finds them later.

    `sees_links`: the bot has the message content intent, so it sees the links that people paste.
    """

    def __init__(
        self, *, bot: discord.Client, requests: DiscordRequests, chat: DiscordChat,
        now: Callable[[], datetime], emoji: str, sees_links: bool,
        pause: Callable[[float], Awaitable[None]],
    ) -> None:  # fmt: skip
        self._bot = bot
        self._requests = requests
        self._chat = chat
        self._now = now
        self._emoji = emoji
        self.sees_links = sees_links
        self._pause = pause
        self._answered: dict[int, datetime] = {}

    @property
    def _me(self) -> int | None:
        return self._bot.user.id if self._bot.user is not None else None

    async def written(self, message: discord.Message) -> None:
        """Somebody wrote."""
        if self._me is None or message.author.id == self._me:
            return
        incoming = parsing.message_request(message, me=self._me)
        if incoming is None and parsing.asks_something(message, me=self._me):
            await self._without_link(message)
            return
        if incoming is not None:
            await self._admit(message, incoming)

    async def missed(self, message: discord.Message) -> None:
        """A message was written, or given a link, while the bot was off.

        Questions are not answered that late, nor links that nobody waits for any more.
        """
        if self._me is None or message.author.id == self._me:
            return
        incoming = parsing.message_request(message, me=self._me)
        if incoming is None:
            return
        age = self._now() - (message.edited_at or message.created_at)
        if age < (AUTOMATIC_FOR if incoming.kind is RequestKind.SEEN else REQUESTED_FOR):
            await self._admit(message, incoming)

    def note_answered(self, message: discord.Message) -> None:
        """A message was answered before this session: slow mode counts from it."""
        known = self._answered.get(message.channel.id)
        if known is None or message.created_at > known:
            self._answered[message.channel.id] = message.created_at

    async def _admit(self, message: discord.Message, incoming: IncomingRequest) -> None:
        if incoming.kind is not RequestKind.SEEN or self._may_answer(message):
            await self._admit_request(incoming)

    async def _without_link(self, message: discord.Message) -> None:
        """Somebody wrote to the bot without a link: brief the text, or reply how to ask."""
        if message.guild is None and len(message.content) >= ENOUGH_CHARS:
            request = parsing.text_request(message)
            await self.quietly(partial(self._requests.admit_text, request, message.content))
            return
        await self.quietly(partial(self._explain, message))

    async def _explain(self, message: discord.Message) -> None:
        place = parsing.place_of(message.channel, person=message.author.id)
        card = how_to_ask(await self._chat.say(place), self._emoji)
        await self._requests.explain(place, str(message.id), card, to=str(message.author.id))

    def _may_answer(self, message: discord.Message) -> bool:
        """Whether to answer unasked: not in age-restricted channels, nor faster than slow mode."""
        channel = message.channel
        if isinstance(channel, TALKED_IN):
            if channel.is_nsfw():
                return False
            delay_s = float(cast("int", channel.slowmode_delay))
            last = self._answered.get(channel.id)
            if last is not None and message.created_at - last < timedelta(seconds=delay_s):
                return False
            if delay_s:
                self._answered[channel.id] = message.created_at
        return True

    async def edited(self, message: discord.Message) -> None:
        """Somebody changed what they wrote, or Discord added a preview to it."""
        if self._me is None or not self._readable(message):
            return
        change = parsing.edited(message, me=self._me)
        if change is None:
            return
        await self.quietly(partial(self._requests.edited, change))
        incoming = parsing.message_request(message, me=self._me)
        if incoming is not None and self._now() - change.edited_at < EDIT_FOR:
            # The edit may have added the first link; an admitted message is not admitted again.
            await self._admit(message, incoming)

    def _readable(self, message: discord.Message) -> bool:
        """Whether the event has the text: without the intent, only direct messages and mentions."""
        return (
            self.sees_links
            or message.guild is None
            or (self._me is not None and parsing.mentions(message, self._me))
        )

    async def deleted(self, channel: int, message: int) -> None:
        """A message was deleted, somebody's or one of ours."""
        place = await self._place(channel)
        if place is not None:
            gone = SourceDeleted(place, str(message))
            await self.quietly(partial(self._requests.deleted, gone))

    async def reacted(self, payload: discord.RawReactionActionEvent) -> None:
        """Somebody asks by a reaction."""
        if str(payload.emoji) != self._emoji or self._me is None:
            return
        if payload.user_id == self._me or (payload.member and payload.member.bot):
            return
        if payload.message_author_id == self._me:
            return
        await self.quietly(partial(self._reacted, payload.channel_id, payload))

    async def _reacted(self, number: int, payload: discord.RawReactionActionEvent) -> None:
        """Admit the links of the message. Raises: TryLater if it cannot be read just now."""
        with refusals():
            channel: Any = self._bot.get_channel(number) or await self._bot.fetch_channel(number)
            message = await channel.fetch_message(payload.message_id)
        incoming = parsing.request(message, by=payload.user_id, kind=RequestKind.REACTION)
        if incoming is not None:
            await self._requests.admit(incoming)

    async def _admit_request(self, incoming: IncomingRequest) -> None:
        await self.quietly(partial(self._requests.admit, incoming))

    async def quietly(self, ask: Callable[[], Awaitable[object]]) -> None:
        """Run `ask`; a refusal is only logged, since nobody pressed anything.

        Discord delivers an event once, so this retries while the store is away, or while Discord
        does not show what the event is about.
        """
        for wait_s in (*WAITS_S, None):
            try:
                await ask()
            except TryLater as error:
                if wait_s is None:
                    log.error("an event is lost: %s", error.kind)  # noqa: TRY400 - told, not traced
                    return
                log.warning("an event waits (%s), again in %d s", error.kind, wait_s)
                await self._pause(wait_s)
            except ReadoutError as error:
                log.info("not answered: %s", error.kind)
                return
            else:
                return

    async def _place(self, channel: int) -> Place | None:
        """The number of a channel, as events give it -> its place; None if it cannot be read."""
        known: Any = self._bot.get_channel(channel)
        try:
            with refusals():
                known = known or await self._bot.fetch_channel(channel)
        except ReadoutError:
            return None
        person = getattr(getattr(known, "recipient", None), "id", 0)
        return parsing.place_of(known, person=person)
