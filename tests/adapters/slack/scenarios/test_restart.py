"""The bot restarts while a window is open, or before a reaction was answered."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.storage import Store
from tests.adapters.slack.conftest import Here, digest_form, workspace
from tests.adapters.slack.listeners.test_slack_events import HERE, LINK, mention
from tests.adapters.slack.scenarios.steps import FERRY, commands, meets, reacts, writes
from tests.fakes.slack_server import FakeSlack

REPORT = {
    "line": {"line": {"selected_option": {"value": "1"}}},
    "note": {"note": {"value": "No."}},
}


async def open_form(here: Here) -> dict[str, Any]:
    await commands("/digest", "add", user="UADMIN")(here)
    await here.world.work()
    return dict(here.team.views[-1])


async def test_a_digest_is_ordered(sqlite_store: Store, fake: FakeSlack) -> None:
    async with workspace(sqlite_store, fake) as before:
        form = await open_form(before)
    async with workspace(sqlite_store, fake) as after:
        assert await after.submit(form, digest_form(), user="UADMIN") == {}
        [one] = await sqlite_store.subscriptions.of_place(HERE)
        assert one.local_time == "07:45"


async def test_an_entry_of_the_menu_is_chosen(sqlite_store: Store, fake: FakeSlack) -> None:
    async with workspace(sqlite_store, fake) as before:
        await mention(before)
        assert "follow" in await before.offered(await before.reply())
        menu = before.team.views[-1]
    async with workspace(sqlite_store, fake) as after:
        await after.sender.press_in(menu, "chosen_follow")
        await after.world.work()
        [one] = await sqlite_store.subscriptions.of_place(HERE)
        assert one.filters.story == LINK


async def test_a_line_is_reported(sqlite_store: Store, fake: FakeSlack) -> None:
    async with workspace(sqlite_store, fake) as before:
        await mention(before)
        await before.choose("report", await before.reply())
        form = before.team.views[-1]
    async with workspace(sqlite_store, fake) as after:
        await after.submit(form, REPORT)
        assert [one.note for one in await sqlite_store.reports.recent(limit=5)] == ["No."]


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_reaction_that_slack_tells_again_is_answered(
    sqlite_store: Store, fake: FakeSlack, status: int
) -> None:
    """The event was not acknowledged, so Slack delivers it again; the bot need not remember it."""
    async with workspace(sqlite_store, fake) as before:
        await writes(f"<{FERRY}>", delivered=False)(before)
        await meets("conversations.replies", status)(before)
        await reacts(says=500)(before)
        await before.world.work()
        names, said = before.names, before.texts()
    assert said == []
    async with workspace(sqlite_store, fake) as after:
        after.names.update(names)
        await reacts(retry=1)(after)
        await after.reply()
        assert "About ferry" in after.texts()[0]
        await reacts(retry=2)(after)
        await after.reply()
        assert len(after.texts()) == 1
