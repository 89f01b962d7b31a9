"""Letting go: what a person, a channel or a workspace asks to be erased, and what is too old.

Erasing works in small transactions, so that nobody waits for it; a crash in between is
mended by asking again. A request that is erased leaves its key for a day, empty: the
platform may deliver the event once more.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.engine import Database
from adapters.storage.inbox import RequestState
from adapters.storage.schema import (
    arrivals,
    articles,
    entries,
    inbox,
    outbox,
    places,
    reports,
    slots,
    subscriptions,
    told,
)
from briefs.delivery import Erased
from briefs.model import Place

BATCH = 200
TOMBSTONE_S = 24 * 3600
"""How long the empty key of a request is kept: longer than any platform redelivers."""


class Erasure:
    """Erases by person, channel, workspace and age."""

    def __init__(self, *, database: Database) -> None:
        self._database = database

    async def person(self, platform: str, workspace: str, person: str) -> Erased:
        """All that names a person.

        Their requests and the answers to them, their name on what they shared, the digests
        in their own messages; digests that they set up for a channel stay, without a name.
        """
        whose = and_(
            inbox.c.platform == platform,
            inbox.c.workspace == workspace,
            inbox.c.author == person,
        )
        requests, posts, loose = await self._requests(whose)
        own = Place(platform, workspace, f"@{person}")
        posts += await self._delete(outbox, _at(outbox, own))
        ended = await self._subscriptions(_at(subscriptions, own))
        theirs = and_(
            reports.c.platform == platform,
            reports.c.workspace == workspace,
            reports.c.person == person,
        )
        await self._delete(reports, theirs)
        async with self._database.write() as connection:
            await connection.execute(delete(places).where(_at(places, own)))
            await connection.execute(
                update(subscriptions)
                .where(
                    subscriptions.c.platform == platform,
                    subscriptions.c.workspace == workspace,
                    subscriptions.c.owner == person,
                )
                .values(owner="")
            )
        return Erased(requests, posts, ended, await self._orphans(loose))

    async def channel(self, place: Place, *, source: str) -> Erased:
        """All that a channel asked, shared and gets; `source` is its key as a source."""
        requests, posts, loose = await self._requests(_at(inbox, place))
        posts += await self._delete(outbox, _at(outbox, place))
        ended = await self._subscriptions(_at(subscriptions, place))
        loose |= await self._arrivals(arrivals.c.source == source)
        await self._delete(reports, _at(reports, place))
        async with self._database.write() as connection:
            await connection.execute(delete(places).where(_at(places, place)))
        return Erased(requests, posts, ended, await self._orphans(loose))

    async def workspace(self, platform: str, workspace: str) -> Erased:
        """All that a workspace asked, shared and gets."""

        def within(table: Table) -> ColumnElement[bool]:
            return and_(table.c.platform == platform, table.c.workspace == workspace)

        requests, posts, loose = await self._requests(within(inbox))
        posts += await self._delete(outbox, within(outbox))
        ended = await self._subscriptions(within(subscriptions))
        await self._delete(reports, within(reports))
        async with self._database.write() as connection:
            await connection.execute(delete(places).where(within(places)))
        return Erased(requests, posts, ended, await self._orphans(loose))

    async def older_than(self, before: datetime, *, now: datetime) -> Erased:
        """Retention: what was kept, asked, posted and told before an instant.

        Work that is not done stays until it is. Empty keys go after a day.
        """
        stale = now - timedelta(seconds=TOMBSTONE_S)
        idle = inbox.c.due_at.is_(None)
        requests = await self._delete(inbox, and_(inbox.c.seen_at < before, idle))
        for state in (RequestState.GONE, RequestState.HEARD):
            old = and_(inbox.c.state == state, inbox.c.seen_at < stale, idle)
            await self._delete(inbox, old)
        posts = await self._delete(
            outbox, and_(outbox.c.created_at < before, outbox.c.due_at.is_(None))
        )
        await self._delete(slots, and_(slots.c.slot_at < before, slots.c.due_at.is_(None)))
        await self._delete(entries, and_(entries.c.seen_at < before, entries.c.due_at.is_(None)))
        await self._delete(arrivals, arrivals.c.at < before)
        await self._delete(reports, reports.c.at < before)
        kept = await self._delete(articles, articles.c.kept_at < before)
        return Erased(requests=requests, posts=posts, articles=kept)

    async def _requests(self, whose: ColumnElement[bool]) -> tuple[int, int, set[int]]:
        """Empty requests, delete their posts and arrivals -> how many, and articles let loose."""
        requests = posts = 0
        loose: set[int] = set()
        while True:
            async with self._database.write() as connection:
                query = select(inbox.c.id, inbox.c.key).where(whose, inbox.c.author != "")
                rows = (await connection.execute(query.limit(BATCH))).all()
                if not rows:
                    return requests, posts, loose
                keys = [row.key for row in rows]
                loose |= await _loosen(connection, arrivals.c.cause.in_(keys))
                gone = await connection.execute(delete(outbox).where(outbox.c.batch.in_(keys)))
                await connection.execute(
                    update(inbox)
                    .where(inbox.c.id.in_([row.id for row in rows]))
                    .values(
                        state=RequestState.GONE,
                        author="",
                        seen=None,
                        links=0,
                        due_at=None,
                        token=None,
                        failure=None,
                    )
                )
                requests += len(rows)
                posts += gone.rowcount

    async def _subscriptions(self, which: ColumnElement[bool]) -> int:
        async with self._database.write() as connection:
            ended = await connection.execute(
                delete(subscriptions).where(which).returning(subscriptions.c.key)
            )
            keys = list(ended.scalars())
            if not keys:
                return 0
            await connection.execute(delete(told).where(told.c.subscription.in_(keys)))
            await connection.execute(delete(slots).where(slots.c.subscription.in_(keys)))
        return len(keys)

    async def _arrivals(self, which: ColumnElement[bool]) -> set[int]:
        async with self._database.write() as connection:
            return await _loosen(connection, which)

    async def _orphans(self, loose: set[int]) -> int:
        """Delete those of `loose` that nothing else brought in."""
        count = 0
        ids = sorted(loose)
        for start in range(0, len(ids), BATCH):
            held = select(arrivals.c.id).where(arrivals.c.article_id == articles.c.id).exists()
            some = articles.c.id.in_(ids[start : start + BATCH])
            async with self._database.write() as connection:
                gone = await connection.execute(delete(articles).where(some, ~held))
                count += gone.rowcount
        return count

    async def _delete(self, table: Table, which: ColumnElement[bool]) -> int:
        """Delete in small transactions -> how many rows."""
        count = 0
        while True:
            few: Select[Any] = select(table.c.id).where(which).limit(BATCH)
            async with self._database.write() as connection:
                ids: Sequence[int] = (await connection.execute(few)).scalars().all()
                if ids:
                    await connection.execute(delete(table).where(table.c.id.in_(ids)))
            if not ids:
                return count
            count += len(ids)


async def _loosen(connection: AsyncConnection, which: ColumnElement[bool]) -> set[int]:
    """Delete arrivals -> the articles that they were of."""
    gone = await connection.execute(delete(arrivals).where(which).returning(arrivals.c.article_id))
    return set(gone.scalars())


def _at(table: Table, place: Place) -> ColumnElement[bool]:
    return and_(
        table.c.platform == place.platform,
        table.c.workspace == place.workspace,
        table.c.channel == place.channel,
    )
