"""Feeds that are polled, and their entries: each entry is taken in once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any, assert_never

from sqlalchemy import Row, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.database.engine import Database
from adapters.storage.database.key_hashes import hashed
from adapters.storage.database.leases import claim, claim_value, held, settle
from adapters.storage.database.schema import entries, feeds
from adapters.storage.database.upsert import insert_once
from adapters.storage.repositories import articles, deletion
from briefs.model.delivery import Arrival, StoredBriefing
from briefs.model.feeds import DueEntry, DueFeed, Feed, FeedItem
from briefs.model.serialization import from_json, to_json


class EntryState(StrEnum):
    """How far an entry has come; OLD: it was there before the feed was added."""

    OLD = "old"
    OPEN = "open"
    DONE = "done"
    FAILED = "failed"

    @property
    def waits(self) -> bool:
        """Whether the entry is still to be briefed; its text is stored until then."""
        match self:
            case EntryState.OPEN:
                return True
            case EntryState.OLD | EntryState.DONE | EntryState.FAILED:
                return False
            case _:
                assert_never(self)


class Feeds:
    """Feeds by key, the hash of their address."""

    def __init__(self, *, database: Database) -> None:
        self._database = database

    async def add(self, url: str, *, title: str | None, now: datetime, source: str = "") -> Feed:
        """Start polling a feed; one that is polled already is left unchanged.

        `source` is the key of the channel that asks: the feed is erased with it.
        """
        key = hashed(url)
        async with self._database.write() as connection:
            await insert_once(
                connection,
                feeds,
                key=key,
                url=url,
                source=source,
                title=title,
                created_at=now,
                due_at=now,
            )
            row = await connection.execute(select(feeds).where(feeds.c.key == key))
            return _feed(row.one())

    async def get(self, key: str) -> Feed | None:
        """One feed."""
        async with self._database.read() as connection:
            query = select(feeds).where(feeds.c.key == key)
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else _feed(row)

    async def all(self, *, limit: int = 1000) -> tuple[Feed, ...]:
        """The feeds, the oldest first."""
        query = select(feeds).order_by(feeds.c.id).limit(limit)
        async with self._database.read() as connection:
            return tuple(_feed(row) for row in await connection.execute(query))

    async def remove(self, key: str) -> bool:
        """Stop polling a feed; its articles stay."""
        async with self._database.write() as connection:
            await connection.execute(delete(entries).where(entries.c.feed == key))
            gone = await connection.execute(delete(feeds).where(feeds.c.key == key))
            return gone.rowcount == 1

    async def drop_unused(self, *keys: str, sources: str) -> int:
        """Stop polling feeds that no digest reads -> how many.

        Only what chats added (the keys of their channels begin with `sources`): the
        operator's feeds are removed by the operator.
        """
        wanted = await deletion.wanted_feeds(self._database)
        count = 0
        for key in keys:
            feed = select(feeds.c.source).where(feeds.c.key == key)
            async with self._database.read() as connection:
                source = await connection.scalar(feed)
            if key not in wanted and source is not None and source.startswith(sources):
                count += await self.remove(key)
        return count

    async def claim(self, key: str, *, now: datetime, lease_s: float) -> DueFeed | None:
        """Claim a feed whose poll is due."""
        async with self._database.write() as connection:
            row = await claim(connection, feeds, key, now=now, lease_s=lease_s)
        return None if row is None else DueFeed(_feed(row), row.token, row.due_at)

    async def polled(
        self,
        due: DueFeed,
        *,
        fresh: Sequence[FeedItem],
        old: Sequence[FeedItem] = (),
        title: str | None,
        etag: str | None,
        last_modified: str | None,
        next_at: datetime,
        now: datetime,
    ) -> tuple[str, ...]:
        """Store new entries -> keys of those to brief, in the feed's order.

        `old` are stored so that they never count as new. () if the claim was lost.
        """
        async with self._database.write() as connection:
            row = await held(connection, feeds, due.feed.key, due.token)
            if row is None:
                return ()
            new = [
                await _add_entry(connection, due.feed.key, item, EntryState.OPEN, now=now)
                for item in fresh
            ]
            for item in old:
                await _add_entry(connection, due.feed.key, item, EntryState.OLD, now=now)
            await settle(
                connection,
                feeds,
                due.feed.key,
                due.token,
                title=title or row.title,
                etag=etag,
                last_modified=last_modified,
                polled_at=now,
                failures=0,
                failure=None,
                attempts=0,
                due_at=next_at,
            )
            return tuple(key for key in new if key is not None)

    async def failed(
        self, due: DueFeed, *, failure: str, next_at: datetime | None, now: datetime
    ) -> None:
        """Record a failed poll; without `next_at` the feed is never polled again."""
        async with self._database.write() as connection:
            await settle(
                connection,
                feeds,
                due.feed.key,
                due.token,
                failures=due.feed.failures + 1,
                failure=failure,
                polled_at=now,
                due_at=next_at,
            )

    async def claim_entry(self, key: str, *, now: datetime, lease_s: float) -> DueEntry | None:
        """Claim an entry that is due to be briefed; one that cannot be read back is given up."""
        async with self._database.write() as connection:
            claimed = await claim_value(
                connection, entries, key, lambda row: from_json(FeedItem, row.item),
                now=now, lease_s=lease_s,
                given_up={"state": EntryState.FAILED, "content": None},
            )  # fmt: skip
        if claimed is None:
            return None
        row, item = claimed
        item = replace(item, content=row.content)
        return DueEntry(key, row.feed, item, row.attempts, row.token, row.due_at)

    async def finish_entry(
        self, due: DueEntry, *, stored: StoredBriefing, arrival: Arrival, now: datetime
    ) -> bool:
        """Keep an entry's article and arrival in ONE transaction; False if the claim was lost."""
        async with self._database.write() as connection:
            if await held(connection, entries, due.key, due.token) is None:
                return False
            article = await articles.keep(connection, stored, now=now)
            await articles.arrive(connection, article, arrival)
            return await settle(
                connection,
                entries,
                due.key,
                due.token,
                state=EntryState.DONE,
                failure=None,
                content=None,
            )

    async def later_entry(self, due: DueEntry, when: datetime, *, failure: str) -> None:
        """Try an entry again at `when`."""
        async with self._database.write() as connection:
            await settle(connection, entries, due.key, due.token, due_at=when, failure=failure)

    async def fail_entry(self, due: DueEntry, *, failure: str) -> None:
        """Give an entry up."""
        async with self._database.write() as connection:
            await settle(
                connection,
                entries,
                due.key,
                due.token,
                state=EntryState.FAILED,
                failure=failure,
                content=None,
            )


async def _add_entry(
    connection: AsyncConnection, feed: str, item: FeedItem, state: EntryState, *, now: datetime
) -> str | None:
    """Insert an entry of a feed -> its key, or None if it is there already.

    Its text is stored only until the entry is done or given up.
    """
    key = f"{feed}:{hashed(item.ident)}"
    new = await insert_once(
        connection,
        entries,
        key=key,
        feed=feed,
        item=to_json(replace(item, content=None)),
        content=item.content if state.waits else None,
        state=state,
        seen_at=now,
        due_at=now if state.waits else None,
    )
    return key if new else None


def _feed(row: Row[Any]) -> Feed:
    return Feed(
        key=row.key,
        url=row.url,
        title=row.title,
        created_at=row.created_at,
        due_at=row.due_at,
        failures=row.failures,
        failure=row.failure,
        etag=row.etag,
        last_modified=row.last_modified,
        polled_at=row.polled_at,
    )
