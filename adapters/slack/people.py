"""A Slack user in a channel -> who asks, and what they may."""

from __future__ import annotations

import logging

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from briefs.chatting import Person

log = logging.getLogger(__name__)

UNREACHED = (SlackApiError, aiohttp.ClientError, OSError, TimeoutError)


async def person_of(client: AsyncWebClient, user: str, channel: str | None = None) -> Person:
    """Ask Slack; who cannot be looked up has no rights.

    Workspace admins and owners are admins; `creator` is asked for where `channel` is given
    and is not a direct message.
    """
    try:
        info = (await client.users_info(user=user))["user"]
    except UNREACHED as error:
        log.warning("no profile of a user: %s", type(error).__name__)
        return Person(user)
    admin = bool(info.get("is_admin") or info.get("is_owner"))
    creator = False
    if channel is not None and not channel.startswith(("@", "D")) and not admin:
        try:
            about = (await client.conversations_info(channel=channel))["channel"]
            creator = about.get("creator") == user
        except UNREACHED as error:
            log.info("no creator of a channel: %s", type(error).__name__)
    return Person(user, admin=admin, creator=creator, zone=info.get("tz"))
