"""A workspace of our own Slack, the app over HTTP, and a sender that plays Slack."""

from __future__ import annotations

import json
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from adapters.slack.app import SlackConfig
from adapters.storage import Store, open_store
from tests.fakes.slack_rules import shown, view_faults
from tests.fakes.slack_sender import Sender
from tests.fakes.slack_server import SECRET, FakeSlack, Team, team
from tests.fakes.slack_world import SlackWorld, sending, slack_world
from tests.fakes.stores import FakeClock, sqlite_file

__all__ = ["sqlite_file"]


@dataclass(slots=True)
class Here:
    world: SlackWorld
    fake: FakeSlack
    team: Team
    sender: Sender
    names: dict[str, str] = field(default_factory=dict)
    """Name in a test -> time stamp of the message."""

    def texts(self, channel: str = "C1") -> list[str]:
        """The fallback texts of what the bot has posted there."""
        written = self.team.channels[channel]
        return [m["text"] for m in written if m["user"] == self.team.bot_user]

    def answer(self) -> str:
        """The last thing that a command said to its asker."""
        return str(self.fake.answers[-1]["text"])

    async def submit(
        self, view: dict[str, Any], values: dict[str, Any], user: str = "UMEMBER"
    ) -> dict[str, Any]:
        """Submit a form -> the faults that are shown in it, by field."""
        sent = {**view, "id": "V1", "state": {"values": values}}
        status, body = await self.sender.interaction(
            {"type": "view_submission", "view": sent}, user=user
        )
        assert status == 200
        await self.world.work()
        answer = json.loads(body) if body else {}
        if answer.get("response_action") == "update":
            assert view_faults(answer["view"]) == []
        return dict(answer.get("errors", {}))

    async def offered(self, message: str, *, user: str = "UMEMBER", **more: Any) -> list[str]:
        """Press "…" below a message -> what the window offers this person."""
        before = len(self.team.views)
        assert await self.sender.press("more", message, user=user, **more) == 200
        await self.world.work()
        [view] = self.team.views[before:]
        presses = [one for block in view["blocks"] for one in block.get("elements", ())]
        names = [str(one.get("action_id", "")) for one in presses]
        return [name.removeprefix("chosen_") for name in names if name.startswith("chosen_")]

    async def choose(self, act: str, message: str, *, user: str = "UMEMBER", **more: Any) -> None:
        """Choose an entry of that window, which has to be there."""
        assert act in await self.offered(message, user=user, **more)
        await self.sender.press_in(self.team.views[-1], f"chosen_{act}", user=user)
        await self.world.work()

    def window(self) -> str:
        """The text of the window that was shown last."""
        view = self.team.views[-1]
        return f"{view['title']['text']}\n{shown(view['blocks'])}"

    async def open_home(self, user: str = "UMEMBER", team: str = "T1") -> dict[str, Any]:
        """Open App Home -> what is shown."""
        event = {"type": "app_home_opened", "user": user, "tab": "home", "event_ts": "1.1"}
        await self.sender.event(event, team=team)
        await self.world.work()
        return self.home(user)

    def home(self, user: str = "UMEMBER") -> dict[str, Any]:
        """App Home as it was shown last."""
        return dict(self.team.homes[user])

    async def press_home(
        self, action: str, user: str = "UMEMBER", value: str | None = None
    ) -> None:
        """Press the first button of that name in App Home; `value` replaces its own value."""
        if value is None:
            value = next(
                one["value"]
                for block in self.home(user)["blocks"]
                for one in block.get("elements", ())
                if one.get("action_id") == action
            )
        payload = {
            "type": "block_actions",
            "view": {"id": "V1", "type": "home"},
            "actions": [{"type": "button", "action_id": action, "value": value}],
        }
        assert (await self.sender.interaction(payload, user=user))[0] == 200
        await self.world.work()

    async def reply(self, channel: str = "C1") -> str:
        """Finish all work -> the time stamp of the bot's last message."""
        await self.world.work()
        written = self.team.channels[channel]
        return str([m["ts"] for m in written if m["user"] == self.team.bot_user][-1])


def digest_form(**written: str) -> dict[str, Any]:
    """The submitted form of a new digest: Mondays and Saturdays at 07:45 in Berlin."""
    return {
        "time": {"time": {"selected_time": "07:45"}},
        "zone": {"zone": {"selected_option": {"value": written.get("zone", "Europe/Berlin")}}},
        "days": {"days": {"selected_options": [{"value": "0"}, {"value": "5"}]}},
        "sources": {"sources": {"selected_options": [{"value": "here"}]}},
        **{
            name: {name: {"value": written.get(name)}}
            for name in ("name", "feeds", "topics", "actors", "sites", "mute")
        },
    }


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
    async with workspace(sqlite_store, fake) as opened:
        yield opened


@asynccontextmanager
async def workspace(store: Store, fake: FakeSlack) -> AsyncIterator[Here]:
    """The app over HTTP in the first of the fake's workspaces."""
    one = next(iter(fake.teams.values()))
    config = SlackConfig(bot_token=one.token, signing_secret=SECRET, base_url=fake.base_url)
    async with slack_world(store, config) as world, sending(world, fake) as sender:
        yield Here(world, fake, one, sender)
