"""APScheduler: it only rings. What is due is the store's business.

Rings that were missed come as one, and none is ever too late; a ring that takes longer
than its interval is not rung beside itself.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from apscheduler.executors.asyncio import AsyncIOExecutor  # type: ignore[import-untyped]
from apscheduler.jobstores.memory import MemoryJobStore  # type: ignore[import-untyped]
from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]
from apscheduler.triggers.interval import IntervalTrigger  # type: ignore[import-untyped]

from briefs.errors import StoreAway

log = logging.getLogger(__name__)

GRACE_S = 5.0
"""What rings at the end may go on for so long."""


class Clock:
    """Rings each bell at its interval, from its start until it is stopped."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": AsyncIOExecutor()},
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
            timezone="UTC",
        )
        self._ringing: dict[str, asyncio.Task[None]] = {}

    def ring(self, name: str, bell: Callable[[], Awaitable[object]], *, every_s: float) -> None:
        """Call `bell` every so many seconds, for the first time after as many."""

        async def rung() -> None:
            try:
                await bell()
            except StoreAway as error:
                log.error("%s put off: %s", name, error)  # noqa: TRY400
            except Exception:  # the next ring is another chance
                log.exception("%s failed", name)

        async def begin() -> None:
            # A task of our own: the scheduler cuts short, at its end, what it awaits itself.
            if name not in self._ringing or self._ringing[name].done():
                self._ringing[name] = asyncio.create_task(rung(), name=name)

        self._scheduler.add_job(begin, IntervalTrigger(seconds=every_s, timezone="UTC"), id=name)

    def start(self) -> None:
        """Begin to ring."""
        self._scheduler.start()

    async def stop(self, *, grace_s: float = GRACE_S) -> None:
        """Ring no more; what rings now may end, and is cut after `grace_s`."""
        self._scheduler.shutdown(wait=False)
        ringing = [task for task in self._ringing.values() if not task.done()]
        if ringing:
            _, late = await asyncio.wait(ringing, timeout=grace_s)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
