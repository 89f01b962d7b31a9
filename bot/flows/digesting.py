"""The clock rings -> slots that are due -> a digest for each, once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot import keys, slots
from bot.flows.posting import NotConnected
from bot.ports import Chat, Compose, DigestCards, Jobs, Library, Outbox, Places, Schedules
from bot.retries import DIGEST, Retries
from bot.subscriptions import describe, wanted
from briefs.delivery import DueSlot, Filters, Job, JobKind, Remembered, Step, Subscription
from briefs.errors import Interrupted, ReadoutError
from briefs.likeness import FAR_APART, FLOOR
from briefs.model import Card, CardKind, Digest, Fingerprint, Place, Post, Slot, Told
from briefs.stories import group

log = logging.getLogger(__name__)

Group = Callable[[Sequence[Fingerprint]], Sequence[Sequence[int]]]
"""Fingerprints -> the stories that they tell, as positions."""

MAX_ARTICLES = 200
"""So many of the newest go into one digest; more are no digest."""

OVERLAP = timedelta(days=1)
"""The window reaches back over the last one: what was under way then is not lost. What was
shown is never shown again, so nothing is told twice."""

REMEMBERED = timedelta(days=FAR_APART)
"""So long a story lives: what was told earlier is told anew."""

MAX_REMEMBERED = 200
"""So many of what was told before are compared, however many were: those that share the
rarest words with what came in."""

RING_LIMIT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Digesting:
    """Serves slots, shows previews, and rests where a place is gone."""

    schedules: Schedules
    library: Library
    outbox: Outbox
    places: Places
    jobs: Jobs
    chats: Mapping[str, Chat]
    compose: Compose
    card: DigestCards
    group: Group = group
    now: Callable[[], datetime]
    retries: Retries = DIGEST
    lease_s: float = 120.0

    async def ring(self) -> None:
        """Open the slots whose time has come, one for each subscription however late it is."""
        while True:
            now = self.now()
            due = await self.schedules.due(now=now, limit=RING_LIMIT)
            opened = await self.schedules.open([_step(one, now) for one in due], now=now)
            await self.jobs.submit(*(Job(JobKind.DIGEST, key) for key in opened))
            if len(due) < RING_LIMIT:
                return

    async def run(self, key: str) -> datetime | None:
        """One attempt to serve a slot -> when to try again, None if it is done."""
        now = self.now()
        due = await self.schedules.claim(key, now=now, lease_s=self.lease_s)
        if due is None:
            return None
        if self.retries.exhausted(due.attempt):
            await self.schedules.fail(due, failure=str(Interrupted()))
            return None
        try:
            keys_due = await self._serve(due, now)
        except Exception as error:  # a fault of ours is tried again like any other
            if not isinstance(error, ReadoutError):
                log.exception("digest failed", extra={"key": key, "attempt": due.attempt})
            reason = str(error) if isinstance(error, ReadoutError) else type(error).__name__
            when = self.retries(error, due.attempt, self.now(), key=key)
            if when is None:
                await self.schedules.fail(due, failure=reason)
            else:
                await self.schedules.later(due, when, failure=reason)
            return when
        await self.jobs.submit(*(Job(JobKind.POST, one) for one in keys_due or ()))
        return None

    async def _serve(self, due: DueSlot, now: datetime) -> tuple[str, ...] | None:
        subscription = due.subscription
        chat = self.chats.get(subscription.place.platform)
        if chat is None:
            raise NotConnected
        digest = await self._digest(subscription, due.slot, now)
        posts: tuple[Post, ...] = ()
        if digest.stories or digest.rest or subscription.empty_too:
            posts = tuple(
                Post(keys.part(due.key, number), subscription.place, card, part=number)
                for number, card in enumerate(chat.parts(self._card(digest, subscription, now)))
            )
        return await self.schedules.finish(
            due, until=now, shown=_shown(digest), posts=posts, now=now
        )

    async def preview(self, subscription: Subscription) -> Card:
        """What the subscription would get now; nothing is kept of it."""
        now = self.now()
        return self._card(await self._digest(subscription, None, now), subscription, now)

    def _card(self, digest: Digest, subscription: Subscription, now: datetime) -> Card:
        zone = ZoneInfo(subscription.zone)
        return self.card(digest, zone=zone, today=now.astimezone(zone).date())

    async def _digest(self, subscription: Subscription, slot: Slot | None, now: datetime) -> Digest:
        since = (subscription.told_until or subscription.created_at) - OVERLAP
        fresh = await self.library.arrived(
            subscription.key, sources(subscription), since=since, until=now, limit=MAX_ARTICLES
        )
        settings = await self.places.get(subscription.place)
        muted = Filters(mute=settings.muted_sites)
        chosen = [
            told
            for told in fresh
            if wanted(told.briefing, subscription.filters) and wanted(told.briefing, muted)
        ]
        before = await self._before(subscription, chosen, now)
        if subscription.filters.story is not None:
            followed = await self._followed(subscription)
            chosen = await asyncio.to_thread(same_story, followed, chosen) if followed else []
            before = (*((followed,) if followed else ()), *before)
        late = slot is not None and slots.is_late(slot, now)
        # Some tens of milliseconds for a busy channel: not in the loop.
        return await asyncio.to_thread(
            self.compose, subscription.place, slot, fresh=chosen, before=before, late=late
        )

    async def _before(
        self, subscription: Subscription, fresh: Sequence[Told], now: datetime
    ) -> tuple[Told, ...]:
        """What was told before of the stories that `fresh` tells; the rest need not be read."""
        remembered = await self.library.remembered(
            subscription.key,
            [one.fingerprint for one in fresh],
            since=now - REMEMBERED,
            limit=MAX_REMEMBERED,
        )
        remembered = _kindred(fresh, remembered)
        if not remembered:
            return ()
        prints = [one.fingerprint for one in fresh] + [one.fingerprint for one in remembered]
        stories = await asyncio.to_thread(self.group, prints)
        first = len(fresh)
        same = {
            at - first
            for members in stories
            if min(members) < first
            for at in members
            if at >= first
        }
        return await self.library.told_before([remembered[at] for at in sorted(same)])

    async def _followed(self, subscription: Subscription) -> Told | None:
        """The article whose story is followed, as one that was shown when it began."""
        kept = await self.library.find(subscription.filters.story or "")
        if kept is None:
            return None
        began = subscription.created_at
        return Told(kept.briefing, kept.fingerprint, began, shown_at=began)

    async def place_is_gone(self, place: Place, reason: str) -> None:
        """Pause what a place gets and tell the owners, each once a day at most.

        Told first, then paused: after a crash in between it is done again, to the same end.
        """
        now = self.now()
        due: list[str] = []
        for subscription in await self.schedules.of_place(place):
            if subscription.paused is not None or not subscription.owner:
                continue
            batch = keys.paused(subscription.key, now.date().isoformat())
            card = Card(
                CardKind.NOTICE,
                "A digest of yours is paused: its place cannot be posted to any more.",
                notes=(
                    f"{describe(subscription)} ({subscription.key})",
                    reason,
                    "Resume it when the bot can post there again, or remove it.",
                ),
            )
            owner = Place(place.platform, place.workspace, f"@{subscription.owner}")
            post = Post(keys.part(batch, 0), owner, card)
            due += await self.outbox.put(batch, (post,), now=now, about=subscription.key)
        await self.schedules.pause_place(place, why=reason)
        await self.jobs.submit(*(Job(JobKind.POST, key) for key in due))


def _kindred(fresh: Sequence[Told], remembered: Sequence[Remembered]) -> tuple[Remembered, ...]:
    """Those whose words can be alike enough to any of `fresh` to be looked at at all.

    A bound on the cosine with each: most of what a busy channel was told fails it, and
    grouping takes time with the square of what is left.
    """
    heaviest: dict[str, float] = {}
    for told in fresh:
        for word, weight in told.fingerprint.terms:
            heaviest[word] = max(weight, heaviest.get(word, 0.0))

    def bound(one: Remembered) -> float:
        return sum(weight * heaviest.get(word, 0.0) for word, weight in one.fingerprint.terms)

    return tuple(one for one in remembered if bound(one) >= FLOOR)


def _step(subscription: Subscription, now: datetime) -> Step:
    slot = slots.latest_due(subscription, now)
    coming = slots.following(subscription, now)
    return Step(
        subscription,
        slot,
        keys.slot(slot) if slot else "",
        next_at=coming.due_at if coming else None,
    )


def same_story(followed: Told, fresh: Sequence[Told]) -> list[Told]:
    """Those of `fresh` that tell the story of another article, without that article itself."""
    others = [told for told in fresh if told.briefing.url != followed.briefing.url]
    stories = group([followed.fingerprint, *(told.fingerprint for told in others)])
    return [others[at - 1] for at in stories[0] if at > 0]


def sources(subscription: Subscription) -> tuple[str, ...]:
    """The keys under which articles came in for a subscription."""
    here = (keys.channel(subscription.place),) if subscription.sources.here else ()
    return here + tuple(keys.feed(feed) for feed in subscription.sources.feeds)


def _shown(digest: Digest) -> tuple[str, ...]:
    stories = (*digest.stories, *digest.rest)
    urls = [told.briefing.url for story in stories for told in story.told]
    urls += [briefing.url for story in stories for briefing in story.briefings]
    return tuple(dict.fromkeys(urls))
