"""People who installed the bot for themselves use it anywhere; its operator sees the set-up."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.discord.bot import ReadoutBot
from adapters.discord.doctor import doctor
from tests.adapters.discord.conftest import World
from tests.adapters.discord.scenarios import LINK, Play, played
from tests.fakes.discord_server import DiscordServer
from tests.fakes.discord_values import channel_value


def elsewhere(play: Play, kind: str) -> dict[str, Any]:
    """A channel of a server, or a direct message of two people, where the bot is not."""
    if kind == "server":
        return channel_value(play.server.id(), play.server.id(), "their-news", 0)
    return {"id": play.server.id(), "type": 1, "recipients": [play.ada], "flags": 0}


@pytest.mark.parametrize(("kind", "context"), [("server", 0), ("people", 2)])
async def test_a_briefing_is_answered_by_the_command_where_the_bot_is_not(
    world: World, monkeypatch: pytest.MonkeyPatch, kind: str, context: int
) -> None:
    async with played(world, monkeypatch) as play:
        where = elsewhere(play, kind)
        own: dict[str, Any] = {"context": context, "owners": {"1": play.alice["id"]}}
        options = [{"name": "link", "type": 3, "value": LINK}]
        brief = {"id": "1", "name": "brief", "type": 1, "options": options}
        await play.act(2, play.alice, where, brief, **own)
        assert play.seen() == ["to alice: briefing"]
        message = play.server.message(where, play.ada, content=f"see {LINK}?two")
        menu = {
            "id": "2", "name": "Brief this", "type": 3, "target_id": message["id"],
            "resolved": {"messages": {message["id"]: message}},
        }  # fmt: skip
        await play.act(2, play.alice, where, menu, **own)
        assert play.seen() == ["to alice: briefing"] * 2
        # Its buttons work there, and nothing is kept under a server that nobody added it to.
        [shown] = [one for one in play.server.shown if "evidence" in str(one)][:1]
        await play.press("evidence", shown, where=where, **own)
        assert play.seen()[-1] == "to alice: evidence"
        assert await world.requests.joined_workspaces("discord") == {play.guild["id"]}
        posts = await world.store.outbox.rows()
        assert {(one.place.workspace, one.place.channel) for one in posts} == {
            ("", f"@{play.alice['id']}")
        }


async def test_where_each_command_may_be_used(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(world, monkeypatch) as play:
        found = {
            one["name"]: (one["integration_types"], one["contexts"]) for one in play.server.commands
        }
        anywhere = ([0, 1], [0, 1, 2])
        for name in ("brief", "Brief this", "help", "optout", "forget-me"):
            assert tuple(map(sorted, found[name])) == anywhere, name
        assert tuple(map(sorted, found["digest"])) == ([0], [0, 1])
        assert tuple(map(sorted, found["readout"])) == ([0], [0])


async def test_help_tells_how(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async with played(world, monkeypatch) as play:
        await play.command("help")
        assert play.seen() == ["to alice: how to ask"]


async def test_the_invite_link_is_told_at_the_start_with_the_least_rights(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "adapters.discord")
    async with played(world, monkeypatch):
        [line] = [one for one in caplog.messages if one.startswith("invite link: ")]
    # View Channel, Send Messages, Read Message History, Create Public Threads, Send in Threads
    assert f"permissions={1 << 10 | 1 << 11 | 1 << 16 | 1 << 35 | 1 << 38}" in line
    assert "scope=bot+applications.commands" in line


async def test_a_server_that_the_operator_has_not_named_is_left(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = ReadoutBot.__init__

    def named(self: ReadoutBot, **options: Any) -> None:
        start(self, **{**options, "servers": frozenset({"77"})})

    monkeypatch.setattr(ReadoutBot, "__init__", named)
    async with played(world, monkeypatch) as play:
        await play.settle()
        assert play.server.left == [play.guild["id"]]
        other = await play.server.guild("Other")
        await play.settle()
        assert play.server.left == [play.guild["id"], other["id"]]
        assert await world.requests.joined_workspaces("discord") == frozenset()


async def test_the_doctor_tells_what_is_missing(world: World) -> None:
    server = DiscordServer(world.clock)
    await server.start()
    try:
        first = {one.name: one for one in await doctor(server.token, url=server.url)}
        refused = {one.name: one for one in await doctor("another", url=server.url)}
        server.application |= {"flags": 0, "integration_types_config": {"0": {}, "1": {}}}
        second = {one.name: one for one in await doctor(server.token, url=server.url)}
    finally:
        await server.stop()
    assert {name: one.ok for name, one in first.items()} == {
        "token": True, "messages": True, "user install": False, "commands": False,
        "invite link": True,
    }  # fmt: skip
    assert first["commands"].detail.startswith("lacking")
    assert not second["messages"].ok
    assert "Message Content Intent is off" in second["messages"].detail
    assert second["user install"].ok
    assert [one.ok for one in refused.values()] == [False]
    assert [one.ok for one in await doctor(None)] == [False]


async def test_commands_that_discord_does_not_list_are_not_checked(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> object:
        raise TimeoutError

    monkeypatch.setattr("discord.http.HTTPClient.get_global_commands", away)
    server = DiscordServer(world.clock)
    await server.start()
    try:
        found = {one.name: one.state for one in await doctor(server.token, url=server.url)}
    finally:
        await server.stop()
    assert found["token"] == "ok"
    assert found["commands"] == "not checked"
