"""An event loop with nothing to do, in a process of its own: what the machine itself adds to lag.

Measured at the same time as what is compared with it: beside other work the lag of an idle loop
is not what it was a minute ago. Each line on standard input is answered with the lags since the
last, as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bench.responsive import lags_ms


class IdleLoop:
    """The process, as seen from outside."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._ask, self._answers = process.stdin, process.stdout

    async def lags_ms(self) -> list[float]:
        """Milliseconds of lag of each tick since this was asked before."""
        self._ask.write(b"\n")
        await self._ask.drain()
        found: list[float] = json.loads(await self._answers.readline())
        return found


@asynccontextmanager
async def idle_loop() -> AsyncIterator[IdleLoop]:
    """For as long as the block lasts."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.ways.idle_loop"),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=2**26,
    )  # fmt: skip
    try:
        yield IdleLoop(process)
    finally:
        process.kill()
        await process.wait()


async def main() -> None:
    """Tick until standard input ends."""
    asked = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(asked), sys.stdin)
    while True:
        stop = asyncio.Event()
        ticking = asyncio.create_task(lags_ms(stop))
        line = await asked.readline()
        stop.set()
        sys.stdout.write(json.dumps([round(lag, 2) for lag in await ticking]) + "\n")
        sys.stdout.flush()
        if not line:
            return


if __name__ == "__main__":
    asyncio.run(main())
