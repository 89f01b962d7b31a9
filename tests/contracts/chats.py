"""What the contract of chats needs of each platform: a chat, a place, and its troubles."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.slack.chat import SlackChat
from adapters.slack.installs import OneWorkspace
from bot.ports import Chat
from briefs.model import Place
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
            refuse=next_sending("invalid_blocks"),
        )


BENCHES: Mapping[str, Callable[[], AbstractAsyncContextManager[Bench]]] = {"slack": slack}
"""A platform is added here, and the whole contract is asked of it."""
