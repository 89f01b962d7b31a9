"""Erase what is kept of a person, a channel or a workspace."""

from __future__ import annotations

from dataclasses import dataclass

from bot import keys
from bot.ports import Erasure
from briefs.delivery import Erased
from briefs.model import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasing:
    """Who may ask for it is decided where the asker's rights are known."""

    erasure: Erasure

    async def person(self, platform: str, workspace: str, person: str) -> Erased:
        """All that names a person, and what was answered to them."""
        own = keys.own(Place(platform, workspace, ""), person)
        sources = keys.channels(platform, workspace)
        return await self.erasure.person(
            platform, workspace, person, sources=sources, own=own, feed=keys.feed
        )

    async def channel(self, place: Place) -> Erased:
        """All that a channel asked, shared and gets, its threads with it."""
        return await self.erasure.channel(place, source=keys.channel(place), feed=keys.feed)

    async def workspace(self, platform: str, workspace: str) -> Erased:
        """All that a workspace asked, shared and gets."""
        return await self.erasure.workspace(
            platform, workspace, sources=keys.channels(platform, workspace), feed=keys.feed
        )
