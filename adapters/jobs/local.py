"""Jobs in this process: a limit for each kind, and no job twice at the same time.

All state is in the store: jobs lost with the process are submitted again from there.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

from briefs.errors import StoreAway
from briefs.model.delivery import Job, JobKind

log = logging.getLogger(__name__)

Handler = Callable[[str], Awaitable[datetime | None]]
"""Key -> when to run again, None if it is done."""

LIMITS: Mapping[JobKind, int] = {
    JobKind.LINK: 8,
    JobKind.POST: 16,
    JobKind.DIGEST: 2,
    JobKind.FEED: 4,
    JobKind.ENTRY: 2,
}
"""Jobs of a kind that run at the same time. Reading has a pool of its own. Links and posts, which
people wait for, get more room than feeds and their entries."""

AFTER_FAULT = timedelta(seconds=30)
"""Wait before a job is repeated whose flow could not settle its own failure (the database was
away)."""

GRACE_S = 5.0
"""How long running jobs may go on at the end."""

Name = tuple[JobKind, str]


class LocalJobs:
    """Runs jobs as tasks of this event loop, from `start` on."""

    def __init__(
        self, *, now: Callable[[], datetime], limits: Mapping[JobKind, int] = LIMITS
    ) -> None:
        self._now = now
        self._handlers: Mapping[JobKind, Handler] = {}
        self._turns = {kind: asyncio.Semaphore(limits[kind]) for kind in JobKind}
        self._running: dict[Name, asyncio.Task[None]] = {}
        self._again: dict[Name, datetime | None] = {}
        self._timers: dict[Name, tuple[datetime, asyncio.TimerHandle]] = {}
        self._early: list[Job] = []
        self._stopping = False
        self._idle = asyncio.Event()
        self._idle.set()

    async def start(self, handlers: Mapping[JobKind, Handler]) -> None:
        """Start running jobs, including those that were submitted before."""
        self._handlers = handlers
        early, self._early = self._early, []
        await self.submit(*early)

    async def submit(self, *jobs: Job) -> None:
        """Run jobs when they are due; one that is running already runs once more afterwards."""
        if not self._handlers:
            self._early.extend(jobs)
            return
        for job in jobs:
            self._submit(job)

    def _submit(self, job: Job) -> None:
        name = (job.kind, job.key)
        if self._stopping:
            return
        if name in self._running:
            self._again[name] = (
                _earlier(self._again[name], job.at) if name in self._again else job.at
            )
        elif job.at is not None and job.at > self._now():
            self._set_timer(name, job.at)
        else:
            self._start(name)

    def _set_timer(self, name: Name, at: datetime) -> None:
        if name in self._timers:
            before, timer = self._timers[name]
            if before <= at:
                return
            timer.cancel()
        wait_s = (at - self._now()).total_seconds()
        loop = asyncio.get_running_loop()
        self._timers[name] = (at, loop.call_later(wait_s, self._start, name))
        self._idle.clear()

    def _start(self, name: Name) -> None:
        if timer := self._timers.pop(name, None):
            timer[1].cancel()
        self._idle.clear()
        self._running[name] = asyncio.create_task(self._run(name), name=" ".join(name))

    async def _run(self, name: Name) -> None:
        kind, key = name
        again: Job | None = None
        try:
            async with self._turns[kind]:
                when = await self._handlers[kind](key)
            if when is not None:
                again = Job(kind, key, when)
        except StoreAway as error:
            log.error("job put off: %s", error, extra={"kind": kind, "key": key})  # noqa: TRY400
            again = Job(kind, key, self._now() + AFTER_FAULT)
        except Exception:
            log.exception("job failed", extra={"kind": kind, "key": key})
            again = Job(kind, key, self._now() + AFTER_FAULT)
        finally:
            del self._running[name]
            if name in self._again:
                at = self._again.pop(name)
                again = Job(kind, key, _earlier(at, again.at) if again else at)
            if again is not None:
                self._submit(again)
            if not self._running and not self._timers:
                self._idle.set()

    async def idle(self) -> None:
        """Wait until no job is running or waiting."""
        while self._running or self._timers:
            await self._idle.wait()

    async def stop(self, *, grace_s: float = GRACE_S) -> None:
        """Accept no more jobs, let running ones end, cancel those that take longer than `grace_s`.

        A cancelled job keeps its lease, so it becomes due again in the store.
        """
        self._stopping = True
        for _, timer in self._timers.values():
            timer.cancel()
        self._timers.clear()
        tasks = list(self._running.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=grace_s)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    """The earlier of two times; None is at once."""
    return None if one is None or other is None else min(one, other)
