"""The page shows a briefing as the chats do: with what they are really sent, and safely."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import lxml.html  # type: ignore[import-untyped]
import pytest

from adapters.discord import rendering as discord_rendering
from adapters.slack import rendering as slack_rendering
from adapters.web.app import create_app
from adapters.web.previews import preview_html
from bot.wiring.build_chats import previews
from briefs.cards.briefing_card import card
from briefs.model.articles import Span
from briefs.model.briefings import Proof
from briefs.model.cards import Card, CardKind, CardLine, CardPart, Run, Tone
from briefs.model.platforms import CHATS, Platform
from tests.fakes.briefings import plain_briefing, river_accord
from tests.fakes.paste_service import MemoryPasteService
from tests.vectors import TEXTS as VECTORS


@pytest.fixture
async def shown(paste_service: MemoryPasteService) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(paste_service=paste_service, previews=previews())
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8484") as client:
        yield client


EVIDENCE = {Platform.SLACK: "Show evidence", Platform.DISCORD: "Evidence"}


@pytest.mark.parametrize("platform", CHATS)
async def test_a_briefing_is_shown_as_in_the_chat(
    shown: httpx.AsyncClient, paste_service: MemoryPasteService, platform: Platform
) -> None:
    filed = paste_service.keep(river_accord())
    briefing = lxml.html.fromstring((await shown.get(f"/briefing/{filed.id}")).text)
    [link] = [a for a in briefing.cssselect("a") if a.get("href", "").endswith(f"/as/{platform}")]
    page = lxml.html.fromstring((await shown.get(link.get("href"))).text)
    [preview] = page.cssselect(f".preview-{platform}")
    text = " ".join(preview.text_content().split())
    for part in card(filed.briefing).parts:
        assert part.label in text
        for line in part.lines:
            assert line.text in text
    buttons = [one.text_content() for one in preview.cssselect(".buttons span")]
    assert EVIDENCE[platform] in buttons
    assert {"strong", "li"} <= {one.tag for one in preview.iter()}
    assert "**" not in text
    css = await shown.get(f"/preview-{platform}.css")
    assert css.headers["content-type"].startswith("text/css")
    assert f".preview-{platform} .buttons span" in css.text


@pytest.mark.parametrize("platform", CHATS)
def test_everything_that_is_sent_is_shown(platform: Platform) -> None:
    """No block or component is of a kind that the page does not know."""
    payload = sent(everything("Text"), platform)
    html = lxml.html.fromstring(str(preview_html(platform, payload)))
    titles = [one.get("title") or "" for one in html.iter()]
    shown = " ".join([*html.text_content().split(), *titles])
    assert [one for one in texts(payload) if " ".join(one.split()) not in shown] == []


@pytest.mark.parametrize("platform", CHATS)
@pytest.mark.parametrize("vector", VECTORS, ids=[vector["id"] for vector in VECTORS])
def test_hostile_text_stays_text(vector: dict[str, Any], platform: Platform) -> None:
    if not isinstance(vector["input"], str):
        return
    hostile = vector["input"]
    cards = [
        card(plain_briefing(hostile or "x", url="https://ours.example/a")),
        everything(hostile),
    ]
    for one in cards:
        html = lxml.html.fromstring(str(preview_html(platform, sent(one, platform))))
        for element in html.iter():
            assert element.tag in ALLOWED, element.tag
            assert set(element.attrib) <= {"class", "href", "rel", "title", "aria-label"}
        for link in html.cssselect("a"):
            assert link.get("href") == "https://ours.example/a"


ALLOWED = {
    "div", "p", "ul", "li", "h2", "h3", "a", "strong", "em", "span", "hr", "br", "blockquote",
}  # fmt: skip


def sent(card_: Card, platform: Platform) -> list[dict[str, Any]]:
    match platform:
        case Platform.SLACK:
            return slack_rendering.blocks(slack_rendering.parts(card_)[0])
        case Platform.DISCORD:
            return discord_rendering.render(card_, nonce="0")
    raise NotImplementedError(f"no rendering of {platform} in this test")


def everything(text: str) -> Card:
    proof = Proof(Span(0, 4), 3, 1)
    lines = (
        CardLine((Run(text, Tone.NAME), Run(": "), Run(f"“{text}”", Tone.QUOTE)), (proof,)),
        CardLine((Run("Told by "), Run(text)), url="https://ours.example/a", mark=text),
    )
    part = CardPart(text, lines, title=text, url="https://ours.example/a")
    return Card(
        CardKind.BRIEFING, text, (part, part), url="https://ours.example/a", source=text, more=3,
        detail=(part,), notes=(text,),
    )  # fmt: skip


def texts(value: Any) -> list[str]:
    """The words of a payload, Discord's markdown taken off."""
    if isinstance(value, dict):
        own = [
            v for k, v in value.items() if k in {"text", "content", "label"} and isinstance(v, str)
        ]
        found = [
            re.sub(r"[*#\\]|^- |^-# |\]\(.*?\)|\[", "", line).strip()
            for t in own
            for line in t.split("\n")
        ]
        return found + [text for v in value.values() if not isinstance(v, str) for text in texts(v)]
    return [text for one in value for text in texts(one)] if isinstance(value, list) else []
