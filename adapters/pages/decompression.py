"""A body as sent -> its bytes, decompressed only up to a limit.

httpx decodes without a limit (0.28: 481 bytes of brotli cost 1.2 GB), so its decoders are not
used. zlib can be asked for a maximum number of bytes at a time.
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterable
from typing import Final

from briefs.errors import BadPage, TooLarge

_STEP_BYTES: Final = 64 * 1024
# A body sent in chunks of one byte costs far more time than its bytes suggest. So each piece counts
# as at least this many bytes, and other tasks run in between.
_PIECE_BYTES: Final = 64
_PIECES_A_BREATH: Final = 64


async def read_body(
    pieces: AsyncIterable[bytes], encoding: str, *, wire_bytes: int, decoded_bytes: int
) -> bytes:
    """Pieces as sent, and their Content-Encoding -> the body.

    gzip and deflate are decompressed, identity is left unchanged. Raises: TooLarge, BadPage (an
    encoding that was not asked for, several encodings, broken data).
    """
    inflate = _inflater(encoding)
    body = bytearray()
    wire = 0
    count = 0
    async for piece in pieces:
        count += 1
        wire += max(len(piece), _PIECE_BYTES) if count > 1 else len(piece)
        if wire > wire_bytes:
            raise TooLarge
        if inflate is None:
            body += piece
        else:
            inflate.into(body, piece, decoded_bytes)
        if len(body) > decoded_bytes:
            raise TooLarge
        if count % _PIECES_A_BREATH == 0:
            await asyncio.sleep(0)
    return bytes(body)


def _inflater(encoding: str) -> _Inflater | None:
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return None
    if name in ("gzip", "x-gzip", "deflate"):
        return _Inflater(gzip=name != "deflate")
    # Only gzip is asked for; each further encoding multiplies how much one byte can become.
    raise BadPage("The page is compressed in a way that is not read.")


class _Inflater:
    """gzip (RFC 1952), or "deflate": zlib by RFC 9110, yet often sent without zlib's head."""

    def __init__(self, *, gzip: bool) -> None:
        self._zlib = zlib.decompressobj(zlib.MAX_WBITS | 16) if gzip else None
        self._head = b""

    def into(self, body: bytearray, piece: bytes, most: int) -> None:
        """Append the inflated `piece` to `body`, up to just over `most` bytes. Raises: BadPage."""
        if self._zlib is None:
            self._head += piece
            if len(self._head) < 2:
                return
            piece, self._head = self._head, b""
            wrapped = piece[0] & 0x0F == 8 and (piece[0] * 256 + piece[1]) % 31 == 0
            self._zlib = zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
        # What follows the first stream is ignored: no site sends a page in two streams.
        while piece and len(body) <= most and not self._zlib.eof:
            try:
                body += self._zlib.decompress(piece, _STEP_BYTES)
            except zlib.error as e:
                raise BadPage("The page's compression is broken.") from e
            piece = self._zlib.unconsumed_tail
