"""Erasure on request of a person, channel or workspace, and retention of old rows.

Erasing uses small transactions, so that nobody waits for it; after a crash it has to be asked for
again. Of an erased request only a hash of its key is kept, for a day, since the platform may
deliver the event again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.database.batch_decode import readable
from adapters.storage.database.engine import Database
from adapters.storage.database.key_hashes import address_key, hashed
from adapters.storage.database.schema import (
    arrivals,
    articles,
    entries,
    erased,
    feeds,
    inbox,
    outbox,
    places,
    reports,
    shown_terms,
    slots,
    subscriptions,
)
from adapters.storage.database.upsert import insert
from adapters.storage.repositories import deletion
from adapters.storage.repositories.deletion import BATCH, at_place, within
from adapters.storage.repositories.request_quota import RequestState
from briefs.model.delivery import ErasureReport, Sources
from briefs.model.places import LinkSeen, Place
from briefs.model.serialization import from_json
from briefs.stories.shared_features import FAR_APART

TOMBSTONE_S = 24 * 3600
"""How long the hash of a request's key is kept: longer than any platform redelivers."""

FeedSource = Callable[[str], str]
"""A feed's key -> the key under which its articles came in."""


@dataclass(slots=True)
class ErasedRows:
    """What one erasure deleted.

    `articles`, `pages` and `feeds` are those that it no longer refers to: at the end they are
    deleted too, unless another row refers to them.
    """

    requests: int = 0
    posts: int = 0
    digests: int = 0
    articles: set[int] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)
    feeds: set[str] = field(default_factory=set)


class Erasure:
    """Erases by person, channel, workspace and age.

    Arrivals are found by their source. `sources` is the prefix of the keys of all channels of a
    workspace, `source` the key of one channel, `own` that of a person's own messages; `feed`
    makes the key of a feed as a source.
    """

    def __init__(self, *, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    async def person(
        self,
        platform: str,
        workspace: str,
        person: str,
        *,
        sources: str,
        own: str,
        feed: FeedSource,
    ) -> ErasureReport:
        """Erase every row that names a person.

        That is: their requests and the answers to them, what they shared, and the digests in their
        own messages. Digests that they set up for a channel stay, without their name.
        """
        place = Place(platform, workspace, f"@{person}")
        gone = ErasedRows()
        theirs = within(inbox, platform, workspace)
        await self._requests(
            or_(and_(theirs, inbox.c.author == person), at_place(inbox, place)), gone
        )
        await self._posts(at_place(outbox, place), gone)
        await self._posts(outbox.c.about == own, gone)
        await self._subscriptions(at_place(subscriptions, place), gone)
        shared = and_(arrivals.c.person == person, _begins(arrivals.c.source, sources))
        await self._arrivals(or_(shared, arrivals.c.source == own), gone)
        await self._delete(
            reports, and_(within(reports, platform, workspace), reports.c.person == person)
        )
        async with self._database.write() as connection:
            await connection.execute(delete(places).where(at_place(places, place)))
            owned = and_(
                within(subscriptions, platform, workspace), subscriptions.c.owner == person
            )
            await connection.execute(update(subscriptions).where(owned).values(owner=""))
        await self._feeds(feeds.c.source == own, feed, gone)
        return await self._settled(gone)

    async def channel(self, place: Place, *, source: str, feed: FeedSource) -> ErasureReport:
        """Erase all requests, shares and digests of a channel; `source` is its key as a source."""
        gone = ErasedRows()
        await self._requests(at_place(inbox, place), gone)
        await self._posts(at_place(outbox, place), gone)
        await self._subscriptions(at_place(subscriptions, place), gone)
        await self._arrivals(arrivals.c.source == source, gone)
        await self._delete(reports, at_place(reports, place))
        async with self._database.write() as connection:
            await connection.execute(delete(places).where(at_place(places, place)))
        await self._feeds(feeds.c.source == source, feed, gone)
        return await self._settled(gone)

    async def workspace(
        self, platform: str, workspace: str, *, sources: str, feed: FeedSource
    ) -> ErasureReport:
        """Erase all requests, shares and digests of a workspace."""
        gone = ErasedRows()
        await self._requests(within(inbox, platform, workspace), gone)
        await self._posts(within(outbox, platform, workspace), gone)
        await self._subscriptions(within(subscriptions, platform, workspace), gone)
        await self._arrivals(_begins(arrivals.c.source, sources), gone)
        await self._delete(reports, within(reports, platform, workspace))
        async with self._database.write() as connection:
            await connection.execute(delete(places).where(within(places, platform, workspace)))
        await self._feeds(_begins(feeds.c.source, sources), feed, gone)
        return await self._settled(gone)

    async def older_than(self, before: datetime, *, now: datetime) -> ErasureReport:
        """Retention: delete articles, requests, posts and digest history before an instant.

        Unfinished work is kept until it is done. Hashes of erased keys are deleted after a day.
        """
        stale = now - timedelta(seconds=TOMBSTONE_S)
        idle = inbox.c.due_at.is_(None)
        requests = await self._delete(inbox, and_(inbox.c.seen_at < before, idle))
        for state in (RequestState.DELETED, RequestState.RESERVED, RequestState.COUNTED):
            old = and_(inbox.c.state == state, inbox.c.seen_at < stale, idle)
            await self._delete(inbox, old)
        posts = await self._delete(
            outbox, and_(outbox.c.created_at < before, outbox.c.due_at.is_(None))
        )
        await self._delete(slots, and_(slots.c.slot_at < before, slots.c.due_at.is_(None)))
        await self._delete(entries, and_(entries.c.seen_at < before, entries.c.due_at.is_(None)))
        await self._delete(arrivals, arrivals.c.at < before)
        await self._delete(reports, reports.c.at < before)
        deleted = await self._delete(articles, articles.c.stored_at < before)
        dead = now - timedelta(days=FAR_APART)
        async with self._database.write() as connection:
            await connection.execute(delete(erased).where(erased.c.at < stale))
            await connection.execute(delete(shown_terms).where(shown_terms.c.at < dead))
        return ErasureReport(requests=requests, posts=posts, articles=deleted)

    # ------------------------------------------------------------------------- each kind of row

    async def _requests(self, whose: ColumnElement[bool], gone: ErasedRows) -> None:
        """Delete requests with their posts and arrivals; a hash of each key stays for a day."""
        query = select(inbox.c.id, inbox.c.key, inbox.c.seen).where(whose).limit(BATCH)
        while True:
            async with self._database.write() as connection:
                rows = (await connection.execute(query)).all()
                if not rows:
                    return
                keys = [row.key for row in rows]
                gone.articles |= await _loosen(connection, arrivals.c.cause.in_(keys))
                answers = or_(outbox.c.batch.in_(keys), outbox.c.about.in_(keys))
                posts = await connection.execute(delete(outbox).where(answers))
                await connection.execute(
                    insert(connection, erased).on_conflict_do_nothing(),
                    [{"key": hashed(key), "at": self._now()} for key in sorted(keys)],
                )
                ids = [row.id for row in rows]
                await connection.execute(delete(inbox).where(inbox.c.id.in_(ids)))
            for row in rows:
                links = from_json(LinkSeen, row.seen).links if row.seen else ()
                gone.pages |= {address_key(link) for link in links}
            gone.requests += len(rows)
            gone.posts += posts.rowcount

    async def _posts(self, which: ColumnElement[bool], gone: ErasedRows) -> None:
        gone.posts += await self._delete(outbox, which)

    async def _subscriptions(self, which: ColumnElement[bool], gone: ErasedRows) -> None:
        async with self._database.write() as connection:
            ended = await connection.execute(
                delete(subscriptions)
                .where(which)
                .returning(subscriptions.c.key, subscriptions.c.sources)
            )
            rows = ended.all()
            keys = [row.key for row in rows]
            if keys:
                await deletion.delete_dependents(connection, keys)
                notices = await connection.execute(delete(outbox).where(outbox.c.about.in_(keys)))
                gone.posts += notices.rowcount
        for _, sources in readable(lambda row: from_json(Sources, row.sources), rows):
            gone.feeds |= set(sources.feeds)
        gone.digests += len(rows)

    async def _arrivals(self, which: ColumnElement[bool], gone: ErasedRows) -> None:
        some = select(arrivals.c.id).where(which).limit(BATCH)
        while True:
            async with self._database.write() as connection:
                ids = (await connection.execute(some)).scalars().all()
                if not ids:
                    return
                gone.articles |= await _loosen(connection, arrivals.c.id.in_(ids))

    async def _feeds(self, added: ColumnElement[bool], feed: FeedSource, gone: ErasedRows) -> None:
        """Delete the feeds that they added (`added`) or that only their digests read.

        A feed that another digest reads stays, without the channel that added it. One that
        somebody else added stays as it is.
        """
        async with self._database.read() as connection:
            query = select(feeds.c.key).where(added)
            own = set((await connection.execute(query)).scalars())
        wanted = await deletion.wanted_feeds(self._database)
        for key in sorted(own & wanted):
            async with self._database.write() as connection:
                await connection.execute(update(feeds).where(feeds.c.key == key).values(source=""))
        for key in sorted((own | gone.feeds) - wanted):
            async with self._database.read() as connection:
                found = await connection.execute(
                    select(feeds.c.url, feeds.c.source).where(feeds.c.key == key)
                )
                row = found.one_or_none()
            if row is not None and row.source != "" and key not in own:
                continue  # somebody else added it
            await self._delete(entries, entries.c.feed == key)
            await self._arrivals(arrivals.c.source == feed(key), gone)
            async with self._database.write() as connection:
                await connection.execute(delete(feeds).where(feeds.c.key == key))
            if row is not None:
                gone.pages.add(address_key(row.url))

    async def _settled(self, gone: ErasedRows) -> ErasureReport:
        """Delete articles without another arrival, and cached pages that nothing refers to."""
        count = await deletion.orphans(self._database, gone.articles, gone.pages)
        return ErasureReport(gone.requests, gone.posts, gone.digests, count)

    async def _delete(self, table: Table, which: ColumnElement[bool]) -> int:
        return await deletion.delete_slowly(self._database, table, which)


async def _loosen(connection: AsyncConnection, which: ColumnElement[bool]) -> set[int]:
    """Delete arrivals -> the ids of their articles."""
    gone = await connection.execute(delete(arrivals).where(which).returning(arrivals.c.article_id))
    return set(gone.scalars())


def _begins(column: Any, prefix: str) -> ColumnElement[bool]:
    """Prefix match byte by byte: SQLite's LIKE ignores case."""
    return and_(column >= prefix, column < prefix[:-1] + chr(ord(prefix[-1]) + 1))
