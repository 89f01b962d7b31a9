"""Memory of one process over thousands of articles, hostile and plain in turn.

What main and its largest worker hold at the end is compared with what they held after the first
200 articles, and told on the way after every 200. The hostile half are pages and texts, with a
hostile message between each two. Usage: python -m bench.steady [ARTICLES]: so many of each kind,
2,000 unless told. Exits 1 where either holds more than MOST_GROWTH more.
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

from adapters.slack.parsing import in_event
from bench.hostile import kilobytes, through_page, workers
from bench.ways.material import hostile_cases, hostile_messages
from bot.settings import load
from bot.wiring.running_service import at_work, service
from briefs.model.pastes import Paste, Upload

AT_ONCE = 4
EVERY = 200
MOST_GROWTH = 0.05
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
    for number, case in enumerate(islice(cycle(hostile_cases(())), count)):
        mark = f"<!-- {number} -->".encode()
        if case.text is None:
            yield Paste(upload=Upload("a.html", "text/html", mark + case.page))
        else:
            yield Paste(text=f"Number {number}. {case.text}")
        yield Paste(text=f"Number {number}. {PLAIN}")


def written(text: str) -> None:
    """A message of Slack, as far as its listener reads it before it asks the store."""
    event = {"type": "message", "channel": "C1", "user": "U1", "ts": "1700000000.000100"}
    in_event({"team_id": "T1", "event": {**event, "text": text}})


async def compare(folder: Path, count: int) -> float:
    """Print what was held after every EVERY articles -> growth from the first to the last."""
    settings = load({"READOUT_DATA": str(folder), "READOUT_LOG_LEVEL": "error"})
    async with service(settings, address="http://127.0.0.1") as running, at_work(running):
        await running.parts.ready()
        work, done = pastes(count), 0
        messages = cycle([text for _, text in hostile_messages(())])
        timings: list[tuple[float, float]] = []
        while some := list(islice(work, AT_ONCE)):
            await through_page(running, *some)
            for text in islice(messages, len(some) // 2):
                written(text)
            done += len(some)
            if done % EVERY == 0 or done == 2 * count:
                timings.append(held())
                main_mb, worker_mb = timings[-1]
                print(f"{done:>6} main {main_mb:.1f} worker {worker_mb:.1f}", flush=True)
        articles = (await running.store.status()).articles
    print(f"{articles} articles are kept of {count} plain ones and the hostile texts")
    first, last = timings[0], timings[-1]
    for name, before, after in zip(("main", "worker"), first, last, strict=True):
        print(
            f"{name:<7} {before:>7.1f} MB -> {after:>7.1f} MB, {100 * (after / before - 1):+.1f} %"
        )
    return growth(first, last)


def growth(first: tuple[float, ...], last: tuple[float, ...]) -> float:
    """How much more is held, as a share of before: that of main or of the workers, the larger."""
    return max(after / before - 1 for before, after in zip(first, last, strict=True))


def main() -> None:
    """Run it in a temporary folder; exit 1 where more is held at the end."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    with tempfile.TemporaryDirectory() as folder:
        grown = asyncio.run(compare(Path(folder), count))
    if grown > MOST_GROWTH:
        sys.exit(1)


if __name__ == "__main__":
    main()
