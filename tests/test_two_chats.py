"""Slack and Discord in one process: told to stop in the middle, it loses and doubles nothing."""

from __future__ import annotations

import asyncio
import json
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.discord_limits import published
from tests.fakes.discord_twin import Twin
from tests.fakes.product import ARTICLES, Product, Town, until
from tests.fakes.product import town as town
from tests.fakes.slack_sender import mentioned
from tests.fakes.slack_server import FakeSlack, team
from tests.fakes.stores import OwnDatabase
from tests.fakes.stores import postgres as postgres


class Chats:
    """A Slack and a Discord on loopback, and the program that is to join both."""

    def __init__(self, slack: FakeSlack, discord: Twin, town: Town, folder: Path) -> None:
        self.slack, self.discord, self.town = slack, discord, town
        self.product = Product(
            folder,
            f"127.0.0.1:{town.site.port}",
            SLACK_BOT_TOKEN="xoxb-T1",
            SLACK_APP_TOKEN="xapp-1",
            TEST_SLACK=slack.base_url,
            DISCORD_TOKEN=discord.info["token"],
            TEST_DISCORD=json.dumps(discord.info),
        )

    async def ask(self, *, slack: str, discord: str) -> None:
        """A link to each, both of which ask for a page that has not come yet."""
        envelope = mentioned(f"{self.town.url}{slack}", self.slack.stamp())
        # At its next start the program asks Slack for it: a message that is not there was deleted.
        self.slack.teams["xoxb-T1"].channels["C1"].append(envelope["payload"]["event"])
        await self.slack.envelopes.put(envelope)
        await self.slack.acked.get()
        content = f"<@{self.discord.info['bot']}> {self.town.url}{discord}"
        await self.discord.call("say", content=content)
        for path in (slack, discord):
            async with asyncio.timeout(20):
                await self.town.asked[path].wait()

    async def connected(self) -> None:
        async def identified() -> bool:
            return bool((await self.discord.call("sessions"))["identified"])

        await until(identified)

    def in_slack(self) -> list[str]:
        """What the bot says in the channel; the detail lies in the thread of the reply."""
        channel = self.slack.teams["xoxb-T1"].channels["C1"]
        ours = [message for message in channel if message["user"] != "UMEMBER"]
        return [message["text"] for message in ours if not message.get("thread_ts")]

    async def in_discord(self) -> list[str]:
        """What stands in the channel but the greeting: the bot is new in this server."""
        found: list[dict[str, Any]] = await self.discord.call("messages")
        bot = self.discord.info["bot"]
        said = [str(one["components"]) for one in found if one["author"]["id"] == bot]
        greetings = [one for one in said if "answers links to articles" in one]
        assert len(greetings) <= 1
        return [one for one in said if one not in greetings]

    async def show(self, *, slack: str, discord: str) -> bool:
        return any(slack in one for one in self.in_slack()) and any(
            discord in one for one in await self.in_discord()
        )


@pytest.fixture
def database() -> str | None:
    """None for the file that is the default."""
    return None


@pytest.fixture
async def chats(
    needs: Callable[[str], None], database: str | None, town: Town, tmp_path: Path
) -> AsyncIterator[Chats]:
    needs("node")
    discord = await Twin.start()
    try:
        async with FakeSlack(team()) as slack:
            chats = Chats(slack, discord, town, tmp_path)
            if database is not None:
                chats.product.settings["READOUT_DATABASE"] = database
            yield chats
        requests = await discord.sent_requests()
    finally:
        await discord.stop()
    assert requests
    assert [fault for one in requests for fault in published().faults(**one)] == []


async def test_what_is_in_flight_when_it_is_stopped_is_answered_once(chats: Chats) -> None:
    town, product = chats.town, chats.product
    held = {path: asyncio.Event() for path in ("/ferry", "/quarry")}
    town.held.update(held)
    async with product.running():
        await chats.connected()
        await chats.ask(slack="/ferry", discord="/quarry")
        # SIGTERM; the pages do not come before it has ended, within the ten seconds it has.
    assert chats.in_slack() == []
    assert await chats.in_discord() == []
    for gate in held.values():
        gate.set()
    async with product.running():

        async def delivered() -> bool:
            return await chats.show(slack="Ida Brandt", discord="Maren Voss")

        await until(delivered)
        assert town.times("/ferry") == town.times("/quarry") == 2
        await chats.ask(slack="/library", discord="/library")

        async def told_too() -> bool:
            return await chats.show(slack="Sara Lunde", discord="Sara Lunde")

        await until(told_too)
    assert len(chats.in_slack()) == 2
    assert len(await chats.in_discord()) == 2


class TestOnPostgresql:
    """The same with jobs that PostgreSQL keeps."""

    @pytest.fixture
    def database(self, postgres: OwnDatabase) -> str:
        return postgres.url

    async def test_what_is_in_flight_is_answered_once(self, chats: Chats) -> None:
        await test_what_is_in_flight_when_it_is_stopped_is_answered_once(chats)


async def test_what_can_still_be_finished_is_finished(chats: Chats) -> None:
    town, product = chats.town, chats.product
    held = asyncio.Event()
    town.held.update({"/ferry": held, "/quarry": held})
    async with product.running():
        await chats.connected()
        await chats.ask(slack="/ferry", discord="/quarry")
        asyncio.get_running_loop().call_later(0.5, held.set)  # after SIGTERM
    async with product.running():

        async def delivered() -> bool:
            return await chats.show(slack=ARTICLES["/ferry"][0], discord="Maren Voss")

        await until(delivered)
    assert len(chats.in_slack()) == 1
    assert len(await chats.in_discord()) == 1


async def test_a_chat_that_says_nothing_more_does_not_keep_it_from_stopping(chats: Chats) -> None:
    process = chats.discord.process
    try:
        async with chats.product.running():
            await chats.connected()
            await until(lambda: bool(chats.slack.called("apps.connections.open")))
            process.send_signal(signal.SIGSTOP)
    finally:
        process.send_signal(signal.SIGCONT)
