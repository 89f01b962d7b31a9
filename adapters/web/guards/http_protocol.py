"""uvicorn's HTTP connection, closed when a client is too slow to send its request.

uvicorn (0.54) closes a connection that is idle between requests, but waits forever for the first
request, for the rest of a header, and for the rest of a body.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

REQUEST_S: Final = 10.0
"""Time for all headers of a request, from the beginning of the connection or the last answer."""

SILENT_S: Final = 30.0
"""Longest silence between two pieces of a body."""


class ImpatientProtocol(H11Protocol):
    """Closes a connection without all headers after REQUEST_S, or silent in a body for SILENT_S."""

    request_s: float = REQUEST_S
    silent_s: float = SILENT_S

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the timer for the first request: REQUEST_S at most."""
        super().connection_made(transport)
        self._wait(self.request_s)

    def data_received(self, data: bytes) -> None:
        """Pass on the data; start the timer for what is still missing."""
        super().data_received(data)
        self._see()

    def on_response_complete(self) -> None:
        """Start the timer for the next request, which may already be arriving."""
        super().on_response_complete()
        self._see()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the timers."""
        self._stop()
        super().connection_lost(exc)

    def _see(self) -> None:
        if self.transport.is_closing():
            self._stop()
        elif self.conn.their_state is h11.IDLE:
            if self._waiting is None:  # headers that come byte by byte do not extend the time
                self._wait(self.request_s)
        elif self.conn.their_state is h11.SEND_BODY:
            self._stop()
            self._wait(self.silent_s)
        else:
            self._stop()

    def _wait(self, wait_s: float) -> None:
        self._waiting = self.loop.call_later(wait_s, self._give_up)

    def _stop(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        self._waiting = None
        self.transport.close()
