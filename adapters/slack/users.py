"""A Slack user -> Person: their rights, time zone and language; a channel -> ChannelInfo."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import translated
from briefs.errors import TryLater
from briefs.model.chat import Person
from briefs.model.delivery import PlaceSettings

log = logging.getLogger(__name__)

UNREACHED = (SlackApiError, aiohttp.ClientError, OSError, TimeoutError)
NOTHING_SET = PlaceSettings()


async def person_of(
    client: AsyncWebClient,
    user: str,
    channel: str | None = None,
    *,
    own: PlaceSettings = NOTHING_SET,
) -> Person:
    """User id -> Person, by their Slack profile; `unknown` if Slack could not be asked.

    Workspace admins and owners are admins. For others, `creator` says whether they created
    `channel`. `own`: their Readout settings, which win over the profile.
    """
    try:
        info = (await client.users_info(user=user, include_locale=True))["user"]
    except UNREACHED as error:
        log.warning("no profile of a user: %s", type(error).__name__)
        return Person(user, unknown=not _is_answer(error), zone=own.zone, locale=own.language)
    admin = bool(info.get("is_admin") or info.get("is_owner"))
    creator = unknown = False
    if channel is not None and not admin:
        room = await room_of(client, channel)
        creator, unknown = room.creator == user, not room.known
    return Person(
        user,
        admin=admin,
        creator=creator,
        unknown=unknown,
        zone=own.zone or info.get("tz"),
        locale=own.language or info.get("locale"),
    )


@dataclass(frozen=True, slots=True)
class ChannelInfo:
    """Who created a channel, and whether it is private; `known`: Slack answered."""

    creator: str | None = None
    private: bool = True
    known: bool = True


async def room_of(client: AsyncWebClient, channel: str) -> ChannelInfo:
    """Channel id -> ChannelInfo.

    Direct messages, and channels that the bot cannot see, count as private and nobody's.
    """
    if channel.startswith(("@", "D")):
        return ChannelInfo()
    try:
        about: Mapping[str, Any] = (await client.conversations_info(channel=channel))["channel"]
    except UNREACHED as error:
        log.info("no creator of a channel: %s", type(error).__name__)
        return ChannelInfo(known=_is_answer(error))
    private = any(about.get(kind) for kind in ("is_private", "is_im", "is_mpim"))
    return ChannelInfo(about.get("creator"), private)


def _is_answer(error: Exception) -> bool:
    """Whether Slack refused the call; not if its reply was lost, or it had a fault or was busy."""
    return isinstance(error, SlackApiError) and not isinstance(translated(error), TryLater)
