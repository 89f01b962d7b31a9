"""What every way to run jobs does, in this process and on PostgreSQL."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from adapters.jobs.local import LocalJobs
from adapters.jobs.procrastinate import ProcrastinateJobs
from briefs.model.delivery import Job, JobKind
from tests.fakes.stores import OwnDatabase

Jobs = LocalJobs | ProcrastinateJobs
PATIENCE_S = 20


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(params=["local", "procrastinate"])
async def jobs(request: pytest.FixtureRequest) -> AsyncIterator[Jobs]:
    if request.param == "local":
        local = LocalJobs(now=now)
        yield local
        await local.stop()
        return
    own: OwnDatabase = request.getfixturevalue("postgres")
    remote = ProcrastinateJobs(url=own.url, now=now)
    await remote.open()
    yield remote
    await remote.close()


class Runs:
    """What ran, and a wait until so much has."""

    def __init__(self) -> None:
        self.keys: Counter[str] = Counter()
        self.again: dict[str, list[float]] = {}
        self._more = asyncio.Condition()

    async def run(self, key: str) -> datetime | None:
        async with self._more:
            self.keys[key] += 1
            self._more.notify_all()
        if waits := self.again.get(key):
            return now() + timedelta(seconds=waits.pop(0))
        return None

    async def until(self, total: int) -> None:
        async with asyncio.timeout(PATIENCE_S), self._more:
            await self._more.wait_for(lambda: self.keys.total() >= total)

    @property
    def handlers(self) -> dict[JobKind, object]:
        return dict.fromkeys(JobKind, self.run)


async def test_what_is_submitted_runs_whatever_its_kind(jobs: Jobs) -> None:
    runs = Runs()
    await jobs.start(runs.handlers)  # type: ignore[arg-type]
    await jobs.submit(*(Job(kind, str(kind)) for kind in JobKind))
    await runs.until(len(JobKind))
    assert set(runs.keys) == set(JobKind)


async def test_what_was_submitted_before_the_start_runs_too(jobs: Jobs) -> None:
    runs = Runs()
    await jobs.submit(Job(JobKind.POST, "early"))
    await jobs.start(runs.handlers)  # type: ignore[arg-type]
    await runs.until(1)


async def test_a_job_with_a_time_waits_for_it_and_can_be_run_before(jobs: Jobs) -> None:
    runs = Runs()
    await jobs.start(runs.handlers)  # type: ignore[arg-type]
    await jobs.submit(Job(JobKind.POST, "later", now() + timedelta(hours=1)))
    await jobs.submit(Job(JobKind.POST, "now"))
    await runs.until(1)
    assert runs.keys == {"now": 1}
    await jobs.submit(Job(JobKind.POST, "later"))
    await runs.until(2)
    assert runs.keys == {"now": 1, "later": 1}


async def test_a_handler_says_when_it_wants_to_run_again(jobs: Jobs) -> None:
    runs = Runs()
    runs.again["k"] = [0.0, 0.2]
    await jobs.start(runs.handlers)  # type: ignore[arg-type]
    await jobs.submit(Job(JobKind.LINK, "k"))
    await runs.until(3)


async def test_many_are_each_run_once(jobs: Jobs) -> None:
    runs = Runs()
    await jobs.start(runs.handlers)  # type: ignore[arg-type]
    await jobs.submit(*(Job(JobKind.POST, f"k{n}") for n in range(40)))
    await runs.until(40)
    assert set(runs.keys.values()) == {1}


async def test_jobs_run_beside_each_other(jobs: Jobs) -> None:
    together = asyncio.Barrier(3)

    async def meet(key: str) -> datetime | None:
        await together.wait()
        return None

    await jobs.start({JobKind.POST: meet})
    await jobs.submit(Job(JobKind.POST, "a"), Job(JobKind.POST, "b"))
    async with asyncio.timeout(PATIENCE_S):
        await together.wait()


async def test_links_that_take_their_time_hold_up_no_post(jobs: Jobs) -> None:
    runs, read, posted = Runs(), asyncio.Event(), asyncio.Event()

    async def link(key: str) -> None:
        await read.wait()
        await runs.run(key)

    async def post(key: str) -> None:
        posted.set()

    await jobs.start({**dict.fromkeys(JobKind, link), JobKind.POST: post})
    await jobs.submit(*(Job(JobKind.LINK, f"l{number}") for number in range(40)))
    await jobs.submit(Job(JobKind.POST, "p1"))
    try:
        async with asyncio.timeout(15):
            await posted.wait()
    finally:
        read.set()
        await runs.until(40)


async def test_a_job_that_raises_harms_no_other(jobs: Jobs) -> None:
    runs = Runs()

    async def fail(key: str) -> datetime | None:
        raise ValueError(key)

    await jobs.start({**runs.handlers, JobKind.FEED: fail})  # type: ignore[dict-item]
    await jobs.submit(Job(JobKind.FEED, "bad"), Job(JobKind.POST, "good"))
    await runs.until(1)
    assert runs.keys == {"good": 1}
