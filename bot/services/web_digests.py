"""Feeds, digests and the page's own channel, managed from the local page."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from bot.flows.manage_subscriptions import SubscriptionManager
from bot.flows.poll_feeds import FeedPoller
from bot.flows.run_digests import DigestRunner
from bot.ports.articles import Articles
from bot.ports.feeds import Feeds, ReadFeedList, WriteFeedList
from bot.ports.messages import Outbox
from bot.ports.subscriptions import Subscriptions
from bot.services.find_feed import FeedFinder
from bot.services.web_pastes import cut_page, moment, to_archived
from bot.subscription_rules import parse_form
from briefs.errors import BadRequest, Unknown
from briefs.model.cards import Card
from briefs.model.delivery import Subscription
from briefs.model.feeds import Feed, ImportedFeeds, ListedFeed
from briefs.model.messages import Post
from briefs.model.pastes import ArchivedBriefing
from briefs.model.places import Place
from briefs.model.subscription_forms import (
    ChannelMessage,
    DigestSummary,
    SubscriptionForm,
    Timeline,
)

READER = "reader"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebDigests:
    """Manages the feeds and digests of one place: the local page's own channel."""

    place: Place
    feed_poller: FeedPoller
    subscription_manager: SubscriptionManager
    digest_runner: DigestRunner
    feed_store: Feeds
    subscriptions: Subscriptions
    outbox: Outbox
    articles: Articles
    find_feed: FeedFinder
    read_list: ReadFeedList
    write_list: WriteFeedList
    now: Callable[[], datetime]

    async def feeds(self) -> tuple[Feed, ...]:
        """All feeds."""
        return await self.feed_store.all()

    async def add_feed(self, address: str) -> Feed:
        """Poll a feed: its address, or that of a site that names it. Raises: ReadoutError."""
        return await self.feed_poller.add(await self.find_feed(address), place=self.place)

    async def import_feeds(self, data: bytes) -> ImportedFeeds:
        """The bytes of an OPML file -> its feeds, added and polled at once.

        Raises: BadPage, TooLarge.
        """
        listed = await self.read_list(data)
        known = {feed.url for feed in await self.feeds()}
        for one in listed:
            await self.feed_poller.add(one.url, title=one.title, place=self.place)
        added = len({one.url for one in listed} - known)
        return ImportedFeeds(added, len(listed) - added)

    async def export_feeds(self) -> bytes:
        """All feeds as an OPML file."""
        return self.write_list(ListedFeed(one.url, one.title) for one in await self.feeds())

    async def remove_feed(self, key: str) -> None:
        """Stop polling a feed. Raises: Unknown."""
        if not await self.feed_store.remove(key):
            raise Unknown

    async def digests(self) -> tuple[DigestSummary, ...]:
        """The digests of this place."""
        found = await self.subscriptions.of_place(self.place)
        return tuple([await self.subscription_manager.summary(one) for one in found])

    async def add_digest(self, form: SubscriptionForm) -> DigestSummary:
        """Read the form and subscribe. Raises: BadRequest."""
        known = {feed.key for feed in await self.feeds()}
        for key in form.feeds:
            if key not in known:
                raise BadRequest(
                    "This feed is not here any more.",
                    hint="Choose one of those that are listed.",
                )
        return await self.subscription_manager.subscribe(
            self.place, parse_form(form), owner=READER, feeds=form.feeds
        )

    async def pause(self, key: str) -> None:
        """Stop a digest until it is resumed."""
        await self._own(key)
        await self.subscription_manager.pause(key)

    async def resume(self, key: str) -> None:
        """Resume a paused digest."""
        await self._own(key)
        await self.subscription_manager.resume(key)

    async def skip_today(self, key: str) -> None:
        """Skip today's digest."""
        await self._own(key)
        await self.subscription_manager.skip_today(key)

    async def remove_digest(self, key: str) -> None:
        """Delete a digest."""
        await self._own(key)
        await self.subscription_manager.remove(key)

    async def preview(self, key: str) -> Card:
        """The digest as it would be now; nothing is posted."""
        return await self.digest_runner.preview(await self._own(key))

    async def timeline(self, *, before: str | None = None, limit: int = 10) -> Timeline:
        """Messages posted in this place, newest first."""
        found = await self.outbox.posted(self.place, limit=limit + 1, before=moment(before))
        posts = tuple(ChannelMessage(post, at) for post, at in found)
        return Timeline(*cut_page(posts, limit, at=lambda one: one.at))

    async def post(self, key: str) -> ChannelMessage:
        """One of these messages. Raises: Unknown."""
        receipt = await self.outbox.receipt(key)
        post: Post | None = None
        if receipt is not None and receipt.place.platform == self.place.platform:
            post = await self.outbox.post_of(self.place, receipt.message)
        if receipt is None or post is None:
            raise Unknown
        return ChannelMessage(post, receipt.at)

    async def briefings(self, addresses: Collection[str]) -> dict[str, ArchivedBriefing]:
        """Addresses -> the stored briefings of their articles, where there are any."""
        found = {address: await self.articles.find(address) for address in addresses}
        return {
            address: to_archived(stored) for address, stored in found.items() if stored is not None
        }

    async def _own(self, key: str) -> Subscription:
        found = await self.subscriptions.get(key)
        if found is None or found.place != self.place:
            raise Unknown
        return found
