"""Clock -> due slots -> one digest for each."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot import keys, slots
from bot.digest_composition import (
    ComposedDigest,
    Group,
    Ingredients,
    compose_digest,
    earlier_of_same_story,
    within_bounds,
)
from bot.flows.deliver_posts import NotConnected
from bot.flows.quiet_places import QuietUntil, never_quiet
from bot.garbage_collection import no_full_collections
from bot.ports.articles import Articles
from bot.ports.chat import Chat
from bot.ports.jobs import Jobs
from bot.ports.messages import Outbox
from bot.ports.places import ChannelSettings
from bot.ports.reading import Work
from bot.ports.subscriptions import Compose, CountLateness, DigestCards, Subscriptions
from bot.retries import DIGEST, Backoff
from bot.subscription_rules import wanted
from briefs.errors import (
    Interrupted,
    PlaceClosed,
    PlaceDeleted,
    PlaceGone,
    ReadingFailed,
    ReadoutError,
)
from briefs.i18n.schedules import schedule
from briefs.model.cards import Card, CardKind
from briefs.model.delivery import DueSlot, Filters, Job, JobKind, Step, Subscription
from briefs.model.messages import Post
from briefs.model.places import Place, Slot
from briefs.model.stories import DigestCandidate
from briefs.stories.shared_features import FAR_APART
from briefs.stories.story_clustering import group
from briefs.translatable import translatable

log = logging.getLogger(__name__)

MAX_ARTICLES = 200
"""The newest articles that go into one digest."""

OVERLAP = timedelta(days=1)
"""A digest's window of time overlaps the last one, so that articles that were being briefed then
are not lost. Articles that were shown are excluded, so none is shown twice."""

REMEMBERED = timedelta(days=FAR_APART)
"""How long a story lasts: older articles of it are forgotten."""

MAX_REMEMBERED = 200
"""Shown articles that are compared with new ones: those that share most rare words with them."""

PAGE_SIZE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestRunner:
    """Composes digests for slots and previews; pauses subscriptions of deleted places."""

    subscriptions: Subscriptions
    articles: Articles
    outbox: Outbox
    channel_settings: ChannelSettings
    jobs: Jobs
    chats: Mapping[str, Chat]
    compose: Compose
    card: DigestCards
    work: Work
    group: Group = group
    now: Callable[[], datetime]
    retries: Backoff = DIGEST
    lease_s: float = 120.0
    quiet_until: QuietUntil = never_quiet
    lateness: CountLateness = lambda _: None
    faulty: set[str] = field(default_factory=set)

    async def open_due_slots(self) -> None:
        """Open due slots, one for each subscription, however late it is."""
        now = self.now()
        async for due in self.subscriptions.due(now=now, limit=PAGE_SIZE):
            steps = [step for one in due if (step := self._next_step(one, now)) is not None]
            opened = await self.subscriptions.open(steps, now=now)
            await self.jobs.submit(*(Job(JobKind.DIGEST, key) for key in opened))

    async def mend(self) -> int:
        """Put back subscriptions that a clock running ahead has moved on -> how many.

        Opening a slot moves its subscription to the next one. A machine whose clock is a month
        ahead would, opening slots once, leave a subscription without digests for that month.
        """
        now = self.now()
        count = 0
        async for page in self.subscriptions.running(limit=PAGE_SIZE):
            ahead = [
                step
                for one in page
                if (step := self._next_step(one, now)) is not None
                and one.next_at is not None
                and step.next_at is not None
                and one.next_at > step.next_at
            ]
            count += await self.subscriptions.put_back(ahead, now=now)
        if count:
            log.warning("a clock was ahead of time: digests are put back", extra={"count": count})
        return count

    def _next_step(self, subscription: Subscription, now: datetime) -> Step | None:
        """A subscription's step, None if its time cannot be computed; the others go on.

        It is left unchanged: another machine may know its zone.
        """
        try:
            return _step(subscription, now)
        except (ZoneInfoNotFoundError, ValueError, OverflowError) as error:
            if subscription.key not in self.faulty:
                self.faulty.add(subscription.key)  # logged once, not at each look
                extra = {"key": subscription.key, "zone": subscription.zone}
                log.error("the time of a digest cannot be computed: %s", error, extra=extra)  # noqa: TRY400
            return None

    async def run(self, key: str) -> datetime | None:
        """One attempt to serve a slot -> when to try again, None if it is done."""
        now = self.now()
        due = await self.subscriptions.claim(key, now=now, lease_s=self.lease_s)
        if due is None:
            return None
        if self.retries.exhausted(due.attempt):
            await self.subscriptions.fail(due, failure=str(Interrupted()))
            return None
        rests_until = await self.quiet_until(due.subscription.place, now)
        if rests_until is not None:
            await self.subscriptions.rest(due, rests_until)
            return rests_until
        try:
            keys_due = await self._serve(due, now)
        except Exception as error:  # a fault of ours is tried again like any other
            if not isinstance(error, ReadoutError) or isinstance(error, ReadingFailed):
                log.exception("digest failed", extra={"key": key, "attempt": due.attempt})
            reason = str(error) if isinstance(error, ReadoutError) else type(error).__name__
            when = self.retries(_cause(error), due.attempt, self.now(), key=key)
            if when is None:
                await self.subscriptions.fail(due, failure=reason)
            else:
                await self.subscriptions.later(due, when, failure=reason)
            return when
        await self.jobs.submit(*(Job(JobKind.POST, one) for one in keys_due or ()))
        return None

    async def _serve(self, due: DueSlot, now: datetime) -> tuple[str, ...] | None:
        subscription = due.subscription
        chat = self.chats.get(subscription.place.platform)
        if chat is None:
            raise NotConnected
        slot = await self._after_quiet_hours(subscription, due.slot)
        with no_full_collections():
            digest = await self._digest(subscription, slot, now)
        posts: tuple[Post, ...] = ()
        # Of several digests that were held back, the first shows everything; an empty one after
        # it is not posted.
        said = (
            subscription.covered_until is not None and subscription.covered_until > due.slot.due_at
        )
        if not digest.empty or (subscription.empty_too and not said):
            posts = tuple(
                Post(
                    keys.part(due.key, number),
                    subscription.place,
                    replace(card, follows=subscription.key if subscription.filters.story else None),
                    part=number,
                    tag=subscription.tag,
                    # The other parts are in a thread, and threads cannot be followed.
                    publish=subscription.publish and number == 0,
                    automatic=True,
                    ping=subscription.ping if number == 0 and not digest.empty else "",
                )
                for number, card in enumerate(chat.parts(digest.card))
            )
        finished = await self.subscriptions.finish(
            due, until=now, shown=digest.shown, posts=posts, now=now
        )
        if finished is not None:
            self.lateness((self.now() - slot.due_at).total_seconds())
        return finished

    async def _after_quiet_hours(self, subscription: Subscription, slot: Slot) -> Slot:
        """The slot as if due at the end of its quiet hours, so that the wait is not lateness."""
        ended = await self.quiet_until(subscription.place, slot.due_at)
        return slot if ended is None else replace(slot, due_at=ended)

    async def preview(self, subscription: Subscription) -> Card:
        """The digest that the subscription would get now; nothing is stored."""
        now = self.now()
        with no_full_collections():
            return (await self._digest(subscription, None, now)).card

    async def _digest(
        self, subscription: Subscription, slot: Slot | None, now: datetime
    ) -> ComposedDigest:
        since = (subscription.covered_until or subscription.created_at) - OVERLAP
        fresh = await self.articles.arrived(
            subscription.key, sources(subscription), since=since, until=now, limit=MAX_ARTICLES
        )
        settings = await self.channel_settings.get(subscription.place)
        muted = Filters(mute=settings.muted_sites)
        chosen = [
            candidate
            for candidate in fresh
            if wanted(candidate.briefing, subscription.filters)
            and wanted(candidate.briefing, muted)
        ]
        before = await self._before(subscription, chosen, now)
        followed: DigestCandidate | None = None
        if subscription.filters.story is not None:
            followed = await self._followed(subscription)
            chosen = chosen if followed else []
        of = Ingredients(
            place=subscription.place,
            slot=slot,
            fresh=chosen,
            before=before,
            followed=followed,
            late=slot is not None and slots.is_late(slot, now),
            zone=subscription.zone,
            today=now.astimezone(ZoneInfo(subscription.zone)).date(),
        )
        of = within_bounds(of)
        return await self.work(compose_digest, self.compose, self.card, self.group, of)

    async def _before(
        self, subscription: Subscription, fresh: Sequence[DigestCandidate], now: datetime
    ) -> tuple[DigestCandidate, ...]:
        """Articles shown before that are on the same stories as `fresh`."""
        prints = [one.fingerprint for one in fresh]
        remembered = await self.articles.remembered(
            subscription.key, prints, since=now - REMEMBERED, limit=MAX_REMEMBERED
        )
        if not remembered:
            return ()
        earlier = [one.fingerprint for one in remembered]
        same = await self.work(earlier_of_same_story, self.group, prints, earlier)
        return await self.articles.shown_before([remembered[at] for at in same]) if same else ()

    async def _followed(self, subscription: Subscription) -> DigestCandidate | None:
        """The article whose story is followed, as if shown when the subscription began."""
        stored = await self.articles.find(subscription.filters.story or "")
        if stored is None:
            return None
        began = subscription.created_at
        return DigestCandidate(stored.briefing, stored.fingerprint, began, shown_at=began)

    async def place_is_gone(self, place: Place, why: PlaceGone) -> tuple[Subscription, ...]:
        """Pause a place's digests and tell the owners, each once a day -> those subscriptions.

        Owners are told before the pause: after a crash in between both are repeated safely.
        """
        now = self.now()
        deleted = isinstance(why, PlaceDeleted)
        due: list[str] = []
        found = await self.subscriptions.of_place(place)
        concerned = tuple(one for one in found if _within(one, place, why))
        for one in concerned:
            if not one.owner or (one.paused is not None and not deleted):
                continue
            batch = keys.paused(one.key, now.date().isoformat())
            owner = Place(place.platform, place.workspace, f"@{one.owner}")
            post = Post(keys.part(batch, 0), owner, _rests(one, why, deleted=deleted))
            about = None if deleted else one.key
            due += await self.outbox.put(batch, (post,), now=now, about=about)
        for one in concerned:
            if one.paused is None and not deleted:
                await self.subscriptions.pause(one.key, why=why.line)
        await self.jobs.submit(*(Job(JobKind.POST, key) for key in due))
        return concerned

    async def unpublished(self, post: Post, why: ReadoutError) -> None:
        """A posted digest could not be published: tell its owner, once for each reason."""
        key = keys.subscription_of(keys.batch(post.key))
        one = await self.subscriptions.get(key) if key is not None else None
        if one is None or not one.owner:
            return
        batch = keys.unpublished(one.key, why.kind)
        owner = Place(one.place.platform, one.place.workspace, f"@{one.owner}")
        notice = Post(keys.part(batch, 0), owner, _not_published(one, why))
        due = await self.outbox.put(batch, (notice,), now=self.now(), about=one.key)
        await self.jobs.submit(*(Job(JobKind.POST, key) for key in due))


def _cause(error: Exception) -> Exception:
    """For ReadingFailed, the error that caused it: that one is retried, ReadingFailed gives up."""
    cause = error.__cause__
    return cause if isinstance(error, ReadingFailed) and isinstance(cause, Exception) else error


def _within(subscription: Subscription, place: Place, why: PlaceGone) -> bool:
    """Whether a digest cannot be posted any more because `place` is gone.

    A channel takes its threads along, unless it is only closed; a thread affects only itself.
    """
    if place.thread is None and not isinstance(why, PlaceClosed):
        return True
    return subscription.place.thread == place.thread


def _named(one: Subscription) -> str:
    """A digest's name and when it comes."""
    when = schedule(one)
    return translatable("{name}: {schedule}", name=one.name, schedule=when) if one.name else when


def _rests(subscription: Subscription, why: PlaceGone, *, deleted: bool) -> Card:
    """Notice to the owner: the digest was paused, or ended with its place."""
    name = _named(subscription)
    if deleted:
        ended = translatable("A digest of yours has ended with its place.")
        return Card(CardKind.NOTICE, ended, notes=(name, why.line))
    paused = translatable("A digest of yours is paused: its place cannot be posted to any more.")
    again = translatable("Resume it when the bot can post there again, or remove it.")
    return Card(CardKind.NOTICE, paused, notes=(name, why.line, again))


def _not_published(one: Subscription, why: ReadoutError) -> Card:
    """Notice to the owner: the digest could not be published to followers."""
    name = _named(one)
    said = translatable("A digest of yours is posted, but not published to those who follow it.")
    hint = (translatable(why.hint),) if why.hint else ()
    return Card(CardKind.NOTICE, said, notes=(name, why.line, *hint))


def _step(subscription: Subscription, now: datetime) -> Step:
    slot = slots.latest_due(subscription, now)
    coming = slots.following(subscription, now)
    return Step(
        subscription,
        slot,
        keys.slot(slot) if slot else "",
        next_at=coming.due_at if coming else None,
    )


def sources(subscription: Subscription) -> tuple[str, ...]:
    """Keys of the sources whose articles a subscription takes in."""
    here = (keys.channel(subscription.place),) if subscription.sources.here else ()
    return here + tuple(keys.feed(feed) for feed in subscription.sources.feeds)
