"""Leases: claim a row for some time, and settle it.

A lease is a due time in the future: claim and commit first, then work. To settle a row a worker
must still hold the token that its claim returned.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from sqlalchemy import Row, Table, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from briefs.model.serialization import BadRecord

log = logging.getLogger(__name__)

Value = TypeVar("Value")

UNREADABLE: Final = "What is stored of it cannot be read back."


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


async def claim_value(
    connection: AsyncConnection,
    table: Table,
    key: str,
    read: Callable[[Row[Any]], Value],
    *,
    now: datetime,
    lease_s: float,
    given_up: Mapping[str, Any],
) -> tuple[Row[Any], Value] | None:
    """Claim the row if it is due, and decode it -> both; None if there is nothing to do.

    A row that cannot be decoded is settled with `given_up`: else it would be claimed for ever.
    """
    row = await claim(connection, table, key, now=now, lease_s=lease_s)
    if row is None:
        return None
    try:
        return row, read(row)
    except BadRecord as error:
        log.error("a row of %s is given up: %s", table.name, error)  # noqa: TRY400
        await settle(connection, table, key, row.token, failure=UNREADABLE, **given_up)
        return None


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
