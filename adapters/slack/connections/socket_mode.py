"""Socket Mode: Slack's events over a WebSocket that we open, so that no address is public.

slack_sdk connects, pings and reconnects. This module adds what it lacks: an address that fails
is replaced, the start does not wait for Slack, events in progress at the end are acknowledged,
and no log line contains the ticket of an address or what people wrote.
https://docs.slack.dev/apis/events-api/using-socket-mode
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Callable
from typing import Any, Self

from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from adapters.slack.client import client_of
from adapters.slack.errors import NO_TOKEN, code_of

log = logging.getLogger(__name__)

PING_S = 10.0
TRIES_OF_AN_ADDRESS = 2
"""Ping intervals after which a new address is asked for: a ticket is valid for half a minute, and
slack_sdk would try the same address again and again."""

GRACE_S = 3.0
"""Slack waits this long for an acknowledgement, then delivers the event again."""

TICKET = re.compile(r"(ticket=)[^&\s'\"]+")


class SocketMode:
    """A context in which the app is connected, or is trying to connect."""

    def __init__(
        self,
        app: AsyncApp,
        *,
        app_token: str,
        base_url: str,
        ping_s: float = PING_S,
        count_fault: Callable[[], None] = lambda: None,
    ) -> None:
        self._app = app
        self._client = Client(
            app_token=app_token,
            logger=_logger(),
            web_client=client_of(app_token, base_url=base_url),
            ping_interval=ping_s,
        )
        self._client.socket_mode_request_listeners.append(self._listen)  # type: ignore[arg-type]
        self._connecting: asyncio.Task[None] | None = None
        self._handling: set[asyncio.Task[Any]] = set()
        self._count_fault = count_fault

    @property
    def refused(self) -> str | None:
        """Slack's error code if it refused the app token at the last attempt, else None."""
        return self._client.refused

    async def __aenter__(self) -> Self:
        # Not awaited: the page and the other chat start even if Slack cannot be reached.
        self._connecting = asyncio.create_task(self._client.connect())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._client.message_receiver is not None:
            self._client.message_receiver.cancel()
        if self._handling:
            await asyncio.wait(set(self._handling), timeout=GRACE_S)
        await self._client.close()  # type: ignore[no-untyped-call]
        if self._connecting is not None:
            self._connecting.cancel()
            await asyncio.gather(self._connecting, return_exceptions=True)

    async def _listen(self, client: SocketModeClient, request: SocketModeRequest) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._handling.add(task)
        try:
            start = time.time()
            response = await run_async_bolt_app(self._app, request)
            await send_async_response(client, request, response, start)
        except Exception:  # one failure must not stop later events
            log.exception("a message of Slack's was not taken in")
            self._count_fault()
        finally:
            self._handling.discard(task)


class Client(SocketModeClient):
    """slack_sdk's client, which asks for a new address if it cannot connect to the old one."""

    refused: str | None = None

    async def issue_new_wss_url(self) -> str:
        """Ask for an address; `refused` becomes Slack's error code if it refuses the token."""
        try:
            address = str(await super().issue_new_wss_url())
        except SlackApiError as error:
            code = code_of(error)
            self.refused = code if code in NO_TOKEN else self.refused
            raise
        self.refused = None
        return address

    async def connect(self) -> None:
        """Connect; try until it succeeds or the client is closed."""
        while not self.closed:
            try:
                async with asyncio.timeout(self.ping_interval * TRIES_OF_AN_ADDRESS):
                    await super().connect()  # type: ignore[no-untyped-call]
                    return
            except TimeoutError:
                self.wss_uri = None


class _Discreet(logging.Filter):
    """Removes tickets from log lines, and tracebacks, which contain them too."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = TICKET.sub(r"\1…", record.getMessage()), ()
        record.exc_info = None
        return True


def _logger() -> logging.Logger:
    """A logger that is never below INFO: at DEBUG slack_sdk logs every message in full."""
    logger = logging.getLogger(f"{__name__}.connection")
    logger.setLevel(logging.INFO)
    logger.filters = [_Discreet()]
    return logger
