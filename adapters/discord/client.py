"""The connection to Discord as a chat: sends, finds, edits and deletes by the REST API.

A message is known again by its nonce: Discord does not post the same nonce twice within
some minutes (`enforce_nonce`), and every button of the message carries it, so it is found in
the history for as long as the message is there.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast

import discord
from discord.http import MultipartParameters

from adapters.discord.announcements import publish
from adapters.discord.errors import (
    NO_HISTORY,
    UNKNOWN_CHANNEL,
    refusals,
)
from adapters.discord.parsing import PLATFORM, nonces_of, place_of
from adapters.discord.phrases import phrases_for
from adapters.discord.rendering import Component, noted, parts, render
from adapters.discord.threads import (
    answering,
    chosen_tags,
    may_use,
    name_of,
    opened,
    stands_in_own_thread,
    written_in,
)
from briefs.errors import NotFound, NotSent, Refused, Unverifiable
from briefs.i18n.phrases import Phrases
from briefs.model.cards import Card
from briefs.model.delivery import PlaceSettings
from briefs.model.messages import Post, Receipt
from briefs.model.places import LinkSeen, Place

log = logging.getLogger(__name__)

NOBODY = discord.AllowedMentions.none()
CLOCKS = timedelta(minutes=2)
"""How far Discord's clock and ours may be apart."""

LOOKED_AT = REMEMBERED = 1_000
"""Messages that were deleted; a nonce is enforced for some minutes only."""

ANSWERABLE_S = 14 * 60
"""An interaction can be answered for 15 minutes."""

Settings = Callable[[Place], Awaitable[PlaceSettings]]


class Layout(discord.ui.LayoutView):
    """Components as rendering.py made them.

    It keeps no items, so discord.py remembers nothing of it: buttons are answered by
    commands/buttons.py, after a restart too.
    """

    def __init__(self, components: list[Component]) -> None:
        super().__init__(timeout=None)
        self._components = components

    def to_components(self) -> list[Component]:
        """The components themselves."""
        return self._components

    def has_components_v2(self) -> bool:
        """Always."""
        return True


class DiscordChat:
    """`nonce` names a post in 25 characters; `settings` returns a place's language and look.

    `first` is true the first time that a place is asked about: what is told once, is told then.
    """

    whispers = False  # only what a command or a button was answered with

    def __init__(
        self,
        *,
        nonce: Callable[[Post], str],
        settings: Settings,
        first: Callable[[Place], Awaitable[bool]],
        now: Callable[[], datetime],
    ) -> None:
        self._nonce = nonce
        self._settings = settings
        self._first = first
        self._now = now
        self._client: discord.Client | None = None
        self._waiting: dict[str, discord.Interaction[Any]] = {}
        self._direct: dict[str, int] = {}
        self._deleted: deque[int] = deque(maxlen=REMEMBERED)

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

    def expect(
        self, interaction: discord.Interaction[Any], place: Place, *, message: str | None = None
    ) -> None:
        """Somebody waits for an answer, perhaps one about a `message` that was there before."""
        now = self._now()
        for key, waiting in list(self._waiting.items()):
            if now - waiting.created_at > timedelta(seconds=ANSWERABLE_S):
                del self._waiting[key]
        self._waiting[str(interaction.id)] = interaction
        self._waiting[_asker(place, str(interaction.user.id))] = interaction
        if message is not None:
            self._waiting[_about(place, message)] = interaction

    # ----------------------------------------------------------------------------- port

    async def send(self, post: Post) -> Receipt:
        """Post -> Receipt; see bot/ports/chat.py."""
        with refusals():
            say = await self.say(post.place)
            layout = Layout(render(post.card, nonce=self._nonce(post), say=say))
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
                    if ours and nonce in (str(message.nonce), *nonces_of(message)):
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
            layout = Layout(render(post.card, nonce=self._nonce(post), say=say))
            await message.edit(view=layout, allowed_mentions=NOBODY)

    async def delete(self, receipt: Receipt) -> None:
        """Delete the message; one that is not there is deleted."""
        self.noticed(int(receipt.message))
        with refusals():
            try:
                await (await self._message(receipt)).delete()
            except discord.NotFound:
                return

    async def publish(self, receipt: Receipt) -> None:
        """Let the servers that follow the channel see the message."""
        with refusals():
            await publish(self.client, receipt)

    def noticed(self, message: int) -> None:
        """A message is deleted: Discord may still name it as the one with its nonce."""
        self._deleted.append(message)

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

    async def say(self, place: Place, *, locale: str | None = None) -> Phrases:
        """The language of a place: what an admin set, else the asker's, else the server's."""
        chosen = (await self._settings(place)).language
        if chosen is None and locale is None and place.workspace and self._client is not None:
            guild = self._client.get_guild(int(place.workspace))
            locale = str(guild.preferred_locale) if guild else None
        return phrases_for(chosen or locale)

    # -------------------------------------------------------------------------- threads

    async def _to(self, channel: Any, post: Post, layout: Layout) -> discord.Message:
        """Send; into a thread on a message, which is made when the first comes."""
        arguments: dict[str, Any] = {
            "view": layout,
            "nonce": self._nonce(post),
            "allowed_mentions": NOBODY,
            "silent": await self._silent(post),
        }
        if post.reply_to and post.reply_to.isdecimal() and not stands_in_own_thread(post):
            arguments["reference"] = answering(post.reply_to, channel)
        try:
            sent = await _sent(channel, arguments)
            if sent.id in self._deleted:
                # "That message will be returned and no new message will be created": also one
                # that is deleted. Its buttons carry the nonce all the same.
                sent = await _sent(channel, {**arguments, "nonce": None})
        except discord.NotFound as error:
            if error.code != UNKNOWN_CHANNEL or post.place.thread is None:
                raise
        else:
            return sent
        parent = await self._channel(replace(post.place, thread=None))
        thread = await opened(self.client, parent, post)
        if thread is not None:
            return await _sent(thread, arguments)
        # No thread may be opened here: better in the channel than nowhere.
        arguments["reference"] = answering(post.place.thread, parent)
        if stands_in_own_thread(post):
            arguments["view"] = await self._told_once(parent, post, layout)
        return await _sent(parent, arguments)

    async def _silent(self, post: Post) -> bool:
        server = Place(PLATFORM, post.place.workspace, "")
        return post.unasked and (await self._settings(server)).silent

    async def _told_once(self, parent: Any, post: Post, layout: Layout) -> Layout:
        """The first time in a channel a reply says why it stands in no thread."""
        say = await self.say(post.place)
        key = "no_thread" if may_use(parent) else "no_thread.right"
        with_note = noted(layout.to_components(), say(key))
        if with_note is None or not await self._first(replace(post.place, thread=None)):
            return layout
        return Layout(with_note)

    async def _in_forum(self, post: Post, forum: discord.ForumChannel, layout: Layout) -> Receipt:
        """A forum takes no messages: a post of its own is begun, named by the headline."""
        made = await forum.create_thread(
            name=name_of(post), view=layout, allowed_mentions=NOBODY,
            applied_tags=chosen_tags(forum, post.tag), silent=await self._silent(post),
        )  # fmt: skip
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
            raise NotFound("This message is gone.", hint="Send the link again.")
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
        channel = await self._channel(written_in(seen))
        if not isinstance(channel, discord.ForumChannel):
            await channel.typing()

    async def _settle(self, seen: LinkSeen, *, done: bool) -> None:
        waiting = self._waiting.pop(seen.event or "", None)
        # A message that was known already is answered again under its first event.
        waiting = self._waiting.pop(_about(seen.place, seen.message), None) or waiting
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
            place = written_in(seen)
            channel = int(place.thread or place.channel)
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


def _about(place: Place, message: str) -> str:
    return f"{place.channel} {message}"


def _address(workspace: str, channel: str | int, message: str) -> str:
    return f"https://discord.com/channels/{workspace}/{channel}/{message}".rstrip("/")


__all__ = ["DiscordChat", "Layout", "place_of"]
