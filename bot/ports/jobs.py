"""Running the flows, and the work that is unfinished."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from briefs.model.delivery import Job


class Jobs(Protocol):
    """Runs the flows; a job that is submitted twice may run twice, harmlessly."""

    async def submit(self, *jobs: Job) -> None: ...


class PendingWork(Protocol):
    """Unfinished work of all tables."""

    async def unfinished(
        self, *, until: datetime | None = None, limit: int = 1000
    ) -> tuple[Job, ...]: ...

    async def set_back(self, by: timedelta, *, now: datetime) -> int: ...
