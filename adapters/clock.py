"""APScheduler: it only starts calls at intervals. What is due is the store's business.

Starts that were missed are made up by one, however late; a call that takes longer than its
interval is not started a second time beside itself. APScheduler computes with the wall clock, so
that is watched: when somebody moves it, or the machine slept, everything is called at once and goes
on from there. Set back an hour, it would start nothing for an hour.
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
"""How long a call that is running may go on when the clock is stopped."""

WATCH_S = 5.0
"""Between two looks at the wall clock, by the clock that nobody moves."""

LEAP_S = 2.0
"""A clock that NTP slews drifts by some milliseconds between two looks."""


class Clock:
    """Calls each function at its interval, from its start until it is stopped."""

    def __init__(
        self,
        *,
        wall: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
        watch_s: float = WATCH_S,
        moved: Callable[[float], Awaitable[object]] | None = None,
    ) -> None:
        """`moved`: called with the seconds that the wall clock was moved by, before all others."""
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
        self._running: dict[str, asyncio.Task[None]] = {}

    def run_every(
        self, name: str, function: Callable[[], Awaitable[object]], *, interval_s: float
    ) -> None:
        """Call `function` every so many seconds, for the first time after as many."""

        async def call() -> None:
            try:
                await function()
            except StoreAway as error:
                log.error("%s put off: %s", name, error)  # noqa: TRY400
            except Exception:  # the next call is another chance
                log.exception("%s failed", name)

        async def begin() -> None:
            # A task of our own: the scheduler cuts short, at its end, what it awaits itself.
            if name not in self._running or self._running[name].done():
                self._running[name] = asyncio.create_task(call(), name=name)

        self._scheduler.add_job(begin, IntervalTrigger(seconds=interval_s, timezone="UTC"), id=name)

    def start(self) -> None:
        """Begin to call."""
        self._scheduler.start()
        self._apart = self._wall() - self._monotonic()
        self._watch()

    def _watch(self) -> None:
        """Call everything at once where the wall clock was moved since the last look."""
        apart = self._wall() - self._monotonic()
        leap_s, self._apart = apart - self._apart, apart
        if abs(leap_s) > LEAP_S:
            log.warning("the clock was moved by %.0f s", leap_s)
            self._running["moved"] = asyncio.create_task(self._adapt(leap_s), name="moved")
        loop = asyncio.get_running_loop()
        self._watching = loop.call_later(self._watch_s, self._watch)

    async def _adapt(self, leap_s: float) -> None:
        try:
            if self._moved is not None:
                await self._moved(leap_s)
        except Exception:  # everything is called all the same
            log.exception("what waits was not told of the new time")
        now = datetime.fromtimestamp(self._wall(), UTC)
        for job in self._scheduler.get_jobs():
            job.modify(next_run_time=now)

    async def stop(self, *, grace_s: float = GRACE_S) -> None:
        """Start no more calls; those that run may end, and are cancelled after `grace_s`."""
        if self._watching is not None:
            self._watching.cancel()
        self._scheduler.shutdown(wait=False)
        running = [task for task in self._running.values() if not task.done()]
        if running:
            _, late = await asyncio.wait(running, timeout=grace_s)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
