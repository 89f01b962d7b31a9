"""A workspace of our own Slack, the app over HTTP, and a sender that plays Slack."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from adapters.slack.app import SlackConfig
from adapters.storage import Store, open_store
from tests.fakes.slack_server import SECRET, FakeSlack, Sender, Team, team
from tests.fakes.slack_world import SlackWorld, sending, slack_world
from tests.fakes.stores import FakeClock, sqlite_file

__all__ = ["sqlite_file"]


@dataclass(slots=True)
class Here:
    world: SlackWorld
    fake: FakeSlack
    team: Team
    sender: Sender

    def texts(self, channel: str = "C1") -> list[str]:
        """What the bot has posted there, by its fallback."""
        written = self.team.channels[channel]
        return [m["text"] for m in written if m["user"] == self.team.bot_user]

    async def reply(self, channel: str = "C1") -> str:
        """Let everything be done -> the stamp of the bot's last message."""
        await self.world.work()
        written = self.team.channels[channel]
        return [m["ts"] for m in written if m["user"] == self.team.bot_user][-1]


@pytest.fixture
async def sqlite_store(tmp_path: Path, sqlite_file: Path) -> AsyncIterator[Store]:
    path = tmp_path / "readout.db"
    shutil.copy(sqlite_file, path)
    async with await open_store(f"sqlite+aiosqlite:///{path}", now=FakeClock()) as opened:
        yield opened


@pytest.fixture
async def fake() -> AsyncIterator[FakeSlack]:
    async with FakeSlack(team()) as opened:
        yield opened


@pytest.fixture
async def here(sqlite_store: Store, fake: FakeSlack) -> AsyncIterator[Here]:
    one = next(iter(fake.teams.values()))
    config = SlackConfig(bot_token=one.token, signing_secret=SECRET, base_url=fake.base_url)
    async with slack_world(sqlite_store, config) as world, sending(world, fake) as sender:
        yield Here(world, fake, one, sender)
