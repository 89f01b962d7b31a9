"""`readout run`: everything in one process and one event loop, until it is stopped."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from starlette.applications import Starlette

from bot.settings import BadSettings, Settings
from bot.wiring.environment import Environment
from bot.wiring.logging_setup import set_up
from bot.wiring.page_server import served
from bot.wiring.running_service import at_work, service

log = logging.getLogger(__name__)

Background = asyncio.Task[Any]


async def serve(*, settings: Settings, environment: Environment) -> None:
    """Serve until SIGTERM or SIGINT.

    Raises: BadSettings where the port is taken, StoreUnusable, NoModel, CannotStart; a failed
    background task ends the program too, so that it is noticed.
    """
    set_up(settings)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    with _listen(settings.host, settings.port) as listening, _chat_socket(settings) as chat_socket:
        address = local_address(settings.host, listening.getsockname()[1])
        elsewhere = (settings.public_url or "").rstrip("/")
        # Closed in reverse order: no more requests, jobs end, chats disconnect, then the rest.
        async with (
            service(settings, address=elsewhere or address, environment=environment) as running,
            running.connections.connected() as chats,
            at_work(running),
            served(running.app, listening) as page,
            _served_too(running.chat_app, chat_socket) as endpoints,
        ):
            sys.stderr.write(f"Readout is at {address} (Ctrl-C stops it)\n")
            if running.new_token:
                sys.stderr.write(f"Its token, shown this once: {running.new_token}\n")
            stopped = asyncio.create_task(stop.wait())
            ready = asyncio.create_task(running.parts.ready())
            try:
                await _first(stopped, ready, page, *endpoints, *chats)
            finally:
                await _cancelled(stopped, ready)
            log.info("stopping")


@contextmanager
def _chat_socket(settings: Settings) -> Iterator[socket.socket | None]:
    """A socket bound to the address of Slack's own endpoint; None if it has none."""
    if settings.slack_address is None:
        yield None
        return
    with _listen(*settings.slack_address) as listening:
        yield listening


@asynccontextmanager
async def _served_too(
    app: Starlette | None, listening: socket.socket | None
) -> AsyncIterator[tuple[Background, ...]]:
    """Serve the endpoints of chats, if they have an address of their own."""
    if app is None or listening is None:
        yield ()
        return
    async with served(app, listening) as task:
        yield (task,)


async def _first(stopped: Background, *others: Background) -> None:
    """Wait for `stopped`, or for a task that fails, whose error is then raised."""
    waiting: set[Background] = {stopped, *others}
    while not stopped.done():
        done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()


async def _cancelled(*tasks: Background) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def local_address(host: str, port: int) -> str:
    """Where to open the page on this machine: 0.0.0.0 and :: become this machine's own address."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def _listen(host: str, port: int) -> socket.socket:
    """A socket bound before anything else is done. Raises: BadSettings."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (while")[0]  # Python's own addition
        raise BadSettings(
            f"Cannot serve on {host} port {port}: {reason}. "
            "Set READOUT_HOST, READOUT_PORT or READOUT_SLACK_LISTEN, or stop what uses it."
        ) from error
    # Accepted connections inherit TCP_NODELAY. asyncio sets it only on sockets that name their
    # protocol, which this one does not: each answer on a kept-alive connection would wait 40 ms.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
