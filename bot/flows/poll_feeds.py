"""Feeds -> their new entries -> briefings, as if somebody had pasted the links."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot import keys
from bot.flows.answer_links import FRESH_FOR
from bot.ports.articles import Articles, Pages
from bot.ports.feeds import Feeds, ReadFeed
from bot.ports.jobs import Jobs
from bot.ports.reading import BriefItem, BriefLink, Fetch
from bot.retries import ENTRY, Backoff, next_poll
from briefs.errors import (
    BadLink,
    Interrupted,
    NotEnglish,
    NotFound,
    ReadoutError,
    RefusedAddress,
    TryLater,
)
from briefs.model.articles import Page
from briefs.model.delivery import Arrival, Job, JobKind, StoredBriefing
from briefs.model.feeds import DueEntry, DueFeed, Feed
from briefs.model.places import Place

log = logging.getLogger(__name__)

MAX_NEW = 50
"""Entries taken from one poll; a feed with more is an archive."""

FIRST_ENTRIES = 5
"""Entries taken of what a new feed already has; older ones are not news."""

PAGE_KEPT_FOR = timedelta(days=7)
"""How long a feed's last answer is cached, for conditional requests (If-Modified-Since)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPoller:
    """Polls feeds and briefs their entries."""

    feeds: Feeds
    articles: Articles
    pages: Pages
    jobs: Jobs
    fetch: Fetch
    read: ReadFeed
    brief: BriefLink
    brief_item: BriefItem
    version: str
    now: Callable[[], datetime]
    retries: Backoff = ENTRY
    lease_s: float = 100.0

    async def add(self, url: str, *, title: str | None = None, place: Place | None = None) -> Feed:
        """Start polling a feed, at once; `place` asked for it."""
        source = keys.channel(place) if place is not None else ""
        feed = await self.feeds.add(url, title=title, now=self.now(), source=source)
        await self.jobs.submit(Job(JobKind.FEED, feed.key))
        return feed

    async def drop_unused(self, place: Place, several: Sequence[str]) -> None:
        """Stop polling feeds of an ended digest that no other digest takes in."""
        await self.feeds.drop_unused(*several, sources=keys.platform(place))

    async def poll(self, key: str) -> datetime | None:
        """Poll a feed once -> when to poll it again, None if it is not to be polled any more."""
        due = await self.feeds.claim(key, now=self.now(), lease_s=self.lease_s)
        if due is None:
            return None
        try:
            return await self._poll(due)
        except Exception as error:  # a fault of ours is tried again like any other
            if not isinstance(error, ReadoutError):
                log.exception("poll failed", extra={"key": key})
            now = self.now()
            asked_s = error.after_s if isinstance(error, TryLater) else None
            failures = due.feed.failures + 1
            when = next_poll(now=now, failures=failures, asked_s=asked_s, key=key)
            reason = str(error) if isinstance(error, ReadoutError) else type(error).__name__
            await self.feeds.failed(due, failure=reason, next_at=when, now=now)
            return when

    async def _poll(self, due: DueFeed) -> datetime | None:
        feed = due.feed
        cached = await self.pages.get(feed.url, now=self.now())
        page: Page = await self.fetch(feed.url, cached=cached)
        read = await self.read(page)
        now = self.now()
        when = next_poll(now=now, failures=0, asked_s=read.ttl_s, key=feed.key)
        assert when is not None
        await self.pages.put(feed.url, page, expires_at=now + PAGE_KEPT_FOR)
        first = feed.polled_at is None
        count = FIRST_ENTRIES if first else MAX_NEW
        entries = await self.feeds.polled(
            due,
            fresh=read.items[:count],
            old=read.items[count:] if first else (),
            title=read.title,
            etag=page.etag,
            last_modified=page.last_modified,
            next_at=when,
            now=now,
        )
        await self.jobs.submit(*(Job(JobKind.ENTRY, entry) for entry in entries))
        return when

    async def entry(self, key: str) -> datetime | None:
        """One attempt to brief an entry -> when to try again, None if it is done."""
        now = self.now()
        due = await self.feeds.claim_entry(key, now=now, lease_s=self.lease_s)
        if due is None:
            return None
        if self.retries.exhausted(due.attempt):
            await self.feeds.fail_entry(due, failure=str(Interrupted()))
            return None
        try:
            link = due.item.url
            known = await self.articles.find(link, version=self.version, since=now - FRESH_FOR)
            stored = known or await self._briefed(due)
        except Exception as error:  # a fault of ours is tried again like any other
            if not isinstance(error, ReadoutError):
                log.exception("entry failed", extra={"key": key, "attempt": due.attempt})
            reason = str(error) if isinstance(error, ReadoutError) else type(error).__name__
            when = self.retries(error, due.attempt, self.now(), key=key)
            if when is None:
                await self.feeds.fail_entry(due, failure=reason)
            else:
                await self.feeds.later_entry(due, when, failure=reason)
            return when
        feed = await self.feeds.get(due.feed)
        name = (feed.title or feed.url) if feed else None
        now = self.now()
        await self.feeds.finish_entry(
            due,
            stored=replace(stored, addresses=(*stored.addresses, link)),
            arrival=Arrival(keys.feed(due.feed), due.key, now, feed=name),
            now=now,
        )
        return None

    async def _briefed(self, due: DueEntry) -> StoredBriefing:
        """The briefing of the entry's page, or of the text in its feed if the page shows none.

        A page that may answer later is tried until the last attempt. A page that is gone, in
        another language or not public is never replaced by the text in the feed.
        """
        try:
            return await self.brief(due.item.url)
        except (NotFound, NotEnglish, RefusedAddress, BadLink):
            raise
        except ReadoutError as error:
            last = self.retries(error, due.attempt, self.now(), key=due.key) is None
            if due.item.content is None or not last:
                raise
            return await self.brief_item(due.item)
