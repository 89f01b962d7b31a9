"""Threads on messages, and forum posts: whether they may be created, and creating them."""

from __future__ import annotations

from typing import Any, cast

import discord

from adapters.discord.errors import THREAD_EXISTS, UNKNOWN_MESSAGE
from briefs.errors import PlaceDeleted
from briefs.links.sanitizing import plain
from briefs.model.messages import Post

MAX_NAME = 100

NO_THREADS = {50024, 160006}
"""Codes: this kind of channel has no threads (voice, stage); there are too many threads already."""


def stands_in_own_thread(post: Post) -> bool:
    """Whether a post answers a message in that message's own thread, which has the same number."""
    return post.place.thread is not None and post.place.thread == post.reply_to


def may_use(channel: Any) -> bool:
    """Whether the bot may open threads on a channel's messages and write there; True if unknown."""
    if not isinstance(channel, discord.abc.GuildChannel):
        return True
    rights = channel.permissions_for(channel.guild.me)
    return rights.create_public_threads and rights.send_messages_in_threads


def tags_of(forum: discord.ForumChannel) -> tuple[discord.ForumTag, ...]:
    """The tags that the bot may set: some only moderators may."""
    manages = forum.permissions_for(forum.guild.me).manage_threads
    return tuple(tag for tag in forum.available_tags if manages or not tag.moderated)


def chosen_tags(forum: discord.ForumChannel, name: str) -> list[discord.ForumTag]:
    """The tag of that name; without it the first, if posts of the forum need a tag, else none."""
    tags = tags_of(forum)
    found = [tag for tag in tags if name and tag.name.casefold() == name.casefold()]
    return found[:1] or list(tags[:1] if forum.flags.require_tag else ())


def name_of(post: Post) -> str:
    """The name of the thread that is created for a post."""
    return plain(post.card.headline)[:MAX_NAME].strip() or "Readout"


async def opened(client: discord.Client, parent: Any, post: Post) -> discord.Thread | None:
    """Create the post's thread, on the message with the same number; None if it is not possible.

    If it exists already, return it. Raises: PlaceDeleted, discord.HTTPException.
    """
    if not may_use(parent):
        return None
    number = int(post.place.thread or 0)
    try:
        thread = await parent.get_partial_message(number).create_thread(name=name_of(post))
    except discord.Forbidden:
        return None
    except discord.HTTPException as error:
        if error.code == UNKNOWN_MESSAGE:
            raise PlaceDeleted("This thread is gone.") from error
        if error.code in NO_THREADS:
            return None
        if error.code != THREAD_EXISTS:
            raise
        return cast("discord.Thread", await client.fetch_channel(number))
    return cast("discord.Thread", thread)


def answering(message: str, channel: Any) -> discord.MessageReference:
    """A reply to a message of a channel."""
    return discord.MessageReference(
        message_id=int(message), channel_id=channel.id, fail_if_not_exists=False
    )
