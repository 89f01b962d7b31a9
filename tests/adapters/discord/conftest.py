"""The real bot in a simulated Discord, with a real store and the real flows.

Only briefings of pages are invented; jobs run when a test says so.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import discord
import pytest
from simcord.env import Env

from adapters.discord.connection import DiscordConnection, discord_bot
from adapters.storage import Store
from bot import keys
from bot.flows.deliver_posts import Timing
from bot.ports.chat import Chat
from bot.services.chat_requests import ChatRequests
from bot.wiring.build_flows import flows
from bot.wiring.environment import RetryPolicy
from briefs.model.articles import Article, Page
from briefs.model.delivery import StoredBriefing
from briefs.model.facts import Reading
from briefs.model.feeds import FeedItem
from briefs.stories.fingerprints import fingerprint
from tests.fakes.briefings import river_accord
from tests.fakes.delivery import Steps, sources
from tests.fakes.discord_limits import V2, every, published
from tests.fakes.invented_pages import InventedPages, ReadsInventedPages
from tests.fakes.stores import *  # noqa: F403
from tests.fakes.stores import FakeClock, shutil  # type: ignore[attr-defined]

NONE: dict[str, list[str]] = {"parse": []}


def texts(message: Any) -> str:
    """The texts of a message of the bot."""
    shown = [one.to_dict() for one in message.components]
    return "\n".join(one["content"] for one in every(shown) if one["type"] == 10)


@dataclass(slots=True)
class World(ReadsInventedPages):
    store: Store
    clock: FakeClock
    jobs: Steps
    connection: DiscordConnection
    requests: ChatRequests
    pages: InventedPages

    async def work(self) -> None:
        """Run everything that is due now."""
        await self.jobs.run()


@dataclass
class EmptyFeed:
    """A feed without entries."""

    title: str | None = "The Inland Post"
    items: tuple[FeedItem, ...] = ()
    ttl_s: float | None = None


# Replaces the fixture that runs with both databases.
@pytest.fixture  # type: ignore[no-redef]
def store_url(sqlite_file: Path, tmp_path: Path) -> str:
    path = tmp_path / "readout.db"
    shutil.copy(sqlite_file, path)
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture
def world(store: Store, clock: FakeClock) -> World:
    return discord_world(store, clock)


def accord(url: str) -> StoredBriefing:
    """An address -> the briefing of one invented article."""
    briefing = replace(river_accord(), url=url)
    article = Article(url, briefing.title, "\n\n".join(c.text for c in briefing.cited))
    reading = Reading(briefing.facts, ())
    return StoredBriefing(briefing, fingerprint(article, reading), (url,))


def discord_world(store: Store, clock: FakeClock) -> World:
    """Everything connected as in bot/wiring, with briefings of one invented article."""
    jobs = Steps(clock)
    chats: dict[str, Chat] = {}
    pages = InventedPages(make=accord)

    async def fetch(url: str, *, cached: Page | None = None) -> Page:
        return Page(url, url, 200, "application/rss+xml", b"", clock())

    async def feeds_at(page: Page) -> tuple[str, ...]:
        return (page.url,)

    async def read(page: Page) -> EmptyFeed:
        return EmptyFeed()

    doors = sources(
        pages.brief, text=pages.text, fetch=fetch, polls=fetch, read_feed=read, feeds_at=feeds_at
    )
    policy = RetryPolicy(timing=Timing(lease_s=90, timeout_s=20, lag_s=15))
    joined = flows(store=store, jobs=jobs, chats=chats, sources=doors, now=clock, policy=policy)
    requests = joined.chat_requests
    places = store.channel_settings
    connection = discord_bot(
        requests=requests,
        settings=places.get,
        first=places.greet,
        nonce=keys.nonce,
        attempt_nonce=keys.attempt_nonce,
        now=clock,
    )
    chats["discord"] = connection.chat
    jobs.handlers = joined.handlers
    return World(store, clock, jobs, connection, requests, pages)


@dataclass(slots=True)
class Server:
    """A guild with a channel and two people, one of whom may manage it."""

    env: Any
    world: World
    guild: Any
    channel: Any
    admin: Any
    alice: Any

    async def auto(self) -> None:
        await self.admin.slash(self.channel, "readout setup", links="auto")

    async def say(self, content: str) -> Any:
        """Alice writes; then all work that follows is finished."""
        message = await self.alice.send(self.channel, content)
        await self.world.work()
        return message

    def ours(self, channel: Any = None) -> list[discord.Message]:
        """The bot's messages in a channel."""
        me = self.env.bot.user.id
        there = (channel or self.channel).history()
        return [one for one in there if one.author.id == me and one.components]


def answers(result: Any) -> str:
    """The texts of all answers to an interaction."""
    found = [one for one in (result.response, *result.followups) if one is not None]
    assert all(one.ephemeral for one in found)
    return "\n".join(texts(one.message) for one in found)


@pytest.fixture
def message_content() -> bool:
    return True


@pytest.fixture
async def env(world: World, message_content: bool) -> AsyncIterator[Any]:
    async with connected(world, message_content=message_content) as running:
        yield running


@asynccontextmanager
async def connected(world: World, *, message_content: bool = True) -> AsyncIterator[Any]:
    """The bot in a simulated Discord; what it sends is checked against Discord's API document."""
    bot = world.connection.bot(message_content=message_content)
    approved = discord.Intents.all()
    approved.message_content = message_content
    running = Env(bot, settle_timeout=30.0, shard_count=2, approved_intents=approved)
    await running.start()
    try:
        world.clock.turn_to(running.now())
        yield running
        assert running.http_requests
        check((r.method, r.path, r.json) for r in running.http_requests if r.json is not None)
    finally:
        # Finish all work first: a shutdown would also cancel the return of a database connection.
        await running.settle()
        await running.shutdown()
    running.raise_errors()


@pytest.fixture
def server(env: Any, world: World) -> Server:
    return guild_of(env, world)


def guild_of(env: Any, world: World) -> Server:
    """A server with a channel, a person who may manage it, and one who may not."""
    guild = env.create_guild()
    managers = guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    channel = guild.create_text_channel("news")
    admin = guild.add_member(env.create_user("ada"), roles=[managers])
    alice = guild.add_member(env.create_user("alice"))
    return Server(env, world, guild, channel, admin, alice)


_checked: set[str] = set()


def check(requests: Iterable[tuple[str, str, Any]]) -> None:
    """Check that every body that the bot sent keeps Discord's limits and mentions nobody."""
    for method, path, body in requests:
        data = body.get("data", body) if isinstance(body, dict) else {}
        data = data.get("message", data) if isinstance(data, dict) else {}
        if isinstance(data, dict) and data.get("components") and data.get("flags", 0) & V2:
            assert data.get("allowed_mentions") == allowed(method, data), (method, path, body)
        # Most requests differ only in their numbers: check each form once.
        name = f"{method} {path} {_shape(body)}"
        if name not in _checked:
            _checked.add(name)
            assert published().faults(method, path, body) == []


def allowed(method: str, data: dict[str, Any]) -> dict[str, list[Any]]:
    """The mentions allowed: none, except the role above a digest that is sent, not edited."""
    above = re.fullmatch(r"<@&(\d+)>", str(data["components"][0].get("content", "")))
    if above is None or method != "POST":
        return NONE
    return {**NONE, "roles": [int(above[1])]}


def _shape(body: Any) -> str:
    return re.sub(r"\d{5,}|[0-9a-f]{20,}", "1", repr(body))
