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
"""Up to this many rows are decoded on the loop: a briefing takes 0.2 ms, a thread costs as much as
several, and waits while another one computes."""


async def each(read: Callable[[Row], Value], rows: Sequence[Row]) -> list[tuple[Row, Value]]:
    """Rows -> those that can be read, with their values, in the same order."""
    if len(rows) <= FEW:
        return readable(read, rows)
    return await asyncio.to_thread(readable, read, rows)


def readable(read: Callable[[Row], Value], rows: Iterable[Row]) -> list[tuple[Row, Value]]:
    """The same, without a thread.

    A value damaged by the disk, by hand or by another version is skipped and logged; `readout
    check` names it. Other rows, and other people's digests, are not affected.
    """
    found: list[tuple[Row, Value]] = []
    for row in rows:
        try:
            found.append((row, read(row)))
        except BadRecord as error:
            log.error("a row cannot be read back and is left out: %s", error)  # noqa: TRY400
    return found
