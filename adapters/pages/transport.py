"""httpx request -> httpx response over checked connections; failures become our errors.

An httpx transport over httpcore's pool with our own network backend. The only file that names
httpx: its neighbours take from here what they need of it, so that httpx2 in its place is one line.
"""

from __future__ import annotations

import errno
import ssl
from collections.abc import AsyncIterator
from typing import Final

import httpcore
import httpx

from adapters.pages.network_backend import GuardedNetwork
from briefs.errors import BadLink, BadPage, ReadoutError, TooLarge, TooSlow, Unreachable
from briefs.translatable import translatable

Client = httpx.AsyncClient
Response = httpx.Response
Timeout = httpx.Timeout
RequestUrl = httpx.URL
InvalidUrl = httpx.InvalidURL
RemoteProtocolError = httpx.RemoteProtocolError

_NO_ROUTE: Final = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL)


class GuardedTransport(httpx.AsyncBaseTransport):
    """Raises: Unreachable, TooSlow, RefusedAddress, BadPage, TooLarge, BadLink."""

    def __init__(self, network: GuardedNetwork, *, tls: ssl.SSLContext | None = None) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            # certifi's roots, whatever environment variables say
            ssl_context=tls or httpx.create_ssl_context(trust_env=False),
            max_connections=100,
            max_keepalive_connections=20,
            keepalive_expiry=15.0,
            network_backend=network,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """One request, no redirects."""
        assert isinstance(request.stream, httpx.AsyncByteStream)
        try:
            answer = await self._pool.handle_async_request(
                httpcore.Request(
                    method=request.method,
                    url=httpcore.URL(
                        scheme=request.url.raw_scheme,
                        host=request.url.raw_host,
                        port=request.url.port,
                        target=request.url.raw_path,
                    ),
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        except _FAILURES as e:
            raise named_failure(e) from e
        assert not isinstance(answer.stream, bytes)
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer.stream),  # type: ignore[arg-type]
            extensions=answer.extensions,
        )

    async def aclose(self) -> None:
        """Close every connection."""
        await self._pool.aclose()


class _Body(httpx.AsyncByteStream):
    """httpcore's stream; its failures become our errors."""

    def __init__(self, stream: AsyncIterator[bytes]) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for piece in self._stream:
                yield piece
        except _FAILURES as e:
            raise named_failure(e) from e

    async def aclose(self) -> None:
        close = getattr(self._stream, "aclose", None)
        if close is not None:
            await close()


_FAILURES: Final = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
)


def named_failure(failure: Exception) -> ReadoutError:
    """An exception of httpcore -> our error with a line for the reader."""
    if isinstance(failure, httpcore.TimeoutException):
        return TooSlow()
    if isinstance(failure, httpcore.ConnectError):
        return _not_connected(failure)
    if isinstance(failure, httpcore.NetworkError):
        return Unreachable("The site cut the connection.")
    if isinstance(failure, httpcore.RemoteProtocolError):
        return _not_understood(failure)
    return BadLink()


def _not_connected(failure: Exception) -> ReadoutError:
    for cause in _causes(failure):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Unreachable(
                translatable(
                    "The site's certificate is not valid: {why}.",
                    why=cause.verify_message.rstrip("."),
                ),
                hint="Nothing read over this connection could be trusted. "
                "Open it yourself and paste the article's text.",
            )
        if isinstance(cause, ssl.SSLError):
            return Unreachable("The site does not offer a secure connection that can be used.")
        if isinstance(cause, ConnectionRefusedError):
            return Unreachable("The site refused the connection.")
        if isinstance(cause, OSError) and cause.errno in _NO_ROUTE:
            return Unreachable("There is no way to the site from here. Is the network up?")
    return Unreachable()


def _not_understood(failure: Exception) -> ReadoutError:
    for cause in _causes(failure):
        # h11 names the status that it would have answered: 431 for headers without end.
        if getattr(cause, "error_status_hint", None) == 431:
            return TooLarge("The site's answer has more headers than are read.")
    text = str(failure)
    if "disconnected" in text or "closed connection" in text:
        return Unreachable("The site cut the connection before the page was whole.")
    return BadPage("The site's answer is not proper HTTP.")


def _causes(failure: BaseException | None) -> list[BaseException]:
    """The failure and its causes; exception groups (one for each address tried) are flattened."""
    chain: list[BaseException] = []
    waiting = [failure]
    while waiting and len(chain) < 32:
        error = waiting.pop(0)
        if error is None or error in chain:
            continue
        chain.append(error)
        waiting += [error.__cause__, error.__context__]
        if isinstance(error, BaseExceptionGroup):
            waiting += error.exceptions
    return chain
