"""A backup is taken while the store is written to; a check finds what is wrong."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from adapters.storage import Store, open_store
from bot import keys
from briefs.errors import BadRequest
from briefs.model.delivery import Quota
from tests.fakes.delivery import post, seen, stored_briefing
from tests.fakes.stores import FakeClock


async def write(store: Store, clock: FakeClock, number: int) -> None:
    one = seen(f"m{number}", f"https://a.example/{number}", author=f"U{number}")
    key = keys.reply(one)
    await store.inbox.admit(key, one, source=key, now=clock(), quota=Quota(place=10**6))
    claimed = await store.inbox.claim(key, now=clock(), lease_s=60)
    assert claimed is not None
    await store.inbox.finish(
        claimed,
        stored=[stored_briefing(one.links[0])],
        arrival=None,
        posts=[post(f"{key}#0")],
        now=clock(),
    )


@pytest.fixture
async def sqlite_store(sqlite_file: Path, tmp_path: Path, clock: FakeClock):  # type: ignore[no-untyped-def]
    path = tmp_path / "readout.db"
    path.write_bytes(sqlite_file.read_bytes())
    async with await open_store(f"sqlite+aiosqlite:///{path}", now=clock) as store:
        yield store


async def test_a_backup_under_load_restores(
    sqlite_store: Store, clock: FakeClock, tmp_path: Path
) -> None:
    stop = asyncio.Event()
    written: list[int] = []

    async def load(first: int) -> None:
        number = first
        while not stop.is_set():
            await write(sqlite_store, clock, number)
            written.append(number)
            number += 10

    writers = [asyncio.create_task(load(first)) for first in range(4)]
    backups: list[tuple[Path, set[int], int]] = []
    for number in range(5):
        while len(written) < 8 * (number + 1):
            await asyncio.sleep(0)
        before = set(written)
        target = tmp_path / f"backup{number}.db"
        await sqlite_store.backup(target)
        backups.append((target, before, len(written)))
    stop.set()
    await asyncio.gather(*writers)
    for target, before, _ in backups:
        assert sorted(p.name for p in tmp_path.glob(target.name + "*")) == [target.name]
        async with await open_store(f"sqlite+aiosqlite:///{target}", now=clock) as restored:
            assert await restored.check() == ()
            for number in before:
                key = keys.reply(seen(f"m{number}"))
                assert await restored.inbox.author(key) == f"U{number}", "written before it began"
            assert len(await restored.outbox.rows(limit=10**6)) >= len(before)


async def test_a_backup_replaces_an_older_one(
    sqlite_store: Store, clock: FakeClock, tmp_path: Path
) -> None:
    target = tmp_path / "backup.db"
    await sqlite_store.backup(target)
    await write(sqlite_store, clock, 1)
    await sqlite_store.backup(target)
    async with await open_store(f"sqlite+aiosqlite:///{target}", now=clock) as restored:
        assert len(await restored.outbox.rows()) == 1


async def test_a_backup_that_cannot_be_written_says_why(
    sqlite_store: Store, tmp_path: Path
) -> None:
    with pytest.raises(BadRequest, match="could not be written"):
        await sqlite_store.backup(tmp_path / "no" / "such" / "folder.db")


async def test_another_database_has_its_own_backup(postgres: object, clock: FakeClock) -> None:
    async with await open_store(postgres.url, now=clock) as store:  # type: ignore[attr-defined]
        with pytest.raises(BadRequest) as error:
            await store.backup(Path("x"))
        assert "pg_dump" in error.value.hint


async def test_a_damaged_file_is_found_out(
    sqlite_store: Store, clock: FakeClock, tmp_path: Path
) -> None:
    for number in range(40):
        await write(sqlite_store, clock, number)
    target = tmp_path / "backup.db"
    await sqlite_store.backup(target)
    with sqlite3.connect(target) as connection:
        page, size = connection.execute(
            "SELECT rootpage, page_size FROM sqlite_schema, pragma_page_size "
            "WHERE name = 'ix_outbox_created_at'"
        ).fetchone()
    connection.close()
    body = bytearray(target.read_bytes())
    start = (page - 1) * size
    body[start + size // 2 : start + size] = b"\xa5" * (size - size // 2)
    target.write_bytes(body)
    async with await open_store(f"sqlite+aiosqlite:///{target}", now=clock) as damaged:
        faults = await damaged.check()
    assert faults
    assert faults[0].startswith("file: ")


async def test_rows_that_no_transaction_leaves_are_found_out(
    store: Store, clock: FakeClock
) -> None:
    await write(store, clock, 1)
    await write(store, clock, 2)
    assert await store.check() == ()
    async with store.pending_work._database.write() as connection:
        await connection.execute(text("UPDATE outbox SET due_at = NULL WHERE part = 0"))
        await connection.execute(text("UPDATE inbox SET seen = '{\"x\": 1}'"))
    faults = await store.check()
    assert len(faults) == 4
    assert sum("queued, yet never due" in fault for fault in faults) == 2
    assert sum(fault.startswith("inbox") and "not a LinkSeen" in fault for fault in faults) == 2
