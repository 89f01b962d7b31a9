"""The store, the flows, the jobs, the clock and every way in, running together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.applications import Starlette
from starlette.routing import Mount

from adapters.clock import Clock
from adapters.feeds.discovery import feeds_at
from adapters.feeds.reading import parse_feed
from adapters.jobs.local import LocalJobs
from adapters.jobs.procrastinate import ProcrastinateJobs
from adapters.pages.robots import RobotsFetcher
from adapters.storage.engine import usable
from adapters.storage.store import Store, open_store
from adapters.web.app import create_app
from adapters.web.chat import CHANNEL, PageChat
from bot.flows.chatting import Chatting
from bot.flows.desk import PasteDesk
from bot.flows.digesting import Digesting
from bot.flows.editing import Editing
from bot.flows.erasing import Erasing
from bot.flows.feeding import Feeding
from bot.flows.keeping import Keeping
from bot.flows.linking import Linking
from bot.flows.newsroom import PageNewsroom
from bot.flows.pasting import Pasting
from bot.flows.planning import Planning
from bot.flows.posting import Posting
from bot.flows.subscribing import Subscribing
from bot.flows.sweeping import Sweeping
from bot.ports import Chat, FeedRead
from bot.settings import Settings
from bot.wiring.chain import Chain, Fitness, chain
from bot.wiring.chats import Ways, slack_connection, ways
from bot.wiring.outside import WORLD, Outside
from briefs.briefings import BRIEFING_VERSION
from briefs.cards import card
from briefs.delivery import Job, JobKind, Status
from briefs.digest_cards import digest_card
from briefs.digests import compose
from briefs.fingerprints import fingerprint
from briefs.model import Page
from briefs.pasting import Check, Gauge, Metric

OVERDUE = timedelta(minutes=15)
"""Work that waits for so long after its time is a fault: nobody runs the jobs."""

Jobs = LocalJobs | ProcrastinateJobs
Handlers = Mapping[JobKind, Callable[[str], Awaitable[datetime | None]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """Every journey, over one store and one set of chats."""

    keeping: Keeping
    pasting: Pasting
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What runs. `app` is the local page and where chats reach us, on one server."""

    settings: Settings
    outside: Outside
    store: Store
    parts: Chain
    jobs: Jobs
    chats: dict[str, Chat]
    flows: Flows
    desk: PasteDesk
    newsroom: PageNewsroom
    ways: Ways
    app: Starlette


def flows(
    *,
    settings: Settings,
    outside: Outside,
    store: Store,
    parts: Chain,
    jobs: Jobs,
    chats: Mapping[str, Chat],
) -> Flows:
    """(Store, chain, jobs, chats) -> every journey over them."""
    now = outside.now

    async def read_feed(page: Page) -> FeedRead:
        return await parts.pool.run(parse_feed, page)

    async def found_feeds(page: Page) -> tuple[str, ...]:
        return await parts.pool.run(feeds_at, page)

    keeping = Keeping(
        chain=parts.briefer,
        pages=store.pages,
        fingerprint=fingerprint,
        now=now,
        keep_text=settings.keep_text,
    )
    pasting = Pasting(chain=parts.briefer, keeping=keeping, text=parts.text)
    digesting = Digesting(
        schedules=store.schedules,
        library=store.library,
        outbox=store.outbox,
        places=store.places,
        jobs=jobs,
        chats=chats,
        compose=compose,
        card=digest_card,
        now=now,
    )
    linking = Linking(
        inbox=store.inbox,
        outbox=store.outbox,
        library=store.library,
        jobs=jobs,
        chats=chats,
        brief=keeping,
        card=card,
        version=BRIEFING_VERSION,
        now=now,
    )
    editing = Editing(inbox=store.inbox, outbox=store.outbox, jobs=jobs, now=now)
    erasing = Erasing(erasure=store.erasure)
    feeding = Feeding(
        feeds=store.feeds,
        library=store.library,
        pages=store.pages,
        jobs=jobs,
        fetch=RobotsFetcher(parts.fetch, now=now),
        read=read_feed,
        brief=keeping,
        version=BRIEFING_VERSION,
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
            fetch=parts.fetch,
            feeds_at=found_feeds,
            now=now,
        ),
        places=store.places,
        schedules=store.schedules,
        library=store.library,
        outbox=store.outbox,
        reports=store.reports,
        jobs=jobs,
        text=pasting,
        gone=digesting.place_is_gone,
        now=now,
    )
    return Flows(
        keeping=keeping,
        pasting=pasting,
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
        ),
        digesting=digesting,
        feeding=feeding,
        subscribing=subscribing,
        sweeping=Sweeping(work=store.work, jobs=jobs, now=now),
        chatting=chatting,
    )


@asynccontextmanager
async def opened(settings: Settings, *, outside: Outside = WORLD) -> AsyncIterator[Store]:
    """The store alone, for those who only look. Raises: StoreUnusable, also from the block."""
    with usable():
        settings.data.mkdir(parents=True, exist_ok=True)
        async with await open_store(settings.store_url, now=outside.now) as store:
            yield store


@asynccontextmanager
async def service(
    settings: Settings, *, address: str, outside: Outside = WORLD
) -> AsyncIterator[Service]:
    """Settings -> everything, built but not yet at work; closed in the right order at the end.

    `address` is where people open the local page. Raises: StoreUnusable.
    """
    now = outside.now
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(opened(settings, outside=outside))
        parts = await stack.enter_async_context(chain(settings, outside=outside))
        jobs = await stack.enter_async_context(_jobs(settings, outside))
        slack = slack_connection(settings, store=store, outside=outside)
        chats: dict[str, Chat] = {CHANNEL.platform: PageChat(address=address, now=now)}
        journeys = flows(
            settings=settings, outside=outside, store=store, parts=parts, jobs=jobs, chats=chats
        )
        desk = PasteDesk(
            chain=parts.briefer,
            keeping=journeys.keeping,
            library=store.library,
            pasting=journeys.pasting,
            place=CHANNEL,
            version=BRIEFING_VERSION,
            now=now,
            checks=lambda: _checks(settings, store, parts.fitness, chats, now()),
            metrics=lambda: _metrics(store, now()),
        )
        stack.push_async_callback(desk.close)
        newsroom = _newsroom(store, parts, journeys, outside)
        joined = ways(settings, slack=slack, desk=journeys.chatting, store=store, outside=outside)
        chats.update(joined.chats)
        page = create_app(desk=desk, newsroom=newsroom, allowed_hosts=settings.hosts)
        yield Service(
            settings=settings,
            outside=outside,
            store=store,
            parts=parts,
            jobs=jobs,
            chats=chats,
            flows=journeys,
            desk=desk,
            newsroom=newsroom,
            ways=joined,
            app=Starlette(routes=[*joined.routes, Mount("/", page)]),
        )


@asynccontextmanager
async def at_work(running: Service) -> AsyncIterator[None]:
    """Run the jobs and ring the clock; at the end finish what runs, and no more.

    What a crash left is taken up before anything new comes in.
    """
    rhythm = running.outside.rhythm
    clock = Clock()
    clock.ring("digests", running.flows.digesting.ring, every_s=rhythm.ring_s)
    clock.ring("sweep", running.flows.sweeping.sweep, every_s=rhythm.sweep_s)
    clock.ring(
        "tidy",
        lambda: running.store.tidy(retention_days=running.settings.retention_days),
        every_s=rhythm.tidy_s,
    )
    clock.ring("left", running.flows.chatting.erase_left, every_s=rhythm.tidy_s)
    clock.start()  # its first rings come after an interval
    try:
        await running.jobs.start(running.flows.handlers)
        await running.flows.sweeping.sweep()
        await running.flows.digesting.ring()
        yield
    finally:
        await asyncio.gather(clock.stop(), running.jobs.stop())


@asynccontextmanager
async def _jobs(settings: Settings, outside: Outside) -> AsyncIterator[Jobs]:
    """Where jobs go; those who only submit them never start it."""
    if not settings.store_url.startswith("postgresql"):
        yield LocalJobs(now=outside.now)
        return
    jobs = ProcrastinateJobs(url=settings.store_url, now=outside.now)
    await jobs.open()
    try:
        yield jobs
    finally:
        await jobs.close()


def _newsroom(store: Store, parts: Chain, journeys: Flows, outside: Outside) -> PageNewsroom:
    async def found_feeds(page: Page) -> tuple[str, ...]:
        return await parts.pool.run(feeds_at, page)

    return PageNewsroom(
        place=CHANNEL,
        feeding=journeys.feeding,
        subscribing=journeys.subscribing,
        digesting=journeys.digesting,
        kept_feeds=store.feeds,
        schedules=store.schedules,
        outbox=store.outbox,
        fetch=parts.fetch,
        feeds_at=found_feeds,
        now=outside.now,
    )


async def _checks(
    settings: Settings,
    store: Store,
    fitness: Fitness,
    chats: Mapping[str, Chat],
    now: datetime,
) -> tuple[Check, ...]:
    kind = "PostgreSQL" if settings.store_url.startswith("postgresql") else "SQLite"
    reading = Check("reading", fitness.ok, fitness.detail)
    try:
        status = await store.status()
    except Exception as error:  # whatever it is, the store does not answer
        return (Check("store", False, f"{kind} does not answer: {type(error).__name__}"), reading)
    megabytes = status.size_bytes / 2**20
    return (
        Check("store", True, f"{kind}, {status.articles} articles, {megabytes:.1f} MB"),
        reading,
        Check(
            "work",
            not _due(status, now - OVERDUE),
            f"{len(status.running)} at work, {len(_due(status, now))} due",
        ),
        Check("chats", True, ", ".join(sorted(chats))),
    )


def _due(status: Status, by: datetime) -> list[Job]:
    """Work whose time had come by then, and that nobody is at; at most some of each kind."""
    return [job for job in status.due if job.at is None or job.at <= by]


async def _metrics(store: Store, now: datetime) -> tuple[Metric, ...]:
    status = await store.status()
    states = tuple(({"what": name}, float(count)) for name, count in status.counts)
    return (
        Metric("readout_rows", "Rows of the store by what they are", Gauge.GAUGE, states),
        Metric("readout_articles", "Articles kept", Gauge.GAUGE, (({}, float(status.articles)),)),
        Metric("readout_store_bytes", "Size of it", Gauge.GAUGE, (({}, float(status.size_bytes)),)),
        Metric(
            "readout_jobs_due",
            "Jobs whose time has come",
            Gauge.GAUGE,
            (({}, float(len(_due(status, now)))),),
        ),
    )
