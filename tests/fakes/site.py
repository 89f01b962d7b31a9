"""A web site on loopback: answers the bytes that a test gives, and records requests."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Self

Answer = Callable[["Request", asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Request:
    """The head of a request; `head` is its raw bytes."""

    target: str
    headers: dict[str, str]
    head: bytes


def answer_bytes(
    body: bytes = b"<html><p>Hello</p></html>",
    *,
    status: str = "200 OK",
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html"),),
) -> bytes:
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers)]
    lines += [f"Content-Length: {len(body)}", "Connection: close", "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def redirect(to: str, status: int = 302) -> bytes:
    return answer_bytes(b"", status=f"{status} Found", headers=(("Location", to),))


class Site:
    """`async with Site(answer) as site:` listens on `site.port` until the block ends."""

    def __init__(self, answer: Answer | bytes, *, tls: ssl.SSLContext | None = None) -> None:
        self._answer = answer
        self._tls = tls
        self._busy: set[asyncio.Task[None]] = set()
        self.requests: list[Request] = []
        self.open_now = 0
        self.most_open = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._tls)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._busy:
            task.cancel()
        await asyncio.gather(*self._busy, return_exceptions=True)
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._busy.add(task)
        self.open_now += 1
        self.most_open = max(self.most_open, self.open_now)
        try:
            head = await reader.readexactly(1)
            if head == b"\x16" and self._tls is None:
                return  # a TLS handshake: this site has none
            head += await reader.readuntil(b"\r\n\r\n")
            request = _read(head)
            self.requests.append(request)
            if isinstance(self._answer, bytes):
                writer.write(self._answer)
            else:
                await self._answer(request, writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError, ssl.SSLError):
            pass  # the client or the test closed the connection
        finally:
            self.open_now -= 1
            writer.close()
            with suppress(Exception):
                await writer.wait_closed()
            self._busy.discard(task)


def _read(head: bytes) -> Request:
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines if line)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return Request(first.split(" ")[1], headers, head)
