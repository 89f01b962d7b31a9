"""Feeds and their entries, as lists name them, feeds give them and the store hands them out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """A feed of a list (OPML): its address, and its title where the list has one."""

    url: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class ImportedFeeds:
    """What became of a list: how many of its feeds are new here, and how many were here."""

    added: int
    known: int


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is polled. `etag` and `last_modified` are the site's own, for asking again."""

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
    """One entry as a feed gives it; `ident` is unique within the feed.

    `content` is the whole text where the feed gives it (HTML), None where it gives a teaser.
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
