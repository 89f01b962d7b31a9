"""The connection to the fake Discord: tokens, intents, lost connections, limits, many servers."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from typing import Any

import pytest

from adapters.discord import connection
from tests.adapters.discord.conftest import World
from tests.adapters.discord.scenarios import LINK, ME, Play, kind_of, played
from tests.adapters.discord.steps import later
from tests.fakes.discord_answers import Trouble
from tests.fakes.discord_server import DiscordServer

SERVERS = 500
MOST_CPU_S = 6.0
"""CPU time for that many servers of twenty channels each, the fake's own part included."""


async def test_a_revoked_token_is_told_by_health(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "WAITS_S", (0,))
    async with played(world, monkeypatch) as play:
        assert world.connection.check().ok
        assert "1 servers" in world.connection.check().detail
        await play.server.revoke()
        async with asyncio.timeout(30):
            await play.running
        assert not world.connection.check().ok
        assert "DISCORD_TOKEN" in world.connection.check().detail


async def test_without_the_intent_mentions_and_direct_messages_are_answered(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(server: DiscordServer) -> None:
        server.intent_allowed = False

    async with played(world, monkeypatch, prepare=refuse) as play:
        await play.auto()
        await play.say(LINK)
        await play.say(f"{ME} {LINK}")
        await play.say(LINK, where=await play.server.direct(play.alice))
        assert play.seen() == ["news: briefing, reply", "dm alice: briefing, reply"]


async def test_an_event_of_an_unforeseen_shape_is_counted_and_the_next_is_heard(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(world, monkeypatch) as play:
        await play.auto()
        for name in ("MESSAGE_CREATE", "GUILD_UPDATE", "INTERACTION_CREATE"):
            await play.server.dispatch(name, {"id": "1"}, guild=play.guild["id"])
        await play.say(LINK)
        assert play.seen() == ["news: briefing, reply"]
        assert world.connection.check().detail.endswith("2 events failed")
        assert play.server.identified == 1


async def test_a_limit_is_waited_for_and_the_post_comes_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(world, monkeypatch) as play:
        await play.auto()
        limit = Trouble("POST", r"/channels/\d+/messages", status=429, retry_after=0.01)
        play.server.trouble.append(limit)
        await play.say(LINK)
        assert play.seen() == ["news: briefing, reply"]


async def test_who_invited_it_while_it_was_off_is_greeted_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def invited(server: DiscordServer) -> None:
        guild = await server.guild("New", joined_at=world.clock() - timedelta(hours=3))
        await server.channel(guild, "hall")

    async with played(world, monkeypatch, prepare=invited) as play:
        assert [line.partition(": ")[2] for line in play.seen()] == ["hello"]
        await play.server.cut()
        await world.connection._bot.on_ready()  # type: ignore[union-attr]
        await play.settle()
        assert len(play.seen()) == 1


@pytest.mark.parametrize("what", [{"lost": True}, {"status": 500}, {"status": 502, "times": 2}])
async def test_a_greeting_is_posted_once_though_its_answer_is_lost(
    world: World, monkeypatch: pytest.MonkeyPatch, what: dict[str, Any]
) -> None:
    async def invited(server: DiscordServer) -> None:
        guild = await server.guild("New", joined_at=world.clock() - timedelta(hours=3))
        await server.channel(guild, "hall")
        server.trouble.append(Trouble("POST", r"/channels/\d+/messages", **what))

    async with played(world, monkeypatch, prepare=invited) as play:
        await later(play)
        assert [line.partition(": ")[2] for line in play.seen()] == ["hello"]


async def test_whoever_invites_it_is_greeted(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async with played(world, monkeypatch) as play:
        guild = await play.server.guild("New")
        await play.settle()
        assert guild["id"] in await world.requests.joined_workspaces("discord")


async def test_many_servers_start_cheaply(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fake runs in this process, so its CPU time is included."""
    long_ago = world.clock() - timedelta(days=90)

    async def many(server: DiscordServer) -> None:
        for number in range(SERVERS):
            guild = await server.guild(f"Server {number}", joined_at=long_ago)
            for room in range(20):
                await server.channel(guild, f"room-{room}")

    began = time.process_time()
    async with played(world, monkeypatch, prepare=many) as play:
        took_s = time.process_time() - began
        assert f"{SERVERS + 1} servers" in world.connection.check().detail
        assert len(await world.requests.joined_workspaces("discord")) == SERVERS + 1
        assert play.seen() == []
    print(f"{SERVERS} servers: {took_s:.1f} s of CPU")
    assert took_s < MOST_CPU_S


def test_kinds_are_told_apart() -> None:
    assert kind_of([{"type": 10, "content": "Deleted."}]) == "deleted"
    assert kind_of([{"type": 10, "content": "What is this?"}]) == "What is this?"
    assert Play.__doc__
