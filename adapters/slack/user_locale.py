"""The language that messages are written in: a person's own, or that of a channel.

A person: as they set it, else as their Slack profile says. A channel: as an admin set it.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.phrases import phrases_for
from adapters.slack.users import NOTHING_SET, UNREACHED
from briefs.i18n.phrases import Phrases
from briefs.model.delivery import PlaceSettings
from briefs.model.places import Place

log = logging.getLogger(__name__)

Settings = Callable[[Place], Awaitable[PlaceSettings]]

KNOWN_FOR = timedelta(hours=1)
MOST_KNOWN = 10_000


async def nothing_set(_: Place) -> PlaceSettings:
    """The settings of a place where nobody set any."""
    return NOTHING_SET


class UserLocale:
    """A place or person -> phrases; `settings`: place -> its settings, a person's under "@U…"."""

    def __init__(self, *, settings: Settings, now: Callable[[], datetime]) -> None:
        self._settings = settings
        self._now = now
        self._profiles: dict[tuple[str, str], tuple[str | None, datetime]] = {}

    async def of_place(self, client: AsyncWebClient, place: Place) -> Phrases:
        """Phrases in the language of a channel; in direct messages in that of their person."""
        if place.channel.startswith("@"):
            return await self.of_person(client, place, place.channel[1:])
        return phrases_for((await self._settings(place)).language)

    async def of_person(self, client: AsyncWebClient, place: Place, user: str) -> Phrases:
        """Phrases in the language of a person of the place's workspace."""
        own = Place(place.platform, place.workspace, f"@{user}")
        chosen = (await self._settings(own)).language
        return phrases_for(chosen or await self._profile(client, place.workspace, user))

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
