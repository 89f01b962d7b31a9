"""A small Slack of our own, for what the npm emulator lacks.

Socket Mode, slash commands, interactions, 429, lost replies, app_home_opened and
tokens_revoked, and several workspaces whose tokens see their own data only. Each body that it
gets is checked by the rules in slack_rules.py; `refused` collects faults.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from tests.fakes.slack_rules import faults, message_faults, ready

Json = dict[str, Any]
SECRET = "a signing secret of a test"
LOST = "lost"


@dataclass
class Team:
    id: str
    token: str
    bot_user: str
    users: dict[str, Json] = field(default_factory=dict)
    channels: dict[str, list[Json]] = field(default_factory=dict)
    private: set[str] = field(default_factory=set)
    creators: dict[str, str] = field(default_factory=dict)
    reactions: list[tuple[str, str, str, str]] = field(default_factory=list)
    ephemeral: list[Json] = field(default_factory=list)
    views: list[Json] = field(default_factory=list)
    homes: dict[str, Json] = field(default_factory=dict)
    joined: list[str] = field(default_factory=list)
    """Channels that the bot is a member of, as `users.conversations` lists them."""


def team(ident: str = "T1") -> Team:
    """A workspace with a channel, an admin, a member and a bot."""
    return Team(
        id=ident,
        token=f"xoxb-{ident}",
        bot_user=f"UBOT{ident}",
        users={
            "UADMIN": {"id": "UADMIN", "is_admin": True, "tz": "Europe/Berlin"},
            "UMEMBER": {"id": "UMEMBER", "is_admin": False, "tz": "Asia/Kolkata"},
        },
        channels={"C1": [], "C2": [], "CGONE": []},
    )


class FakeSlack:
    """`trouble[method]`: what its next calls get: an error code, a status, or LOST."""

    def __init__(self, *teams: Team) -> None:
        self.teams = {one.token: one for one in teams}
        self.calls: list[tuple[str, str, Json]] = []
        self.refused: list[str] = []
        self.answers: list[Json] = []
        self.trouble: dict[str, list[str | int]] = {}
        self.envelopes: asyncio.Queue[Json] = asyncio.Queue()
        self.acked: asyncio.Queue[Json] = asyncio.Queue()
        self.opened: asyncio.Queue[web.WebSocketResponse] = asyncio.Queue()
        self.refreshing: dict[str, str] = {}
        self.granted: Json = {}
        self.tickets = itertools.count(1)
        self._stamp = itertools.count(1)
        self._runner: web.AppRunner | None = None
        self.address = ""

    async def __aenter__(self) -> FakeSlack:
        ready()
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/respond/{name}", self._respond)
        app.router.add_get("/socket", self._socket)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.address = f"http://127.0.0.1:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._runner is not None
        await self._runner.cleanup()
        assert self.refused == []

    @property
    def base_url(self) -> str:
        return f"{self.address}/api/"

    def called(self, method: str) -> list[Json]:
        return [body for name, _, body in self.calls if name == method]

    def stamp(self) -> str:
        return f"{int(time.time())}.{next(self._stamp):06d}"

    # ------------------------------------------------------------------------ Web API

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        body = await _body(request)
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        self.calls.append((method, token, body))
        self.refused += [f"{method}: {fault}" for fault in faults(method, body)]
        trouble = self.trouble.get(method)
        met = trouble.pop(0) if trouble else None
        if met == 429:
            return web.json_response(
                {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "7"}
            )
        if isinstance(met, int):
            return web.Response(status=met, text="a gateway's page")
        if isinstance(met, str) and met != LOST:
            return web.json_response({"ok": False, "error": met})
        if method == "apps.connections.open":
            ticket = next(self.tickets)
            url = f"{self.address.replace('http', 'ws')}/socket?ticket=secret-{ticket}"
            return web.json_response({"ok": True, "url": url})
        if method == "oauth.v2.access":
            granted = self.granted if "code" in body else self._renewed(str(body["refresh_token"]))
            return web.json_response(granted)
        team = self.teams.get(token)
        if team is None:
            return web.json_response({"ok": False, "error": "invalid_auth"})
        handle = getattr(self, "_" + method.replace(".", "_"))
        try:
            answer = {"ok": True, **handle(team, body)}
        except KeyError as error:
            answer = {"ok": False, "error": error.args[0]}
        if met == LOST:
            assert request.transport is not None
            request.transport.close()
        return web.json_response(answer)

    def _renewed(self, refresh: str) -> Json:
        """A new token for one that expires; each refresh token can be used once."""
        old = self.refreshing.pop(refresh, None)
        if old is None:
            return {"ok": False, "error": "invalid_refresh_token"}
        new = f"{old}-new"
        self.teams[new] = self.teams.pop(old)
        self.refreshing[f"{refresh}-new"] = new
        fresh = {"access_token": new, "refresh_token": f"{refresh}-new", "expires_in": 43_200}
        return {"ok": True, "token_type": "bot", **fresh}

    def _messages(self, team: Team, channel: str) -> list[Json]:
        if channel not in team.channels:
            raise KeyError("channel_not_found")
        if channel == "CGONE":
            raise KeyError("is_archived")
        return team.channels[channel]

    def _auth_test(self, team: Team, body: Json) -> Json:
        return {
            "url": f"https://{team.id.lower()}.slack.com/",
            "team_id": team.id,
            "user_id": team.bot_user,
            "bot_id": f"B{team.id}",
        }

    def _chat_postMessage(self, team: Team, body: Json) -> Json:  # noqa: N802
        channel = body["channel"]
        if channel.startswith("U"):
            channel = self._conversations_open(team, {"users": channel})["channel"]["id"]
        messages = self._messages(team, channel)
        made = {**body, "ts": self.stamp(), "user": team.bot_user, "bot_id": f"B{team.id}"}
        messages.append(made)
        return {"channel": channel, "ts": made["ts"], "message": made}

    def _chat_postEphemeral(self, team: Team, body: Json) -> Json:  # noqa: N802
        self._messages(team, body["channel"])
        if body["channel"] in team.private:
            raise KeyError("user_not_in_channel")
        stamp = self.stamp()
        team.ephemeral.append({**body, "ts": stamp})
        return {"message_ts": stamp}

    def _chat_update(self, team: Team, body: Json) -> Json:
        message = self._one(team, body)
        message.update(body)
        return {"ts": body["ts"], "channel": body["channel"]}

    def _chat_delete(self, team: Team, body: Json) -> Json:
        team.channels[body["channel"]].remove(self._one(team, body))
        return {}

    def _one(self, team: Team, body: Json) -> Json:
        for message in self._messages(team, body["channel"]):
            if message["ts"] == body["ts"]:
                return message
        raise KeyError("message_not_found")

    def _conversations_open(self, team: Team, body: Json) -> Json:
        if body["users"] not in team.users:
            raise KeyError("user_not_found")
        channel = f"D{body['users']}"
        team.channels.setdefault(channel, [])
        return {"channel": {"id": channel}}

    def _conversations_history(self, team: Team, body: Json) -> Json:
        found = [m for m in self._messages(team, body["channel"]) if not m.get("thread_ts")]
        return self._page(found, body)

    def _conversations_replies(self, team: Team, body: Json) -> Json:
        found = [
            m
            for m in self._messages(team, body["channel"])
            if body["ts"] in {m["ts"], m.get("thread_ts")}
        ]
        return self._page(found, body)

    def _page(self, messages: list[Json], body: Json) -> Json:
        start = int(body.get("cursor") or 0)
        limit = int(body.get("limit") or 100)
        recent = [m for m in reversed(messages) if float(m["ts"]) >= float(body.get("oldest") or 0)]
        after = str(start + limit) if start + limit < len(recent) else ""
        return {
            "messages": recent[start : start + limit],
            "response_metadata": {"next_cursor": after},
        }

    def _conversations_info(self, team: Team, body: Json) -> Json:
        self._messages(team, body["channel"])
        channel = body["channel"]
        private = channel in team.private
        creator = team.creators.get(channel)
        return {"channel": {"id": channel, "creator": creator, "is_private": private}}

    def _users_conversations(self, team: Team, body: Json) -> Json:
        start = int(body.get("cursor") or 0)
        rest = team.joined[start + 2 :]
        return {
            "channels": [{"id": one} for one in team.joined[start : start + 2]],
            "response_metadata": {"next_cursor": str(start + 2) if rest else ""},
        }

    def _assistant_threads_setSuggestedPrompts(self, team: Team, body: Json) -> Json:  # noqa: N802
        self._messages(team, body["channel_id"])
        return {}

    def _functions_completeSuccess(self, team: Team, body: Json) -> Json:  # noqa: N802
        return {}

    def _functions_completeError(self, team: Team, body: Json) -> Json:  # noqa: N802
        return {}

    def _users_info(self, team: Team, body: Json) -> Json:
        if body["user"] not in team.users:
            raise KeyError("user_not_found")
        return {"user": team.users[body["user"]]}

    def _reactions_add(self, team: Team, body: Json) -> Json:
        team.reactions.append(("add", body["channel"], body["timestamp"], body["name"]))
        return {}

    def _reactions_remove(self, team: Team, body: Json) -> Json:
        team.reactions.append(("remove", body["channel"], body["timestamp"], body["name"]))
        return {}

    def _views_open(self, team: Team, body: Json) -> Json:
        team.views.append(body["view"])
        return {"view": {**body["view"], "id": f"V{len(team.views)}", "hash": "h"}}

    def _views_push(self, team: Team, body: Json) -> Json:
        return self._views_open(team, body)

    def _views_update(self, team: Team, body: Json) -> Json:
        return self._views_open(team, body)

    def _views_publish(self, team: Team, body: Json) -> Json:
        team.homes[body["user_id"]] = body["view"]
        return {}

    # ----------------------------------------------------------------- the way back

    async def _respond(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.answers.append(body)
        if not body.get("delete_original"):
            self.refused += [f"response_url: {fault}" for fault in message_faults(body)]
        return web.Response(text="ok")

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        """One connection; `trouble["socket"]`: statuses with which the next ones are refused."""
        if trouble := self.trouble.get("socket"):
            return web.Response(status=int(trouble.pop(0)))
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await self.opened.put(socket)
        await socket.send_json({"type": "hello", "num_connections": 1})

        async def feed() -> None:
            while True:
                await socket.send_json(await self.envelopes.get())

        feeding = asyncio.create_task(feed())
        try:
            async for message in socket:
                if message.type is aiohttp.WSMsgType.TEXT and message.data.startswith("{"):
                    await self.acked.put(json.loads(message.data))
        finally:
            feeding.cancel()
        return socket


async def _body(request: web.Request) -> Json:
    body: Json = dict(request.query)
    if request.content_type == "application/json":
        body |= await request.json()
    else:
        body |= dict(await request.post())
    for name in ("blocks", "metadata", "view"):
        if isinstance(body.get(name), str):
            body[name] = json.loads(body[name])
    for name in ("unfurl_links", "unfurl_media", "mrkdwn"):
        if name in body:
            body[name] = body[name] in {True, "1", "true", "True"}
    return body
