"""Pictures of messages as Discord shows them, by simcord's preview and the machine's Chromium.

`READOUT_PICTURES=FOLDER pytest tests/adapters/discord/test_pictures.py` keeps them; those of
the README lie in docs/pictures.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import BrowserType

from briefs.model.places import Place
from tests.adapters.discord.commands.test_buttons import digest_of, press
from tests.adapters.discord.conftest import Server

LINK = "https://inland-post.example/river-accord"
WIDTHS = {"desktop": 900, "phone": 390}
PNG = b"\x89PNG"


@pytest.fixture
def folder(needs: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where pictures go. The browser is the machine's, not one that playwright brings."""
    needs("chromium")
    launch = BrowserType.launch

    async def launch_here(self: Any, **options: Any) -> Any:
        return await launch(
            self, executable_path="/usr/bin/chromium", args=["--no-sandbox"], **options
        )

    monkeypatch.setattr(BrowserType, "launch", launch_here)
    pictures = Path(os.environ.get("READOUT_PICTURES", tmp_path))
    pictures.mkdir(parents=True, exist_ok=True)
    return pictures


@pytest.mark.parametrize("device", WIDTHS)
async def test_a_briefing_can_be_looked_at(server: Server, folder: Path, device: str) -> None:
    await server.auto()
    await server.say(f"Worth reading: {LINK}")
    preview = server.env.preview(
        server.channel, viewers=[server.alice], layout="channel", display="fixed",
        width=WIDTHS[device], height=1000,
    )  # fmt: skip
    path = folder / f"discord-{device}.png"
    async with preview:
        await preview.screenshot(path)
    assert path.read_bytes().startswith(PNG)
    assert path.stat().st_size > 10_000


async def test_every_main_message_can_be_looked_at(server: Server, folder: Path) -> None:
    await server.env.bot.on_guild_join(server.env.bot.get_guild(server.guild.id))
    await server.world.work()
    [hello] = server.ours()
    setup = await server.admin.slash(server.channel, "readout setup", links="auto")
    await server.say(LINK)
    reply = server.ours()[-1]
    evidence = await press(server, reply, "evidence", by=server.admin)
    full = await press(server, reply, "full", by=server.admin)
    menu = await press(server, reply, "more", by=server.admin)
    refused = await server.admin.slash(server.channel, "digest add", time="half", zone="UTC")
    await server.say(f"{server.env.bot.user.mention} https://inland-post.example/missing")
    failed = server.ours()[-1]
    await server.say(f"again {LINK}")
    pointer = server.ours()[-1]
    digest = await digest_of(server)
    added = await server.admin.slash(server.channel, "digest add", time="17:30", zone="Europe/Berlin",
                                     name="Harbour news", topics="ferry, tram")  # fmt: skip
    planned = await server.admin.slash(server.channel, "digest list")
    role = server.guild.create_role("Finance", mentionable=True)
    place = Place("discord", str(server.guild.id), str(server.channel.id))
    [one, *_] = await server.world.requests.digests.listed(place)
    await server.world.store.subscriptions.set_ping(one.subscription.key, str(role.id))
    edit = await server.admin.slash(server.channel, "digest edit", digest=one.subscription.key)
    german = await server.admin.slash(server.channel, "readout setup", language="de", silent=True)
    preview = server.env.preview(
        server.channel, viewers=[server.admin], display="fixed", width=390, height=1100
    )
    shown = {
        "hello": hello, "setup": setup, "evidence": evidence, "list": full, "menu": menu, "refused": refused,
        "failed": failed, "pointer": pointer, "digest": digest, "planned": planned, "added": added,
        "edit": edit, "german": german,
    }  # fmt: skip
    async with preview:
        for name, target in shown.items():
            path = folder / f"discord-{name}.png"
            await preview.screenshot(path, target=target)
            assert path.read_bytes().startswith(PNG)
