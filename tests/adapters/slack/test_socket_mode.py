"""Socket Mode against our own small Slack: no public address, the same listeners."""

from __future__ import annotations

import asyncio
from typing import Any

from adapters.slack.app import SlackConfig
from adapters.storage import Store
from tests.fakes.slack_server import FakeSlack
from tests.fakes.slack_world import slack_world

LINK = "https://news.example/ferry"


def envelope(ident: str, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": kind,
        "envelope_id": ident,
        "payload": payload,
        "accepts_response_payload": True,
    }


def message(ident: str, stamp: str) -> dict[str, Any]:
    event = {
        "type": "app_mention",
        "channel": "C1",
        "user": "UMEMBER",
        "ts": stamp,
        "text": f"<{LINK}>",
        "event_ts": stamp,
    }
    return {"type": "event_callback", "team_id": "T1", "event_id": ident, "event": event}


async def test_events_and_commands_come_over_the_socket_and_are_acknowledged(
    sqlite_store: Store, fake: FakeSlack
) -> None:
    config = SlackConfig(bot_token="xoxb-T1", app_token="xapp-1", base_url=fake.base_url)
    async with asyncio.timeout(30), slack_world(sqlite_store, config) as world:
        assert [route.path for route in world.slack.routes] == []
        stamp = fake.stamp()
        for ident in ("E1", "E2"):  # the same event delivered twice
            await fake.envelopes.put(envelope(ident, "events_api", message("Ev1", stamp)))
            assert (await fake.acked.get())["envelope_id"] == ident
        await world.work()
        assert len(fake.teams["xoxb-T1"].channels["C1"]) == 1
        command = {
            "command": "/brief",
            "text": "https://news.example/tram",
            "user_id": "UMEMBER",
            "team_id": "T1",
            "channel_id": "C1",
            "trigger_id": "1.2",
            "response_url": f"{fake.address}/respond/1",
        }
        await fake.envelopes.put(envelope("E3", "slash_commands", command))
        acked = await fake.acked.get()
        assert acked["envelope_id"] == "E3"
        await world.work()
        assert "On it" in fake.answers[-1]["text"]
        assert len(fake.teams["xoxb-T1"].channels["C1"]) == 2


async def test_what_cannot_be_taken_in_is_not_acknowledged(
    sqlite_store: Store, fake: FakeSlack, monkeypatch: Any
) -> None:
    config = SlackConfig(bot_token="xoxb-T1", app_token="xapp-1", base_url=fake.base_url)
    async with asyncio.timeout(30), slack_world(sqlite_store, config) as world:
        seen = asyncio.Event()

        async def full(*_: object, **__: object) -> None:
            seen.set()
            raise OSError("no space left")

        stamp = fake.stamp()
        with monkeypatch.context() as patched:
            patched.setattr(type(world.store.inbox), "admit", full)
            await fake.envelopes.put(envelope("E1", "events_api", message("Ev1", stamp)))
            await seen.wait()
        # Slack sends it again; only this one is acknowledged.
        await fake.envelopes.put(envelope("E2", "events_api", message("Ev1", stamp)))
        assert (await fake.acked.get())["envelope_id"] == "E2"
        await world.work()
        assert len(fake.teams["xoxb-T1"].channels["C1"]) == 1
