"""Writers follow each other: nothing is read first and lost."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import insert, select, text, update

from adapters.storage import Store, open_store
from adapters.storage.database.schema import CompressedText, Instant, places
from tests.fakes.stores import FakeClock

ROW = {"platform": "p", "workspace": "w", "channel": "c"}


async def count_up(store: Store, times: int) -> None:
    database = store.pending_work._database
    for _ in range(times):
        async with database.write() as connection:
            found = await connection.scalar(select(places.c.settings).with_for_update())
            await asyncio.sleep(0)
            await connection.execute(update(places).values(settings=str(int(found or 0) + 1)))


async def test_no_increment_is_lost(store_url: str, clock: FakeClock) -> None:
    """Three stores as three processes have them, four writers each."""
    stores = [await open_store(store_url, now=clock) for _ in range(3)]
    async with stores[0].pending_work._database.write() as connection:
        await connection.execute(insert(places).values(settings="0", **ROW))
    await asyncio.gather(*(count_up(store, 10) for store in stores for _ in range(4)))
    async with stores[0].pending_work._database.read() as connection:
        assert await connection.scalar(select(places.c.settings)) == "120"
    for store in stores:
        await store.close()


async def test_what_fails_leaves_nothing(store: Store) -> None:
    database = store.pending_work._database

    async def fail() -> None:
        async with database.write() as connection:
            await connection.execute(insert(places).values(settings="0", **ROW))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with database.read() as connection:
        assert await connection.scalar(select(places.c.settings)) is None


async def test_sqlite_is_set_up_to_keep_what_it_acknowledged(store: Store) -> None:
    database = store.pending_work._database
    async with database.read() as connection:
        if database.sqlite:
            pragmas = {
                name: await connection.scalar(text(f"PRAGMA {name}"))
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            }
            assert pragmas == {
                "journal_mode": "wal",
                "synchronous": 2,
                "foreign_keys": 1,
                "busy_timeout": 30000,
            }
        else:
            assert await connection.scalar(text("SHOW synchronous_commit")) == "on"


async def test_a_reader_is_not_kept_waiting_by_a_writer(store: Store) -> None:
    database = store.pending_work._database
    async with database.write() as writer:
        await writer.execute(insert(places).values(settings="0", **ROW))
        async with asyncio.timeout(5), database.read() as reader:
            assert await reader.scalar(select(places.c.settings)) is None


def test_times_are_kept_to_the_microsecond_and_in_utc() -> None:
    at = datetime(2026, 3, 2, 9, 0, 0, 123457, tzinfo=timezone(timedelta(hours=5.5)))
    stored = Instant().process_bind_param(at, None)  # type: ignore[arg-type]
    back = Instant().process_result_value(stored, None)  # type: ignore[arg-type]
    assert back == at
    assert back is not None
    assert back.tzinfo is UTC


def test_text_is_kept_small() -> None:
    text_ = '{"pieces": [{"text": "The towns agreed", "wording": "words"}]}' * 50
    stored = CompressedText().process_bind_param(text_, None)  # type: ignore[arg-type]
    assert stored is not None
    assert len(stored) * 20 < len(text_)
    assert CompressedText().process_result_value(stored, None) == text_  # type: ignore[arg-type]
