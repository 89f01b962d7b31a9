"""What Slack sends to an app: signed events, commands, interactions, and Socket Mode envelopes."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import time
from typing import Any
from urllib.parse import urlencode

import aiohttp

# ------------------------------------------------------------------------ Slack's side
from tests.fakes.slack_server import SECRET, FakeSlack, Json


def signed(
    body: str, *, kind: str, at: float | None = None, secret: str = SECRET
) -> dict[str, str]:
    """The headers with which Slack sends a body."""
    stamp = str(int(at if at is not None else time.time()))
    base = f"v0:{stamp}:{body}".encode()
    signature = "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {
        "content-type": kind,
        "x-slack-request-timestamp": stamp,
        "x-slack-signature": signature,
    }


def mentioned(link: str, stamp: str, *, channel: str = "C1") -> Json:
    """The envelope in which Socket Mode delivers a mention with a link."""
    event = {
        "type": "app_mention",
        "channel": channel,
        "user": "UMEMBER",
        "ts": stamp,
        "event_ts": stamp,
        "text": f"<@UBOTT1> <{link}>",
    }
    return {
        "type": "events_api",
        "envelope_id": f"E{stamp}",
        "accepts_response_payload": False,
        "payload": {
            "type": "event_callback",
            "team_id": "T1",
            "event_id": f"Ev{stamp}",
            "event": event,
        },
    }


class Sender:
    """Sends events, commands and interactions as Slack does."""

    def __init__(self, url: str, slack: FakeSlack, session: aiohttp.ClientSession) -> None:
        self.url, self.slack, self.session = url, slack, session
        self._count = itertools.count(1)

    async def event(
        self, event: Json, *, team: str = "T1", ident: str | None = None, **headers: str
    ) -> int:
        number = next(self._count)
        body = json.dumps(
            {
                "type": "event_callback",
                "team_id": team,
                "api_app_id": "A1",
                "event_id": ident or f"Ev{number}",
                "event_time": int(time.time()),
                "authorizations": [{"team_id": team, "user_id": f"UBOT{team}", "is_bot": True}],
                "event": event,
            }
        )
        return (await self.raw(body, {**signed(body, kind="application/json"), **headers}))[0]

    async def message(
        self,
        text: str,
        *,
        team: str = "T1",
        channel: str = "C1",
        user: str = "UMEMBER",
        **more: Any,
    ) -> str:
        stamp = more.pop("ts", None) or self.slack.stamp()
        found = next(one for one in self.slack.teams.values() if one.id == team)
        written = {"ts": stamp, "text": text, "user": user, **more}
        found.channels.setdefault(channel, []).append(written)
        kind = "im" if channel.startswith("D") else "channel"
        event = {"type": "message", "channel": channel, "channel_type": kind, "event_ts": stamp}
        assert await self.event({**event, **written}, team=team) == 200
        return str(stamp)

    async def command(
        self,
        command: str,
        text: str,
        *,
        user: str = "UMEMBER",
        channel: str = "C1",
        team: str = "T1",
    ) -> tuple[int, str]:
        number = next(self._count)
        body = urlencode(
            {
                "command": command,
                "text": text,
                "user_id": user,
                "channel_id": channel,
                "team_id": team,
                "trigger_id": f"trigger.{number}",
                "response_url": f"{self.slack.address}/respond/{number}",
            }
        )
        return await self.raw(body, signed(body, kind="application/x-www-form-urlencoded"))

    async def interaction(
        self, payload: Json, *, team: str = "T1", user: str = "UMEMBER"
    ) -> tuple[int, str]:
        whole = {
            "team": {"id": team},
            "user": {"id": user, "team_id": team},
            "trigger_id": f"trigger.{next(self._count)}",
            **payload,
        }
        body = urlencode({"payload": json.dumps(whole)})
        return await self.raw(body, signed(body, kind="application/x-www-form-urlencoded"))

    async def press(
        self,
        action: str,
        message: str,
        *,
        channel: str = "C1",
        user: str = "UMEMBER",
        choice: str | None = None,
        team: str = "T1",
        value: str = "0",
        ephemeral: bool = False,
        block: str = "actions",
        thread: str | None = None,
    ) -> int:
        pressed: Json = {
            "action_id": action,
            "block_id": block,
            "action_ts": self.slack.stamp(),
        }
        if choice is not None:
            pressed |= {"type": "overflow", "selected_option": {"value": choice}}
        else:
            pressed |= {"type": "button", "value": value}
        status, _ = await self.interaction(
            {
                "type": "block_actions",
                "container": {
                    "type": "message",
                    "message_ts": message,
                    "channel_id": channel,
                    "is_ephemeral": ephemeral,
                },
                "response_url": f"{self.slack.address}/respond/press",
                "channel": {"id": channel},
                "message": {"ts": message, **({"thread_ts": thread} if thread else {})},
                "actions": [pressed],
            },
            user=user,
            team=team,
        )
        return status

    async def press_in(self, view: Json, action: str, *, user: str = "UMEMBER") -> int:
        """Press a button of a window."""
        pressed = {"action_id": action, "type": "button", "action_ts": self.slack.stamp()}
        shown = {**view, "id": "V1", "hash": "h"}
        container = {"type": "view", "view_id": "V1"}
        status, _ = await self.interaction(
            {"type": "block_actions", "container": container, "view": shown, "actions": [pressed]},
            user=user,
        )
        return status

    async def raw(self, body: str, headers: dict[str, str]) -> tuple[int, str]:
        async with self.session.post(self.url, data=body, headers=headers) as answer:
            return answer.status, await answer.text()
