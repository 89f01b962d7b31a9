"""Desired posts of a reply -> outbox rows to insert, edit or withdraw, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.database.schema import outbox
from adapters.storage.database.upsert import insert_once
from adapters.storage.repositories import post_lifecycle
from adapters.storage.repositories.post_lifecycle import PostRecord, changes, record_of
from briefs.model.delivery import PostState
from briefs.model.messages import Post
from briefs.model.serialization import to_json


async def put(
    connection: AsyncConnection,
    batch: str,
    posts: Sequence[Post],
    *,
    now: datetime,
    about: str | None = None,
) -> tuple[str, ...]:
    """Posts of a reply, in order, each part once -> keys that are now due.

    New posts are queued, changed ones edited, missing ones withdrawn. `about` is the key of what
    a notice is about; both are erased together.
    """
    due: list[str] = []
    rows = {row.key: row for row in await rows_of(connection, batch)}
    before: PostRecord | None = None
    first: PostRecord | None = None
    for number, post in enumerate(posts):
        row = rows.pop(post.key, None)
        own_thread = post.place.thread is not None
        before = post_lifecycle.leader(before, first, own_thread=own_thread)
        if row is None:
            one = post_lifecycle.start(number, before, now, publish=post.publish)
            if await _add(connection, batch, post, one, about=about, now=now) and one.due_at:
                due.append(post.key)
        else:
            one, ready = await _change(connection, row, post, before=before, first=first, now=now)
            due += [post.key] if ready else []
        before, first = one, first or one
    return (*due, *await _withdraw(connection, rows.values(), now=now))


async def any_put_since(
    connection: AsyncConnection, batches: Iterable[str | None], since: datetime
) -> bool:
    """Whether one of these replies was put for the first time after `since`."""
    named = [batch for batch in batches if batch is not None]
    query = select(outbox.c.id).where(outbox.c.batch.in_(named), outbox.c.created_at > since)
    return (await connection.execute(query.limit(1))).first() is not None


async def withdraw(connection: AsyncConnection, batch: str, *, now: datetime) -> tuple[str, ...]:
    """Withdraw a whole reply -> keys whose message has to be deleted."""
    return await _withdraw(connection, await rows_of(connection, batch), now=now)


async def allow_back(connection: AsyncConnection, batch: str) -> None:
    """Let posts be sent again whose messages somebody deleted: the reply is asked for again."""
    for row in await rows_of(connection, batch):
        known = record_of(row)
        if known.state is PostState.REMOVED:
            await store(connection, row, replace(known, state=PostState.WITHDRAWN, unwanted=True))


async def rows_of(connection: AsyncConnection, batch: str) -> Sequence[Row[Any]]:
    """The parts of a reply, in order, locked."""
    query = select(outbox).where(outbox.c.batch == batch).order_by(outbox.c.part)
    return (await connection.execute(query.with_for_update())).all()


async def store(
    connection: AsyncConnection, row: Row[Any], after: PostRecord, **also: Any
) -> PostRecord:
    """Write the columns of a row that have changed, and `also` -> `after`."""
    values = {**changes(record_of(row), after), **also}
    if values:
        await connection.execute(update(outbox).where(outbox.c.id == row.id).values(**values))
    return after


async def _add(
    connection: AsyncConnection,
    batch: str,
    post: Post,
    one: PostRecord,
    *,
    about: str | None,
    now: datetime,
) -> bool:
    return await insert_once(
        connection,
        outbox,
        key=post.key,
        batch=batch,
        platform=post.place.platform,
        workspace=post.place.workspace,
        channel=post.place.channel,
        post=to_json(post),
        headline=post.card.headline,
        about=about,
        created_at=now,
        **changes(None, one),
    )


async def _change(
    connection: AsyncConnection,
    row: Row[Any],
    post: Post,
    *,
    before: PostRecord | None,
    first: PostRecord | None,
    now: datetime,
) -> tuple[PostRecord, bool]:
    """Set an existing part's post -> its new record, and whether this made it due."""
    known, text = record_of(row), to_json(post)
    one = post_lifecycle.want(
        known,
        changed=text != row.post,
        before=before,
        first=first,
        own_thread=post.place.thread is not None,
        now=now,
    )
    also = {"post": text, "headline": post.card.headline} if text != row.post else {}
    await store(connection, row, one, **also)
    return one, one != known and one.due_at == now


async def _withdraw(
    connection: AsyncConnection, rows: Iterable[Row[Any]], *, now: datetime
) -> tuple[str, ...]:
    due: list[str] = []
    for row in rows:
        known = record_of(row)
        one = await store(connection, row, post_lifecycle.unwant(known, now))
        if one != known and one.due_at == now:
            due.append(row.key)
    return tuple(due)
