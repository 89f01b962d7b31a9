"""The sample article, whole: as text, and inside a news page that a real server answers with."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from html import escape
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from adapters.terminal.rendering import render
from bot.cli.brief_command import PIPED_WIDTH
from briefs.cards.briefing_card import card
from briefs.model.briefings import Briefing
from briefs.model.serialization import from_json
from tests.conftest import SHARED, missing
from tests.fakes.site import Site, answer_bytes

ROOT = Path(__file__).parents[1]
TEMPLATE = ROOT / "tests" / "corpus" / "news_page.html"
TITLE = "Leaders sign a defence pact"
MAX_LINES = 8
MAX_WORDS = 130

Row = dict[str, Any]


async def _run(*arguments: str, feed: str = "") -> str:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *arguments, cwd=ROOT, env={**os.environ, "READOUT_WORKERS": "1"},
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await process.communicate(feed.encode())
    assert process.returncode == 0, err.decode()
    return out.decode()


@pytest.fixture(scope="module")
def text() -> str:
    missing("shared")
    return (SHARED / "articles" / "pyongyang.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def facts(text: str) -> Row:
    row: Row = json.loads(
        asyncio.run(_run("bot", "facts", feed=json.dumps({"id": "sample", "text": text})))
    )
    return row


@pytest.fixture(scope="module")
def briefing(text: str) -> Row:
    """`readout brief URL --json` of the page, fetched by the launcher that allows its address."""
    body = "\n".join(f"<p>{escape(line)}</p>" for line in text.splitlines())
    page = TEMPLATE.read_text(encoding="utf-8")
    page = page.replace("{{ title }}", TITLE).replace("{{ body }}", body)

    async def fetched() -> str:
        async with Site(answer_bytes(page.encode())) as site:
            address = f"127.0.0.1:{site.port}"
            return await _run(
                "tests.launcher", address, "brief", f"http://{address}/story", "--json"
            )

    row: Row = json.loads(asyncio.run(fetched()))
    return row


def _named(reactions: list[Row], name: str) -> list[Row]:
    found = [r for r in reactions if r["speaker"]["name"] == name]
    assert found, [r["speaker"]["name"] for r in reactions]
    return found


def _words(row: Row, text: str, key: str = "content") -> str:
    return " … ".join(text[a:b] for a, b in row[key])


def test_who_met(facts: Row) -> None:
    met = [m for m in facts["meetings"] if m["status"] == "happened"]
    assert len(met) == 1
    assert {p["name"] for p in met[0]["participants"]} == {"Vladimir Putin", "Kim Jong Un"}
    assert (met[0]["where"], met[0]["when"]) == ("Pyongyang", "Wednesday")


def test_what_was_signed(facts: Row) -> None:
    pact = next(a for a in facts["agreements"] if "mutual defense agreement" in a["what"])
    assert pact["status"] == "signed"
    assert {p["name"] for p in pact["parties"]} == {"Vladimir Putin", "Kim Jong Un"}


def test_who_said_what(facts: Row, text: str) -> None:
    said = facts["reactions"]
    kim = " ".join(_words(r, text) for r in _named(said, "Kim Jong Un"))
    assert "watershed moment in the development of the bilateral relations" in kim
    putin = " ".join(_words(r, text) for r in _named(said, "Vladimir Putin"))
    for words in ("the provision of mutual assistance", "hostile toward North Korea"):
        assert words in putin
    assert "We highly appreciate the DPRK's unwavering support" in putin, "the Rodong Sinmun"
    blinken = _named(said, "Antony Blinken")
    assert any("in desperation" in _words(r, text) for r in blinken)
    assert {r["stance"] for r in blinken} == {"against"}
    assert blinken[0]["speaker"]["role"] == "United States Secretary of State"


def test_stoltenberg_and_the_guardian(facts: Row, text: str) -> None:
    found = _named(facts["reactions"], "Jens Stoltenberg")
    first = next(r for r in found if "dependent" in _words(r, text))
    assert first["stance"] == "against"
    assert first["speaker"]["role"] == "NATO Secretary General"
    assert "Guardian" in first["via"]


def test_left_over_furniture_is_nowhere(facts: Row, briefing: Row) -> None:
    assert "Source link" not in json.dumps(briefing)
    text_of_spans = json.dumps(facts)
    assert "Source link" not in text_of_spans


def test_the_page_gives_the_same_facts(facts: Row, briefing: Row) -> None:
    def parties(row: Row, kind: str, key: str) -> list[list[str]]:
        return [sorted(p["name"] for p in item[key]) for item in row[kind]]

    page = briefing["facts"]
    assert parties(page, "meetings", "participants") == parties(facts, "meetings", "participants")
    assert parties(page, "agreements", "parties") == parties(facts, "agreements", "parties")
    for kind in ("meetings", "agreements"):
        assert [m["status"] for m in page[kind]] == [m["status"] for m in facts[kind]]
    reactions = [(r["speaker"]["name"], r["stance"], r["via"]) for r in facts["reactions"]]
    assert [(r["speaker"]["name"], r["stance"], r["via"]) for r in page["reactions"]] == reactions


def test_the_briefing_holds_them_in_few_words(briefing: Row) -> None:
    lines = [
        "".join(piece["text"] for piece in line["pieces"])
        for section in briefing["sections"]
        for line in section["lines"]
    ]
    text = "\n".join(lines)
    assert len(lines) <= MAX_LINES
    assert len(text.split()) <= MAX_WORDS
    for words in (
        "Pyongyang", "signed a mutual defense agreement", "watershed moment", "in desperation",
        "dependent", "Guardian", "Blinken", "Stoltenberg", "Kim", "Putin",
    ):  # fmt: skip
        assert words in text, text
    parts = {section["part"] for section in briefing["sections"]}
    assert "reacted_against" in parts


@pytest.mark.parametrize("width", [80, 120])
def test_every_line_of_the_terminal_fits(width: int, briefing: Row) -> None:
    shown = card(from_json(Briefing, json.dumps(briefing)))
    console = Console(file=StringIO(), force_terminal=True, color_system=None, width=width)
    with console.capture() as out:
        console.print(render(shown, width=width))
    assert max(map(len, out.get().splitlines())) <= width


def test_a_saved_text_is_piped_as_narrow_lines(text: str) -> None:
    out = asyncio.run(_run("bot", "brief", str(SHARED / "articles" / "pyongyang.txt")))
    assert "Pyongyang" in out
    assert max(map(len, out.splitlines())) <= PIPED_WIDTH
    assert "\x1b" not in out, "no colour when piped"
