"""npm discord-digital-twin on loopback, and what discord.py needs that it lacks."""

from __future__ import annotations

import asyncio
import json
from asyncio.subprocess import PIPE, Process
from typing import TYPE_CHECKING, Any, cast

import discord
import pytest
import yarl
from discord.state import AutoShardedConnectionState, ConnectionState
from discord.webhook.async_ import AsyncWebhookAdapter

from tests.conftest import NODE

if TYPE_CHECKING:
    from discord.types.gateway import (  # at run time this would be a circular import
        MessageReactionAddEvent,
        ReadyEvent,
    )


class Twin:
    """The process; `call` runs one of the operations of tests/node/discord_twin.mjs."""

    def __init__(self, process: Process, info: dict[str, str]) -> None:
        self.process = process
        self.info = info
        self._turn = asyncio.Lock()

    @classmethod
    async def start(cls) -> Twin:
        process = await asyncio.create_subprocess_exec(
            "node", "discord_twin.mjs", cwd=NODE, stdin=PIPE, stdout=PIPE, limit=2**24
        )
        return cls(process, await _line(process))

    async def call(self, op: str, **values: object) -> Any:
        async with self._turn:
            assert self.process.stdin is not None
            self.process.stdin.write(json.dumps({"op": op, **values}).encode() + b"\n")
            answer = await _line(self.process)
        assert "error" not in answer, answer["error"]
        return answer["ok"]

    async def sent_requests(self) -> list[dict[str, Any]]:
        """The requests that it received: method, path and json, as the bot sent them."""
        found: list[dict[str, Any]] = await self.call("asked")
        for one in found:
            if one["path"].endswith("/commands"):
                for command in one["json"]:  # `adapt` turned these into strings
                    rights = command["default_member_permissions"]
                    command["default_member_permissions"] = None if rights is None else int(rights)
        return found

    async def stop(self) -> None:
        await self.call("stop")
        await asyncio.wait_for(self.process.wait(), 10)


async def _line(process: Process) -> Any:
    """The next line of JSON; other output of the twin is skipped."""
    assert process.stdout is not None
    while line := await asyncio.wait_for(process.stdout.readline(), 60):
        if line.startswith(b"{"):
            return json.loads(line)
    raise AssertionError("the twin ended")


def adapt(monkeypatch: pytest.MonkeyPatch, info: dict[str, str]) -> None:
    """Point discord.py at the twin, and fill in what its answers lack."""
    monkeypatch.setattr(discord.http.Route, "BASE", f"{info['rest']}/v10")
    monkeypatch.setattr(
        discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(info["gateway"])
    )

    async def application_info(self: discord.http.HTTPClient) -> Any:
        found = await self.request(discord.http.Route("GET", "/applications/@me"))
        owner = {"id": "1", "username": "owner", "discriminator": "0", "avatar": None}
        return {"owner": owner, **found}

    monkeypatch.setattr(discord.http.HTTPClient, "application_info", application_info)
    upsert = discord.http.HTTPClient.bulk_upsert_global_commands

    def bulk_upsert(self: discord.http.HTTPClient, application: int, payload: Any) -> Any:
        # Discord takes the permissions as a number too; the twin's database does not.
        for one in payload:
            rights = one.get("default_member_permissions")
            one["default_member_permissions"] = None if rights is None else str(rights)
        return upsert(self, application, payload)

    monkeypatch.setattr(discord.http.HTTPClient, "bulk_upsert_global_commands", bulk_upsert)
    respond = AsyncWebhookAdapter.create_interaction_response

    async def create_interaction_response(
        self: Any, interaction: int, *args: Any, **kw: Any
    ) -> Any:
        answer: Any = await respond(self, interaction, *args, **kw)
        return answer or {"interaction": {"id": str(interaction), "type": 2}}

    monkeypatch.setattr(
        AsyncWebhookAdapter, "create_interaction_response", create_interaction_response
    )
    ready = AutoShardedConnectionState.parse_ready
    monkeypatch.setattr(
        AutoShardedConnectionState,
        "parse_ready",
        lambda self, data: ready(self, cast("ReadyEvent", {"shard": [0, 1], **data})),
    )
    reaction = ConnectionState.parse_message_reaction_add
    monkeypatch.setattr(
        ConnectionState,
        "parse_message_reaction_add",
        lambda self, data: reaction(
            self, cast("MessageReactionAddEvent", {"type": 0, "burst": False, **data})
        ),
    )
