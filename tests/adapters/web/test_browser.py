"""What a reader does, in a real browser."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from adapters.web.app import create_app
from briefs.model.pastes import Paste
from tests.adapters.web.browser import Tab, chromium, tab
from tests.adapters.web.server import serving
from tests.conftest import missing
from tests.fakes.briefings import river_accord
from tests.fakes.paste_service import MemoryPasteService

SENTENCE = "Reyes called the accord “a promise to two million farmers”."
MARKED = "document.querySelector('#line-4 mark')"
VISIBLE = f"{MARKED}.checkVisibility() && {MARKED}.getClientRects().length > 0"
NAMED = (  # the browser tells of an opened line in a task of its own
    "new Promise(done => { const look = () => location.hash ? done(location.hash)"
    " : setTimeout(look, 5); look(); })"
)
SUMMARY = "document.querySelector('#line-4 > summary')"


@pytest.fixture(scope="module")
def browser() -> Iterator[int]:
    missing("chromium")
    with chromium() as port:
        yield port


@pytest.fixture
def address(paste_service: MemoryPasteService) -> Iterator[str]:
    paste_service.keep(river_accord())
    with serving(create_app(paste_service=paste_service)) as address:
        yield address


async def click(page: Tab, element: str) -> None:
    """A real click in the middle of an element."""
    box = await page.run(
        f"(() => {{ {element}.scrollIntoView(); const b = {element}.getBoundingClientRect();"
        " return [b.x + b.width / 2, b.y + b.height / 2]; })()"
    )
    for kind in ("mousePressed", "mouseReleased"):
        await page.call(
            "Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1
        )


async def test_a_click_on_a_line_marks_its_sentence(address: str, browser: int) -> None:
    async with tab(browser) as page:
        await page.open(f"{address}/briefing/b1")
        assert await page.run(VISIBLE) is False
        await click(page, SUMMARY)
        assert await page.run(VISIBLE) is True
        assert await page.run(f"{MARKED}.textContent") == SENTENCE
        assert await page.run(NAMED) == "#line-4"
        colour = await page.run(f"getComputedStyle({MARKED}).backgroundColor")
        assert colour not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")
        assert page.console == []


async def test_without_scripts_a_line_opens_all_the_same(address: str, browser: int) -> None:
    async with tab(browser, scripts=False) as page:
        await page.open(f"{address}/briefing/b1")
        await click(page, SUMMARY)
        assert await page.run(VISIBLE) is True
        assert await page.run("location.hash") == ""


async def test_a_deep_link_opens_its_line(address: str, browser: int) -> None:
    async with tab(browser) as page:
        await page.open(f"{address}/briefing/b1#line-4")
        assert await page.run(VISIBLE) is True
        await page.open(f"{address}/briefing/b1?#fact-5")
        assert await page.run("document.querySelector('#fact-5 mark').checkVisibility()") is True


async def test_lines_open_by_keyboard(address: str, browser: int) -> None:
    async with tab(browser) as page:
        await page.open(f"{address}/briefing/b1")
        await page.run(f"{SUMMARY}.focus()")
        for kind in ("keyDown", "keyUp"):
            await page.call(
                "Input.dispatchKeyEvent",
                type=kind,
                key="Enter",
                code="Enter",
                text="\r",
                windowsVirtualKeyCode=13,
            )
        assert await page.run(VISIBLE) is True


async def test_progress_moves_on_by_itself(address: str, browser: int) -> None:
    async with tab(browser) as page:
        await page.open(address)
        await page.run("document.querySelector('form.try button').click()")
        finished = (
            "new Promise(done => { const look = () => document.querySelector('[data-briefing]')"
            " ? done(location.pathname) : setTimeout(look, 20); look(); })"
        )
        async with asyncio.timeout(30):
            while True:
                try:
                    path = await page.run(finished)
                    break
                except AssertionError:  # the page was left while the script ran
                    continue
        assert path == "/briefing/b2"
        assert page.console == []


async def pasted(paste_service: MemoryPasteService) -> Paste:
    """What the page handed in, once it has."""
    assert await asyncio.to_thread(paste_service.begun.wait, 10)
    return paste_service.pastes[0]


async def test_enter_sends_a_link(
    address: str, browser: int, paste_service: MemoryPasteService
) -> None:
    async with tab(browser) as page:
        await page.open(address)
        await page.run("document.querySelector('#box').focus()")
        await page.call("Input.insertText", text="https://inland-post.example/a")
        await page.call(
            "Input.dispatchKeyEvent",
            type="keyDown",
            key="Enter",
            code="Enter",
            text="\r",
            windowsVirtualKeyCode=13,
        )
        assert (await pasted(paste_service)).link == "https://inland-post.example/a"


async def test_a_dropped_file_is_handed_in(
    address: str, browser: int, paste_service: MemoryPasteService
) -> None:
    async with tab(browser) as page:
        await page.open(address)
        await page.run(
            "(() => { const dataTransfer = new DataTransfer();"
            " dataTransfer.items.add(new File(['<p>Two met.</p>'], 'saved.html'));"
            " dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true })); })()"
        )
        upload = (await pasted(paste_service)).upload
        assert upload is not None
        assert (upload.name, upload.body) == ("saved.html", b"<p>Two met.</p>")
