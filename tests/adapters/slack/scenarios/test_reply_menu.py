"""The menu behind "…" below a message in Slack: it offers people only what they may do."""

from __future__ import annotations

import pytest

from adapters.slack.phrases import phrases_for
from adapters.slack.views.reply_menu import menu_view
from briefs.model.places import Place
from tests.adapters.slack.conftest import Here
from tests.adapters.slack.listeners.test_slack_events import HERE, LINK, mention
from tests.adapters.slack.scenarios.steps import meets
from tests.fakes.slack_rules import view_faults

ASKER, OTHER, ADMIN = "UMEMBER", "UOTHER", "UADMIN"


async def briefed(here: Here) -> str:
    """Have a link briefed -> the time stamp of the reply."""
    here.team.users.setdefault(OTHER, {"id": OTHER, "is_admin": False})
    await mention(here)
    return await here.reply()


@pytest.mark.parametrize(
    ("user", "offered"),
    [
        (ASKER, {"follow", "again", "report", "delete"}),
        (OTHER, {"follow", "report"}),
        (ADMIN, {"follow", "again", "mute", "report", "delete"}),
    ],
)
async def test_each_is_offered_what_they_may_do(here: Here, user: str, offered: set[str]) -> None:
    stamp = await briefed(here)
    assert set(await here.offered(stamp, user=user)) == offered
    assert "What would you like to do" in here.window()


async def test_who_created_the_channel_may_mute_a_site_there(here: Here) -> None:
    stamp = await briefed(here)
    here.team.creators["C1"] = OTHER
    assert "mute" in await here.offered(stamp, user=OTHER)
    await here.choose("mute", stamp, user=OTHER)
    assert "news.example" in here.window()
    assert (await here.world.store.channel_settings.get(HERE)).muted_sites == ("news.example",)


async def test_what_slack_did_not_tell_is_asked_again_at_the_press(here: Here) -> None:
    stamp = await briefed(here)
    await meets("users.info", 429)(here)
    assert "delete" in await here.offered(stamp, user=OTHER)
    await here.sender.press_in(here.team.views[-1], "chosen_delete", user=OTHER)
    await here.world.work()
    assert "Only" in here.window()
    assert len(here.texts()) == 1


async def test_a_story_that_is_followed_is_offered_to_be_left(here: Here) -> None:
    stamp = await briefed(here)
    await here.choose("follow", stamp, user=OTHER)
    assert "a button that stops it" in here.window()
    assert "follow" not in await here.offered(stamp)
    await here.choose("unfollow", stamp)
    assert "not followed any more" in here.window()
    assert await here.world.store.subscriptions.of_place(HERE) == ()


async def test_it_is_deleted_and_read_again(here: Here) -> None:
    stamp = await briefed(here)
    await here.choose("again", stamp)
    assert here.world.briefed == [LINK, LINK]
    await here.choose("delete", stamp)
    assert here.texts() == []
    assert "Deleted." in here.window()
    assert here.team.ephemeral == []


async def test_a_report_is_written_over_the_menu_and_closes_both(here: Here) -> None:
    stamp = await briefed(here)
    await here.choose("report", stamp)
    assert len(here.fake.called("views.push")) == 1
    form = here.team.views[-1]
    note = {"note": {"note": {"value": "No."}}}
    values = {"line": {"line": {"selected_option": {"value": "1"}}}, **note}
    sent = {"type": "view_submission", "view": {**form, "id": "V2", "state": {"values": values}}}
    _, body = await here.sender.interaction(sent)
    await here.world.work()
    assert '"clear"' in body
    assert [one.note for one in await here.world.store.reports.recent(limit=9)] == ["No."]


async def test_what_only_one_sees_is_taken_away_by_its_own_press(here: Here) -> None:
    await here.sender.command("/brief", f"{LINK} --private")
    await here.world.work()
    stamp = here.team.ephemeral[0]["ts"]
    await here.choose("follow", stamp, ephemeral=True)
    own = Place("slack", "T1", f"@{ASKER}")
    assert len(await here.world.store.subscriptions.of_place(own)) == 1
    assert "in your messages with Readout" in here.window()
    await here.choose("delete", stamp, ephemeral=True)
    assert here.fake.answers[-1]["delete_original"] is True


async def test_whose_window_is_closed_is_told_in_the_channel(here: Here) -> None:
    stamp = await briefed(here)
    await meets("views.update", "not_found")(here)
    await here.choose("follow", stamp, thread=stamp)
    [told] = here.team.ephemeral
    assert (told["user"], told["thread_ts"]) == (ASKER, stamp)
    assert "a button that stops it" in told["text"]


async def test_a_message_that_is_not_known_any_more_opens_no_menu(here: Here) -> None:
    stamp = await briefed(here)
    await here.sender.press("more", f"{stamp[:-1]}9", user=OTHER)
    await here.world.work()
    assert here.team.views == []
    assert here.team.ephemeral[-1]["user"] == OTHER


@pytest.mark.parametrize("language", ["en", "de"])
def test_who_may_do_nothing_is_told_so(language: str) -> None:
    view = menu_view((), phrases_for(language), memory="")
    assert view_faults(view) == []
    assert [block["type"] for block in view["blocks"]] == ["rich_text"]


async def test_it_speaks_the_pressers_language(here: Here) -> None:
    stamp = await briefed(here)
    here.team.users[OTHER]["locale"] = "de-DE"
    await here.offered(stamp, user=OTHER)
    assert here.window().startswith("Mehr\nWas möchtest du mit dieser Nachricht tun?")
    assert "Löschen" not in here.window()
