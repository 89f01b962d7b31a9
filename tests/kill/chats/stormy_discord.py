"""Our own fake of Discord, in bad weather; what a session missed no other is told."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from tests.fakes.discord_answers import refused
from tests.fakes.discord_limits import every, published
from tests.fakes.discord_server import DiscordServer, Payload
from tests.fakes.discord_values import BOT
from tests.kill.chats.weather import Weather

STORMY = (
    ("post", r"POST /channels/\d+/messages"),
    ("crosspost", r"POST /channels/\d+/messages/\d+/crosspost"),
    ("thread", r"POST /channels/\d+/messages/\d+/threads"),
    ("edit", r"PATCH /channels/\d+/messages/\d+"),
    ("delete", r"DELETE /channels/\d+/messages/\d+"),
    ("history", r"GET /channels/\d+/messages"),
    ("typing", r"POST /channels/\d+/typing"),
)
NONCE_S = (0.0, 3.0, 30.0)
""""Within the past few minutes": as much shorter as the program's own patience is here, or not at
all, so that nothing rests on it; and a message that is deleted is given back too."""


class StormyDiscord(DiscordServer):
    """`doubled`: nonces of posts that stood there twice at a time."""

    def __init__(self, weather: Weather) -> None:
        super().__init__(lambda: datetime.now(UTC))
        self.weather = weather
        self.doubled: list[str] = []
        self.late: dict[str, float] = {}
        self._named: dict[tuple[str, str], float] = {}
        self._there: dict[str, set[tuple[str, str]]] = defaultdict(set)

    async def answer(self, request: web.Request) -> web.Response:
        asked = f"{request.method} /{request.match_info['path']}"
        kind = next((name for name, form in STORMY if re.fullmatch(form, asked)), None)
        if kind is None:
            return await super().answer(request)

        async def accept() -> web.StreamResponse:
            return await super(StormyDiscord, self).answer(request)

        async def busy() -> web.StreamResponse:
            return refused(429, 0, retry_after=0.3)

        async def broken() -> web.StreamResponse:
            return refused(500, 0)

        answer = await self.weather.meet(kind, request, accept, busy=busy, broken=broken)
        assert isinstance(answer, web.Response)
        return answer

    async def _post(self, channel: str, *, body: Any, **more: Any) -> Payload:
        now, name = time.monotonic(), (channel, str(body.get("nonce")))
        if now >= self._named.get(name, now):
            self._nonces.pop(name, None)
        known = self._nonces.get(name)
        made = await super()._post(channel, body=body, **more)
        if made is known:
            return made
        self._named[name] = now + self.weather.random.choice(NONCE_S)
        self.late[made["id"]] = now + self.weather.late_s()
        for nonce in nonces_of(made):
            if any(one in self.messages.get(at, {}) for at, one in self._there[nonce]):
                self.doubled.append(nonce)
            self._there[nonce].add((channel, made["id"]))
        return made

    async def _history(self, channel: str, **more: Any) -> list[Payload]:
        found, now = await super()._history(channel, **more), time.monotonic()
        return [one for one in found if self.late.get(one["id"], 0.0) <= now]

    def faults(self) -> list[str]:
        """What Discord's own document refuses of what was sent."""
        limits = published()
        return [
            fault
            for method, path, body in self.requests
            if method in {"POST", "PATCH", "PUT"}
            for fault in limits.faults(method, path, body)
        ]

    def left_alone(self) -> None:
        """The process is dead: its sessions end, and nothing is kept for them."""
        self.sessions.clear()

    def all_ours(self) -> list[Payload]:
        """Every message of the bot, wherever it stands."""
        rooms = [one for name, one in self.messages.items() if name in self.channels]
        return [one for room in rooms for one in room.values() if one["author"]["id"] == BOT]


def nonces_of(message: Payload) -> set[str]:
    """The nonces that a message's buttons carry."""
    names = [one.get("custom_id") for one in every(message.get("components") or [])]
    return {name.rpartition(":")[2] for name in names if name}
