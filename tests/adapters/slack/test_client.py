"""The client with a Slack that loses replies, is busy, or refuses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.slack.client import SlackChat
from adapters.slack.installation.workspaces import OneWorkspace
from briefs.errors import NotFound, NotSent, PlaceGone, Refused, TryLater, Unverifiable
from briefs.model.messages import Post, Receipt
from briefs.model.places import Place
from tests.fakes.slack_cards import briefing
from tests.fakes.slack_server import LOST, FakeSlack

HERE = Place("slack", "T1", "C1")
SINCE = datetime.now(UTC) - timedelta(minutes=1)


def post(key: str = "reply:1#0", place: Place = HERE, **more: Any) -> Post:
    return Post(key, place, briefing(), **more)


@pytest.fixture
def chat(fake: FakeSlack) -> SlackChat:
    clients = OneWorkspace(token="xoxb-T1", base_url=fake.base_url)
    return SlackChat(clients=clients, now=lambda: datetime.now(UTC))


async def test_a_post_is_sent_found_edited_and_deleted(chat: SlackChat, fake: FakeSlack) -> None:
    receipt = await chat.send(post())
    near: Any = pytest.approx(receipt.at, abs=timedelta(seconds=9))
    assert await chat.find(post(), since=SINCE) == Receipt("reply:1#0", HERE, receipt.message, near)
    assert await chat.find(post("reply:2#0"), since=SINCE) is None
    await chat.edit(
        receipt, Post("reply:1#0", HERE, briefing().__class__(briefing().kind, "Changed"))
    )
    assert fake.teams["xoxb-T1"].channels["C1"][0]["text"] == "Changed"
    assert (await chat.find(post(), since=SINCE)) is not None
    await chat.delete(receipt)
    await chat.delete(receipt)
    assert await chat.find(post(), since=SINCE) is None
    with pytest.raises(NotFound):
        await chat.edit(receipt, post())


async def test_a_lost_reply_is_in_doubt_and_found_and_never_sent_twice_by_itself(
    chat: SlackChat, fake: FakeSlack
) -> None:
    fake.trouble["chat.postMessage"] = [LOST]
    with pytest.raises(TryLater) as caught:
        await chat.send(post())
    assert not isinstance(caught.value, NotSent)
    assert len(fake.called("chat.postMessage")) == 1
    assert await chat.find(post(), since=SINCE) is not None


async def test_a_post_in_a_thread_is_found_there_over_many_pages(
    chat: SlackChat, fake: FakeSlack
) -> None:
    first = await chat.send(post())
    thread = Place("slack", "T1", "C1", thread=first.message)
    await chat.send(post("reply:1#1", thread))
    written = fake.teams["xoxb-T1"].channels["C1"]
    written += [
        {"ts": fake.stamp(), "thread_ts": first.message, "text": "talk", "user": "UMEMBER"}
        for _ in range(450)
    ]
    found = await chat.find(post("reply:1#1", thread), since=SINCE)
    assert found is not None
    assert found.message == written[1]["ts"]
    assert len(fake.called("conversations.replies")) == 3


@pytest.mark.parametrize(
    ("trouble", "error"),
    [
        (429, NotSent),
        ("ratelimited", NotSent),
        ("channel_not_found", PlaceGone),
        ("is_archived", PlaceGone),
        ("not_in_channel", PlaceGone),
        ("token_revoked", PlaceGone),
        ("cannot_reply_to_message", Refused),
        ("internal_error", TryLater),
        (502, TryLater),
        (503, TryLater),
    ],
)
async def test_what_slack_says_no_with(
    chat: SlackChat, fake: FakeSlack, trouble: str | int, error: type[Exception]
) -> None:
    fake.trouble["chat.postMessage"] = [trouble]
    with pytest.raises(error) as caught:
        await chat.send(post())
    assert type(caught.value) is error
    assert len(fake.called("chat.postMessage")) == 1
    if trouble == 429:
        assert caught.value.after_s == 7  # type: ignore[attr-defined]


async def test_nobody_can_tell_where_the_bot_cannot_look(chat: SlackChat, fake: FakeSlack) -> None:
    for trouble in ("not_in_channel", "missing_scope"):
        fake.trouble["conversations.history"] = [trouble]
        with pytest.raises(Unverifiable):
            await chat.find(post(), since=SINCE)
    with pytest.raises(Unverifiable):
        await chat.find(post(only_for="UMEMBER"), since=SINCE)


async def test_a_slack_that_is_not_there_has_certainly_nothing(fake: FakeSlack) -> None:
    clients = OneWorkspace(token="xoxb-T1", base_url=fake.base_url)
    assert await clients("T1")
    away = SlackChat(
        clients=OneWorkspace(token="x", base_url="http://127.0.0.1:9/api/"), now=lambda: SINCE
    )
    with pytest.raises(NotSent):
        await away.send(post())


async def test_direct_messages_are_opened_and_links_name_the_workspace(chat: SlackChat) -> None:
    own = Place("slack", "T1", "@UMEMBER")
    receipt = await chat.send(post(place=own))
    assert receipt.place == own
    assert (
        chat.link(receipt)
        == f"https://t1.slack.com/archives/DUMEMBER/p{receipt.message.replace('.', '')}"
    )
    with pytest.raises(PlaceGone):
        await chat.send(post(place=Place("slack", "T1", "@UNOBODY")))


async def test_another_workspace_is_refused_by_a_single_token(
    chat: SlackChat, fake: FakeSlack
) -> None:
    with pytest.raises(PlaceGone):
        await chat.send(post(place=Place("slack", "T2", "C1")))
    assert fake.called("chat.postMessage") == []
