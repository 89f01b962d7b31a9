"""A message holds up nobody: what reads it in the loop takes steps with its length."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest
from starlette.datastructures import FormData

from adapters.discord import parsing as in_discord
from adapters.slack import parsing as in_slack
from adapters.slack.listeners.message_memory import MessageMemory
from adapters.web.paste_port import Limits
from adapters.web.views.paste_form import paste
from briefs.errors import BadLink, TooLarge
from briefs.links import canonical
from briefs.links.canonical import MAX_LINKS, MAX_TEXT_CHARS, links_in
from briefs.model.chat import IncomingRequest
from tests.hostile.message_texts import INVISIBLE, LINK, MESSAGES
from tests.hostile.slow_patterns import unit

STAMP = "1700000000.000100"
NOW = datetime(2030, 1, 1, tzinfo=UTC)
LONGEST = 40_000
"""Slack's longest message; Discord's has 4,000 characters, and a page may post ten times as many."""
MOST_UNITS = 5
"""In the units of `slow_patterns`: the square of a text this long would be more than 60."""


def slack_event(**more: Any) -> dict[str, Any]:
    event = {"type": "message", "channel": "C1", "user": "U1", "ts": STAMP, **more}
    return {"team_id": "T1", "event_id": "Ev1", "event": event}


def slack_message(text: str) -> None:
    body = slack_event(text=text)
    MessageMemory().remember(body)
    in_slack.in_event(body)
    in_slack.written_to_bot(slack_event(text=text, channel_type="im"), now=NOW)


def slack_edit(text: str) -> None:
    new = {"ts": STAMP, "user": "U1", "text": text, "edited": {"ts": STAMP}}
    old = {**new, "text": text + " "}
    body = slack_event(subtype="message_changed", message=new, previous_message=old)
    MessageMemory().remember(body)
    in_slack.in_event(body)
    in_slack.added_in_edit(body, bot="U2")


def slack_forward(text: str) -> None:
    parts = [{"is_share": True, "text": text[at::20]} for at in range(20)]
    in_slack.in_event(slack_event(text="", attachments=parts))


def slack_command(text: str) -> None:
    in_slack.request_in(text)


def discord_message(text: str) -> None:
    message: Any = SimpleNamespace(
        author=SimpleNamespace(bot=False, id=7), webhook_id=None, content=text, id=8,
        type=discord.MessageType.default, guild=None, message_snapshots=(), created_at=NOW,
        channel=SimpleNamespace(guild=None), edited_at=NOW, reference=None,
    )  # fmt: skip
    in_discord.message_request(cast("discord.Message", message), me=9)
    in_discord.edited(cast("discord.Message", message), me=9)


def page_box(text: str) -> None:
    with suppress(BadLink):
        asyncio.run(paste(FormData([("box", text)]), limits=Limits()))


WAYS: tuple[Callable[[str], None], ...] = (
    slack_message, slack_edit, slack_forward, slack_command, discord_message, page_box
)  # fmt: skip


def units(work: Callable[[str], None], text: str) -> float:
    """CPU of one call, of this thread alone; the best of three, for the machine only ever adds."""
    best = float("inf")
    for _ in range(3):
        canonical.canonical_key.cache_clear()
        began = time.thread_time()
        work(text)
        best = min(best, (time.thread_time() - began) / unit())
        if best < MOST_UNITS:
            break
    return best


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_is_read_at_once(name: str, way: Callable[[str], None]) -> None:
    assert units(way, MESSAGES[name](LONGEST)) < MOST_UNITS


@pytest.mark.parametrize("name", MESSAGES)
def test_the_longest_text_that_a_page_takes_is_no_slower(name: str) -> None:
    assert units(page_box, MESSAGES[name](Limits().text_chars - 10_000)) < MOST_UNITS


@pytest.mark.parametrize("char", INVISIBLE)
@pytest.mark.parametrize("count", [1, 2, 5_000])
def test_invisible_characters_part_two_links_and_nothing_else(char: str, count: int) -> None:
    run = char * count
    assert links_in(f"{run}{LINK}{run}https://b.example/{run}c{run}") == (
        LINK,
        "https://b.example/c",
    )


def test_a_message_is_searched_so_far_and_no_link_is_cut() -> None:
    before = "a " * (MAX_TEXT_CHARS // 2 - 12)
    assert links_in(f"{before}{LINK} ") == (LINK,)
    assert links_in(f"{before}aaa {LINK}/and-more") == ()
    assert links_in(f"{before}aaa\n{LINK}/and-more") == ()


def test_mentions_do_not_use_up_the_links_of_a_message() -> None:
    many = " ".join(f"<https://n{n}.example/>" for n in range(3 * MAX_LINKS))
    assert len(links_in("<@U1> " * 500 + many, angled="link")) == MAX_LINKS


def test_forwarded_messages_share_the_bounds_of_one() -> None:
    parts = [
        {"is_share": True, "text": " ".join(f"<https://n{n}.example/{of}>" for n in range(40))}
        for of in range(30)
    ]
    incoming = in_slack.in_event(slack_event(text=f"<{LINK}>", attachments=parts))
    assert isinstance(incoming, IncomingRequest)
    assert len(incoming.seen.links) == MAX_LINKS
    assert incoming.seen.links[0] == LINK


@pytest.mark.parametrize("text", ["\u200b", f"see {LINK} "], ids=["one word", "a link"])
async def test_a_text_that_is_too_long_is_refused_before_it_is_searched(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.web.views.paste_form.link_in", pytest.fail)
    with pytest.raises(TooLarge):
        await paste(FormData([("box", f"a{text * 1_001}a")]), limits=Limits(text_chars=1_000))


@pytest.mark.parametrize("times", [1, 3_000])
async def test_few_long_words_with_a_link_are_a_text(times: int) -> None:
    found = await paste(FormData([("box", f"{'語' * 50 * times} {LINK}")]), limits=Limits())
    assert (found.link, bool(found.text)) == ((LINK, False) if times == 1 else (None, True))
