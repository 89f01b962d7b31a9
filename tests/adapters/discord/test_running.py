"""The way to Discord: refused intents, refused tokens, a Discord that is not there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import discord
import pytest
from sqlalchemy import text

from adapters.discord import bot
from adapters.discord.bot import DiscordWay, intents
from briefs.delivery import Mode
from briefs.model import Place
from tests.adapters.discord.conftest import Server, World

LINK = "https://inland-post.example/river-accord"


class Trial:
    """A bot whose attempts to log in end as the test says."""

    def __init__(self, start: Callable[[], Awaitable[None]]) -> None:
        self.start_ = start
        self.closed = False

    async def __aenter__(self) -> Trial:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.closed = True

    async def start(self, token: str) -> None:
        await self.start_()


async def run(world: World, *ends: Exception | None) -> list[bool]:
    """Run until an attempt ends in peace -> with which intents each was made."""
    made: list[bool] = []
    left = list(ends)

    async def start() -> None:
        end = left.pop(0)
        if end is not None:
            raise end

    def make(message_content: bool) -> Any:
        made.append(message_content)
        return Trial(start)

    async with asyncio.timeout(10):
        await DiscordWay(chat=world.way.chat, make=make).run("secret-token")
    return made


async def test_a_refused_intent_is_told_and_lived_without(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    assert await run(world, discord.PrivilegedIntentsRequired(0), None) == [True, False]
    assert "Message Content Intent" in caplog.text


async def test_a_refused_token_ends_it_and_is_not_logged(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    assert await run(world, discord.LoginFailure("secret-token")) == [True]
    assert "DISCORD_TOKEN" in caplog.text
    assert "secret-token" not in caplog.text


async def test_a_discord_that_is_not_there_is_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot, "WAITS_S", (0, 0))
    ends = [OSError("no route"), discord.GatewayNotFound(), OSError("no route"), None]
    assert await run(world, *ends) == [True] * 4


def test_no_more_is_listened_to_than_needed() -> None:
    wanted = intents(message_content=True)
    assert wanted.message_content
    assert not any([wanted.members, wanted.presences, wanted.typing])
    assert not intents(message_content=False).message_content


async def test_many_deleted_at_once_are_followed(server: Server) -> None:
    await server.auto()
    first, second = await server.say(LINK), await server.say(f"{LINK}?page=2")
    assert len(server.ours()) == 2
    channel = server.env.bot.get_channel(server.channel.id)
    await channel.delete_messages([discord.Object(first.id), discord.Object(second.id)])
    await server.env.settle()
    await server.world.work()
    assert server.ours() == []


async def test_what_a_channel_is_set_to_holds_in_its_threads(server: Server) -> None:
    place = Place("discord", str(server.guild.id), str(server.channel.id), "77")
    await server.auto()
    assert (await server.world.desk.settings(place)).mode is Mode.AUTO


async def query_only(world: World, switch: str) -> None:
    """Let the store's connections write no more, or again."""
    engine = world.store.work._database.engine
    async with AsyncExitStack() as stack:
        pooled = range(max(1, engine.pool.checkedin()))  # type: ignore[attr-defined]
        for connection in [await stack.enter_async_context(engine.connect()) for _ in pooled]:
            await connection.execute(text(f"PRAGMA query_only={switch}"))


async def test_what_comes_while_the_store_is_away_is_taken_in_when_it_is_back(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Discord tells of nothing twice."""
    await server.auto()
    waited: list[float] = []

    async def pause(wait_s: float) -> None:
        waited.append(wait_s)
        if len(waited) == 2:
            await query_only(server.world, "OFF")

    monkeypatch.setattr(server.env.bot, "_pause", pause)
    await query_only(server.world, "ON")
    await server.say(LINK)
    assert len(waited) == 2
    assert len(server.ours()) == 1


async def test_a_store_that_stays_away_loses_an_event_and_says_so(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await server.auto()

    async def pause(wait_s: float) -> None:
        pass

    monkeypatch.setattr(server.env.bot, "_pause", pause)
    await query_only(server.world, "ON")
    await server.alice.send(server.channel, LINK)
    assert [r for r in caplog.records if r.getMessage() == "an event is lost: store_away"]
    await query_only(server.world, "OFF")
