"""From a pasted link to the article, over real HTTP: shorteners, refreshes, AMP, aggregators.

The parts are the ones of the program: the flow, the fetcher and the doors.
"""

import asyncio
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pytest

from adapters.pages.fetcher import Fetcher
from adapters.pages.interstitials import interstitial_target
from adapters.pages.politeness import Politeness
from bot.flows.brief_page import Briefer
from briefs.errors import NotFound, RefusedAddress, TooManyRedirects
from briefs.model.articles import Page
from tests.fakes.network import Dials, Names
from tests.fakes.site import Request, Site, answer_bytes, redirect

STORY = "http://news.example/2026/a-long-story"
TEXT = "<p>The two ministers met in Varna on Monday and signed a fishing treaty.</p>" * 40
HOSTS = (
    "news.example", "amp.news.example", "short.example", "flipboard.com", "apple.news", "lnkd.in", "bad.example",
    "news-example.cdn.ampproject.org",
)  # fmt: skip


def html(body: str) -> bytes:
    return answer_bytes(f"<!doctype html><html>{body}</html>".encode())


WEB = {
    STORY: html(f"<title>Treaty</title>{TEXT}"),
    "http://short.example/301": redirect(STORY, 301),
    "http://short.example/refresh": html(f'<meta http-equiv="refresh" content="0;url={STORY}">'),
    "http://short.example/script": html(f'<script>location.replace("{STORY}")</script>'),
    "http://short.example/twice": redirect("http://short.example/refresh", 302),
    "http://amp.news.example/a": answer_bytes(
        f'<html amp><link rel="canonical" href="{STORY}">{TEXT}</html>'.encode()
    ),
    "http://flipboard.com/article/1": html(f'<link rel="canonical" href="{STORY}"><p>Preview</p>'),
    "http://apple.news/Ab1": html(f'<script>redirectToUrlAfterTimeout("{STORY}", 0)</script>'),
    "http://lnkd.in/x": html(
        f'<a data-tracking-control-name="external_url_click" href="{STORY}">{STORY}</a>'
    ),
    "http://short.example/inside": html(
        '<meta http-equiv="refresh" content="0;url=http://10.0.0.7/">'
    ),
    **{
        f"http://bad.example/{n}": html(f'<meta http-equiv="refresh" content="0;url=/{n + 1}">')
        for n in range(20)
    },
}


async def reached(link: str) -> tuple[Page, Dials]:
    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        address = f"http://{request.headers['host']}{request.target}"
        writer.write(WEB.get(address, answer_bytes(status="404 Not Found")))

    def now() -> datetime:
        return datetime(2026, 5, 4, tzinfo=UTC)

    async with Site(answer) as site:
        dials = Dials(site.port)
        async with Fetcher(
            contact="https://readout.example/bot",
            now=now,
            manners=Politeness(now=now, gap_s=0),
            resolver=Names({host: [["93.184.216.34"]] for host in HOSTS}),
            network=dials,
        ) as fetch:
            briefer = Briefer(
                fetch=fetch,
                interstitial_target=_leads_to,
                extract=_unused,
                read=_unused,
                brief=_unused,
            )
            return await briefer.reach(link), dials


async def _leads_to(page: Page) -> str | None:
    return interstitial_target(page)


_unused: Any = pytest.fail


@pytest.mark.parametrize(
    "link",
    [
        STORY,
        *(link for link in WEB if "bad." not in link and "inside" not in link),
        f"https://www.google.com/url?q={quote('http://short.example/301', safe='')}",
        f"https://l.facebook.com/l.php?u={quote(STORY, safe='')}&h=x",
        "http://news-example.cdn.ampproject.org/c/amp.news.example/a",
    ],
)
async def test_the_article_itself_is_reached(link: str) -> None:
    page, _ = await reached(link)
    assert page.url == STORY
    assert b"fishing treaty" in page.body


async def test_a_door_into_a_private_network_stays_shut() -> None:
    with pytest.raises(RefusedAddress):
        await reached("http://short.example/inside")


async def test_a_row_of_doors_ends() -> None:
    with pytest.raises(TooManyRedirects):
        await reached("http://bad.example/0")


async def test_a_door_to_nowhere_says_so() -> None:
    with pytest.raises(NotFound):
        await reached("http://news.example/nothing")
