"""Name service and sockets for the fetcher: a test gives the names, each dial is recorded."""

from __future__ import annotations

import socket
from collections.abc import Iterable, Mapping
from typing import Any

import httpcore


class Names:
    """host -> successive answers; the last one repeats. Unknown names do not resolve."""

    def __init__(self, table: Mapping[str, Iterable[list[str]]]) -> None:
        self._answers = {host: list(answers) for host, answers in table.items()}
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        answers = self._answers.get(host)
        if not answers:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return answers.pop(0) if len(answers) > 1 else answers[0]


class Dials(httpcore.AsyncNetworkBackend):
    """Records each dial and connects it to one port of this machine, whatever its address.

    The connection reports the dialled address as its peer, as a real one would, or `peer` if set.
    """

    def __init__(self, port: int, *, peer: str | None = None) -> None:
        self._port = port
        self._peer = peer
        self._real = httpcore.AnyIOBackend()
        self.made: list[tuple[str, int]] = []

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        self.made.append((host, port))
        stream = await self._real.connect_tcp(
            "127.0.0.1", self._port, timeout, local_address, socket_options
        )
        return _Disguised(stream, (self._peer or host, port))

    async def sleep(self, seconds: float) -> None:
        raise AssertionError("nothing sleeps here")


class _Disguised(httpcore.AsyncNetworkStream):
    def __init__(self, stream: httpcore.AsyncNetworkStream, address: tuple[str, int]) -> None:
        self._stream = stream
        self._address = address

    async def read(self, *args: Any, **options: Any) -> bytes:
        return await self._stream.read(*args, **options)

    async def write(self, *args: Any, **options: Any) -> None:
        await self._stream.write(*args, **options)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(self, *args: Any, **options: Any) -> httpcore.AsyncNetworkStream:
        return _Disguised(await self._stream.start_tls(*args, **options), self._address)

    def get_extra_info(self, info: str) -> Any:
        return self._address if info == "server_addr" else self._stream.get_extra_info(info)
