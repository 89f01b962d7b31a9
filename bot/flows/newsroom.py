"""Feeds, digests and the page's own channel, as a reader of the local page manages them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from bot.flows.desk import filed, moment, turned
from bot.flows.digesting import Digesting
from bot.flows.feeding import Feeding
from bot.flows.subscribing import Subscribing
from bot.ports import Feeds, FeedsAt, Fetch, Library, Outbox, Schedules
from bot.subscriptions import (
    describe,
    parse_sites,
    parse_time,
    parse_weekdays,
    parse_words,
    parse_zone,
)
from briefs.delivery import Feed, Filters, Sources, Subscription
from briefs.errors import BadRequest, Unknown
from briefs.links import as_address
from briefs.model import Card, Place, Post
from briefs.newsroom import Planned, Posted, Timeline, Wish
from briefs.pasting import Filed

READER = "reader"
UPCOMING = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNewsroom:
    """Manages what one place gets; the local page's place is its own channel."""

    place: Place
    feeding: Feeding
    subscribing: Subscribing
    digesting: Digesting
    kept_feeds: Feeds
    schedules: Schedules
    outbox: Outbox
    library: Library
    fetch: Fetch
    feeds_at: FeedsAt
    now: Callable[[], datetime]

    async def feeds(self) -> tuple[Feed, ...]:
        """All feeds."""
        return await self.kept_feeds.all()

    async def add_feed(self, address: str) -> Feed:
        """A feed's address, or a site's that names its feed. Raises: ReadoutError."""
        found = await self.feeds_at(await self.fetch(as_address(address)))
        return await self.feeding.add(found[0], place=self.place)

    async def remove_feed(self, key: str) -> None:
        """Poll it no more. Raises: Unknown."""
        if not await self.kept_feeds.remove(key):
            raise Unknown

    async def digests(self) -> tuple[Planned, ...]:
        """The digests of this place."""
        return tuple(self._planned(one) for one in await self.schedules.of_place(self.place))

    async def add_digest(self, wish: Wish) -> Planned:
        """Read the form and subscribe. Raises: BadRequest."""
        known = {feed.key for feed in await self.feeds()}
        for key in wish.feeds:
            if key not in known:
                raise BadRequest(f"There is no feed {key}.", hint="It may have been removed.")
        subscription = await self.subscribing.add(
            self.place,
            owner=READER,
            local_time=parse_time(wish.local_time),
            weekdays=parse_weekdays(wish.weekdays),
            zone=parse_zone(wish.zone),
            sources=Sources(here=wish.here, feeds=wish.feeds),
            filters=Filters(
                topics=parse_words(wish.topics),
                actors=parse_words(wish.actors),
                sites=parse_sites(wish.sites),
                mute=parse_words(wish.mute),
            ),
            empty_too=wish.empty_too,
        )
        return self._planned(subscription)

    async def pause(self, key: str) -> None:
        """Stop a digest until it is resumed."""
        await self._own(key)
        await self.subscribing.pause(key)

    async def resume(self, key: str) -> None:
        """Let it run again."""
        await self._own(key)
        await self.subscribing.resume(key)

    async def skip_today(self, key: str) -> None:
        """Leave out today's."""
        await self._own(key)
        await self.subscribing.skip_today(key)

    async def remove_digest(self, key: str) -> None:
        """End it."""
        await self._own(key)
        await self.subscribing.remove(key)

    async def preview(self, key: str) -> Card:
        """What it would post now; nothing is posted."""
        return await self.digesting.preview(await self._own(key))

    async def timeline(self, *, before: str | None = None, limit: int = 10) -> Timeline:
        """What was posted in this place, newest first."""
        found = await self.outbox.posted(self.place, limit=limit + 1, before=moment(before))
        posts = tuple(Posted(post, at) for post, at in found)
        return Timeline(*turned(posts, limit, at=lambda one: one.at))

    async def post(self, key: str) -> Posted:
        """One of these messages. Raises: Unknown."""
        receipt = await self.outbox.receipt(key)
        post: Post | None = None
        if receipt is not None and receipt.place.platform == self.place.platform:
            post = await self.outbox.post_of(self.place, receipt.message)
        if receipt is None or post is None:
            raise Unknown
        return Posted(post, receipt.at)

    async def briefings(self, addresses: Collection[str]) -> dict[str, Filed]:
        """What is kept of the articles at these addresses."""
        found = {address: await self.library.find(address) for address in addresses}
        return {address: filed(kept) for address, kept in found.items() if kept is not None}

    async def _own(self, key: str) -> Subscription:
        found = await self.schedules.get(key)
        if found is None or found.place != self.place:
            raise Unknown
        return found

    def _planned(self, subscription: Subscription) -> Planned:
        upcoming = self.subscribing.upcoming(subscription, UPCOMING)
        return Planned(subscription, describe(subscription), upcoming)
