"""APScheduler: it only rings. What is due is the store's business.

Rings that were missed come as one, and none is ever too late; a ring that takes longer
than its interval is not rung beside itself.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from apscheduler.executors.asyncio import AsyncIOExecutor  # type: ignore[import-untyped]
from apscheduler.jobstores.memory import MemoryJobStore  # type: ignore[import-untyped]
from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]
from apscheduler.triggers.interval import IntervalTrigger  # type: ignore[import-untyped]

log = logging.getLogger(__name__)


class Clock:
    """Rings each bell at its interval, from its start until it is stopped."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": AsyncIOExecutor()},
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
            timezone="UTC",
        )

    def ring(self, name: str, bell: Callable[[], Awaitable[object]], *, every_s: float) -> None:
        """Call `bell` every so many seconds, for the first time after as many."""

        async def rung() -> None:
            try:
                await bell()
            except Exception:  # the next ring is another chance
                log.exception("%s failed", name)

        self._scheduler.add_job(rung, IntervalTrigger(seconds=every_s, timezone="UTC"), id=name)

    def start(self) -> None:
        """Begin to ring."""
        self._scheduler.start()

    def stop(self) -> None:
        """Ring no more; a bell that rings now ends by itself."""
        self._scheduler.shutdown(wait=False)
