"""The real app over HTTP on loopback, the real flows, a real store, and a Slack to talk to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import aiohttp
import uvicorn
from starlette.applications import Starlette

from adapters.slack.app import EVENTS_PATH, Slack, SlackConfig, connect, slack_app
from adapters.storage import Store
from bot.flows.chatting import Chatting
from bot.wiring.journeys import flows
from briefs.delivery import Kept
from briefs.errors import NotFound
from briefs.fingerprints import fingerprint
from briefs.model import Article
from tests.fakes.delivery import Steps, doors, kept
from tests.fakes.slack_server import FakeSlack, Sender
from tests.fakes.stores import FakeClock


@dataclass(slots=True)
class SlackWorld:
    store: Store
    clock: FakeClock
    jobs: Steps
    slack: Slack
    desk: Chatting
    url: str
    briefed: list[str]
    meanwhile: dict[str, Callable[[], Awaitable[object]]] = field(default_factory=dict)
    """What happens once, while the article at an address is read."""

    async def work(self) -> None:
        """Everything that was asked until now, to its end."""
        await self.slack.talk.settle()
        await self.jobs.run()
        await self.slack.talk.settle()


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
"""What is told under an address that ends so: two events that share nobody."""


@asynccontextmanager
async def slack_world(
    store: Store, config: SlackConfig, clock: FakeClock | None = None
) -> AsyncIterator[SlackWorld]:
    """Joins everything as wiring does, with briefings of invented articles."""
    clock = clock or FakeClock(datetime.now(UTC))
    jobs = Steps(clock)
    briefed: list[str] = []
    meanwhile: dict[str, Callable[[], Awaitable[object]]] = {}

    async def brief(url: str) -> Kept:
        briefed.append(url)
        if happens := meanwhile.pop(url, None):
            await happens()
        if "missing" in url:
            raise NotFound
        topic = url.rpartition("/")[2]
        one = kept(url, title=f"About {topic}")
        told = Article(url, f"About {topic}", EVENTS.get(topic, topic))
        return replace(one, fingerprint=fingerprint(told))

    async def text(words: str) -> Kept:
        briefed.append(words)
        return kept("urn:sha256:0123", title="A pasted article")

    connection = connect(
        config,
        now=clock,
        settings=store.places.get,
        engine=store._database.engine,
    )
    chats = {"slack": connection.chat}
    joined = flows(store=store, jobs=jobs, chats=chats, doors=doors(brief, text=text), now=clock)
    jobs.handlers = joined.handlers
    slack = slack_app(connection, desk=joined.chatting, now=clock)
    async with slack, serving(Starlette(routes=slack.routes)) as address:
        yield SlackWorld(store, clock, jobs, slack, joined.chatting, address, briefed, meanwhile)


@asynccontextmanager
async def sending(world: SlackWorld, fake: FakeSlack) -> AsyncIterator[Sender]:
    async with aiohttp.ClientSession() as session:
        yield Sender(f"{world.url}{EVENTS_PATH}", fake, session)
