"""Jobs as rows: what a machine that died leaves behind."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import psycopg
import pytest

from adapters.jobs import procrastinate
from adapters.jobs.procrastinate import ProcrastinateJobs
from briefs.model.delivery import Job, JobKind
from tests.fakes.stores import OwnDatabase


@pytest.fixture
async def jobs(postgres: OwnDatabase) -> AsyncIterator[ProcrastinateJobs]:
    remote = ProcrastinateJobs(url=postgres.url, now=lambda: datetime.now(UTC))
    await remote.open()
    yield remote
    await remote.close()


async def test_what_a_dead_machine_was_at_is_deleted_and_can_be_submitted_again(
    jobs: ProcrastinateJobs, postgres: OwnDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(procrastinate, "FORGET_S", 0.05)
    ran = asyncio.Event()

    async def run(key: str) -> None:
        ran.set()

    await jobs.submit(Job(JobKind.LINK, "reply:m1"))
    plain = postgres.url.replace("+psycopg", "")
    async with await psycopg.AsyncConnection.connect(plain, autocommit=True) as operator:
        # As it is when a machine took it and was killed; another has dropped that machine's row.
        await operator.execute("UPDATE procrastinate_jobs SET status = 'doing'")
        await jobs.start(dict.fromkeys(JobKind, run))
        async with asyncio.timeout(10):
            while (
                await (await operator.execute("SELECT 1 FROM procrastinate_jobs")).fetchone()
            ) is not None:
                await asyncio.sleep(0.02)
        assert not ran.is_set(), "nobody knows how far it came but the store"
        await jobs.submit(Job(JobKind.LINK, "reply:m1"))
        async with asyncio.timeout(10):
            await ran.wait()
