"""Transactional outbox: a row is one message's desired content; it is posted at most once.

post_lifecycle.py has the states of a row; this module reads and writes them.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.database.batch_decode import readable
from adapters.storage.database.engine import Database
from adapters.storage.database.leases import UNREADABLE, new_token
from adapters.storage.database.schema import inbox, outbox
from adapters.storage.repositories import post_lifecycle, replies
from adapters.storage.repositories.deletion import within
from adapters.storage.repositories.post_lifecycle import record_of
from adapters.storage.repositories.post_rows import (
    as_posted,
    own_thread,
    post_in,
    receipt_of,
    shown,
)
from adapters.storage.repositories.reply_parts import parts_before, settle_part
from briefs.model.delivery import Action, ClaimedPost, PostRow, PostState, Publication
from briefs.model.messages import Post, Receipt
from briefs.model.places import Place
from briefs.model.serialization import BadRecord

log = logging.getLogger(__name__)


class Outbox:
    """Posts: sent, to be sent, or given up."""

    def __init__(self, *, database: Database) -> None:
        self._database = database

    async def put(
        self, batch: str, posts: Sequence[Post], *, now: datetime, about: str | None = None,
        earlier: str | None = None, since: datetime | None = None,
    ) -> tuple[str, ...]:  # fmt: skip
        """Set the posts of a reply -> keys that are now due. The same posts again change nothing.

        `about`: the key of the request, subscription or person that a notice is about. `since`:
        nothing is put if this reply, or the `earlier` one, was put after that.
        """
        async with self._database.write() as connection:
            if since and await replies.any_put_since(connection, {batch, earlier}, since):
                return ()
            return await replies.put(connection, batch, posts, now=now, about=about)

    async def withdraw(self, batch: str, *, now: datetime) -> tuple[str, ...]:
        """Withdraw a whole reply -> keys whose message has to be deleted."""
        async with self._database.write() as connection:
            return await replies.withdraw(connection, batch, now=now)

    async def is_about(self, batch: str, about: str) -> bool:
        """Whether a reply was put with this `about`."""
        query = select(outbox.c.id).where(outbox.c.batch == batch, outbox.c.about == about)
        async with self._database.read() as connection:
            return (await connection.execute(query.limit(1))).first() is not None

    async def claim(self, key: str, *, now: datetime, lease_s: float) -> ClaimedPost | None:
        """Claim a post that is due; the claim is committed before anything is sent.

        One that cannot be read back is given up, with the parts after it.
        """
        async with self._database.write() as connection:
            query = select(outbox).where(outbox.c.key == key, outbox.c.due_at <= now)
            row = (await connection.execute(query.with_for_update())).one_or_none()
            if row is None:
                return None
            try:
                post = post_in(row)
            except BadRecord as error:
                log.error("a post is given up: %s", error)  # noqa: TRY400
                given_up = post_lifecycle.failed(record_of(row), UNREADABLE)
                await settle_part(connection, row, given_up, now=now)
                return None
            before, first = await parts_before(connection, row)
            one, action = post_lifecycle.claim(
                record_of(row),
                before=before,
                first=first,
                thread=post.place.thread,
                now=now,
                lease_until=now + timedelta(seconds=lease_s),
                token=new_token(),
            )
            if action is None:
                await settle_part(connection, row, one, now=now)
            else:
                await replies.store(connection, row, one)
        if action is None or one.token is None or one.due_at is None:
            return None
        thread = one.thread if row.part and post.place.thread is None else post.place.thread
        doubtful = action is Action.VERIFY
        return ClaimedPost(
            post=replace(post, place=replace(post.place, thread=thread), edition=row.revision),
            action=action,
            revision=row.revision,
            attempt=one.attempts,
            token=one.token,
            lease_until=one.due_at,
            doubt_since=one.doubt_since if doubtful else None,
            attempt_ended_by=one.attempt_ended_by if doubtful else None,
            receipt=receipt_of(row),
        )

    async def sent(
        self, out: ClaimedPost, receipt: Receipt, *, found: bool = False
    ) -> tuple[str, ...]:
        """Record that the message was posted -> keys that are due because of it.

        `found`: an earlier attempt had posted it, perhaps with an older text.
        """
        async with self._database.write() as connection:
            row = await self._held(connection, out)
            if row is None:
                return ()
            _, first = await parts_before(connection, row)
            one = post_lifecycle.arrived(
                record_of(row),
                receipt,
                shown=row.tried_revision if found else out.revision,
                own_thread=own_thread(row),
                first=first,
                now=receipt.at,
            )
            return await settle_part(connection, row, one, now=receipt.at)

    async def absent(self, out: ClaimedPost, *, now: datetime) -> tuple[str, ...]:
        """No attempt has posted it -> keys that are due because of it."""
        async with self._database.write() as connection:
            row = await self._held(connection, out)
            if row is None:
                return ()
            before, _ = await parts_before(connection, row)
            one = post_lifecycle.absent(record_of(row), before, now)
            return await settle_part(connection, row, one, now=now)

    async def edited(self, out: ClaimedPost, *, now: datetime) -> tuple[str, ...]:
        """The message now reads as `out.post` -> keys that are due because of it."""
        async with self._database.write() as connection:
            row = await self._held(connection, out)
            if row is None:
                return ()
            one = post_lifecycle.edited(record_of(row), out.revision, now)
            return await settle_part(connection, row, one, now=now)

    async def published(self, out: ClaimedPost, *, now: datetime) -> tuple[str, ...]:
        """The message was published to followers -> keys that are due because of it."""
        return await self._published(out, Publication.DONE, now, None)

    async def unpublished(
        self, out: ClaimedPost, *, failure: str, now: datetime
    ) -> tuple[str, ...]:
        """The message stays, and is not published -> keys that are due because of it."""
        return await self._published(out, Publication.REFUSED, now, failure)

    async def _published(
        self, out: ClaimedPost, outcome: Publication, now: datetime, failure: str | None
    ) -> tuple[str, ...]:
        async with self._database.write() as connection:
            row = await self._held(connection, out)
            if row is None:
                return ()
            one = post_lifecycle.published(record_of(row), outcome, now, failure)
            return await settle_part(connection, row, one, now=now)

    async def withdrawn(self, out: ClaimedPost, *, now: datetime) -> tuple[str, ...]:
        """The message is no longer there -> keys that are due, if it was wanted again."""
        async with self._database.write() as connection:
            row = await self._held(connection, out)
            if row is None:
                return ()
            before, _ = await parts_before(connection, row)
            one = post_lifecycle.not_there(record_of(row), before, now)
            return await settle_part(connection, row, one, now=now)

    async def removed(self, out: ClaimedPost, *, now: datetime) -> None:
        """Somebody deleted the message in the chat: it is not posted again."""
        async with self._database.write() as connection:
            row = await self._held(connection, out)
            if row is not None:
                await settle_part(connection, row, post_lifecycle.removed(record_of(row)), now=now)

    async def lost(self, place: Place, message: str | None, *, now: datetime) -> bool:
        """Somebody deleted a message in the chat, or (None) the place's whole thread.

        False if no post of ours was affected.
        """
        which = outbox.c.thread == place.thread if message is None else outbox.c.message == message
        query = select(outbox).where(
            outbox.c.platform == place.platform,
            outbox.c.workspace == place.workspace,
            outbox.c.channel == place.channel,
            which,
        )
        gone = False
        async with self._database.write() as connection:
            for row in (await connection.execute(query.with_for_update())).all():
                one = record_of(row)
                if one.is_there and not one.busy(now):
                    await settle_part(connection, row, post_lifecycle.removed(one), now=now)
                    gone = True
        return gone

    async def later(
        self, out: ClaimedPost, when: datetime, *, now: datetime, failure: str | None,
        certain: bool, tried: bool = True,
    ) -> None:  # fmt: skip
        """Try again at `when`. `certain`: nothing was sent; not `tried`: no attempt was made."""
        async with self._database.write() as connection:
            row = await self._held(connection, out)
            if row is None:
                return
            one = post_lifecycle.postponed(
                record_of(row), out.action, when, now=now, certain=certain
            )
            one = one if tried else post_lifecycle.resting(record_of(row), when, now)
            failure = row.failure if failure is None else failure
            await replies.store(connection, row, replace(one, failure=failure))

    async def park(self, out: ClaimedPost, *, failure: str) -> None:
        """Park a post whose arrival cannot be verified; only an operator may send it again."""
        async with self._database.write() as connection:
            row = await self._held(connection, out)
            if row is not None:
                await replies.store(connection, row, post_lifecycle.parked(record_of(row), failure))

    async def fail(self, out: ClaimedPost, *, failure: str, now: datetime) -> None:
        """Give up a post and the parts after it. Messages already posted stay."""
        async with self._database.write() as connection:
            row = await self._held(connection, out)
            if row is not None:
                before, first = await parts_before(connection, row)
                leader = post_lifecycle.leader(before, first, own_thread=own_thread(row))
                one = post_lifecycle.failed(record_of(row), failure)
                one = one if leader is None else post_lifecycle.follow(one, leader, now)
                await settle_part(connection, row, one, now=now)

    async def rows(self, *states: PostState, limit: int = 100) -> tuple[PostRow, ...]:
        """Posts in the given states, the newest first: the list behind `readout outbox`."""
        query = (
            select(outbox)
            .where(outbox.c.state.in_(states or tuple(PostState)))
            .order_by(outbox.c.created_at.desc())
            .limit(limit)
        )
        async with self._database.read() as connection:
            return tuple(shown(row) for row in await connection.execute(query))

    async def resolve(self, key: str, *, there: bool, now: datetime) -> tuple[str, ...]:
        """Settle a post that is uncertain or failed, as the operator says -> keys that are now due.

        `there`: it was seen in the channel, so nothing is sent. Otherwise it is sent again.
        """
        lost = (PostState.UNCERTAIN, PostState.FAILED)
        async with self._database.write() as connection:
            query = select(outbox).where(outbox.c.key == key, outbox.c.state.in_(lost))
            row = (await connection.execute(query.with_for_update())).one_or_none()
            if row is None:
                return ()
            after = (outbox.c.batch == row.batch, outbox.c.part > row.part)
            await connection.execute(
                update(outbox)
                .where(*after, outbox.c.state == PostState.FAILED)
                .values(state=PostState.WAITING, failure=None)
            )
            one = post_lifecycle.resolved(record_of(row), there=there, now=now)
            return await settle_part(connection, row, one, now=now)

    async def retry(self, batch: str, *, now: datetime) -> tuple[str, ...]:
        """Queue a refused reply again -> keys that are now due.

        Uncertain posts stay so, since they may have arrived.
        """
        refused = select(outbox.c.key).where(
            outbox.c.batch == batch, outbox.c.state == PostState.FAILED
        )
        async with self._database.read() as connection:
            key = await connection.scalar(refused.order_by(outbox.c.part).limit(1))
        return () if key is None else await self.resolve(key, there=False, now=now)

    async def receipt(self, key: str) -> Receipt | None:
        """The receipt of a posted message, None if it is not posted."""
        async with self._database.read() as connection:
            query = select(outbox).where(outbox.c.key == key)
            row = (await connection.execute(query)).one_or_none()
        return receipt_of(row) if row is not None else None

    async def posted(
        self, place: Place, *, limit: int, before: datetime | None = None
    ) -> tuple[tuple[Post, datetime], ...]:
        """Messages posted in a channel: (post, when it was sent), newest first."""
        query = (
            select(outbox.c.post, outbox.c.created_at)
            .where(
                outbox.c.platform == place.platform,
                outbox.c.workspace == place.workspace,
                outbox.c.channel == place.channel,
                outbox.c.message.is_not(None),
                outbox.c.unwanted.is_(False),
            )
            .order_by(outbox.c.created_at.desc())
            .limit(limit)
        )
        if before is not None:
            query = query.where(outbox.c.created_at < before)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        return tuple((post, row.created_at) for row, post in readable(post_in, rows))

    async def post_of(self, place: Place, message: str) -> Post | None:
        """The post of one of our messages, for its buttons.

        Its place names the thread that the message is in.
        """
        query = select(outbox.c.post, outbox.c.thread).where(
            outbox.c.platform == place.platform,
            outbox.c.workspace == place.workspace,
            outbox.c.channel == place.channel,
            outbox.c.message == message,
        )
        async with self._database.read() as connection:
            row = (await connection.execute(query.limit(1))).one_or_none()
        return None if row is None else as_posted(row)

    async def there(self, place: Place, *, author: str | None = None) -> tuple[Receipt, ...]:
        """Messages visible to all in a channel and its threads, newest first.

        `author`: also the answers to this person in the whole workspace.
        """
        here = outbox.c.channel == place.channel
        if author is not None:
            theirs = within(inbox, place.platform, place.workspace)
            requests = select(inbox.c.key).where(theirs, inbox.c.author == author)
            here = or_(here, outbox.c.batch.in_(requests))
        # A message whose deletion is still due is there, too.
        left = or_(outbox.c.unwanted.is_(False), outbox.c.due_at.is_not(None))
        there = and_(outbox.c.message.is_not(None), left)
        query = select(outbox).where(within(outbox, place.platform, place.workspace), here, there)
        async with self._database.read() as connection:
            rows = (await connection.execute(query.order_by(outbox.c.created_at.desc()))).all()
        seen = [row for row, post in readable(post_in, rows) if post.only_for is None]
        return tuple(receipt for row in seen if (receipt := receipt_of(row)) is not None)

    async def messages_of(self, batch: str) -> tuple[tuple[Post, str], ...]:
        """The posted messages of a reply: (post, message), in order."""
        query = (
            select(outbox.c.post, outbox.c.thread, outbox.c.message)
            .where(outbox.c.batch == batch, outbox.c.message.is_not(None))
            .order_by(outbox.c.part)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        return tuple((as_posted(row), row.message) for row in rows)

    async def _held(self, connection: AsyncConnection, out: ClaimedPost) -> Row[Any] | None:
        found = await connection.execute(
            select(outbox)
            .where(outbox.c.key == out.post.key, outbox.c.token == out.token)
            .with_for_update()
        )
        return found.one_or_none()
