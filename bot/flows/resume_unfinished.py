"""Unfinished work in the store -> jobs, after a crash here or on another machine."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.ports.jobs import Jobs, PendingWork

log = logging.getLogger(__name__)

AHEAD = timedelta(minutes=2)
"""Work that falls due before the next sweep is submitted with its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedWork:
    """Submits a job for all work that is unfinished in the store."""

    pending_work: PendingWork
    jobs: Jobs
    now: Callable[[], datetime]

    async def sweep(self) -> int:
        """Submit work that is due now or soon -> number of jobs."""
        jobs = await self.pending_work.unfinished(until=self.now() + AHEAD)
        await self.jobs.submit(*jobs)
        return len(jobs)

    async def clock_moved(self, by_s: float) -> None:
        """The wall clock was moved by `by_s` seconds: reschedule retries that would be late.

        A retry that comes early does no harm: each job checks whether there is work.
        """
        if by_s < 0:
            count = await self.pending_work.set_back(timedelta(seconds=-by_s), now=self.now())
            log.warning("the clock was set back: work waits no longer", extra={"count": count})
