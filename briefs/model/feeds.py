"""Feeds and their entries: as lists name them, as feeds give them, as the store holds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """A feed in a list (OPML): its address, and its title if the list has one."""

    url: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class ImportedFeeds:
    """The result of importing a list: how many feeds were added, how many were known."""

    added: int
    known: int


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is polled. `etag`, `last_modified`: the site's, for conditional requests."""

    key: str
    url: str
    title: str | None
    created_at: datetime
    due_at: datetime | None = None
    failures: int = 0
    failure: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    polled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One entry of a feed; `ident` is unique within the feed.

    `content`: the whole text (HTML) if the feed has it, None if it has only a teaser.
    """

    ident: str
    url: str
    title: str = ""
    published: str | None = None
    content: str | None = None


@dataclass(frozen=True, slots=True)
class DueFeed:
    """A claimed feed."""

    feed: Feed
    token: str
    lease_until: datetime


@dataclass(frozen=True, slots=True)
class DueEntry:
    """A claimed entry."""

    key: str
    feed: str
    item: FeedItem
    attempt: int
    token: str
    lease_until: datetime
