"""A digest as a form asks for it, as it is planned, and what was posted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from briefs.model.delivery import Subscription
from briefs.model.messages import Post
from briefs.model.places import Slot


@dataclass(frozen=True, slots=True)
class SubscriptionForm:
    """A digest as somebody filled in the form, unread; lists have commas between.

    `weekdays` are 0 (Monday) to 6: pickers give them, what is typed is read at once.

    Feeds are given by who types as `addresses`, where they are chosen from a list as `feeds`,
    their keys. `twice`: they know that the same digest is there, and want it again.
    """

    local_time: str = "08:00"
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    zone: str = ""
    here: bool = True
    feeds: tuple[str, ...] = ()
    topics: str = ""
    actors: str = ""
    sites: str = ""
    mute: str = ""
    empty_too: bool = False
    addresses: tuple[str, ...] = ()
    name: str = ""
    tag: str = ""
    publish: bool = False
    twice: bool = False


@dataclass(frozen=True, slots=True)
class DigestSummary:
    """A digest that is on: `when` is its schedule in one line, `upcoming` are its next slots.

    `comes_at` is when the next one is posted, which quiet hours put off; None if none comes.
    """

    subscription: Subscription
    when: str
    upcoming: tuple[Slot, ...] = ()
    comes_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChannelMessage:
    """A message of the page's own channel."""

    post: Post
    at: datetime


@dataclass(frozen=True, slots=True)
class Timeline:
    """Messages, newest first; `older` goes on where these end, None at the end."""

    items: tuple[ChannelMessage, ...]
    older: str | None = None
