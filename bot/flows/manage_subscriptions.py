"""Who gets a digest, and when: add, change, pause, skip today, preview."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot import slots
from bot.flows.quiet_places import QuietUntil, never_quiet
from bot.ports.subscriptions import Subscriptions
from bot.subscription_rules import ParsedForm, refuse_contradictions
from briefs.errors import BadRequest, SameDigest
from briefs.i18n.schedules import schedule
from briefs.model.delivery import ON_REQUEST, Filters, Sources, Subscription
from briefs.model.places import Place, Slot
from briefs.model.subscription_forms import DigestSummary
from briefs.translatable import translatable

MAX_OF_PLACE = 20

MAX_FEEDS = 25
"""Feeds of one digest; each is polled every quarter of an hour and each entry is briefed."""

LONGEST_REST = timedelta(days=8)
"""Slots older than this do not wait: quiet hours end within a week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionManager:
    """Keeps each subscription's next slot right."""

    subscriptions: Subscriptions
    now: Callable[[], datetime]
    quiet_until: QuietUntil = never_quiet

    async def add(
        self,
        place: Place,
        *,
        owner: str,
        local_time: str,
        weekdays: tuple[int, ...],
        zone: str,
        sources: Sources,
        filters: Filters,
        empty_too: bool = False,
        name: str = "",
        tag: str = "",
        publish: bool = False,
        twice: bool = False,
    ) -> Subscription:
        """Subscribe a place. Raises: BadRequest if it has too many, or no sources.

        SameDigest if the place has the same digest already, unless `twice`.
        """
        if not weekdays:
            raise no_day()
        if not sources.here and not sources.feeds:
            raise no_source()
        if len(sources.feeds) > MAX_FEEDS:
            raise too_many_feeds()
        known = await self.subscriptions.of_place(place)
        if len(known) >= MAX_OF_PLACE:
            raise BadRequest(
                translatable("A place can have {most} digests.", most=MAX_OF_PLACE),
                hint="Remove one first.",
            )
        subscription = Subscription(
            key=secrets.token_hex(4),
            place=place,
            owner=owner,
            local_time=local_time,
            weekdays=weekdays,
            zone=zone,
            created_at=self.now(),
            sources=sources,
            filters=filters,
            empty_too=empty_too,
            name=name,
            tag=tag,
            publish=publish,
        )
        if not twice and any(_same(one, subscription) for one in known):
            raise SameDigest
        return await self.change(subscription)

    async def subscribe(
        self, place: Place, wanted: ParsedForm, *, owner: str, feeds: tuple[str, ...]
    ) -> DigestSummary:
        """Subscribe a place from a form; `feeds` are keys. Raises: BadRequest."""
        made = await self.add(
            place,
            owner=owner,
            local_time=wanted.local_time,
            weekdays=wanted.weekdays,
            zone=wanted.zone,
            sources=Sources(here=wanted.here, feeds=feeds),
            filters=wanted.filters,
            empty_too=wanted.empty_too,
            name=wanted.name,
            tag=wanted.tag,
            publish=wanted.publish,
            twice=wanted.twice,
        )
        return await self.summary(made)

    async def summary(self, subscription: Subscription) -> DigestSummary:
        """A subscription with its schedule in words and its next slots."""
        coming = self.upcoming(subscription)
        comes_at = await self._rests_until(subscription)
        if comes_at is None and coming:
            at = coming[0].due_at
            comes_at = await self.quiet_until(subscription.place, at) or at
        return DigestSummary(subscription, schedule(subscription), coming, comes_at)

    async def change(self, subscription: Subscription) -> Subscription:
        """Replace a subscription; its next slot is the first from now on. Raises: BadRequest."""
        refuse_contradictions(subscription.filters)
        changed = replace(subscription, next_at=self._next_at(subscription))
        await self.subscriptions.put(changed)
        return changed

    async def get(self, key: str) -> Subscription:
        """One subscription. Raises: BadRequest if there is none."""
        found = await self.subscriptions.get(key)
        if found is None:
            raise BadRequest(
                translatable("There is no digest {written}.", written=key),
                hint="List them to see their keys.",
            )
        return found

    async def remove(self, key: str) -> None:
        """End a subscription. Raises: BadRequest."""
        await self.get(key)
        await self.subscriptions.remove(key)

    async def pause(self, key: str, *, why: str = ON_REQUEST) -> Subscription:
        """Stop a subscription until it is resumed. Raises: BadRequest."""
        await self.get(key)
        await self.subscriptions.pause(key, why=why)
        return await self.get(key)

    async def resume(self, key: str) -> Subscription:
        """Resume a paused subscription; missed digests are not sent. Raises: BadRequest."""
        found = replace(await self.get(key), paused=None)
        await self.subscriptions.resume(key, next_at=self._next_at(found))
        return await self.get(key)

    async def skip_today(self, key: str) -> Subscription:
        """Skip today's digest, today in the subscription's own zone.

        Raises: BadRequest where none comes today any more.
        """
        found = await self.get(key)
        today = self._today(found)
        coming = self.upcoming(replace(found, paused=None), 1)
        if found.skip_date != today and (not coming or coming[0].local_date != today.isoformat()):
            raise nothing_to_skip(found, coming[0] if coming else None)
        await self.subscriptions.skip(key, today)
        return await self.get(key)

    def upcoming(self, subscription: Subscription, count: int = 3) -> tuple[Slot, ...]:
        """The next slots, to be shown; none on a skipped date or while paused."""
        if subscription.paused:
            return ()
        return _wanted(subscription, slots.upcoming(subscription, self.now(), count + 1))[:count]

    async def _rests_until(self, subscription: Subscription) -> datetime | None:
        """The end of the quiet hours that a due slot waits for, None if no slot waits."""
        now, place = self.now(), subscription.place
        until = None if subscription.paused else await self.quiet_until(place, now)
        if until is None:
            return None
        since = max(subscription.covered_until or subscription.created_at, now - LONGEST_REST)
        for slot in _wanted(subscription, tuple(slots.between(subscription, since, now))):
            if slot.due_at <= now and await self.quiet_until(place, slot.due_at) is not None:
                return until
        return None

    def _next_at(self, subscription: Subscription) -> datetime | None:
        if subscription.paused:
            return None
        slot = slots.following(subscription, self.now())
        return slot.due_at if slot else None

    def _today(self, subscription: Subscription) -> date:
        return self.now().astimezone(ZoneInfo(subscription.zone)).date()


def _wanted(subscription: Subscription, coming: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """The coming slots without that of the date to skip."""
    skipped = subscription.skip_date.isoformat() if subscription.skip_date else None
    return tuple(slot for slot in coming if slot.local_date != skipped)


def _same(one: Subscription, other: Subscription) -> bool:
    """Whether two digests have the same place, tag, time, days, sources and filters."""

    def what(digest: Subscription) -> tuple[object, ...]:
        when = (digest.local_time, digest.weekdays, digest.zone)
        return (digest.place, digest.tag, *when, digest.sources, digest.filters)

    return what(one) == what(other)


def nothing_to_skip(subscription: Subscription, coming: Slot | None) -> BadRequest:
    """Error: no digest is left today; its hint says when the next one comes."""
    hint = (
        translatable("It comes on no day: add a digest with days like mon-fri.")
        if coming is None
        else (
            translatable(
                "The next one comes on {date} at {time} {zone}: skip it then, or pause the digest.",
                date=coming.local_date,
                time=coming.local_time,
                zone=subscription.zone,
            )
        )
    )
    return BadRequest("No digest is left today that could be left out.", hint=hint)


def no_day() -> BadRequest:
    """Error: a digest without a weekday."""
    return BadRequest("A digest needs a day.", hint="Write days like mon-fri or daily.")


def no_source() -> BadRequest:
    """Error: a digest without a source."""
    return BadRequest("A digest needs a source.", hint="Take the links of this channel, or a feed.")


def too_many_feeds() -> BadRequest:
    """Error: a digest with more than MAX_FEEDS feeds."""
    return BadRequest(
        translatable("A digest can take in {most} feeds.", most=MAX_FEEDS),
        hint="Make another for the rest.",
    )
