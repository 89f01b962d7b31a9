"""Management of digests in a chat; a followed story is a digest too."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot import keys
from bot.flows.manage_subscriptions import (
    MAX_FEEDS,
    SubscriptionManager,
    no_day,
    no_source,
    too_many_feeds,
)
from bot.flows.poll_feeds import FeedPoller
from bot.flows.run_digests import DigestRunner
from bot.ports.places import ChannelSettings
from bot.ports.subscriptions import Subscriptions
from bot.services.find_feed import FeedFinder
from bot.subscription_rules import ParsedForm, parse_form, parse_sites, parse_time, parse_zone
from briefs.errors import BadRequest, NotAllowed, PlaceDeleted, PlaceGone, ReadoutError
from briefs.model.cards import Card
from briefs.model.chat import Person
from briefs.model.delivery import Filters, Sources, Subscription
from briefs.model.feeds import Feed
from briefs.model.places import Place
from briefs.model.subscription_forms import DigestSummary, SubscriptionForm
from briefs.translatable import translatable

ONLY_PINGERS = "Only who may mention all roles, or manage roles, may let a digest mention one."

FOLLOW_AT = "09:00"
"""Local time at which new reports of a followed story are posted; for another, add a digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatDigests:
    """The digests of a place, by their keys; digests of other places are not found.

    Permissions were checked before, in bot/services/chat_requests.py.
    """

    subscriptions: Subscriptions
    channel_settings: ChannelSettings
    subscription_manager: SubscriptionManager
    digest_runner: DigestRunner
    feed_poller: FeedPoller
    find_feed: FeedFinder
    now: Callable[[], datetime]

    async def listed(self, place: Place) -> tuple[DigestSummary, ...]:
        """The digests of a place."""
        found = await self.subscriptions.of_place(place)
        return tuple([await self.subscription_manager.summary(one) for one in found])

    async def changeable(self, place: Place) -> frozenset[str]:
        """The keys of the digests that the asker may change: all of them."""
        return frozenset(one.key for one in await self.subscriptions.of_place(place))

    async def feeds(self, place: Place) -> tuple[Feed, ...]:
        """The feeds that the digests of a place read."""
        here = await self.subscriptions.of_place(place)
        names = dict.fromkeys(feed for one in here for feed in one.sources.feeds)
        found = [await self.feed_poller.feeds.get(name) for name in names]
        return tuple(feed for feed in found if feed is not None)

    def faults(self, form: SubscriptionForm) -> dict[str, BadRequest]:
        """Form -> errors by field, to be shown in the form."""
        found: dict[str, BadRequest] = {}
        parsed: dict[str, tuple[Callable[[str], object], str]] = {
            "time": (parse_time, form.local_time),
            "zone": (parse_zone, form.zone or "UTC"),
            "sites": (parse_sites, form.sites),
        }
        for name, (parse, text) in parsed.items():
            try:
                parse(text)
            except BadRequest as error:
                found[name] = error
        if not form.weekdays:
            found["days"] = no_day()
        if not form.here and not form.addresses:
            found["sources"] = no_source()
        if len(form.addresses) > MAX_FEEDS:
            found["feeds"] = too_many_feeds()
        return found

    async def add(self, place: Place, form: SubscriptionForm, *, by: Person) -> DigestSummary:
        """Form -> subscription. Raises: BadRequest, ReadoutError.

        A form without a zone takes the asker's own, else the usual one.
        """
        wanted = self._parsed(form, zone=by.zone or await self._usual_zone(place))
        feeds = tuple([await self._feed(place, address) for address in form.addresses])
        made = await self.subscription_manager.subscribe(place, wanted, owner=by.id, feeds=feeds)
        if form.zone or by.zone:
            await self._remember_zone(place, wanted.zone)
        return made

    def _parsed(self, form: SubscriptionForm, *, zone: str) -> ParsedForm:
        """Form -> values, before any of its feeds is requested. Raises: BadRequest."""
        for fault in self.faults(form).values():
            raise fault
        return parse_form(form, zone=zone)

    async def _usual_zone(self, place: Place) -> str:
        """The zone remembered here, else in the workspace, else that of its newest digest."""
        for one in (place, Place(place.platform, place.workspace, "")):
            remembered = (await self.channel_settings.get(one)).usual_zone
            if remembered is not None:
                return remembered
        # For digests that are older than this setting. A followed story does not count: its zone is
        # that of the person who followed it.
        known = await self.subscriptions.of_workspace(place.platform, place.workspace)
        added = (one for one in known if one.filters.story is None and place.workspace)
        newest = max(added, key=lambda one: one.created_at, default=None)
        return newest.zone if newest is not None else "UTC"

    async def _remember_zone(self, place: Place, zone: str) -> None:
        """Store the zone with the settings, so that it stays after the digests are deleted."""
        await self.channel_settings.set_usual_zone(place, zone)
        if place.workspace and not place.channel.startswith("@"):
            everywhere = Place(place.platform, place.workspace, "")
            await self.channel_settings.set_usual_zone(everywhere, zone)

    async def form(self, place: Place, key: str) -> SubscriptionForm:
        """A digest -> the form that would make it. Raises: BadRequest."""
        one = await self._own(place, key)
        if one.filters.story is not None:
            raise BadRequest("A followed story has no form: stop following it, or follow another.")
        found = [await self.feed_poller.feeds.get(name) for name in one.sources.feeds]
        return SubscriptionForm(
            local_time=one.local_time,
            weekdays=one.weekdays,
            zone=one.zone,
            here=one.sources.here,
            addresses=tuple(feed.url for feed in found if feed is not None),
            topics=", ".join(one.filters.topics),
            actors=", ".join(one.filters.actors),
            sites=", ".join(one.filters.sites),
            mute=", ".join(one.filters.mute),
            empty_too=one.empty_too,
            name=one.name,
            tag=one.tag,
            publish=one.publish,
        )

    async def change(
        self, place: Place, key: str, form: SubscriptionForm, *, by: Person
    ) -> DigestSummary:
        """Change a digest as a form says; what it has shown stays shown. Raises: BadRequest."""
        one = await self._own(place, key)
        wanted = self._parsed(form, zone=one.zone)
        feeds = tuple([await self._feed(place, address) for address in form.addresses])
        changed = replace(
            one,
            local_time=wanted.local_time,
            weekdays=wanted.weekdays,
            zone=wanted.zone,
            sources=Sources(here=wanted.here, feeds=feeds),
            filters=replace(wanted.filters, story=one.filters.story),
            empty_too=wanted.empty_too,
            name=wanted.name,
            tag=wanted.tag,
            publish=wanted.publish,
        )
        changed = await self.subscription_manager.change(changed)
        await self._remember_zone(place, changed.zone)
        dropped = set(one.sources.feeds) - set(changed.sources.feeds)
        await self.feed_poller.drop_unused(place, tuple(sorted(dropped)))
        return await self.subscription_manager.summary(changed)

    def follow_key(self, place: Place, story: str) -> str:
        """The key that a digest has which follows a story in a thread; it need not exist."""
        name = f"{keys.channel(place)}|{place.thread}|{story}"
        return hashlib.sha256(name.encode()).hexdigest()[:8]

    async def follow(self, place: Place, story: str, *, by: Person, near: Place) -> str:
        """Subscribe a thread to the story of an article, once -> the digest's key.

        The digest reads the feeds of `near`, the channel where the article was asked for.
        """
        key = self.follow_key(place, story)
        found = await self.subscriptions.get(key)
        if found is not None:
            return found.key
        here = await self.subscriptions.of_place(near)
        feeds = tuple(dict.fromkeys(feed for one in here for feed in one.sources.feeds))
        wanted = Subscription(
            key=key,
            place=place,
            owner=by.id,
            local_time=FOLLOW_AT,
            weekdays=tuple(range(7)),
            zone=parse_zone(by.zone or await self._usual_zone(near)),
            created_at=self.now(),
            sources=Sources(here=True, feeds=feeds[:MAX_FEEDS]),
            filters=Filters(story=story),
        )
        return (await self.subscription_manager.change(wanted)).key

    async def end_followed(self, place: Place, messages: Sequence[str]) -> None:
        """Replies of ours were deleted: end the digests that follow their stories."""
        for one in await self.subscriptions.of_place(place):
            if one.filters.story is not None and one.place.thread in messages:
                await self.subscriptions.remove(one.key)
                await self.feed_poller.drop_unused(place, one.sources.feeds)

    async def place_gone(self, place: Place, why: PlaceGone) -> None:
        """Nothing can be posted there any more: pause its digests; end them if it is deleted."""
        concerned = await self.digest_runner.place_is_gone(place, why)
        if isinstance(why, PlaceDeleted):
            for one in concerned:
                await self.subscriptions.remove(one.key)
                await self.feed_poller.drop_unused(one.place, one.sources.feeds)

    async def preview(self, place: Place, key: str) -> Card:
        """What a digest would post now; nothing is posted. Raises: BadRequest."""
        return await self.digest_runner.preview(await self._own(place, key))

    async def pause(self, place: Place, key: str) -> DigestSummary:
        """Stop a digest until it is resumed. Raises: BadRequest."""
        await self._own(place, key)
        return await self.subscription_manager.summary(await self.subscription_manager.pause(key))

    async def resume(self, place: Place, key: str) -> DigestSummary:
        """Resume a paused digest. Raises: BadRequest."""
        await self._own(place, key)
        return await self.subscription_manager.summary(await self.subscription_manager.resume(key))

    async def skip(self, place: Place, key: str) -> DigestSummary:
        """Skip today's digest. Raises: BadRequest."""
        await self._own(place, key)
        return await self.subscription_manager.summary(
            await self.subscription_manager.skip_today(key)
        )

    async def set_ping(self, place: Place, key: str, role: str, *, by: Person) -> DigestSummary:
        """Set the role that a digest mentions when it has news; "" for none.

        Raises: NotAllowed if the person may not mention roles, BadRequest.
        """
        await self._own(place, key)
        if role and not by.may_ping:
            raise NotAllowed(ONLY_PINGERS, hint="Ask somebody who may, or leave it without.")
        await self.subscriptions.set_ping(key, role)
        return await self.subscription_manager.summary(await self._own(place, key))

    async def remove(self, place: Place, key: str) -> None:
        """Delete a digest. Raises: BadRequest."""
        ended = await self._own(place, key)
        await self.subscription_manager.remove(key)
        await self.feed_poller.drop_unused(place, ended.sources.feeds)

    async def _feed(self, place: Place, address: str) -> str:
        """Address of a feed, or of a site that names its feed -> the feed's key."""
        try:
            found = await self.find_feed(address)
            return (await self.feed_poller.add(found, place=place)).key
        except ReadoutError as error:
            raise BadRequest(
                translatable("No feed could be read there: {reason}", reason=error.line),
                hint=error.hint,
            ) from error

    async def _own(self, place: Place, key: str) -> Subscription:
        found = await self.subscriptions.get(key)
        if found is None or keys.channel(found.place) != keys.channel(place):
            raise BadRequest(
                "This digest is not here any more.",
                hint="Choose one that /digest list shows.",
            )
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDigests:
    """The digests of a place for a person who may change only their own.

    Their own are all digests of a thread that they opened, and followed stories, since everybody
    may follow and unfollow these. Changing any other digest raises `refusal`.
    """

    digests: ChatDigests
    by: Person
    refusal: NotAllowed

    async def listed(self, place: Place) -> tuple[DigestSummary, ...]:
        """As ChatDigests does: everybody may."""
        return await self.digests.listed(place)

    async def changeable(self, place: Place) -> frozenset[str]:
        """The keys of their own digests."""
        listed = (one.subscription for one in await self.listed(place))
        return frozenset(one.key for one in listed if self._is_theirs(one))

    async def preview(self, place: Place, key: str) -> Card:
        """As ChatDigests does: everybody may."""
        return await self.digests.preview(place, key)

    async def add(self, place: Place, form: SubscriptionForm, *, by: Person) -> DigestSummary:
        """Subscribe a thread of theirs. Raises: NotAllowed, BadRequest."""
        if place.thread is None or place.thread != by.opened:
            raise self.refusal
        return await self.digests.add(place, form, by=by)

    async def form(self, place: Place, key: str) -> SubscriptionForm:
        """One of their digests -> the form that would make it. Raises: NotAllowed, BadRequest."""
        await self._theirs(place, key)
        return await self.digests.form(place, key)

    async def change(
        self, place: Place, key: str, form: SubscriptionForm, *, by: Person
    ) -> DigestSummary:
        """Change one of their digests as a form says. Raises: NotAllowed, BadRequest."""
        await self._theirs(place, key)
        return await self.digests.change(place, key, form, by=by)

    async def pause(self, place: Place, key: str) -> DigestSummary:
        """Stop one of their digests until it is resumed. Raises: NotAllowed, BadRequest."""
        await self._theirs(place, key)
        return await self.digests.pause(place, key)

    async def resume(self, place: Place, key: str) -> DigestSummary:
        """Resume one of their digests. Raises: NotAllowed, BadRequest."""
        await self._theirs(place, key)
        return await self.digests.resume(place, key)

    async def skip(self, place: Place, key: str) -> DigestSummary:
        """Skip today's digest of one of theirs. Raises: NotAllowed, BadRequest."""
        await self._theirs(place, key)
        return await self.digests.skip(place, key)

    async def set_ping(self, place: Place, key: str, role: str, *, by: Person) -> DigestSummary:
        """Set the role that one of their digests mentions. Raises: NotAllowed, BadRequest."""
        await self._theirs(place, key)
        return await self.digests.set_ping(place, key, role, by=by)

    async def remove(self, place: Place, key: str) -> None:
        """Delete one of their digests. Raises: NotAllowed, BadRequest."""
        await self._theirs(place, key)
        await self.digests.remove(place, key)

    async def _theirs(self, place: Place, key: str) -> None:
        found = next((o for o in await self.listed(place) if o.subscription.key == key), None)
        if found is None or not self._is_theirs(found.subscription):
            raise self.refusal

    def _is_theirs(self, one: Subscription) -> bool:
        opened = self.by.opened is not None and one.place.thread == self.by.opened
        return opened or one.filters.story is not None
