"""Pictures of messages as Discord shows them, by simcord's preview and the machine's Chromium.

`READOUT_PICTURES=docs/pictures pytest tests/adapters/discord/test_pictures.py` keeps them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import BrowserType

from tests.adapters.discord.conftest import Server

LINK = "https://inland-post.example/river-accord"
WIDTHS = {"desktop": 900, "phone": 400}


@pytest.mark.parametrize("device", WIDTHS)
async def test_a_briefing_can_be_looked_at(
    server: Server,
    needs: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    device: str,
) -> None:
    needs("chromium")
    launch = BrowserType.launch

    async def launch_here(self: Any, **options: Any) -> Any:
        return await launch(
            self, executable_path="/usr/bin/chromium", args=["--no-sandbox"], **options
        )

    monkeypatch.setattr(BrowserType, "launch", launch_here)
    await server.auto()
    await server.say(f"Worth reading: {LINK}")
    folder = Path(os.environ.get("READOUT_PICTURES", tmp_path))
    path = folder / f"discord-{device}.png"
    preview = server.env.preview(
        server.channel,
        viewers=[server.alice],
        layout="channel",
        display="fixed",
        width=WIDTHS[device],
        height=1000,
    )
    async with preview:
        await preview.screenshot(path)
    assert path.read_bytes().startswith(b"\x89PNG")
    assert path.stat().st_size > 10_000
