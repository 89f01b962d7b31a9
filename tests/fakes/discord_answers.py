"""What requests to our own fake of Discord meet: refusals, lost replies, answers as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web

Payload = dict[str, Any]


class Refusal(Exception):
    """(status, code)"""


@dataclass
class Trouble:
    """What the next matching requests meet: a refusal, or (`lost`) a reply that never comes."""

    method: str
    path: str
    status: int = 500
    code: int = 0
    lost: bool = False
    times: int = 1
    retry_after: float | None = None


async def body_of(request: web.Request) -> Any:
    if request.content_type == "application/json":
        return await request.json()
    if request.content_type.startswith("multipart/"):
        form = await request.post()
        return json.loads(str(form["payload_json"]))
    return None


def as_json(value: Any, **more: Any) -> web.Response:
    """discord.py reads as JSON what says so without naming a charset."""
    return web.Response(body=json.dumps(value).encode(), content_type="application/json", **more)


def refused(status: int, code: int, *, retry_after: float | None = None) -> web.Response:
    body: Payload = {"code": code, "message": "refused by the fake"}
    headers = {"Via": "1.1 google"}  # without it discord.py takes a 429 for Cloudflare's
    if retry_after is not None:
        body |= {"retry_after": retry_after, "global": False}
        headers["Retry-After"] = str(retry_after)
    return as_json(body, status=status, headers=headers)
