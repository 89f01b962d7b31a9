"""The connection to Discord: refused intents, refused tokens, a Discord that is unreachable."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import discord
import pytest
from sqlalchemy import text

from adapters.discord import connection
from adapters.discord.bot import guard_parsers, intents
from adapters.discord.connection import DiscordConnection
from briefs.model.delivery import Mode
from briefs.model.places import Place
from tests.adapters.discord.conftest import Server, World, texts
from tests.adapters.discord.scenarios import played
from tests.fakes.discord_answers import Trouble

LINK = "https://inland-post.example/river-accord"


class Trial:
    """A bot whose attempts to connect end as the test says."""

    def __init__(self, start: Callable[[], Awaitable[None]]) -> None:
        self.start_ = start
        self.closed = False
        self.was_ready = False
        self.failures = 0

    async def __aenter__(self) -> Trial:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.closed = True

    async def start(self, token: str) -> None:
        await self.start_()


async def run(world: World, *ends: Exception | None) -> list[bool]:
    """Run until an attempt ends without an error -> for each, if it had the intent."""
    made: list[bool] = []
    left = list(ends)

    async def start() -> None:
        end = left.pop(0)
        if end is not None:
            raise end

    def make(message_content: bool) -> Any:
        made.append(message_content)
        return Trial(start)

    connected = DiscordConnection(chat=world.connection.chat, make=make, now=world.clock)
    async with asyncio.timeout(10):
        await connected.run("secret-token")
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


@pytest.mark.parametrize("fault", [KeyError("author"), AttributeError("x"), ValueError("y")])
async def test_an_event_of_an_unforeseen_shape_does_not_end_it(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    fault: Exception,
) -> None:
    monkeypatch.setattr(connection, "WAITS_S", (0,))
    assert await run(world, fault, None) == [True, True]
    assert "not connected to Discord" in caplog.text


async def test_a_discord_that_is_not_there_is_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "WAITS_S", (0, 0))
    no_gateway = discord.GatewayNotFound()  # type: ignore[no-untyped-call] # not annotated there
    ends = [OSError("no route"), no_gateway, OSError("no route"), None]
    assert await run(world, *ends) == [True] * 4


async def test_health_tells_a_refused_token_at_once(world: World) -> None:
    def make(message_content: bool) -> Any:
        async def start() -> None:
            raise discord.LoginFailure("secret-token")

        return Trial(start)

    connected = DiscordConnection(chat=world.connection.chat, make=make, now=world.clock)
    assert connected.check().ok  # it is only starting
    await connected.run("secret-token")
    assert not connected.check().ok
    assert "DISCORD_TOKEN" in connected.check().detail
    assert "secret-token" not in connected.check().detail


async def test_health_tells_a_discord_that_stays_away(world: World) -> None:
    connected = DiscordConnection(chat=world.connection.chat, make=lambda _: None, now=world.clock)  # type: ignore[arg-type,return-value]
    world.clock.turn(119)
    assert connected.check().ok
    world.clock.turn(2)
    assert not connected.check().ok


def test_an_event_that_cannot_be_read_is_passed_over() -> None:
    events: list[Any] = []
    failed: list[str] = []

    def broken(data: Any) -> None:
        raise KeyError(data)

    parsers = {"READY": broken, "MESSAGE_CREATE": broken, "MESSAGE_UPDATE": events.append}
    guard_parsers(parsers, failed.append)
    for event in ("MESSAGE_CREATE", "MESSAGE_UPDATE"):
        parsers[event]({"id": "1"})
    assert (failed, events) == (["MESSAGE_CREATE"], [{"id": "1"}])
    with pytest.raises(KeyError):  # without this event there is no session
        parsers["READY"]({})


async def test_a_handler_that_fails_is_logged_counted_and_survived(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await server.auto()
    bot = server.env.bot
    with monkeypatch.context() as broken:
        broken.setattr(bot, "_requests", None)
        await bot._run_event(
            bot.on_message, "on_message", await server.alice.send(server.channel, "x")
        )
        await type(bot).on_error(bot, "on_message")
    assert bot.failures == 1
    assert "an event failed: on_message" in caplog.text
    await server.say(LINK)
    assert len(server.ours()) == 1


async def test_who_invited_the_bot_while_it_was_off_is_greeted_at_its_start(server: Server) -> None:
    bot, world = server.env.bot, server.world
    guild = bot.get_guild(server.guild.id)
    await world.store.erasure.workspace("discord", str(guild.id), sources="x", feed=str)
    guild.me.joined_at = world.clock() - timedelta(days=1)
    for _ in range(2):
        await bot.on_ready()
        await server.env.settle()
        await world.work()
    assert len([one for one in server.ours() if "answers links" in texts(one)]) == 1
    assert await world.requests.joined_workspaces("discord") == {str(guild.id)}


async def test_an_old_server_is_not_greeted_though_nothing_is_known_of_it(server: Server) -> None:
    bot, world = server.env.bot, server.world
    guild = bot.get_guild(server.guild.id)
    await world.store.erasure.workspace("discord", str(guild.id), sources="x", feed=str)
    guild.me.joined_at = world.clock() - timedelta(days=30)
    await bot.on_ready()
    await server.env.settle()
    assert server.ours() == []


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
    assert (await server.world.requests.settings(place)).mode is Mode.AUTO


async def query_only(world: World, switch: str) -> None:
    """Make the store's connections read-only, or writable again."""
    engine = world.store.pending_work._database.engine
    async with AsyncExitStack() as stack:
        pooled = range(max(1, engine.pool.checkedin()))  # type: ignore[attr-defined]
        for connection in [await stack.enter_async_context(engine.connect()) for _ in pooled]:
            await connection.execute(text(f"PRAGMA query_only={switch}"))


async def test_what_comes_while_the_store_is_away_is_taken_in_when_it_is_back(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Discord never delivers an event twice."""
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


async def test_a_reaction_to_what_discord_does_not_show_just_now_is_answered_later(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(world, monkeypatch) as play:
        message = await play.say(LINK)
        waited: list[float] = []

        async def pause(wait_s: float) -> None:
            waited.append(wait_s)

        monkeypatch.setattr(play.world.connection.chat.client, "_pause", pause)
        unseen = Trouble("GET", rf"/channels/\d+/messages/{message['id']}", lost=True, times=2)
        play.server.trouble.append(unseen)
        await play.server.react(message, play.ada, "📰")
        await play.settle()
        assert waited == [1]  # discord.py repeats the request once by itself
        assert play.seen() == ["news: briefing, reply"]


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
