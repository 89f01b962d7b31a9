"""(Store, jobs, chats, doors) -> every journey over them, joined as they always are."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from adapters.storage.store import Store
from bot import retries
from bot.flows.chatting import Chatting
from bot.flows.digesting import Digesting
from bot.flows.editing import Editing
from bot.flows.erasing import Erasing
from bot.flows.feeding import Feeding
from bot.flows.linking import QUOTA, Linking
from bot.flows.planning import Planning
from bot.flows.posting import TIMING, Posting, Timing
from bot.flows.subscribing import Subscribing
from bot.flows.sweeping import Sweeping
from bot.ports import BriefLink, Chat, Compose, DigestCards, FeedsAt, Fetch, Jobs, ReadFeed
from briefs.cards import card
from briefs.delivery import Allowed, JobKind, Kept, Quota
from briefs.digest_cards import digest_card
from briefs.digests import compose
from briefs.model import Briefing, Card

Handlers = Mapping[JobKind, Callable[[str], Awaitable[datetime | None]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """How the journeys reach articles and feeds.

    `polls` fetches unasked, by the clock, and so obeys what a site says of robots;
    `fetch` fetches what a person just asked for. `version` is that of the briefings.
    """

    brief: BriefLink
    text: Callable[[str], Awaitable[Kept]]
    fetch: Fetch
    polls: Fetch
    read_feed: ReadFeed
    feeds_at: FeedsAt
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Faces:
    """What a briefing and a digest look like before a platform dresses them."""

    briefing: Callable[[Briefing], Card] = card
    compose: Compose = compose
    digest: DigestCards = digest_card


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long work may take, how often it is tried, and how much one may ask for."""

    link: retries.Retries = retries.LINK
    post: retries.Retries = retries.POST
    digest: retries.Retries = retries.DIGEST
    link_lease_s: float = 100.0
    digest_lease_s: float = 120.0
    timing: Timing = TIMING
    quota: Quota = QUOTA


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """Every journey, over one store and one set of chats."""

    linking: Linking
    editing: Editing
    erasing: Erasing
    posting: Posting
    digesting: Digesting
    feeding: Feeding
    subscribing: Subscribing
    sweeping: Sweeping
    chatting: Chatting

    @property
    def handlers(self) -> Handlers:
        """What runs a job of each kind."""
        return {
            JobKind.LINK: self.linking.run,
            JobKind.POST: self.posting.run,
            JobKind.DIGEST: self.digesting.run,
            JobKind.FEED: self.feeding.poll,
            JobKind.ENTRY: self.feeding.entry,
        }


FACES = Faces()
PATIENCE = Patience()


def flows(
    *,
    store: Store,
    jobs: Jobs,
    chats: Mapping[str, Chat],
    doors: Doors,
    now: Callable[[], datetime],
    faces: Faces = FACES,
    patience: Patience = PATIENCE,
    allowed: Allowed = Allowed.CREATORS,
) -> Flows:
    """Join them. `chats` may be filled later: it is looked into when something is posted."""
    digesting = Digesting(
        schedules=store.schedules,
        library=store.library,
        outbox=store.outbox,
        places=store.places,
        jobs=jobs,
        chats=chats,
        compose=faces.compose,
        card=faces.digest,
        now=now,
        retries=patience.digest,
        lease_s=patience.digest_lease_s,
    )
    linking = Linking(
        inbox=store.inbox,
        outbox=store.outbox,
        library=store.library,
        jobs=jobs,
        chats=chats,
        brief=doors.brief,
        card=faces.briefing,
        version=doors.version,
        now=now,
        quota=patience.quota,
        retries=patience.link,
        lease_s=patience.link_lease_s,
    )
    editing = Editing(inbox=store.inbox, outbox=store.outbox, jobs=jobs, now=now)
    erasing = Erasing(erasure=store.erasure, places=store.places)
    feeding = Feeding(
        feeds=store.feeds,
        library=store.library,
        pages=store.pages,
        jobs=jobs,
        fetch=doors.polls,
        read=doors.read_feed,
        brief=doors.brief,
        version=doors.version,
        now=now,
    )
    subscribing = Subscribing(schedules=store.schedules, now=now)
    chatting = Chatting(
        linking=linking,
        editing=editing,
        erasing=erasing,
        planning=Planning(
            schedules=store.schedules,
            subscribing=subscribing,
            digesting=digesting,
            feeding=feeding,
            fetch=doors.fetch,
            feeds_at=doors.feeds_at,
            now=now,
        ),
        places=store.places,
        schedules=store.schedules,
        library=store.library,
        outbox=store.outbox,
        reports=store.reports,
        jobs=jobs,
        text=doors.text,
        gone=digesting.place_is_gone,
        now=now,
        allowed=allowed,
    )
    return Flows(
        linking=linking,
        editing=editing,
        erasing=erasing,
        posting=Posting(
            outbox=store.outbox,
            chats=chats,
            jobs=jobs,
            now=now,
            place_is_gone=digesting.place_is_gone,
            unposted=chatting.unposted,
            retries=patience.post,
            timing=patience.timing,
        ),
        digesting=digesting,
        feeding=feeding,
        subscribing=subscribing,
        sweeping=Sweeping(work=store.work, jobs=jobs, now=now),
        chatting=chatting,
    )
