"""The store, the flows, the jobs, the clock, the chats and the page, running together."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount

from adapters.clock import Clock
from adapters.feeds.discovery import feeds_at
from adapters.feeds.feed_parser import parse_feed
from adapters.feeds.item_pages import item_page
from adapters.feeds.opml import read_opml, write_opml
from adapters.jobs.local import LocalJobs
from adapters.jobs.procrastinate import ProcrastinateJobs
from adapters.pages.robots import RobotsFetcher
from adapters.storage.database.engine import usable, usable_database
from adapters.storage.database.private_files import private_folder
from adapters.storage.store import Store, open_store
from adapters.web.app import create_app
from adapters.web.guards.request_intake import BoundedBodies
from adapters.web.page_channel import CHANNEL, PageChat
from bot.flows.brief_text import ItemBriefer, TextBriefer
from bot.flows.brief_url import UrlBriefer
from bot.ports.chat import Chat
from bot.ports.feeds import FeedRead
from bot.services.find_feed import FeedFinder
from bot.services.web_digests import WebDigests
from bot.services.web_pastes import PasteService
from bot.settings import Settings
from bot.wiring.build_chats import Chats, build_chats, previews, slack_connection
from bot.wiring.build_flows import Flows, ReadingPorts, flows
from bot.wiring.environment import WORLD, Environment
from bot.wiring.page_access import page_token
from bot.wiring.reading_chain import Chain, WorkerHealth, chain
from briefs.briefing.compose_briefing import BRIEFING_VERSION
from briefs.model.articles import Page
from briefs.model.delivery import Job, Status
from briefs.model.feeds import ListedFeed
from briefs.model.pastes import Check, Gauge, Metric

OVERDUE = timedelta(minutes=15)
"""If work is overdue by this much, no process runs the jobs."""

Jobs = LocalJobs | ProcrastinateJobs


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The running service. `app`: the local page and the chats' endpoints on one server.

    `new_token`: the page's token if it was generated at this start, to be printed.
    """

    settings: Settings
    environment: Environment
    store: Store
    parts: Chain
    jobs: Jobs
    chats: dict[str, Chat]
    flows: Flows
    paste_service: PasteService
    digests: WebDigests
    connections: Chats
    app: Starlette
    new_token: str | None = None

    @property
    def chat_app(self) -> Starlette | None:
        """The chats' endpoints, if they have an address of their own."""
        return _application(self.connections, None) if self.settings.slack_address else None


@asynccontextmanager
async def opened(settings: Settings, *, environment: Environment = WORLD) -> AsyncIterator[Store]:
    """The store alone, for commands that only read.

    Raises: StoreUnusable, for an error of the database in the block too. An OSError of the block is
    another's: a timeout, say, or a port that is in use.
    """
    with usable():
        private_folder(settings.data)
        store = await open_store(settings.store_url, now=environment.now)
    with usable_database():
        async with store:
            yield store


def _briefers(
    settings: Settings, store: Store, parts: Chain, now: Callable[[], datetime]
) -> tuple[UrlBriefer, TextBriefer]:
    of_links = UrlBriefer(
        chain=parts.briefer, pages=store.pages, now=now, keep_text=settings.keep_text
    )
    return of_links, TextBriefer(chain=parts.briefer, url_briefer=of_links, text=parts.text)


@asynccontextmanager
async def service(
    settings: Settings, *, address: str, environment: Environment = WORLD, language: bool = True
) -> AsyncIterator[Service]:
    """Settings -> Service, built but not yet running; closed in the right order at the end.

    `address` is where people open the local page; without `language` no article can be read.
    Raises: StoreUnusable.
    """
    now = environment.now
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(opened(settings, environment=environment))
        parts = await stack.enter_async_context(
            chain(settings, environment=environment, language=language)
        )
        jobs = await stack.enter_async_context(_jobs(settings, environment))
        slack = slack_connection(settings, store=store, environment=environment)
        chats: dict[str, Chat] = {CHANNEL.platform: PageChat(address=address, now=now)}
        url_briefer, text_briefer = _briefers(settings, store, parts, now)
        sources = _sources(parts, url_briefer, text_briefer, now)
        journeys = flows(
            store=store, jobs=jobs, chats=chats, sources=sources, policy=environment.policy,
            now=now, allowed=settings.who_may, lateness=parts.measured.digest_late,
        )  # fmt: skip
        joined = build_chats(
            settings, slack=slack, requests=journeys.chat_requests, store=store,
            environment=environment, count_fault=parts.measured.chat_fault,
        )  # fmt: skip
        chats.update(joined.chats)
        pastes = _paste_service(settings, store, parts, url_briefer, text_briefer, joined, now)
        stack.push_async_callback(pastes.close)
        digests = _web_digests(store, parts, sources, journeys, now)
        token, new_token = page_token(settings, environment=environment)
        page = create_app(
            paste_service=pastes, digests=digests, allowed_hosts=settings.hosts,
            previews=previews(), token=token,
        )  # fmt: skip
        yield Service(
            settings=settings,
            environment=environment,
            store=store,
            parts=parts,
            jobs=jobs,
            chats=chats,
            flows=journeys,
            paste_service=pastes,
            digests=digests,
            connections=joined,
            app=page if settings.slack_address else _application(joined, page),
            new_token=new_token,
        )


def _application(chats: Chats, page: Starlette | None) -> Starlette:
    """The chats' endpoints and the page; limits on the endpoints apply before anything else."""
    bounded = Middleware(BoundedBodies, signed=chats.signed)
    shown = [Mount("/", page)] if page else []
    return Starlette(routes=[*chats.routes, *shown], middleware=[bounded])


@asynccontextmanager
async def at_work(running: Service) -> AsyncIterator[None]:
    """Run jobs and clock; at the end finish what is running and start nothing new.

    Work that a crash left unfinished is resumed before new work is accepted.
    """
    rhythm = running.environment.rhythm
    clock = Clock(moved=running.flows.unfinished_work.clock_moved)
    runner = running.flows.digest_runner
    clock.run_every("digests", runner.open_due_slots, interval_s=rhythm.digests_s)
    clock.run_every("sweep", running.flows.unfinished_work.sweep, interval_s=rhythm.sweep_s)
    clock.run_every(
        "tidy",
        lambda: running.store.tidy(retention_days=running.settings.retention_days),
        interval_s=rhythm.tidy_s,
    )
    clock.run_every("mend", runner.mend, interval_s=rhythm.tidy_s)
    clock.run_every("left", running.flows.chat_requests.erase_left, interval_s=rhythm.tidy_s)
    clock.start()  # each is called for the first time after its interval
    # Loaded modules stay for good: scanning them in each full collection takes 0.1 s.
    gc.collect()
    gc.freeze()
    try:
        await running.jobs.start(running.flows.handlers)
        await running.flows.unfinished_work.sweep()
        await runner.mend()
        await runner.open_due_slots()
        yield
    finally:
        await asyncio.gather(clock.stop(), running.jobs.stop())


@asynccontextmanager
async def _jobs(settings: Settings, environment: Environment) -> AsyncIterator[Jobs]:
    """The job runner; commands that only submit jobs never start it."""
    if not settings.store_url.startswith("postgresql"):
        yield LocalJobs(now=environment.now)
        return
    jobs = ProcrastinateJobs(url=settings.store_url, now=environment.now)
    await jobs.open()
    try:
        yield jobs
    finally:
        await jobs.close()


def _sources(
    parts: Chain, url_briefer: UrlBriefer, text_briefer: TextBriefer, now: Callable[[], datetime]
) -> ReadingPorts:
    """How the flows reach articles and feeds; feeds are parsed in the workers, being untrusted."""

    async def read_feed(page: Page) -> FeedRead:
        return await parts.pool.run(parse_feed, page)

    async def found_feeds(page: Page) -> tuple[str, ...]:
        return await parts.pool.run(feeds_at, page)

    return ReadingPorts(
        brief=url_briefer,
        item=ItemBriefer(chain=parts.briefer, url_briefer=url_briefer, page=item_page, now=now),
        text=text_briefer,
        fetch=parts.fetch,
        polls=RobotsFetcher(parts.fetch, work=parts.pool.run, now=now),
        read_feed=read_feed,
        feeds_at=found_feeds,
        work=parts.pool.run,
        version=BRIEFING_VERSION,
    )


def _paste_service(
    settings: Settings,
    store: Store,
    parts: Chain,
    url_briefer: UrlBriefer,
    text_briefer: TextBriefer,
    chats: Chats,
    now: Callable[[], datetime],
) -> PasteService:
    return PasteService(
        chain=parts.briefer,
        url_briefer=url_briefer,
        articles=store.articles,
        text_briefer=text_briefer,
        place=CHANNEL,
        version=BRIEFING_VERSION,
        now=now,
        checks=lambda: _checks(settings, store, parts.health, chats, now()),
        metrics=lambda: _metrics(store, parts),
    )


def _web_digests(
    store: Store, parts: Chain, sources: ReadingPorts, journeys: Flows, now: Callable[[], datetime]
) -> WebDigests:
    async def read_list(data: bytes) -> tuple[ListedFeed, ...]:
        return await parts.pool.run(read_opml, data)

    return WebDigests(
        place=CHANNEL,
        feed_poller=journeys.feed_poller,
        subscription_manager=journeys.subscription_manager,
        digest_runner=journeys.digest_runner,
        feed_store=store.feeds,
        subscriptions=store.subscriptions,
        outbox=store.outbox,
        articles=store.articles,
        find_feed=FeedFinder(fetch=sources.fetch, feeds_at=sources.feeds_at),
        read_list=read_list,
        write_list=write_opml,
        now=now,
    )


async def _checks(
    settings: Settings,
    store: Store,
    health: WorkerHealth,
    chats: Chats,
    now: datetime,
) -> tuple[Check, ...]:
    kind = "PostgreSQL" if settings.store_url.startswith("postgresql") else "SQLite"
    reading = Check("reading", health.ok, health.detail)
    try:
        status = await store.status()
        fault = await store.write_fault()
    except Exception as error:  # any exception means that the store does not answer
        return (Check("store", False, f"{kind} does not answer: {type(error).__name__}"), reading)
    megabytes = status.size_bytes / 2**20
    return (
        Check(
            "store",
            fault is None,
            f"{kind}: {fault}"
            if fault
            else f"{kind}, {status.articles} articles, {megabytes:.1f} MB",
        ),
        reading,
        Check(
            "work",
            not _due(status, now - OVERDUE),
            f"{len(status.running)} at work, {len(_due(status, now))} due",
        ),
        Check("chats", True, ", ".join(sorted({CHANNEL.platform, *chats.chats}))),
        *await chats.checks(),
    )


def _due(status: Status, by: datetime) -> list[Job]:
    """Jobs due by then that are not running; at most a few of each kind."""
    return [job for job in status.due if job.at is None or job.at <= by]


async def _metrics(store: Store, parts: Chain) -> tuple[Metric, ...]:
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
            (({}, float(status.waiting)),),
        ),
        *parts.fetch.counts.metrics(),
        *parts.measured.metrics(),
    )
