"""A part of a reply and those before and after it: what the state of one means for the others."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.database.schema import outbox
from adapters.storage.repositories import post_lifecycle, replies
from adapters.storage.repositories.post_lifecycle import PostRecord, record_of
from adapters.storage.repositories.post_rows import own_thread


async def settle_part(
    connection: AsyncConnection, row: Row[Any], one: PostRecord, *, now: datetime
) -> tuple[str, ...]:
    """Write the result of an attempt and its effect on later parts -> keys that are due."""
    await replies.store(connection, row, one)
    due = [row.key] if one.due_at is not None and one.due_at <= now else []
    before, first = one, one if row.part == 0 else None
    following = (
        select(outbox)
        .where(outbox.c.batch == row.batch, outbox.c.part > row.part)
        .order_by(outbox.c.part)
        .with_for_update()
    )
    for later in (await connection.execute(following)).all():
        known = record_of(later)
        leader = post_lifecycle.leader(before, first, own_thread=own_thread(later)) or one
        before = post_lifecycle.follow(known, leader, now)
        if before != known:
            await replies.store(connection, later, before)
            due += [later.key] if before.due_at is not None else []
        elif leader is not first:
            break
    return tuple(due)


async def parts_before(
    connection: AsyncConnection, row: Row[Any]
) -> tuple[PostRecord | None, PostRecord | None]:
    """The part before this one, and the first; (None, None) for the first."""
    if row.part == 0:
        return None, None
    query = select(outbox).where(outbox.c.batch == row.batch, outbox.c.part.in_((0, row.part - 1)))
    found = {one.part: record_of(one) for one in await connection.execute(query)}
    return found.get(row.part - 1), found.get(0)
