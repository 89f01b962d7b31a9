"""Rows -> values; many rows are decoded in a thread, those that cannot be decoded are skipped."""

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
"""Up to this many rows are decoded on the event loop. A briefing takes 0.2 ms; starting a thread
costs as much as several briefings, and it has to wait while another thread computes."""


async def each(read: Callable[[Row], Value], rows: Sequence[Row]) -> list[tuple[Row, Value]]:
    """Rows -> (row, value) pairs in the same order, without rows that cannot be decoded."""
    if len(rows) <= FEW:
        return readable(read, rows)
    return await asyncio.to_thread(readable, read, rows)


def readable(read: Callable[[Row], Value], rows: Iterable[Row]) -> list[tuple[Row, Value]]:
    """Like `each`, without a thread.

    A value that was damaged on disk, by hand or by another version is skipped and logged; `readout
    check` names it. Other rows, and so other people's digests, are not affected.
    """
    found: list[tuple[Row, Value]] = []
    for row in rows:
        try:
            found.append((row, read(row)))
        except BadRecord as error:
            log.error("a row cannot be read back and is left out: %s", error)  # noqa: TRY400
    return found
