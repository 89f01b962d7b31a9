"""A newsroom in memory. It parses forms only as far as tests need; the real one is in the bot."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from adapters.feeds.opml import read_opml, write_opml
from adapters.web.page_channel import CHANNEL
from briefs.errors import BadLink, BadRequest, Unknown
from briefs.model.cards import Card, CardKind, CardLine, CardPart, Run, Tone
from briefs.model.delivery import Filters, Sources, Subscription
from briefs.model.feeds import Feed, ImportedFeeds, ListedFeed
from briefs.model.messages import Post
from briefs.model.pastes import ArchivedBriefing
from briefs.model.places import Slot
from briefs.model.stories import Witness
from briefs.model.subscription_forms import (
    ChannelMessage,
    DigestSummary,
    SubscriptionForm,
    Timeline,
)

NOON = datetime(2026, 5, 8, 12, 0, tzinfo=UTC)


def digest_card(
    headline: str = "Two stories since Tuesday", text: str = "The two sides met"
) -> Card:
    """A digest of two invented stories, with every kind of line that a digest has."""
    post, courier = "https://inland-post.example/a", "https://sorrel-courier.example/b"
    both = (Witness(post, "The Inland Post", ()), Witness(courier, "The Sorrel Courier", ()))
    lines = (
        CardLine((Run(f"{text} in Port Sorrel"),), url=post, witnesses=both),
        CardLine(
            (Run("Helena Marsh", Tone.NAME), Run(": "), Run("“good news”", Tone.QUOTE)),
            url=courier,
            mark="only in The Sorrel Courier",
        ),
    )
    return Card(
        CardKind.DIGEST,
        headline,
        parts=(
            CardPart("2 outlets, new since Tuesday", lines, title="A river is shared", url=post),
            CardPart("1 outlet", (CardLine((Run("The canal opened"),), url=post),), title=text),
        ),
        source="5 articles",
        notes=("Late: Readout was not running at 08:00.",),
    )


class MemoryNewsroom:
    """Newsroom over dictionaries."""

    def __init__(self) -> None:
        self.feed_store: dict[str, Feed] = {}
        self.subscriptions: dict[str, Subscription] = {}
        self.posts: list[ChannelMessage] = []
        self.forms: list[SubscriptionForm] = []
        self.card = digest_card()
        self.filed: dict[str, ArchivedBriefing] = {}

    async def feeds(self) -> tuple[Feed, ...]:
        return tuple(self.feed_store.values())

    async def add_feed(self, address: str) -> Feed:
        if "." not in address:
            raise BadLink
        key = f"f{len(self.feed_store) + 1}"
        feed = self.feed_store[key] = Feed(key, address, None, NOON)
        return feed

    async def import_feeds(self, data: bytes) -> ImportedFeeds:
        listed = read_opml(data)
        known = {feed.url for feed in self.feed_store.values()}
        for number, one in enumerate(listed):
            if one.url not in known:
                self.feed_store[f"i{number}"] = Feed(f"i{number}", one.url, one.title, NOON)
        added = len({one.url for one in listed} - known)
        return ImportedFeeds(added, len(listed) - added)

    async def export_feeds(self) -> bytes:
        return write_opml(ListedFeed(one.url, one.title) for one in self.feed_store.values())

    async def remove_feed(self, key: str) -> None:
        if self.feed_store.pop(key, None) is None:
            raise Unknown

    async def digests(self) -> tuple[DigestSummary, ...]:
        return tuple(map(self._planned, self.subscriptions.values()))

    def _planned(self, subscription: Subscription) -> DigestSummary:
        summary = f"{subscription.local_time} {subscription.zone}"
        if subscription.paused:
            return DigestSummary(subscription, summary)
        days = 2 if subscription.skip_date else 1
        slot = Slot(subscription.key, "2026-05-09", subscription.local_time, NOON + timedelta(days))
        return DigestSummary(subscription, summary, (slot,))

    async def add_digest(self, form: SubscriptionForm) -> DigestSummary:
        self.forms.append(form)
        if not form.weekdays:
            raise BadRequest("A digest needs a day.", hint="Choose one.")
        if "/" not in form.zone:
            raise BadRequest(f'"{form.zone}" is not a time zone.', hint="Like Europe/Berlin.")
        key = f"d{len(self.subscriptions) + 1}"
        subscription = self.subscriptions[key] = Subscription(
            key,
            CHANNEL,
            "page",
            form.local_time,
            (0, 1, 2, 3, 4),
            form.zone,
            NOON,
            Sources(form.here, form.feeds),
            Filters(topics=tuple(filter(None, form.topics.split(",")))),
        )
        return self._planned(subscription)

    def _subscription(self, key: str) -> Subscription:
        if key not in self.subscriptions:
            raise BadRequest(f"There is no digest {key}.")
        return self.subscriptions[key]

    async def pause(self, key: str) -> None:
        self.subscriptions[key] = replace(self._subscription(key), paused="on request")

    async def resume(self, key: str) -> None:
        self.subscriptions[key] = replace(self._subscription(key), paused=None)

    async def skip_today(self, key: str) -> None:
        self.subscriptions[key] = replace(self._subscription(key), skip_date=date(2026, 5, 8))

    async def remove_digest(self, key: str) -> None:
        self._subscription(key)
        del self.subscriptions[key]

    async def preview(self, key: str) -> Card:
        self._subscription(key)
        return self.card

    def publish(self, card: Card) -> ChannelMessage:
        number = len(self.posts) + 1
        posted = ChannelMessage(Post(f"p{number}", CHANNEL, card), NOON + timedelta(minutes=number))
        self.posts.append(posted)
        return posted

    async def timeline(self, *, before: str | None = None, limit: int = 10) -> Timeline:
        newest = [p for p in reversed(self.posts) if before is None or p.at.isoformat() < before]
        items = tuple(newest[:limit])
        return Timeline(items, items[-1].at.isoformat() if len(newest) > limit else None)

    async def post(self, key: str) -> ChannelMessage:
        for posted in self.posts:
            if posted.post.key == key:
                return posted
        raise Unknown

    async def briefings(self, addresses: Collection[str]) -> dict[str, ArchivedBriefing]:
        return {one: self.filed[one] for one in addresses if one in self.filed}


def fill() -> MemoryNewsroom:
    """A newsroom with an example of everything that its pages show."""
    room = MemoryNewsroom()
    room.feed_store["f1"] = Feed(
        "f1", "https://inland-post.example/feed.xml", "The Inland Post", NOON, polled_at=NOON
    )
    room.feed_store["f2"] = Feed(
        "f2",
        "https://sorrel-courier.example/rss",
        None,
        NOON,
        failures=3,
        failure="The site is busy or has a fault.",
    )
    for key, paused in (("d1", None), ("d2", "on request")):
        room.subscriptions[key] = Subscription(
            key,
            CHANNEL,
            "page",
            "08:00",
            (0, 1, 2, 3, 4),
            "Europe/Berlin",
            NOON,
            Sources(True, ("f1",)),
            Filters(topics=("water", "trade"), mute=("sport",)),
            paused=paused,
        )
    room.publish(digest_card())
    room.publish(digest_card("One story today"))
    return room
