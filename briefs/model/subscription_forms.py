"""Forms for digests, summaries of digests, and the local page's own messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from briefs.model.delivery import Subscription
from briefs.model.messages import Post
from briefs.model.places import Slot


@dataclass(frozen=True, slots=True)
class SubscriptionForm:
    """A digest's form as filled in, unparsed; lists are separated by commas.

    `weekdays` are 0 (Monday) to 6: from pickers, or parsed when typed. Feeds that are typed are
    `addresses`; feeds chosen from a list are `feeds`, by their keys. `twice`: add it although the
    same digest exists.
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
    """A subscription with `when`, its schedule in one line, and `upcoming`, its next slots.

    `comes_at`: when the next digest is posted, after quiet hours; None if there is none.
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
    """A page of messages, newest first; `older`: mark of the next page, None at the end."""

    items: tuple[ChannelMessage, ...]
    older: str | None = None
