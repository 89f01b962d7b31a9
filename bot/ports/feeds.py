"""Stored feeds and their entries, and how a feed is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from briefs.model.articles import Page
from briefs.model.delivery import Arrival, StoredBriefing
from briefs.model.feeds import DueEntry, DueFeed, Feed, FeedItem, ListedFeed


class Feeds(Protocol):
    """Feeds and their entries: each entry is taken in once."""

    async def add(
        self, url: str, *, title: str | None, now: datetime, source: str = ""
    ) -> Feed: ...

    async def get(self, key: str) -> Feed | None: ...

    async def all(self, *, limit: int = 1000) -> tuple[Feed, ...]: ...

    async def remove(self, key: str) -> bool: ...

    async def drop_unused(self, *keys: str, sources: str) -> int: ...

    async def claim(self, key: str, *, now: datetime, lease_s: float) -> DueFeed | None: ...

    async def polled(
        self,
        due: DueFeed,
        *,
        fresh: Sequence[FeedItem],
        old: Sequence[FeedItem] = (),
        title: str | None,
        etag: str | None,
        last_modified: str | None,
        next_at: datetime,
        now: datetime,
    ) -> tuple[str, ...]: ...

    async def failed(
        self, due: DueFeed, *, failure: str, next_at: datetime | None, now: datetime
    ) -> None: ...

    async def claim_entry(self, key: str, *, now: datetime, lease_s: float) -> DueEntry | None: ...

    async def finish_entry(
        self, due: DueEntry, *, stored: StoredBriefing, arrival: Arrival, now: datetime
    ) -> bool: ...

    async def later_entry(self, due: DueEntry, when: datetime, *, failure: str) -> None: ...

    async def fail_entry(self, due: DueEntry, *, failure: str) -> None: ...


class FeedRead(Protocol):
    """A feed as it was read."""

    @property
    def title(self) -> str | None: ...

    @property
    def items(self) -> Sequence[FeedItem]: ...

    @property
    def ttl_s(self) -> float | None: ...


class FeedsAt(Protocol):
    """Page -> addresses of its feeds, itself if it is one. Raises: NothingToRead, TooLarge."""

    async def __call__(self, page: Page) -> tuple[str, ...]: ...


class ReadFeedList(Protocol):
    """The bytes of an OPML file -> its feeds, each once, bounded. Raises: BadPage, TooLarge."""

    async def __call__(self, data: bytes) -> tuple[ListedFeed, ...]: ...


class WriteFeedList(Protocol):
    """Feeds -> the bytes of an OPML file that other readers import."""

    def __call__(self, feeds: Iterable[ListedFeed]) -> bytes: ...


class ReadFeed(Protocol):
    """Page -> FeedRead, bounded. Raises: NothingToRead and its subclasses."""

    async def __call__(self, page: Page) -> FeedRead: ...
