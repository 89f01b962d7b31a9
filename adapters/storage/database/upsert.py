"""INSERT … ON CONFLICT in both dialects."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


def insert(connection: AsyncConnection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """INSERT in the connection's dialect."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)


async def insert_once(connection: AsyncConnection, table: Table, **values: Any) -> bool:
    """Insert a row unless one of its unique keys is taken -> whether it was inserted.

    RETURNING tells, since the two drivers count the rows of such an INSERT differently.
    """
    statement = insert(connection, table).values(**values).on_conflict_do_nothing()
    added = await connection.execute(statement.returning(next(iter(table.primary_key))))
    return added.first() is not None
