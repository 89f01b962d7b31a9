"""A database URL -> transactions, the same on SQLite and PostgreSQL.

SQLite: WAL, so that readers and a backup never wait for the writer; synchronous=FULL, so
that an acknowledged commit survives a power cut; BEGIN IMMEDIATE for every transaction that
writes (a deferred one reads first and then fails or, in the driver's default mode, loses
its update). https://www.sqlite.org/lang_transaction.html
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from adapters.storage.database.private_files import private_database, private_folder
from briefs.errors import StoreAway, StoreUnusable

WAL_ATTEMPTS = 100
WAL_WAIT_S = 0.01
BUSY_TIMEOUT_MS = 30_000
"""How long one process waits for another one's write; a write takes a few milliseconds."""

WRITES = "readout_writes"


class Database:
    """The engine behind `read()` and `write()`; nothing else opens a transaction."""

    def __init__(self, *, url: str, pool_size: int = 8) -> None:
        self.url = make_url(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _engine(self.url, pool_size=pool_size)
        self._writing = self.engine.execution_options(**{WRITES: True})
        # SQLite has one writer. Waiting here is fair and free; its busy handler polls.
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection that only reads; each statement sees what is committed when it begins."""
        with answering():
            async with self.engine.connect() as connection:
                yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that commits at its end, or leaves nothing."""
        with answering():
            if self.sqlite:
                async with self._turn, self._writing.begin() as connection:
                    yield connection
            else:
                async with self._writing.begin() as connection:
                    yield connection

    async def serialize(self, connection: AsyncConnection, name: str) -> None:
        """Serialise transactions that pass the same name; SQLite's are serial anyway."""
        if not self.sqlite:
            await connection.execute(
                text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": name}
            )

    @property
    def path(self) -> Path | None:
        """The file of an SQLite store."""
        return Path(self.url.database) if self.sqlite and self.url.database else None

    async def close(self) -> None:
        """Close all connections."""
        await self.engine.dispose()


@contextmanager
def answering() -> Iterator[None]:
    """Raise StoreAway if the database is full, locked, read-only or unreachable.

    Errors that are bugs, such as a wrong statement, pass unchanged.
    """
    try:
        yield
    except (OperationalError, InterfaceError) as e:
        # SQLite's error for a wrong statement or a missing table.
        if getattr(e.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
            raise
        raise StoreAway(f"The store cannot be used: {_one_line(e.orig)}.") from e


@contextmanager
def usable_database() -> Iterator[None]:
    """Turns errors of the database or its driver into StoreUnusable."""
    try:
        yield
    except DBAPIError as e:
        raise StoreUnusable(f"The store cannot be used: {_one_line(e.orig)}.") from e
    except SQLAlchemyError as e:  # its text may contain the URL, and so a password
        raise StoreUnusable(f"The store cannot be used: {type(e).__name__}.") from e


@contextmanager
def usable() -> Iterator[None]:
    """Turns errors of the database, its driver or its folder into StoreUnusable."""
    try:
        with usable_database():
            yield
    except OSError as e:
        raise StoreUnusable(f"The store cannot be used: {e.filename}: {e.strerror}.") from e


def _one_line(error: BaseException | None) -> str:
    """The first line of the error, without the hint that libpq adds in a second one."""
    lines = [line.strip() for line in str(error).splitlines()]
    said = " ".join(line for line in lines if not line.startswith("Is the server running"))
    return " ".join(said.split()).rstrip(".")


def _engine(url: URL, *, pool_size: int) -> AsyncEngine:
    # hide_parameters: an error in the log shows the statement, not what people shared.
    if url.get_backend_name() != "sqlite":
        return create_async_engine(
            url, pool_size=pool_size, max_overflow=4, pool_pre_ping=True, hide_parameters=True
        )
    engine = create_async_engine(url, pool_size=pool_size, max_overflow=4, hide_parameters=True)
    if url.database and url.database != ":memory:":
        path = Path(url.database)
        if not path.parent.exists():
            private_folder(path.parent)
        event.listen(engine.sync_engine, "do_connect", lambda *_: private_database(path))
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    # The driver's own BEGIN is deferred and skips DDL; ours is sent by _begin.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    _write_ahead(cursor)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _write_ahead(cursor: Any) -> None:
    """Switch the file to WAL; a file that was switched once stays so.

    The switch does not wait for the busy timeout (sqlite.org/wal.html, "Sometimes Queries
    Return SQLITE_BUSY In WAL Mode"). If several processes open a new file at once, all but one
    are refused; when they try again, the file is switched already.
    """
    for attempt in range(WAL_ATTEMPTS):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except Exception as error:  # the driver's or SQLAlchemy's, depending on the caller
            if "locked" not in str(error) or attempt + 1 == WAL_ATTEMPTS:
                raise
            time.sleep(WAL_WAIT_S)
        else:
            return


def _begin(connection: Connection) -> None:
    # A single SELECT needs no BEGIN, and each call of the driver is a trip to its thread.
    if connection.get_execution_options().get(WRITES, False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
