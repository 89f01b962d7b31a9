"""Answers to people who gave a command or pressed a button, and wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import discord

from adapters.discord.channels import Channels
from adapters.discord.layout import NOBODY, Layout
from adapters.discord.parsing import PLATFORM
from briefs.errors import Refused
from briefs.model.messages import Post, Receipt
from briefs.model.places import LinkSeen, Place

ANSWERED = "answered"
"""Key in an interaction's extras: an answer took the place of what was deferred."""

ANSWERABLE_S = 14 * 60
"""An interaction can be answered for 15 minutes."""


class Askers:
    """Interactions to be answered; each is forgotten when its time for an answer is over."""

    def __init__(self, *, channels: Channels, now: Callable[[], datetime]) -> None:
        self._channels = channels
        self._now = now
        self._waiting: dict[str, discord.Interaction[Any]] = {}

    def expect(
        self, interaction: discord.Interaction[Any], place: Place, *, message: str | None = None
    ) -> None:
        """Remember an interaction to answer; `message`: the earlier message that it is about."""
        now = self._now()
        for key, waiting in list(self._waiting.items()):
            if now - waiting.created_at > timedelta(seconds=ANSWERABLE_S):
                del self._waiting[key]
        self._waiting[str(interaction.id)] = interaction
        self._waiting[_asker(place, str(interaction.user.id))] = interaction
        if message is not None:
            self._waiting[_about(place, message)] = interaction

    async def answer(self, post: Post, layout: Layout, nonce: str) -> Receipt:
        """Send a post to one person: answer their command, or if it is too late write to them."""
        assert post.only_for is not None
        waiting = self.waiting_for(post.place, post.only_for)
        if waiting is not None:
            waiting.extras[ANSWERED] = True
            message = await waiting.followup.send(
                view=layout, ephemeral=True, allowed_mentions=NOBODY, wait=True
            )
            return Receipt(post.key, post.place, str(message.id), message.created_at)
        if post.part:
            raise Refused("The command can no longer be answered.")
        channel = await self._channels.of(Place(PLATFORM, "", f"@{post.only_for}"))
        sent = await channel.send(view=layout, nonce=nonce, allowed_mentions=NOBODY)
        return Receipt(post.key, post.place, str(sent.id), sent.created_at)

    def waiting_for(self, place: Place, person: str) -> discord.Interaction[Any] | None:
        """A person's last command or press there, if it can be answered; None if it cannot.

        The answer to a press in a channel may belong in a thread below it.
        """
        above = replace(place, thread=None)
        found = self._waiting.get(_asker(place, person)) or self._waiting.get(_asker(above, person))
        return found if found is not None and not found.is_expired() else None

    async def show_typing(self, seen: LinkSeen) -> None:
        """Show typing where the bot was asked; a deferred answer shows that by itself."""
        if seen.event in self._waiting:
            return
        channel = await self._channels.of(seen.written_in)
        if not isinstance(channel, discord.ForumChannel):
            await channel.typing()

    async def settle(self, seen: LinkSeen, *, answered: bool = False) -> None:
        """The work has ended: remove the deferred answer, unless another answer replaced it.

        `answered`: an answer to the asker alone is about to replace it. The asker of a message that
        was admitted before is found by the message.
        """
        waiting = self._waiting.pop(seen.event or "", None)
        waiting = self._waiting.pop(_about(seen.place, seen.message), None) or waiting
        if waiting is None or seen.private or answered or ANSWERED in waiting.extras:
            return
        if not waiting.is_expired():
            await waiting.delete_original_response()


def _asker(place: Place, person: str) -> str:
    return f"{place.workspace}/{place.thread or place.channel}/{person}"


def _about(place: Place, message: str) -> str:
    return f"{place.channel} {message}"
