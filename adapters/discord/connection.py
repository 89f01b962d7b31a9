"""Logs in to Discord, stays connected, and reports whether it is."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import aiohttp
import discord

from adapters.discord.bot import ReadoutBot
from adapters.discord.chat_port import DiscordRequests
from adapters.discord.client import DiscordChat
from adapters.discord.message_events import EMOJI
from briefs.model.delivery import PlaceSettings
from briefs.model.messages import Post
from briefs.model.pastes import Check
from briefs.model.places import Place

log = logging.getLogger(__name__)

WAITS_S = (5, 15, 60, 300)
"""Waits between attempts to log in; the last one repeats."""

AWAY_FOR = timedelta(minutes=2)
"""discord.py reconnects by itself; a shorter absence is no fault."""

NO_INTENT = (
    "Discord refuses the message content intent: links that people paste cannot be seen. Switch "
    "on Message Content Intent in the developer portal (Bot, Privileged Gateway Intents) and "
    "restart. Commands, the message menu, mentions and direct messages work without it."
)


REFUSED = "Discord refuses DISCORD_TOKEN: get a new one in the developer portal"


class DiscordConnection:
    """The bot and its connection: `chat` is the port that sends, `run` keeps the bot connected."""

    def __init__(
        self,
        *,
        chat: DiscordChat,
        make: Callable[[bool], ReadoutBot],
        now: Callable[[], datetime],
    ) -> None:
        self.chat = chat
        self._make = make
        self._now = now
        self._bot: ReadoutBot | None = None
        self._away_since = now()
        self._fault: str | None = None
        self._failures = 0

    def bot(self, *, message_content: bool = True) -> ReadoutBot:
        """A bot that has not logged in yet."""
        return self._make(message_content)

    async def run(self, token: str) -> None:
        """Stay connected until cancelled; without the message content intent if it is refused.

        Ends by itself only if Discord refuses the token, which is logged and shown by `check`.
        """
        message_content = True
        waits = iter(WAITS_S)
        while True:
            try:
                await self._attempt(token, message_content=message_content)
            except discord.PrivilegedIntentsRequired:
                log.warning(NO_INTENT)
                message_content = False
            except discord.LoginFailure:
                self._fault = REFUSED
                log.warning(REFUSED)
                return
            except Exception as error:  # any error ends one attempt, not this loop
                if self._bot is not None and self._bot.was_ready:
                    waits = iter(WAITS_S)
                wait_s = next(waits, WAITS_S[-1])
                expected = isinstance(
                    error, (discord.DiscordException, aiohttp.ClientError, OSError)
                )
                log.warning(
                    "not connected to Discord (%s), again in %d s", type(error).__name__, wait_s,
                    exc_info=None if expected else error,
                )  # fmt: skip
                await asyncio.sleep(wait_s)
            else:
                return

    async def _attempt(self, token: str, *, message_content: bool) -> None:
        try:
            async with self._make(message_content) as bot:
                self._bot = bot
                await bot.start(token)
        finally:
            self._away_since = self._now()
            self._failures += self._bot.failures if self._bot is not None else 0

    def check(self) -> Check:
        """Whether it is connected, for `/health`; a refused token is a fault at once."""
        if self._fault is not None:
            return Check("discord", False, self._fault)
        since = self._away_since
        bot = self._bot
        failures = self._failures
        if bot is not None and bot.is_ready() and not bot.is_closed():
            failures += bot.failures
            if not bot.away:
                servers = f"connected, {len(bot.guilds)} servers"
                return Check("discord", True, servers + _failed_events(failures))
            since = min(bot.away.values())
        return Check(
            "discord", self._now() - since < AWAY_FOR, "not connected" + _failed_events(failures)
        )


def _failed_events(failures: int) -> str:
    return f", {failures} events failed" if failures else ""


def discord_bot(
    *,
    requests: DiscordRequests,
    settings: Callable[[Place], Awaitable[PlaceSettings]],
    first: Callable[[Place], Awaitable[bool]],
    nonce: Callable[[Post], str],
    attempt_nonce: Callable[[Post], str],
    now: Callable[[], datetime],
    emoji: str = EMOJI,
    url: str | None = None,
    servers: frozenset[str] = frozenset(),
) -> DiscordConnection:
    """What bot.wiring hands in -> the connection to Discord, with its `chat`.

    `settings` is the store's `channel_settings.get`, `first` its `channel_settings.greet`,
    `nonce` and `attempt_nonce` are those of `bot.keys`; `url`: another API than Discord's.
    `servers`, if there are any, are the only ones that the bot stays in.
    """
    if url is not None:
        discord.http.Route.BASE = url  # there is no other way to tell discord.py
    chat = DiscordChat(
        nonce=nonce, attempt_nonce=attempt_nonce, settings=settings, first=first, now=now
    )

    def make(message_content: bool) -> ReadoutBot:
        return ReadoutBot(
            requests=requests,
            chat=chat,
            now=now,
            message_content=message_content,
            emoji=emoji,
            servers=servers,
        )

    return DiscordConnection(chat=chat, make=make, now=now)
