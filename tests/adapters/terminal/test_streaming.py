"""JSON Lines through the pool: order, look-ahead, bad lines."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncGenerator, Callable, Iterator
from functools import partial
from typing import Any, ParamSpec, TypeVar

import pytest

from adapters.terminal.streaming import stream_rows
from adapters.workers import WorkerPool
from briefs.errors import NotText


def double(row: dict[str, Any]) -> dict[str, Any]:
    if row.get("n") == "crash":
        raise SystemExit(3)
    if row.get("n") == "refuse":
        raise NotText("a picture")
    return {"id": row["id"], "n": 2 * row["n"]}


P = ParamSpec("P")
T = TypeVar("T")


class Inline:
    """Runs rows here, and finishes them when the test says so."""

    def __init__(self) -> None:
        self.started: list[object] = []
        self.gates: dict[object, asyncio.Event] = {}

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        row: Any = args[0]
        self.started.append(row["id"])
        await self.gates.setdefault(row["id"], asyncio.Event()).wait()
        return function(*args, **kwargs)

    def finish(self, *keys: object) -> None:
        for key in keys:
            self.gates.setdefault(key, asyncio.Event()).set()


def lines(*rows: object) -> list[bytes]:
    return [json.dumps(row).encode() + b"\n" for row in rows]


async def settle() -> None:
    for _ in range(200):
        await asyncio.sleep(0)
        await asyncio.to_thread(int)


async def test_rows_keep_their_order_and_appear_when_ready() -> None:
    pool = Inline()
    stream = stream_rows(lines(*({"id": n, "n": n} for n in range(3))), double, pool, ahead=8)
    first = asyncio.ensure_future(anext(stream))
    await settle()
    assert pool.started == [0, 1, 2]
    pool.finish(1, 2)
    await settle()
    assert not first.done()
    pool.finish(0)
    assert await first == {"id": 0, "n": 0}
    assert [row async for row in stream] == [{"id": 1, "n": 2}, {"id": 2, "n": 4}]


async def test_no_more_is_read_than_may_lie_ahead() -> None:
    pool = Inline()
    stream = stream_rows(lines(*({"id": n, "n": n} for n in range(20))), double, pool, ahead=3)
    first = asyncio.ensure_future(anext(stream))
    await settle()
    assert pool.started == [0, 1, 2]
    pool.finish(*range(20))
    assert (await first)["id"] == 0
    assert [row["id"] async for row in stream] == list(range(1, 20))


async def test_a_row_appears_though_the_next_line_has_not_come() -> None:
    more = threading.Event()

    def source() -> Iterator[bytes]:
        yield b'{"id": 1, "n": 1}\n'
        more.wait(10)
        yield b'{"id": 2, "n": 2}\n'

    pool = Inline()
    pool.finish(1, 2)
    stream = stream_rows(source(), double, pool, ahead=4)
    assert (await asyncio.wait_for(anext(stream), 5))["id"] == 1
    more.set()
    assert [row["id"] async for row in stream] == [2]


@pytest.mark.parametrize(
    "line", [b"{", b"[1]", b'"text"', b"\xff\xfe{}", b"nul", b"[" * 100_000, b'{"a":' * 100_000]
)
async def test_a_line_that_is_no_object_becomes_an_error_row(line: bytes) -> None:
    pool = Inline()
    pool.finish(7)
    source = [line + b"\n", b"\n", b'{"id": 7, "n": 1}']
    bad, good = [row async for row in stream_rows(source, double, pool, ahead=2)]
    assert bad["id"] is None
    assert bad["error"]["kind"] == "bad_request"
    assert bad["error"]["message"].startswith("Line 1 is not")
    assert good == {"id": 7, "n": 2}


async def test_a_failing_row_becomes_an_error_row_and_the_others_go_on() -> None:
    source = lines(
        {"id": "a", "n": 1},
        {"id": "b", "n": "refuse"},
        {"id": "c"},
        {"doc_id": "d", "n": "crash"},
        {"id": "e", "n": 5},
    )
    async with WorkerPool(workers=2) as pool:
        rows = [row async for row in stream_rows(source, double, pool, ahead=4)]
    assert [row["id"] for row in rows] == ["a", "b", "c", "d", "e"]
    assert [row.get("error", {}).get("kind") for row in rows] == [
        None,
        "not_text",
        "reading_failed",
        "reading_failed",
        None,
    ]


async def test_a_source_that_breaks_ends_the_stream_with_its_error() -> None:
    def source() -> Iterator[bytes]:
        yield b'{"id": 1, "n": 1}\n'
        raise OSError("the pipe broke")

    pool = Inline()
    pool.finish(1)
    stream = stream_rows(source(), double, pool, ahead=2)
    with pytest.raises(OSError, match="the pipe broke"):
        _ = [row async for row in stream]


async def test_leaving_early_stops_what_is_under_way() -> None:
    pool = Inline()
    pool.finish(0)
    stream = stream_rows(lines(*({"id": n, "n": n} for n in range(9))), double, pool, ahead=3)
    assert (await anext(stream))["id"] == 0
    assert isinstance(stream, AsyncGenerator)
    await stream.aclose()
    assert not [t for t in asyncio.all_tasks() if t is not asyncio.current_task()]


async def test_work_may_be_bound_to_values() -> None:
    async with WorkerPool(workers=1) as pool:
        rows = [
            row
            async for row in stream_rows(lines({"id": 1, "n": 4}), partial(double), pool, ahead=1)
        ]
    assert rows == [{"id": 1, "n": 8}]
