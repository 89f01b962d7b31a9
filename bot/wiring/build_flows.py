"""(Store, jobs, chats, sources) -> all flows, built over them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from adapters.storage.store import Store
from bot.flows.answer_links import LinkAnswerer
from bot.flows.deliver_posts import PostDelivery
from bot.flows.erase import Eraser
from bot.flows.follow_edits import EditFollower
from bot.flows.manage_subscriptions import SubscriptionManager
from bot.flows.poll_feeds import FeedPoller
from bot.flows.quiet_places import QuietPlaces
from bot.flows.resume_unfinished import UnfinishedWork
from bot.flows.run_digests import DigestRunner
from bot.ports.chat import Chat
from bot.ports.feeds import FeedsAt, ReadFeed
from bot.ports.jobs import Jobs
from bot.ports.reading import BriefItem, BriefLink, Fetch, Work
from bot.ports.subscriptions import Compose, CountLateness, DigestCards
from bot.services.chat_digests import ChatDigests
from bot.services.chat_requests import ChatRequests
from bot.services.find_feed import FeedFinder
from bot.wiring.environment import RETRY_POLICY, RetryPolicy
from briefs.cards.briefing_card import card
from briefs.cards.digest_card import digest_card
from briefs.digest.compose_digest import compose
from briefs.model.briefings import Briefing
from briefs.model.cards import Card
from briefs.model.delivery import EditRights, JobKind, StoredBriefing

Handlers = Mapping[JobKind, Callable[[str], Awaitable[datetime | None]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPorts:
    """How the flows reach articles and feeds.

    `polls` fetches by schedule and so obeys robots.txt; `fetch` fetches what a person just asked
    for. `work` runs functions in a worker whose time depends on strangers' words. `version` is
    BRIEFING_VERSION.
    """

    brief: BriefLink
    item: BriefItem
    text: Callable[[str], Awaitable[StoredBriefing]]
    fetch: Fetch
    polls: Fetch
    read_feed: ReadFeed
    feeds_at: FeedsAt
    work: Work
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Renderers:
    """Briefing -> Card, and digest -> Card, before a platform renders it."""

    briefing: Callable[[Briefing], Card] = card
    compose: Compose = compose
    digest: DigestCards = digest_card


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """All flows, over one store and one set of chats."""

    link_answerer: LinkAnswerer
    edit_follower: EditFollower
    eraser: Eraser
    post_delivery: PostDelivery
    digest_runner: DigestRunner
    feed_poller: FeedPoller
    subscription_manager: SubscriptionManager
    unfinished_work: UnfinishedWork
    chat_requests: ChatRequests

    @property
    def handlers(self) -> Handlers:
        """What runs a job of each kind."""
        return {
            JobKind.LINK: self.link_answerer.run,
            JobKind.POST: self.post_delivery.run,
            JobKind.DIGEST: self.digest_runner.run,
            JobKind.FEED: self.feed_poller.poll,
            JobKind.ENTRY: self.feed_poller.entry,
        }


RENDERERS = Renderers()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What the flows are built from."""

    store: Store
    jobs: Jobs
    chats: Mapping[str, Chat]
    sources: ReadingPorts
    now: Callable[[], datetime]
    renderers: Renderers
    policy: RetryPolicy
    lateness: CountLateness

    @property
    def quiet(self) -> QuietPlaces:
        """The quiet hours of places, read from the store."""
        return QuietPlaces(channel_settings=self.store.channel_settings)


def flows(
    *,
    store: Store,
    jobs: Jobs,
    chats: Mapping[str, Chat],
    sources: ReadingPorts,
    now: Callable[[], datetime],
    renderers: Renderers = RENDERERS,
    policy: RetryPolicy = RETRY_POLICY,
    allowed: EditRights = EditRights.CREATORS,
    lateness: CountLateness = lambda _: None,
) -> Flows:
    """Build all flows. `chats` may be filled later: it is read when something is posted."""
    parts = _Parts(
        store=store, jobs=jobs, chats=chats, sources=sources, now=now, renderers=renderers,
        policy=policy, lateness=lateness,
    )  # fmt: skip
    link_answerer = _link_answerer(parts)
    digest_runner = _digest_runner(parts)
    feed_poller = _feed_poller(parts)
    edit_follower = _edit_follower(parts)
    eraser = _eraser(store)
    subscription_manager = _subscription_manager(parts)
    chat_requests = ChatRequests(
        link_answerer=link_answerer,
        edit_follower=edit_follower,
        eraser=eraser,
        digests=_chat_digests(parts, subscription_manager, digest_runner, feed_poller),
        channel_settings=store.channel_settings,
        subscriptions=store.subscriptions,
        recent_messages=store.recent_messages,
        articles=store.articles,
        outbox=store.outbox,
        reports=store.reports,
        jobs=jobs,
        text=sources.text,
        now=now,
        allowed=allowed,
    )
    return Flows(
        link_answerer=link_answerer,
        edit_follower=edit_follower,
        eraser=eraser,
        post_delivery=_post_delivery(parts, digest_runner, chat_requests),
        digest_runner=digest_runner,
        feed_poller=feed_poller,
        subscription_manager=subscription_manager,
        unfinished_work=UnfinishedWork(pending_work=store.pending_work, jobs=jobs, now=now),
        chat_requests=chat_requests,
    )


def _eraser(store: Store) -> Eraser:
    return Eraser(
        erasure=store.erasure, channel_settings=store.channel_settings, outbox=store.outbox
    )


def _subscription_manager(parts: _Parts) -> SubscriptionManager:
    return SubscriptionManager(
        subscriptions=parts.store.subscriptions, now=parts.now, quiet_until=parts.quiet.until
    )


def _edit_follower(parts: _Parts) -> EditFollower:
    return EditFollower(
        inbox=parts.store.inbox,
        outbox=parts.store.outbox,
        jobs=parts.jobs,
        now=parts.now,
        quota=parts.policy.quota,
    )


def _link_answerer(parts: _Parts) -> LinkAnswerer:
    return LinkAnswerer(
        inbox=parts.store.inbox,
        outbox=parts.store.outbox,
        articles=parts.store.articles,
        jobs=parts.jobs,
        chats=parts.chats,
        brief=parts.sources.brief,
        card=parts.renderers.briefing,
        version=parts.sources.version,
        now=parts.now,
        quiet_until=parts.quiet.until,
        quota=parts.policy.quota,
        retries=parts.policy.link,
        lease_s=parts.policy.link_lease_s,
    )


def _digest_runner(parts: _Parts) -> DigestRunner:
    return DigestRunner(
        subscriptions=parts.store.subscriptions,
        articles=parts.store.articles,
        outbox=parts.store.outbox,
        channel_settings=parts.store.channel_settings,
        jobs=parts.jobs,
        chats=parts.chats,
        compose=parts.renderers.compose,
        card=parts.renderers.digest,
        work=parts.sources.work,
        now=parts.now,
        quiet_until=parts.quiet.until,
        retries=parts.policy.digest,
        lease_s=parts.policy.digest_lease_s,
        lateness=parts.lateness,
    )


def _feed_poller(parts: _Parts) -> FeedPoller:
    return FeedPoller(
        feeds=parts.store.feeds,
        articles=parts.store.articles,
        pages=parts.store.pages,
        jobs=parts.jobs,
        fetch=parts.sources.polls,
        read=parts.sources.read_feed,
        brief=parts.sources.brief,
        brief_item=parts.sources.item,
        version=parts.sources.version,
        now=parts.now,
    )


def _chat_digests(
    parts: _Parts,
    subscription_manager: SubscriptionManager,
    digest_runner: DigestRunner,
    feed_poller: FeedPoller,
) -> ChatDigests:
    return ChatDigests(
        subscriptions=parts.store.subscriptions,
        channel_settings=parts.store.channel_settings,
        subscription_manager=subscription_manager,
        digest_runner=digest_runner,
        feed_poller=feed_poller,
        find_feed=FeedFinder(fetch=parts.sources.fetch, feeds_at=parts.sources.feeds_at),
        now=parts.now,
    )


def _post_delivery(
    parts: _Parts, digest_runner: DigestRunner, chat_requests: ChatRequests
) -> PostDelivery:
    return PostDelivery(
        outbox=parts.store.outbox,
        chats=parts.chats,
        jobs=parts.jobs,
        now=parts.now,
        place_is_gone=chat_requests.digests.place_gone,
        unposted=chat_requests.unposted,
        unpublished=digest_runner.unpublished,
        quiet_until=parts.quiet.until,
        retries=parts.policy.post,
        timing=parts.policy.timing,
    )
