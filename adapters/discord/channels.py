"""Place -> Discord's channel and its messages; remembers the channels of direct messages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any, cast

import discord

from briefs.errors import NotFound, NotSent, Unverifiable
from briefs.model.messages import Receipt
from briefs.model.places import Place

LOOKED_AT = 1_000


class Channels:
    """The channels that a client sees."""

    def __init__(self) -> None:
        self._client: discord.Client | None = None
        self._direct: dict[str, int] = {}

    def connected(self, client: discord.Client) -> None:
        """Use this client from now on."""
        self._client = client

    @property
    def client(self) -> discord.Client:
        """The client. Raises: NotSent before it is logged in."""
        if self._client is None or self._client.user is None or self._client.is_closed():
            raise NotSent("The bot is not connected to Discord.")
        return self._client

    def locale_of(self, workspace: str) -> str | None:
        """The language of a server; None if it is not known."""
        if not workspace or self._client is None:
            return None
        guild = self._client.get_guild(int(workspace))
        return str(guild.preferred_locale) if guild else None

    async def of(self, place: Place) -> Any:
        """A place's channel or thread; an uncached thread is a PartialMessageable, not fetched."""
        client = self.client
        if place.channel.startswith("@"):
            person = int(place.channel[1:])
            user = client.get_user(person) or await client.fetch_user(person)
            channel = user.dm_channel or await user.create_dm()
            self._direct[place.channel] = channel.id
            return channel
        number = int(place.thread or place.channel)
        known = client.get_channel(number)
        if known is not None:
            return known
        if place.thread is not None:
            return client.get_partial_messageable(number, guild_id=int(place.workspace))
        return await client.fetch_channel(number)

    async def message(self, receipt: Receipt) -> discord.PartialMessage:
        """A message that was posted. Raises: NotFound in a forum, which has posts only."""
        channel = await self.of(receipt.place)
        if isinstance(channel, discord.ForumChannel):
            raise NotFound("This message is gone.", hint="Send the link again.")
        return cast("discord.PartialMessage", channel.get_partial_message(int(receipt.message)))

    async def recent(self, place: Place, since: datetime) -> AsyncIterator[discord.Message]:
        """The messages of a place since then. Raises: Unverifiable if the bot may not read them."""
        channel = await self.of(place)
        self._may_look(place)
        if isinstance(channel, discord.ForumChannel):
            first = discord.utils.time_snowflake(since)
            for thread in await channel.guild.active_threads():
                if thread.parent_id == channel.id and thread.id >= first:
                    async for message in thread.history(limit=1, oldest_first=True):
                        yield message
            return
        async for message in channel.history(limit=LOOKED_AT, after=since):
            yield message

    async def readable(self, place: Place) -> Any:
        """A channel or thread whose history the bot may read. Raises: Unverifiable.

        An uncached (archived) thread is fetched, so that its messages have their channel.
        """
        self._may_look(place)
        channel = await self.of(place)
        if isinstance(channel, discord.PartialMessageable):
            channel = await self.client.fetch_channel(channel.id)
        if isinstance(channel, (discord.ForumChannel, discord.CategoryChannel)):
            raise Unverifiable  # it holds posts, not messages
        return channel

    def _may_look(self, place: Place) -> None:
        """Raises: Unverifiable if the bot may not read the history, which would seem empty then."""
        number = place.channel if place.channel.isdecimal() else "0"
        above = self.client.get_channel(int(number))
        if isinstance(above, discord.abc.GuildChannel):
            rights = above.permissions_for(above.guild.me)
            if not rights.read_message_history:
                raise Unverifiable("The bot may not read this channel's history.")

    def link(self, receipt: Receipt) -> str | None:
        """The address that opens the message; None for a direct message not opened since start."""
        place = receipt.place
        channel = place.thread or place.channel
        if channel.startswith("@"):
            known = self._direct.get(channel)
            return _address("@me", known, receipt.message) if known else None
        return _address(place.workspace, channel, receipt.message)


def _address(workspace: str, channel: str | int, message: str) -> str:
    return f"https://discord.com/channels/{workspace}/{channel}/{message}".rstrip("/")
