"""The one way out: each row is one message that shall be there, once, as it now reads.

waiting  -> queued      the part before it is there
queued   -> sent        seen by the platform
queued   -> uncertain   an attempt may have arrived and nobody can tell
queued   -> failed      refused for good, or tried long enough
sent     -> sent        edited: `revision` runs ahead of `shown_revision` until it is shown
any      -> withdrawn   `gone` was asked for; what is there is deleted first
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import replies
from adapters.storage.claims import new_token, settle
from adapters.storage.engine import Database
from adapters.storage.schema import outbox
from briefs.delivery import Action, Outgoing, PostRow, PostState
from briefs.model import Place, Post, Receipt
from briefs.serial import from_json


class Outbox:
    """Posts on their way out."""

    def __init__(self, *, database: Database) -> None:
        self._database = database

    async def put(
        self, batch: str, posts: Sequence[Post], *, now: datetime, about: str | None = None
    ) -> tuple[str, ...]:
        """Make a reply read so -> keys that are now due. The same posts again change nothing.

        `about`: the key of the request, subscription or person that a notice is about.
        """
        async with self._database.write() as connection:
            return await replies.put(connection, batch, posts, now=now, about=about)

    async def withdraw(self, batch: str, *, now: datetime) -> tuple[str, ...]:
        """Let a whole reply go -> keys whose message has to be deleted."""
        async with self._database.write() as connection:
            return await replies.withdraw(connection, batch, now=now)

    async def claim(self, key: str, *, now: datetime, lease_s: float) -> Outgoing | None:
        """Take a post that is due; committed before anything is sent."""
        async with self._database.write() as connection:
            query = select(outbox).where(outbox.c.key == key, outbox.c.due_at <= now)
            row = (await connection.execute(query.with_for_update())).one_or_none()
            if row is None:
                return None
            action = _action(row)
            values: dict[str, Any] = {
                "due_at": now + timedelta(seconds=lease_s),
                "token": new_token(),
                "attempts": row.attempts + 1,
            }
            if action is None:
                gone = {"state": PostState.WITHDRAWN} if row.gone else {}
                values = {"due_at": None, "token": None, **gone}
            elif action is Action.SEND:
                values["over_at"] = values["due_at"]  # a crash may come at the lease's end
                if row.doubt_since is None:
                    values |= {"doubt_since": now, "tried_revision": row.revision}
            await connection.execute(update(outbox).where(outbox.c.id == row.id).values(**values))
            if action is None:
                return None
            post = await _threaded(connection, row)
        return Outgoing(
            post=post,
            action=action,
            revision=row.revision,
            attempt=values["attempts"],
            token=values["token"],
            lease_until=values["due_at"],
            doubt_since=row.doubt_since,
            over_at=row.over_at,
            receipt=_receipt(row),
        )

    async def sent(
        self, out: Outgoing, receipt: Receipt, *, found: bool = False
    ) -> tuple[str, ...]:
        """The message is there -> keys that are due because of it.

        `found`: an earlier attempt had brought it there, perhaps with an earlier text.
        """
        now = receipt.at
        async with self._database.write() as connection:
            row = await self._held(connection, out)
            if row is None:
                return ()
            shown = row.tried_revision if found else out.revision
            again = row.gone or row.revision > shown
            await connection.execute(
                update(outbox)
                .where(outbox.c.id == row.id)
                .values(
                    state=PostState.SENT,
                    message=receipt.message,
                    thread=receipt.place.thread,
                    sent_at=now,
                    shown_revision=shown,
                    doubt_since=None,
                    failure=None,
                    attempts=0,
                    token=None,
                    due_at=now if again else None,
                )
            )
            following = await _follow(connection, row.batch, row.part, now=now)
            return ((row.key,) if again else ()) + following

    async def edited(self, out: Outgoing, *, now: datetime) -> tuple[str, ...]:
        """The message now reads as `out.post` -> keys that are due because of it."""
        async with self._database.write() as connection:
            row = await self._held(connection, out)
            if row is None:
                return ()
            again = row.gone or row.revision > out.revision
            await settle(
                connection,
                outbox,
                out.post.key,
                out.token,
                shown_revision=out.revision,
                failure=None,
                attempts=0,
                due_at=now if again else None,
            )
            return (row.key,) if again else ()

    async def withdrawn(self, out: Outgoing, *, now: datetime) -> tuple[str, ...]:
        """The message is not there any more -> keys that are due, if it was wanted again."""
        async with self._database.write() as connection:
            row = await self._held(connection, out)
            if row is None:
                return ()
            await settle(
                connection,
                outbox,
                out.post.key,
                out.token,
                state=PostState.WITHDRAWN if row.gone else PostState.QUEUED,
                message=None,
                doubt_since=None,
                over_at=None,
                shown_revision=0,
                failure=None,
                attempts=0,
                due_at=None if row.gone else now,
            )
            return () if row.gone else (row.key,)

    async def later(
        self, out: Outgoing, when: datetime, *, now: datetime, failure: str | None, certain: bool
    ) -> None:
        """Try again at `when`. `certain`: this attempt has surely sent nothing."""
        async with self._database.write() as connection:
            row = await self._held(connection, out)
            if row is None:
                return
            values: dict[str, Any] = {"due_at": when}
            if failure is not None:
                values["failure"] = failure
            if out.action is Action.SEND:
                doubt = {"doubt_since": out.doubt_since, "over_at": out.over_at}
                values |= doubt if certain else {"over_at": now}
            await settle(connection, outbox, out.post.key, out.token, **values)

    async def park(self, out: Outgoing, *, failure: str) -> None:
        """Nobody can tell whether it is there: never sent again but by an operator."""
        async with self._database.write() as connection:
            await settle(
                connection,
                outbox,
                out.post.key,
                out.token,
                state=PostState.UNCERTAIN,
                failure=failure,
            )

    async def fail(self, out: Outgoing, *, failure: str) -> None:
        """Give it up, and the parts that were to follow it. What is there stays there."""
        async with self._database.write() as connection:
            row = await self._held(connection, out)
            if row is None:
                return
            state = PostState.SENT if row.state == PostState.SENT else PostState.FAILED
            await settle(connection, outbox, out.post.key, out.token, state=state, failure=failure)
            await connection.execute(
                update(outbox)
                .where(outbox.c.batch == row.batch, outbox.c.state == PostState.WAITING)
                .values(state=PostState.FAILED, failure=failure)
            )

    async def rows(self, *states: PostState, limit: int = 100) -> tuple[PostRow, ...]:
        """Posts in the given states, the newest first: the list behind `readout outbox`."""
        query = (
            select(outbox)
            .where(outbox.c.state.in_(states or tuple(PostState)))
            .order_by(outbox.c.created_at.desc())
            .limit(limit)
        )
        async with self._database.read() as connection:
            return tuple(_shown(row) for row in await connection.execute(query))

    async def resolve(self, key: str, *, there: bool, now: datetime) -> tuple[str, ...]:
        """The operator's word on a post that is uncertain or failed -> keys that are now due.

        there: it has been seen in the channel, leave it so. Otherwise it is sent again.
        """
        lost = (PostState.UNCERTAIN, PostState.FAILED)
        values: dict[str, Any] = {"attempts": 0, "doubt_since": None, "token": None}
        if there:
            values |= {"state": PostState.SENT, "due_at": None, "sent_at": now, "failure": None}
        else:
            values |= {"state": PostState.QUEUED, "due_at": now}
        async with self._database.write() as connection:
            changed = await connection.execute(
                update(outbox)
                .where(outbox.c.key == key, outbox.c.state.in_(lost))
                .values(**values)
                .returning(outbox.c.batch, outbox.c.part)
            )
            row = changed.one_or_none()
            if row is None:
                return ()
            after = (outbox.c.batch == row.batch, outbox.c.part > row.part)
            await connection.execute(
                update(outbox)
                .where(*after, outbox.c.state == PostState.FAILED)
                .values(state=PostState.WAITING, failure=None)
            )
            return await _follow(connection, row.batch, row.part, now=now) if there else (key,)

    async def receipt(self, key: str) -> Receipt | None:
        """Where a post is, None unless it is there."""
        async with self._database.read() as connection:
            query = select(outbox).where(outbox.c.key == key)
            row = (await connection.execute(query)).one_or_none()
        return _receipt(row) if row is not None else None

    async def posted(
        self, place: Place, *, limit: int, before: datetime | None = None
    ) -> tuple[tuple[Post, datetime], ...]:
        """What is there to be read in a channel: (post, when it was sent), the newest first."""
        query = (
            select(outbox.c.post, outbox.c.created_at)
            .where(
                outbox.c.platform == place.platform,
                outbox.c.workspace == place.workspace,
                outbox.c.channel == place.channel,
                outbox.c.message.is_not(None),
                outbox.c.gone.is_(False),
            )
            .order_by(outbox.c.created_at.desc())
            .limit(limit)
        )
        if before is not None:
            query = query.where(outbox.c.created_at < before)
        async with self._database.read() as connection:
            rows = await connection.execute(query)
            return tuple((from_json(Post, row.post), row.created_at) for row in rows)

    async def post_of(self, place: Place, message: str) -> Post | None:
        """The post that a message of ours shows: what a button on it belongs to."""
        query = select(outbox.c.post).where(
            outbox.c.platform == place.platform,
            outbox.c.workspace == place.workspace,
            outbox.c.channel == place.channel,
            outbox.c.message == message,
        )
        async with self._database.read() as connection:
            text = (await connection.execute(query.limit(1))).scalar_one_or_none()
        return None if text is None else from_json(Post, text)

    async def _held(self, connection: AsyncConnection, out: Outgoing) -> Row[Any] | None:
        found = await connection.execute(
            select(outbox)
            .where(outbox.c.key == out.post.key, outbox.c.token == out.token)
            .with_for_update()
        )
        return found.one_or_none()


async def _follow(
    connection: AsyncConnection, batch: str, part: int, *, now: datetime
) -> tuple[str, ...]:
    """A part is there: the one that waited for it is due."""
    following = await connection.execute(
        update(outbox)
        .where(
            outbox.c.batch == batch,
            outbox.c.part == part + 1,
            outbox.c.state == PostState.WAITING,
        )
        .values(state=PostState.QUEUED, due_at=now)
        .returning(outbox.c.key)
    )
    return tuple(following.scalars())


def _action(row: Row[Any]) -> Action | None:
    if row.gone:
        there = row.message is not None or row.doubt_since is not None
        return Action.DELETE if there else None
    if row.state == PostState.SENT:
        return Action.EDIT if row.revision > row.shown_revision and row.message else None
    return Action.SEND if row.state == PostState.QUEUED else None


async def _threaded(connection: AsyncConnection, row: Row[Any]) -> Post:
    """The post, its place naming the thread of the reply's first part where it is a later one."""
    post = from_json(Post, row.post)
    if row.part == 0 or post.place.thread is not None:
        return post
    query = select(outbox.c.message).where(outbox.c.batch == row.batch, outbox.c.part == 0)
    first = (await connection.execute(query)).scalar_one_or_none()
    return replace(post, place=replace(post.place, thread=first))


def _receipt(row: Row[Any]) -> Receipt | None:
    if row.message is None:
        return None
    place = Place(row.platform, row.workspace, row.channel, row.thread)
    return Receipt(row.key, place, row.message, row.sent_at)


def _shown(row: Row[Any]) -> PostRow:
    return PostRow(
        key=row.key,
        place=Place(row.platform, row.workspace, row.channel, row.thread),
        state=PostState(row.state),
        attempts=row.attempts,
        due_at=row.due_at,
        failure=row.failure,
        created_at=row.created_at,
        headline=row.headline,
    )
