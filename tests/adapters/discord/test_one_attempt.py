"""A POST whose answer is lost is made once, over real HTTP: discord.py would make it five times."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import discord
import pytest
from aiohttp import web

from adapters.discord.errors import ReplyLost
from adapters.discord.layout import Layout
from adapters.discord.rendering import text_components
from tests.adapters.discord.conftest import World

FORUM = "77"


@dataclass
class Faulty:
    """Our own Discord, which accepts a post and then answers with an error."""

    status: int = 500
    taken: list[str] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        if request.path.endswith("/users/@me"):
            return web.json_response(
                {"id": "1", "username": "readout", "discriminator": "0", "avatar": None}
            )
        self.taken.append(f"{request.method} {request.path.removeprefix('/api/v10')}")
        if self.status == 0:
            assert request.transport is not None
            request.transport.close()
        return web.json_response({"message": "a fault", "code": 0}, status=self.status or 500)


@pytest.fixture
async def faulty(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Faulty]:
    fake = Faulty()
    app = web.Application()
    app.router.add_route("*", "/{any:.*}", fake.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    monkeypatch.setattr(discord.http.Route, "BASE", f"http://127.0.0.1:{port}/api/v10")

    async def waited(seconds: float) -> None:
        return None

    monkeypatch.setattr(asyncio, "sleep", waited)
    yield fake
    await runner.cleanup()


Act = Callable[[discord.Client], Awaitable[Any]]


async def forum_post(bot: discord.Client) -> Any:
    params = discord.http.handle_message_parameters(
        view=Layout(text_components("a post")), channel_payload={"name": "a post"}
    )
    return await bot.http.start_thread_in_forum(int(FORUM), params=params)


async def greeting(bot: discord.Client) -> Any:
    channel = bot.get_partial_messageable(5)
    return await channel.send(view=Layout(text_components("hello")))


@pytest.mark.parametrize("status", [500, 502, 503, 504, 524, 0])
@pytest.mark.parametrize("act", [forum_post, greeting])
async def test_what_may_be_there_is_not_made_again(
    faulty: Faulty, world: World, act: Act, status: int
) -> None:
    faulty.status = status
    async with world.connection.bot() as bot:
        await bot.http.static_login("token")
        with pytest.raises((ReplyLost, aiohttp.ClientError)):
            await act(bot)
    assert len(faulty.taken) == 1


async def test_what_only_asks_is_asked_again(faulty: Faulty, world: World) -> None:
    async with world.connection.bot() as bot:
        await bot.http.static_login("token")
        with pytest.raises(discord.DiscordServerError):
            await bot.http.get_channel(5)
    assert len(faulty.taken) == 5
