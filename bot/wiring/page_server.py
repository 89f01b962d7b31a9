"""The HTTP server of the local page and of chats: uvicorn with limits, stopped by us."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from adapters.web.guards.http_protocol import ImpatientProtocol

MAX_CONNECTIONS = 512
"""Connections at the same time; further ones get 503. Half-open ones end after 10 s."""

GRACE_S = 2
"""Seconds that open requests may still take at shutdown; a page that polls will ask again."""


class Server(uvicorn.Server):
    """uvicorn without its signal handlers, since the program handles signals itself."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Install no signal handlers."""
        yield


@asynccontextmanager
async def served(app: ASGIApp, listening: socket.socket) -> AsyncIterator[asyncio.Task[Any]]:
    """Serve the application on its socket while the block runs."""
    server = Server(
        uvicorn.Config(
            app, log_config=None, access_log=False, lifespan="off", server_header=False,
            timeout_graceful_shutdown=GRACE_S, ws="none", http=ImpatientProtocol,
            limit_concurrency=MAX_CONNECTIONS,
        )
    )  # fmt: skip
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield task
    finally:
        server.should_exit = True
        await asyncio.gather(task, return_exceptions=True)
