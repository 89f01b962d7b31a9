"""Pastes of the local page: a paste is a job, and the same paste is one job while it runs."""

from __future__ import annotations

import asyncio
import gc
import inspect
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from types import FrameType
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.flows.brief_page import Briefer
from bot.flows.brief_text import TextBriefer
from bot.flows.brief_url import UrlBriefer
from bot.services.web_pastes import PasteService, cut_page, moment
from briefs.errors import Cancelled, NotFound, Unknown
from briefs.model.articles import Article, Page
from briefs.model.pastes import Paste
from tests.fakes.stores import FakeClock

LINK = Paste(link="https://town.example/ferry")
none: Any = None


class Nothing:
    """No library and no page cache: nothing is known."""

    async def find(self, *_: object, **__: object) -> None:
        return None

    async def get(self, *_: object, **__: object) -> None:
        return None


class Held:
    """A site that answers, with 404, when it is let."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.gate = asyncio.Event()

    async def __call__(self, url: str, *, cached: Page | None = None) -> Page:
        self.asked.append(url)
        await self.gate.wait()
        raise NotFound


@pytest.fixture
def site() -> Held:
    return Held()


@pytest.fixture
async def paste_service(site: Held) -> AsyncIterator[PasteService]:
    async def text(words: str, *, url: str) -> Article:
        raise AssertionError

    now = FakeClock()
    nothing: Any = Nothing()
    chain = Briefer(fetch=site, interstitial_target=none, extract=none, read=none, brief=none)
    url_briefer = UrlBriefer(chain=chain, pages=nothing, now=now)
    text_briefer = TextBriefer(chain=chain, url_briefer=url_briefer, text=text)
    paste_service = PasteService(
        chain=chain, url_briefer=url_briefer, articles=nothing, text_briefer=text_briefer, place=none, version="1",
        now=now, checks=none, metrics=none,
    )  # fmt: skip
    yield paste_service
    await paste_service.close()


async def finished(paste_service: PasteService, job: str) -> None:
    async with asyncio.timeout(30):
        while not (await paste_service.progress(job, seen=99, wait_s=10)).finished:
            pass


async def test_a_button_pressed_twice_is_one_job(paste_service: PasteService, site: Held) -> None:
    first, again = await paste_service.start(LINK), await paste_service.start(LINK)
    other = await paste_service.start(Paste(link="https://town.example/quarry"))
    assert first == again != other
    site.gate.set()
    await finished(paste_service, first)
    assert site.asked.count("https://town.example/ferry") == 1
    # what is finished is asked anew: the page may be there now
    assert await paste_service.start(LINK) != first


async def test_what_was_handed_in_is_let_go_at_the_end(
    paste_service: PasteService, site: Held
) -> None:
    site.gate.set()
    paste = Paste(link="https://town.example/" + "x" * 99)
    await finished(paste_service, await paste_service.start(paste))
    await asyncio.sleep(0)  # the task's own frame goes
    gc.collect()
    assert [holder for holder in gc.get_referrers(paste) if holder is not here()] == []


def here() -> FrameType | None:
    """The frame of whoever calls."""
    frame = inspect.currentframe()
    return frame and frame.f_back


async def test_a_remembered_failure_holds_no_frames(
    paste_service: PasteService, site: Held
) -> None:
    """Frames hold pages: 250 refused pages of 0.9 MB were 225 MB."""
    site.gate.set()
    job = await paste_service.start(LINK)
    await finished(paste_service, job)
    failure = await paste_service.result(job)
    assert isinstance(failure, NotFound)
    assert (failure.__traceback__, failure.__cause__, failure.__context__) == (None, None, None)


async def test_a_cancelled_job_says_so_and_ends(paste_service: PasteService, site: Held) -> None:
    job = await paste_service.start(LINK)
    await paste_service.progress(job, seen=0, wait_s=10)
    await paste_service.cancel(job)
    assert isinstance(await paste_service.result(job), Cancelled)
    await paste_service.cancel(job)
    assert await paste_service.start(LINK) != job


@pytest.mark.parametrize("mark", ["", "yesterday", "2026-01-01", "2026-01-01T10:00", "\0"])
def test_a_mark_that_no_page_wrote_leads_nowhere(mark: str) -> None:
    with pytest.raises(Unknown):
        moment(mark)


def test_a_mark_is_the_moment_that_it_names() -> None:
    at = datetime(2026, 5, 8, 12, 30, 1, 5, tzinfo=UTC)
    assert moment(at.isoformat()) == at
    assert moment(None) is None


def pages(moments: list[int], limit: int) -> list[list[tuple[int, int]]]:
    """Every page that is turned to, from the newest; each item is (its moment, its number)."""
    start = datetime(2026, 5, 8, tzinfo=UTC)
    items = tuple((start + timedelta(seconds=m), n) for n, m in enumerate(sorted(moments)[::-1]))
    seen, before = [], None
    while True:
        there = tuple(one for one in items if before is None or one[0] < before)
        page, older = cut_page(there[: limit + 1], limit, at=lambda one: one[0])
        seen.append([(int((at - start).total_seconds()), number) for at, number in page])
        if older is None:
            return seen
        before = moment(older)


def test_what_came_at_one_moment_is_on_one_page() -> None:
    assert [len(page) for page in pages([1, 2, 3, 3, 3, 4, 5], 4)] == [2, 4, 1]
    assert [len(page) for page in pages([1, 2, 3, 4], 2)] == [2, 2]
    assert [len(page) for page in pages([], 2)] == [0]


@given(st.lists(st.integers(0, 9), max_size=40), st.integers(4, 9))
def test_no_page_is_without_end_and_nothing_is_lost(moments: list[int], limit: int) -> None:
    assume(max((moments.count(m) for m in moments), default=0) <= limit)
    listed = [one for page in pages(moments, limit) for one in page]
    assert [number for _, number in listed] == list(range(len(moments)))


def test_a_page_of_one_moment_ends_too() -> None:
    assert [len(page) for page in pages([1] * 9 + [0], 4)] == [4, 1]
