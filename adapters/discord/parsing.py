"""Discord's messages and interactions -> requests. Pure: no request to Discord.

Place: the channel of a message in a thread or forum post is the parent channel, with `thread` set;
the channel of a direct message is "@" and the person. A message's thread has the message's own
number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import discord

from briefs.errors import NotAllowed
from briefs.links.canonical import links_in
from briefs.model.chat import IncomingRequest, Person, RequestKind
from briefs.model.delivery import SourceEdited
from briefs.model.places import LinkSeen, Place
from briefs.model.platforms import Platform

PLATFORM = Platform.DISCORD
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
    """Links of a message and of what it forwards, without those in code, <...> or spoilers."""
    found: dict[str, None] = {}
    for text in _texts(message):
        found |= dict.fromkeys(links_in(text))
    return tuple(found)


def _texts(message: discord.Message) -> Iterator[str]:
    yield message.content
    for snapshot in message.message_snapshots:
        yield snapshot.content


def message_request(message: discord.Message, *, me: int) -> IncomingRequest | None:
    """A new message -> its request, None if it makes none.

    Bots, webhooks and system messages are ignored. A reply that mentions the bot asks for the links
    of the message it replies to.
    """
    if message.author.bot or message.webhook_id is not None or message.type not in SPOKEN:
        return None
    kind = RequestKind.MENTION if mentions(message, me) else RequestKind.SEEN
    own_request = request(message, by=message.author.id, kind=kind)
    if own_request is not None or kind is RequestKind.SEEN:
        return own_request
    answered = message.reference.resolved if message.reference else None
    if not isinstance(answered, discord.Message) or answered.author.id == me:
        return None
    event, at = str(message.id), message.created_at
    asked = request(answered, by=message.author.id, kind=kind, event=event, at=at)
    here = place_of(message.channel, person=message.author.id)
    return replace(asked, asked_in=here) if asked is not None else None


def asks_something(message: discord.Message, *, me: int) -> bool:
    """Whether a person wrote to the bot, directly or by mention, and expects an answer."""
    if message.author.bot or message.webhook_id is not None or message.type not in SPOKEN:
        return False
    return message.guild is None or mentions(message, me)


def text_request(message: discord.Message) -> IncomingRequest:
    """A message whose own text is to be briefed -> request."""
    seen = LinkSeen(
        place=place_of(message.channel, person=message.author.id),
        message=str(message.id),
        author=str(message.author.id),
        links=(),
        seen_at=message.created_at,
    )
    return IncomingRequest(seen, RequestKind.MENTION)


def request(
    message: discord.Message,
    *,
    by: int,
    kind: RequestKind,
    event: str | None = None,
    at: datetime | None = None,
) -> IncomingRequest | None:
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
    return IncomingRequest(seen, kind, writer=str(message.author.id))


def command(
    place: Place, *, link: str, by: int, interaction: int, at: datetime, private: bool
) -> IncomingRequest:
    """`/brief` -> request; it has no message, so the interaction's id stands in for one."""
    seen = LinkSeen(
        place=place,
        message=f"i{interaction}",
        author=str(by),
        links=(link,),
        seen_at=at,
        event=str(interaction),
        private=private,
    )
    return IncomingRequest(seen, RequestKind.COMMAND)


def edited(message: discord.Message, *, me: int) -> SourceEdited | None:
    """An edited message -> SourceEdited; None if the author changed nothing.

    Discord reports previews, pins and threads as edits too: those have no edited_at, or the earlier
    one, which the inbox recognises.
    """
    if message.author.bot or message.webhook_id is not None or message.edited_at is None:
        return None
    if message.author.id == me:
        return None
    place = place_of(message.channel, person=message.author.id)
    return SourceEdited(place, str(message.id), links_of(message), message.edited_at)


def mentions(message: discord.Message, me: int) -> bool:
    """Whether the text names the bot or its own role; the ping of a reply does not count."""
    text = message.content
    if f"<@{me}>" in text or f"<@!{me}>" in text:
        return True
    role = message.guild.self_role if message.guild is not None and "<@&" in text else None
    return role is not None and f"<@&{role.id}>" in text


def person_of(interaction: discord.Interaction[Any]) -> Person:
    """The person of an interaction, with their rights in its channel.

    `creator` stays False: Discord does not say who created a channel. The owner of a thread or
    forum post may change its digests, not those of the parent channel.
    """
    admin = interaction.guild_id is not None and (
        interaction.permissions.manage_guild or interaction.permissions.administrator
    )
    channel = interaction.channel
    own = isinstance(channel, discord.Thread) and channel.owner_id == interaction.user.id
    opened = str(channel.id) if channel is not None and own else None
    rights = interaction.permissions
    pings = admin or rights.mention_everyone or rights.manage_roles
    return Person(str(interaction.user.id), admin=admin, opened=opened, may_ping=pings)


def person_in(interaction: discord.Interaction[Any], channel: discord.abc.GuildChannel) -> Person:
    """The person of an interaction, with their rights in another channel of the server.

    Those in the interaction's own channel come from Discord, others from the person's roles.
    Raises: NotAllowed if they cannot see the channel.
    """
    where, user = interaction.channel, interaction.user
    parent = where.parent_id if isinstance(where, discord.Thread) else None
    if channel.id in {interaction.channel_id, parent}:
        return replace(person_of(interaction), opened=None)
    rights = discord.Permissions.none()
    if isinstance(user, discord.Member):
        rights = channel.permissions_for(user)
    if not rights.view_channel:
        raise NotAllowed("You cannot see that channel.")
    return Person(str(user.id), admin=rights.manage_guild or rights.administrator)


def is_present(interaction: discord.Interaction[Any]) -> bool:
    """Whether the bot is a member there; the app may be installed for the person alone."""
    if interaction.context.private_channel:
        return False
    return interaction.guild_id is None or bool(interaction.client.get_guild(interaction.guild_id))


def here(interaction: discord.Interaction[Any]) -> Place:
    """Place of an interaction; the person's direct messages if the bot is no member there."""
    if not is_present(interaction):
        return direct(interaction.user.id)
    if interaction.channel is None and interaction.guild_id is not None:
        return Place(PLATFORM, str(interaction.guild_id), str(interaction.channel_id))
    return place_of(interaction.channel, person=interaction.user.id)


def asked_privately(incoming: IncomingRequest, place: Place) -> IncomingRequest:
    """The same request, answered to the asker alone, in the place where they asked."""
    return replace(incoming, seen=replace(incoming.seen, place=place, private=True))


def nonces_of(message: discord.Message) -> Iterator[str]:
    """The nonces in a message's buttons."""
    todo: list[Any] = list(message.components)
    while todo:
        one = todo.pop()
        todo += getattr(one, "children", ())
        name = getattr(one, "custom_id", None)
        if name:
            yield name.rpartition(":")[2]
