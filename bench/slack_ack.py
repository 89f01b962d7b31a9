"""How soon Slack's events are acknowledged while all cores read articles.

The real app over signed HTTP, a real SQLite store; each event is admitted to the inbox
before it is acknowledged. Slack waits three seconds; the goal is one second at p99.
Usage: python -m bench.slack_ack [--events N] [--rate PER_SECOND]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import aiohttp

from adapters.language import prepare, read_here
from adapters.slack.app import EVENTS_PATH, SlackConfig
from adapters.storage import open_store
from adapters.workers import WorkerPool
from briefs.model.articles import Article
from briefs.model.delivery import Mode
from briefs.model.places import Place
from tests.fakes.slack_sender import Sender
from tests.fakes.slack_server import SECRET, FakeSlack, team
from tests.fakes.slack_world import slack_world

GOAL_S = 1.0
TEXT = "\n\n".join(
    f"The towns of Ostrey and Vell signed pact number {n} on Monday. “It is a good day for the "
    f"river,” said Ada Brandt, the mayor of Ostrey, after the meeting with Ivo Marsh."
    for n in range(60)
)
ARTICLE = Article("https://inland-post.example/pacts", "Towns sign pacts", TEXT)


async def busy(pool: WorkerPool, count: list[int]) -> None:
    """Read articles one after the other."""
    while True:
        await pool.run(read_here, ARTICLE)
        count[0] += 1


async def measured(send: Callable[[int], Awaitable[int]], events: int, rate: float) -> list[float]:
    """Events at a steady rate -> how long each acknowledgement took, in seconds."""

    async def one(number: int) -> float:
        start = time.perf_counter()
        assert await send(number) == 200
        return time.perf_counter() - start

    tasks = []
    for number in range(events):
        tasks.append(asyncio.create_task(one(number)))
        await asyncio.sleep(1 / rate)
    return list(await asyncio.gather(*tasks))


def show(name: str, times: list[float]) -> float:
    """Print a line -> p99."""
    cuts = statistics.quantiles(times, n=100)
    p50, p99 = cuts[49], cuts[98]
    print(
        f"{name}: p50 {p50 * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms, most {max(times) * 1000:.0f} ms"
    )
    return p99


async def run(events: int, rate: float) -> None:
    """The same events with idle and with busy cores."""
    cores = os.cpu_count() or 1
    clock = partial(datetime.now, UTC)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder)}/readout.db"
        async with (
            await open_store(url, now=clock) as store,
            FakeSlack(team()) as fake,
            aiohttp.ClientSession() as session,
            WorkerPool(
                workers=cores, initializer=partial(prepare, None), memory_bytes=1500 * 2**20
            ) as pool,
        ):
            config = SlackConfig(bot_token="xoxb-T1", signing_secret=SECRET, base_url=fake.base_url)
            await store.channel_settings.set_mode(Place("slack", "T1", "C1"), Mode.AUTO)
            async with slack_world(store, config) as world:
                sender = Sender(f"{world.url}{EVENTS_PATH}", fake, session)

                async def send(number: int) -> int:
                    stamp = fake.stamp()
                    event = {
                        "type": "message",
                        "channel": "C1",
                        "channel_type": "channel",
                        "user": f"U{number}",
                        "ts": stamp,
                        "event_ts": stamp,
                        "text": f"<https://news.example/{number}>",
                    }
                    return await sender.event(event)

                show(
                    f"{events} events at {rate:.0f} a second, idle",
                    await measured(send, events, rate),
                )
                read = [0]
                readers = [asyncio.create_task(busy(pool, read)) for _ in range(cores * 2)]
                await pool.warm()
                before = read[0]
                p99 = show(f"with {cores} cores reading", await measured(send, events, rate))
                for reader in readers:
                    reader.cancel()
                await asyncio.gather(*readers, return_exceptions=True)
                print(f"{read[0] - before} articles were read meanwhile")
    print(f"goal: p99 below {GOAL_S * 1000:.0f} ms: {'met' if p99 < GOAL_S else 'MISSED'}")


def main() -> None:
    """Arguments -> the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=200)
    parser.add_argument("--rate", type=float, default=5)
    arguments = parser.parse_args()
    asyncio.run(run(arguments.events, arguments.rate))


if __name__ == "__main__":
    main()
