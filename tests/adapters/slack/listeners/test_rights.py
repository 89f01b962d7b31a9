"""Who may change a place in Slack, and what is private."""

from __future__ import annotations

import pytest

from briefs.model.places import Place
from tests.adapters.slack.conftest import Here
from tests.adapters.slack.listeners.test_slack_events import HERE, LINK, mention


@pytest.mark.parametrize("trouble", [429, 500, "internal_error", "ratelimited"])
async def test_an_admin_whom_slack_does_not_know_just_now_is_not_refused(
    here: Here, trouble: str | int
) -> None:
    here.fake.trouble["users.info"] = [trouble, trouble, trouble]
    await here.sender.command("/readout", "mode auto", user="UADMIN")
    await here.world.work()
    assert "Only admins" not in here.answer()
    assert "did not say what you may do here" in here.answer()
    here.fake.trouble.clear()
    await here.sender.command("/readout", "mode auto", user="UADMIN")
    await here.world.work()
    assert (await here.world.store.channel_settings.get(HERE)).mode == "auto"


async def test_a_creator_whom_slack_does_not_name_just_now_is_not_refused(here: Here) -> None:
    here.team.creators["C1"] = "UMEMBER"
    here.fake.trouble["conversations.info"] = [429]
    await here.sender.command("/readout", "mode auto")
    await here.world.work()
    assert "did not say what you may do here" in here.answer()


async def test_who_is_not_there_may_nothing(here: Here) -> None:
    await here.sender.command("/readout", "mode auto", user="UNOBODY")
    await here.world.work()
    assert (await here.world.store.channel_settings.get(HERE)).mode is None
    assert "Only admins" in here.answer()


async def test_what_is_followed_privately_stays_private(here: Here) -> None:
    await here.sender.command("/brief", f"{LINK} --private")
    await here.world.work()
    stamp = here.team.ephemeral[0]["ts"]
    await here.sender.press("follow", stamp, ephemeral=True)
    await here.world.work()
    assert await here.world.store.subscriptions.of_place(HERE) == ()
    [one] = await here.world.store.subscriptions.of_place(Place("slack", "T1", "@UMEMBER"))
    assert one.filters.story == LINK
    assert "in your messages with Readout" in here.team.ephemeral[-1]["text"]
    home = await here.open_home("UADMIN")
    assert one.key not in str(home)


async def test_a_member_ends_what_they_follow(here: Here) -> None:
    await mention(here)
    stamp = await here.reply()
    await here.sender.press("follow", stamp)
    await here.world.work()
    [one] = await here.world.store.subscriptions.of_place(HERE)
    await here.sender.command("/digest", f"remove {one.key}")
    await here.world.work()
    assert await here.world.store.subscriptions.of_place(HERE) == ()


@pytest.mark.parametrize("which", [0, -1])
async def test_every_part_of_a_report_on_a_followed_story_ends_it(
    here: Here, monkeypatch: pytest.MonkeyPatch, which: int
) -> None:
    monkeypatch.setattr("adapters.slack.rendering.MAX_DIGEST", 50)  # the report has two parts
    await mention(here)
    stamp = await here.reply()
    await here.sender.press("follow", stamp)
    await here.world.work()
    here.world.clock.turn(3600)
    await here.sender.command("/brief", "https://other.example/ferry")
    await here.world.work()
    here.world.clock.turn(24 * 3600)
    await here.world.requests.digests.digest_runner.open_due_slots()
    await here.world.work()
    report = [m for m in here.team.channels["C1"] if m.get("thread_ts") == stamp]
    assert len(report) == 2
    for part in report:
        buttons = [e["action_id"] for b in part["blocks"] for e in b.get("elements", ())
                   if b["type"] == "actions"]  # fmt: skip
        assert "unfollow" in buttons
    await here.sender.press("unfollow", report[which]["ts"], user="UADMIN", thread=stamp)
    await here.world.work()
    assert await here.world.store.subscriptions.of_place(HERE) == ()
    assert "not followed any more" in here.team.ephemeral[-1]["text"]


async def test_a_followed_story_ends_with_its_reply(here: Here) -> None:
    await mention(here)
    stamp = await here.reply()
    await here.sender.press("follow", stamp)
    await here.world.work()
    await here.sender.press("more", stamp, choice="delete")
    await here.world.work()
    assert await here.world.store.subscriptions.of_place(HERE) == ()
    assert here.texts() == []
