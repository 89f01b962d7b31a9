"""JSON Lines in, JSON Lines out: on all workers at once, in the order of the input."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from math import isfinite
from threading import Thread
from typing import Any, ParamSpec, Protocol, TypeVar

from briefs.errors import BadRequest, ReadoutError

P = ParamSpec("P")
T = TypeVar("T")
Row = dict[str, Any]
Work = Callable[[Row], Row]

MOST_BYTES = 32 * 2**20  # in a line


class BadRow(BadRequest):
    """A line of the input that is no row, or a row with invalid fields."""

    hint = "docs/machine-interface.md says what a row holds."


class Workers(Protocol):
    """A pool of workers."""

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`function(*args, **kwargs)` in a worker. Raises: ReadoutError."""
        ...


async def stream_rows(
    lines: Iterable[bytes | str], work: Work, pool: Workers, *, ahead: int
) -> AsyncIterator[Row]:
    """Lines -> rows out, each as soon as it and all rows before it are ready.

    `work` is picklable and runs in the pool; at most `ahead` rows are read before they can
    be written. A line that is no JSON object, and a row that fails, become error rows:
    {"id", "error": {"kind", "message"}}. Empty lines are skipped. `lines` may block.
    """
    source = iter(lines)
    reading: asyncio.Future[bytes | str | None] | None = _read(source)
    jobs: deque[asyncio.Task[Row]] = deque()
    number = 0
    try:
        while reading is not None or jobs:
            full = len(jobs) >= max(1, ahead)
            awaited: list[asyncio.Future[Any]] = [*islice(jobs, 1)]
            if reading is not None and not full:
                awaited.append(reading)
            await asyncio.wait(awaited, return_when=asyncio.FIRST_COMPLETED)
            if reading is not None and reading.done() and not full:
                line = reading.result()
                number += 1
                if line is not None and line.strip():
                    jobs.append(asyncio.create_task(_process_line(line, number, work, pool)))
                reading = _read(source) if line is not None else None
            while jobs and jobs[0].done():
                yield jobs.popleft().result()
    finally:
        for job in jobs:
            job.cancel()
        await asyncio.gather(*jobs, return_exceptions=True)


def _read(source: Iterator[bytes | str]) -> asyncio.Future[bytes | str | None]:
    """The next line, read in a daemon thread.

    Not in asyncio's own threads: those are joined at exit, so after an interrupt a read of a
    terminal would block until somebody presses Enter.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[bytes | str | None] = loop.create_future()

    def settle(line: bytes | str | None, error: Exception | None) -> None:
        if not future.done():
            future.set_exception(error) if error else future.set_result(line)

    def read() -> None:
        line, error = None, None
        try:
            line = next(source, None)
        except Exception as e:  # passed to the coroutine that awaits the line
            error = e
        with suppress(RuntimeError):  # the loop has ended, nobody awaits the line
            loop.call_soon_threadsafe(settle, line, error)

    Thread(target=read, daemon=True).start()
    return future


async def _process_line(line: bytes | str, number: int, work: Work, pool: Workers) -> Row:
    key: object = None
    try:
        row = _row(line, number)
        key = row.get("id", row.get("doc_id"))
        return await pool.run(work, row)
    except ReadoutError as e:
        return {"id": key, "error": {"kind": e.kind, "message": str(e)}}


def strict_json(line: bytes | str) -> Any:
    """Parse JSON by RFC 8259: no NaN, no Infinity; and no number that is too large for a double.

    Raises: ValueError, RecursionError.
    """
    return json.loads(line, parse_constant=_no_number, parse_float=_finite)


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is not JSON")


def _finite(text: str) -> float:
    number = float(text)
    return number if isfinite(number) else _no_number(text)


def _row(line: bytes | str, number: int) -> Row:
    if len(line) > MOST_BYTES:
        raise BadRow(f"Line {number} is longer than {MOST_BYTES // 2**20} MB.")
    try:
        row = strict_json(line)
    except (ValueError, RecursionError) as e:
        raise BadRow(f"Line {number} is not JSON.") from e
    if not isinstance(row, dict):
        raise BadRow(f"Line {number} is not a JSON object.")
    return row
