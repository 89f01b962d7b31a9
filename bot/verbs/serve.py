"""`readout run`: everything in one process and one loop, until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from bot.settings import BadSettings, Settings
from bot.wiring.logs import set_up
from bot.wiring.outside import Outside
from bot.wiring.service import at_work, service

log = logging.getLogger(__name__)

Background = asyncio.Task[Any]

GRACE_S = 2
"""How long open requests may take at the end; a page that waits for progress asks again."""


class Server(uvicorn.Server):
    """uvicorn, told to stop by us: signals are for the whole program, not for its page."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals alone."""
        yield


async def serve(*, settings: Settings, outside: Outside) -> None:
    """Serve until SIGTERM or SIGINT.

    Raises: BadSettings where the port is taken, StoreUnusable, NoModel, CannotStart; a fault
    of what runs in the background ends the program too, instead of being met by nobody.
    """
    set_up(settings)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    with _listen(settings.host, settings.port) as listening:
        port = listening.getsockname()[1]
        shown = f"[{settings.host}]" if ":" in settings.host else settings.host
        address = f"http://{shown}:{port}"
        # Closed from the last to the first: no more requests, jobs end, chats part, then the rest.
        async with (
            service(settings, address=address, outside=outside) as running,
            running.ways.connected() as chats,
            at_work(running),
            _served(running.app, listening) as page,
        ):
            sys.stderr.write(f"Readout is at {address} (Ctrl-C stops it)\n")
            stopped = asyncio.create_task(stop.wait())
            ready = asyncio.create_task(running.parts.ready())
            try:
                await _first(stopped, ready, page, *chats)
            finally:
                await _cancelled(stopped, ready)
            log.info("stopping")


async def _first(stopped: Background, *others: Background) -> None:
    """Wait for `stopped`, or for another that fails: its error is then the program's."""
    waiting: set[Background] = {stopped, *others}
    while not stopped.done():
        done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()


async def _cancelled(*tasks: Background) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _listen(host: str, port: int) -> socket.socket:
    """The address, taken before anything else is done. Raises: BadSettings."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (while")[0]  # Python's own addition
        raise BadSettings(
            f"Cannot serve on {host} port {port}: {reason}. "
            "Set READOUT_HOST or READOUT_PORT, or stop what uses it."
        ) from error
    # What is accepted inherits it. asyncio sets it on sockets that name their protocol, as
    # this one does not: each answer over a connection that is kept would wait 40 ms.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


@asynccontextmanager
async def _served(app: ASGIApp, listening: socket.socket) -> AsyncIterator[Background]:
    """The page on its socket, for as long as the block lasts."""
    server = Server(
        uvicorn.Config(
            app, log_config=None, access_log=False, lifespan="off", server_header=False,
            timeout_graceful_shutdown=GRACE_S, ws="none",
        )
    )  # fmt: skip
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield task
    finally:
        server.should_exit = True
        await asyncio.gather(task, return_exceptions=True)
