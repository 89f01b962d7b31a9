"""The connection to Discord as a chat: sends, finds, edits and deletes by the REST API.

A message is known again by its nonce: Discord does not post the same nonce twice within
some minutes (`enforce_nonce`), and every button of the message carries it, so it is found in
the history for as long as the message is there.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast

import discord
from discord.http import MultipartParameters

from adapters.discord.dress import Component, dress, parts
from adapters.discord.hear import PLATFORM, place_of
from adapters.discord.refusals import NO_HISTORY, THREAD_EXISTS, UNKNOWN_CHANNEL, refusals
from adapters.discord.words import Words, words
from briefs.delivery import PlaceSettings
from briefs.errors import NotFound, NotSent, PlaceGone, Refused, Unverifiable
from briefs.model import Card, LinkSeen, Place, Post, Receipt
from briefs.plain import plain

log = logging.getLogger(__name__)

NOBODY = discord.AllowedMentions.none()
CLOCKS = timedelta(minutes=2)
"""How far Discord's clock and ours may be apart."""

LOOKED_AT = 1_000
ANSWERABLE_S = 14 * 60
"""An interaction can be answered for 15 minutes."""

MAX_THREAD_NAME = 100

Settings = Callable[[Place], Awaitable[PlaceSettings]]


class Layout(discord.ui.LayoutView):
    """Components as dress.py made them.

    It keeps no items, so discord.py remembers nothing of it: buttons are answered by
    views.py, after a restart too.
    """

    def __init__(self, components: list[Component]) -> None:
        super().__init__(timeout=None)
        self._dressed = components

    def to_components(self) -> list[Component]:
        """The components themselves."""
        return self._dressed

    def has_components_v2(self) -> bool:
        """Always."""
        return True


class DiscordChat:
    """`nonce` names a post in 25 characters; `settings` tells a place's language and look."""

    def __init__(
        self,
        *,
        nonce: Callable[[Post], str],
        settings: Settings,
        now: Callable[[], datetime],
    ) -> None:
        self._nonce = nonce
        self._settings = settings
        self._now = now
        self._client: discord.Client | None = None
        self._waiting: dict[str, discord.Interaction[Any]] = {}
        self._direct: dict[str, int] = {}

    # ------------------------------------------------------------------- the connection

    def connected(self, client: discord.Client) -> None:
        """Speak through this client from now on."""
        self._client = client

    @property
    def client(self) -> discord.Client:
        """The client. Raises: NotSent before it is logged in."""
        if self._client is None or self._client.user is None or self._client.is_closed():
            raise NotSent("The bot is not connected to Discord.")
        return self._client

    def expect(self, interaction: discord.Interaction[Any], place: Place) -> None:
        """Somebody waits: their answer may be private, and progress is shown to them."""
        now = self._now()
        for key, waiting in list(self._waiting.items()):
            if now - waiting.created_at > timedelta(seconds=ANSWERABLE_S):
                del self._waiting[key]
        self._waiting[str(interaction.id)] = interaction
        self._waiting[_asker(place, str(interaction.user.id))] = interaction

    # ----------------------------------------------------------------------------- port

    async def send(self, post: Post) -> Receipt:
        """Post -> Receipt; see bot/ports.py."""
        with refusals():
            say = await self.say(post.place)
            layout = Layout(dress(post.card, nonce=self._nonce(post), say=say))
            if post.only_for is not None:
                return await self._privately(post, layout)
            channel = await self._channel(post.place)
            if isinstance(channel, discord.ForumChannel):
                return await self._in_forum(post, channel, layout)
            return self._receipt(post, await self._to(channel, post, layout))

    async def find(self, post: Post, *, since: datetime) -> Receipt | None:
        """Look for the post's nonce among the messages since then."""
        if post.only_for is not None:
            raise Unverifiable("What only one person sees cannot be looked up.")
        nonce = self._nonce(post)
        with refusals():
            try:
                channel = await self._channel(post.place)
                self._may_look(post.place)
                async for message in self._recent(channel, since - CLOCKS):
                    ours = message.author == self.client.user
                    if ours and nonce in (str(message.nonce), *_nonces(message)):
                        return self._receipt(post, message)
            except discord.NotFound as error:
                if error.code != UNKNOWN_CHANNEL or post.place.thread is None:
                    raise
                # Its thread was never made; where none may be, it stands in the channel.
                above = replace(post, place=replace(post.place, thread=None))
                return await self.find(above, since=since)
            except discord.Forbidden as error:
                raise Unverifiable("The bot may not read this channel's history.") from error
        return None

    def _may_look(self, place: Place) -> None:
        """Raises: Unverifiable. To who may not read a history Discord shows an empty one."""
        number = place.channel if place.channel.isdecimal() else "0"
        above = self.client.get_channel(int(number))
        if isinstance(above, discord.abc.GuildChannel):
            rights = above.permissions_for(above.guild.me)
            if not rights.read_message_history:
                raise Unverifiable("The bot may not read this channel's history.")

    async def edit(self, receipt: Receipt, post: Post) -> None:
        """Let the message read as the post."""
        with refusals():
            message = await self._message(receipt)
            say = await self.say(receipt.place)
            layout = Layout(dress(post.card, nonce=self._nonce(post), say=say))
            await message.edit(view=layout, allowed_mentions=NOBODY)

    async def delete(self, receipt: Receipt) -> None:
        """Delete the message; one that is not there is deleted."""
        with refusals():
            try:
                await (await self._message(receipt)).delete()
            except discord.NotFound:
                return

    def parts(self, card: Card) -> tuple[Card, ...]:
        """A card -> cards that fit one message each."""
        return parts(card)

    def link(self, receipt: Receipt) -> str | None:
        """The address that opens the message; None for a direct message not opened since start."""
        place = receipt.place
        channel = place.thread or place.channel
        if channel.startswith("@"):
            known = self._direct.get(channel)
            return _address("@me", known, receipt.message) if known else None
        return _address(place.workspace, channel, receipt.message)

    async def mark(self, seen: LinkSeen, mark: str) -> None:
        """Typing while it works; at the end the asker's deferred answer goes."""
        try:
            with refusals():
                if mark == "working":
                    await self._typing(seen)
                else:
                    await self._settle(seen, done=mark == "done")
        except Exception as error:  # progress is a courtesy
            log.info("progress not shown: %s", str(error), extra={"key": seen.message})

    # ---------------------------------------------------------------------------- words

    async def say(self, place: Place, *, locale: str | None = None) -> Words:
        """The language of a place: what an admin set, else the asker's, else the server's."""
        chosen = (await self._settings(place)).language
        if chosen is None and locale is None and place.workspace and self._client is not None:
            guild = self._client.get_guild(int(place.workspace))
            locale = str(guild.preferred_locale) if guild else None
        return words(chosen or locale)

    # -------------------------------------------------------------------------- threads

    async def in_thread(self, receipt: Receipt, posts: tuple[Post, ...]) -> str | None:
        """Posts into the thread of a message of ours, each once -> the thread's address.

        None where there can be no thread: in direct messages, in threads, without permission.
        """
        place = receipt.place
        if place.channel.startswith("@") or place.thread is not None:
            return None
        below = replace(place, thread=receipt.message)
        there = [replace(post, place=below) for post in posts]
        try:
            with refusals():
                if not self.client.get_channel(int(receipt.message)) and not await self._made(
                    there[0]
                ):
                    return None
                for post in there:
                    if await self.find(post, since=receipt.at) is None:
                        await self.send(post)
        except (PlaceGone, Unverifiable):
            return None
        return _address(place.workspace, receipt.message, "")

    async def _to(self, channel: Any, post: Post, layout: Layout) -> discord.Message:
        """Send; into a thread of our own message, which is made when the first comes."""
        arguments: dict[str, Any] = {
            "view": layout,
            "nonce": self._nonce(post),
            "allowed_mentions": NOBODY,
        }
        if post.reply_to and post.reply_to.isdecimal():
            arguments["reference"] = discord.MessageReference(
                message_id=int(post.reply_to), channel_id=channel.id, fail_if_not_exists=False
            )
        try:
            return await _sent(channel, arguments)
        except discord.NotFound as error:
            if error.code != UNKNOWN_CHANNEL or post.place.thread is None:
                raise
        thread = await self._made(post)
        if thread is not None:
            return await _sent(thread, arguments)
        # No thread may be opened here: better in the channel than nowhere.
        parent = await self._channel(replace(post.place, thread=None))
        arguments["reference"] = discord.MessageReference(
            message_id=int(post.place.thread), channel_id=parent.id, fail_if_not_exists=False
        )
        return await _sent(parent, arguments)

    async def _made(self, post: Post) -> discord.Thread | None:
        """The thread on a message of ours: it has its number. None where none may be opened."""
        place = post.place
        assert place.thread is not None
        parent = await self._channel(replace(place, thread=None))
        name = plain(post.card.headline)[:MAX_THREAD_NAME].strip() or "Readout"
        message = parent.get_partial_message(int(place.thread))
        try:
            return cast("discord.Thread", await message.create_thread(name=name))
        except discord.Forbidden:
            return None
        except discord.HTTPException as error:
            if error.code != THREAD_EXISTS:
                raise
        return cast("discord.Thread", await self.client.fetch_channel(int(place.thread)))

    async def _in_forum(self, post: Post, forum: discord.ForumChannel, layout: Layout) -> Receipt:
        """A forum takes no messages: a post of its own is begun, named by the headline."""
        name = plain(post.card.headline)[:MAX_THREAD_NAME].strip() or "Readout"
        tags = forum.available_tags[:1] if forum.flags.require_tag else []
        made = await forum.create_thread(
            name=name, view=layout, allowed_mentions=NOBODY, applied_tags=tags
        )
        return self._receipt(post, made.message)

    # ------------------------------------------------------------------------- channels

    async def _channel(self, place: Place) -> Any:
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

    async def _message(self, receipt: Receipt) -> discord.PartialMessage:
        channel = await self._channel(receipt.place)
        if isinstance(channel, discord.ForumChannel):
            raise NotFound("This message is gone.")
        return cast("discord.PartialMessage", channel.get_partial_message(int(receipt.message)))

    async def _recent(self, channel: Any, since: datetime) -> AsyncIterator[discord.Message]:
        if isinstance(channel, discord.ForumChannel):
            first = discord.utils.time_snowflake(since)
            for thread in await channel.guild.active_threads():
                if thread.parent_id == channel.id and thread.id >= first:
                    async for message in thread.history(limit=1, oldest_first=True):
                        yield message
            return
        async for message in channel.history(limit=LOOKED_AT, after=since):
            yield message

    def _receipt(self, post: Post, message: discord.Message) -> Receipt:
        """Where the message is: in a forum post of its own, or in no thread after all."""
        place, channel = post.place, str(message.channel.id)
        if not place.channel.startswith("@"):
            place = replace(place, thread=None if channel == place.channel else channel)
        return Receipt(post.key, place, str(message.id), message.created_at)

    # -------------------------------------------------------------------------- askers

    async def _privately(self, post: Post, layout: Layout) -> Receipt:
        """To one person: under their command while that can be answered, else directly."""
        assert post.only_for is not None
        waiting = self._waiting.get(_asker(post.place, post.only_for))
        if waiting is not None and not waiting.is_expired():
            message = await waiting.followup.send(
                view=layout, ephemeral=True, allowed_mentions=NOBODY, wait=True
            )
            return Receipt(post.key, post.place, str(message.id), message.created_at)
        if post.part:
            raise Refused("The command can no longer be answered.")
        channel = await self._channel(Place(PLATFORM, "", f"@{post.only_for}"))
        sent = await channel.send(view=layout, nonce=self._nonce(post), allowed_mentions=NOBODY)
        return Receipt(post.key, post.place, str(sent.id), sent.created_at)

    async def _typing(self, seen: LinkSeen) -> None:
        if seen.event in self._waiting:
            return  # the deferred answer shows it
        channel = await self._channel(seen.place)
        if not isinstance(channel, discord.ForumChannel):
            await channel.typing()

    async def _settle(self, seen: LinkSeen, *, done: bool) -> None:
        waiting = self._waiting.pop(seen.event or "", None)
        if waiting is not None and not seen.private and not waiting.is_expired():
            # The answer is in the channel. A private one takes the place of what was deferred.
            await waiting.delete_original_response()
        if done and seen.message.isdecimal() and (await self._settings(seen.place)).tidy:
            # Of others' messages nothing but the flags may be sent, which Message.edit does not do.
            only = MultipartParameters(
                payload={"flags": discord.MessageFlags(suppress_embeds=True).value},
                multipart=None,
                files=None,
            )
            channel = int(seen.place.thread or seen.place.channel)
            await self.client.http.edit_message(channel, int(seen.message), params=only)


async def _sent(channel: Any, arguments: dict[str, Any]) -> discord.Message:
    """Send; as an answer, unless the bot may not read the history, and so answer nothing."""
    try:
        return cast("discord.Message", await channel.send(**arguments))
    except discord.HTTPException as error:
        if error.code != NO_HISTORY:
            raise
    return cast("discord.Message", await channel.send(**{**arguments, "reference": None}))


def _asker(place: Place, person: str) -> str:
    return f"{place.workspace}/{place.thread or place.channel}/{person}"


def _address(workspace: str, channel: str | int, message: str) -> str:
    return f"https://discord.com/channels/{workspace}/{channel}/{message}".rstrip("/")


def _nonces(message: discord.Message) -> Iterator[str]:
    """The nonces that a message's buttons carry."""
    todo: list[Any] = list(message.components)
    while todo:
        one = todo.pop()
        todo += getattr(one, "children", ())
        name = getattr(one, "custom_id", None)
        if name:
            yield name.rpartition(":")[2]


__all__ = ["DiscordChat", "Layout", "place_of"]
