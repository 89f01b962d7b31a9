"""Places of links and posts, and slots of digests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from briefs.model.serialization import also_read_as


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a message: platform, workspace, channel, thread.

    `workspace` is a Slack team, a Discord guild or "" where there is none; `thread`
    is the platform's own thread identifier.
    """

    platform: str
    workspace: str
    channel: str
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class LinkSeen:
    """One message's links to brief (one message, one reply).

    `automatic`: nobody asked; every link of the channel is briefed. `left_out`: number of links
    beyond the limit.
    """

    place: Place
    message: str
    author: str
    links: tuple[str, ...]
    seen_at: datetime
    event: str | None = None
    again: bool = False
    private: bool = False
    automatic: Annotated[bool, also_read_as("automatic", "unasked")] = False
    left_out: int = 0

    @property
    def written_in(self) -> Place:
        """The message's own place; its answer may be in the thread below it."""
        own_thread = self.place.thread == self.message
        return replace(self.place, thread=None) if own_thread else self.place


@dataclass(frozen=True, slots=True)
class Slot:
    """One due digest, unique by (subscription, local date, local time)."""

    subscription: str
    local_date: str
    local_time: str
    due_at: datetime
