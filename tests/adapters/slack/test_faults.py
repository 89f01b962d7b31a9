"""One bad event does not stop the app, and a refused token is reported."""

from __future__ import annotations

import asyncio
import logging

import pytest

from adapters.slack.app import SlackConfig
from adapters.slack.client import CHECK_EVERY, SlackChat
from adapters.slack.installation.workspaces import OneWorkspace
from adapters.storage import Store
from tests.adapters.slack.conftest import Here
from tests.adapters.slack.scenarios.steps import FERRY, commands, mentions
from tests.fakes.slack_sender import mentioned
from tests.fakes.slack_server import FakeSlack
from tests.fakes.slack_world import slack_world
from tests.fakes.stores import FakeClock


async def broken(*_: object, **__: object) -> None:
    raise ZeroDivisionError("nobody foresaw this")


async def test_a_listener_that_breaks_is_logged_counted_and_survived(
    here: Here, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(type(here.world.requests), "admit", broken)
        stamp = here.fake.stamp()
        event = {"type": "app_mention", "channel": "C1", "user": "UMEMBER", "ts": stamp}
        text = f"<@UBOTT1> <{FERRY}>"
        assert await here.sender.event({**event, "text": text, "event_ts": stamp}) == 500
    assert here.world.faults == ["slack"]
    assert "ZeroDivisionError" in caplog.text
    await mentions(f"<{FERRY}>")(here)
    await here.world.work()
    assert len(here.texts()) == 1


async def test_work_after_the_acknowledgement_that_breaks_is_counted_and_told(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(here.world.requests), "settings", broken)
    await commands("/readout", "settings")(here)
    await here.world.work()
    assert "went wrong in Readout" in here.answer()
    assert here.world.faults == ["slack"]


async def test_over_the_socket_too_and_after_words_that_are_no_event(
    sqlite_store: Store, fake: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = SlackConfig(bot_token="xoxb-T1", app_token="xapp-1", base_url=fake.base_url)
    async with asyncio.timeout(30), slack_world(sqlite_store, config) as world:
        met = asyncio.Event()

        async def breaks(*_: object, **__: object) -> None:
            met.set()
            raise ZeroDivisionError("nobody foresaw this")

        with monkeypatch.context() as patched:
            patched.setattr("adapters.slack.connections.socket_mode.run_async_bolt_app", breaks)
            await fake.envelopes.put(mentioned(FERRY, fake.stamp()))
            await met.wait()
        for odd in ({"type": "nothing"}, {"envelope_id": "E0", "payload": "x", "type": "odd"}):
            await fake.envelopes.put(odd)
        stamp = fake.stamp()
        await fake.envelopes.put(mentioned(FERRY, stamp))
        while (await fake.acked.get())["envelope_id"] != f"E{stamp}":
            pass
        await world.work()
        assert world.faults == ["slack"]
        assert len(fake.teams["xoxb-T1"].channels["C1"]) == 1


@pytest.mark.parametrize("code", ["invalid_auth", "token_revoked", "account_inactive"])
async def test_a_refused_token_is_a_fault_until_it_holds_again(fake: FakeSlack, code: str) -> None:
    clock = FakeClock()
    chat = SlackChat(clients=OneWorkspace(token="xoxb-T1", base_url=fake.base_url), now=clock)
    assert await chat.fault() is None
    clock.turn(CHECK_EVERY.total_seconds())
    fake.trouble["auth.test"] = [code]
    assert await chat.fault() == f"Slack refuses the bot token ({code})"
    assert await chat.fault() == f"Slack refuses the bot token ({code})"
    assert len(fake.called("auth.test")) == 2, "asked once a minute"
    clock.turn(CHECK_EVERY.total_seconds())
    assert await chat.fault() is None


@pytest.mark.parametrize("trouble", [429, 503, "internal_error"])
async def test_a_slack_that_is_away_is_no_fault_of_the_token(
    fake: FakeSlack, trouble: str | int
) -> None:
    chat = SlackChat(clients=OneWorkspace(token="xoxb-T1", base_url=fake.base_url), now=FakeClock())
    fake.trouble["auth.test"] = [trouble]
    assert await chat.fault() is None


async def test_a_refused_app_token_is_a_fault(sqlite_store: Store, fake: FakeSlack) -> None:
    config = SlackConfig(
        bot_token="xoxb-T1", app_token="xapp-1", base_url=fake.base_url, ping_s=0.05
    )
    fake.trouble["apps.connections.open"] = ["invalid_auth"] * 600
    async with asyncio.timeout(30), slack_world(sqlite_store, config) as world:
        chat = world.slack.chat
        while await chat.fault() is None:
            await asyncio.sleep(0)
        assert await chat.fault() == "Slack refuses the app token (invalid_auth)"
        fake.trouble.clear()
        await fake.opened.get()
        assert await chat.fault() is None


async def test_who_invited_the_bot_while_it_was_off_is_welcomed_once(
    sqlite_store: Store, fake: FakeSlack
) -> None:
    [team] = fake.teams.values()
    team.joined = ["C1", "C2", "CGONE"]
    config = SlackConfig(bot_token="xoxb-T1", app_token="xapp-1", base_url=fake.base_url)
    for _ in range(2):
        async with asyncio.timeout(30), slack_world(sqlite_store, config) as world:
            await world.work()
    for channel in ("C1", "C2"):
        [greeting] = team.channels[channel]
        assert "Readout is here" in greeting["text"]
    assert len(fake.called("users.conversations")) == 4, "two pages at each start"


async def test_a_slack_that_does_not_tell_the_channels_holds_up_no_start(
    sqlite_store: Store, fake: FakeSlack, caplog: pytest.LogCaptureFixture
) -> None:
    fake.trouble["users.conversations"] = ["missing_scope"]
    config = SlackConfig(bot_token="xoxb-T1", app_token="xapp-1", base_url=fake.base_url)
    with caplog.at_level(logging.WARNING):
        async with asyncio.timeout(30), slack_world(sqlite_store, config) as world:
            await world.work()
    assert "missing_scope" in caplog.text
    assert fake.called("chat.postMessage") == []
