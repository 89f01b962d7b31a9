"""Event-loop lag of the whole service while ten articles are read, beside the idle machine's.

A ticker asks for 5 ms of sleep over and over; what comes on top is lag. The same ticker
runs first with nothing to do, then while ten saved pages go through the pastes of the local
page. Usage: python -m bench.responsive [--articles N] [--idle SECONDS]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
import time
from pathlib import Path

from bench.briefing import saved_pages
from bot.settings import load
from bot.wiring.running_service import Service, at_work, service
from briefs.model.pastes import Paste, Upload

ALL_STAGES = 99
TICK_S = 0.005
WAIT_S = 120


async def lags_ms(stop: asyncio.Event) -> list[float]:
    """Milliseconds of lag of every tick until `stop`."""
    found: list[float] = []
    while not stop.is_set():
        before = time.perf_counter()
        await asyncio.sleep(TICK_S)
        found.append((time.perf_counter() - before - TICK_S) * 1000)
    return found


async def reading(running: Service, articles: int) -> None:
    """Saved pages handed in at the local page, all at once."""
    pages = list(saved_pages(articles)[0].items())[:articles]
    jobs = [
        await running.paste_service.start(Paste(upload=Upload(f"{name}.html", "text/html", body)))
        for name, body in pages
    ]
    for job in jobs:
        reached = await running.paste_service.progress(job, seen=ALL_STAGES, wait_s=WAIT_S)
        if not reached.finished:
            raise SystemExit(f"{reached.label} was not finished in {WAIT_S} s: {reached}")


async def measured(work: asyncio.Task[None]) -> list[float]:
    """The lags while `work` goes on."""
    stop = asyncio.Event()
    work.add_done_callback(lambda _: stop.set())
    lags = await lags_ms(stop)
    await work
    return lags


def p99(values: list[float]) -> float:
    """The 99th percentile."""
    return sorted(values)[int(len(values) * 0.99)]


async def compare(folder: Path, *, articles: int, idle_s: float) -> None:
    """Print both."""
    settings = load({"READOUT_DATA": str(folder), "READOUT_LOG_LEVEL": "error"})
    async with (
        service(settings, address="http://127.0.0.1") as running,
        at_work(running),
    ):
        await running.parts.pool.warm()
        await reading(running, articles)  # every worker has its model
        quiet = await measured(asyncio.create_task(asyncio.sleep(idle_s)))
        start = time.perf_counter()
        busy = await measured(asyncio.create_task(reading(running, articles)))
        took = time.perf_counter() - start
    print(
        f"{articles} articles in {took:.1f} s on {os.cpu_count()} cores: "
        f"lag p99 {p99(busy):.1f} ms, idle {p99(quiet):.1f} ms, "
        f"difference {p99(busy) - p99(quiet):.1f} ms (at most 50)"
    )


def main() -> None:
    """Run the comparison in a folder of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10)
    parser.add_argument("--idle", type=float, default=5.0)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(compare(Path(folder), articles=args.articles, idle_s=args.idle))


if __name__ == "__main__":
    main()
