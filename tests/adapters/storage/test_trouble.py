"""A store that is full, locked, read-only or away for a moment: one clear error, nothing half kept."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from adapters.storage import Store, open_store
from adapters.storage.database import engine
from adapters.storage.database.engine import Database
from bot import keys
from briefs.errors import ReadoutError, StoreAway
from briefs.model.delivery import Admission, Quota
from tests.fakes.delivery import seen
from tests.fakes.stores import FakeClock, OwnDatabase

ONE = seen("m1", "https://a.example/1")
KEY = keys.reply(ONE)


async def admit(store: Store, clock: FakeClock) -> Admission:
    return await store.inbox.admit(KEY, ONE, source=KEY, now=clock(), quota=Quota())


async def write_on(store: Store, clock: FakeClock) -> None:
    """Write until it fails: a full store has some room left in its pages."""
    for number in range(500):
        one = seen(f"x{number}", "https://a.example/" + "x" * 2000)
        key = keys.reply(one)
        await store.inbox.admit(key, one, source=key, now=clock(), quota=Quota(10**6, 10**6))


async def pragma(database: Database, words: str) -> None:
    async with database.engine.connect() as connection:  # the pool gives the same one again
        await connection.execute(text(f"PRAGMA {words}"))


async def full(database: Database) -> Callable[[], Awaitable[object]]:
    await pragma(database, "max_page_count=1")  # as many as it has
    return lambda: pragma(database, "max_page_count=1000000")


async def read_only(database: Database) -> Callable[[], Awaitable[object]]:
    await pragma(database, "query_only=ON")
    return lambda: pragma(database, "query_only=OFF")


async def locked(database: Database) -> Callable[[], Awaitable[object]]:
    other = Database(url=str(database.url))
    writing = other.write()
    await writing.__aenter__()

    async def drop_unused() -> None:
        await writing.__aexit__(None, None, None)
        await other.close()

    return drop_unused


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        (full, "database or disk is full"),
        (read_only, "attempt to write a readonly database"),
        (locked, "database is locked"),
    ],
)
async def test_sqlite_in_trouble_says_so_and_goes_on_afterwards(
    tmp_path: Path,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
    trouble: Callable[[Database], Awaitable[Callable[[], Awaitable[object]]]],
    reason: str,
) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 10)
    async with await open_store(f"sqlite+aiosqlite:///{tmp_path}/readout.db", now=clock) as store:
        mended = await trouble(store.pending_work._database)
        with pytest.raises(StoreAway, match=reason):
            await write_on(store, clock)
        await mended()
        assert await admit(store, clock) is Admission.NEW
        assert await store.check() == ()


async def test_a_session_that_postgresql_ends_is_a_moment_s_trouble(
    postgres: OwnDatabase, clock: FakeClock
) -> None:
    """As a restart of the server: what was under way is not kept, and the next call is made."""
    postgres.empty()

    def end_sessions() -> None:
        with psycopg.connect(postgres.url.replace("+psycopg", ""), autocommit=True) as operator:
            operator.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    async def cut_short(database: Database) -> None:
        async with database.write() as connection:
            await connection.execute(text("INSERT INTO places VALUES ('p', 'w', 'half', '{}')"))
            await asyncio.to_thread(end_sessions)
            await connection.execute(text("SELECT 1"))

    async with await open_store(postgres.url, now=clock) as store:
        database = store.pending_work._database
        with pytest.raises(StoreAway):
            await cut_short(database)
        await asyncio.to_thread(end_sessions)
        assert await admit(store, clock) is Admission.NEW, "the pool notices what is dead"
        async with database.read() as connection:
            assert await connection.scalar(text("SELECT count(*) FROM places")) == 0


async def test_a_server_that_is_not_there_is_said_in_one_sentence(clock: FakeClock) -> None:
    with pytest.raises(ReadoutError, match="Connection refused") as raised:
        await open_store("postgresql+psycopg://postgres@127.0.0.1:1/none", now=clock)
    assert "?" not in raised.value.line
    assert raised.value.line.endswith("refused.")
