"""What is sent to a chat, and what the chat returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from briefs.model.cards import Card
from briefs.model.places import Place
from briefs.model.serialization import also_read_as


@dataclass(frozen=True, slots=True)
class Post:
    """An outgoing message. `key` is unique: a chat never shows two messages of one key.

    `reply_to`: the message that it answers; `only_for`: the one person who sees it (such a message
    cannot be verified, so it is sent at most once). `tag`: in a forum, where it begins a post of
    its own; `publish`: publish it to the channel's followers too; `ping`: the only role that it
    mentions, "" if none. `automatic`: nobody waits for it, so it may come without a notification.
    `edition` is raised when it is sent again after a removal: to a platform that drops duplicates
    it is a new message.
    """

    key: str
    place: Place
    card: Card
    part: int = 0
    reply_to: str | None = None
    only_for: str | None = None
    tag: str = ""
    publish: bool = False
    automatic: Annotated[bool, also_read_as("automatic", "unasked")] = False
    ping: str = ""
    edition: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """The platform's identifier of a posted message."""

    key: str
    place: Place
    message: str
    at: datetime
