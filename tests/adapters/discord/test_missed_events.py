"""What happened to messages while the bot was off is handled at its start, with few requests."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from functools import partialmethod

import pytest

from adapters.discord import missed_events
from adapters.discord.bot import ReadoutBot
from tests.adapters.discord.conftest import World
from tests.adapters.discord.scenarios import LINK, ME, OTHER, Play, played
from tests.fakes.discord_answers import Trouble

WAITED: list[float] = []
"""How long the bot waited, since the test began."""

Act = Callable[[Play], Awaitable[object]]


@pytest.fixture
async def p(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Play]:
    async def at_once(wait_s: float) -> None:
        WAITED.append(wait_s)

    async with played(world, monkeypatch) as play:
        patient = partialmethod(ReadoutBot.__init__, pause=at_once)
        monkeypatch.setattr(ReadoutBot, "__init__", patient)
        WAITED.clear()
        yield play


async def off(p: Play, *acts: Act, minutes: float = 0) -> list[str]:
    """While the bot is off, people act and time passes -> the requests that it makes when back."""
    await p.stop()
    for act in acts:
        await act(p)
    p.world.clock.turn(60 * minutes)
    before = len(p.server.requests)
    await p.start()
    await p.settle()
    asked = [f"{method} {path}" for method, path, _ in p.server.requests[before:]]
    return [one for one in asked if re.match(r"GET /channels/\d+/messages", one)]


def removes(at: int = 0) -> Act:
    return lambda p: p.server.remove(p.said[at])


def edits(words: str, at: int = 0) -> Act:
    return lambda p: p.server.edit(p.said[at], words)


def writes(words: str, **more: object) -> Act:
    return lambda p: p.server.say(p.news, p.alice, words, **more)


async def test_a_deleted_message_takes_its_reply_along(p: Play) -> None:
    await p.say(f"{ME} {LINK}")
    asked = await off(p, removes())
    assert p.ours() == []
    assert len(asked) == 2  # the history, and whether the message is really gone


async def test_a_link_that_was_taken_away_takes_its_reply_along(p: Play) -> None:
    await p.say(f"{ME} {LINK}")
    assert len(await off(p, edits(f"{ME} nothing"))) == 1
    assert p.ours() == []


async def test_an_edit_is_followed(p: Play) -> None:
    await p.say(f"{ME} {LINK}")
    await off(p, edits(f"{ME} {OTHER}"), minutes=200)
    assert p.seen() == ["news: briefing, reply"]
    assert p.world.briefed == [LINK, OTHER]


async def test_a_reply_that_a_moderator_deleted_is_not_pointed_to(p: Play) -> None:
    await p.say(f"{ME} {LINK}")
    await off(p, lambda p: p.server.remove(p.ours()[0]))
    await p.say(f"{ME} {LINK}?a")
    await p.say(f"{ME} {LINK}")
    assert [line for line in p.seen() if "pointer" in line] == []


@pytest.mark.parametrize(
    ("act", "minutes", "answered"),
    [
        pytest.param(writes(LINK), 3, True, id="pasted a moment ago"),
        pytest.param(writes(LINK), 11, False, id="pasted long ago"),
        pytest.param(writes(f"{ME} {LINK}"), 11, True, id="asked"),
        pytest.param(writes(f"{ME} {LINK}"), 61, False, id="asked long ago"),
        pytest.param(writes(f"{LINK} nobrief"), 3, False, id="to be left alone"),
        pytest.param(writes(ME), 3, False, id="a question"),
        pytest.param(writes(LINK, webhook_id="77"), 3, False, id="a webhook"),
    ],
)
async def test_what_was_pasted_in_a_watched_channel(
    p: Play, act: Act, minutes: float, answered: bool
) -> None:
    await p.auto()
    await p.say(f"{ME} {OTHER}")
    await off(p, act, minutes=minutes)
    assert len(p.ours()) == 1 + answered


async def test_a_watched_channel_is_looked_at_though_nothing_was_answered_there(p: Play) -> None:
    await p.auto()
    assert len(await off(p, writes(LINK))) == 1
    assert p.seen() == ["news: briefing, reply"]


async def test_a_channel_that_nobody_switched_on_is_left_alone(p: Play) -> None:
    assert await off(p, writes(LINK)) == []
    assert p.seen() == []


async def test_where_nothing_happened_nothing_is_asked_or_done(p: Play) -> None:
    await p.auto()
    await p.say("good morning")
    assert await off(p, minutes=11) == []
    await p.say(LINK)
    before = p.seen()
    for _ in range(3):
        assert len(await off(p, minutes=1)) == 1
    assert p.seen() == before
    assert await off(p, minutes=60 * 25) == []


async def test_a_start_asks_for_so_much_and_no_more(
    p: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(missed_events, "MOST_REQUESTS", 4)
    rooms = [await p.place(f"room-{number}") for number in range(6)]
    said = [await p.say(f"{ME} {LINK}", where=room) for room in rooms]
    asked = await off(p, *(lambda p, one=one: p.server.remove(one) for one in said))
    assert len(asked) == 4
    assert [len(p.ours(room)) for room in rooms] == [1, 1, 1, 1, 0, 0], "the latest first"
    assert [missed_events.APART_S] * 3 == WAITED
    await off(p)
    await off(p)
    assert [len(p.ours(room)) for room in rooms] == [0] * 6


@pytest.mark.parametrize("talk", [50, 250, 400])
async def test_a_channel_with_much_talk_is_looked_back_in_for_some_pages(
    p: Play, talk: int
) -> None:
    message = await p.say(f"{ME} {LINK}")
    chatter = [writes(f"words {number}") for number in range(talk)]
    asked = await off(p, lambda p: p.server.remove(message), *chatter)
    assert (len(asked), len(p.ours())) == {50: (2, 0), 250: (4, 0), 400: (3, 1)}[talk]


async def test_a_history_that_may_not_be_read_deletes_nothing(p: Play) -> None:
    await p.say(f"{ME} {LINK}")
    await off(p, lambda p: p.server.deny(p.news, read_message_history=True))
    assert len(p.ours()) == 1


async def test_a_message_that_is_not_in_a_page_is_asked_for_before_it_counts_as_gone(
    p: Play,
) -> None:
    message = await p.say(f"{ME} {LINK}")
    history = p.server._history

    async def lacks(channel: str, **more: object) -> list[dict[str, object]]:
        return [one for one in await history(channel, **more) if one["id"] != message["id"]]  # type: ignore[arg-type]

    p.server._history = lacks  # type: ignore[method-assign]
    asked = await off(p)
    assert asked[-1].endswith(f"/messages/{message['id']}")
    assert len(p.ours()) == 1


async def test_discord_in_trouble_is_asked_again_and_nothing_is_deleted_meanwhile(p: Play) -> None:
    await p.say(f"{ME} {LINK}")
    unheard = Trouble("GET", r"/channels/\d+/messages", lost=True, times=2)
    p.server.trouble.append(unheard)  # discord.py repeats the request once by itself
    await off(p, removes())
    assert WAITED[0] == 1
    assert p.ours() == []


async def test_where_discord_stays_in_trouble_replies_stay(p: Play) -> None:
    await p.say(f"{ME} {LINK}")
    p.server.trouble.append(Trouble("GET", r"/channels/\d+/messages", lost=True, times=99))
    await off(p, removes())
    assert len(WAITED) > 4
    assert len(p.ours()) == 1


async def test_a_thread_is_looked_at_too(p: Play) -> None:
    thread = await p.server.thread(p.news, p.alice)
    message = await p.say(f"{ME} {LINK}", where=thread)
    assert len(p.ours(thread)) == 1
    await off(p, lambda p: p.server.remove(message))
    assert p.ours(thread) == []


async def test_slow_mode_holds_across_a_stop(p: Play) -> None:
    p.news["rate_limit_per_user"] = 600
    await p.auto()
    await p.say(LINK)
    assert len(p.ours()) == 1
    await off(p, writes(OTHER), minutes=2)
    assert len(p.ours()) == 1


async def test_without_the_intent_a_text_that_is_not_shown_is_not_taken_for_empty(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(world, monkeypatch) as play:
        await play.say(f"{ME} {LINK}")
        play.server.intent_allowed = False
        await off(play, edits(f"{OTHER} without your name"))
        assert play.seen() == ["news: briefing, reply"]


async def test_nothing_of_it_happens_where_a_session_goes_on(p: Play) -> None:
    await p.say(f"{ME} {LINK}")
    before = len(p.server.requests)
    await p.server.cut()
    await p.settle()
    assert [path for _, path, _ in p.server.requests[before:] if "messages" in path] == []


async def test_a_start_is_long_past_for_what_was_asked_before_the_last_day(p: Play) -> None:
    await p.say(f"{ME} {LINK}")
    p.world.clock.turn(timedelta(days=1, minutes=1).total_seconds())
    assert await off(p, removes()) == []
    assert len(p.ours()) == 1
