"""Digests as people manage them in a chat; a followed story is one too."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot import keys
from bot.flows.digesting import Digesting
from bot.flows.feeding import Feeding
from bot.flows.subscribing import Subscribing, no_day, no_source
from bot.ports import FeedsAt, Fetch, Schedules
from bot.subscriptions import (
    describe,
    parse_sites,
    parse_time,
    parse_weekdays,
    parse_words,
    parse_zone,
)
from briefs.chatting import Person
from briefs.delivery import Feed, Filters, Sources, Subscription
from briefs.errors import BadRequest, ReadoutError
from briefs.links import as_address
from briefs.model import Card, Place
from briefs.newsroom import Planned, Wish

UPCOMING = 3
FOLLOW_AT = "09:00"
"""New reports of a followed story come in the morning; who wants another time adds a digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planning:
    """Each call names the place that it is about: a key of another place is not found there.

    Whether the asker may is decided before, in bot/flows/chatting.py.
    """

    schedules: Schedules
    subscribing: Subscribing
    digesting: Digesting
    feeding: Feeding
    fetch: Fetch
    feeds_at: FeedsAt
    now: Callable[[], datetime]

    async def listed(self, place: Place) -> tuple[Planned, ...]:
        """The digests of a place."""
        return tuple(self._planned(one) for one in await self.schedules.of_place(place))

    async def feeds(self, place: Place) -> tuple[Feed, ...]:
        """The feeds that the digests of a place take in."""
        here = await self.schedules.of_place(place)
        names = dict.fromkeys(feed for one in here for feed in one.sources.feeds)
        found = [await self.feeding.feeds.get(name) for name in names]
        return tuple(feed for feed in found if feed is not None)

    def faults(self, wish: Wish) -> dict[str, BadRequest]:
        """What of a wish cannot be, by its field: what a form shows beside it."""
        found: dict[str, BadRequest] = {}
        parsed: dict[str, tuple[Callable[[str], object], str]] = {
            "time": (parse_time, wish.local_time),
            "zone": (parse_zone, wish.zone or "UTC"),
            "sites": (parse_sites, wish.sites),
        }
        for name, (parse, text) in parsed.items():
            try:
                parse(text)
            except BadRequest as error:
                found[name] = error
        if not wish.weekdays:
            found["days"] = no_day()
        if not wish.here and not wish.feeds:
            found["sources"] = no_source()
        return found

    async def add(self, place: Place, wish: Wish, *, by: Person) -> Planned:
        """Read a wish and subscribe; `wish.feeds` are addresses. Raises: BadRequest, ReadoutError.

        A wish without a zone takes the asker's own.
        """
        filters = Filters(
            topics=parse_words(wish.topics),
            actors=parse_words(wish.actors),
            sites=parse_sites(wish.sites),
            mute=parse_words(wish.mute),
        )
        at, days = parse_time(wish.local_time), parse_weekdays(wish.weekdays)
        zone = parse_zone(wish.zone or by.zone or "UTC")
        feeds = tuple([await self._feed(place, address) for address in wish.feeds])
        made = await self.subscribing.add(
            place,
            owner=by.id,
            local_time=at,
            weekdays=days,
            zone=zone,
            sources=Sources(here=wish.here, feeds=feeds),
            filters=filters,
            empty_too=wish.empty_too,
        )
        return self._planned(made)

    async def follow(self, place: Place, story: str, *, by: Person) -> str:
        """Subscribe a thread to the story of an article, once -> the digest's key."""
        name = f"{keys.channel(place)}|{place.thread}|{story}"
        key = hashlib.sha256(name.encode()).hexdigest()[:8]
        found = await self.schedules.get(key)
        if found is not None:
            return found.key
        here = await self.schedules.of_place(place)
        feeds = tuple(dict.fromkeys(feed for one in here for feed in one.sources.feeds))
        wanted = Subscription(
            key=key,
            place=place,
            owner=by.id,
            local_time=FOLLOW_AT,
            weekdays=tuple(range(7)),
            zone=parse_zone(by.zone or "UTC"),
            created_at=self.now(),
            sources=Sources(here=True, feeds=feeds),
            filters=Filters(story=story),
        )
        return (await self.subscribing.change(wanted)).key

    async def preview(self, place: Place, key: str) -> Card:
        """What a digest would post now; nothing is posted. Raises: BadRequest."""
        return await self.digesting.preview(await self._own(place, key))

    async def pause(self, place: Place, key: str) -> Planned:
        """Stop a digest until it is resumed. Raises: BadRequest."""
        await self._own(place, key)
        return self._planned(await self.subscribing.pause(key))

    async def resume(self, place: Place, key: str) -> Planned:
        """Let it run again. Raises: BadRequest."""
        await self._own(place, key)
        return self._planned(await self.subscribing.resume(key))

    async def skip(self, place: Place, key: str) -> Planned:
        """Leave out today's. Raises: BadRequest."""
        await self._own(place, key)
        return self._planned(await self.subscribing.skip_today(key))

    async def remove(self, place: Place, key: str) -> None:
        """End it. Raises: BadRequest."""
        ended = await self._own(place, key)
        await self.subscribing.remove(key)
        await self.feeding.let_go(place, ended.sources.feeds)

    async def _feed(self, place: Place, address: str) -> str:
        """A feed's address, or a site's that names its feed -> the feed's key."""
        try:
            found = await self.feeds_at(await self.fetch(as_address(address)))
            return (await self.feeding.add(found[0], place=place)).key
        except ReadoutError as error:
            raise BadRequest(f"No feed could be read there: {error}", hint=error.hint) from error

    async def _own(self, place: Place, key: str) -> Subscription:
        found = await self.schedules.get(key)
        if found is None or keys.channel(found.place) != keys.channel(place):
            raise BadRequest(f"There is no digest {key} here.", hint="List them to see their keys.")
        return found

    def _planned(self, subscription: Subscription) -> Planned:
        upcoming = self.subscribing.upcoming(subscription, UPCOMING)
        return Planned(subscription, describe(subscription), upcoming)
