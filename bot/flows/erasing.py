"""Erase what is kept of a person, a channel or a workspace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from bot import keys
from bot.ports import Erasure, Places
from briefs.delivery import Erased
from briefs.model import Place

SAME_EVERYWHERE = frozenset({"discord"})
"""Where one identifier names a person in every server, and in direct messages, of none."""

EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasing:
    """Who may ask for it is decided where the asker's rights are known."""

    erasure: Erasure
    places: Places

    async def person(self, platform: str, workspace: str, person: str) -> Erased:
        """All that names a person, and what was answered to them.

        In every workspace, where a person is the same in all of them.
        """
        workspaces = {workspace}
        if platform in SAME_EVERYWHERE:
            left = await self.places.left(before=EVER)
            workspaces |= {"", *await self.places.present(platform)}
            workspaces |= {name for of, name in left if of == platform}
        gone = Erased()
        for name in sorted(workspaces):
            gone = _sum(gone, await self._person(platform, name, person))
        return gone

    async def _person(self, platform: str, workspace: str, person: str) -> Erased:
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


def _sum(one: Erased, other: Erased) -> Erased:
    return Erased(
        one.requests + other.requests,
        one.posts + other.posts,
        one.subscriptions + other.subscriptions,
        one.articles + other.articles,
    )
