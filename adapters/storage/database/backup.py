"""Copies a running store, and checks whether a store is consistent."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select, text

from adapters.storage.database import schema_migration
from adapters.storage.database.engine import Database
from adapters.storage.database.private_files import private_file
from adapters.storage.database.schema import (
    articles,
    entries,
    feeds,
    inbox,
    metadata,
    outbox,
    slots,
    subscriptions,
)
from briefs.errors import BadRequest
from briefs.model.briefings import Briefing
from briefs.model.delivery import Filters, PostState, Sources
from briefs.model.messages import Post
from briefs.model.places import LinkSeen
from briefs.model.serialization import BadRecord, from_json
from briefs.model.stories import Fingerprint

VALUES: tuple[tuple[Table, str, type[Any]], ...] = (
    (inbox, "seen", LinkSeen),
    (outbox, "post", Post),
    (articles, "briefing", Briefing),
    (articles, "fingerprint", Fingerprint),
    (subscriptions, "sources", Sources),
    (subscriptions, "filters", Filters),
)
SAMPLE = 2000
"""Newest values of each table that are decoded; the rest is left to the integrity check."""


async def backup(database: Database, target: Path) -> None:
    """Copy an SQLite store into `target` while it is written to.

    One step of the backup API is one snapshot: in WAL mode it neither waits for writers
    nor makes them wait, and never has to start over. The file appears whole or not at all.
    Raises: BadRequest for another database, or where the file cannot be written.
    https://www.sqlite.org/c3ref/backup_finish.html
    """
    path = database.path
    if path is None:
        raise BadRequest(
            "Only an SQLite store is backed up by this command.",
            hint="For PostgreSQL use its own: pg_dump --format=custom --file=FILE DATABASE",
        )
    try:
        await asyncio.to_thread(_copy, path, target)
    except (OSError, sqlite3.Error) as error:
        message = f"The backup could not be written to {target}: {error}."
        raise BadRequest(message, hint="Name a file in a folder that is there.") from error


def _copy(path: Path, target: Path) -> None:
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    private_file(part)  # its contents are as private as the store's
    with closing(sqlite3.connect(path, timeout=30)) as source, closing(sqlite3.connect(part)) as to:
        source.backup(to, pages=-1)
        to.execute("PRAGMA journal_mode=DELETE")  # one file, without -wal and -shm
        faults = [row[0] for row in to.execute("PRAGMA quick_check")]
        if faults != ["ok"]:
            raise sqlite3.DatabaseError(f"the copy is damaged: {faults[0]}")
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


async def check(database: Database) -> tuple[str, ...]:
    """Check a store -> its faults, one line each; () if there are none."""
    faults: list[str] = []
    async with database.read() as connection:
        if database.sqlite:
            rows = await connection.execute(text("PRAGMA integrity_check(20)"))
            faults += [f"file: {row[0]}" for row in rows if row[0] != "ok"]
            if not faults:
                loose = await connection.execute(text("PRAGMA foreign_key_check"))
                faults += [f"{row[0]}: row {row[1]} points to nothing" for row in loose]
        if faults:
            return tuple(faults)
        found = await connection.run_sync(schema_migration.revision)
        if found != schema_migration.head():
            return (f"schema: revision {found}, this program's is {schema_migration.head()}",)
        for table in metadata.sorted_tables:
            await connection.execute(select(table).limit(1))
        for table, column, kind in VALUES:
            newest = select(table.c.key, table.c[column]).order_by(table.c.id.desc()).limit(SAMPLE)
            for key, value in await connection.execute(newest):
                try:
                    if value is not None:
                        from_json(kind, value)
                except BadRecord as error:
                    faults.append(f"{table.name} {key}: {error}")
        faults += await _contradictions(connection)
    return tuple(faults)


async def _contradictions(connection: Any) -> list[str]:
    """Rows in states that no sequence of our transactions can produce."""
    faults: list[str] = []
    open_rows = (
        (inbox, inbox.c.state == "open", "open, yet never due"),
        (outbox, outbox.c.state == PostState.QUEUED, "queued, yet never due"),
        (slots, slots.c.state == "open", "open, yet never due"),
        (entries, entries.c.state == "open", "open, yet never due"),
    )
    for table, state, fault in open_rows:
        query = select(table.c.key).where(state, table.c.due_at.is_(None)).limit(20)
        faults += [f"{table.name} {row.key}: {fault}" for row in await connection.execute(query)]
    held = select(feeds.c.key).where(feeds.c.due_at.is_(None), feeds.c.failures == 0).limit(20)
    faults += [f"feeds {row.key}: never due" for row in await connection.execute(held)]
    return faults
