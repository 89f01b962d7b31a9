"""What was asked: each message is admitted once, however often and in whatever order it is told.

heard   an edit came before the request itself; kept for a day, so that order is no matter
open    to be answered (again, after an edit)
done    answered: its posts are in the outbox
refused over a quota: no work is done
gone    the message was deleted, perhaps before it was asked

An erased request has no row: a hash of its key is kept for a day (erasure.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import library, replies
from adapters.storage.claims import claim, held, settle
from adapters.storage.engine import Database
from adapters.storage.inserting import insert_once
from adapters.storage.naming import hashed
from adapters.storage.schema import arrivals, erased, inbox
from briefs.delivery import Admission, Arrival, Asked, Kept, Quota, SourceDeleted, SourceEdited
from briefs.model import LinkSeen, Place, Post
from briefs.serial import from_json, to_json


class RequestState(StrEnum):
    """How far a request has come."""

    HEARD = "heard"
    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"
    GONE = "gone"


class Inbox:
    """Requests. `source` is the key of the message that asks, `key` that of the request."""

    def __init__(self, *, database: Database) -> None:
        self._database = database

    async def admit(
        self, key: str, seen: LinkSeen, *, source: str, now: datetime, quota: Quota
    ) -> Admission:
        """Take a request in, once; when this returns it is on disk."""
        async with self._database.write() as connection:
            await self._in_turn(connection, source)
            if await _erased(connection, key, source):
                return Admission.GONE
            known = await self._known(connection, key, seen, source=source, now=now)
            if known is not None:
                return known
            over = await self._over(connection, seen, now=now, quota=quota)
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
                **_columns(seen.place),
            )
            return (over or Admission.NEW) if added else Admission.SEEN_BEFORE

    async def _in_turn(self, connection: AsyncConnection, source: str) -> None:
        """What is told of one message comes one after the other, on however many machines.

        Otherwise a request and an edit that come together would each see no row, and the
        second to insert its own would be taken for a repetition.
        """
        await self._database.serialize(connection, f"message {source}")

    async def _known(
        self, connection: AsyncConnection, key: str, seen: LinkSeen, *, source: str, now: datetime
    ) -> Admission | None:
        """What is known of the request or of its message, None if nothing is."""
        row = await _row(connection, key)
        if row is None:
            if key == source:
                return None
            message = await _row(connection, source)
            gone = message is not None and message.state == RequestState.GONE
            return Admission.GONE if gone else None
        if row.state == RequestState.GONE:
            return Admission.GONE
        if row.state != RequestState.HEARD:
            return Admission.SEEN_BEFORE
        links = from_json(LinkSeen, row.seen).links
        if not links:
            return Admission.GONE
        await connection.execute(
            update(inbox)
            .where(inbox.c.id == row.id)
            .values(
                state=RequestState.OPEN,
                event=seen.event,
                author=seen.author,
                seen=to_json(replace(seen, links=links)),
                links=len(links),
                seen_at=now,
                due_at=now,
            )
        )
        return Admission.NEW

    async def _over(
        self, connection: AsyncConnection, seen: LinkSeen, *, now: datetime, quota: Quota
    ) -> Admission | None:
        """Which quota the request is over, counted in links; requests of one place in turn."""
        place = seen.place
        since = now - timedelta(seconds=quota.window_s)
        here = and_(inbox.c.platform == place.platform, inbox.c.workspace == place.workspace)
        checks = (
            (inbox.c.author == seen.author, quota.person, Admission.PERSON_OVER_QUOTA, seen.author),
            (
                inbox.c.channel == place.channel,
                quota.place,
                Admission.PLACE_OVER_QUOTA,
                place.channel,
            ),
        )
        for of_whom, limit, verdict, name in checks:
            lock = f"{verdict} {place.platform} {place.workspace} {name}"
            await self._database.serialize(connection, lock)
            if await _asked(connection, and_(here, of_whom), since) + len(seen.links) > limit:
                return verdict
        return None

    async def edit(self, source: str, edited: SourceEdited, *, now: datetime) -> tuple[str, ...]:
        """The message reads differently -> keys of posts that are due; the request may be too.

        An edit older than the newest one known, or one that changes no link, does nothing.
        """
        async with self._database.write() as connection:
            await self._in_turn(connection, source)
            row = await _row(connection, source)
            if row is None:
                await self._note(connection, source, edited, now=now)
                return ()
            stale = row.edited_at is not None and row.edited_at >= edited.edited_at
            if stale or row.state in {RequestState.GONE, RequestState.REFUSED}:
                return ()
            seen = from_json(LinkSeen, row.seen)
            values: dict[str, Any] = {"edited_at": edited.edited_at}
            due: tuple[str, ...] = ()
            if seen.links != edited.links:
                seen = replace(seen, links=edited.links)
                values |= {"seen": to_json(seen), "links": len(seen.links)}
                if row.state != RequestState.HEARD:
                    # The token goes: whoever works on the old text settles nothing.
                    values |= {"revision": row.revision + 1, "token": None, "attempts": 0}
                    values |= {"state": RequestState.OPEN, "due_at": now}
                    if not edited.links:
                        values |= {"state": RequestState.DONE, "due_at": None}
                        due = await replies.withdraw(connection, source, now=now)
                        await connection.execute(delete(arrivals).where(arrivals.c.cause == source))
            await connection.execute(update(inbox).where(inbox.c.id == row.id).values(**values))
            return due

    async def _note(
        self, connection: AsyncConnection, source: str, edited: SourceEdited, *, now: datetime
    ) -> None:
        """Remember the edit of a message that nobody has asked about, as far as we know yet."""
        if await _erased(connection, source):
            return
        seen = LinkSeen(edited.place, edited.message, "", edited.links, now)
        await insert_once(
            connection,
            inbox,
            key=source,
            source=source,
            state=RequestState.HEARD,
            author="",
            seen=to_json(seen),
            edited_at=edited.edited_at,
            seen_at=now,
            **_columns(edited.place),
        )

    async def delete(
        self, source: str, deleted: SourceDeleted, *, now: datetime
    ) -> tuple[str, ...]:
        """The message is gone: its requests end -> keys of posts whose message has to go too."""
        async with self._database.write() as connection:
            await self._in_turn(connection, source)
            if await _erased(connection, source):
                return ()
            await insert_once(
                connection,
                inbox,
                key=source,
                source=source,
                state=RequestState.GONE,
                author="",
                seen_at=now,
                **_columns(deleted.place),
            )
            ended = await connection.execute(
                update(inbox)
                .where(inbox.c.source == source)
                .values(state=RequestState.GONE, seen=None, due_at=None, token=None)
                .returning(inbox.c.key)
            )
            due: list[str] = []
            for key in sorted(ended.scalars()):
                due += await replies.withdraw(connection, key, now=now)
                await connection.execute(delete(arrivals).where(arrivals.c.cause == key))
            return tuple(due)

    async def claim(self, key: str, *, now: datetime, lease_s: float) -> Asked | None:
        """Take a request that is due."""
        async with self._database.write() as connection:
            row = await claim(connection, inbox, key, now=now, lease_s=lease_s)
        if row is None:
            return None
        return Asked(
            key=key,
            seen=from_json(LinkSeen, row.seen),
            revision=row.revision,
            attempt=row.attempts,
            token=row.token,
            lease_until=row.due_at,
        )

    async def finish(
        self,
        asked: Asked,
        *,
        kept: Sequence[Kept],
        arrival: Arrival | None,
        posts: Sequence[Post],
        now: datetime,
        failure: str | None = None,
    ) -> tuple[str, ...] | None:
        """Answer a request: articles, arrivals and posts in ONE transaction -> keys now due.

        `arrival` is how all of `kept` came in. None if the claim was lost meanwhile (edited,
        deleted, taken over): then nothing of it is kept.
        """
        async with self._database.write() as connection:
            if await held(connection, inbox, asked.key, asked.token) is None:
                return None
            here = await self._arrived(connection, kept, arrival, now=now)
            # What an earlier text of the message had brought in, and this one has not.
            gone = delete(arrivals).where(
                arrivals.c.cause == asked.key, arrivals.c.article_id.not_in(here)
            )
            await connection.execute(gone)
            due = await replies.put(connection, asked.key, posts, now=now)
            await settle(
                connection,
                inbox,
                asked.key,
                asked.token,
                state=RequestState.DONE,
                failure=failure,
                attempts=0,
            )
            return due

    async def keep(self, asked: Asked, kept: Kept, arrival: Arrival, *, now: datetime) -> bool:
        """Keep one of a request's articles before the others; False if the claim was lost."""
        async with self._database.write() as connection:
            if await held(connection, inbox, asked.key, asked.token) is None:
                return False
            await self._arrived(connection, [kept], arrival, now=now)
            return True

    async def _arrived(
        self,
        connection: AsyncConnection,
        kept: Sequence[Kept],
        arrival: Arrival | None,
        *,
        now: datetime,
    ) -> list[int]:
        """Keep articles that came in so -> their ids."""
        found = []
        # In one order everywhere: two that keep the same articles cannot lock each other.
        for one in sorted(kept, key=lambda one: one.briefing.url):
            found.append(await library.keep(connection, one, now=now))
            if arrival is not None:
                await library.arrive(connection, found[-1], arrival)
        return found

    async def later(self, asked: Asked, when: datetime, *, failure: str) -> None:
        """Try again at `when`."""
        async with self._database.write() as connection:
            await settle(connection, inbox, asked.key, asked.token, due_at=when, failure=failure)

    async def author(self, key: str) -> str | None:
        """Who asked, None if that is not known (any more)."""
        async with self._database.read() as connection:
            query = select(inbox.c.author).where(inbox.c.key == key)
            return (await connection.execute(query)).scalar_one_or_none() or None


def _columns(place: Place) -> dict[str, str]:
    return {
        "platform": place.platform,
        "workspace": place.workspace,
        "channel": place.channel,
    }


async def _row(connection: AsyncConnection, key: str) -> Row[Any] | None:
    query = select(inbox).where(inbox.c.key == key).with_for_update()
    return (await connection.execute(query)).one_or_none()


async def _erased(connection: AsyncConnection, *keys: str) -> bool:
    """Whether a request under one of these keys was erased a short while ago."""
    query = select(erased.c.key).where(erased.c.key.in_([hashed(key) for key in keys])).limit(1)
    return (await connection.execute(query)).first() is not None


async def _asked(connection: AsyncConnection, of_whom: ColumnElement[bool], since: datetime) -> int:
    query = select(func.coalesce(func.sum(inbox.c.links), 0)).where(
        of_whom, inbox.c.seen_at > since, inbox.c.state != RequestState.REFUSED
    )
    return int(await connection.scalar(query) or 0)
