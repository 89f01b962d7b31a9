"""npm emulate 0.12.2 as a Slack, started for a test, and slack_sdk adapted to it.

The emulator reads POST bodies only, where slack_sdk sends many methods as GET (real Slack
accepts both): `posting` converts them. Every body is checked by slack_rules.py on its way.
"""

from __future__ import annotations

import asyncio
import json
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.web.async_base_client import AsyncBaseClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from tests.conftest import NODE
from tests.fakes.slack_rules import faults
from tests.fakes.slack_server import SECRET

SCOPES = [
    "chat:write",
    "channels:read",
    "channels:history",
    "reactions:write",
    "users:read",
    "im:write",
]
SEED = {
    "slack": {
        "signing_secret": SECRET,
        "team": {"name": "Acme", "domain": "acme"},
        "users": [{"name": "alice"}, {"name": "bob"}],
        "channels": [{"name": "news"}],
        "oauth_apps": [
            {
                "client_id": "1.2",
                "client_secret": "cs",
                "app_id": "A000000001",
                "name": "Readout",
                "bot_name": "readout",
                "bot_id": "B0READOUT",
                "bot_user_id": "U0READOUT",
                "redirect_uris": ["http://127.0.0.1/slack/oauth_redirect"],
                "scopes": SCOPES,
            }
        ],
        "tokens": [
            {
                "token": "xoxb-acme",
                "type": "bot",
                "user_id": "U0READOUT",
                "bot_id": "B0READOUT",
                "bot_user_id": "U0READOUT",
                "app_id": "A000000001",
                "scopes": SCOPES,
            },
            {"token": "xoxp-alice", "type": "user", "user": "alice"},
        ],
    }
}


@contextmanager
def posting(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """Make all calls POST -> the list of calls; fails on a body that breaks a rule."""
    called: list[tuple[str, dict[str, Any]]] = []
    refused: list[str] = []
    original = AsyncBaseClient.api_call

    async def api_call(
        self: AsyncBaseClient,
        api_method: str,
        *,
        http_verb: str = "POST",
        params: Any = None,
        data: Any = None,
        json: Any = None,
        **more: Any,
    ) -> AsyncSlackResponse:
        body = {**(params or {}), **(data or {})} if json is None else dict(json)
        body = {name: value for name, value in body.items() if value is not None}
        called.append((api_method, body))
        if not (self.token or "").startswith("xoxp"):  # people write what they like
            refused.extend(f"{api_method}: {fault}" for fault in faults(api_method, _parsed(body)))
        if json is None:
            token = body.pop("token", None)
            params, data, http_verb = ({"token": token} if token else None), body, "POST"
        return await original(
            self, api_method, http_verb=http_verb, params=params, data=data, json=json, **more
        )

    monkeypatch.setattr(AsyncBaseClient, "api_call", api_call)
    yield called
    assert refused == []


def _parsed(body: dict[str, Any]) -> dict[str, Any]:
    return {
        k: json.loads(v) if k in {"view", "blocks"} and isinstance(v, str) else v
        for k, v in body.items()
    }


@asynccontextmanager
async def emulator(
    events_url: str, folder: Path, *, redirect: str | None = None
) -> AsyncIterator[str]:
    """The emulator on a port of its own, its events going to `events_url` -> its address."""
    seed = json.loads(json.dumps(SEED))
    if redirect:
        seed["slack"]["oauth_apps"][0]["redirect_uris"] = [redirect]
    path = folder / "seed.json"
    path.write_text(json.dumps(seed))
    process = await asyncio.create_subprocess_exec(
        "node",
        str(NODE / "slack_emulate.mjs"),
        events_url,
        str(path),
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(60):
            while not (line := (await process.stdout.readline()).decode()).startswith("READY"):
                assert line, "the emulator ended"
        yield line.split()[1]
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()
