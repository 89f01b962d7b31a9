"""A store with a million generated articles: what a digest asks of it, beside the bare queries.

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
import json
import random
import sqlite3
import tempfile
import time
import zlib
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from adapters.language.reader import load_reader
from adapters.storage import Store, open_store
from adapters.storage.naming import hashed
from adapters.storage.told import telling
from bot import keys
from bot.flows.digesting import MAX_REMEMBERED, REMEMBERED, Digesting
from briefs.briefings import brief
from briefs.delivery import Job, Subscription
from briefs.digest_cards import digest_card
from briefs.digests import compose
from briefs.fingerprints import fingerprint
from briefs.links import canonical_key
from briefs.model import Article, Card, Digest, Fingerprint, Place, Told
from briefs.serial import from_json, to_json

DAYS = 180
CHANNELS = 2000
BUSY = Place("slack", "T1", "C0")
BUSY_FRESH = 60
"""Articles of the busy channel since its last digest."""

END = datetime(2026, 6, 1, 12, tzinfo=UTC)
SAMPLE = """\
President Anton Reyes of Keldria and Norvanian Prime Minister Helena Marsh met in Port
Sorrel on Thursday and signed an agreement that shares the water of the River Tamse.

The accord guarantees Norvania “at least four-tenths of the river’s yearly flow”. A joint
commission will measure the river every month and report to both parliaments.

“This is the first time in my life that the river has been good news,” Marsh told reporters.
Reyes called the accord “a promise to two million farmers”.

Dora Lindqvist, the leader of Keldria’s opposition, condemned the agreement as “a gift
wrapped in Keldrian water”. She said her party would vote against it in June.

Norvania’s farm union welcomed the deal. “We have waited thirty years for this,” said its
chairman, Tomas Brandt.

The two countries signed a ceasefire in 1976. Reyes and Marsh last met in Ostrey in March,
when talks on the river broke down after two days.
"""


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

    def told(self) -> str:
        parts = []
        for name, values in (("wall", self.wall_ms), ("cpu", self.cpu_ms)):
            ranked = sorted(values)
            p50, p99 = (
                ranked[len(ranked) // 2],
                ranked[min(len(ranked) - 1, len(ranked) * 99 // 100)],
            )
            parts.append(f"{name} p50 {p50:6.2f} p99 {p99:6.2f} ms")
        return ", ".join(parts)


# ---------------------------------------------------------------------------- building


class Generator:
    """Rows of articles, each with its own address, title and fingerprint."""

    def __init__(self) -> None:
        text = "\n\n".join(" ".join(part.split()) for part in SAMPLE.split("\n\n"))
        article = Article(
            "https://news.example/0", "Title", text, published="2026-05-07", site="News"
        )
        reading = load_reader().read(article)
        made = json.loads(to_json(brief(article, reading)))
        del made["url"], made["title"]
        self.version = made["version"]
        self.print_version = fingerprint(article, reading).version
        # The common part is compressed once: a copy of the state goes on with the rest.
        self._state = zlib.compressobj(6)
        self._head = self._state.compress(json.dumps(made)[:-1].encode())
        self._words = [f"word{n}" for n in range(20_000)]

    def briefing(self, url: str, title: str) -> bytes:
        state = self._state.copy()
        tail = f',"url":{json.dumps(url)},"title":{json.dumps(title)}}}'
        return self._head + state.compress(tail.encode()) + state.flush()

    def fingerprint(self, number: int) -> bytes:
        story = random.Random(number // 3)
        terms = [(story.choice(self._words), 0.2) for _ in range(20)]
        terms += [(f"own{number}w{n}", 0.1) for n in range(10)]
        actors = [(f"actor{story.randrange(5000)}", 0.5) for _ in range(3)]
        day = str((END - timedelta(days=number % DAYS)).date())
        made = {"terms": terms, "actors": actors, "deeds": [], "day": day}
        return zlib.compress(json.dumps({**made, "version": self.print_version}).encode(), 6)


def url_of(number: int) -> str:
    """The address of an article."""
    return f"https://paper{number % 50}.example/2026/story-{number}"


def key_of(number: int) -> str:
    """Its key, as the library makes it."""
    return hashed(canonical_key(url_of(1)).replace("paper1.", f"paper{number % 50}.").replace(
        "story-1", f"story-{number}"
    ))  # fmt: skip


def micros(at: datetime) -> int:
    """A time as the store keeps it."""
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def place_of(number: int, count: int) -> Place:
    """The busy channel has the newest articles and one in fifty of the rest."""
    if number >= count - BUSY_FRESH or number % 50 == 0:
        return BUSY
    return Place("slack", "T1", f"C{1 + number % (CHANNELS - 1)}")


def when(number: int, count: int) -> datetime:
    """The articles are spread over the days; the newest came in the last hours."""
    if number >= count - BUSY_FRESH:
        return END - timedelta(minutes=10 * (count - number))
    return END - timedelta(days=1) - timedelta(days=DAYS) * (1 - number / count)


def fill(path: Path, count: int) -> None:
    """Write `count` articles, their addresses and arrivals, in large transactions."""
    made = Generator()
    for number in random.Random(1).sample(range(count), 50):
        assert key_of(number) == hashed(canonical_key(url_of(number)))
    with closing(sqlite3.connect(path)) as connection:
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-2000000"):
            connection.execute(f"PRAGMA {pragma}")  # nobody else has the file; a crash starts anew
        later = _without_indexes(connection)
        numbers = iter(range(count))
        while chunk := list(islice(numbers, 20_000)):
            _fill(connection, made, chunk, count)
            connection.commit()
            print(f"\r  {chunk[-1] + 1:,} articles", end="", flush=True)
        print()
        for statement in later:  # sorted once, not searched a million times
            connection.execute(statement)
        connection.execute("ANALYZE")
        connection.commit()
        connection.execute("PRAGMA journal_mode=WAL")


def _without_indexes(connection: sqlite3.Connection) -> list[str]:
    """Drop the indexes that no constraint makes -> the statements that make them again."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    for name, _ in rows:
        connection.execute(f'DROP INDEX "{name}"')
    return [sql for _, sql in rows]


def _fill(
    connection: sqlite3.Connection, made: Generator, chunk: Sequence[int], count: int
) -> None:
    connection.executemany(
        "INSERT INTO articles (id, key, url, title, site, version, briefing, fingerprint, kept_at)"
        " VALUES (?,?,?,?,?,?,?,?,?)",
        (
            (
                n, key_of(n), url_of(n), f"Title {n}", "News", made.version,
                made.briefing(url_of(n), f"Title {n}"), made.fingerprint(n), micros(when(n, count)),
            )
            for n in chunk
        ),
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO addresses (key, article_id) VALUES (?,?)",
        (row for n in chunk for row in ((key_of(n), n), (hashed(f"short {n}"), n))),
    )
    connection.executemany(
        "INSERT INTO arrivals (source, cause, article_id, person, at) VALUES (?,?,?,?,?)",
        (
            (
                keys.channel(place_of(n, count)), f"reply:{n}", n, f"U{n % 300}",
                micros(when(n, count)),
            )
            for n in chunk
        ),
    )  # fmt: skip


async def build(path: Path, count: int) -> None:
    """An empty store -> one with `count` articles, at its final name only when it is whole."""
    part = path.with_suffix(".part")
    for old in (part, part.with_name(part.name + "-wal"), part.with_name(part.name + "-shm")):
        old.unlink(missing_ok=True)
    began = time.perf_counter()
    store = await open_store(f"sqlite+aiosqlite:///{part}", now=lambda: END)
    await store.close()
    await asyncio.to_thread(fill, part, count)
    part.rename(path)
    print(f"  built in {time.perf_counter() - began:.0f} s")


# --------------------------------------------------------------------------- measuring


class NoJobs:
    """Posting is not measured here: jobs are taken and not run."""

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
ARRIVED = (
    "SELECT * FROM arrivals WHERE source IN (?) AND at > ? AND at <= ? AND NOT (EXISTS (SELECT "
    "article_id FROM told WHERE told.subscription = ? AND told.article_id = arrivals.article_id)) "
    "ORDER BY at DESC LIMIT 200"
)
HERE = (
    "SELECT outbox.* FROM outbox JOIN arrivals ON arrivals.cause = outbox.batch JOIN addresses ON "
    "addresses.article_id = arrivals.article_id WHERE addresses.key = ? AND arrivals.source = ? "
    "AND arrivals.cause != '' AND outbox.state = 'sent' AND outbox.part = 0 AND outbox.gone IS 0 "
    "ORDER BY outbox.sent_at DESC LIMIT 1"
)
UNFINISHED = "SELECT key, due_at, token FROM {} WHERE due_at <= ? ORDER BY due_at LIMIT 1000"
SHARING = (
    "SELECT term, article_id FROM told_terms WHERE subscription = ? AND term IN ({}) AND at > ?"
)


def lookups(
    store: Store, bare: sqlite3.Connection, count: int, rounds: int
) -> Iterator[tuple[str, Callable[[int], Awaitable[object]], Callable[[int], object]]]:
    """(name, ours, the same SQL bare), each called with the number of a random article."""

    def run(sql: str, *params: object) -> object:
        return bare.execute(sql, params).fetchall()

    day = timedelta(days=1)

    def source(n: int) -> str:
        return keys.channel(place_of(n | 1, count))

    yield (
        "find an article by its address",
        lambda n: store.library.find(url_of(n)),
        lambda n: run(FIND, hashed(canonical_key(url_of(n)))),
    )
    yield (
        "was it briefed in this channel",
        lambda n: store.library.briefed_here(url_of(n), source(n), but=""),
        lambda n: run(HERE, hashed(canonical_key(url_of(n))), source(n)),
    )
    yield (
        "what came into a channel in a day",
        lambda n: store.library.arrived(
            "s0", [source(n)], since=when(n, count) - day, until=when(n, count), limit=200
        ),
        lambda n: run(
            ARRIVED, source(n), micros(when(n, count) - day), micros(when(n, count)), "s0"
        ),
    )
    prints = {n: print_of(bare, n) for n in random.Random(3).sample(range(count), 100)}

    def told(n: int) -> Fingerprint:
        return prints[sorted(prints)[n % len(prints)]]

    yield (
        "what was told with an article's words",
        lambda n: store.library.remembered("s0", [told(n)], since=END - 30 * day, limit=5),
        lambda n: run(
            SHARING.format(",".join("?" * len(telling(told(n))))),
            "s0", *telling(told(n)), micros(END - 30 * day),
        ),
    )  # fmt: skip
    yield (
        "which subscriptions are due",
        lambda n: store.schedules.due(now=END - timedelta(days=n % 100)),
        lambda n: run(
            "SELECT * FROM subscriptions WHERE next_at <= ? ORDER BY next_at, id LIMIT 500",
            micros(END - timedelta(days=n % 100)),
        ),
    )
    yield (
        "what is unfinished",
        lambda n: store.work.unfinished(until=END),
        lambda n: [
            run(UNFINISHED.format(table), micros(END))
            for table in ("outbox", "inbox", "slots", "feeds", "entries")
        ],
    )


async def measure(path: Path, count: int, rounds: int) -> None:
    """Print each lookup beside its bare query, then the digest of the busy channel."""
    bare = sqlite3.connect(path)
    random_ = random.Random(2)
    async with await open_store(f"sqlite+aiosqlite:///{path}", now=lambda: END) as store:
        await prepare(path, store, count)
        gc.collect()
        gc.freeze()  # as the service does when it starts
        for name, ours, direct in lookups(store, bare, count, rounds):
            times, peer = Times(), Times()

            async def asked(n: int, call: Callable[[int], object] = direct) -> None:
                call(n)

            for _ in range(rounds):
                n = random_.randrange(count)
                await peer.of(lambda: asked(n))  # noqa: B023
                await times.of(lambda: ours(n))  # noqa: B023
            print(f"  {name:36} {times.told()}\n  {'':30} bare: {peer.told()}")
        await digests(store, bare, rounds)
    bare.close()


async def prepare(path: Path, store: Store, count: int) -> None:
    """A busy subscription that has told what came before the last day."""
    subscription = Subscription(
        key="s0",
        place=BUSY,
        owner="U1",
        local_time="08:00",
        weekdays=tuple(range(7)),
        zone="UTC",
        created_at=END - timedelta(days=30),
        told_until=END - timedelta(days=1),
    )
    await store.schedules.put(subscription)
    await asyncio.to_thread(tell, path)


def tell(path: Path) -> None:
    """Note as told what came into the busy channel in the month before the last day."""
    window = (keys.channel(BUSY), micros(END - timedelta(days=30)), micros(END - timedelta(days=1)))
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT article_id, at FROM arrivals WHERE source = ? AND at > ? AND at <= ?", window
        ).fetchall()
        connection.executemany("INSERT OR IGNORE INTO told VALUES ('s0', ?, ?)", rows)
        connection.executemany(
            "INSERT OR IGNORE INTO told_terms VALUES ('s0', ?, ?, ?)",
            ((word, n, at) for n, at in rows for word in telling(print_of(connection, n))),
        )
        connection.commit()


def print_of(connection: sqlite3.Connection, number: int) -> Fingerprint:
    """The fingerprint of an article, as it is kept."""
    query = "SELECT fingerprint FROM articles WHERE id = ?"
    (packed,) = connection.execute(query, (number,)).fetchone()
    return from_json(Fingerprint, zlib.decompress(packed).decode())


async def digests(store: Store, bare: sqlite3.Connection, rounds: int) -> None:
    """The whole digest of a busy channel, but for posting."""
    digesting = Digesting(
        schedules=store.schedules,
        library=store.library,
        outbox=store.outbox,
        places=store.places,
        jobs=NoJobs(),
        chats={"slack": WholeChat()},  # type: ignore[dict-item]
        compose=compose,
        card=digest_card,
        now=lambda: END,
    )
    subscription = await store.schedules.get("s0")
    assert subscription is not None
    whole, reading, composing = Times(), Times(), Times()
    calls: list[tuple[Sequence[Told], Sequence[Told]]] = []

    def noted(*args: Any, **named: Any) -> Digest:
        calls.append((named["fresh"], named["before"]))
        return compose(*args, **named)

    async def read() -> None:
        since, source = END - timedelta(days=2), keys.channel(BUSY)
        await store.library.arrived("s0", [source], since=since, until=END, limit=200)
        prints = [told.fingerprint for told in calls[-1][0]]
        await store.library.remembered("s0", prints, since=END - REMEMBERED, limit=MAX_REMEMBERED)

    async def make() -> None:
        fresh, before = calls[-1]
        made = compose(BUSY, None, fresh=fresh, before=before, late=False)
        digest_card(made, zone=UTC, today=END.date())

    await replace(digesting, compose=noted).preview(subscription)
    fresh, before = calls[-1]
    digest = compose(BUSY, None, fresh=fresh, before=before, late=False)
    for _ in range(max(5, rounds // 20)):
        await reading.of(read)
        await composing.of(make)
        await whole.of(lambda: digesting.preview(subscription))
    stories = len(digest.stories) + len(digest.rest)
    remembered = bare.execute("SELECT count(*) FROM told WHERE subscription = 's0'").fetchone()[0]
    print(
        f"  digest of {len(fresh)} new articles in {stories} stories; "
        f"{remembered} told in the month before, {len(before)} of them in the same stories"
    )
    print(f"    from the store  {reading.told()}")
    print(f"    composing       {composing.told()}")
    print(f"    whole digest    {whole.told()}")


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
