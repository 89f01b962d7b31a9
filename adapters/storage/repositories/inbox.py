"""Requests: each message is admitted once, however often and in whatever order it arrives.

reserved  not admitted yet: an edit of the message came before the request, or quota was reserved
          for a pasted text; deleted after a day
open      to be answered (again, after an edit)
done      answered: its posts are in the outbox
refused   over a quota: nothing is briefed until it is asked for again
counted   no request: links that an edit added, counted in the quota; deleted after a day
deleted   the message was deleted, perhaps before its request came; deleted after a day

An erased request has no row: a hash of its key is kept for a day (erasure.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.database.engine import Database
from adapters.storage.database.leases import claim_value, held, settle
from adapters.storage.database.schema import arrivals, inbox
from adapters.storage.database.upsert import insert_once
from adapters.storage.repositories import articles, replies
from adapters.storage.repositories.known_requests import (
    admit_known,
    edit_refused,
    is_text_edited,
)
from adapters.storage.repositories.request_quota import (
    RequestState,
    columns,
    note_edit,
    over_quota,
    room_at,
    row_of,
    take_room,
    was_erased,
)
from briefs.model.delivery import (
    Admission,
    Arrival,
    ClaimedRequest,
    Quota,
    SourceDeleted,
    SourceEdited,
    StoredBriefing,
)
from briefs.model.followed_edits import FollowedEdit
from briefs.model.messages import Post
from briefs.model.places import LinkSeen
from briefs.model.serialization import from_json, to_json


class Inbox:
    """Requests. `source` is the key of the message that asks, `key` that of the request."""

    def __init__(self, *, database: Database) -> None:
        self._database = database

    async def admit(
        self,
        key: str,
        seen: LinkSeen,
        *,
        source: str,
        now: datetime,
        quota: Quota,
        once_more: bool = False,
    ) -> Admission:
        """Store a request, once. When this returns, the request is on disk.

        `once_more`: somebody asks for a message that may have been asked about before.
        """
        async with self._database.write() as connection:
            await self._in_turn(connection, source)
            if await was_erased(connection, key, source):
                return Admission.DELETED
            known = await admit_known(
                self._database, connection, key, seen,
                source=source, once_more=once_more, now=now, quota=quota,
            )  # fmt: skip
            if known is not None:
                return known
            links = len(seen.links)
            over = await over_quota(
                self._database, connection, seen, links=links, now=now, quota=quota
            )
            state = RequestState.OPEN if over is None else RequestState.REFUSED
            added = await insert_once(
                connection,
                inbox,
                key=key,
                event=seen.event,
                source=source,
                state=state,
                author=seen.author,
                seen=to_json(seen),
                links=len(seen.links),
                seen_at=now,
                due_at=now if over is None else None,
                **columns(seen.place),
            )
            return (over or Admission.NEW) if added else Admission.SEEN_BEFORE

    async def reserve(
        self, key: str, seen: LinkSeen, *, source: str, now: datetime, quota: Quota
    ) -> Admission:
        """Reserve quota for a request that costs something before it can be admitted.

        NEW: go on, then admit it; its links are counted already. Repeated calls return NEW until it
        is admitted.
        """
        async with self._database.write() as connection:
            await self._in_turn(connection, source)
            if await was_erased(connection, key, source):
                return Admission.DELETED
            row = await row_of(connection, key)
            if row is not None:
                edited_first = row.state == RequestState.RESERVED
                return Admission.NEW if edited_first else Admission.SEEN_BEFORE
            links = len(seen.links)
            over = await over_quota(
                self._database, connection, seen, links=links, now=now, quota=quota
            )
            if over is None:
                await insert_once(
                    connection,
                    inbox,
                    key=key,
                    source=source,
                    state=RequestState.RESERVED,
                    author=seen.author,
                    seen=to_json(seen),
                    links=links,
                    seen_at=now,
                    **columns(seen.place),
                )
            return over or Admission.NEW

    async def room_at(
        self, key: str, seen: LinkSeen, *, now: datetime, quota: Quota
    ) -> datetime | None:
        """When there is room for a request that a quota refused, None if never.

        Of a message with a refused request, all its links: an edit may have changed them.
        """
        refused = and_(inbox.c.key == key, inbox.c.state == RequestState.REFUSED)
        async with self._database.read() as connection:
            links = await connection.scalar(select(inbox.c.links).where(refused))
            links = len(seen.links) if links is None else links
            return await room_at(connection, seen, links=links, now=now, quota=quota)

    async def _in_turn(self, connection: AsyncConnection, source: str) -> None:
        """Serialise the events of one message, across machines.

        Otherwise a request and an edit that arrive together would each find no row, and the
        second to insert one would be taken for a repeated delivery.
        """
        await self._database.serialize(connection, f"message {source}")

    async def edit(
        self, source: str, edited: SourceEdited, *, now: datetime, quota: Quota
    ) -> FollowedEdit:
        """A message was edited -> keys of posts that are due; its request may be due as well.

        An edit older than the newest one known, one that changes no link, or one whose new links
        are over a quota does nothing: the reply stays as it was. A refused request has none, so
        its links are kept for when they are asked for again.
        """
        async with self._database.write() as connection:
            await self._in_turn(connection, source)
            row = await row_of(connection, source)
            if row is None:
                await note_edit(connection, source, edited, now=now)
                return FollowedEdit()
            stale = row.edited_at is not None and row.edited_at >= edited.edited_at
            if stale or row.state == RequestState.DELETED:
                return FollowedEdit()
            if row.state == RequestState.REFUSED:
                return await edit_refused(
                    self._database, connection, row, edited, now=now, quota=quota
                )
            seen = from_json(LinkSeen, row.seen)
            if is_text_edited(seen, edited):
                return FollowedEdit()
            added = tuple(sorted(set(edited.links) - set(seen.links)))
            values: dict[str, Any] = {"edited_at": edited.edited_at}
            due: tuple[str, ...] = ()
            if row.state != RequestState.RESERVED and (over := await take_room(
                self._database, connection, row, seen,
                links=len(added), now=now, quota=quota,
            )):  # fmt: skip
                return FollowedEdit(over=over, refused=replace(seen, links=added))
            if (seen.links, seen.left_out) != (edited.links, edited.left_out):
                shows = seen.links != edited.links or not seen.automatic
                seen = replace(seen, links=edited.links, left_out=edited.left_out)
                values |= {"seen": to_json(seen)}
                if row.state != RequestState.RESERVED and shows:
                    # Without its token, a worker that still briefs the old text cannot settle.
                    values |= {"revision": row.revision + 1, "token": None, "attempts": 0}
                    values |= {"state": RequestState.OPEN, "due_at": now}
                    if not edited.links:
                        values |= {"state": RequestState.DONE, "due_at": None}
                        due = await replies.withdraw(connection, source, now=now)
                        await connection.execute(delete(arrivals).where(arrivals.c.cause == source))
            await connection.execute(update(inbox).where(inbox.c.id == row.id).values(**values))
            return FollowedEdit(due)

    async def delete(
        self, source: str, deleted: SourceDeleted, *, now: datetime
    ) -> tuple[str, ...]:
        """End the requests of a deleted message -> keys of posts whose messages must go."""
        async with self._database.write() as connection:
            await self._in_turn(connection, source)
            if await was_erased(connection, source):
                return ()
            await insert_once(
                connection,
                inbox,
                key=source,
                source=source,
                state=RequestState.DELETED,
                author="",
                seen_at=now,
                **columns(deleted.place),
            )
            ended = await connection.execute(
                update(inbox)
                .where(inbox.c.source == source)
                .values(state=RequestState.DELETED, seen=None, due_at=None, token=None)
                .returning(inbox.c.key)
            )
            due: list[str] = []
            for key in sorted(ended.scalars()):
                due += await replies.withdraw(connection, key, now=now)
                await connection.execute(delete(arrivals).where(arrivals.c.cause == key))
            return tuple(due)

    async def explain(
        self, source: str, posts: Sequence[Post], *, about: str, now: datetime
    ) -> tuple[str, ...]:
        """Answer a message that has no request and was not deleted -> keys of posts now due."""
        async with self._database.write() as connection:
            await self._in_turn(connection, source)
            if await was_erased(connection, source) or await row_of(connection, source):
                return ()
            return await replies.put(connection, source, posts, now=now, about=about)

    async def claim(self, key: str, *, now: datetime, lease_s: float) -> ClaimedRequest | None:
        """Take a request that is due; one that cannot be read back is given up."""
        async with self._database.write() as connection:
            claimed = await claim_value(
                connection, inbox, key, lambda row: from_json(LinkSeen, row.seen),
                now=now, lease_s=lease_s, given_up={"state": RequestState.DONE, "attempts": 0},
            )  # fmt: skip
        if claimed is None:
            return None
        row, seen = claimed
        return ClaimedRequest(
            key, seen, row.revision, row.attempts, token=row.token, lease_until=row.due_at
        )

    async def finish(
        self,
        request: ClaimedRequest,
        *,
        stored: Sequence[StoredBriefing],
        arrival: Arrival | None,
        posts: Sequence[Post],
        alone: Sequence[Post] = (),
        now: datetime,
        failure: str | None = None,
    ) -> tuple[str, ...] | None:
        """Answer a request: articles, arrivals and posts in ONE transaction -> keys now due.

        `alone`: notices for the asker alone, each a batch of its own. `arrival`: how all of
        `stored` came in. None if the claim was lost meanwhile (edited, deleted, taken over): then
        nothing is stored.
        """
        async with self._database.write() as connection:
            if await held(connection, inbox, request.key, request.token) is None:
                return None
            here = await self._arrived(connection, stored, arrival, now=now)
            # Arrivals of links that an earlier text of the message had and this one lacks.
            gone = delete(arrivals).where(
                arrivals.c.cause == request.key, arrivals.c.article_id.not_in(here)
            )
            await connection.execute(gone)
            due = await replies.put(connection, request.key, posts, now=now)
            for one in alone:
                batch = one.key.rpartition("#")[0]
                due += await replies.put(connection, batch, [one], now=now, about=request.key)
            await settle(
                connection,
                inbox,
                request.key,
                request.token,
                state=RequestState.DONE,
                failure=failure,
                attempts=0,
            )
            return due

    async def keep(
        self, request: ClaimedRequest, stored: StoredBriefing, arrival: Arrival, *, now: datetime
    ) -> bool:
        """Store one of a request's articles before the others; False if the claim was lost."""
        async with self._database.write() as connection:
            if await held(connection, inbox, request.key, request.token) is None:
                return False
            await self._arrived(connection, [stored], arrival, now=now)
            return True

    async def _arrived(
        self,
        connection: AsyncConnection,
        stored: Sequence[StoredBriefing],
        arrival: Arrival | None,
        *,
        now: datetime,
    ) -> list[int]:
        """Store articles and their arrivals -> the articles' ids."""
        found = []
        # Always in the same order, so that two transactions cannot deadlock.
        for one in sorted(stored, key=lambda one: one.briefing.url):
            found.append(await articles.keep(connection, one, now=now))
            if arrival is not None:
                await articles.arrive(connection, found[-1], arrival)
        return found

    async def reopen(
        self, key: str, *, now: datetime, anew: bool, asked: LinkSeen | None = None
    ) -> Admission:
        """Answer a request again; its posts are edited, or posted if they were deleted.

        SEEN_BEFORE while it is being answered. `anew`: the page is read again. `asked`: how
        somebody asks now for a reply that is not there: the request becomes theirs, with its
        failures.
        """
        async with self._database.write() as connection:
            row = await row_of(connection, key)
            if row is None or row.seen is None:
                return Admission.DELETED
            seen = from_json(LinkSeen, row.seen)
            if row.state == RequestState.OPEN and not seen.automatic:
                return Admission.SEEN_BEFORE
            if row.state not in {RequestState.OPEN, RequestState.DONE} or not seen.links:
                return Admission.DELETED
            if asked is not None:
                seen = replace(seen, author=asked.author, event=asked.event)
            seen = replace(seen, automatic=False, again=anew or seen.again)
            values = {"state": RequestState.OPEN, "due_at": now, "token": None, "attempts": 0}
            if asked is not None:
                values |= {"author": asked.author}
                values |= {"event": asked.event} if asked.event else {}
            await connection.execute(
                update(inbox)
                .where(inbox.c.id == row.id)
                .values(seen=to_json(seen), revision=row.revision + 1, **values)
            )
            await replies.allow_back(connection, key)
        return Admission.NEW

    async def later(self, request: ClaimedRequest, when: datetime, *, failure: str) -> None:
        """Try again at `when`."""
        async with self._database.write() as connection:
            await settle(
                connection, inbox, request.key, request.token, due_at=when, failure=failure
            )

    async def is_automatic(self, key: str) -> bool:
        """Whether a request is automatic."""
        async with self._database.read() as connection:
            seen = await connection.scalar(select(inbox.c.seen).where(inbox.c.key == key))
        return seen is not None and from_json(LinkSeen, seen).automatic

    async def has_failed(self, key: str) -> bool:
        """Whether a request was answered with a failure, of one of its links at least."""
        failed = and_(inbox.c.state == RequestState.DONE, inbox.c.failure.is_not(None))
        async with self._database.read() as connection:
            query = select(inbox.c.id).where(inbox.c.key == key, failed)
            return (await connection.execute(query)).first() is not None

    async def event(self, key: str) -> str | None:
        """The event that asked last, None if it is unknown or was erased."""
        async with self._database.read() as connection:
            return await connection.scalar(select(inbox.c.event).where(inbox.c.key == key))

    async def author(self, key: str) -> str | None:
        """Who asked, None if it is unknown or was erased."""
        async with self._database.read() as connection:
            return await connection.scalar(select(inbox.c.author).where(inbox.c.key == key)) or None
