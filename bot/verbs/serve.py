"""`readout run`: everything in one process and one loop, until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from bot.settings import BadSettings, Settings
from bot.wiring.chain import Loopback
from bot.wiring.logs import set_up
from bot.wiring.service import at_work, service

log = logging.getLogger(__name__)

GRACE_S = 3
"""How long open requests may take at the end; a page that waits for progress asks again."""


class Server(uvicorn.Server):
    """uvicorn, told to stop by us: signals are for the whole program, not for its page."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals alone."""
        yield


async def serve(*, settings: Settings, loopback: Loopback) -> None:
    """Serve until SIGTERM or SIGINT. Raises: BadSettings where the port is taken."""
    set_up(settings)
    listening = _listen(settings.host, settings.port)
    port = listening.getsockname()[1]
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{shown}:{port}"
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with (
        service(settings, address=address, loopback=loopback) as running,
        at_work(running),
        _served(running.page, listening),
    ):
        sys.stderr.write(f"Readout is at {address} (Ctrl-C stops it)\n")
        warm = asyncio.create_task(running.parts.pool.warm())
        await stop.wait()
        log.info("stopping")
        warm.cancel()
        await asyncio.gather(warm, return_exceptions=True)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise BadSettings(
            f"Cannot serve on {host} port {port}: {error.strerror}. "
            "Set READOUT_HOST or READOUT_PORT, or stop what uses it."
        ) from error


class _served:  # noqa: N801
    """The page on its socket, for as long as the block lasts."""

    def __init__(self, app: ASGIApp, listening: socket.socket) -> None:
        self._listening = listening
        self._server = Server(
            uvicorn.Config(
                app, log_config=None, access_log=False, lifespan="off", server_header=False,
                timeout_graceful_shutdown=GRACE_S, ws="none",
            )
        )  # fmt: skip
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> None:
        self._task = asyncio.create_task(self._server.serve(sockets=[self._listening]))

    async def __aexit__(self, *_: object) -> None:
        assert self._task is not None
        self._server.should_exit = True
        await self._task
