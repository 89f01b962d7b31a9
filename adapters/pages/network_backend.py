"""Host -> a connection to a checked address: resolve once, check all answers, dial one.

It plugs into httpcore's documented `network_backend`
(https://www.encode.io/httpcore/network-backends/), below pooling and above TLS: the
certificate is still checked against the name.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import Any, Final

import httpcore

from adapters.pages.address_guard import (
    NO_RULES,
    AddressRules,
    Loopback,
    Refused,
    why_refused,
)
from adapters.pages.byte_budget import current_budget
from briefs.errors import RefusedAddress, TooSlow, Unreachable
from briefs.translatable import translatable

Resolver = Callable[[str, int], Awaitable[list[str]]]
"""(host, port) -> numeric addresses, best first. Raises: OSError."""

SocketOptions = Iterable[
    tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]
]

MAX_ANSWERS: Final = 16
MAX_DIALS: Final = 4
MAX_LOOKUPS: Final = 64


class SystemResolver:
    """The system's resolver, in daemon threads that do not delay the end of the program.

    A stalled lookup cannot be cancelled. In the event loop's own thread pool, 32 of them would
    block all others, and a pool that is joined at exit would block the exit.
    """

    def __init__(self) -> None:
        self._free = asyncio.Semaphore(MAX_LOOKUPS)

    async def __call__(self, host: str, port: int) -> list[str]:
        """(host, port) -> numeric addresses. Raises: OSError."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[list[str]] = loop.create_future()
        await self._free.acquire()

        def settle(found: list[str] | None, error: OSError | UnicodeError | None) -> None:
            self._free.release()
            if answer.cancelled():
                return
            if error is not None:
                answer.set_exception(error)
            else:
                answer.set_result(found or [])

        def ask() -> None:
            found, error = None, None
            try:
                infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
                found = [str(info[4][0]) for info in infos]
            except (OSError, UnicodeError) as e:
                error = e
            with suppress(RuntimeError):  # the loop ended before the answer came
                loop.call_soon_threadsafe(settle, found, error)

        threading.Thread(target=ask, name=f"resolve {host[:40]}", daemon=True).start()
        return await answer


class GuardedNetwork(httpcore.AsyncNetworkBackend):
    """Dials checked addresses only. Raises: RefusedAddress, Unreachable, TooSlow."""

    def __init__(
        self,
        *,
        loopback: Loopback,
        dns_s: float,
        connect_s: float,
        resolver: Resolver | None = None,
        network: httpcore.AsyncNetworkBackend | None = None,
        rules: AddressRules = NO_RULES,
    ) -> None:
        self._loopback = loopback
        self._rules = rules
        self._dns_s = dns_s
        self._connect_s = connect_s
        self._resolve = resolver or SystemResolver()
        self._network = network or httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,
        socket_options: SocketOptions | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve once, check every answer, dial them in turn, check the peer."""
        addresses = await self._judged(host, port)
        failure: Exception | None = None
        for address in addresses[:MAX_DIALS]:
            try:
                stream = await self._network.connect_tcp(
                    address,
                    port,
                    timeout=self._connect_s,
                    local_address=local_address,
                    socket_options=socket_options,
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as e:
                failure = e
                continue
            if not _is_peer(stream, address):
                await stream.aclose()
                raise RefusedAddress
            return _Counted(stream)
        assert failure is not None
        raise failure

    async def _judged(self, host: str, port: int) -> list[str]:
        """Host -> its addresses; one forbidden address refuses all, since any may be dialled."""
        addresses = _numeric(host) or await self._resolved(host, port)
        allowed = (host, port) in self._loopback
        for address in addresses:
            if refusal := why_refused(address, loopback=allowed, rules=self._rules):
                raise Refused(refusal)
        return addresses

    async def _resolved(self, host: str, port: int) -> list[str]:
        try:
            async with asyncio.timeout(self._dns_s):
                found = await self._resolve(host, port)
        except TimeoutError as e:
            raise TooSlow(
                translatable("Could not find {host}: the name service did not answer.", host=host)
            ) from e
        except (OSError, UnicodeError) as e:
            raise Unreachable(
                translatable("There is no site named {host}, or no network.", host=host)
            ) from e
        addresses = list(dict.fromkeys(found))
        if not addresses:
            raise Unreachable(translatable("There is no site named {host}.", host=host))
        if len(addresses) > MAX_ANSWERS:
            # Only as many as are dialled are checked; the rest is dropped.
            addresses = addresses[:MAX_ANSWERS]
        return addresses

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        socket_options: SocketOptions | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Always refused. Raises: RefusedAddress."""
        raise RefusedAddress

    async def sleep(self, seconds: float) -> None:
        """Required by httpcore for retries, which are not used here."""
        await asyncio.sleep(seconds)


class _Counted(httpcore.AsyncNetworkStream):
    """A stream that counts its bytes against the request's budget and closes on cancellation.

    httpcore 1.0.9 closes it on exceptions only, not on cancellation by a deadline: a site that
    never answers a handshake would leak a socket each time.
    """

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        budget = current_budget()
        if budget is None:
            return await self._stream.read(max_bytes, timeout)
        if budget.in_head:
            await asyncio.sleep(0)  # a pause, even if the data is there already
        data = await self._stream.read(budget.at_once(max_bytes), timeout)
        budget.take(len(data))
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        try:
            return _Counted(await self._stream.start_tls(ssl_context, server_hostname, timeout))
        except BaseException:
            await self._stream.aclose()
            raise

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _numeric(host: str) -> list[str] | None:
    try:
        return [str(ipaddress.ip_address(host.strip("[]")))]
    except ValueError:
        return None


def _is_peer(stream: httpcore.AsyncNetworkStream, address: str) -> bool:
    """Whether the peer has the checked address, with no proxy or rewriting in between."""
    peer = stream.get_extra_info("server_addr")
    try:
        return ipaddress.ip_address(str(peer[0])) == ipaddress.ip_address(address)
    except (TypeError, ValueError, IndexError):
        return False
