"""The whole product as a process of its own, a town of articles to brief, and a browser."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from html import escape, unescape
from pathlib import Path

import httpx
import lxml.html  # type: ignore[import-untyped]
import pytest

from tests.fakes.site import Request, Site, answer_bytes

ROOT = Path(__file__).parents[2]
PATIENCE_S = 30.0
READY = re.compile(r"Readout is at (http://127\.0\.0\.1:\d+) \(Ctrl-C stops it\)\n")
LEASES_S = 300
"""Longer than any lease: after it, rows claimed by a dead process are free again."""

ARTICLES = {
    "/ferry": (
        "Ostrey and Vell agree to share the night ferry",
        ("Mayor Ida Brandt of Ostrey and Mayor Paul Renner of Vell met in Ostrey on Monday and "
        "signed an agreement to share the night ferry between the two towns."),
        "“Nobody will have to sleep on the quay again,” Brandt told reporters after the meeting.",
        "Renner called the agreement “a small bridge that floats”. He thanked the crews.",
        "The harbour union condemned the agreement as “a cut with a ribbon on it”.",
    ),
    "/quarry": (
        "Lindhal closes its last slate quarry",
        ("The council of Lindhal voted on Tuesday to close the last slate quarry in the valley, "
        "which has fallen silent every winter since the railway stopped running."),
        "“We are closing a door that the mountain had shut already,” said Councillor Maren Voss.",
        "Jon Aske, who leads the quarry workers, said the decision was “taken far too late”.",
        "A museum of the quarry is to open in the old engine house next spring, Voss said.",
    ),
    "/library": (
        "Tolvik's library stays open at night",
        ("The library of Tolvik will stay open until midnight from October, its director Sara "
        "Lunde announced on Wednesday, after readers had asked for it in a petition."),
        "“People read when the children sleep,” Lunde said. “So that is when we shall be open.”",
        "Reidar Moe of the town's treasury criticised the plan as “a lamp that nobody pays for”.",
        "The plan costs forty thousand crowns a year, according to the treasury's own figures.",
    ),
}  # fmt: skip


def page_of(path: str) -> bytes:
    title, *paragraphs = ARTICLES[path]
    text = "".join(f"<p>{escape(each)}</p>" for each in paragraphs)
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{escape(title)}</title>"
        f"</head><body><main><article><h1>{escape(title)}</h1>{text}</article></main></body></html>"
    ).encode()


class Town:
    """A news site with a feed; requests for `held` paths wait until these are released."""

    def __init__(self) -> None:
        self.in_feed = ["/quarry", "/library"]
        self.held: dict[str, asyncio.Event] = {}
        self.asked: dict[str, asyncio.Event] = {path: asyncio.Event() for path in ARTICLES}
        self.site = Site(self._answer)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.site.port}"

    def times(self, path: str) -> int:
        return sum(request.target == path for request in self.site.requests)

    async def _answer(self, request: Request, writer: asyncio.StreamWriter) -> None:
        path = request.target
        if path in self.asked:
            self.asked[path].set()
        if path in self.held:
            await self.held[path].wait()
        if path in ARTICLES:
            kind, body = "text/html", page_of(path)
        elif path == "/feed.xml":
            kind, body = "application/rss+xml", self._feed()
        elif path == "/":
            kind, body = "text/html", self._front()
        else:
            writer.write(answer_bytes(b"no", status="404 Not Found"))
            return
        writer.write(answer_bytes(body, headers=(("Content-Type", f"{kind}; charset=utf-8"),)))

    def _feed(self) -> bytes:
        items = "".join(
            f"<item><title>{escape(ARTICLES[path][0])}</title><link>{self.url}{path}</link></item>"
            for path in self.in_feed
        )
        return (
            '<?xml version="1.0"?><rss version="2.0"><channel><title>Town News</title>'
            f"<link>{self.url}/</link><description>News</description>{items}</channel></rss>"
        ).encode()

    @staticmethod
    def _front() -> bytes:
        return (
            b'<html><head><title>Town News</title><link rel="alternate" '
            b'type="application/rss+xml" href="/feed.xml"></head><body><p>News</p></body></html>'
        )


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    town = Town()
    async with town.site:
        yield town
        for gate in town.held.values():
            gate.set()


class Product:
    """`readout run` in a folder of its own, and a browser at its page."""

    def __init__(self, folder: Path, loopback: str, **settings: str) -> None:
        self.folder = folder
        self.loopback = loopback
        self.settings = settings
        self.ahead = folder / "ahead"
        self.ahead.write_text("0")

    def environment(self, **more: str) -> dict[str, str]:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("READOUT_")}
        return {
            **inherited, "PYTHONPATH": str(ROOT), "READOUT_DATA": str(self.folder / "data"),
            "READOUT_PORT": "0", "READOUT_WORKERS": "1", "TEST_CLOCK": str(self.ahead),
            **self.settings, **more,
        }  # fmt: skip

    async def spawn(self, *verb: str, **more: str) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.launcher", self.loopback, *verb,
            cwd=self.folder, env=self.environment(**more), stderr=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE, start_new_session=True,
        )  # fmt: skip

    async def said(self, *verb: str, **more: str) -> tuple[int | None, str, str]:
        """Run a command to its end -> exit code, standard output, standard error."""
        process = await self.spawn(*verb, **more)
        async with asyncio.timeout(PATIENCE_S):
            out, err = await process.communicate()
        return process.returncode, out.decode(), err.decode()

    def turn(self, seconds: float) -> None:
        self.ahead.write_text(str(float(self.ahead.read_text()) + seconds))

    @asynccontextmanager
    async def running(self, end: signal.Signals = signal.SIGTERM) -> AsyncIterator[Browser]:
        """The running program; at the end it gets `end`, and must leave no process behind."""
        process = await self.spawn("run")
        assert process.stderr is not None
        head, found = "", None
        async with asyncio.timeout(PATIENCE_S):
            while found is None:
                line = (await process.stderr.readline()).decode()
                assert line, head
                head += line
                found = READY.fullmatch(line)
        rest = asyncio.create_task(process.stderr.read())
        try:
            async with httpx.AsyncClient(
                base_url=found[1], trust_env=False, follow_redirects=True, timeout=PATIENCE_S
            ) as client:
                yield Browser(client)
        finally:
            if process.returncode is None:
                process.send_signal(end)
            async with asyncio.timeout(10):
                code = await process.wait()
            log = head + (await rest).decode()
        assert code == (0 if end is signal.SIGTERM else -end), log
        assert "Traceback" not in log, log
        await until(lambda: in_session(process.pid) == [])


class Browser:
    """What somebody does on the page."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def see(self, path: str) -> str:
        """The page's HTML, with its character references resolved."""
        answer = await self._client.get(path)
        assert answer.status_code == 200, (path, answer.text)
        return unescape(answer.text)

    async def post(self, path: str, **form: str | list[str]) -> httpx.Response:
        return await self._client.post(path, data=form)

    async def begin(self, path: str, **form: str) -> str:
        """Submit a form -> the address of its job."""
        answer = await self._client.post(path, data=form, follow_redirects=False)
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    async def finished(self, job: str) -> httpx.Response:
        """The page that a job leads to, as the page's script waits for it."""
        entered = "0"
        async with asyncio.timeout(PATIENCE_S):
            while True:
                answer = await self._client.get(f"{job}/stages", params={"seen": entered})
                if answer.headers["x-finished"] == "1":
                    return await self._client.get(job)
                entered = answer.headers["x-entered"]

    async def shows(self, path: str, *words: str) -> str:
        """Wait until the page shows all of these words -> the page."""
        page = ""

        async def there() -> bool:
            nonlocal page
            page = await self.see(path)
            return all(each in page for each in words)

        try:
            await until(there)
        except TimeoutError:
            pytest.fail(f"{path} does not show {words}:\n{page}")
        return page


async def until(condition: Callable[[], bool | Awaitable[bool]]) -> None:
    """Poll for what no event reports: the end of another process, or of work in the background."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            true = condition()
            if true if isinstance(true, bool) else await true:
                return
            await asyncio.sleep(0.05)


def in_session(number: int) -> list[int]:
    """The processes of a session; workers belong to that of the program that started them."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session = stat.read_text().rpartition(")")[2].split()[:4]
        except (OSError, ValueError):
            continue  # the process has just ended
        if int(session) == number and state != "Z":
            found.append(int(stat.parent.name))
    return found


def soon() -> str:
    """A local time that is less than an hour and one minute ahead."""
    return (datetime.now(UTC) + timedelta(hours=1)).strftime("%H:%M")


async def subscribe(reader: Browser, feed: str) -> str:
    """Add a daily digest of the page and a feed -> its key."""
    days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    page = await reader.post(
        "/digests", local_time=soon(), day=days, zone="Etc/UTC", here="1", feed=feed
    )
    assert page.status_code == 200, page.text
    found = re.search(r"/digests/([^/\"]+)/preview", page.text)
    assert found, page.text
    return found[1]


def digests_in(page: str) -> int:
    return page.count('<article class="card digest"')


def opened_by_digest(page: str) -> list[str]:
    """What the lines of a digest open, each of them: its marked sentence."""
    cards = lxml.html.document_fromstring(page).cssselect("article.digest")
    lines = [line for card in cards for line in card.cssselect(".line") if line.tag == "details"]
    closed = [line for card in cards for line in card.cssselect("p.line, h3.story:not(.words)")]
    # a headline of a further story leads to its article instead
    opened = [line.text_content() for line in closed if not line.cssselect("p.by > .words > a")]
    opened = [words for words in opened if not words.startswith(("Reported by", "Shared here by"))]
    assert not opened, "these open nothing"
    return [line.cssselect("mark")[0].text_content() for line in lines]
