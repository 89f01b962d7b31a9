"""The pool against jobs that crash, hang, eat memory, or are no longer wanted."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from adapters.workers import WorkerPool
from briefs.errors import NotText, ReadingFailed, SiteBusy

HERE = Path(__file__).parent.parent.parent


def double(number: int) -> int:
    return 2 * number


def hang(marker: str) -> None:
    Path(marker).write_text(str(os.getpid()))
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    while True:
        pass


def crash() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def eat() -> int:
    return len(bytearray(4 * 2**30))


def refuse() -> None:
    raise NotText("a picture", hint="send words")


def busy() -> None:
    raise SiteBusy(after_s=7.5)


def stumble() -> None:
    raise KeyError("a fault")


def hold(end: str) -> int:
    """Holds a named pipe open for as long as this process lives."""
    os.open(end, os.O_WRONLY)
    return os.getpid()


def loaded() -> str:
    return os.environ["LOADED"]


def load() -> None:
    os.environ["LOADED"] = "yes"


def fail_to_load() -> None:
    raise OSError("no model")


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat").read_text()
    return stat.rpartition(")")[2].split()[0] != "Z"


async def until(condition: object, deadline_s: float = 10.0) -> None:
    assert callable(condition)
    end = time.monotonic() + deadline_s
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        await asyncio.sleep(0.02)


@pytest.fixture
async def pool() -> AsyncIterator[WorkerPool]:
    async with WorkerPool(workers=1, timeout_s=10) as pool:
        yield pool


async def works_on(pool: WorkerPool) -> None:
    before = time.monotonic()
    assert await pool.run(double, 21) == 42
    assert time.monotonic() - before < 5


async def test_runs_a_job_and_stops(pool: WorkerPool) -> None:
    assert await pool.run(double, 21) == 42
    worker = await pool.run(os.getpid)
    assert worker != os.getpid()
    await pool.close()
    assert not alive(worker)


async def test_nothing_starts_before_it_is_needed() -> None:
    async with WorkerPool(workers=2) as pool:
        assert pool._pool is None


async def test_warm_runs_the_initializer() -> None:
    async with WorkerPool(workers=1, initializer=load) as pool:
        await pool.warm()
        assert await pool.run(loaded) == "yes"


async def test_errors_of_the_tree_keep_class_message_and_data(pool: WorkerPool) -> None:
    with pytest.raises(NotText, match="a picture") as refused:
        await pool.run(refuse)
    assert refused.value.hint == "send words"
    with pytest.raises(SiteBusy) as later:
        await pool.run(busy)
    assert later.value.after_s == 7.5


async def test_another_exception_is_the_cause_of_reading_failed(pool: WorkerPool) -> None:
    with pytest.raises(ReadingFailed) as failed:
        await pool.run(stumble)
    assert isinstance(failed.value.__cause__, KeyError)


async def test_a_crash_is_told_and_the_next_job_works(pool: WorkerPool) -> None:
    with pytest.raises(ReadingFailed):
        await pool.run(crash)
    await works_on(pool)


async def test_too_much_memory_is_told_and_the_next_job_works(pool: WorkerPool) -> None:
    with pytest.raises(ReadingFailed):
        await pool.run(eat)
    await works_on(pool)


async def test_a_job_out_of_time_is_killed(tmp_path: Path) -> None:
    marker = tmp_path / "pid"
    async with WorkerPool(workers=1, timeout_s=0.5) as pool:
        await pool.warm()
        with pytest.raises(ReadingFailed):
            await pool.run(hang, str(marker))  # which would never end by itself
        assert not alive(int(marker.read_text()))
        await works_on(pool)


async def test_cancelling_the_await_kills_the_worker(pool: WorkerPool, tmp_path: Path) -> None:
    marker = tmp_path / "pid"
    job = asyncio.create_task(pool.run(hang, str(marker)))
    await until(lambda: marker.exists() and marker.read_text())
    job.cancel()
    with pytest.raises(asyncio.CancelledError):
        await job
    await until(lambda: not alive(int(marker.read_text())))
    await works_on(pool)


async def test_the_death_of_an_idle_worker_is_not_noticed(pool: WorkerPool, tmp_path: Path) -> None:
    for wait in (False, True):  # a job comes while it dies, and when it is dead
        end = tmp_path / f"end-{wait}"
        os.mkfifo(end)
        job = asyncio.create_task(pool.run(hold, str(end)))
        pipe = await asyncio.to_thread(os.open, end, os.O_RDONLY)
        try:
            os.kill(await job, signal.SIGKILL)
            if wait:
                assert await asyncio.to_thread(os.read, pipe, 1) == b"", "the other end is closed"
            await works_on(pool)
        finally:
            os.close(pipe)


async def test_workers_that_cannot_load_fail_the_job(
    capfd: pytest.CaptureFixture[str],
) -> None:
    async with WorkerPool(workers=1, initializer=fail_to_load) as pool:
        with pytest.raises(ReadingFailed):
            await pool.run(double, 1)
    assert "no model" in capfd.readouterr().err


async def test_many_jobs_share_the_workers() -> None:
    async with WorkerPool(workers=2) as pool:
        assert await asyncio.gather(*(pool.run(double, n) for n in range(40))) == [
            2 * n for n in range(40)
        ]


async def test_closing_fails_what_is_at_work_and_starts_nothing_again(tmp_path: Path) -> None:
    marker = tmp_path / "pid"
    pool = WorkerPool(workers=1)
    job = asyncio.create_task(pool.run(hang, str(marker)))
    await until(lambda: marker.exists() and marker.read_text(), 30)
    await pool.close()
    with pytest.raises(ReadingFailed):
        await asyncio.wait_for(job, 10)
    with pytest.raises(ReadingFailed):
        await pool.run(double, 1)
    with pytest.raises(ReadingFailed):
        await pool.warm()
    assert pool._pool is None


class Stubborn:
    """Cannot be packed, cannot be unpacked, or takes the process that unpacks it along."""

    def __init__(self, how: str) -> None:
        self.how = how

    def __getstate__(self) -> str:
        if self.how == "is not packed":
            raise ValueError(self.how)
        return self.how

    def __setstate__(self, how: str) -> None:
        self.how = how
        if how == "kills":
            os.kill(os.getpid(), signal.SIGKILL)
        if how == "is not unpacked":
            raise ValueError(how)


class Unreadable(Exception):
    def __init__(self, one: int, other: int) -> None:
        super().__init__(one)


def give(how: str) -> Stubborn:
    return Stubborn(how)


def fail_unreadably() -> None:
    raise Unreadable(1, 2)


def wait_for(gate: str) -> str:
    """Waits for a byte of a named pipe."""
    with Path(gate).open("rb", buffering=0) as pipe:
        pipe.read(1)
    return "done"


@pytest.mark.parametrize(
    ("function", "args"),
    [
        pytest.param(str, (Stubborn("is not packed"),), id="an argument that is not packed"),
        pytest.param(str, (Stubborn("is not unpacked"),), id="an argument that is not unpacked"),
        pytest.param(str, (Stubborn("kills"),), id="a worker that dies as it takes the job"),
        pytest.param(give, ("is not packed",), id="a result that is not packed"),
        pytest.param(give, ("is not unpacked",), id="a result that is not unpacked"),
        pytest.param(fail_unreadably, (), id="an error that is not unpacked"),
    ],
)
async def test_no_job_waits_for_ever_beside_another(
    function: Callable[..., object], args: tuple[object, ...], tmp_path: Path
) -> None:
    """One that is lost or that kills the pool's threads fails, and its neighbour ends too."""
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    # Open both ways, so that nobody waits for the other to open it.
    with gate.open("r+b", buffering=0) as go:
        async with WorkerPool(workers=2, timeout_s=10, start_s=10) as pool:
            neighbour = asyncio.create_task(pool.run(wait_for, str(gate)))
            async with asyncio.timeout(60):
                with pytest.raises(ReadingFailed):
                    await pool.run(function, *args)
                go.write(b"go, twice if it was begun again")
                await asyncio.gather(neighbour, return_exceptions=True)
                assert await pool.run(double, 21) == 42


@pytest.mark.skipif(sys.platform != "linux", reason="PR_SET_PDEATHSIG is Linux's")
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
async def test_no_worker_outlives_its_parent(tmp_path: Path, ending: signal.Signals) -> None:
    marker = tmp_path / "pid"
    program = textwrap.dedent(f"""
        import asyncio
        from adapters.workers import WorkerPool
        from tests.adapters.test_workers import hang

        async def main():
            async with WorkerPool(workers=2, timeout_s=60) as pool:
                await pool.run(hang, {str(marker)!r})

        if __name__ == "__main__":
            asyncio.run(main())
    """)
    script = tmp_path / "parent.py"
    script.write_text(program)
    parent = subprocess.Popen(
        [sys.executable, str(script)], env={**os.environ, "PYTHONPATH": str(HERE)}
    )
    try:
        await until(lambda: marker.exists() and marker.read_text(), 30)
        parent.send_signal(ending)
        await asyncio.to_thread(parent.wait, 10)
        await until(lambda: not alive(int(marker.read_text())))
    finally:
        parent.kill()
        parent.wait()
