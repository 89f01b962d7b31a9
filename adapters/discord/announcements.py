"""Announcement channels, which other servers can follow: published messages appear there too.

https://discord.com/developers/docs/resources/message#crosspost-message
"""

from __future__ import annotations

from typing import Any

import discord

from adapters.discord.parsing import here, person_of
from briefs.errors import BadRequest, NotAllowed, Refused
from briefs.model.messages import Receipt
from briefs.model.places import Place

ALREADY_PUBLISHED = 40033
NOT_HERE = 50024
"""Code: not in this kind of channel, which was an announcement channel before."""

NO_FOLLOWERS = "Only announcement channels can be followed by other servers."
CHOOSE_ANOTHER = "Leave it unpublished, or choose an announcement channel."
ONLY_MANAGERS = "Only who may manage messages there may have a digest published to other servers."
NOT_ALLOWED = "The bot may not publish in this channel."
LET_IT = "Give Readout's role View Channel and Send Messages there; the digest itself is posted."


async def publish(client: discord.Client, receipt: Receipt) -> None:
    """Publish a message of ours; no effect if it is published. Raises: Refused, HTTPException."""
    try:
        await client.http.publish_message(int(receipt.place.channel), int(receipt.message))
    except discord.HTTPException as error:
        if error.code == ALREADY_PUBLISHED:
            return  # by an earlier attempt, or by a moderator
        if error.code == NOT_HERE:
            raise Refused(NO_FOLLOWERS, hint=CHOOSE_ANOTHER) from error
        if isinstance(error, discord.Forbidden):
            # Not PlaceGone: the bot could post there, since the message is there.
            raise Refused(NOT_ALLOWED, hint=LET_IT) from error
        raise


def announces(client: discord.Client, place: Place) -> bool:
    """Whether other servers can follow a place; a thread cannot be followed."""
    return _followed(client, place) is not None


def refuse_publishing(interaction: discord.Interaction[Any], place: Place) -> None:
    """Raises: BadRequest if nobody can follow the place, NotAllowed if they may not publish."""
    channel = _followed(interaction.client, place)
    if channel is None:
        raise BadRequest(NO_FOLLOWERS, hint=CHOOSE_ANOTHER)
    rights = interaction.permissions
    if place != here(interaction) and isinstance(interaction.user, discord.Member):
        rights = channel.permissions_for(interaction.user)
    if not (person_of(interaction).admin or rights.manage_messages):
        raise NotAllowed(ONLY_MANAGERS)


def _followed(client: discord.Client, place: Place) -> discord.TextChannel | None:
    if place.thread is not None or not place.channel.isdecimal():
        return None
    channel = client.get_channel(int(place.channel))
    return channel if isinstance(channel, discord.TextChannel) and channel.is_news() else None
