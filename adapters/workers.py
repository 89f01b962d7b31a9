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
import resource
import signal
import sys
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from typing import ParamSpec, Self, TypeVar

from pebble import ProcessFuture, ProcessPool

from briefs.errors import ReadingFailed, ReadoutError

P = ParamSpec("P")
T = TypeVar("T")

MEMORY_BYTES = 1_500 * 2**20
TIMEOUT_S = 15.0
WARM_TIMEOUT_S = 120.0
JOBS_PER_WORKER = 1_000  # then a fresh process: what a hostile page made lxml keep goes with it
NICENESS = 10
"""Below the process that answers the chats: with all cores reading, Slack's events were
acknowledged after 257 ms at p99 in place of 3,090 (bench/slack_ack.py), for as many articles."""

_PR_SET_PDEATHSIG = 1  # <linux/prctl.h>


class WorkerPool:
    """Callables -> their results, each in a process of its own memory and time.

    Workers start with the first job or with `warm()`, and run `initializer` first; it must
    be picklable, as must be every function, argument and result. `timeout_s` counts from the
    moment a worker takes the job. The spawned processes import the parent's `__main__`.
    """

    def __init__(
        self,
        *,
        workers: int,
        initializer: Callable[[], object] | None = None,
        memory_bytes: int = MEMORY_BYTES,
        timeout_s: float = TIMEOUT_S,
        jobs_per_worker: int = JOBS_PER_WORKER,
    ) -> None:
        self.workers = workers
        self.timeout_s = timeout_s
        self._initializer = initializer
        self._memory_bytes = memory_bytes
        self._jobs_per_worker = jobs_per_worker
        self._pool: ProcessPool | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def warm(self) -> None:
        """Start all workers; return when the first is ready. Raises: ReadingFailed."""
        await self._finished(await self._alive(), WARM_TIMEOUT_S, os.getpid)

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`function(*args, **kwargs)` in a worker. Cancelling the await kills the worker.

        Raises: ReadoutErrors of the function as they are; ReadingFailed for anything else:
        out of time, out of memory, crashed, or a fault (its `__cause__`).
        """
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
        """Kill every worker, also busy ones."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            await asyncio.to_thread(pool.join)

    async def _alive(self) -> ProcessPool:
        if self._pool is not None and not self._pool.active:
            await self.close()
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
        job: ProcessFuture[T] = pool.schedule(function, args=args, kwargs=kwargs, timeout=timeout_s)
        try:
            return await asyncio.wrap_future(job)
        except (ReadoutError, BrokenProcessPool, asyncio.CancelledError):
            raise
        except BaseException as e:  # SystemExit too: it ended the job, not this process
            raise ReadingFailed from e


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
