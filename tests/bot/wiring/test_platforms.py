"""One list of platforms: whatever is there for one of them is there for each."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from adapters.discord import parsing as discord
from adapters.slack import parsing as slack
from adapters.web import page_channel
from bot.wiring.build_chats import Chats, previews
from briefs.model.pastes import ArchivedBriefing
from briefs.model.platforms import CHATS, Platform
from tests.contracts.chats import BENCHES
from tests.contracts.inbound import INBOUND
from tests.fakes.briefings import river_accord

ROOT = Path(__file__).parents[3]


def test_each_platform_has_one_room_that_names_it() -> None:
    assert {slack.PLATFORM, discord.PLATFORM, page_channel.PLATFORM} == set(Platform)


@pytest.mark.parametrize("table", [BENCHES, INBOUND], ids=["out", "in"])
def test_every_chat_is_in_every_table(table: dict[Platform, Any]) -> None:
    assert set(table) == set(CHATS)


@pytest.mark.parametrize("chat", CHATS)
def test_every_chat_has_a_preview_of_its_own(chat: Platform) -> None:
    preview = previews()[chat]
    html = preview.html(ArchivedBriefing("b1", river_accord(), datetime(2031, 5, 4, tzinfo=UTC)))
    assert (preview.label, "Helena Marsh" in html) == (chat.label, True), html
    assert preview.css


@pytest.mark.parametrize("chat", CHATS)
def test_every_chat_has_layers_and_a_document(chat: Platform) -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layered = [name for one in contracts["contracts"] for name in one.get("containers", ())]
    assert f"adapters.{chat}" in layered
    assert (ROOT / "docs" / f"{chat}.md").exists()


def test_a_chat_that_runs_has_a_way_out() -> None:
    class On:
        def __init__(self) -> None:
            self.chat = object()

    slack_on, discord_on = On(), On()
    running = Chats(slack=cast("Any", slack_on), discord=cast("Any", discord_on))
    assert dict(running.chats) == {"slack": slack_on.chat, "discord": discord_on.chat}
    assert dict(Chats().chats) == {}
