"""Never silent where somebody asked, never noisy where nobody did, in Slack."""

from __future__ import annotations

import pytest

from bot import keys
from briefs.model.delivery import Mode, SourceDeleted
from tests.adapters.slack.conftest import Here
from tests.adapters.slack.listeners.test_slack_events import HERE, LINK, mention

DEAD = "https://news.example/missing"


@pytest.fixture
async def auto(here: Here) -> Here:
    await here.world.store.channel_settings.set_mode(HERE, Mode.AUTO)
    return here


async def test_automatic_links_that_cannot_be_read_say_nothing(auto: Here) -> None:
    await auto.sender.message(f"<{DEAD}>")
    await auto.sender.message(f"<{LINK}> and <{DEAD}>")
    await auto.world.work()
    assert len(auto.texts()) == 1
    assert "About ferry" in auto.texts()[0]
    assert auto.team.ephemeral == []


async def test_a_mention_in_such_a_channel_is_asked_though_the_message_came_first(
    auto: Here,
) -> None:
    """Slack sends two events for one message there: as a message, then as a mention."""
    await mention(auto, f"<@UBOTT1> <{DEAD}>")
    await auto.world.work()
    assert auto.texts() == []
    [message] = auto.team.ephemeral
    assert "There is no such page" in message["text"]


async def test_who_asks_about_a_silent_link_later_is_told_why(auto: Here) -> None:
    stamp = await auto.sender.message(f"<{DEAD}>")
    await auto.world.work()
    assert auto.texts() == []
    item = {"type": "message", "channel": "C1", "ts": stamp}
    event = {"type": "reaction_added", "user": "UADMIN", "reaction": "newspaper", "item": item}
    await auto.sender.event({**event, "event_ts": auto.fake.stamp()})
    await auto.world.work()
    assert auto.texts() == []
    [message] = auto.team.ephemeral
    assert (message["user"], "There is no such page" in message["text"]) == ("UADMIN", True)
    request = keys.reply(SourceDeleted(HERE, stamp))
    assert await auto.world.store.inbox.author(request) == "UADMIN", "who erases it, too"


async def test_a_link_briefed_by_itself_is_answered_once_though_it_was_mentioned_too(
    auto: Here,
) -> None:
    await mention(auto)
    await auto.world.work()
    await mention(auto, f"<@UBOTT1> <{LINK}?again>")
    await auto.world.work()
    assert len(auto.texts()) == 2


async def test_five_presses_of_run_again_are_one_edited_reply(here: Here) -> None:
    await mention(here)
    stamp = await here.reply()
    for _ in range(5):
        await here.sender.press("more", stamp, choice="again")
    await here.world.work()
    assert len(here.texts()) == 1
    assert here.world.briefed == [LINK, LINK]


async def test_a_reaction_brings_a_deleted_answer_back(here: Here) -> None:
    source = await mention(here)
    stamp = await here.reply()
    await here.sender.press("more", stamp, choice="delete")
    await here.world.work()
    assert here.texts() == []
    item = {"type": "message", "channel": "C1", "ts": source}
    event = {"type": "reaction_added", "user": "UMEMBER", "reaction": "newspaper", "item": item}
    await here.sender.event({**event, "event_ts": here.fake.stamp()})
    await here.world.work()
    assert len(here.texts()) == 1


@pytest.mark.parametrize("words", ["hi", "help", "what can you do?", "thanks &amp; bye", "BRIEF"])
async def test_who_writes_to_the_bot_alone_is_always_answered(here: Here, words: str) -> None:
    here.team.channels["DUMEMBER"] = []
    await here.sender.message(words, channel="DUMEMBER")
    await here.world.work()
    [answer] = here.texts("DUMEMBER")
    assert "/brief" in answer


async def test_a_pasted_text_is_briefed_in_direct_messages(here: Here) -> None:
    here.team.channels["DUMEMBER"] = []
    text = "The mayors of Ostrey &amp; Vell met on Monday. " * 8
    await here.sender.message(text, channel="DUMEMBER")
    await here.world.work()
    assert "A pasted article" in here.texts("DUMEMBER")[-1]
    assert here.world.briefed == [text.replace("&amp;", "&").strip()]


async def test_words_in_a_channel_are_left_alone(auto: Here) -> None:
    await auto.sender.message("The mayors of Ostrey and Vell met on Monday. " * 8)
    await auto.world.work()
    assert auto.texts() == []
    assert auto.team.ephemeral == []


async def test_what_one_person_is_told_stands_in_the_thread_where_they_asked(here: Here) -> None:
    event = {"type": "app_mention", "channel": "C1", "user": "UMEMBER", "text": "<@UBOTT1> hello"}
    stamp = here.fake.stamp()
    reply_event = {**event, "ts": stamp, "event_ts": stamp, "thread_ts": "1700000000.000100"}
    assert await here.sender.event(reply_event) == 200
    await here.world.work()
    [told_alone] = here.team.ephemeral
    assert told_alone["thread_ts"] == "1700000000.000100"


@pytest.mark.parametrize("trouble", ["expired_trigger_id", "internal_error", "invalid_blocks"])
async def test_a_window_that_does_not_open_is_told(here: Here, trouble: str) -> None:
    await mention(here)
    stamp = await here.reply()
    here.fake.trouble["views.open"] = [trouble]
    await here.sender.press("evidence", stamp)
    await here.world.work()
    assert "Please try again" in here.team.ephemeral[-1]["text"]


async def test_what_a_moderator_deleted_is_not_pointed_to(auto: Here) -> None:
    await auto.sender.message(f"<{LINK}>")
    stamp = await auto.reply()
    [gone] = [m for m in auto.team.channels["C1"] if m["ts"] == stamp]
    auto.team.channels["C1"].remove(gone)
    event = {
        "type": "message",
        "subtype": "message_deleted",
        "channel": "C1",
        "channel_type": "channel",
        "deleted_ts": stamp,
        "event_ts": auto.fake.stamp(),
        "previous_message": gone,
    }
    assert await auto.sender.event(event) == 200
    await auto.sender.message(f"<{LINK}>")
    await auto.world.work()
    [second] = auto.texts()
    assert "Briefed here before" not in second
