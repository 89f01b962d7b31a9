"""APScheduler: it only rings. What is due is the store's business.

Rings that were missed come as one, and none is ever too late; a ring that takes longer
than its interval is not rung beside itself. APScheduler computes with the wall clock, so that is
watched: when somebody moves it, or the machine slept, everything rings at once and goes on from
there. Set back an hour, it would ring nothing for an hour.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from apscheduler.executors.asyncio import AsyncIOExecutor  # type: ignore[import-untyped]
from apscheduler.jobstores.memory import MemoryJobStore  # type: ignore[import-untyped]
from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]
from apscheduler.triggers.interval import IntervalTrigger  # type: ignore[import-untyped]

from briefs.errors import StoreAway

log = logging.getLogger(__name__)

GRACE_S = 5.0
"""What rings at the end may go on for so long."""

WATCH_S = 5.0
"""Between two looks at the wall clock, by the clock that nobody moves."""

LEAP_S = 2.0
"""A clock that NTP slews drifts by some milliseconds between two looks."""


class Clock:
    """Rings each bell at its interval, from its start until it is stopped."""

    def __init__(
        self,
        *,
        wall: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
        watch_s: float = WATCH_S,
        moved: Callable[[float], Awaitable[object]] | None = None,
    ) -> None:
        """`moved`: called with the seconds that the wall clock was moved by, before all bells."""
        self._wall = wall
        self._monotonic = monotonic
        self._watch_s = watch_s
        self._moved = moved
        self._apart = 0.0
        self._watching: asyncio.TimerHandle | None = None
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
        self._apart = self._wall() - self._monotonic()
        self._watch()

    def _watch(self) -> None:
        """Ring everything at once where the wall clock was moved since the last look."""
        apart = self._wall() - self._monotonic()
        leap_s, self._apart = apart - self._apart, apart
        if abs(leap_s) > LEAP_S:
            log.warning("the clock was moved by %.0f s", leap_s)
            self._ringing["moved"] = asyncio.create_task(self._adapt(leap_s), name="moved")
        loop = asyncio.get_running_loop()
        self._watching = loop.call_later(self._watch_s, self._watch)

    async def _adapt(self, leap_s: float) -> None:
        try:
            if self._moved is not None:
                await self._moved(leap_s)
        except Exception:  # everything rings all the same
            log.exception("what waits was not told of the new time")
        now = datetime.fromtimestamp(self._wall(), UTC)
        for job in self._scheduler.get_jobs():
            job.modify(next_run_time=now)

    async def stop(self, *, grace_s: float = GRACE_S) -> None:
        """Ring no more; what rings now may end, and is cut after `grace_s`."""
        if self._watching is not None:
            self._watching.cancel()
        self._scheduler.shutdown(wait=False)
        ringing = [task for task in self._ringing.values() if not task.done()]
        if ringing:
            _, late = await asyncio.wait(ringing, timeout=grace_s)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
