"""A pool of processes for extraction and spaCy that can be killed.

Neither a signal nor a thread stops lxml or spaCy inside a call, and ProcessPoolExecutor is
dead after one worker died; pebble kills the process and starts another
(https://pebble.readthedocs.io/en/latest/#processpool).
"""

from __future__ import annotations

import asyncio
import ctypes
import multiprocessing
import os
import pickle
import resource
import signal
import sys
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from typing import ParamSpec, Self, TypeVar

from pebble import ProcessPool

from briefs.errors import ReadingFailed, ReadoutError

P = ParamSpec("P")
T = TypeVar("T")

MEMORY_BYTES = 1_500 * 2**20
TIMEOUT_S = 15.0
START_S = 120.0  # until a worker has loaded its model, on a machine that is busy
CHECK_S = 0.5
JOBS_PER_WORKER = 1_000  # then a fresh process: what a hostile page made lxml keep goes with it
NICENESS = 10
"""Below the process that answers the chats: with all cores reading, Slack's events were
acknowledged after 257 ms at p99 in place of 3,090 (bench/slack_ack.py), for as many articles."""

_PR_SET_PDEATHSIG = 1  # <linux/prctl.h>


class WorkerPool:
    """Callables -> their results, each in a process of its own memory and time.

    Workers start with the first job or with `warm()`, and run `initializer` first; it must
    be picklable, as must be every function, argument and result. `timeout_s` counts from the
    moment a worker takes the job, which it does in `start_s` or the job has failed. The spawned
    processes import the parent's `__main__`.
    """

    def __init__(
        self,
        *,
        workers: int,
        initializer: Callable[[], object] | None = None,
        memory_bytes: int = MEMORY_BYTES,
        timeout_s: float = TIMEOUT_S,
        start_s: float = START_S,
        jobs_per_worker: int = JOBS_PER_WORKER,
    ) -> None:
        self.workers = workers
        self.timeout_s = timeout_s
        self._initializer = initializer
        self._memory_bytes = memory_bytes
        self._jobs_per_worker = jobs_per_worker
        self._start_s = start_s
        # Only as many jobs as workers are handed to pebble, so that each is taken at once: one
        # that is not was lost, with a worker that died as it took the job.
        self._free = asyncio.Semaphore(workers)
        self._pool: ProcessPool | None = None
        self._closed = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def warm(self) -> None:
        """Start all workers; return when the first is ready. Raises: ReadingFailed."""
        async with self._free:
            try:
                await self._finished(await self._alive(), START_S, os.getpid)
            except BrokenProcessPool as e:
                raise ReadingFailed from e

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`function(*args, **kwargs)` in a worker. Cancelling the await kills the worker.

        Raises: ReadoutErrors of the function as they are; ReadingFailed for anything else:
        out of time, out of memory, crashed, or a fault (its `__cause__`).
        """
        async with self._free:
            try:
                pool = await self._alive()
                return await self._finished(pool, self.timeout_s, function, *args, **kwargs)
            except BrokenProcessPool:
                pass  # an idle worker that dies takes pebble's whole pool with it, and queued jobs
            try:
                pool = await self._alive()
                return await self._finished(pool, self.timeout_s, function, *args, **kwargs)
            except BrokenProcessPool as e:
                raise ReadingFailed from e

    async def close(self) -> None:
        """Kill every worker, also busy ones, whose jobs fail; so do all that come later."""
        self._closed = True
        await self._discard()

    async def _discard(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            await asyncio.to_thread(pool.join)

    async def _alive(self) -> ProcessPool:
        if self._pool is not None and not self._pool.active:
            await self._discard()
        if self._closed:
            raise BrokenProcessPool
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=self.workers,
                max_tasks=self._jobs_per_worker,
                initializer=_settle_in,
                initargs=(self._memory_bytes, os.getpid(), self._initializer),
                context=multiprocessing.get_context("spawn"),
            )
        return self._pool

    async def _finished(
        self,
        pool: ProcessPool,
        timeout_s: float,
        function: Callable[P, T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        try:
            packed = await asyncio.to_thread(pickle.dumps, (args, kwargs))
            try:
                job = pool.schedule(_unpacked, args=(function, packed), timeout=timeout_s)
            except RuntimeError as e:  # it has died since it was last looked at
                raise BrokenProcessPool from e
            try:
                async with asyncio.timeout(self._start_s + timeout_s):
                    given = await _result(pool, asyncio.wrap_future(job))
            except TimeoutError:
                if not job.running():  # lost, and perhaps the lock of the workers' pipe with it
                    pool.stop()  # type: ignore[no-untyped-call]
                raise
            result: T = await asyncio.to_thread(pickle.loads, given)
        except (ReadoutError, BrokenProcessPool, asyncio.CancelledError):
            raise
        except BaseException as e:  # SystemExit too: it ended the job, not this process
            raise ReadingFailed from e
        return result


def _unpacked(function: Callable[..., object], packed: bytes) -> bytes:
    """A function and its packed arguments -> its packed result, in a worker.

    pebble is given bytes only: what cannot be packed or unpacked ends its threads, or a worker
    that has taken a job, and then jobs never end. The function is not packed, so that the time
    of its imports is not the job's.
    """
    try:
        args, kwargs = pickle.loads(packed)  # noqa: S301 - from this program
        return pickle.dumps(function(*args, **kwargs))
    except BaseException as e:
        try:
            pickle.loads(pickle.dumps(e))  # noqa: S301
        except Exception:
            raise RuntimeError(repr(e)) from None
        raise


async def _result(pool: ProcessPool, job: asyncio.Future[T]) -> T:
    """The job's result, or BrokenProcessPool: a pool whose threads died never finishes its jobs."""
    try:
        while not job.done():
            await asyncio.wait({job}, timeout=CHECK_S)
            if not job.done() and not pool.active:
                raise BrokenProcessPool
        return job.result()
    finally:
        job.cancel()  # kills the worker that is at it


def _settle_in(memory_bytes: int, parent: int, initializer: Callable[[], object] | None) -> None:
    """What a worker does first: bound its memory, make it easy to kill, load what it needs."""
    os.nice(NICENESS)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # dies inside a C call, not after it
    if sys.platform == "linux":
        # Workers must not outlive a parent that was killed in the middle of a job (prctl(2)).
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # one process per core, not a crowd on each
    if initializer is not None:
        initializer()
