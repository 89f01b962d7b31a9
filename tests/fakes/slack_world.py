"""The real app over HTTP on loopback, the real flows, a real store, and a Slack to talk to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import aiohttp
import uvicorn
from starlette.applications import Starlette

from adapters.slack.app import EVENTS_PATH, Slack, SlackConfig, connect, slack_app
from adapters.storage import Store
from bot.services.chat_requests import ChatRequests
from bot.wiring.build_flows import flows
from briefs.links.sanitizing import host_of
from briefs.model.articles import Article
from briefs.model.delivery import StoredBriefing
from briefs.stories.fingerprints import fingerprint
from tests.fakes.delivery import Steps, sources
from tests.fakes.invented_pages import InventedPages, ReadsInventedPages, briefing_about
from tests.fakes.slack_sender import Sender
from tests.fakes.slack_server import FakeSlack
from tests.fakes.stores import FakeClock


def reported(url: str) -> StoredBriefing:
    """An address -> a briefing of what EVENTS has for its last part."""
    topic = url.rpartition("/")[2]
    # Two outlets report the same in different words: the same words would be one article.
    words = f"{EVENTS.get(topic, topic)} So wrote the reporters of {host_of(url)}."
    article = Article(url, f"About {topic}", words)
    return replace(briefing_about(url), fingerprint=fingerprint(article))


@dataclass(slots=True)
class SlackWorld(ReadsInventedPages):
    store: Store
    clock: FakeClock
    jobs: Steps
    slack: Slack
    requests: ChatRequests
    url: str
    pages: InventedPages
    open_due_slots: Callable[[], Awaitable[None]]
    """What the clock calls for digests."""
    faults: list[str]
    """What was counted as our own fault."""

    async def work(self) -> None:
        """Finish all work that was requested until now."""
        await self.slack.context.settle()
        await self.jobs.run()
        await self.slack.context.settle()


@asynccontextmanager
async def serving(app: Starlette) -> AsyncIterator[str]:
    """A Starlette application on a loopback port of its own -> its address."""
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, lifespan="off", ws="none")
    )
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.005)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        await task


EVENTS = {
    "ferry": (
        "The harbour towns of Ostrey and Vell signed a ferry pact on Monday. Mayor Ida Brandt said "
        "the Ostrey ferry would sail twelve times a day. Boatmen in Vell condemned the ferry pact."
    ),
    "quarry": (
        "Forty miners were rescued from a flooded quarry near Tolmar on Friday. Engineer Paul "
        "Renner blamed the pumps. The quarry's owner, Grenlode, halted all blasting."
    ),
}
"""Last part of an address -> what its article reports: two events without a common party."""


@asynccontextmanager
async def slack_world(
    store: Store, config: SlackConfig, clock: FakeClock | None = None
) -> AsyncIterator[SlackWorld]:
    """Everything connected as in bot/wiring, with briefings of invented articles."""
    clock = clock or FakeClock(datetime.now(UTC))
    jobs = Steps(clock)
    pages, faults = InventedPages(make=reported), list[str]()
    connection = connect(
        config,
        now=clock,
        settings=store.channel_settings.get,
        engine=store._database.engine,
    )
    chats = {"slack": connection.chat}
    joined = flows(
        store=store,
        jobs=jobs,
        chats=chats,
        sources=sources(pages.brief, text=pages.text),
        now=clock,
    )
    jobs.handlers = joined.handlers
    slack = slack_app(
        connection,
        requests=joined.chat_requests,
        now=clock,
        count_fault=lambda: faults.append("slack"),
    )
    async with slack, serving(Starlette(routes=slack.routes)) as address:
        open_due_slots = joined.digest_runner.open_due_slots
        yield SlackWorld(
            store, clock, jobs, slack, joined.chat_requests, address, pages, open_due_slots, faults
        )


@asynccontextmanager
async def sending(world: SlackWorld, fake: FakeSlack) -> AsyncIterator[Sender]:
    async with aiohttp.ClientSession() as session:
        yield Sender(f"{world.url}{EVENTS_PATH}", fake, session)
