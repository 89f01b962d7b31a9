"""What happened to messages while no session was open: Discord tells a new one nothing of before.

After each start of a session the channels in which the bot answered within the last day are
looked at, and those on `auto` in which somebody wrote just now: the newest messages of each, one
request for a hundred. What is found is heard as if it came by its event, which does nothing where
it was heard before. All of it is bounded: so many requests for a session, one after the other;
and what nobody asked for is answered if it is a few minutes old at most.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from typing import Any

import discord

from adapters.discord.chat_port import DiscordRequests
from adapters.discord.client import DiscordChat
from adapters.discord.errors import refusals
from adapters.discord.message_events import AUTOMATIC_FOR, TALKED_IN, MessageEvents
from adapters.discord.parsing import PLATFORM, place_of
from briefs.errors import GiveUp
from briefs.model.delivery import Mode
from briefs.model.known_messages import KnownMessages
from briefs.model.places import Place

log = logging.getLogger(__name__)

MOST_REQUESTS = 60
APART_S = 1.0
"""So many requests for a session, so far apart: Discord takes fifty a second for everything."""

PAGE = 100
MOST_PAGES = 3
"""Of one channel; what was answered before its last 300 messages is not looked at."""

MOST_CHANNELS = 200
"""Of so many, in which somebody wrote just now, it is asked whether they are on `auto`."""


class EnoughAsked(Exception):
    """No more requests are made for this session."""


class MissedEvents:
    """Looks once after each start of a session; `pause` waits between requests."""

    def __init__(
        self, *, bot: discord.Client, requests: DiscordRequests, chat: DiscordChat,
        events: MessageEvents, now: Callable[[], datetime],
        pause: Callable[[float], Awaitable[None]],
    ) -> None:  # fmt: skip
        self._bot, self._requests, self._chat, self._message_events = bot, requests, chat, events
        self._now, self._pause = now, pause
        self._left = 0
        self._one_at_a_time = asyncio.Lock()

    async def look(self) -> None:
        """Look at what may have changed, as far as there is room for it."""
        async with self._one_at_a_time:
            self._left = MOST_REQUESTS
            try:
                await self._message_events.quietly(self._look)  # again, if Discord is in trouble
            except EnoughAsked:
                log.info("not all channels were looked at for what was missed")

    async def _look(self) -> None:
        looked_at: set[Place] = set()
        for known in await self._requests.known_messages(PLATFORM):
            looked_at.add(known.place)
            await self._look_if_allowed(known)
        for place in await self._watched(but=looked_at):
            await self._look_if_allowed(KnownMessages(place))

    async def _look_if_allowed(self, known: KnownMessages) -> None:
        """One place; where the bot may not look, on to the next."""
        try:
            with refusals():
                await self._look_at(known)
        except GiveUp as error:
            log.info("a channel is not looked at: %s", error.kind)

    async def _watched(self, *, but: set[Place]) -> list[Place]:
        """Channels on `auto` in which somebody wrote just now, the latest first."""
        newest = sorted(self._written_in(), key=lambda one: one[0], reverse=True)
        places = [place for _, place in newest if place not in but][:MOST_CHANNELS]
        return [one for one in places if (await self._requests.settings(one)).mode is Mode.AUTO]

    def _written_in(self) -> Iterator[tuple[int, Place]]:
        if not self._message_events.sees_links:
            return
        since = discord.utils.time_snowflake(self._now() - AUTOMATIC_FOR)
        for guild in self._bot.guilds:
            for channel in (*guild.channels, *guild.threads):
                last = getattr(channel, "last_message_id", None)
                if isinstance(channel, TALKED_IN) and last is not None and last > since:
                    yield last, place_of(channel, person=0)

    async def _look_at(self, known: KnownMessages) -> None:
        answered = {int(one) for one in known.answered if one.isdecimal()}
        ours = {int(one) for one in known.ours if one.isdecimal()}
        if known.answered and not answered:
            return  # commands alone, which have no message
        await self._room(by=2 if known.place.channel.startswith("@") else 1)
        channel = await self._chat.readable(known.place)
        found, reached = await self._newest(channel, oldest=min(answered | ours, default=None))
        for number in sorted(answered | ours):
            if number >= reached and number not in found:
                await self._deleted(channel, number)
        for number in sorted(found):
            message = found[number]
            if number in answered:
                self._message_events.note_answered(message)
                await self._message_events.edited(message)
            elif number not in ours:
                await self._message_events.missed(message)

    async def _newest(
        self, channel: Any, *, oldest: int | None
    ) -> tuple[dict[int, discord.Message], int]:
        """A channel's newest messages, and the number from which on none is left out.

        As far back as `oldest`; where nothing is known, a page.
        """
        found: dict[int, discord.Message] = {}
        before: discord.Message | None = None
        for page in range(MOST_PAGES):
            if page:
                await self._room()
            messages = [one async for one in channel.history(limit=PAGE, before=before)]
            found |= {one.id: one for one in messages}
            if len(messages) < PAGE:
                return found, 0
            before = messages[-1]
            if oldest is None or before.id <= oldest:
                break
        return found, before.id if before is not None else 0

    async def _deleted(self, channel: Any, number: int) -> None:
        """A message seems deleted: treat it so once Discord itself says that there is none."""
        await self._room()
        try:
            await channel.fetch_message(number)
        except discord.NotFound:
            await self._message_events.deleted(channel.id, number)

    async def _room(self, by: int = 1) -> None:
        """Take room for a request. Raises: EnoughAsked."""
        if self._left < by:
            raise EnoughAsked
        if self._left < MOST_REQUESTS:
            await self._pause(APART_S)
        self._left -= by
