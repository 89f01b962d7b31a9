"""What the page needs to show and manage feeds and digests; wiring.py hands it in.

It is apart from `Desk`: a page without a store briefs all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from briefs.delivery import Feed, Subscription
from briefs.model import Card, Post, Slot


@dataclass(frozen=True, slots=True)
class Wish:
    """A digest as somebody filled in the form, unread; lists have commas between."""

    local_time: str = "08:00"
    weekdays: str = "mon-fri"
    zone: str = ""
    here: bool = True
    feeds: tuple[str, ...] = ()
    topics: str = ""
    actors: str = ""
    sites: str = ""
    mute: str = ""
    empty_too: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """A digest that is on: `told` says when in one line, `upcoming` are its next slots."""

    subscription: Subscription
    told: str
    upcoming: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class Posted:
    """A message of the page's own channel."""

    post: Post
    at: datetime


@dataclass(frozen=True, slots=True)
class Timeline:
    """Messages, newest first; `older` goes on where these end, None at the end."""

    items: tuple[Posted, ...]
    older: str | None = None


class Newsroom(Protocol):
    """Feeds, digests and the page's own channel. All raise Unknown for a key that is not there."""

    async def feeds(self) -> tuple[Feed, ...]:
        """All feeds."""

    async def add_feed(self, address: str) -> Feed:
        """A feed's address, or a site's that names its feed. Raises: ReadoutError."""

    async def remove_feed(self, key: str) -> None:
        """Poll it no more."""

    async def digests(self) -> tuple[Planned, ...]:
        """The digests of the page's own channel."""

    async def add_digest(self, wish: Wish) -> Planned:
        """Read the form and subscribe. Raises: BadRequest."""

    async def pause(self, key: str) -> None:
        """Stop a digest until it is resumed."""

    async def resume(self, key: str) -> None:
        """Let it run again."""

    async def skip_today(self, key: str) -> None:
        """Leave out today's."""

    async def remove_digest(self, key: str) -> None:
        """End it."""

    async def preview(self, key: str) -> Card:
        """What it would post now; nothing is posted."""

    async def timeline(self, *, before: str | None = None, limit: int = 10) -> Timeline:
        """What was posted in the page's own channel."""

    async def post(self, key: str) -> Posted:
        """One of these messages."""
