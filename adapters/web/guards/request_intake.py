"""Limits on what strangers send to the chats' endpoints, applied before it is parsed.

A chat's endpoint must be open to everybody: its requests are signed, and the signature can only be
checked after the body was read. So the size of a body and the time for it are limited, only a few
are read at once, requests whose headers cannot be a signature are refused before their body is
read, and unsigned bodies are never parsed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final, Protocol

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_BYTES: Final = 2**20
"""Slack's largest bodies are views: 100 blocks of 3,000 characters, and what people typed there."""

BODY_S: Final = 10.0
MAX_AT_ONCE: Final = 64


class Signature(Protocol):
    """How a chat signs its requests."""

    def may_hold(self, headers: Headers) -> bool:
        """Whether the headers have the form of a signature; no body is needed for this."""

    def holds(self, headers: Headers, body: bytes) -> bool:
        """Whether the headers sign this body; called only if `may_hold` is true."""


class BoundedBodies:
    """Reads the bodies of requests to the paths of `signed` itself, then hands them on whole.

    Answers 401 where the signature is wrong, 413, 408, or 503 where too many are being read. The
    connection is then closed: otherwise the rest of the body would still be read.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        signed: Mapping[str, Signature],
        max_bytes: int = MAX_BODY_BYTES,
        within_s: float = BODY_S,
        at_once: int = MAX_AT_ONCE,
    ) -> None:
        self.app = app
        self._signed = signed
        self._max_bytes = max_bytes
        self._within_s = within_s
        self._at_once = at_once
        self._reading = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it."""
        signature = self._signed.get(scope["path"]) if scope["type"] == "http" else None
        if signature is None:
            await self.app(scope, receive, send)
            return
        body = await self._body(signature, Headers(scope=scope), receive)
        if isinstance(body, HTTPStatus):
            headers = {"connection": "close"}
            await PlainTextResponse(body.phrase, body, headers=headers)(scope, receive, send)
        elif body is not None:
            await self.app(scope, _replayed(body, receive), send)

    async def _body(
        self, signature: Signature, headers: Headers, receive: Receive
    ) -> bytes | HTTPStatus | None:
        """The body, or the status that refuses it; None if the client disconnected."""
        if not signature.may_hold(headers):
            return HTTPStatus.UNAUTHORIZED
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length[:20]) > self._max_bytes:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        if self._reading >= self._at_once:
            return HTTPStatus.SERVICE_UNAVAILABLE
        self._reading += 1
        try:
            async with asyncio.timeout(self._within_s):
                body = await self._read(receive)
        except TimeoutError:
            return HTTPStatus.REQUEST_TIMEOUT
        finally:
            self._reading -= 1
        if isinstance(body, bytes) and not signature.holds(headers, body):
            return HTTPStatus.UNAUTHORIZED
        return body

    async def _read(self, receive: Receive) -> bytes | HTTPStatus | None:
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return None
            body += message.get("body", b"")
            if len(body) > self._max_bytes:
                return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            if not message.get("more_body", False):
                return bytes(body)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body at once, then what comes after it."""
    waiting = [body]

    async def replay() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return replay
