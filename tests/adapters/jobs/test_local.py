"""Jobs in this process."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from adapters.jobs.local import LIMITS, LocalJobs
from briefs.model.delivery import Job, JobKind
from tests.fakes.stores import FakeClock


class Gate:
    """A handler that waits until it is let through."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.started = asyncio.Event()
        self.runs = 0
        self.running = 0
        self.most = 0
        self.cancelled = 0

    async def __call__(self, key: str) -> datetime | None:
        self.runs += 1
        self.running += 1
        self.most = max(self.most, self.running)
        self.started.set()
        try:
            await self.open.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        finally:
            self.running -= 1
        return None


async def begin(clock: FakeClock) -> tuple[LocalJobs, Gate]:
    jobs, gate = LocalJobs(now=clock), Gate()
    await jobs.start(dict.fromkeys(JobKind, gate))
    return jobs, gate


async def test_a_job_never_runs_beside_itself_but_once_more_after(clock: FakeClock) -> None:
    jobs, gate = await begin(clock)
    await jobs.submit(Job(JobKind.POST, "k"))
    await gate.started.wait()
    await jobs.submit(*[Job(JobKind.POST, "k")] * 5)
    gate.open.set()
    await jobs.idle()
    assert (gate.runs, gate.most) == (2, 1)


async def test_each_kind_has_its_limit(clock: FakeClock) -> None:
    jobs, gate = await begin(clock)
    await jobs.submit(*(Job(JobKind.DIGEST, str(n)) for n in range(20)))
    await gate.started.wait()
    gate.open.set()
    await jobs.idle()
    assert gate.runs == 20
    assert gate.most <= LIMITS[JobKind.DIGEST]


async def test_stopping_lets_what_runs_end(clock: FakeClock) -> None:
    jobs, gate = await begin(clock)
    await jobs.submit(Job(JobKind.POST, "k"), Job(JobKind.POST, "x", clock() + timedelta(hours=1)))
    await gate.started.wait()
    stopping = asyncio.create_task(jobs.stop())
    await asyncio.sleep(0)
    await jobs.submit(Job(JobKind.POST, "new"))
    gate.open.set()
    await stopping
    assert (gate.runs, gate.cancelled) == (1, 0)


async def test_stopping_cuts_what_takes_too_long(clock: FakeClock) -> None:
    jobs, gate = await begin(clock)
    await jobs.submit(Job(JobKind.POST, "k"))
    await gate.started.wait()
    await jobs.stop(grace_s=0)
    assert gate.cancelled == 1


async def test_the_earlier_of_two_times_counts(clock: FakeClock) -> None:
    jobs, gate = await begin(clock)
    gate.open.set()
    await jobs.submit(Job(JobKind.POST, "k", clock() + timedelta(hours=2)))
    await jobs.submit(Job(JobKind.POST, "k", clock() + timedelta(hours=3)))
    await jobs.submit(Job(JobKind.POST, "k", clock() + timedelta(seconds=0.01)))
    await jobs.idle()
    assert gate.runs == 1
