"""Events over signed HTTP -> replies in the channel."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from briefs.model.delivery import Mode, PostState
from briefs.model.places import Place
from tests.adapters.slack.conftest import Here
from tests.fakes.slack_sender import signed
from tests.fakes.slack_server import LOST

LINK = "https://news.example/ferry"
HERE = Place("slack", "T1", "C1")

MESSAGE = {
    "type": "message",
    "channel": "C1",
    "channel_type": "channel",
    "user": "UMEMBER",
    "ts": "1700000000.000100",
    "text": f"<{LINK}>",
}


async def mention(here: Here, text: str = f"<@UBOTT1> <{LINK}>", **more: object) -> str:
    stamp = await here.sender.message(text, **more)  # type: ignore[arg-type]
    event = {"type": "app_mention", "channel": "C1", "user": "UMEMBER", "ts": stamp, "text": text}
    assert await here.sender.event({**event, "event_ts": stamp, **more}) == 200
    return stamp


async def test_a_mention_with_a_link_is_answered_once(here: Here) -> None:
    stamp = await mention(here)
    await here.world.work()
    assert len(here.texts()) == 1
    assert "About ferry" in here.texts()[0]
    assert here.team.reactions == [("add", "C1", stamp, "eyes"), ("remove", "C1", stamp, "eyes")]
    sent = here.fake.called("chat.postMessage")[0]
    assert sent["metadata"]["event_payload"]["key"].startswith("reply:slack:T1:C1:")
    assert sent["unfurl_links"] is sent["unfurl_media"] is sent["mrkdwn"] is False


async def test_a_link_that_nobody_asked_about_is_left_alone_until_an_admin_says_auto(
    here: Here,
) -> None:
    await here.sender.message(f"look <{LINK}>")
    await here.world.work()
    assert here.texts() == []
    await here.world.store.channel_settings.set_mode(HERE, Mode.AUTO)
    await here.sender.message("again <https://news.example/tram>")
    await here.world.work()
    assert len(here.texts()) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"`<{LINK}>`",
        f"```<{LINK}>```",
        f"<{LINK}> nobrief",
        "no link at all",
        "<https://acme.slack.com/archives/C1/p1700000000000100>",
    ],
)
async def test_links_that_are_to_be_left_alone(here: Here, text: str) -> None:
    await here.world.store.channel_settings.set_mode(HERE, Mode.AUTO)
    await here.sender.message(text)
    await here.world.work()
    assert here.texts() == []


@pytest.mark.parametrize(
    "more",
    [{"bot_id": "B9"}, {"subtype": "bot_message"}, {"subtype": "channel_join"}, {"user": "UBOTT1"}],
)
async def test_bots_and_the_bots_own_messages_are_ignored(here: Here, more: dict[str, str]) -> None:
    await here.world.store.channel_settings.set_mode(HERE, Mode.AUTO)
    await here.sender.message(f"<{LINK}>", **more)
    await here.world.work()
    assert here.world.briefed == []


async def test_an_event_delivered_again_is_acknowledged_and_does_nothing(here: Here) -> None:
    await here.world.store.channel_settings.set_mode(HERE, Mode.AUTO)
    assert await here.sender.event(MESSAGE, ident="Ev7") == 200
    await here.world.work()
    again = {"x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout"}
    assert await here.sender.event(MESSAGE, ident="Ev7", **again) == 200
    await here.world.work()
    assert len(here.texts()) == 1
    assert here.world.briefed == [LINK]


async def test_a_bad_signature_and_an_old_one_are_refused(here: Here) -> None:
    body = '{"type":"event_callback","event":{"type":"message"}}'
    bad = {**signed(body, kind="application/json"), "x-slack-signature": "v0=bad"}
    old = signed(body, kind="application/json", at=time.time() - 600)
    other = signed(body, kind="application/json", secret="another")
    for headers in (bad, old, other):
        assert (await here.sender.raw(body, headers))[0] == 401


async def test_what_cannot_be_taken_in_is_not_acknowledged(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    await here.world.store.channel_settings.set_mode(HERE, Mode.AUTO)

    async def full(*_: object, **__: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(type(here.world.store.inbox), "admit", full)
    assert await here.sender.event(MESSAGE, ident="Ev7") == 500
    monkeypatch.undo()
    assert await here.sender.event(MESSAGE, ident="Ev7") == 200
    await here.world.work()
    assert len(here.texts()) == 1


async def test_the_reply_follows_its_message(here: Here) -> None:
    stamp = await mention(here)
    await here.world.work()
    changed = {
        "type": "message",
        "subtype": "message_changed",
        "channel": "C1",
        "channel_type": "channel",
        "event_ts": here.fake.stamp(),
    }
    old = {"ts": stamp, "user": "UMEMBER", "text": f"<@UBOTT1> <{LINK}>"}
    unfurled = {**old, "attachments": [{"from_url": LINK, "text": "<https://other.example/x>"}]}
    await here.sender.event({**changed, "message": unfurled, "previous_message": old})
    await here.world.work()
    assert here.world.briefed == [LINK]
    new = {
        **old,
        "text": "<@UBOTT1> <https://news.example/tram>",
        "edited": {"ts": here.fake.stamp()},
    }
    await here.sender.event({**changed, "message": new, "previous_message": old})
    await here.world.work()
    assert ["About tram" in text for text in here.texts()] == [True]
    gone = {**changed, "subtype": "message_deleted", "deleted_ts": stamp, "previous_message": new}
    del gone["event_ts"]
    await here.sender.event({**gone, "event_ts": here.fake.stamp()})
    await here.world.work()
    assert here.texts() == []


async def test_several_links_have_one_reply_and_a_thread(here: Here) -> None:
    await mention(
        here, f"<@UBOTT1> <{LINK}> <https://news.example/tram|tram> <{LINK}?utm_source=x>"
    )
    await here.world.work()
    posts = [m for m in here.team.channels["C1"] if m["user"] == here.team.bot_user]
    assert [bool(m.get("thread_ts")) for m in posts] == [False, True]
    assert posts[1]["thread_ts"] == posts[0]["ts"]


async def test_links_of_a_forwarded_message_count(here: Here) -> None:
    share = {"is_share": True, "is_msg_unfurl": True, "text": f"read <{LINK}>"}
    await mention(here, "<@UBOTT1>", attachments=[share])
    await here.world.work()
    assert here.world.briefed == [LINK]


async def test_a_mention_below_a_link_briefs_it_and_one_without_is_told_how(here: Here) -> None:
    stamp = await here.sender.message(f"<{LINK}>")
    event = {"type": "app_mention", "channel": "C1", "user": "UADMIN", "text": "<@UBOTT1>"}
    later = {"ts": here.fake.stamp(), "event_ts": here.fake.stamp()}
    await here.sender.event({**event, **later, "thread_ts": stamp})
    await here.world.work()
    assert here.world.briefed == [LINK]
    await here.sender.event({**event, "ts": here.fake.stamp(), "event_ts": here.fake.stamp()})
    await here.world.work()
    assert here.team.ephemeral[-1]["user"] == "UADMIN"


async def test_a_reaction_asks_and_another_does_not(here: Here) -> None:
    stamp = await here.sender.message(f"<{LINK}>")
    event = {
        "type": "reaction_added",
        "user": "UADMIN",
        "event_ts": here.fake.stamp(),
        "item": {"type": "message", "channel": "C1", "ts": stamp},
    }
    await here.sender.event({**event, "reaction": "tada"})
    await here.world.work()
    assert here.world.briefed == []
    await here.sender.event({**event, "reaction": "newspaper"})
    await here.world.work()
    assert here.world.briefed == [LINK]


async def test_a_direct_message_is_asked_by_its_person(here: Here) -> None:
    await here.sender.message(LINK.join("<>"), channel="DUMEMBER")
    await here.world.work()
    assert len(here.texts("DUMEMBER")) == 1


async def test_who_cannot_be_answered_there_is_told_privately(here: Here) -> None:
    await mention(here)
    here.fake.trouble["chat.postMessage"] = ["restricted_action"]
    await here.world.work()
    assert here.texts() == []
    assert "could not be answered" in here.texts("DUMEMBER")[0]


async def test_a_lost_reply_is_looked_for_and_not_sent_again(here: Here) -> None:
    await mention(here)
    here.fake.trouble["chat.postMessage"] = [LOST]
    await here.world.work()
    assert len(here.texts()) == 1
    assert len(here.fake.called("chat.postMessage")) == 1
    assert len(here.fake.called("conversations.history")) == 1
    assert (await here.world.store.outbox.rows())[0].state is PostState.SENT


async def test_a_busy_slack_gets_it_later_and_once(here: Here) -> None:
    await mention(here)
    here.fake.trouble["chat.postMessage"] = [429, 429]
    before = here.world.clock()
    await here.world.work()
    assert len(here.texts()) == 1
    assert here.fake.called("conversations.history") == []
    assert here.world.clock() - before >= timedelta(seconds=14)


async def test_after_a_429_the_channel_is_left_alone_as_long_as_slack_says_and_others_are_not(
    here: Here,
) -> None:
    for topic in ("ferry", "tram", "lock"):
        await mention(here, f"<@UBOTT1> <https://news.example/{topic}>")
    await here.sender.command("/brief", "https://news.example/weir", channel="C2")
    here.fake.trouble["chat.postMessage"] = [429]
    await here.world.work()
    assert len(here.texts()) == 3
    assert len(here.texts("C2")) == 1
    calls = here.fake.called("chat.postMessage")
    assert len(calls) == 5, "one refusal, and no other is asked for while it holds"


async def test_the_mark_goes_also_when_the_work_fails(here: Here) -> None:
    stamp = await mention(here, "<@UBOTT1> <https://news.example/missing>")
    await here.world.work()
    assert here.texts() == []
    assert "There is no such page." in here.team.ephemeral[0]["text"]
    assert here.team.reactions == [("add", "C1", stamp, "eyes"), ("remove", "C1", stamp, "eyes")]


def change_of(here: Here, stamp: str, text: str) -> dict[str, object]:
    """The event of an edit."""
    old = {"ts": stamp, "user": "UMEMBER", "text": f"<@UBOTT1> <{LINK}>"}
    edited = {"ts": here.fake.stamp()}
    return {
        "type": "message",
        "subtype": "message_changed",
        "channel": "C1",
        "channel_type": "channel",
        "event_ts": here.fake.stamp(),
        "message": {**old, "text": text, "edited": edited},
        "previous_message": old,
    }


@pytest.mark.parametrize(
    ("text", "titles"),
    [("<@UBOTT1> <https://news.example/tram>", ["About tram"]), ("<@UBOTT1> never mind", [])],
)
async def test_a_message_edited_while_it_is_briefed(
    here: Here, text: str, titles: list[str]
) -> None:
    stamp = await mention(here)
    event = change_of(here, stamp, text)
    here.world.meanwhile[LINK] = lambda: here.sender.event(event)
    await here.world.work()
    assert [shown_texts.split("\n")[0] for shown_texts in here.texts()] == titles
    marks = [what for what, *_ in here.team.reactions]
    assert marks[-1] == "remove", "nothing is worked on any more"


async def test_a_message_deleted_while_it_is_briefed(here: Here) -> None:
    stamp = await mention(here)
    gone = {
        "type": "message",
        "subtype": "message_deleted",
        "channel": "C1",
        "channel_type": "channel",
        "deleted_ts": stamp,
        "event_ts": here.fake.stamp(),
        "previous_message": {"ts": stamp, "user": "UMEMBER", "text": f"<{LINK}>"},
    }
    here.world.meanwhile[LINK] = lambda: here.sender.event(gone)
    await here.world.work()
    assert here.texts() == []
    assert here.world.briefed == [LINK]


async def test_one_message_told_as_two_events_is_briefed_once(here: Here) -> None:
    await here.world.store.channel_settings.set_mode(HERE, Mode.AUTO)
    await mention(here)  # as a message and as a mention, as Slack does
    await here.world.work()
    assert len(here.texts()) == 1


async def test_five_links_at_most_and_the_same_one_once(here: Here) -> None:
    links = [f"<https://news.example/{n}>" for n in range(9)]
    await mention(here, f"<@UBOTT1> {' '.join([*links, *links])}")
    await here.world.work()
    posts = [m for m in here.team.channels["C1"] if m["user"] == here.team.bot_user]
    assert len(posts) == 5
    assert {m.get("thread_ts") for m in posts[1:]} == {posts[0]["ts"]}


async def test_a_slack_that_is_slow_to_show_a_message_is_asked_again(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp = here.fake.stamp()  # written, but no event tells the bot of it
    here.team.channels["C1"].append({"ts": stamp, "text": f"<{LINK}>", "user": "UMEMBER"})
    event = {
        "type": "reaction_added",
        "user": "UADMIN",
        "reaction": "newspaper",
        "event_ts": here.fake.stamp(),
        "item": {"type": "message", "channel": "C1", "ts": stamp},
    }
    monkeypatch.setattr("adapters.slack.listeners.events.SHOWN_S", 0)
    assert await here.sender.event(event, ident="Ev1") == 500
    monkeypatch.undo()
    assert await here.sender.event(event, ident="Ev1") == 200
    await here.world.work()
    assert here.world.briefed == [LINK]


async def test_invited_it_says_once_what_it_does(here: Here) -> None:
    event = {"type": "member_joined_channel", "user": "UBOTT1", "channel": "C2", "event_ts": "1.1"}
    for _ in range(2):
        await here.sender.event(event)
    await here.sender.event({**event, "user": "UMEMBER"})
    await here.world.work()
    assert len(here.texts("C2")) == 1
    assert "/readout mode auto" in here.texts("C2")[0]


async def test_app_home_shows_what_is_the_readers(here: Here) -> None:
    await mention(here)
    await here.world.work()
    await here.sender.event(
        {"type": "app_home_opened", "user": "UMEMBER", "tab": "home", "event_ts": "1.1"}
    )
    await here.world.work()
    home = str(here.team.homes["UMEMBER"])
    assert "About ferry" in home
    assert "Asia/Kolkata" in home


async def test_an_uninstalled_workspace_is_erased(here: Here) -> None:
    await mention(here)
    await here.world.work()
    assert await here.world.store.articles.count() == 1
    revoked = {"type": "tokens_revoked", "tokens": {"oauth": ["U9"]}, "event_ts": "1.1"}
    await here.sender.event(revoked)
    assert await here.world.store.articles.count() == 1
    await here.sender.event({"type": "app_uninstalled", "event_ts": "1.2"})
    assert await here.world.store.articles.count() == 0
    assert await here.world.store.outbox.rows() == ()
