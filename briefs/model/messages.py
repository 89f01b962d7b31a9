"""What is sent to a chat and what the chat answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from briefs.model.cards import Card
from briefs.model.places import Place
from briefs.model.serialization import also_read_as


@dataclass(frozen=True, slots=True)
class Post:
    """One message on its way out. `key` is unique: the same key is never seen twice.

    `reply_to` is the message that it answers; `only_for` is the one person who sees it
    (such a message cannot be verified: it is sent once, as well as can be). `tag` marks it in a
    forum, where it begins a post of its own; `publish`: whoever follows its channel is to see it.
    `ping` is the role that it mentions, and nobody else, when it is sent; "" if none.
    `automatic`: nobody waits for it, so it may come without a notification. `edition` rises when
    it is sent anew after it was taken away: a platform that drops repetitions sees another message.
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
    """The platform's own identifier of a message that is there."""

    key: str
    place: Place
    message: str
    at: datetime
