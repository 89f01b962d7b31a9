"""The store is its owner's alone, whatever the umask; a disk that takes no writes is a fault."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from adapters.storage import open_store
from adapters.storage.database.engine import Database
from adapters.storage.database.private_files import private_folder
from adapters.storage.database.write_probe import EVERY_S, MIN_FREE_BYTES, WriteProbe
from tests.fakes.stores import FakeClock, OwnDatabase, postgres  # noqa: F401  (a fixture)


@pytest.fixture(params=[0o000, 0o002, 0o022, 0o077, 0o027], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


async def test_new_folders_and_files(umask: int, tmp_path: Path, clock: FakeClock) -> None:
    folder = tmp_path / "above" / "data"
    path = folder / "readout.db"
    async with await open_store(f"sqlite+aiosqlite:///{path}", now=clock) as store:
        assert {each.name for each in folder.iterdir()} >= {"readout.db", "readout.db-wal"}
        assert {mode(each) for each in folder.iterdir()} == {"0o600"}
        assert mode(folder) == "0o700"
        copy = tmp_path / "copy.db"
        await store.backup(copy)
        assert mode(copy) == "0o600"


async def test_a_store_of_an_earlier_version_is_closed(
    umask: int, tmp_path: Path, clock: FakeClock
) -> None:
    path = tmp_path / "readout.db"
    async with await open_store(f"sqlite+aiosqlite:///{path}", now=clock):
        for each in tmp_path.iterdir():
            each.chmod(0o664)
        async with await open_store(f"sqlite+aiosqlite:///{path}", now=clock):
            assert {mode(each) for each in tmp_path.iterdir()} == {"0o600"}


async def test_a_backup_over_an_open_one_is_closed(tmp_path: Path, clock: FakeClock) -> None:
    copy = tmp_path / "copy.db"
    copy.touch(0o666)
    async with await open_store(f"sqlite+aiosqlite:///{tmp_path}/readout.db", now=clock) as store:
        await store.backup(copy)
    assert mode(copy) == "0o600"


@pytest.mark.parametrize("before", [0o755, 0o775, 0o777, 0o711, 0o700])
def test_a_data_folder_of_an_earlier_version_is_closed(before: int, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(before)
    private_folder(folder)
    assert mode(folder) == "0o700"


@pytest.mark.parametrize("how", ["sticky", "working", "home"])
def test_a_shared_folder_stays_as_it_is(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o1777 if how == "sticky" else 0o755)
    if how == "working":
        monkeypatch.chdir(tmp_path)
    if how == "home":
        monkeypatch.setenv("HOME", str(tmp_path))
    before = mode(tmp_path)
    private_folder(tmp_path)
    assert mode(tmp_path) == before


class Ticks:
    def __init__(self) -> None:
        self.now = 100.0
        self.free = 10 * MIN_FREE_BYTES

    def monotonic(self) -> float:
        return self.now

    def left(self, folder: Path) -> int:
        assert folder.is_dir()
        return self.free


async def test_a_disk_that_is_full_is_a_fault(tmp_path: Path, clock: FakeClock) -> None:
    ticks = Ticks()
    async with await open_store(f"sqlite+aiosqlite:///{tmp_path}/readout.db", now=clock) as store:
        database = store.pending_work._database
        probe = WriteProbe(database=database, monotonic=ticks.monotonic, free=ticks.left)
        assert await probe.fault() is None
        ticks.free = MIN_FREE_BYTES - 1
        assert await probe.fault() is None, "asked once in ten seconds"
        ticks.now += EVERY_S
        assert await probe.fault() == "the disk is full: 31 MB are left"
        ticks.free, ticks.now = MIN_FREE_BYTES, ticks.now + EVERY_S
        assert await probe.fault() is None


async def test_a_store_that_only_reads_is_a_fault(tmp_path: Path, clock: FakeClock) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/readout.db"
    async with await open_store(url, now=clock, pool_size=1) as store:
        database: Database = store.pending_work._database
        async with database.engine.connect() as connection:
            await connection.execute(text("PRAGMA query_only=ON"))
        assert "readonly database" in str(await store.write_fault())


async def test_postgresql_that_only_reads_is_a_fault(
    postgres: OwnDatabase,  # noqa: F811
    clock: FakeClock,
) -> None:
    postgres.empty()
    async with await open_store(postgres.url, now=clock, pool_size=1) as store:
        assert await store.write_fault() is None
        database = store.pending_work._database
        async with database.engine.begin() as connection:
            await connection.execute(text("SET default_transaction_read_only = on"))
        probe = WriteProbe(database=database)
        assert await probe.fault() is not None
