import gzip
import tracemalloc
import zlib
from collections.abc import AsyncIterator

import pytest

from adapters.pages.decompression import read_body
from briefs.errors import BadPage, TooLarge

MB = 2**20


async def pieces(*sent: bytes) -> AsyncIterator[bytes]:
    for piece in sent:
        yield piece


async def read(
    *sent: bytes, encoding: str = "gzip", wire: int = 5 * MB, decoded: int = 10 * MB
) -> bytes:
    return await read_body(pieces(*sent), encoding, wire_bytes=wire, decoded_bytes=decoded)


@pytest.mark.parametrize("wbits", [31, 15, -15])
async def test_a_bomb_in_one_piece_takes_no_more_memory_than_its_bound(wbits: int) -> None:
    packer = zlib.compressobj(9, wbits=wbits)
    bomb = b"".join(packer.compress(bytes(MB)) for _ in range(100)) + packer.flush()
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            await read(bomb, encoding="gzip" if wbits == 31 else "deflate", decoded=2 * MB)
        assert tracemalloc.get_traced_memory()[1] < 8 * MB
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("size", [999, 1000])
async def test_the_bounds_are_exact(size: int) -> None:
    assert len(await read(bytes(size), encoding="", wire=1000, decoded=1000)) == size
    assert len(await read(gzip.compress(bytes(size)), decoded=1000)) == size


async def test_one_byte_more_is_too_much() -> None:
    for sent in (bytes(1001), gzip.compress(bytes(1001))):
        with pytest.raises(TooLarge):
            await read(sent, encoding="" if len(sent) == 1001 else "gzip", decoded=1000)
    with pytest.raises(TooLarge):
        await read(bytes(1001), encoding="", wire=1000)


async def test_small_pieces_count_for_what_they_cost() -> None:
    with pytest.raises(TooLarge):
        await read(*[b"a"] * 1000, encoding="", wire=10_000)


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "gzip,identity", "x"])
async def test_other_encodings_are_refused(encoding: str) -> None:
    with pytest.raises(BadPage):
        await read(b"", encoding=encoding)
