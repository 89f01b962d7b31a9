"""What hostile input costs: loop lag and peak memory of every case, by every way in, in one table.

A ticker asks for 5 ms of sleep over and over; what comes on top is lag, compared with the idle
machine's. Memory is the peak of the process that answers (main) and of the largest worker.
Usage: python -m bench.hostile [WORD]: only cases whose name holds the word.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path

from bench.responsive import lags_ms, p99
from bot.settings import load
from bot.wiring.environment import Environment
from bot.wiring.running_service import Service, at_work, service
from briefs.model.pastes import Paste, Upload
from tests.fakes.site import Request, Site, answer_bytes
from tests.hostile.test_hostile_markup import READ, REFUSED

ALL_STAGES = 99
AT_ONCE = 5
IDLE_S = 5.0
ROW = "{:<34} {:<5} {:>7} {:>8} {:>8} {:>8} {:>8} {:>8}"

MINISTERS = "\n\n".join(
    " ".join(f"Minister Xara Smith{n + m} met President Jo{n + m} Doe in Paris." for m in range(5))
    for n in range(0, 15_000, 5)
)
TEXTS = {
    "15,000 meetings": MINISTERS,
    "15,000 quotes": "\n\n".join(f"“We go on,” said Al{n} Bo{n}. " * 3 for n in range(5_000)),
    "one name 40,000 times": "President Ada Bell said Ada Bell met Ada Bell. " * 8_000,
    "a list of 5,000 names": "Met: " + ", ".join(f"Xa{n} Yo{n}" for n in range(5_000)) + ".",
    "60,000 quote marks": "\n\n".join(["“”" * 500 + " said Bo."] * 60),
    "20,000 pacts": "\n\n".join(
        f"Aland{n} and Bland{n} signed pact {n}. " * 4 for n in range(5_000)
    ),
    "400 kB of blanks": "The bridge was closed on Friday. " + " " * 400_000 + "It is open.",
    "no full stop": "the council and the mayor and " * 14_000,
}


def kilobytes(pid: int, name: str) -> int:
    """A line of /proc/PID/status; 0 where the process is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith(name)), 0)


def reset_peak(pid: int) -> None:
    """Let VmHWM begin anew (proc(5), clear_refs)."""
    with contextlib.suppress(OSError):
        Path(f"/proc/{pid}/clear_refs").write_text("5")


def workers() -> list[int]:
    """The children of this process, whichever of its threads started them."""
    lists = Path("/proc/self/task").glob("*/children")
    return [int(pid) for children in lists for pid in children.read_text().split()]


async def through_page(running: Service, *pastes: Paste) -> None:
    """Hand all in at once, and wait for all."""
    jobs = [await running.paste_service.start(paste) for paste in pastes]
    for job in jobs:
        await running.paste_service.progress(job, seen=ALL_STAGES, wait_s=200)


async def measure(name: str, way: str, work: Callable[[], Awaitable[None]], quiet: float) -> float:
    """Run one case and print its row -> p99 of lag above idle."""
    for pid in (os.getpid(), *workers()):
        reset_peak(pid)
    stop = asyncio.Event()
    ticking = asyncio.create_task(lags_ms(stop))
    began = time.monotonic()
    peak_worker = 0

    async def watch() -> None:
        nonlocal peak_worker
        while True:
            peak_worker = max([peak_worker, *(kilobytes(pid, "VmHWM") for pid in workers())])
            await asyncio.sleep(0.5)

    watching = asyncio.create_task(watch())
    await work()
    stop.set()
    lags = await ticking
    watching.cancel()
    above = p99(lags) - quiet
    peak_main = kilobytes(os.getpid(), "VmHWM") / 1024
    figures = (time.monotonic() - began, p99(lags), above, max(lags), peak_main, peak_worker / 1024)
    print(ROW.format(name, way, *(f"{figure:.1f}" for figure in figures)), flush=True)
    return above


async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
    """The page of a text, by its number: /3-1 is the first copy of the third."""
    text = list(TEXTS.values())[int(request.target.strip("/").partition("-")[0])]
    body = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    html = f"<html lang=en><title>T</title><body><article>{body}</article></html>"
    writer.write(answer_bytes(html.encode()))


def cases(site: Site) -> Iterator[tuple[str, str, list[Paste]]]:
    """Name, way in, and what is handed in at once."""
    for number, (name, text) in enumerate(TEXTS.items()):
        yield name, "text", [Paste(text=f"{n}. {text}") for n in range(AT_ONCE)]
        links = [f"http://127.0.0.1:{site.port}/{number}-{n}" for n in range(AT_ONCE)]
        yield name, "link", [Paste(link=link) for link in links]
    for name, body in {**{name: body for name, (body, _) in REFUSED.items()}, **READ}.items():
        data = body if isinstance(body, bytes) else body.encode("utf-8", "replace")
        yield name, "page", [Paste(upload=Upload("a.html", "text/html", data))]


async def quiet_p99() -> float:
    """The lag of a machine with nothing to do."""
    stop = asyncio.Event()
    ticking = asyncio.create_task(lags_ms(stop))
    await asyncio.sleep(IDLE_S)
    stop.set()
    return p99(await ticking)


async def table(folder: Path, word: str) -> None:
    """All cases."""
    async with Site(answer) as site:
        environment = Environment(loopback=frozenset({("127.0.0.1", site.port)}))
        settings = load({"READOUT_DATA": str(folder), "READOUT_LOG_LEVEL": "error"})
        async with (
            service(settings, address="http://127.0.0.1", environment=environment) as running,
            at_work(running),
        ):
            await running.parts.ready()
            quiet = await quiet_p99()
            print(f"idle p99 {quiet:.1f} ms; {AT_ONCE} at once; ms of lag, MB of peak memory")
            print(ROW.format("case", "way", "s", "p99", "above", "most", "main", "worker"))
            worst = 0.0
            for name, way, pastes in cases(site):
                if word in name:
                    work = partial(through_page, running, *pastes)
                    worst = max(worst, await measure(name, way, work, quiet))
    print(f"worst p99 above idle: {worst:.1f} ms (at most 50)")


def main() -> None:
    """Run them in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(table(Path(folder), sys.argv[1] if len(sys.argv) > 1 else ""))


if __name__ == "__main__":
    main()
