"""The glossary of a newsroom: a digest as wished for, as planned, and what was posted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from briefs.delivery import Subscription
from briefs.model import Post, Slot


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
