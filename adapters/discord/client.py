"""The connection to Discord as a chat: sends, finds, edits and deletes by the REST API.

Every button of a message carries the nonce of its post, by which the message is found in the
history. All attempts to send a post have one more nonce, with which Discord posts only once within
a few minutes (`enforce_nonce`): it returns the earlier message, even if that was deleted meanwhile.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, assert_never, cast

import discord
from discord.http import MultipartParameters

from adapters.discord.announcements import publish
from adapters.discord.askers import Askers
from adapters.discord.channels import Channels
from adapters.discord.errors import NO_HISTORY, UNKNOWN_CHANNEL, refusals
from adapters.discord.layout import NOBODY, Layout
from adapters.discord.parsing import PLATFORM, nonces_of
from adapters.discord.phrases import phrases_for
from adapters.discord.pings import allowed_mentions, pinged
from adapters.discord.rendering import parts, render, with_note
from adapters.discord.threads import (
    answering,
    chosen_tags,
    may_use,
    name_of,
    opened,
    stands_in_own_thread,
)
from briefs.errors import Unverifiable
from briefs.i18n.phrases import Phrases
from briefs.model.cards import Card
from briefs.model.chat import Mark
from briefs.model.delivery import PlaceSettings
from briefs.model.messages import Post, Receipt
from briefs.model.places import LinkSeen, Place

log = logging.getLogger(__name__)

CLOCKS = timedelta(minutes=2)
"""How far Discord's clock and ours may be apart."""


Settings = Callable[[Place], Awaitable[PlaceSettings]]


class DiscordChat:
    """The port `Chat`. `settings`: place -> its language and look.

    `nonce`: post -> 25 characters that name it; `attempt_nonce`: others, for its current edition.
    `first`: True once for each place, for notices that are shown once.
    """

    def __init__(
        self,
        *,
        nonce: Callable[[Post], str],
        attempt_nonce: Callable[[Post], str],
        settings: Settings,
        first: Callable[[Place], Awaitable[bool]],
        now: Callable[[], datetime],
    ) -> None:
        self._nonce = nonce
        self._attempt_nonce = attempt_nonce
        self._settings = settings
        self._first = first
        self._channels = Channels()
        self._askers = Askers(channels=self._channels, now=now)

    # ------------------------------------------------------------------- the connection

    def connected(self, client: discord.Client) -> None:
        """Use this client from now on."""
        self._channels.connected(client)

    @property
    def client(self) -> discord.Client:
        """The client. Raises: NotSent before it is logged in."""
        return self._channels.client

    def expect(
        self, interaction: discord.Interaction[Any], place: Place, *, message: str | None = None
    ) -> None:
        """Remember an interaction to answer; `message`: the earlier message that it is about."""
        self._askers.expect(interaction, place, message=message)

    # ----------------------------------------------------------------------------- port

    async def send(self, post: Post) -> Receipt:
        """Post -> Receipt; see bot/ports/chat.py."""
        with refusals():
            layout = self._layout(post, await self._say_in(post))
            if post.only_for is not None:
                return await self._askers.answer(post, layout, self._attempt_nonce(post))
            channel = await self._channels.of(post.place)
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
                async for message in self._channels.recent(post.place, since - CLOCKS):
                    ours = message.author == self.client.user
                    if ours and nonce in nonces_of(message):
                        return self._receipt(post, message)
            except discord.NotFound as error:
                if error.code != UNKNOWN_CHANNEL or post.place.thread is None:
                    raise
                # Its thread was never created; without the right to, the post is in the channel.
                above = replace(post, place=replace(post.place, thread=None))
                return await self.find(above, since=since)
            except discord.Forbidden as error:
                raise Unverifiable("The bot may not read this channel's history.") from error
        return None

    async def edit(self, receipt: Receipt, post: Post) -> None:
        """Edit the message to read as the post."""
        with refusals():
            message = await self._channels.message(receipt)
            say = await self.say(receipt.place)
            await message.edit(view=self._layout(post, say), allowed_mentions=NOBODY)

    async def readable(self, place: Place) -> Any:
        """A place's channel, if the bot may read its history. Raises: ReadoutError."""
        with refusals():
            return await self._channels.readable(place)

    def _layout(self, post: Post, say: Phrases) -> Layout:
        role = pinged(self.client, post)
        ping = role.id if role is not None else None
        alone = post.only_for is not None
        return Layout(render(post.card, nonce=self._nonce(post), say=say, ping=ping, alone=alone))

    async def delete(self, receipt: Receipt) -> None:
        """Delete the message; no error if it does not exist."""
        with refusals():
            try:
                await (await self._channels.message(receipt)).delete()
            except discord.NotFound:
                return

    async def publish(self, receipt: Receipt) -> None:
        """Publish the message to the servers that follow the channel."""
        with refusals():
            await publish(self.client, receipt)

    def parts(self, card: Card) -> tuple[Card, ...]:
        """A card -> cards that fit one message each."""
        return parts(card)

    def link(self, receipt: Receipt) -> str | None:
        """The address that opens the message; None for a direct message not opened since start."""
        return self._channels.link(receipt)

    def whispers_to(self, seen: LinkSeen) -> bool:
        """Only to people who asked by a command or the menu, as the answer to that."""
        return seen.event is not None

    async def mark(self, seen: LinkSeen, mark: Mark) -> None:
        """Show typing while working; at the end remove the deferred answer to the asker."""
        try:
            with refusals():
                match mark:
                    case Mark.WORKING:
                        await self._askers.show_typing(seen)
                    case Mark.RESTING:
                        await self._askers.settle(seen)
                    case Mark.FAILED:  # the notice replaces the deferred answer
                        await self._askers.settle(seen, answered=self.whispers_to(seen))
                    case Mark.DONE:  # not set while the briefing waits for the end of quiet hours
                        await self._askers.settle(seen)
                        await self._hide_preview(seen)
                    case _:
                        assert_never(mark)
        except Exception as error:  # progress is only a courtesy
            log.info("progress not shown: %s", str(error), extra={"key": seen.message})

    async def _hide_preview(self, seen: LinkSeen) -> None:
        """Hide Discord's preview of the link, if an admin set that."""
        if not seen.message.isdecimal() or not (await self._settings(seen.place)).tidy:
            return
        # Others' messages allow an edit of the flags alone, which Message.edit does not support.
        only = MultipartParameters(
            payload={"flags": discord.MessageFlags(suppress_embeds=True).value},
            multipart=None,
            files=None,
        )
        place = seen.written_in
        channel = int(place.thread or place.channel)
        await self.client.http.edit_message(channel, int(seen.message), params=only)

    # ---------------------------------------------------------------------------- words

    async def say(self, place: Place, *, locale: str | None = None) -> Phrases:
        """Phrases in a place's language: the chosen one, else the asker's, else the server's.

        In direct messages the asker's is that of their last command or press.
        """
        found = await self._settings(place)
        locale = found.language or locale or found.locale
        return phrases_for(locale or self._channels.locale_of(place.workspace))

    async def _say_in(self, post: Post) -> Phrases:
        """Phrases for a post: in its place's language, to one person in theirs."""
        if post.only_for is None:
            return await self.say(post.place)
        waiting = self._askers.waiting_for(post.place, post.only_for)
        if waiting is not None:
            return await self.say(post.place, locale=str(waiting.locale))
        own = await self._settings(Place(PLATFORM, "", f"@{post.only_for}"))
        theirs = own.language or own.locale
        return phrases_for(theirs) if theirs else await self.say(post.place)

    # -------------------------------------------------------------------------- threads

    async def _to(self, channel: Any, post: Post, layout: Layout) -> discord.Message:
        """Send a post; the thread of a message is created for the first one."""
        arguments: dict[str, Any] = {
            "view": layout,
            "nonce": self._attempt_nonce(post),
            "allowed_mentions": allowed_mentions(pinged(self.client, post)),
            "silent": await self._silent(post),
        }
        if post.reply_to and post.reply_to.isdecimal() and not stands_in_own_thread(post):
            arguments["reference"] = answering(post.reply_to, channel)
        try:
            return await _sent(channel, arguments)
        except discord.NotFound as error:
            if error.code != UNKNOWN_CHANNEL or post.place.thread is None:
                raise
        parent = await self._channels.of(replace(post.place, thread=None))
        thread = await opened(self.client, parent, post)
        if thread is not None:
            return await _sent(thread, arguments)
        # Threads are not allowed here: post in the channel instead.
        arguments["reference"] = answering(post.place.thread, parent)
        if stands_in_own_thread(post):
            arguments["view"] = await self._noted_once(parent, post, layout)
        return await _sent(parent, arguments)

    async def _silent(self, post: Post) -> bool:
        server = Place(PLATFORM, post.place.workspace, "")
        if pinged(self.client, post) is not None:
            return False  # a mention without a notification would be pointless
        return post.automatic and (await self._settings(server)).silent

    async def _noted_once(self, parent: Any, post: Post, layout: Layout) -> Layout:
        """The first time in a channel, add a note that says why the reply is in no thread."""
        say = await self.say(post.place)
        key = "no_thread" if may_use(parent) else "no_thread.right"
        components = with_note(layout.to_components(), say(key))
        if components is None or not await self._first(replace(post.place, thread=None)):
            return layout
        return Layout(components)

    async def _in_forum(self, post: Post, forum: discord.ForumChannel, layout: Layout) -> Receipt:
        """A forum has no messages: create a forum post named by the headline."""
        made = await forum.create_thread(
            name=name_of(post), view=layout,
            allowed_mentions=allowed_mentions(pinged(self.client, post)),
            applied_tags=chosen_tags(forum, post.tag), silent=await self._silent(post),
        )  # fmt: skip
        return self._receipt(post, made.message)

    def _receipt(self, post: Post, message: discord.Message) -> Receipt:
        """Receipt with the place where the message is: perhaps a new forum post, or no thread."""
        place, channel = post.place, str(message.channel.id)
        if not place.channel.startswith("@"):
            place = replace(place, thread=None if channel == place.channel else channel)
        return Receipt(post.key, place, str(message.id), message.created_at)


async def _sent(channel: Any, arguments: dict[str, Any]) -> discord.Message:
    """Send; as a reply, unless the bot may not reply since it may not read the history."""
    try:
        return cast("discord.Message", await channel.send(**arguments))
    except discord.HTTPException as error:
        if error.code != NO_HISTORY:
            raise
    return cast("discord.Message", await channel.send(**{**arguments, "reference": None}))
