"""Socket Mode against our own small Slack: no public address, the same listeners."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from adapters.slack.app import SlackConfig
from adapters.storage import Store
from adapters.storage.repositories.inbox import Inbox
from tests.fakes.slack_server import FakeSlack
from tests.fakes.slack_world import SlackWorld, slack_world

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


@asynccontextmanager
async def connected(store: Store, fake: FakeSlack) -> AsyncIterator[SlackWorld]:
    """The app over Socket Mode; pings are so frequent that no test has to wait for one."""
    config = SlackConfig(
        bot_token="xoxb-T1", app_token="xapp-1", base_url=fake.base_url, ping_s=0.05
    )
    async with asyncio.timeout(30), slack_world(store, config) as world:
        yield world


async def answered(world: SlackWorld, fake: FakeSlack, number: int) -> None:
    """Mention the bot over the present connection, and check that it answers."""
    stamp = fake.stamp()
    await fake.envelopes.put(envelope(f"E{number}", "events_api", message(f"Ev{number}", stamp)))
    assert (await fake.acked.get())["envelope_id"] == f"E{number}"
    await world.work()
    written = fake.teams["xoxb-T1"].channels["C1"]
    assert len([one for one in written if one["user"] == "UBOTT1"]) == number


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "too_many_websockets"])
async def test_told_to_connect_again_it_does_and_hears_on(
    sqlite_store: Store, fake: FakeSlack, reason: str
) -> None:
    async with connected(sqlite_store, fake) as world:
        first = await fake.opened.get()
        await answered(world, fake, 1)
        await first.send_json({"type": "disconnect", "reason": reason})
        second = await fake.opened.get()
        assert second is not first
        await answered(world, fake, 2)
        assert first.closed


async def test_a_connection_that_breaks_is_replaced(sqlite_store: Store, fake: FakeSlack) -> None:
    async with connected(sqlite_store, fake) as world:
        for number in (1, 2, 3):
            socket = await fake.opened.get()
            await answered(world, fake, number)
            # Slack cannot be reached for a while, and nobody listens at its first address.
            fake.trouble["apps.connections.open"] = [503, "internal_error"]
            fake.trouble["socket"] = [404]
            await socket.close()


async def test_an_address_that_leads_nowhere_is_not_asked_for_ever(
    sqlite_store: Store, fake: FakeSlack, caplog: pytest.LogCaptureFixture
) -> None:
    fake.trouble["socket"] = [403] * 5
    async with connected(sqlite_store, fake) as world:
        await fake.opened.get()
        assert next(fake.tickets) > 2
        await answered(world, fake, 1)
    assert "Failed to connect" in caplog.text
    assert "secret" not in caplog.text
    assert LINK not in caplog.text


async def test_it_starts_without_slack_and_connects_when_slack_is_there(
    sqlite_store: Store, fake: FakeSlack
) -> None:
    fake.trouble["apps.connections.open"] = ["internal_error", 502, "internal_error"]
    async with connected(sqlite_store, fake) as world:
        assert fake.opened.empty()  # the app has started all the same
        await fake.opened.get()
        await answered(world, fake, 1)


async def test_stopped_while_slack_is_away_it_stops(sqlite_store: Store, fake: FakeSlack) -> None:
    fake.trouble["apps.connections.open"] = ["invalid_auth"] * 1_000
    async with connected(sqlite_store, fake):
        pass
    assert fake.opened.empty()


async def test_what_is_being_taken_in_at_the_end_is_acknowledged_and_done_after_the_start(
    sqlite_store: Store, fake: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go = asyncio.Event(), asyncio.Event()
    admit = Inbox.admit

    async def slowly(*args: Any, **more: Any) -> Any:
        begun.set()
        await go.wait()
        return await admit(*args, **more)

    monkeypatch.setattr(Inbox, "admit", slowly)
    stamp = fake.stamp()
    channel = fake.teams["xoxb-T1"].channels["C1"]
    channel.append(written := {"ts": stamp, "user": "UMEMBER", "text": "stands there"})
    async with connected(sqlite_store, fake) as world:
        await fake.envelopes.put(envelope("E1", "events_api", message("Ev1", stamp)))
        await begun.wait()
        stopping = asyncio.create_task(world.slack.__aexit__(None, None, None))
        await asyncio.sleep(0)  # it has begun to stop
        go.set()
        await stopping
    assert (await fake.acked.get())["envelope_id"] == "E1"
    async with connected(sqlite_store, fake) as world:
        await world.jobs.submit(*await sqlite_store.pending_work.unfinished(until=world.clock()))
        await world.work()
        assert [one for one in channel if one is not written] == [channel[-1]]


async def test_a_text_that_was_pasted_at_the_end_is_still_briefed(
    sqlite_store: Store, fake: FakeSlack
) -> None:
    text = "The towns of Ostrey and Vell agreed on Monday. " * 8
    command = {"command": "/brief", "text": text, "user_id": "UMEMBER", "team_id": "T1"}
    place = {"channel_id": "C1", "trigger_id": "1.2", "response_url": f"{fake.address}/respond/1"}
    async with connected(sqlite_store, fake):
        await fake.envelopes.put(envelope("E1", "slash_commands", command | place))
        await fake.acked.get()
    assert "On it" in fake.answers[-1]["text"]
