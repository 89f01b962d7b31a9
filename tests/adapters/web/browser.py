"""Headless Chromium by the DevTools protocol: open a page, run a line of script in it.

https://chromedevtools.github.io/devtools-protocol/
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from itertools import count
from typing import Any

import aiohttp

from tools.pictures.page_picture import HEADLESS

FLAGS = (*HEADLESS, "--disable-dev-shm-usage", "--remote-debugging-port=0")


class Tab:
    """One page. `console` holds what it complained about."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = count(1)
        self.console: list[str] = []
        self._loaded = False

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        while True:
            message = await self._next()
            if message.get("id") == number:
                assert "error" not in message, message
                result: dict[str, Any] = message["result"]
                return result

    async def _next(self) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(await self._socket.receive_str(timeout=30))
        if message.get("method") == "Log.entryAdded":
            self.console.append(message["params"]["entry"]["text"])
        if message.get("method") == "Page.loadEventFired":
            self._loaded = True
        return message

    async def open(self, url: str) -> None:
        self._loaded = False
        await self.call("Page.navigate", url=url)
        while not self._loaded:
            await self._next()

    async def run(self, script: str) -> Any:
        """The value of an expression, awaited if it is a promise."""
        result = await self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")


@contextmanager
def chromium() -> Iterator[int]:
    """A fresh browser -> its DevTools port."""
    program = shutil.which("chromium")
    assert program is not None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [program, *FLAGS, f"--user-data-dir={profile}"]
        with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
            try:
                assert process.stderr is not None
                said = (line.decode(errors="replace") for line in process.stderr)
                started = next(line for line in said if "DevTools listening on" in line)
                # It must not block on a full pipe.
                threading.Thread(target=process.stderr.read, daemon=True).start()
                yield int(started.split("127.0.0.1:")[1].split("/")[0])
            finally:
                process.terminate()
                process.wait(10)


@asynccontextmanager
async def tab(port: int, *, scripts: bool = True) -> AsyncIterator[Tab]:
    """A new tab of the browser; without `scripts` pages cannot run any."""
    root = f"http://127.0.0.1:{port}/json"
    async with aiohttp.ClientSession() as session:
        async with session.put(f"{root}/new?about:blank") as answer:
            page = await answer.json()
        async with session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as socket:
            opened = Tab(socket)
            await opened.call("Page.enable")
            await opened.call("Log.enable")
            await opened.call("Emulation.setScriptExecutionDisabled", value=not scripts)
            yield opened
        async with session.get(f"{root}/close/{page['id']}") as answer:
            await answer.read()
