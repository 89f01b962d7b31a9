"""Which language is spoken.

To a person as they set it, else as their profile says; in a channel as an admin set it.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.people import NOTHING_SET, UNREACHED
from adapters.slack.words import Words, words
from briefs.delivery import PlaceSettings
from briefs.model import Place

log = logging.getLogger(__name__)

Settings = Callable[[Place], Awaitable[PlaceSettings]]

KNOWN_FOR = timedelta(hours=1)
MOST_KNOWN = 10_000


async def nothing_set(_: Place) -> PlaceSettings:
    """The settings of a place where nobody set any."""
    return NOTHING_SET


class Speech:
    """`settings` tells what was set for a channel, or for a person: the place "@U…"."""

    def __init__(self, *, settings: Settings, now: Callable[[], datetime]) -> None:
        self._settings = settings
        self._now = now
        self._profiles: dict[tuple[str, str], tuple[str | None, datetime]] = {}

    async def here(self, client: AsyncWebClient, place: Place) -> Words:
        """The language of a channel; in direct messages that of their person."""
        if place.channel.startswith("@"):
            return await self.to(client, place, place.channel[1:])
        return words((await self._settings(place)).language)

    async def to(self, client: AsyncWebClient, place: Place, user: str) -> Words:
        """The language of a person of the workspace of a place."""
        own = Place(place.platform, place.workspace, f"@{user}")
        chosen = (await self._settings(own)).language
        return words(chosen or await self._profile(client, place.workspace, user))

    async def _profile(self, client: AsyncWebClient, workspace: str, user: str) -> str | None:
        now = self._now()
        known = self._profiles.get((workspace, user))
        if known is not None and known[1] > now:
            return known[0]
        try:
            info = (await client.users_info(user=user, include_locale=True))["user"]
        except UNREACHED as error:
            log.info("no language of a user: %s", type(error).__name__)
            return None
        if len(self._profiles) >= MOST_KNOWN:
            self._profiles.clear()
        locale = info.get("locale")
        self._profiles[workspace, user] = (locale, now + KNOWN_FOR)
        return str(locale) if locale else None
