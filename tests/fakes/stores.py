"""Real stores for tests: SQLite in a file, PostgreSQL in a database of this run's own.

`from tests.fakes.stores import *` in a conftest gives the fixtures `store_url` (for both
databases), `store`, `clock`.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from sqlalchemy import select

from adapters.storage import Store, open_store
from adapters.storage.database.schema import metadata, slots
from tests.conftest import POSTGRES_URL, missing

__all__ = ["clock", "postgres", "sqlite_file", "store", "store_url"]

ADMIN = POSTGRES_URL.replace("+psycopg", "")
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class FakeClock:
    """A clock that a test sets."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def turn(self, seconds: float) -> datetime:
        self.at += timedelta(seconds=seconds)
        return self.at

    def turn_to(self, at: datetime) -> None:
        self.at = max(self.at, at)


def migrate(url: str) -> None:
    async def move() -> None:
        opened = await open_store(url, now=lambda: datetime.now(UTC))
        await opened.close()

    # A fixture may be requested while an event loop runs in this thread.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, move()).result()


class OwnDatabase:
    """A PostgreSQL database that only this run uses."""

    def __init__(self, purpose: str = "test") -> None:
        self.name = f"readout_{purpose}_{os.getpid()}_{secrets.token_hex(3)}"
        self.url = POSTGRES_URL.rpartition("/")[0] + f"/{self.name}"
        with psycopg.connect(ADMIN, autocommit=True) as admin:
            admin.execute(f'CREATE DATABASE "{self.name}"')

    def drop(self) -> None:
        with psycopg.connect(ADMIN, autocommit=True) as admin:
            admin.execute(f'DROP DATABASE "{self.name}" WITH (FORCE)')

    def empty(self) -> None:
        """Delete all rows: for a few of them that is ten times as fast as TRUNCATE."""
        with psycopg.connect(self.url.replace("+psycopg", "")) as own:
            own.execute("SET synchronous_commit = off")
            for table in reversed(metadata.sorted_tables):
                own.execute(SQL("DELETE FROM {}").format(Identifier(table.name)))


@pytest.fixture(scope="session")
def postgres() -> Iterator[OwnDatabase]:
    """A migrated PostgreSQL database of this session."""
    missing("postgres")
    own = OwnDatabase()
    try:
        migrate(own.url)
        yield own
    finally:
        own.drop()


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    migrate(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgres"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty, migrated store; the test runs once with each database."""
    if request.param == "sqlite":
        path = tmp_path / "readout.db"
        shutil.copy(request.getfixturevalue("sqlite_file"), path)
        return f"sqlite+aiosqlite:///{path}"
    own: OwnDatabase = request.getfixturevalue("postgres")
    own.empty()
    return own.url


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands still until the test sets it."""
    return FakeClock()


@pytest.fixture
async def store(store_url: str, clock: FakeClock) -> AsyncIterator[Store]:
    """An open store on each database."""
    async with await open_store(store_url, now=clock) as opened:
        yield opened


async def slots_of(store: Store, subscription: str) -> tuple[tuple[str, str], ...]:
    """The slots of a subscription as (local date, state), the newest first."""
    query = (
        select(slots.c.local_date, slots.c.state)
        .where(slots.c.subscription == subscription)
        .order_by(slots.c.local_date.desc())
    )
    async with store.subscriptions._database.read() as connection:
        return tuple((row.local_date, row.state) for row in await connection.execute(query))
