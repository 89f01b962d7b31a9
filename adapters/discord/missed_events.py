"""What happened to messages while no session was open: a new session gets no earlier events.

After each start of a session this reads the newest messages, a hundred with each request, of the
channels in which the bot answered within the last day, and of those on `auto` in which somebody
wrote just now. What it finds is handled like its event, which changes nothing if it was handled
before. The requests for a session are limited and made one after the other. What nobody asked for
is answered only if it is at most a few minutes old.
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
"""The most requests for a session, and seconds between two: Discord accepts fifty a second."""

PAGE = 100
MOST_PAGES = 3
"""Pages read of one channel; answers before its last 300 messages are not looked at."""

MOST_CHANNELS = 200
"""The most channels with new messages that are checked for being on `auto`."""


class RequestBudgetSpent(Exception):
    """All requests that may be made for this session are used up."""


class MissedEvents:
    """Looks for missed events after each start of a session; `pause` waits between requests."""

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
        """Look at what may have changed, with at most MOST_REQUESTS requests."""
        async with self._one_at_a_time:
            self._left = MOST_REQUESTS
            try:
                await self._message_events.quietly(self._look)  # tried again if Discord has a fault
            except RequestBudgetSpent:
                log.info("not all channels were looked at for what was missed")

    async def _look(self) -> None:
        looked_at: set[Place] = set()
        for known in await self._requests.known_messages(PLATFORM):
            looked_at.add(known.place)
            await self._look_if_allowed(known)
        for place in await self._watched(but=looked_at):
            await self._look_if_allowed(KnownMessages(place))

    async def _look_if_allowed(self, known: KnownMessages) -> None:
        """Look at one place; pass it over if the bot may not read it."""
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
            return  # only commands were answered, which have no message
        await self._count_requests(by=2 if known.place.channel.startswith("@") else 1)
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
        """A channel's newest messages, and the number since which they are complete.

        They reach back to `oldest`, or are one page if that is None.
        """
        found: dict[int, discord.Message] = {}
        before: discord.Message | None = None
        for page in range(MOST_PAGES):
            if page:
                await self._count_requests()
            messages = [one async for one in channel.history(limit=PAGE, before=before)]
            found |= {one.id: one for one in messages}
            if len(messages) < PAGE:
                return found, 0
            before = messages[-1]
            if oldest is None or before.id <= oldest:
                break
        return found, before.id if before is not None else 0

    async def _deleted(self, channel: Any, number: int) -> None:
        """Treat a message as deleted, if Discord confirms that it is gone."""
        await self._count_requests()
        try:
            await channel.fetch_message(number)
        except discord.NotFound:
            await self._message_events.deleted(channel.id, number)

    async def _count_requests(self, by: int = 1) -> None:
        """Count `by` requests about to be made, after a pause. Raises: RequestBudgetSpent."""
        if self._left < by:
            raise RequestBudgetSpent
        if self._left < MOST_REQUESTS:
            await self._pause(APART_S)
        self._left -= by
