"""The service joined to a Slack and a Discord on loopback, in both of which people paste links."""

from __future__ import annotations

import asyncio
import itertools
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp

from adapters.slack.app import EVENTS_PATH
from bot.settings import load
from bot.wiring.environment import Environment
from bot.wiring.page_server import served
from bot.wiring.running_service import Service, at_work, service
from briefs.model.delivery import JobKind
from briefs.model.places import Place
from briefs.model.platforms import Platform
from tests.fakes.discord_server import DiscordServer
from tests.fakes.discord_values import BOT
from tests.fakes.slack_sender import Sender
from tests.fakes.slack_server import SECRET, FakeSlack, team

CHANNEL = "C1"
DISCORD_CHARS = 4_000
LOOK_EVERY_S = 0.05


@dataclass(frozen=True, slots=True)
class Joined:
    """What runs, and both chats that it has joined."""

    service: Service
    slack: FakeSlack
    sender: Sender
    discord: DiscordServer
    news: dict[str, Any]
    """The channel in Discord."""
    _people: itertools.count[int] = field(default_factory=itertools.count)

    @property
    def places(self) -> dict[str, Place]:
        """Way in -> the channel in which links are pasted."""
        return {
            "slack": Place(Platform.SLACK, "T1", CHANNEL),
            "discord": Place(Platform.DISCORD, str(self.news["guild_id"]), str(self.news["id"])),
        }

    async def briefed(self) -> int:
        """How many articles there are by now."""
        return (await self.service.store.status()).articles

    @property
    def posted(self) -> int:
        """The bot's messages in both channels: answers, their details, digests, a greeting."""
        return len(self._channel) + len(self.discord.ours(self.news))

    async def ask_in_slack(self, *links: str) -> None:
        """Mention the bot once with each link, all at once, until each has its answer."""
        before = self._in_slack()
        await asyncio.gather(*(self._mention(link) for link in links))
        await until(lambda: self._in_slack() >= before + len(links))
        await until(idle)

    async def _mention(self, link: str) -> None:
        """One signed event over HTTP, of a person of its own: nobody's quota is used up."""
        stamp = self.slack.stamp()
        event = {"type": "app_mention", "channel": CHANNEL, "user": f"U{next(self._people)}"}
        text = f"<@UBOTT1> <{link}>"
        status = await self.sender.event({**event, "text": text, "ts": stamp, "event_ts": stamp})
        if status != 200:
            raise RuntimeError(f"an event of Slack was answered {status}")

    @property
    def _channel(self) -> list[dict[str, Any]]:
        return self.slack.teams["xoxb-T1"].channels[CHANNEL]

    def _in_slack(self) -> int:
        """Answers in the channel, whose details lie in threads, and refusals to one person."""
        private = self.slack.teams["xoxb-T1"].ephemeral
        return len(private) + sum(not message.get("thread_ts") for message in self._channel)

    async def write_in_slack(self, *texts: str, edits: bool = False) -> None:
        """Write each text in the channel, where nobody asks, or put it in an earlier message."""
        await asyncio.gather(*(self._write(text, edits=edits) for text in texts))
        await until(idle)

    async def _write(self, text: str, *, edits: bool) -> None:
        stamp = self.slack.stamp()
        written = {"user": f"U{next(self._people)}", "text": text, "ts": stamp}
        event: dict[str, Any] = {"type": "message", "channel": CHANNEL}
        event |= {"ts": stamp, "event_ts": stamp}
        if edits:
            new = {**written, "edited": {"ts": stamp}}
            event |= {"subtype": "message_changed", "message": new}
            event |= {"previous_message": {**written, "text": f"{text} before"}}
        else:
            event |= written
        status = await self.sender.event(event)
        if status != 200:
            raise RuntimeError(f"an event of Slack was answered {status}")

    async def write_in_discord(self, *texts: str) -> None:
        """The same in Discord, cut to its longest."""
        for text in texts:
            person = self.discord.person(f"writer {next(self._people)}")
            await self.discord.say(self.news, person, text[:DISCORD_CHARS])
        await until(idle)

    async def ask_in_discord(self, *links: str) -> None:
        """The same in Discord."""
        before = self._in_discord()
        for link in links:
            person = self.discord.person(f"reader {next(self._people)}")
            await self.discord.say(self.news, person, f"<@{BOT}> {link}")
        await until(lambda: self._in_discord() >= before + len(links))
        await until(idle)

    def _in_discord(self) -> int:
        """Replies to messages; a greeting is none, and details stand in replies too."""
        return len({
            reference["message_id"]
            for one in self.discord.ours(self.news)
            if (reference := one.get("message_reference"))
        })  # fmt: skip


@asynccontextmanager
async def joined(folder: Path, *, site: tuple[str, int]) -> AsyncIterator[Joined]:
    """Everything as `readout run` has it, at work, with its model loaded."""
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(FakeSlack(team()))
        discord = DiscordServer(lambda: datetime.now(UTC))
        await discord.start()
        stack.push_async_callback(discord.stop)
        news = await discord.channel(await discord.guild(), "news")
        settings = load({
            "READOUT_DATA": str(folder), "READOUT_LOG_LEVEL": "error",
            "SLACK_BOT_TOKEN": "xoxb-T1", "SLACK_SIGNING_SECRET": SECRET,
            "DISCORD_TOKEN": discord.token,
        })  # fmt: skip
        environment = Environment(
            loopback=frozenset({site}), slack_url=slack.base_url, discord_url=discord.url
        )
        listening = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        running = await stack.enter_async_context(
            service(settings, address=address, environment=environment)
        )
        await stack.enter_async_context(running.connections.connected())
        await stack.enter_async_context(at_work(running))
        await stack.enter_async_context(served(running.app, listening))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        await running.parts.ready()
        await until(lambda: bool(discord.ours(news)))  # it has greeted the server
        sender = Sender(f"{address}{EVENTS_PATH}", slack, session)
        yield Joined(running, slack, sender, discord, news)


def idle() -> bool:
    """Whether no job runs: each is a task with its kind in its name."""
    names = {task.get_name().partition(" ")[0] for task in asyncio.all_tasks()}
    return names.isdisjoint(JobKind)


async def until(condition: Callable[[], bool]) -> None:
    """Wait for what nothing tells of; `asyncio.timeout` around it bounds it."""
    while not condition():  # noqa: ASYNC110 - a chat's message in another's memory sets no event
        await asyncio.sleep(LOOK_EVERY_S)
