"""Rows -> values, many of them off the event loop; a row that cannot be decoded is skipped."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from briefs.model.serialization import BadRecord

log = logging.getLogger(__name__)

Row = TypeVar("Row")
Value = TypeVar("Value")

FEW = 8
"""A briefing takes a fifth of a millisecond; a thread costs as much as several of them, and
waits for its turn where another one computes."""


async def each(read: Callable[[Row], Value], rows: Sequence[Row]) -> list[tuple[Row, Value]]:
    """Rows -> those that can be read, with their values, in the same order."""
    if len(rows) <= FEW:
        return readable(read, rows)
    return await asyncio.to_thread(readable, read, rows)


def readable(read: Callable[[Row], Value], rows: Iterable[Row]) -> list[tuple[Row, Value]]:
    """The same, at once.

    A value that a disk, a hand or another version has broken is left out and told of in the
    log; `readout check` names it. Everybody else's digest comes nevertheless.
    """
    found: list[tuple[Row, Value]] = []
    for row in rows:
        try:
            found.append((row, read(row)))
        except BadRecord as error:
            log.error("a row cannot be read back and is left out: %s", error)  # noqa: TRY400
    return found
