"""Slack's HTTP endpoint: beside the page, or at an address of its own, without the page."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from starlette.types import ASGIApp

from bot.settings import BadSettings, load
from bot.wiring.running_service import service

SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "0" * 32}


async def status(app: ASGIApp | None, path: str) -> int:
    assert app is not None
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        return (await client.post(path, content=b"{}")).status_code


@pytest.mark.parametrize("own", [False, True])
async def test_where_slack_is_heard(tmp_path: Path, own: bool) -> None:
    chosen = {"READOUT_SLACK_LISTEN": "127.0.0.1:8081"} if own else {}
    settings = load({"READOUT_DATA": str(tmp_path), "READOUT_WORKERS": "1", **SLACK, **chosen})
    async with service(settings, address="http://127.0.0.1:8484") as running:
        unsigned, nothing = 401, 404
        assert (running.chat_app is not None) is own
        if own:
            assert await status(running.chat_app, "/slack/events") == unsigned
            assert await status(running.chat_app, "/archive") == nothing
            assert await status(running.app, "/slack/events") == nothing
        else:
            assert await status(running.app, "/slack/events") == unsigned


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("0.0.0.0:8081", ("0.0.0.0", 8081)),
        ("[::1]:80", ("::1", 80)),
        ("box.local:1", ("box.local", 1)),
    ],
)
def test_an_address_is_host_and_port(text: str, address: tuple[str, int]) -> None:
    assert load({"READOUT_SLACK_LISTEN": text}).slack_address == address


@pytest.mark.parametrize("text", ["8081", "host", "host:port", "http://a.example:80"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(BadSettings, match="READOUT_SLACK_LISTEN"):
        load({"READOUT_SLACK_LISTEN": text})
