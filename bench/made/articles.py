"""Generated articles in a store: addresses, briefings, fingerprints, arrivals, digest history."""

from __future__ import annotations

import asyncio
import json
import random
import sqlite3
import time
import zlib
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice
from pathlib import Path

from adapters.language.reader import load_reader
from adapters.storage import open_store
from adapters.storage.database.key_hashes import hashed
from adapters.storage.repositories.digest_history import heavy_words
from bot import keys
from briefs.briefing.compose_briefing import brief
from briefs.links.canonical import canonical_key
from briefs.model.articles import Article
from briefs.model.places import Place
from briefs.model.serialization import from_json, to_json
from briefs.model.stories import Fingerprint
from briefs.stories.fingerprints import fingerprint

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
        made = {"terms": terms, "actors": actors, "event_keys": [], "day": day}
        return zlib.compress(json.dumps({**made, "version": self.print_version}).encode(), 6)


def url_of(number: int) -> str:
    """The address of an article."""
    return f"https://paper{number % 50}.example/2026/story-{number}"


@cache
def _key_template() -> str:
    return canonical_key(url_of(1)).replace("paper1.", "paper{site}.").replace("-1", "-{number}")


def key_of(number: int) -> str:
    """The key of an article, from one that `canonical_key` made: it is slow a million times."""
    return hashed(_key_template().format(site=number % 50, number=number))


def micros(at: datetime) -> int:
    """A time as the store has it."""
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
            connection.execute(f"PRAGMA {pragma}")  # only this process has the file
        later = _without_indexes(connection)
        numbers = iter(range(count))
        while chunk := list(islice(numbers, 20_000)):
            _fill(connection, made, chunk, count)
            connection.commit()
            print(f"\r  {chunk[-1] + 1:,} articles", end="", flush=True)
        print()
        for statement in later:  # building an index once is faster than a million inserts
            connection.execute(statement)
        connection.execute("ANALYZE")
        connection.commit()
        connection.execute("PRAGMA journal_mode=WAL")


def _without_indexes(connection: sqlite3.Connection) -> list[str]:
    """Drop all indexes except those of constraints -> statements that recreate them."""
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
        "INSERT INTO articles (id, key, url, title, site, version, briefing, fingerprint,"
        " stored_at) VALUES (?,?,?,?,?,?,?,?,?)",
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
    """Build a store with `count` articles; it gets its final name only when complete."""
    part = path.with_suffix(".part")
    for old in (part, part.with_name(part.name + "-wal"), part.with_name(part.name + "-shm")):
        old.unlink(missing_ok=True)
    began = time.perf_counter()
    store = await open_store(f"sqlite+aiosqlite:///{part}", now=lambda: END)
    await store.close()
    await asyncio.to_thread(fill, part, count)
    part.rename(path)
    print(f"  built in {time.perf_counter() - began:.0f} s")


def mark_shown(path: Path) -> None:
    """Mark as shown what came into the busy channel in the month before the last day."""
    window = (keys.channel(BUSY), micros(END - timedelta(days=30)), micros(END - timedelta(days=1)))
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT article_id, at FROM arrivals WHERE source = ? AND at > ? AND at <= ?", window
        ).fetchall()
        connection.executemany("INSERT OR IGNORE INTO shown_articles VALUES ('s0', ?, ?)", rows)
        connection.executemany(
            "INSERT OR IGNORE INTO shown_terms VALUES ('s0', ?, ?, ?)",
            ((word, n, at) for n, at in rows for word in heavy_words(print_of(connection, n))),
        )
        connection.commit()


def print_of(connection: sqlite3.Connection, number: int) -> Fingerprint:
    """The stored fingerprint of an article."""
    query = "SELECT fingerprint FROM articles WHERE id = ?"
    (packed,) = connection.execute(query, (number,)).fetchone()
    return from_json(Fingerprint, zlib.decompress(packed).decode())
