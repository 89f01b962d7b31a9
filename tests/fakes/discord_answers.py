"""How our own fake of Discord answers requests: refusals, lost replies, JSON."""

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
    """What happens to the next matching requests: a refusal, or (`lost`) no reply."""

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
    """A response in JSON; discord.py parses it only if its content type names no charset."""
    return web.Response(body=json.dumps(value).encode(), content_type="application/json", **more)


def refused(status: int, code: int, *, retry_after: float | None = None) -> web.Response:
    body: Payload = {"code": code, "message": "refused by the fake"}
    headers = {"Via": "1.1 google"}  # without it discord.py takes a 429 for one of Cloudflare
    if retry_after is not None:
        body |= {"retry_after": retry_after, "global": False}
        headers["Retry-After"] = str(retry_after)
    return as_json(body, status=status, headers=headers)
