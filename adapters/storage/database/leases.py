"""Leases: claim a row for some time, and settle it.

A lease is a due time in the future: claim and commit first, then work. To settle a row a worker
must still hold the token that its claim returned.
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
    """Claim the row if it is due -> the row as claimed, None if it is not due or taken."""
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
    """The row, locked, if the claim is still valid."""
    found = await connection.execute(
        select(table).where(table.c.key == key, table.c.token == token).with_for_update()
    )
    return found.one_or_none()


async def settle(
    connection: AsyncConnection, table: Table, key: str, token: str, **values: Any
) -> bool:
    """Release the row with `values`; False if the claim was lost."""
    settled = await connection.execute(
        update(table)
        .where(table.c.key == key, table.c.token == token)
        .values(**{"token": None, "due_at": None, **values})
    )
    return settled.rowcount == 1
