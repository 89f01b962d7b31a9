"""Slash commands, buttons, windows and the shortcut, as Slack sends them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from briefs.model.delivery import Mode, PostState
from briefs.model.places import Place
from tests.adapters.slack.conftest import Here, digest_form
from tests.fakes.slack_rules import shown

LINK = "https://news.example/ferry"
HERE = Place("slack", "T1", "C1")


async def briefed(here: Here, user: str = "UMEMBER") -> str:
    """A reply in the channel -> its stamp."""
    status, _ = await here.sender.command("/brief", LINK, user=user)
    assert status == 200
    return await here.reply()


# --------------------------------------------------------------------------- /brief


async def test_brief_answers_in_the_channel(here: Here) -> None:
    assert await here.sender.command("/brief", f"<{LINK}>") == (200, "")
    await here.world.work()
    assert "On it" in here.answer()
    assert "About ferry" in here.texts()[0]
    assert here.team.reactions == []


@pytest.mark.parametrize("option", ["--private", "—private"])
async def test_a_private_answer_is_seen_by_the_asker_alone(here: Here, option: str) -> None:
    await here.sender.command("/brief", f"{LINK} {option}")
    await here.world.work()
    assert here.texts() == []
    assert [(m["user"], m["channel"]) for m in here.team.ephemeral] == [("UMEMBER", "C1")]


async def test_a_private_answer_opens_its_proof_and_can_be_taken_away(here: Here) -> None:
    await here.sender.command("/brief", f"{LINK} --private")
    await here.world.work()
    stamp = here.team.ephemeral[-1]["ts"]
    await here.sender.press("evidence", stamp, ephemeral=True)
    await here.world.work()
    assert "agreed on Monday" in shown(here.team.views[-1]["blocks"])
    await here.sender.press("more", stamp, choice="delete", ephemeral=True)
    await here.world.work()
    assert here.fake.answers[-1]["delete_original"] is True


async def test_a_private_answer_where_the_bot_is_not_comes_by_direct_message(here: Here) -> None:
    here.team.private.add("C1")
    await here.sender.command("/brief", f"{LINK} --private")
    await here.world.work()
    assert here.team.ephemeral == []
    (answer,) = here.team.channels["DUMEMBER"]
    block = answer["blocks"][-1]["block_id"]
    for action in ("evidence", "full"):
        await here.sender.press(action, answer["ts"], channel="DUMEMBER", block=block)
        await here.world.work()
    evidence, full = here.team.views
    assert "agreed on Monday" in shown(evidence["blocks"])
    assert "What happened" in shown(full["blocks"])
    more = {"channel": "DUMEMBER", "block": block}
    await here.sender.press("more", answer["ts"], choice="again", **more)
    await here.world.work()
    assert len(here.texts("DUMEMBER")) == 3  # the bot confirms the request, then answers it
    await here.sender.press("more", answer["ts"], choice="delete", **more)
    await here.world.work()
    assert here.fake.answers[-1]["delete_original"] is True


async def test_a_block_that_names_a_channel_counts_in_direct_messages_only(here: Here) -> None:
    stamp = await briefed(here)
    await here.sender.press("evidence", stamp, channel="C2", block="of-C1")
    await here.world.work()
    assert here.team.views == []


async def test_brief_takes_pasted_text(here: Here) -> None:
    await here.sender.command("/brief", "The towns of Ostrey and Vell agreed on Monday. " * 8)
    await here.world.work()
    assert "A pasted article" in here.texts()[0]
    assert "urn:" not in json.dumps(here.team.channels["C1"][0]["blocks"])


async def test_brief_with_too_little_says_how(here: Here) -> None:
    await here.sender.command("/brief", "hello")
    await here.world.work()
    assert "/brief and a link" in here.answer()


async def test_brief_alone_opens_a_window_that_takes_a_link_or_a_text(here: Here) -> None:
    await here.sender.command("/brief", "")
    await here.world.work()
    view = here.team.views[-1]
    values: dict[str, Any] = {
        "text": {"text": {"value": LINK}},
        "private": {"private": {"selected_options": []}},
    }
    await here.submit(view, values)
    assert "About ferry" in here.texts()[0]


async def test_a_channel_that_is_off_answers_nobody_but_privately(here: Here) -> None:
    await here.world.store.channel_settings.set_mode(HERE, Mode.OFF)
    await here.sender.command("/brief", LINK)
    await here.world.work()
    assert "switched off" in here.answer()
    await here.sender.command("/brief", f"{LINK} --private")
    await here.world.work()
    assert here.texts() == []
    assert len(here.team.ephemeral) == 1


async def test_who_asks_too_much_is_told_so_once(here: Here) -> None:
    for number in range(33):
        await here.sender.command("/brief", f"https://news.example/{number}")
    await here.world.work()
    assert len(here.texts()) == 30
    assert len(here.team.ephemeral) == 1


# ------------------------------------------------------------------ the message's own


async def test_evidence_opens_each_line_with_its_sentence(here: Here) -> None:
    stamp = await briefed(here)
    assert await here.sender.press("evidence", stamp) == 200
    await here.world.work()
    words = shown(here.team.views[-1]["blocks"])
    assert "The towns of Ostrey and Vell agreed on Monday." in words
    assert "Paragraph 1, sentence 2" in words


async def test_the_full_list_opens(here: Here) -> None:
    stamp = await briefed(here)
    await here.sender.press("full", stamp)
    await here.world.work()
    assert "What happened" in shown(here.team.views[-1]["blocks"])


async def test_evidence_of_what_is_no_longer_kept_says_so(here: Here) -> None:
    stamp = await briefed(here)
    await here.world.store.articles.forget(LINK)
    await here.sender.press("evidence", stamp)
    await here.world.work()
    assert "no longer kept" in shown(here.team.views[-1]["blocks"])
    await here.sender.press("evidence", "1600000000.000001")
    await here.world.work()
    assert "too old" in here.team.ephemeral[-1]["text"]


async def test_following_a_story_puts_new_reports_into_the_thread(here: Here) -> None:
    stamp = await briefed(here)
    for _ in range(2):
        await here.sender.press("follow", stamp)
    await here.world.work()
    (followed,) = await here.world.store.subscriptions.of_place(HERE)
    assert followed.place.thread == stamp
    assert followed.zone == "Asia/Kolkata"
    assert followed.filters.story == LINK
    # The same event reported by another outlet, and another event.
    here.world.clock.turn(3600)
    for urls in ("https://other.example/ferry", "https://other.example/quarry"):
        await here.sender.command("/brief", urls)
    await here.world.work()
    here.world.clock.turn(24 * 3600)
    await here.world.requests.digests.digest_runner.open_due_slots()
    await here.world.work()
    digest = [m for m in here.team.channels["C1"] if m.get("thread_ts") == stamp]
    assert len(digest) == 1
    assert "About ferry" in digest[0]["text"]
    assert "quarry" not in shown(digest)


async def test_run_again_reads_the_article_anew(here: Here) -> None:
    stamp = await briefed(here)
    await here.sender.press("more", stamp, choice="again")
    await here.world.work()
    assert here.world.briefed == [LINK, LINK]
    assert len(here.texts()) == 1


async def test_an_article_briefed_here_before_is_pointed_to_and_can_be_run_again(
    here: Here,
) -> None:
    first = await briefed(here)
    second = await briefed(here, user="UADMIN")
    pointer = here.team.channels["C1"][-1]
    assert f"p{first.replace('.', '')}" in json.dumps(pointer["blocks"])
    await here.sender.press("again", second, user="UADMIN")
    await here.world.work()
    assert here.world.briefed == [LINK, LINK]


async def test_a_wrong_line_is_kept_for_the_operator(here: Here) -> None:
    stamp = await briefed(here)
    await here.sender.press("more", stamp, choice="report")
    await here.world.work()
    view = here.team.views[-1]
    values = {
        "line": {"line": {"selected_option": {"value": "1"}}},
        "note": {"note": {"value": "It was Tuesday"}},
    }
    await here.submit(view, values)
    (report,) = await here.world.store.reports.recent(limit=5)
    assert (report.line, report.note) == ("The towns of Ostrey and Vell agreed", "It was Tuesday")
    assert report.proofs
    assert report.person == "UMEMBER"
    assert "Thank you" in here.team.ephemeral[-1]["text"]


async def test_only_the_asker_or_an_admin_deletes(here: Here) -> None:
    here.team.users["UOTHER"] = {"id": "UOTHER", "tz": "UTC"}
    stamp = await briefed(here)
    await here.sender.press("more", stamp, choice="delete", user="UOTHER")
    await here.world.work()
    assert len(here.texts()) == 1
    assert "Only who asked" in here.team.ephemeral[-1]["text"]
    await here.sender.press("more", stamp, choice="delete")
    await here.world.work()
    assert here.texts() == []
    stamp = await briefed(here)
    await here.sender.press("more", stamp, choice="delete", user="UADMIN")
    await here.world.work()
    assert here.texts() == []


async def test_muting_a_site_takes_an_admin(here: Here) -> None:
    stamp = await briefed(here)
    await here.sender.press("more", stamp, choice="mute")
    await here.world.work()
    assert "Only admins" in here.team.ephemeral[-1]["text"]
    await here.sender.press("more", stamp, choice="mute", user="UADMIN")
    await here.world.work()
    settings = await here.world.store.channel_settings.get(HERE)
    assert settings.muted_sites == ("news.example",)
    await here.world.store.channel_settings.set_mode(HERE, Mode.AUTO)
    await here.sender.message("<https://news.example/other>")
    await here.world.work()
    assert here.world.briefed == [LINK]


async def test_the_shortcut_briefs_a_message(here: Here) -> None:
    stamp = await here.sender.message(f"<{LINK}>")
    message = {"ts": stamp, "text": f"<{LINK}>", "user": "UADMIN"}
    payload = {
        "type": "message_action",
        "callback_id": "brief_this",
        "channel": {"id": "C1"},
        "message": message,
    }
    status, _ = await here.sender.interaction({**payload, "action_ts": "1.2"})
    assert status == 200
    await here.world.work()
    assert len(here.texts()) == 1
    await here.sender.interaction({**payload, "message": {**message, "text": "none"}})
    await here.world.work()
    assert "no link" in here.team.ephemeral[-1]["text"]


# -------------------------------------------------------------------------- /digest


async def add_digest(here: Here, user: str, **written: str) -> None:
    await here.sender.command("/digest", "add", user=user)
    await here.world.work()
    await here.submit(here.team.views[-1], digest_form(**written), user=user)


async def test_an_admin_adds_a_digest_in_a_window_that_knows_their_zone(here: Here) -> None:
    await add_digest(here, "UADMIN", topics="ferry, weir")
    assert "Europe/Berlin" in json.dumps(here.team.views[-2])
    (made,) = await here.world.store.subscriptions.of_place(HERE)
    assert (made.local_time, made.weekdays, made.zone) == ("07:45", (0, 5), "Europe/Berlin")
    assert made.filters.topics == ("ferry", "weir")
    assert "This digest is on" in shown(here.team.views[-1]["blocks"])
    for verb in ("pause", "resume", "skip"):
        await here.sender.command("/digest", f"{verb} {made.key}", user="UADMIN")
        await here.world.work()
        assert "Digest: 07:45" in here.answer() or "No digest is left today" in here.answer()
    await here.sender.command("/digest", f"preview {made.key}")
    await here.world.work()
    assert "Preview" in here.answer()
    await here.sender.command("/digest", f"remove {made.key}")
    await here.world.work()
    assert "Only admins" in here.answer()
    await here.sender.command("/digest", f"remove {made.key}", user="UADMIN")
    await here.world.work()
    await here.sender.command("/digest", "list")
    await here.world.work()
    assert "no digests here" in here.answer()


async def test_a_member_may_not_add_one_unless_they_made_the_channel(here: Here) -> None:
    await here.sender.command("/digest", "add")
    await here.world.work()
    assert here.team.views == []
    assert "Only admins and the channel’s creator" in here.answer()
    here.team.creators["C1"] = "UMEMBER"
    await add_digest(here, "UMEMBER")
    assert len(await here.world.store.subscriptions.of_place(HERE)) == 1


async def test_a_feed_that_cannot_be_read_is_told(here: Here) -> None:
    await add_digest(here, "UADMIN", feeds="https://feeds.example/none", topics="ferry")
    again = here.team.views[-1]
    assert "No feed could be read there" in shown(again["blocks"])
    typed = {b["block_id"]: b["element"].get("initial_value") for b in again["blocks"][1:]}
    assert (typed["feeds"], typed["topics"]) == ("https://feeds.example/none", "ferry")
    assert await here.world.store.subscriptions.of_place(HERE) == ()


async def test_zones_are_suggested_while_typing(here: Here) -> None:
    payload = {"type": "block_suggestion", "action_id": "zone", "block_id": "zone", "value": "berl"}
    status, body = await here.sender.interaction(payload)
    assert status == 200
    assert json.loads(body)["options"][0]["value"] == "Europe/Berlin"


async def test_what_is_not_understood_is_told(here: Here) -> None:
    for command in ("/digest", "/readout"):
        await here.sender.command(command, "dance")
        await here.world.work()
        assert "did not understand" in here.answer()


# -------------------------------------------------------------------------- /readout


async def test_an_admin_sets_the_mode_and_others_are_refused(here: Here) -> None:
    await here.sender.command("/readout", "mode auto")
    await here.world.work()
    assert "Only admins" in here.answer()
    await here.sender.command("/readout", "mode auto", user="UADMIN")
    await here.world.work()
    assert "auto" in here.answer()
    assert (await here.world.store.channel_settings.get(HERE)).mode is Mode.AUTO
    await here.sender.command("/readout", "mode sometimes", user="UADMIN")
    await here.world.work()
    assert "no such mode" in here.answer()


async def test_settings_and_help_are_for_everybody(here: Here) -> None:
    for text, word in (("settings", "mention"), ("help", "nobrief"), ("", "nobrief")):
        await here.sender.command("/readout", text)
        await here.world.work()
        assert word in here.answer()


async def test_a_person_and_a_channel_can_be_erased(here: Here) -> None:
    await briefed(here)
    await here.sender.command("/readout", "erase channel")
    await here.world.work()
    assert "Only admins" in here.answer()
    assert here.team.views == []
    await here.sender.command("/readout", "erase me")
    await here.world.work()
    assert await here.world.store.articles.count() == 1, "it was not confirmed yet"
    assert "My answers to you are deleted" in str(here.team.views[-1])
    await here.submit(here.team.views[-1], {})
    assert "1 request" in here.team.ephemeral[-1]["text"]
    assert await here.world.store.articles.count() == 0
    await briefed(here)
    await here.sender.command("/readout", "erase channel", user="UADMIN")
    await here.world.work()
    assert "when links are briefed (the mode) among them" in str(here.team.views[-1])
    await here.submit(here.team.views[-1], {}, user="UADMIN")
    assert await here.world.store.outbox.rows(PostState.SENT) == ()
