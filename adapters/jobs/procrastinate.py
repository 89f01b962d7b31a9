"""Jobs as rows of PostgreSQL, run by as many machines as there are.

https://procrastinate.readthedocs.io: tasks are named after the kinds of jobs. A queueing
lock keeps one job from waiting twice; one that waits for a later time has a lock of its
own, so that the same work can be run now.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

import psycopg
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Status
from procrastinate.schema import SchemaManager
from sqlalchemy.engine import make_url

from adapters.jobs.local import LIMITS
from briefs.errors import StoreUnusable
from briefs.model.delivery import Job, JobKind

log = logging.getLogger(__name__)

Handler = Callable[[str], Awaitable[datetime | None]]
"""Key -> when to run again, None if it is done."""

QUEUE = "readout"
"""Prefix of each kind's queue; earlier versions had this one queue."""

CONNECTIONS = 10
"""Size of the connection pool; the worker of each kind keeps one connection to listen on."""

POLL_S = 1.0
"""New jobs are notified at once; polling finds only those that waited for their time."""

GRACE_S = 5
FORGET_S = 60.0
SILENT_S = 120.0
"""A machine without a heartbeat for this long is dead; each sends one every 10 s."""

AGAIN_S = 2.0
"""Pause before a stopped worker is restarted."""

SCHEMA_LOCK = 7_328_683
"""Any number, as long as it is the same everywhere."""


class ProcrastinateJobs:
    """Submits and, once started, runs jobs; `url` is the store's."""

    def __init__(
        self, *, url: str, now: Callable[[], datetime], limits: Mapping[JobKind, int] = LIMITS
    ) -> None:
        plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._plain = plain
        self._app = App(
            connector=PsycopgConnector(conninfo=plain, min_size=1, max_size=CONNECTIONS)
        )
        self._now = now
        self._limits = limits
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        """Connect, and make Procrastinate's tables if they are not there. Raises: StoreUnusable."""
        try:
            await asyncio.to_thread(_make_tables, self._plain)
            await self._app.open_async()
        except (psycopg.Error, ConnectorException) as e:
            raise StoreUnusable(f"Jobs cannot be kept in the database: {_first_line(e)}.") from e

    async def start(self, handlers: Mapping[JobKind, Handler]) -> None:
        """Run jobs here, besides submitting them."""
        for kind, handler in handlers.items():
            self._app.task(name=_name(kind), queue=_queue(kind))(self._task(kind, handler))
        works = [self._work(kind) for kind in handlers]
        self._tasks = [asyncio.create_task(one) for one in (*works, self._tidy())]

    async def _work(self, kind: JobKind) -> None:
        """Fetch and run jobs of a kind until cancelled: a lost connection only interrupts it.

        Each kind has a worker of its own; otherwise slow links would hold up the posts.
        """
        left_over = [QUEUE] if kind is JobKind.LINK else []
        while True:
            try:
                await self._app.run_worker_async(
                    queues=[_queue(kind), *left_over],
                    concurrency=self._limits[kind],
                    install_signal_handlers=False,
                    fetch_job_polling_interval=POLL_S,
                    delete_jobs="always",
                    shutdown_graceful_timeout=GRACE_S,
                )
            except Exception:
                log.exception("no jobs are run: the database is away")
            else:
                log.warning("no jobs are run: the worker has stopped")
            await asyncio.sleep(AGAIN_S)

    async def _tidy(self) -> None:
        """Delete jobs of dead machines: the sweep submits them again from the store.

        Procrastinate would leave such jobs in the state "doing" forever.
        """
        while True:
            try:
                for job in await self._app.job_manager.get_stalled_jobs(
                    seconds_since_heartbeat=SILENT_S
                ):
                    if job.id is not None:
                        await self._app.job_manager.finish_job_by_id_async(
                            job.id, status=Status.FAILED, delete_job=True
                        )
            except ConnectorException:
                log.warning("jobs of dead machines are left for later: the database is away")
            await asyncio.sleep(FORGET_S)

    def _task(self, kind: JobKind, handler: Handler) -> Callable[[str], Awaitable[None]]:
        async def run(key: str) -> None:
            when = await handler(key)
            if when is not None:
                await self.submit(Job(kind, key, when))

        return run

    async def submit(self, *jobs: Job) -> None:
        """Submit jobs, to be run by any machine when they are due."""
        for job in jobs:
            at = job.at if job.at is not None and job.at > self._now() else None
            lock = f"{job.kind} {job.key}"
            if at is not None:
                lock += f" {at.isoformat(timespec='seconds')}"
            with contextlib.suppress(AlreadyEnqueued):
                await self._app.configure_task(
                    _name(job.kind), queue=_queue(job.kind), queueing_lock=lock, schedule_at=at
                ).defer_async(key=job.key)

    async def stop(self) -> None:
        """Let running jobs end, for GRACE_S; the sweep submits cancelled ones again."""
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def close(self) -> None:
        """Stop, and disconnect."""
        await self.stop()
        await self._app.close_async()


def _name(kind: JobKind) -> str:
    return f"readout.{kind}"


def _queue(kind: JobKind) -> str:
    return f"{QUEUE}.{kind}"


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")


def _make_tables(conninfo: str) -> None:
    with psycopg.connect(conninfo) as connection:
        # Of two machines that start at once, one creates the tables and the other finds them.
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (SCHEMA_LOCK,))
        found = connection.execute("SELECT to_regclass('procrastinate_jobs')").fetchone()
        if found is not None and found[0] is None:
            connection.execute(SchemaManager.get_schema())
