"""Look for work that nobody is at: what a crash left, here or on another machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.ports import Jobs, Work

AHEAD = timedelta(minutes=2)
"""Work that falls due before the next sweep is submitted with its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweeping:
    """The store knows what is unfinished; the jobs only have to hear of it."""

    work: Work
    jobs: Jobs
    now: Callable[[], datetime]

    async def sweep(self) -> int:
        """Submit what is due, or will be shortly -> how many jobs."""
        jobs = await self.work.unfinished(until=self.now() + AHEAD)
        await self.jobs.submit(*jobs)
        return len(jobs)
