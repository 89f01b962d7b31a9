"""Discord's messages -> requests. Pure: nothing is asked of Discord here.

Place: a message in a thread or a forum post lies in the parent channel, `thread` naming it;
a direct message lies in "@" and the person. A message's thread has the message's own number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import discord

from briefs.chatting import Heard, Person, Way
from briefs.delivery import SourceEdited
from briefs.links import links_in
from briefs.model import LinkSeen, Place

PLATFORM = "discord"
SPOKEN = (discord.MessageType.default, discord.MessageType.reply)


def place_of(channel: Any, *, person: int) -> Place:
    """A channel, thread or direct message -> its place."""
    guild = getattr(channel, "guild", None)
    if guild is None:
        return direct(person)
    if isinstance(channel, discord.Thread):
        return Place(PLATFORM, str(guild.id), str(channel.parent_id), str(channel.id))
    return Place(PLATFORM, str(guild.id), str(channel.id))


def direct(person: int) -> Place:
    """A person's direct messages."""
    return Place(PLATFORM, "", f"@{person}")


def links_of(message: discord.Message) -> tuple[str, ...]:
    """The links of a message and of what it forwards; code, <...> and spoilers left alone."""
    found: dict[str, None] = {}
    for text in _texts(message):
        found |= dict.fromkeys(links_in(text))
    return tuple(found)


def _texts(message: discord.Message) -> Iterator[str]:
    yield message.content
    for snapshot in message.message_snapshots:
        yield snapshot.content


def hear(message: discord.Message, *, me: int) -> Heard | None:
    """A new message -> what it asks for, None where it asks for nothing.

    Bots and webhooks are not heard, nor what Discord itself announces. Who answers a
    message and mentions the bot asks for that message's links.
    """
    if message.author.bot or message.webhook_id is not None or message.type not in SPOKEN:
        return None
    way = Way.MENTION if mentions(message, me) else Way.SEEN
    asked = request(message, by=message.author.id, way=way)
    if asked is not None or way is Way.SEEN:
        return asked
    answered = message.reference.resolved if message.reference else None
    if not isinstance(answered, discord.Message) or answered.author.id == me:
        return None
    return request(answered, by=message.author.id, way=way, at=message.created_at)


def request(
    message: discord.Message,
    *,
    by: int,
    way: Way,
    event: str | None = None,
    at: datetime | None = None,
) -> Heard | None:
    """A message that `by` asks about -> the request, None if it has no links."""
    links = links_of(message)
    if not links:
        return None
    seen = LinkSeen(
        place=place_of(message.channel, person=by),
        message=str(message.id),
        author=str(by),
        links=links,
        seen_at=at or message.created_at,
        event=event,
    )
    return Heard(seen, way)


def command(
    channel: Any, *, link: str, by: int, interaction: int, at: datetime, private: bool
) -> Heard:
    """`/brief`: there is no message, so the interaction stands for it."""
    seen = LinkSeen(
        place=place_of(channel, person=by),
        message=f"i{interaction}",
        author=str(by),
        links=(link,),
        seen_at=at,
        event=str(interaction),
        private=private,
    )
    return Heard(seen, Way.COMMAND)


def edited(message: discord.Message, *, me: int) -> SourceEdited | None:
    """A changed message -> what it now says; None where its author changed nothing.

    Discord tells of previews, pins and threads as changes too: those have no edited_at, or
    keep the one that they had, which the inbox knows.
    """
    if message.author.bot or message.webhook_id is not None or message.edited_at is None:
        return None
    if message.author.id == me:
        return None
    place = place_of(message.channel, person=message.author.id)
    return SourceEdited(place, str(message.id), links_of(message), message.edited_at)


def mentions(message: discord.Message, me: int) -> bool:
    """Whether the text names the bot; an answer that merely pings it does not."""
    return f"<@{me}>" in message.content or f"<@!{me}>" in message.content


def person_of(interaction: discord.Interaction[Any]) -> Person:
    """Who pressed or commanded, with what Discord says that they may do here.

    Discord does not tell who made a channel; a thread or forum post is whose who opened it.
    """
    admin = interaction.guild_id is not None and (
        interaction.permissions.manage_guild or interaction.permissions.administrator
    )
    channel = interaction.channel
    opened = isinstance(channel, discord.Thread) and channel.owner_id == interaction.user.id
    return Person(str(interaction.user.id), admin=admin, creator=opened)


def here(interaction: discord.Interaction[Any]) -> Place:
    """Where somebody pressed or commanded."""
    if interaction.channel is None and interaction.guild_id is not None:
        return Place(PLATFORM, str(interaction.guild_id), str(interaction.channel_id))
    return place_of(interaction.channel, person=interaction.user.id)


def asked_privately(heard: Heard) -> Heard:
    """The same request, answered to the asker alone."""
    return replace(heard, seen=replace(heard.seen, private=True))
