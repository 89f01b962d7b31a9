"""Announcement channels, which other servers follow: what is published there they see too.

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
"""This kind of channel takes no such thing: it is no announcement channel any more."""

NO_FOLLOWERS = "Only announcement channels can be followed by other servers."
CHOOSE_ANOTHER = "Leave it unpublished, or choose an announcement channel."
ONLY_MANAGERS = "Only who may manage messages there may have a digest published to other servers."
NOT_ALLOWED = "The bot may not publish in this channel."
LET_IT = "Give Readout's role View Channel and Send Messages there; the digest itself is posted."


async def publish(client: discord.Client, receipt: Receipt) -> None:
    """Publish a message of ours, once. Raises: Refused, discord.HTTPException."""
    try:
        await client.http.publish_message(int(receipt.place.channel), int(receipt.message))
    except discord.HTTPException as error:
        if error.code == ALREADY_PUBLISHED:
            return  # an attempt of before came through, or a moderator did it
        if error.code == NOT_HERE:
            raise Refused(NO_FOLLOWERS, hint=CHOOSE_ANOTHER) from error
        if isinstance(error, discord.Forbidden):
            # Nothing is wrong with the place: the message is there.
            raise Refused(NOT_ALLOWED, hint=LET_IT) from error
        raise


def announces(client: discord.Client, place: Place) -> bool:
    """Whether other servers can follow a place; a thread cannot be followed."""
    return _followed(client, place) is not None


def refuse_publishing(interaction: discord.Interaction[Any], place: Place) -> None:
    """Raises: BadRequest where nobody can follow, NotAllowed to who may not publish there."""
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
