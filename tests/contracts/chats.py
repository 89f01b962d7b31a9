"""What the contract of chats needs of each platform: a chat, a place, and its troubles."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from discord import Client, Intents, RateLimited
from simcord.env import Env

from adapters.discord.client import DiscordChat
from adapters.slack.client import SlackChat
from adapters.slack.installation.workspaces import OneWorkspace
from bot import keys
from bot.ports.chat import Chat
from briefs.model.delivery import PlaceSettings
from briefs.model.places import Place
from briefs.model.platforms import Platform
from tests.fakes.discord_limits import published
from tests.fakes.discord_nonce import Enforced
from tests.fakes.slack_server import LOST, FakeSlack, team


@dataclass(frozen=True, slots=True)
class Bench:
    """A chat and its platform. The three troubles are what the next sending meets."""

    chat: Chat
    place: Place
    nowhere: Place
    texts: Callable[[], list[str]]
    lose_the_reply: Callable[[], None]
    be_busy: Callable[[], None]
    be_broken: Callable[[], None]
    refuse: Callable[[], None]


@asynccontextmanager
async def slack() -> AsyncIterator[Bench]:
    async with FakeSlack(team()) as fake:
        clients = OneWorkspace(token="xoxb-T1", base_url=fake.base_url)
        channel = fake.teams["xoxb-T1"].channels["C1"]

        def next_sending(meets: str | int) -> Callable[[], None]:
            return lambda: fake.trouble.setdefault("chat.postMessage", []).append(meets)

        yield Bench(
            chat=SlackChat(clients=clients, now=lambda: datetime.now(UTC)),
            place=Place("slack", "T1", "C1"),
            nowhere=Place("slack", "T1", "C404"),
            texts=lambda: [message["text"] for message in channel],
            lose_the_reply=next_sending(LOST),
            be_busy=next_sending(429),
            be_broken=next_sending(502),
            refuse=next_sending("no_text"),
        )


@asynccontextmanager
async def discord() -> AsyncIterator[Bench]:
    async def settings(place: Place) -> PlaceSettings:
        return PlaceSettings()

    async def first(place: Place) -> bool:
        return True

    chat = DiscordChat(
        nonce=keys.nonce,
        attempt_nonce=keys.attempt_nonce,
        settings=settings,
        first=first,
        now=lambda: datetime.now(UTC),
    )
    client = Client(intents=Intents.default())
    env = Env(client, check_errors=False)
    await env.start()
    try:
        # The contract asks for what came within the last minute.
        await env.advance_time((datetime.now(UTC) - env.now()).total_seconds())
        guild = env.create_guild()
        channel = guild.create_text_channel("news")
        await env.settle()
        chat.connected(client)
        client.http.send_message = sending = Enforced(client.http.send_message)  # type: ignore[method-assign, assignment]

        def texts() -> list[str]:
            return [str([one.to_dict() for one in m.components]) for m in channel.history()]

        def failing(status: int, code: int) -> Callable[[], None]:
            path = f"/channels/{channel.id}/messages"
            return lambda: env.inject_error("POST", path, status=status, code=code)

        yield Bench(
            chat=chat,
            place=Place("discord", str(guild.id), str(channel.id)),
            nowhere=Place("discord", str(guild.id), "404"),
            texts=texts,
            lose_the_reply=lambda: setattr(sending, "lost", 1),
            be_busy=lambda: sending.trouble.append(RateLimited(40.0)),
            be_broken=failing(502, 0),
            refuse=failing(400, 50035),
        )
        requests = [one for one in env.http_requests if one.json is not None]
        assert [
            f for one in requests for f in published().faults(one.method, one.path, one.json)
        ] == []
    finally:
        await env.shutdown()


BENCHES: Mapping[Platform, Callable[[], AbstractAsyncContextManager[Bench]]] = {
    Platform.SLACK: slack,
    Platform.DISCORD: discord,
}
"""A platform is added here, and the whole contract is asked of it."""
