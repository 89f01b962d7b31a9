"""What happened to messages while Readout was off is handled at its start, with few requests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from adapters.slack.listeners import missed_events
from adapters.slack.listeners.missed_events import MissedEvents
from adapters.storage import Store
from briefs.model.delivery import Mode
from briefs.model.places import Place
from tests.adapters.slack.conftest import Here, workspace
from tests.adapters.slack.scenarios.steps import BOT, FERRY, TRAM
from tests.fakes.slack_server import FakeSlack

Act = Callable[[FakeSlack, str], object]
WAITED: list[float] = []


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async def pause(wait_s: float) -> None:
        WAITED.append(wait_s)

    WAITED.clear()
    monkeypatch.setattr(MissedEvents, "__init__", _patient(MissedEvents.__init__, pause))


def _patient(init: Callable[..., None], pause: object) -> Callable[..., None]:
    def made(self: Any, **given: Any) -> None:
        init(self, pause=pause, **given)

    return made


def home(fake: FakeSlack) -> Any:
    return next(iter(fake.teams.values()))


def said(fake: FakeSlack, stamp: str, channel: str = "C1") -> dict[str, Any]:
    return next(one for one in home(fake).channels[channel] if one["ts"] == stamp)


def remove(fake: FakeSlack, stamp: str, channel: str = "C1") -> None:
    home(fake).channels[channel].remove(said(fake, stamp, channel))


def tombstone(fake: FakeSlack, stamp: str) -> None:
    """A deleted message whose thread goes on."""
    gone = {"subtype": "tombstone", "text": "This message was deleted.", "user": "USLACKBOT"}
    said(fake, stamp).update(gone)


def edit(words: str) -> Act:
    def act(fake: FakeSlack, stamp: str) -> None:
        said(fake, stamp).update(text=words, edited={"user": "UMEMBER", "ts": fake.stamp()})

    return act


def write(words: str, *, minutes: float = 0, **more: Any) -> Act:
    """Somebody wrote `minutes` ago; the bot is in the channel."""

    def act(fake: FakeSlack, stamp: str) -> None:
        seconds, _, rest = fake.stamp().partition(".")
        ts = f"{int(int(seconds) - 60 * minutes)}.{rest}"
        home(fake).channels["C1"].append({"ts": ts, "user": "UMEMBER", "text": words, **more})

    return act


async def asked(here: Here, words: str = f"{BOT} <{FERRY}>", channel: str = "C1") -> str:
    """Somebody asks and is answered -> the message's stamp."""
    stamp = await here.sender.message(words, channel=channel)
    event = {"type": "app_mention", "channel": channel, "user": "UMEMBER", "ts": stamp,
             "text": words, "event_ts": stamp}  # fmt: skip
    assert await here.sender.event(event) == 200
    await here.world.work()
    return stamp


async def back(store: Store, fake: FakeSlack, seen: Callable[[Here], Any]) -> Any:
    """Start Readout and finish all work -> what is seen."""
    async with workspace(store, fake) as here:
        await here.world.slack.context.settle()
        await here.world.work()
        return seen(here)


def history(fake: FakeSlack) -> int:
    return len(fake.called("conversations.history")) + len(fake.called("conversations.replies"))


@pytest.mark.parametrize(
    ("act", "left"),
    [
        pytest.param(remove, 0, id="deleted"),
        pytest.param(tombstone, 0, id="deleted, its thread goes on"),
        pytest.param(edit(f"{BOT} nothing"), 0, id="its link taken away"),
        pytest.param(edit(f"{BOT} <{TRAM}>"), 1, id="another link"),
        pytest.param(lambda fake, stamp: None, 1, id="nothing"),
    ],
)
async def test_a_reply_follows_what_became_of_its_message(
    sqlite_store: Store, fake: FakeSlack, act: Act, left: int
) -> None:
    async with workspace(sqlite_store, fake) as before:
        stamp = await asked(before)
        assert len(before.texts()) == 1
    act(fake, stamp)
    texts = await back(sqlite_store, fake, Here.texts)
    assert len(texts) == left
    if act.__qualname__.startswith("edit") and left:
        assert "About tram" in texts[0]


@pytest.mark.parametrize(
    ("act", "answered"),
    [
        pytest.param(write(f"<{TRAM}>", minutes=3), 1, id="a moment ago"),
        pytest.param(write(f"<{TRAM}>", minutes=11), 0, id="long ago"),
        pytest.param(write(f"{BOT} <{TRAM}>", minutes=8), 1, id="asked"),
        pytest.param(write(f"<{TRAM}> nobrief", minutes=3), 0, id="to be left alone"),
        pytest.param(write(BOT, minutes=3), 0, id="a question"),
        pytest.param(write(f"<{TRAM}>", minutes=3, bot_id="B9"), 0, id="a bot"),
    ],
)
async def test_what_was_pasted_in_a_watched_channel(
    sqlite_store: Store, fake: FakeSlack, act: Act, answered: int
) -> None:
    await sqlite_store.channel_settings.set_mode(Place("slack", "T1", "C1"), Mode.AUTO)
    home(fake).joined = ["C1", "C2"]
    act(fake, "")
    texts = await back(sqlite_store, fake, Here.texts)
    assert len([one for one in texts if "About tram" in one]) == answered
    again = await back(sqlite_store, fake, Here.texts)
    assert again == texts, "a second start finds nothing new"


async def test_what_was_asked_within_the_hour_where_it_answered_of_late_is_answered(
    sqlite_store: Store, fake: FakeSlack
) -> None:
    async with workspace(sqlite_store, fake) as before:
        await asked(before)
    write(f"{BOT} <{TRAM}>")(fake, "")
    assert len(await back(sqlite_store, fake, Here.texts)) == 2


async def test_where_nothing_was_answered_nothing_is_asked(
    sqlite_store: Store, fake: FakeSlack
) -> None:
    home(fake).joined = ["C1", "C2"]
    write(f"<{TRAM}>")(fake, "")
    await back(sqlite_store, fake, Here.texts)
    assert history(fake) == 0


@pytest.mark.parametrize(
    ("trouble", "most"), [(429, 1), ("missing_scope", 1), ("internal_error", 1)]
)
async def test_slack_that_says_enough_is_asked_no_more_and_nothing_is_deleted(
    sqlite_store: Store, fake: FakeSlack, trouble: str | int, most: int
) -> None:
    async with workspace(sqlite_store, fake) as before:
        stamps = {channel: await asked(before, channel=channel) for channel in ("C1", "C2")}
    for channel, stamp in stamps.items():
        remove(fake, stamp, channel)
    fake.trouble["conversations.history"] = [trouble] * 9
    texts = await back(sqlite_store, fake, lambda here: here.texts("C1") + here.texts("C2"))
    assert len(texts) == 2
    assert history(fake) == most


async def test_a_start_asks_for_so_much_and_no_more(
    sqlite_store: Store, fake: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(missed_events, "MOST_REQUESTS", 3)
    async with workspace(sqlite_store, fake) as before:
        stamps = {channel: await asked(before, channel=channel) for channel in ("C1", "C2")}
    for channel, stamp in stamps.items():
        remove(fake, stamp, channel)
    texts = await back(sqlite_store, fake, lambda here: here.texts("C1") + here.texts("C2"))
    assert len(texts) == 1
    assert history(fake) == 3
    assert [missed_events.APART_S] * 2 == WAITED
    assert await back(sqlite_store, fake, lambda here: here.texts("C1") + here.texts("C2")) == []


async def test_a_message_that_is_not_in_the_history_is_asked_for_before_it_counts_as_gone(
    sqlite_store: Store, fake: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with workspace(sqlite_store, fake) as before:
        await asked(before)
    monkeypatch.setattr(fake, "_conversations_history", lambda team, body: {"messages": []})
    assert len(await back(sqlite_store, fake, Here.texts)) == 1


async def test_a_reply_that_somebody_deleted_is_not_pointed_to(
    sqlite_store: Store, fake: FakeSlack
) -> None:
    async with workspace(sqlite_store, fake) as before:
        await asked(before)
    ours = next(one for one in home(fake).channels["C1"] if one["user"] == "UBOTT1")
    home(fake).channels["C1"].remove(ours)
    async with workspace(sqlite_store, fake) as after:
        await after.world.slack.context.settle()
        await after.world.work()
        await after.sender.command("/brief", f"<{FERRY}>")
        await after.world.work()
        [text] = after.texts()
        assert "About ferry" in text
        assert "Briefed here before" not in text


@pytest.mark.parametrize(
    "refusal",
    ["missing_scope", "channel_not_found", "not_in_channel", "no_permission", "internal_error"],
)
async def test_what_slack_does_not_show_is_not_taken_for_deleted(
    sqlite_store: Store, fake: FakeSlack, refusal: str
) -> None:
    async with workspace(sqlite_store, fake) as before:
        stamp = await asked(before)
    remove(fake, stamp)
    fake.trouble["conversations.replies"] = [refusal] * 20
    assert len(await back(sqlite_store, fake, Here.texts)) == 1
