"""The one role that a digest may mention: whether the bot may, and that nobody else is notified.

https://discord.com/developers/docs/resources/message#allowed-mentions-object
"""

from __future__ import annotations

import discord

from adapters.discord.layout import NOBODY
from briefs.errors import BadRequest
from briefs.model.messages import Post
from briefs.model.places import Place
from briefs.translatable import translatable

NO_SUCH_ROLE = "There is no such role here that could be mentioned."
LET_IT = (
    "Let anyone mention the role, in its settings, or give Readout's role the right Mention "
    "@everyone, @here, and All Roles there."
)


def refuse_ping(client: discord.Client, place: Place, role: str) -> None:
    """Raises: BadRequest if the bot may not mention the role in the place."""
    found = _role(client, place, role)
    if found is None:
        raise BadRequest(NO_SUCH_ROLE, hint="Choose another role.")
    if not _may(client, place, found):
        name = translatable("Readout may not mention {role} there.", role=f"@{found.name}")
        raise BadRequest(name, hint=LET_IT)


def pinged(client: discord.Client, post: Post) -> discord.Role | None:
    """The role that a post mentions; None if there is none or the bot may not mention it."""
    role = _role(client, post.place, post.ping) if post.ping else None
    return role if role is not None and _may(client, post.place, role) else None


def allowed_mentions(role: discord.Role | None) -> discord.AllowedMentions:
    """Allow a message to notify this role, or nobody, whatever its text names."""
    if role is None:
        return NOBODY
    return discord.AllowedMentions(everyone=False, users=False, roles=[role], replied_user=False)


def _role(client: discord.Client, place: Place, role: str) -> discord.Role | None:
    """A role of the server; not @everyone, which would notify everybody."""
    guild = client.get_guild(int(place.workspace or "0"))
    found = guild.get_role(int(role)) if guild is not None and role.isdecimal() else None
    return None if found is None or found.is_default() else found


def _may(client: discord.Client, place: Place, role: discord.Role) -> bool:
    channel = client.get_channel(int(place.channel)) if place.channel.isdecimal() else None
    if not isinstance(channel, discord.abc.GuildChannel):
        return False
    return role.mentionable or channel.permissions_for(channel.guild.me).mention_everyone
