"""A Slack user in a channel -> who asks, and what they may."""

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
    """Ask Slack who somebody is; `unknown` is set where Slack does not answer.

    Their own settings win over their profile.

    Workspace admins and owners are admins; `creator` is asked for where `channel` is given
    and is not a direct message.
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
    """Whose a channel is, and whether outsiders may know what is told in it.

    `known`: Slack has told.
    """

    creator: str | None = None
    private: bool = True
    known: bool = True


async def room_of(client: AsyncWebClient, channel: str) -> ChannelInfo:
    """A channel -> its room; of a direct message, and where nobody can look, nothing is known."""
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
    """Whether Slack has answered: a channel that the bot cannot see is nobody's here."""
    return isinstance(error, SlackApiError) and not isinstance(translated(error), TryLater)
