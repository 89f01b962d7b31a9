"""Whether the store accepts writes: a read-only database looks healthy until the first post."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from adapters.storage.database.engine import Database
from briefs.errors import StoreAway

EVERY_S = 10.0
"""Shortest time between two probes: strangers may ask for /health as often as they like."""

MIN_FREE_BYTES = 32 * 2**20
"""With less free space a store counts as full: a busy hour writes some megabytes, and SQLite can
still write into pages that it has allocated."""


def free_bytes(folder: Path) -> int:
    """Free bytes for this user on the disk of that folder."""
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize


class WriteProbe:
    """Rewrites an existing value, and checks how much disk space is left."""

    def __init__(
        self,
        *,
        database: Database,
        monotonic: Callable[[], float] = time.monotonic,
        free: Callable[[Path], int] = free_bytes,
    ) -> None:
        self._database = database
        self._monotonic = monotonic
        self._free = free
        self._known: tuple[float, str | None] | None = None
        self._asking = asyncio.Lock()

    async def fault(self) -> str | None:
        """Why nothing can be written, None if writing works; cached for EVERY_S."""
        async with self._asking:
            if self._known is None or self._monotonic() - self._known[0] >= EVERY_S:
                self._known = self._monotonic(), await self._look()
            return self._known[1]

    async def _look(self) -> str | None:
        path = self._database.path
        if path is not None:
            left = await asyncio.to_thread(self._free, path.parent)
            if left < MIN_FREE_BYTES:
                return f"the disk is full: {left // 2**20} MB are left"
        try:
            async with self._database.write() as connection:
                if self._database.sqlite:
                    # Nobody reads this number; writing it changes the first page.
                    await connection.execute(text("PRAGMA user_version = 0"))
                else:
                    # Allocates a transaction number, which is a write; a read-only server refuses.
                    await connection.execute(text("SELECT pg_current_xact_id()"))
                    only_reads = text("SELECT current_setting('transaction_read_only')")
                    if await connection.scalar(only_reads) == "on":
                        return "the database only reads"
        except StoreAway as error:
            return str(error)
        return None
