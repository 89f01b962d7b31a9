"""A newsroom in memory. It reads the form as far as tests need; the real reading is the bot's."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from adapters.web.chat import CHANNEL
from briefs.delivery import Feed, Filters, Sources, Subscription
from briefs.errors import BadLink, BadRequest, Unknown
from briefs.model import Card, CardKind, CardLine, CardPart, Post, Run, Slot, Tone, Witness
from briefs.newsroom import Planned, Posted, Timeline, Wish
from briefs.pasting import Filed

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
        self.kept_feeds: dict[str, Feed] = {}
        self.subscriptions: dict[str, Subscription] = {}
        self.posts: list[Posted] = []
        self.wishes: list[Wish] = []
        self.card = digest_card()
        self.filed: dict[str, Filed] = {}

    async def feeds(self) -> tuple[Feed, ...]:
        return tuple(self.kept_feeds.values())

    async def add_feed(self, address: str) -> Feed:
        if "." not in address:
            raise BadLink
        key = f"f{len(self.kept_feeds) + 1}"
        feed = self.kept_feeds[key] = Feed(key, address, None, NOON)
        return feed

    async def remove_feed(self, key: str) -> None:
        if self.kept_feeds.pop(key, None) is None:
            raise Unknown

    async def digests(self) -> tuple[Planned, ...]:
        return tuple(map(self._planned, self.subscriptions.values()))

    def _planned(self, subscription: Subscription) -> Planned:
        told = f"{subscription.local_time} {subscription.zone}"
        if subscription.paused:
            return Planned(subscription, told)
        days = 2 if subscription.skip_date else 1
        slot = Slot(subscription.key, "2026-05-09", subscription.local_time, NOON + timedelta(days))
        return Planned(subscription, told, (slot,))

    async def add_digest(self, wish: Wish) -> Planned:
        self.wishes.append(wish)
        if not wish.weekdays:
            raise BadRequest("A digest needs a day.", hint="Choose one.")
        if "/" not in wish.zone:
            raise BadRequest(f'"{wish.zone}" is not a time zone.', hint="Like Europe/Berlin.")
        key = f"d{len(self.subscriptions) + 1}"
        subscription = self.subscriptions[key] = Subscription(
            key,
            CHANNEL,
            "page",
            wish.local_time,
            (0, 1, 2, 3, 4),
            wish.zone,
            NOON,
            Sources(wish.here, wish.feeds),
            Filters(topics=tuple(filter(None, wish.topics.split(",")))),
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

    def publish(self, card: Card) -> Posted:
        number = len(self.posts) + 1
        posted = Posted(Post(f"p{number}", CHANNEL, card), NOON + timedelta(minutes=number))
        self.posts.append(posted)
        return posted

    async def timeline(self, *, before: str | None = None, limit: int = 10) -> Timeline:
        newest = [p for p in reversed(self.posts) if before is None or p.at.isoformat() < before]
        items = tuple(newest[:limit])
        return Timeline(items, items[-1].at.isoformat() if len(newest) > limit else None)

    async def post(self, key: str) -> Posted:
        for posted in self.posts:
            if posted.post.key == key:
                return posted
        raise Unknown

    async def briefings(self, addresses: Collection[str]) -> dict[str, Filed]:
        return {one: self.filed[one] for one in addresses if one in self.filed}


def fill() -> MemoryNewsroom:
    """A newsroom with something in every corner."""
    room = MemoryNewsroom()
    room.kept_feeds["f1"] = Feed(
        "f1", "https://inland-post.example/feed.xml", "The Inland Post", NOON, polled_at=NOON
    )
    room.kept_feeds["f2"] = Feed(
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
