"""A paste service in memory: jobs are real tasks with stages; tests supply the briefings."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from briefs.errors import Cancelled, ReadoutError, Unknown
from briefs.model.briefings import Briefing
from briefs.model.pastes import (
    Archive,
    ArchivedBriefing,
    Check,
    Gauge,
    Metric,
    Paste,
    Progress,
    Stage,
)

Work = Callable[[Paste, Callable[[Stage], None]], Awaitable[Briefing]]
"""Makes a briefing of a paste, and reports each stage when it begins."""

NOON = datetime(2026, 5, 8, 12, 0, tzinfo=UTC)


class Job:
    """A running task and those who wait for its next stage."""

    def __init__(self, paste: Paste) -> None:
        self.paste = paste
        self.plan = tuple(Stage) if paste.link else tuple(Stage)[1:]
        self.entered = 0
        self.result: ArchivedBriefing | ReadoutError | None = None
        self.changed = asyncio.Condition()
        self.task: asyncio.Task[None] | None = None

    @property
    def progress(self) -> Progress:
        label = self.paste.link or (self.paste.upload.name if self.paste.upload else "Pasted text")
        link = self.paste.link or self.paste.source
        return Progress(label, self.plan, self.entered, self.result is not None, link)


class MemoryPasteService:
    """The port PastePort, with any `work`."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.jobs: dict[str, Job] = {}
        self.archived: dict[str, ArchivedBriefing] = {}
        self.pastes: list[Paste] = []
        self.begun = threading.Event()
        self.checks: tuple[Check, ...] = (Check("store", True, "SQLite, 3 briefings"),)

    def keep(self, briefing: Briefing) -> ArchivedBriefing:
        number = len(self.archived) + 1
        archived = ArchivedBriefing(f"b{number}", briefing, NOON + timedelta(minutes=number))
        self.archived[archived.id] = archived
        return archived

    async def start(self, paste: Paste) -> str:
        self.pastes.append(paste)
        self.begun.set()
        job = Job(paste)
        key = f"j{len(self.jobs) + 1}"
        self.jobs[key] = job
        job.task = asyncio.create_task(self._run(job))
        return key

    async def _run(self, job: Job) -> None:
        waking = set()

        def entering(stage: Stage) -> None:
            job.entered = job.plan.index(stage) + 1
            waking.add(asyncio.ensure_future(self._notify(job)))

        result: ArchivedBriefing | ReadoutError
        try:
            result = self.keep(await self.work(job.paste, entering))
        except ReadoutError as error:
            result = error
        except asyncio.CancelledError:
            result = Cancelled()
        await asyncio.gather(*waking)
        job.result = result
        await self._notify(job)

    @staticmethod
    async def _notify(job: Job) -> None:
        async with job.changed:
            job.changed.notify_all()

    def _job(self, key: str) -> Job:
        try:
            return self.jobs[key]
        except KeyError as error:
            raise Unknown from error

    async def progress(self, job: str, *, seen: int = -1, wait_s: float = 0) -> Progress:
        found = self._job(job)
        try:
            async with asyncio.timeout(wait_s), found.changed:
                await found.changed.wait_for(
                    lambda: found.entered > seen or found.result is not None
                )
        except TimeoutError:
            pass
        return found.progress

    async def result(self, job: str) -> ArchivedBriefing | ReadoutError:
        result = self._job(job).result
        if result is None:
            raise Unknown
        return result

    async def cancel(self, job: str) -> None:
        found = self._job(job)
        assert found.task is not None
        found.task.cancel()
        await asyncio.wait([found.task])
        if found.result is None:  # the job had not begun
            found.result = Cancelled()

    async def briefing(self, key: str) -> ArchivedBriefing:
        try:
            return self.archived[key]
        except KeyError as error:
            raise Unknown from error

    async def archive(self, *, before: str | None = None, limit: int = 30) -> Archive:
        newest = sorted(self.archived.values(), key=lambda one: one.made_at, reverse=True)
        if before is not None:
            newest = [one for one in newest if one.made_at.isoformat() < before]
        items = tuple(newest[:limit])
        return Archive(items, items[-1].made_at.isoformat() if len(newest) > limit else None)

    async def health(self) -> tuple[Check, ...]:
        return self.checks

    async def metrics(self) -> tuple[Metric, ...]:
        done = float(len(self.archived))
        return (
            Metric("readout_briefings_total", "Briefings made", Gauge.COUNTER, (({}, done),)),
            Metric(
                "readout_jobs",
                "Jobs by state",
                Gauge.GAUGE,
                (({"state": "running"}, float(len(self.jobs)) - done),),
            ),
        )
