"""`readout run` as a process that is killed -9 and started again, and a village of articles."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable
from html import escape
from pathlib import Path

from tests.fakes.product import ARTICLES, READY, Product
from tests.fakes.site import Request, Site, answer_bytes

STARTED_S = 60.0


class Village:
    """A news site in which every number is an article of its own: `/ferry-17`."""

    def __init__(self) -> None:
        self.site = Site(self._answer)

    def link(self, number: int) -> str:
        return f"http://127.0.0.1:{self.site.port}{_path(number)}-{number}"

    @staticmethod
    def title(number: int) -> str:
        return f"No. {number}: {ARTICLES[_path(number)][0]}"

    async def _answer(self, request: Request, writer: asyncio.StreamWriter) -> None:
        number = int(request.target.rpartition("-")[2] or 0) if "-" in request.target else None
        if number is None:
            writer.write(answer_bytes(b"no", status="404 Not Found"))
            return
        title, text = self.title(number), ARTICLES[_path(number)][1:]
        told = "".join(f"<p>{escape(each)}</p>" for each in text)
        page = (
            f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{escape(title)}</title>"
            f"</head><body><main><article><h1>{escape(title)}</h1>{told}</article></main></body></html>"
        )
        kind = ("Content-Type", "text/html; charset=utf-8")
        writer.write(answer_bytes(page.encode(), headers=(kind,)))


def _path(number: int) -> str:
    paths = list(ARTICLES)
    return paths[number % len(paths)]


class Program:
    """The program; `generation` counts its starts, `faults` end the tracebacks that it logged."""

    def __init__(self, folder: Path, loopback: str, *, killed: Callable[[], None], **settings: str):
        self._product = Product(folder, loopback, TEST_HURRY="1", **settings)
        self._killed = killed
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()
        self.dead = asyncio.Event()
        self.generation = 0
        self.faults: list[str] = []
        self.log = folder / "log"

    async def start(self) -> None:
        """Start it; return when it answers. Raises: AssertionError where it ends by itself."""
        self.generation += 1
        self.dead.clear()
        self._ready.clear()
        self._process = await self._product.spawn("run")
        self._reading = asyncio.create_task(self._read(self._process))
        ready = asyncio.create_task(self._ready.wait())
        await asyncio.wait(
            {ready, self._reading}, timeout=STARTED_S, return_when=asyncio.FIRST_COMPLETED
        )
        ready.cancel()
        assert self._ready.is_set(), self.log.read_text()[-2000:]

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr is not None
        raised = False
        with self.log.open("a") as log:
            async for line in process.stderr:
                words = line.decode()
                log.write(words)
                if READY.fullmatch(words):
                    self._ready.set()
                if words.startswith("Traceback"):
                    raised = True
                elif raised and not words.startswith((" ", "\n")):
                    raised = False
                    self.faults.append(words.strip())  # what was raised

    def kill(self) -> None:
        """SIGKILL to it and its workers, now."""
        if self._process is not None and not self.dead.is_set():
            with contextlib.suppress(ProcessLookupError):  # it ended by itself
                os.killpg(self._process.pid, signal.SIGKILL)
            self.dead.set()
            self._killed()

    async def restart(self) -> None:
        """Once it is dead: start it again."""
        await self._gone()
        await self.start()

    async def _gone(self) -> None:
        assert self._process is not None
        assert self._reading is not None
        await self._process.wait()
        await self._reading

    async def stop(self) -> None:
        """End it."""
        if self._process is not None:
            self.kill()
            await self._gone()
