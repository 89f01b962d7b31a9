"""Every hostile text, in every field of everything that is shown, by every way out at once.

The rooms of the platforms test their own details; here each vector goes through the terminal,
the page, Slack, Discord, the log and the store, and what it may not do is looked for in all.
"""

from __future__ import annotations

import json
import logging
import re
import unicodedata
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
import structlog
from rich.console import Console

from adapters.discord import rendering as discord
from adapters.slack import rendering as slack
from adapters.terminal import rendering as terminal
from bot.settings import load
from bot.wiring.logging_setup import set_up
from briefs.cards.briefing_card import card
from briefs.links.sanitizing import MAX_MARKS, plain, safe_url
from briefs.model.briefings import Briefing
from briefs.model.platforms import CHATS, Platform
from briefs.model.serialization import from_json, to_json
from tests.adapters.discord.test_rendering import check as discord_check
from tests.fakes.briefings import plain_briefing
from tests.fakes.slack_rules import posted_faults
from tests.vectors import TEXTS, Vector, ident

OURS = "https://ours.example/a"
# Default_Ignorable_Code_Point of Unicode's DerivedCoreProperties.txt
IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
_SIGN = "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
_ONE = f"{_SIGN}[\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?"
# Emoji sequences as UTS #51 builds them: signs that are joined, keycaps, flags of tags.
EMOJI = re.compile(
    f"\U0001f3f4[\U000e0061-\U000e007a]{{5}}\U000e007f|{_ONE}(?:\u200d{_ONE})*|[0-9#*]\ufe0f\u20e3"
)
# Letters of scripts that are spelt with joiners.
JOINED = re.compile(
    "(?<=[\u0600-\u08ff\u0900-\u0dff\u1780-\u18af])[\u200c\u200d](?=[\u0600-\u08ff\u0900-\u0dff\u1780-\u18af])"
)


def said(vector: Vector) -> str:
    """What is put in; where only a length is named, so much of it."""
    text = vector["input"]
    return text if isinstance(text, str) else "x" * int(vector.get("length", 8_000))


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [one for inner in value.values() for one in strings(inner)]
    if isinstance(value, list | tuple):
        return [one for inner in value for one in strings(inner)]
    return [value] if isinstance(value, str) else []


def invisible(text: str) -> list[str]:
    """Characters that the vectors' rule control_or_bidi forbids, and marks that pile up."""
    alone = JOINED.sub("", EMOJI.sub("", text))
    found = [
        char
        for char in alone
        if char != "\n"
        and (unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co"} or IGNORABLE.match(char))
    ]
    run = 0
    for char in text:
        run = run + 1 if unicodedata.category(char).startswith("M") else 0
        if run > MAX_MARKS:
            found.append(char)
    return found


@pytest.fixture
def briefing(vector: Vector) -> Briefing:
    url = said(vector) if vector["field"].endswith("url") else OURS
    return plain_briefing(said(vector) or "x", url=url)


pytestmark = pytest.mark.parametrize("vector", TEXTS, ids=ident)


def slack_payloads(briefing: Briefing) -> Iterator[Any]:
    """What Slack is sent, within the rules that Slack publishes."""
    for part in slack.parts(card(briefing)):
        body = slack.render(part)
        json.dumps(body).encode()
        assert posted_faults(body) == []
        yield body


def discord_payloads(briefing: Briefing) -> Iterator[Any]:
    """What Discord is sent, checked for mentions, masked links and markup."""
    for part in discord.parts(card(briefing)):
        components = discord.render(part, nonce="0")
        discord_check(components, briefing.url)
        yield components


PAYLOADS: dict[Platform, Callable[[Briefing], Iterator[Any]]] = {
    Platform.SLACK: slack_payloads,
    Platform.DISCORD: discord_payloads,
}
"""Of every chat: what it is sent of a briefing, each payload checked by that chat's own rules."""


@pytest.mark.parametrize("platform", CHATS)
def test_a_text_in_a_chat(vector: Vector, briefing: Briefing, platform: Platform) -> None:
    payloads = list(PAYLOADS[platform](briefing))
    assert payloads
    assert not any(map(invisible, strings(payloads)))


def test_a_text_in_the_terminal(vector: Vector, briefing: Briefing) -> None:
    if len(said(vector)) > 5_000:
        pytest.skip("rich wraps one word in the square of its length, and titles are cut at 300")
    out = StringIO()
    console = Console(file=out, force_terminal=False, width=100)
    console.print(terminal.render(card(briefing), width=100))
    assert "\x1b" not in out.getvalue()
    assert not invisible(out.getvalue())


def test_a_text_in_the_store(vector: Vector, briefing: Briefing) -> None:
    if any("\ud800" <= char <= "\udfff" for char in said(vector)):
        pytest.skip("what an article tells holds no half of a character: reading replaces them")
    stored = to_json(briefing)
    stored.encode()
    assert "\n" not in stored
    assert from_json(Briefing, stored) == briefing


def test_a_text_in_the_log(vector: Vector, capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    set_up(load({"READOUT_LOG_FORMAT": "json"}))
    try:
        logging.getLogger("bot.flows").warning("failed", extra={"key": said(vector)})
    finally:
        root.handlers, root.level = before[0], before[1]
        structlog.reset_defaults()
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert json.loads(lines[0])["event"] == "failed"


def test_a_text_that_is_cleaned_stays_clean(vector: Vector) -> None:
    cleaned = plain(said(vector))
    cleaned.encode()
    assert not invisible(cleaned)
    assert plain(cleaned) == cleaned
    safe = safe_url(said(vector))
    assert safe is None or (safe.isascii() and "@" not in safe.split("/")[2] and len(safe) <= 2048)
