"""Leases: claim a row for some time, and settle it.

A lease is a due time that lies ahead: claim and commit first, then work. Whoever settles
must still hold the token that the claim gave.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Table, select, update
from sqlalchemy.ext.asyncio import AsyncConnection


def new_token() -> str:
    """A unique token for one claim."""
    return secrets.token_hex(16)


async def claim(
    connection: AsyncConnection, table: Table, key: str, *, now: datetime, lease_s: float
) -> Row[Any] | None:
    """Take the row if it is due; the row as it then is, None if it is not to be had."""
    taken = await connection.execute(
        update(table)
        .where(table.c.key == key, table.c.due_at <= now)
        .values(
            due_at=now + timedelta(seconds=lease_s),
            token=new_token(),
            attempts=table.c.attempts + 1,
        )
        .returning(table)
    )
    return taken.one_or_none()


async def held(connection: AsyncConnection, table: Table, key: str, token: str) -> Row[Any] | None:
    """The row, locked, if the claim still holds."""
    found = await connection.execute(
        select(table).where(table.c.key == key, table.c.token == token).with_for_update()
    )
    return found.one_or_none()


async def settle(
    connection: AsyncConnection, table: Table, key: str, token: str, **values: Any
) -> bool:
    """Give the row back with `values`; False if the claim was lost."""
    settled = await connection.execute(
        update(table)
        .where(table.c.key == key, table.c.token == token)
        .values(**{"token": None, "due_at": None, **values})
    )
    return settled.rowcount == 1
