"""Our own fake of Slack, in bad weather: it delivers events until they are acknowledged, some of them again."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from contextlib import suppress
from typing import Any

import aiohttp
from aiohttp import web

from tests.fakes.slack_server import FakeSlack, Json, Team, team
from tests.kill.chats.weather import Weather

STORMY = frozenset(
    {"chat.postMessage", "chat.postEphemeral", "chat.update", "chat.delete", "reactions.add",
     "reactions.remove", "conversations.history", "conversations.replies", "conversations.open"}
)  # fmt: skip
AGAIN_S = 3.0
"""Slack waits so long for an acknowledgement."""

TWICE = 0.03

GIVEN_UP = 0.3
"""Of the events that a killed program had not acknowledged so many are told no more."""


class StormySlack(FakeSlack):
    """`doubled`: keys of posts that stood there twice at a time; `unheard`: events without an answer."""

    def __init__(self, weather: Weather, channels: list[str]) -> None:
        self.home = team()
        self.home.channels = {name: [] for name in channels}
        super().__init__(self.home)
        self.weather = weather
        self.doubled: list[str] = []
        self.unheard: dict[str, Json] = {}
        self.late: dict[str, float] = {}
        self._told_at: dict[str, float] = {}
        self._numbers = itertools.count(1)

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if method not in STORMY:
            return await super()._api(request)

        async def accept() -> web.StreamResponse:
            return await super(StormySlack, self)._api(request)

        async def busy() -> web.StreamResponse:
            refused = {"ok": False, "error": "ratelimited"}
            return web.json_response(refused, status=429, headers={"Retry-After": "1"})

        async def broken() -> web.StreamResponse:
            return web.Response(status=500, text="a gateway's page")

        return await self.weather.meet(method, request, accept, busy=busy, broken=broken)

    def _chat_postMessage(self, team: Team, body: Json) -> Json:  # noqa: N802
        key = key_of(body)
        if key is not None and key in {key_of(one) for one in team.channels[body["channel"]]}:
            self.doubled.append(key)
        answer = super()._chat_postMessage(team, body)
        self.late[answer["ts"]] = time.monotonic() + self.weather.late_s()
        return answer

    def _page(self, messages: list[Json], body: Json) -> Json:
        now = time.monotonic()
        shown = [one for one in messages if self.late.get(one["ts"], 0.0) <= now]
        return super()._page(shown, body)

    # ------------------------------------------------------------------------- events

    def deliver(self, event: Json) -> None:
        """Deliver an event until it is acknowledged."""
        number = next(self._numbers)
        self._told("events_api", {
            "type": "event_callback", "team_id": self.home.id, "event_id": f"Ev{number}", "event": event,
        })  # fmt: skip

    def command(self, command: str, text: str, channel: str, trigger: str) -> None:
        """Somebody types a command."""
        self._told("slash_commands", {
            "command": command, "text": text, "user_id": "UMEMBER", "channel_id": channel,
            "team_id": self.home.id, "trigger_id": trigger,
            "response_url": f"{self.address}/respond/1",
        })  # fmt: skip

    def left_alone(self) -> None:
        """The program is dead, as for longer than Slack tells an event again."""
        for name, one in list(self.unheard.items()):
            if one["type"] == "events_api" and self.weather.random.random() < GIVEN_UP:
                del self.unheard[name]

    def _told(self, kind: str, payload: Json) -> None:
        name = f"E{next(self._numbers)}"
        self.unheard[name] = {
            "type": kind, "envelope_id": name, "accepts_response_payload": False, "payload": payload,
        }  # fmt: skip

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        told: dict[str, float] = {}

        async def feed() -> None:
            with suppress(ConnectionError):
                while not socket.closed:
                    now = time.monotonic()
                    for name, envelope in list(self.unheard.items()):
                        if now - told.get(name, -AGAIN_S) >= AGAIN_S:
                            told[name] = now
                            await socket.send_json(envelope)
                    await asyncio.sleep(0.05)

        feeding = asyncio.create_task(feed())
        try:
            async for message in socket:
                if message.type is aiohttp.WSMsgType.TEXT and message.data.startswith("{"):
                    self._heard(json.loads(message.data).get("envelope_id"))
        finally:
            feeding.cancel()
        return socket

    def _heard(self, name: str | None) -> None:
        envelope = self.unheard.pop(name or "", None)
        if envelope is None or envelope["type"] != "events_api":
            return
        if self.weather.random.random() < TWICE:
            self.unheard[f"{name}+"] = {**envelope, "envelope_id": f"{name}+"}


def key_of(message: Json) -> str | None:
    """The key of the post that a message is."""
    payload: dict[str, Any] = (message.get("metadata") or {}).get("event_payload") or {}
    return payload.get("key")
