"""What a reply shall read -> its rows: queued, edited or withdrawn, each in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.claims import leased
from adapters.storage.inserting import insert_once
from adapters.storage.schema import outbox
from briefs.delivery import PostState
from briefs.model import Post
from briefs.serial import to_json


async def put(
    connection: AsyncConnection,
    batch: str,
    posts: Sequence[Post],
    *,
    now: datetime,
    about: str | None = None,
) -> tuple[str, ...]:
    """Make a reply read so: its posts in order, each part once -> keys that are now due.

    What is new is queued, what differs is edited, what is no longer among them goes.
    `about` is the key of what a notice is about: it is erased with that.
    """
    due: list[str] = []
    rows = {row.key: row for row in await _batch(connection, batch)}
    before: Row[Any] | None = None
    for number, post in enumerate(posts):
        row = rows.pop(post.key, None)
        if row is not None:
            if await _change(connection, row, post, now=now):
                due.append(post.key)
        elif await _add(connection, batch, number, post, before=before, about=about, now=now):
            due.append(post.key)
        before = row
    gone = [row.key for row in rows.values() if await _withdraw(connection, row, now=now)]
    return (*due, *gone)


async def withdraw(connection: AsyncConnection, batch: str, *, now: datetime) -> tuple[str, ...]:
    """Let a whole reply go -> keys whose message has to be deleted first."""
    rows = await _batch(connection, batch)
    return tuple([row.key for row in rows if await _withdraw(connection, row, now=now)])


async def _batch(connection: AsyncConnection, batch: str) -> Sequence[Row[Any]]:
    query = select(outbox).where(outbox.c.batch == batch).order_by(outbox.c.part)
    return (await connection.execute(query.with_for_update())).all()


async def _add(
    connection: AsyncConnection,
    batch: str,
    number: int,
    post: Post,
    *,
    before: Row[Any] | None,
    about: str | None,
    now: datetime,
) -> bool:
    state = _first_state(number, before)
    ready = state is PostState.QUEUED
    added = await insert_once(
        connection,
        outbox,
        key=post.key,
        batch=batch,
        part=number,
        platform=post.place.platform,
        workspace=post.place.workspace,
        channel=post.place.channel,
        post=to_json(post),
        headline=post.card.headline,
        about=about,
        state=state,
        created_at=now,
        due_at=now if ready else None,
    )
    return ready and added


def _first_state(number: int, before: Row[Any] | None) -> PostState:
    if number == 0:
        return PostState.QUEUED
    if before is None:
        return PostState.WAITING
    follows = {PostState.SENT: PostState.QUEUED, PostState.FAILED: PostState.FAILED}
    return follows.get(PostState(before.state), PostState.WAITING)


async def _change(connection: AsyncConnection, row: Row[Any], post: Post, *, now: datetime) -> bool:
    text = to_json(post)
    if text == row.post and not row.gone:
        return False
    values: dict[str, Any] = {
        "post": text,
        "headline": post.card.headline,
        "revision": row.revision + 1,
        "gone": False,
    }
    idle = not leased(row, now)
    if row.state == PostState.WITHDRAWN:
        values |= {"state": PostState.QUEUED, "message": None, "attempts": 0, "shown_revision": 0}
        values |= {"doubt_since": None, "over_at": None}
    if idle and row.state in {PostState.WITHDRAWN, PostState.SENT}:
        values |= {"due_at": now, "attempts": 0}
    await connection.execute(update(outbox).where(outbox.c.id == row.id).values(**values))
    return "due_at" in values


async def _withdraw(connection: AsyncConnection, row: Row[Any], *, now: datetime) -> bool:
    if row.state == PostState.WITHDRAWN or row.gone:
        return False
    busy = leased(row, now)
    never_sent = row.state == PostState.QUEUED and row.doubt_since is None and not busy
    values: dict[str, Any] = {"gone": True}
    if never_sent or row.state in {PostState.WAITING, PostState.FAILED}:
        values |= {"state": PostState.WITHDRAWN, "due_at": None, "token": None}
    elif not busy:
        values |= {"due_at": now, "attempts": 0}
        if row.state == PostState.UNCERTAIN:
            values["state"] = PostState.QUEUED
    await connection.execute(update(outbox).where(outbox.c.id == row.id).values(**values))
    return values.get("due_at") is not None
