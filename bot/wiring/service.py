"""The store, the flows, the jobs, the clock and every way in, running together."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Mapping
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
from bot.flows.desk import PasteDesk
from bot.flows.keeping import Keeping
from bot.flows.newsroom import PageNewsroom
from bot.flows.pasting import Pasting
from bot.ports import Chat, FeedRead
from bot.settings import Settings
from bot.wiring.chain import Chain, Fitness, chain
from bot.wiring.chats import Ways, previews, slack_connection, ways
from bot.wiring.journeys import Doors, Flows, flows
from bot.wiring.outside import WORLD, Outside
from briefs.briefings import BRIEFING_VERSION
from briefs.delivery import Job, Status
from briefs.fingerprints import fingerprint
from briefs.model import Page
from briefs.pasting import Check, Gauge, Metric

OVERDUE = timedelta(minutes=15)
"""Work that waits for so long after its time is a fault: nobody runs the jobs."""

Jobs = LocalJobs | ProcrastinateJobs


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
        keeping = Keeping(
            chain=parts.briefer,
            pages=store.pages,
            fingerprint=fingerprint,
            now=now,
            keep_text=settings.keep_text,
        )
        pasting = Pasting(chain=parts.briefer, keeping=keeping, text=parts.text)
        doors = _doors(parts, keeping, pasting, now)
        journeys = flows(
            store=store,
            jobs=jobs,
            chats=chats,
            doors=doors,
            now=now,
            allowed=settings.who_may,
        )
        desk = PasteDesk(
            chain=parts.briefer,
            keeping=keeping,
            library=store.library,
            pasting=pasting,
            place=CHANNEL,
            version=BRIEFING_VERSION,
            now=now,
            checks=lambda: _checks(settings, store, parts.fitness, chats, now()),
            metrics=lambda: _metrics(store, now()),
        )
        stack.push_async_callback(desk.close)
        newsroom = _newsroom(store, doors, journeys, now)
        joined = ways(settings, slack=slack, desk=journeys.chatting, store=store, outside=outside)
        chats.update(joined.chats)
        page = create_app(
            desk=desk, newsroom=newsroom, allowed_hosts=settings.hosts, previews=previews()
        )
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
    # What was loaded stays: to look at it in each full collection takes a tenth of a second.
    gc.collect()
    gc.freeze()
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


def _doors(parts: Chain, keeping: Keeping, pasting: Pasting, now: Callable[[], datetime]) -> Doors:
    """Feeds come from outside like pages do: the reading workers parse them."""

    async def read_feed(page: Page) -> FeedRead:
        return await parts.pool.run(parse_feed, page)

    async def found_feeds(page: Page) -> tuple[str, ...]:
        return await parts.pool.run(feeds_at, page)

    return Doors(
        brief=keeping,
        text=pasting,
        fetch=parts.fetch,
        polls=RobotsFetcher(parts.fetch, now=now),
        read_feed=read_feed,
        feeds_at=found_feeds,
        version=BRIEFING_VERSION,
    )


def _newsroom(
    store: Store, doors: Doors, journeys: Flows, now: Callable[[], datetime]
) -> PageNewsroom:
    return PageNewsroom(
        place=CHANNEL,
        feeding=journeys.feeding,
        subscribing=journeys.subscribing,
        digesting=journeys.digesting,
        kept_feeds=store.feeds,
        schedules=store.schedules,
        outbox=store.outbox,
        library=store.library,
        fetch=doors.fetch,
        feeds_at=doors.feeds_at,
        now=now,
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
