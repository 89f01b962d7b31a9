"""Pending work over all tables: for start-up, the clock and `readout status`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Table,
    func,
    literal,
    select,
    text,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.database.engine import Database
from adapters.storage.database.schema import (
    Instant,
    articles,
    entries,
    feeds,
    inbox,
    outbox,
    slots,
    subscriptions,
)
from briefs.model.delivery import ON_REQUEST, Failure, Job, JobKind, PostState, Status
from briefs.model.feeds import FeedItem
from briefs.model.serialization import BadRecord, from_json, sentence_from_text

TABLES: dict[JobKind, Table] = {
    JobKind.POST: outbox,
    JobKind.LINK: inbox,
    JobKind.DIGEST: slots,
    JobKind.FEED: feeds,
    JobKind.ENTRY: entries,
}
ORDER = {kind: at for at, kind in enumerate(TABLES)}


class PendingWork:
    """Due rows of all tables of work."""

    def __init__(self, *, database: Database) -> None:
        self._database = database

    async def unfinished(
        self, *, until: datetime | None = None, limit: int = 1000
    ) -> tuple[Job, ...]:
        """Work that is not done, the longest due first in each kind; `at` is when it is due."""
        # One statement: each is a trip to the driver's thread.
        parts = [
            select(literal(kind.value).label("kind"), part.c.key, part.c.due_at)
            for kind, table in TABLES.items()
            for part in (_due(table, until).limit(limit).subquery(f"due_{table.name}"),)
        ]
        async with self._database.read() as connection:
            rows = (await connection.execute(union_all(*parts))).all()
        rows = sorted(rows, key=lambda row: (ORDER[row.kind], row.due_at))
        return tuple(Job(JobKind(row.kind), row.key, row.due_at) for row in rows)

    async def set_back(self, by: timedelta, *, now: datetime) -> int:
        """The wall clock was set back: make waiting work due as much earlier -> number of rows.

        Its due time was computed with the clock as it was before and would come too late.
        Claimed rows keep their lease, since another machine may have claimed them.
        """
        count = 0
        async with self._database.write() as connection:
            for table in TABLES.values():
                waiting = (table.c.due_at > now) & table.c.token.is_(None)
                found = await connection.execute(select(table.c.id, table.c.due_at).where(waiting))
                for row in found.all():
                    due = max(now, row.due_at - by)
                    of = (table.c.id == row.id) & table.c.token.is_(None)
                    await connection.execute(update(table).where(of).values(due_at=due))
                    count += 1
        return count

    async def status(self, *, now: datetime, limit: int = 20) -> Status:
        """What runs, what is due and what failed, to fill one screen."""
        async with self._database.read() as connection:
            counts = await _counts(connection)
            running, due = await _open_jobs(connection, now=now, limit=limit)
            failures = await _recent_failures(connection, limit=limit)
            waiting = int(await connection.scalar(_waiting(now)) or 0)
            stored = int(await connection.scalar(select(func.count(articles.c.id))) or 0)
            size = await connection.scalar(
                text(
                    "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
                    if self._database.sqlite
                    else "SELECT pg_database_size(current_database())"
                )
            )
        return Status(
            counts=tuple(counts),
            running=tuple(running),
            due=tuple(sorted(due, key=lambda job: (job.at or now, job.kind, job.key))),
            failures=tuple(sorted(failures, key=lambda failure: failure.at, reverse=True)),
            articles=stored,
            size_bytes=int(size or 0),
            waiting=waiting,
        )


async def _counts(connection: AsyncConnection) -> list[tuple[str, int]]:
    """How many rows are open, uncertain, failed, running or paused."""
    counted = {
        f"{kind} open": _count(table, table.c.due_at.is_not(None)) for kind, table in TABLES.items()
    }
    for state in (PostState.UNCERTAIN, PostState.FAILED):
        counted[f"post {state}"] = _count(outbox, outbox.c.state == state)
    paused = subscriptions.c.next_at.is_(None)
    counted["subscriptions running"] = _count(subscriptions, ~paused)
    counted["subscriptions paused"] = _count(subscriptions, paused)
    return [(name, int(await connection.scalar(query) or 0)) for name, query in counted.items()]


def _count(table: Table, condition: ColumnElement[bool]) -> Select[Any]:
    return select(func.count()).select_from(table).where(condition)


async def _open_jobs(
    connection: AsyncConnection, *, now: datetime, limit: int
) -> tuple[list[Job], list[Job]]:
    """Jobs under way, jobs that wait; at most `limit` of each kind."""
    running: list[Job] = []
    due: list[Job] = []
    for kind, table in TABLES.items():
        rows = (await connection.execute(_due(table, None).limit(limit))).all()
        names = await _named(connection, table, [row.key for row in rows])
        for row in rows:
            at_work = row.token is not None and row.due_at > now
            job = Job(kind, names.get(row.key, row.key), row.due_at)
            (running if at_work else due).append(job)
    due += [
        Job(JobKind.DIGEST, _digest(row), row.next_at)
        for row in await connection.execute(_coming().limit(limit))
    ]
    return running, due


async def _recent_failures(connection: AsyncConnection, *, limit: int) -> list[Failure]:
    """What failed and which digests are paused; at most `limit` of each kind."""
    failures: list[Failure] = []
    for what, query in _failures().items():
        failures += [
            Failure(what, _url(row.key) if what == "entry" else row.key, row.failure or "", row.at)
            for row in await connection.execute(query.limit(limit))
        ]
    failures += [
        Failure("digest", _digest(row), f"paused: {sentence_from_text(row.paused)}", row.at)
        for row in await connection.execute(_paused().limit(limit))
    ]
    return failures


def _due(table: Table, until: datetime | None) -> Select[Any]:
    query = select(table.c.key, table.c.due_at, table.c.token).order_by(table.c.due_at)
    if until is None:
        return query.where(table.c.due_at.is_not(None))
    return query.where(table.c.due_at <= until)


async def _named(connection: AsyncConnection, table: Table, keys: Sequence[str]) -> dict[str, str]:
    """Keys -> names that a person knows, since keys of feeds and entries are hashes."""
    if table is feeds:
        found = await connection.execute(select(feeds.c.key, feeds.c.url).where(_in(feeds, keys)))
        return {row.key: row.url for row in found}
    if table is entries:
        query = select(entries.c.key, entries.c.item).where(_in(entries, keys))
        return {row.key: _url(row.item) for row in await connection.execute(query)}
    return {}


def _in(table: Table, keys: Sequence[str]) -> ColumnElement[bool]:
    return table.c.key.in_(keys)


def _url(item: str) -> str:
    try:
        return from_json(FeedItem, item).url
    except BadRecord:
        return "(cannot be read back)"


def _digest(row: Row[Any]) -> str:
    place = "/".join(part for part in (row.platform, row.workspace, row.channel) if part)
    return f"{row.key}: {row.local_time} {row.zone} in {place}"


HERE = subscriptions.c
NAME = (HERE.key, HERE.local_time, HERE.zone, HERE.platform, HERE.workspace, HERE.channel)


def _waiting(now: datetime) -> Select[Any]:
    """Number of jobs and digests that are due."""
    counts = [_count(table, table.c.due_at <= now) for table in TABLES.values()]
    counts.append(_count(subscriptions, HERE.next_at <= now))
    return select(sum((query.scalar_subquery() for query in counts), literal(0)))


def _coming() -> Select[Any]:
    """Subscriptions that have a next slot, the earliest first."""
    return select(*NAME, HERE.next_at).where(HERE.next_at.is_not(None)).order_by(HERE.next_at)


def _paused() -> Select[Any]:
    """Subscriptions paused because their place is gone."""
    at = func.coalesce(HERE.covered_until, HERE.created_at, type_=Instant).label("at")
    query = select(*NAME, HERE.paused, at).where(HERE.next_at.is_(None))
    return query.where(HERE.paused != str(ON_REQUEST)).order_by(HERE.id)


def _failures() -> dict[str, Select[Any]]:
    """Kind of work -> its failures, newest first; each kind has its own definition of one."""
    return {
        "post": select(outbox.c.key, outbox.c.failure, outbox.c.created_at.label("at"))
        .where(outbox.c.state.in_((PostState.UNCERTAIN, PostState.FAILED)))
        .order_by(outbox.c.created_at.desc()),
        "digest": select(slots.c.key, slots.c.failure, slots.c.slot_at.label("at"))
        .where(slots.c.state == "failed")
        .order_by(slots.c.slot_at.desc()),
        "link": select(inbox.c.key, inbox.c.failure, inbox.c.seen_at.label("at"))
        .where(inbox.c.failure.is_not(None))
        .order_by(inbox.c.seen_at.desc()),
        "entry": select(
            entries.c.item.label("key"), entries.c.failure, entries.c.seen_at.label("at")
        )
        .where(entries.c.state == "failed")
        .order_by(entries.c.seen_at.desc()),
        "feed": select(feeds.c.url.label("key"), feeds.c.failure, feeds.c.polled_at.label("at"))
        .where(feeds.c.failures > 0)
        .order_by(feeds.c.polled_at.desc()),
    }
