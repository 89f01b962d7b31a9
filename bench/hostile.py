"""What hostile input costs: loop lag and peak memory of every case, by every way in, in one table.

The ways: pasted at the page, as a link there, in Slack and in Discord (real adapters, chats on
loopback), as a feed of pages, as a feed of items, and in a digest; messages are also written and
edited in the chats where nobody asks. The chats and the site run in
this process too, and their work counts as lag. A ticker asks for 5 ms of sleep over and over; what
comes on top is lag, compared with that of an idle loop in another process at the same time.
`own` is the part of it in which this process computed: what another program took from it is none
of its own. Memory is the peak of the process that answers (main) and of the largest worker.
Usage: python -m bench.hostile [WORDS]: only cases whose name holds one of these, each an argument.
Exits 1 where the p99 of `own` is above MOST_OWN_MS in any case.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import astuple, dataclass
from functools import partial
from pathlib import Path

from adapters.web.page_channel import CHANNEL as PAGE
from bench.responsive import TICK_S, p99
from bench.ways.chats import Joined, joined
from bench.ways.feeds import digest, take_in
from bench.ways.idle_loop import IdleLoop, idle_loop
from bench.ways.material import (
    AT_ONCE,
    Case,
    HostileSite,
    hostile_cases,
    hostile_feeds,
    hostile_messages,
)
from bot.wiring.running_service import Service
from briefs.model.pastes import Paste, Upload
from briefs.model.places import Place
from tests.fakes.site import Site

ALL_STAGES = 99
MAX_WAIT_S = 400
LEAST_S = 1.0
"""Shortest time of a measurement: a p99 needs some 200 ticks."""

MOST_OWN_MS = 50
WAYS = ("paste", "link", "slack", "discord", "feed", "items", "digest")
ROW = "{:<34} {:<8}" + " {:>8}" * 8

Work = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of one case by one way in: seconds, milliseconds of lag, megabytes at the peak."""

    took_s: float
    p99_ms: float
    above_ms: float
    own_ms: float
    most_own_ms: float
    main_mb: float
    worker_mb: float


def kilobytes(pid: int, name: str) -> int:
    """A value of /proc/PID/status in kB; 0 if the process has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith(name)), 0)


def reset_peak(pid: int) -> None:
    """Reset VmHWM (proc(5), clear_refs)."""
    with contextlib.suppress(OSError):
        Path(f"/proc/{pid}/clear_refs").write_text("5")


def workers() -> list[int]:
    """The children of this process, whichever of its threads started them."""
    lists = Path("/proc/self/task").glob("*/children")
    return [int(pid) for children in lists for pid in children.read_text().split()]


async def through_page(running: Service, *pastes: Paste) -> None:
    """Submit all at once and wait for all."""
    jobs = [await running.paste_service.start(paste) for paste in pastes]
    for job in jobs:
        await running.paste_service.progress(job, seen=ALL_STAGES, wait_s=MAX_WAIT_S)


async def ticks(stop: asyncio.Event) -> list[tuple[float, float]]:
    """Milliseconds of lag of every tick until `stop`, and how many of them are our own work."""
    found: list[tuple[float, float]] = []
    while not stop.is_set():
        before, worked = time.perf_counter(), time.process_time()
        await asyncio.sleep(TICK_S)
        lag_ms = (time.perf_counter() - before - TICK_S) * 1000
        found.append((lag_ms, min(lag_ms, (time.process_time() - worked) * 1000)))
    return found


async def measure(work: Work, idle: IdleLoop) -> Figures:
    """Run one case. Raises: TimeoutError where it never ends."""
    for pid in (os.getpid(), *workers()):
        reset_peak(pid)
    stop = asyncio.Event()
    await idle.lags_ms()
    ticking = asyncio.create_task(ticks(stop))
    began = time.monotonic()
    peak_worker = 0

    async def watch() -> None:
        nonlocal peak_worker
        while True:
            peak_worker = max([peak_worker, *(kilobytes(pid, "VmHWM") for pid in workers())])
            await asyncio.sleep(0.5)

    watching = asyncio.create_task(watch())
    async with asyncio.timeout(MAX_WAIT_S):
        await work()
    took_s = time.monotonic() - began
    await asyncio.sleep(LEAST_S - took_s)
    stop.set()
    found, quiet = await ticking, await idle.lags_ms()
    lags, own = [lag for lag, _ in found], [mine for _, mine in found]
    watching.cancel()
    return Figures(
        took_s=took_s,
        p99_ms=p99(lags),
        above_ms=p99(lags) - p99(quiet),
        own_ms=p99(own),
        most_own_ms=max(own),
        main_mb=kilobytes(os.getpid(), "VmHWM") / 1024,
        worker_mb=peak_worker / 1024,
    )


def by_every_way(
    chats: Joined, number: int, case: Case, address: str
) -> Iterator[tuple[str, str, Work]]:
    """A case -> its name, the way in, and what is to be measured."""
    running, copies = chats.service, range(case.copies)
    pastes = [_paste(case, copy) for copy in copies]
    yield case.name, "paste", partial(through_page, running, *pastes)
    links = {way: [f"{address}/{way}/{number}-{copy}" for copy in copies] for way in WAYS}
    pasted = [Paste(link=link) for link in links["link"]]
    yield case.name, "link", partial(through_page, running, *pasted)
    yield case.name, "slack", partial(chats.ask_in_slack, *links["slack"])
    yield case.name, "discord", partial(chats.ask_in_discord, *links["discord"])
    keys: list[str] = []

    async def feed(way: str) -> None:
        keys.append(await take_in(running, f"{address}/{way}/{number}"))

    yield case.name, "feed", partial(feed, "feed")
    yield case.name, "items", partial(feed, "items")

    async def from_feed() -> None:
        await digest(running, PAGE, name=f"case{number}", feeds=tuple(keys))

    yield case.name, "digest", from_feed


def _paste(case: Case, copy: int) -> Paste:
    if case.text is not None:
        return Paste(text=f"{copy}. {case.text}")
    return Paste(upload=Upload("a.html", "text/html", case.page))


def cases(
    chats: Joined, materials: tuple[Case, ...], words: Sequence[str], address: str
) -> Iterator[tuple[str, str, Work]]:
    """Everything: each case by each way, hostile feeds, and digests of all that each place saw."""
    for number, case in enumerate(materials):
        yield from by_every_way(chats, number, case, address)
    for name, text in hostile_messages(words):
        copies = [f"{copy} {text}" for copy in range(AT_ONCE)]
        yield f"a message: {name}", "slack", partial(chats.write_in_slack, *copies)
        yield f"a message: {name}", "discord", partial(chats.write_in_discord, *copies)
        yield f"an edit: {name}", "slack", partial(chats.write_in_slack, *copies, edits=True)
    for number, name in hostile_feeds(words):
        url = f"{address}/itself/{number}"
        yield f"a feed: {name}", "feed", partial(take_in, chats.service, url)
    everywhere: dict[str, Place] = {**chats.places, "digest": PAGE}
    for way, place in everywhere.items():
        of_all = partial(digest, chats.service, place, name=f"all-{way}", feeds=())
        yield "a digest of all of these", way, of_all


async def table(folder: Path, words: Sequence[str]) -> float:
    """Measure all, print each as it ends, then the table -> the worst p99 of our own lag."""
    materials = hostile_cases(words)
    found: dict[str, dict[str, Figures]] = defaultdict(dict)
    async with AsyncExitStack() as stack:
        site = await stack.enter_async_context(Site(HostileSite(materials).answer))
        chats = await stack.enter_async_context(joined(folder, site=("127.0.0.1", site.port)))
        idle = await stack.enter_async_context(idle_loop())
        print("ms of lag, above an idle loop's at the same time; MB of peak memory")
        print(
            ROW.format(
                "case", "way", "s", "p99", "above", "own", "most", "main", "worker", "briefed"
            )
        )
        for name, way, work in cases(chats, materials, words, f"http://127.0.0.1:{site.port}"):
            before = await chats.briefed()
            one = found[name][way] = await measure(work, idle)
            cells = [f"{each:.1f}" for each in astuple(one)]
            print(ROW.format(name, way, *cells, await chats.briefed() - before), flush=True)
        briefed = await chats.briefed()
        print(f"{briefed} articles were briefed, {chats.posted} messages posted in the chats")
    print(*markdown(found), sep="\n")
    return worst_own(found)


def worst_own(found: dict[str, dict[str, Figures]]) -> float:
    """The highest p99 of our own lag, in milliseconds; 0 where nothing was measured."""
    return max((one.own_ms for ways in found.values() for one in ways.values()), default=0.0)


def markdown(found: dict[str, dict[str, Figures]]) -> Iterator[str]:
    """The table, with a column for each way; p99 of lag of our own, and beside it above idle."""
    yield f"| case | {' | '.join(WAYS)} | most | main MB | worker MB |"
    yield "|---" * (len(WAYS) + 4) + "|"
    for name, ways in found.items():
        cells = [
            f"{ways[way].own_ms:.0f} ({ways[way].above_ms:.0f})" if way in ways else ""
            for way in WAYS
        ]
        most = max(one.most_own_ms for one in ways.values())
        main = max(one.main_mb for one in ways.values())
        worker = max(one.worker_mb for one in ways.values())
        yield f"| {name} | {' | '.join(cells)} | {most:.0f} | {main:.0f} | {worker:.0f} |"
    worst = max((one.above_ms for ways in found.values() for one in ways.values()), default=0.0)
    yield f"worst p99 of our own: {worst_own(found):.1f} ms (at most {MOST_OWN_MS})"
    yield f"worst p99 above idle: {worst:.1f} ms, machine's noise included"


def main() -> None:
    """Run them in a folder of its own; exit 1 where the loop lagged by more than MOST_OWN_MS."""
    with tempfile.TemporaryDirectory() as folder:
        worst = asyncio.run(table(Path(folder), sys.argv[1:]))
    if worst > MOST_OWN_MS:
        sys.exit(1)


if __name__ == "__main__":
    main()
