"""A store with a million generated articles: queries of a digest beside the same bare SQL.

The store is built once and kept below the temporary folder; an article in it is as large as
a real one, since it is one. Bare is the same SQL through sqlite3, in turn with ours in the
same run. Both are told in wall time and in CPU time of this process: on a busy machine only
the second says what they cost.

    python -m bench.store [--articles N] [--rounds N] [--folder DIR]
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import random
import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from adapters.storage import Store, open_store
from adapters.storage.database.key_hashes import hashed
from adapters.storage.repositories.digest_history import heavy_words
from bench.made.articles import (
    BUSY,
    END,
    build,
    mark_shown,
    micros,
    place_of,
    print_of,
    url_of,
    when,
)
from bot import keys
from bot.flows.run_digests import MAX_REMEMBERED, REMEMBERED, DigestRunner
from briefs.cards.digest_card import digest_card
from briefs.digest.compose_digest import compose
from briefs.links.canonical import canonical_key
from briefs.model.cards import Card
from briefs.model.delivery import Job, Subscription
from briefs.model.stories import Digest, DigestCandidate, Fingerprint


@dataclass(slots=True)
class Times:
    """Wall and CPU milliseconds of calls."""

    wall_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)

    async def of(self, call: Callable[[], Awaitable[object]]) -> None:
        wall, cpu = time.perf_counter(), time.process_time()
        await call()
        self.wall_ms.append((time.perf_counter() - wall) * 1e3)
        self.cpu_ms.append((time.process_time() - cpu) * 1e3)

    def line(self) -> str:
        parts = []
        for name, values in (("wall", self.wall_ms), ("cpu", self.cpu_ms)):
            ranked = sorted(values)
            p50, p99 = (
                ranked[len(ranked) // 2],
                ranked[min(len(ranked) - 1, len(ranked) * 99 // 100)],
            )
            parts.append(f"{name} p50 {p50:6.2f} p99 {p99:6.2f} ms")
        return ", ".join(parts)


class NoJobs:
    """Accepts jobs and runs none: posting is not measured."""

    async def submit(self, *jobs: Job) -> None:
        return None


class WholeChat:
    """A platform without limits."""

    def parts(self, card: Card) -> tuple[Card, ...]:
        return (card,)


FIND = (
    "SELECT articles.* FROM articles JOIN addresses ON addresses.article_id = articles.id "
    "WHERE addresses.key = ?"
)
SHOWN_ARTICLES = "SELECT count(*) FROM shown_articles WHERE subscription = 's0'"
ARRIVED = (
    "SELECT * FROM arrivals WHERE source IN (?) AND at > ? AND at <= ? AND NOT (EXISTS (SELECT "
    "article_id FROM shown_articles WHERE shown_articles.subscription = ? AND "
    "shown_articles.article_id = arrivals.article_id)) ORDER BY at DESC LIMIT 200"
)
HERE = (
    "SELECT outbox.* FROM outbox JOIN arrivals ON arrivals.cause = outbox.batch JOIN addresses ON "
    "addresses.article_id = arrivals.article_id WHERE addresses.key = ? AND arrivals.source = ? "
    "AND arrivals.cause != '' AND outbox.state = 'sent' AND outbox.part = 0 AND "
    "outbox.unwanted IS 0 "
    "ORDER BY outbox.sent_at DESC LIMIT 1"
)
UNFINISHED = "SELECT key, due_at, token FROM {} WHERE due_at <= ? ORDER BY due_at LIMIT 1000"
SHARING = (
    "SELECT term, article_id FROM shown_terms WHERE subscription = ? AND term IN ({}) AND at > ?"
)


P = ParamSpec("P")
T = TypeVar("T")
Page = TypeVar("Page")
Lookup = tuple[str, Callable[[int], Awaitable[object]], Callable[[int], object]]
"""(name, ours, the same SQL bare), each called with the number of a random article."""


def rows(bare: sqlite3.Connection, sql: str, *params: object) -> list[Any]:
    return bare.execute(sql, params).fetchall()


async def first_page(pages: AsyncIterator[Page]) -> Page | None:
    async for page in pages:
        return page
    return None


def article_lookups(store: Store, bare: sqlite3.Connection, count: int) -> Iterator[Lookup]:
    def source(n: int) -> str:
        return keys.channel(place_of(n | 1, count))

    def day_before(n: int) -> datetime:
        return when(n, count) - timedelta(days=1)

    yield (
        "find an article by its address",
        lambda n: store.articles.find(url_of(n)),
        lambda n: rows(bare, FIND, hashed(canonical_key(url_of(n)))),
    )
    yield (
        "was it briefed in this channel",
        lambda n: store.articles.briefed_here(url_of(n), source(n), but=""),
        lambda n: rows(bare, HERE, hashed(canonical_key(url_of(n))), source(n)),
    )
    yield (
        "what came into a channel in a day",
        lambda n: store.articles.arrived(
            "s0", [source(n)], since=day_before(n), until=when(n, count), limit=200
        ),
        lambda n: rows(
            bare, ARRIVED, source(n), micros(day_before(n)), micros(when(n, count)), "s0"
        ),
    )


def work_lookups(store: Store, bare: sqlite3.Connection, count: int) -> Iterator[Lookup]:
    some = random.Random(3).sample(range(count), min(count, 100))
    prints = [print_of(bare, n) for n in sorted(some)]
    month_ago = END - timedelta(days=30)

    def shown(n: int) -> Fingerprint:
        return prints[n % len(prints)]

    yield (
        "what was shown with an article's words",
        lambda n: store.articles.remembered("s0", [shown(n)], since=month_ago, limit=5),
        lambda n: rows(
            bare, SHARING.format(",".join("?" * len(heavy_words(shown(n))))),
            "s0", *heavy_words(shown(n)), micros(month_ago),
        ),
    )  # fmt: skip
    yield (
        "which subscriptions are due",
        lambda n: first_page(store.subscriptions.due(now=END - timedelta(days=n % 100))),
        lambda n: rows(
            bare,
            "SELECT * FROM subscriptions WHERE next_at <= ? ORDER BY next_at, id LIMIT 500",
            micros(END - timedelta(days=n % 100)),
        ),
    )
    yield (
        "what is unfinished",
        lambda n: store.pending_work.unfinished(until=END),
        lambda n: [
            rows(bare, UNFINISHED.format(table), micros(END))
            for table in ("outbox", "inbox", "slots", "feeds", "entries")
        ],
    )


async def measure(path: Path, count: int, rounds: int) -> None:
    """Print each lookup beside its bare query, then the digest of the busy channel."""
    bare = sqlite3.connect(path)
    random_ = random.Random(2)
    async with await open_store(f"sqlite+aiosqlite:///{path}", now=lambda: END) as store:
        await prepare(path, store)
        gc.collect()
        gc.freeze()  # as the service does when it starts
        for name, ours, direct in [
            *article_lookups(store, bare, count),
            *work_lookups(store, bare, count),
        ]:
            times, peer = Times(), Times()

            async def direct_call(n: int, call: Callable[[int], object] = direct) -> None:
                call(n)

            for _ in range(rounds):
                n = random_.randrange(count)
                await peer.of(lambda: direct_call(n))  # noqa: B023
                await times.of(lambda: ours(n))  # noqa: B023
            print(f"  {name:36} {times.line()}\n  {'':30} bare: {peer.line()}")
        await digests(store, bare, rounds)
    bare.close()


async def prepare(path: Path, store: Store) -> None:
    """Add a busy subscription that has shown all but the last day's articles."""
    subscription = Subscription(
        key="s0",
        place=BUSY,
        owner="U1",
        local_time="08:00",
        weekdays=tuple(range(7)),
        zone="UTC",
        created_at=END - timedelta(days=30),
        covered_until=END - timedelta(days=1),
    )
    await store.subscriptions.put(subscription)
    await asyncio.to_thread(mark_shown, path)


async def here(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a worker's function in this process, so that its CPU is counted, without pickling."""
    return function(*args, **kwargs)


async def digests(store: Store, bare: sqlite3.Connection, rounds: int) -> None:
    """Measure the whole digest of a busy channel, without posting."""
    digest_runner = DigestRunner(
        subscriptions=store.subscriptions,
        articles=store.articles,
        outbox=store.outbox,
        channel_settings=store.channel_settings,
        jobs=NoJobs(),
        chats={"slack": WholeChat()},  # type: ignore[dict-item]
        compose=compose,
        card=digest_card,
        work=here,
        now=lambda: END,
    )
    subscription = await store.subscriptions.get("s0")
    assert subscription is not None
    whole, reading, composing = Times(), Times(), Times()
    calls: list[tuple[Sequence[DigestCandidate], Sequence[DigestCandidate]]] = []

    def noted(*args: Any, **named: Any) -> Digest:
        calls.append((named["fresh"], named["before"]))
        return compose(*args, **named)

    async def read() -> None:
        since, source = END - timedelta(days=2), keys.channel(BUSY)
        await store.articles.arrived("s0", [source], since=since, until=END, limit=200)
        prints = [statement.fingerprint for statement in calls[-1][0]]
        await store.articles.remembered("s0", prints, since=END - REMEMBERED, limit=MAX_REMEMBERED)

    async def make() -> None:
        fresh, before = calls[-1]
        made = compose(BUSY, None, fresh=fresh, before=before, late=False)
        digest_card(made, zone=UTC, today=END.date())

    await replace(digest_runner, compose=noted).preview(subscription)
    fresh, before = calls[-1]
    digest = compose(BUSY, None, fresh=fresh, before=before, late=False)
    for _ in range(max(5, rounds // 20)):
        await reading.of(read)
        await composing.of(make)
        await whole.of(lambda: digest_runner.preview(subscription))
    stories = len(digest.stories) + len(digest.rest)
    remembered = bare.execute(SHOWN_ARTICLES).fetchone()[0]
    print(
        f"  digest of {len(fresh)} new articles in {stories} stories; "
        f"{remembered} shown in the month before, {len(before)} of them in the same stories"
    )
    print(f"    from the store  {reading.line()}")
    print(f"    composing       {composing.line()}")
    print(f"    whole digest    {whole.line()}")


def main() -> None:
    """Build the store if there is none of that size, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=400)
    folder = Path(tempfile.gettempdir()) / "readout-bench"
    parser.add_argument("--folder", type=Path, default=folder)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    path = args.folder / f"store-{args.articles}.db"
    print(f"store of {args.articles:,} articles")
    if not path.exists():
        asyncio.run(build(path, args.articles))
    size = path.stat().st_size
    print(f"  {path}: {size / 2**30:.2f} GiB, {size / args.articles / 1000:.1f} kB an article")
    asyncio.run(measure(path, args.articles, args.rounds))


if __name__ == "__main__":
    main()
