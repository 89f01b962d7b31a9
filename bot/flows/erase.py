"""Erasure of what is stored of a person, a channel or a workspace."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot import keys
from bot.ports.chat import Chat
from bot.ports.messages import Outbox
from bot.ports.places import ChannelSettings, Erasure
from briefs.errors import ReadoutError, TryLater
from briefs.model.delivery import ErasureReport
from briefs.model.messages import Receipt
from briefs.model.places import Place
from briefs.model.platforms import SAME_PERSON_EVERYWHERE

LONGEST_WAIT_S = 60.0
"""Longest wait that a platform may ask for between two deletions."""

MAX_DELETED = 500
"""Most messages deleted in the chat while somebody waits; rate limits make it some minutes."""

EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Eraser:
    """Erases without checking rights: callers do that (bot/services)."""

    erasure: Erasure
    channel_settings: ChannelSettings
    outbox: Outbox | None = None
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def person(
        self, platform: str, workspace: str, person: str, *, chat: Chat | None = None
    ) -> ErasureReport:
        """Erase everything that names a person, and the answers to them.

        On a platform where a person has one identifier everywhere, in all its workspaces. `chat`:
        first delete the answers to them in the chat; after a crash in between, the erasure has to
        be requested again.
        """
        workspaces = {workspace}
        if platform in SAME_PERSON_EVERYWHERE:
            left = await self.channel_settings.left(before=EVER)
            workspaces |= {"", *await self.channel_settings.present(platform)}
            workspaces |= {name for of, name in left if of == platform}
        gone = ErasureReport()
        for name in sorted(workspaces):
            own = Place(platform, name, f"@{person}")
            gone = _sum(gone, await self._take_down(chat, own, author=person))
            gone = _sum(gone, await self._person(platform, name, person))
        return gone

    async def _person(self, platform: str, workspace: str, person: str) -> ErasureReport:
        own = keys.own(Place(platform, workspace, ""), person)
        sources = keys.channels(platform, workspace)
        return await self.erasure.person(
            platform, workspace, person, sources=sources, own=own, feed=keys.feed
        )

    async def channel(self, place: Place, *, chat: Chat | None = None) -> ErasureReport:
        """Erase the requests, shares and digests of a channel with its threads; `chat` as above."""
        stay = await self._take_down(chat, place)
        gone = await self.erasure.channel(place, source=keys.channel(place), feed=keys.feed)
        return _sum(gone, stay)

    async def _take_down(
        self, chat: Chat | None, place: Place, *, author: str | None = None
    ) -> ErasureReport:
        """Delete messages in the chat -> how many stay: refused, or more than MAX_DELETED."""
        if chat is None or self.outbox is None:
            return ErasureReport()
        there = await self.outbox.there(place, author=author)
        stay = max(0, len(there) - MAX_DELETED)
        for receipt in there[:MAX_DELETED]:
            stay += not await self._deleted(chat, receipt)
        return ErasureReport(stay=stay)

    async def _deleted(self, chat: Chat, receipt: Receipt) -> bool:
        """Whether a message could be deleted, after the wait that the platform asks for."""
        try:
            try:
                await chat.delete(receipt)
            except TryLater as error:
                await self.pause(min(error.after_s or 1.0, LONGEST_WAIT_S))
                await chat.delete(receipt)
        except ReadoutError:
            return False
        return True

    async def workspace(self, platform: str, workspace: str) -> ErasureReport:
        """Erase the requests, shares and digests of a workspace."""
        return await self.erasure.workspace(
            platform, workspace, sources=keys.channels(platform, workspace), feed=keys.feed
        )


def _sum(one: ErasureReport, other: ErasureReport) -> ErasureReport:
    return ErasureReport(
        one.requests + other.requests,
        one.posts + other.posts,
        one.subscriptions + other.subscriptions,
        one.articles + other.articles,
        one.stay + other.stay,
    )
