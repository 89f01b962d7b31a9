"""Memory of one process over thousands of articles, hostile and plain in turn.

What main and its largest worker hold at the end is compared with what they held after the first
200 articles, and told on the way after every 200. Usage: python -m bench.steady [ARTICLES]: so
many of each kind, 2,000 unless told.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from bench.hostile import kilobytes, through_page, workers
from bot.settings import load
from bot.wiring.running_service import at_work, service
from briefs.model.pastes import Paste, Upload
from tests.hostile.test_hostile_markup import REFUSED

AT_ONCE = 4
EVERY = 200
PLAIN = (
    "The council of Ostrey met in Vell on Monday.\n\nMayor Ida Brandt said: “We sail twelve times "
    "a day from June on.” Vell and Ostrey signed a ferry pact.\n\nBoatmen condemned the pact. "
    "“It takes our work,” said Omid Mora, who leads their union.\n\n"
) * 4


def held() -> tuple[float, float]:
    """Megabytes resident now: main, and the largest worker."""
    gc.collect()
    most = max((kilobytes(pid, "VmRSS") for pid in workers()), default=0)
    return kilobytes(os.getpid(), "VmRSS") / 1024, most / 1024


def pastes(count: int) -> Iterator[Paste]:
    """Hostile and plain articles in turn, none twice, generated one at a time to save memory."""
    hostile = [body for body, _ in REFUSED.values()]
    for number, body in enumerate(islice(cycle(hostile), count)):
        data = body if isinstance(body, bytes) else body.encode("utf-8", "replace")
        mark = f"<!-- {number} -->".encode()
        yield Paste(upload=Upload("a.html", "text/html", mark + data))
        yield Paste(text=f"Number {number}. {PLAIN}")


async def compare(folder: Path, count: int) -> None:
    """Print what was held after every EVERY articles, and how the last compares with the first."""
    settings = load({"READOUT_DATA": str(folder), "READOUT_LOG_LEVEL": "error"})
    async with service(settings, address="http://127.0.0.1") as running, at_work(running):
        await running.parts.ready()
        work, done = pastes(count), 0
        timings: list[tuple[float, float]] = []
        while some := list(islice(work, AT_ONCE)):
            await through_page(running, *some)
            done += len(some)
            if done % EVERY == 0 or done == 2 * count:
                timings.append(held())
                main_mb, worker_mb = timings[-1]
                print(f"{done:>6} main {main_mb:.1f} worker {worker_mb:.1f}", flush=True)
        articles = (await running.store.status()).articles
    print(f"{articles} articles are kept of {count} plain ones")
    first, last = timings[0], timings[-1]
    for name, before, after in zip(("main", "worker"), first, last, strict=True):
        print(
            f"{name:<7} {before:>7.1f} MB -> {after:>7.1f} MB, {100 * (after / before - 1):+.1f} %"
        )


def main() -> None:
    """Run it in a temporary folder."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(compare(Path(folder), count))


if __name__ == "__main__":
    main()
