"""(Place, instant) -> the end of the quiet hours that hold there."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfoNotFoundError

from bot import quiet_hours
from bot.ports.places import ChannelSettings
from briefs.model.places import Place

log = logging.getLogger(__name__)

QuietUntil = Callable[[Place, datetime], Awaitable[datetime | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietPlaces:
    """Reads the quiet hours set for a channel, else those of its workspace."""

    channel_settings: ChannelSettings

    async def until(self, place: Place, now: datetime) -> datetime | None:
        """The end of the quiet hours that hold in a place now, None if none do.

        Direct messages have no quiet hours: their person asked for what comes there.
        """
        if place.channel.startswith("@"):
            return None
        hours = (await self.channel_settings.get(place)).quiet_hours
        if hours is None:
            workspace = Place(place.platform, place.workspace, "")
            hours = (await self.channel_settings.get(workspace)).quiet_hours
        if hours is None:
            return None
        try:
            return quiet_hours.quiet_until(hours, now)
        except (ZoneInfoNotFoundError, ValueError, OverflowError):
            # Quiet hours that cannot be computed are ignored.
            log.exception("quiet hours cannot be computed", extra={"key": hours.zone})
            return None


async def never_quiet(place: Place, now: datetime) -> datetime | None:
    """In place of `QuietPlaces.until`: None, since no place has quiet hours."""
    return None
