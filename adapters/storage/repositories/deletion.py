"""Batched deletes, a few rows in each transaction, and their dependents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.database.batch_decode import readable
from adapters.storage.database.engine import Database
from adapters.storage.database.schema import (
    addresses,
    arrivals,
    articles,
    pages,
    shown_articles,
    slots,
    subscriptions,
)
from briefs.model.delivery import Sources
from briefs.model.places import Place
from briefs.model.serialization import from_json

BATCH = 200
"""Rows in one transaction, so that others can write in between."""


async def delete_slowly(database: Database, table: Table, which: ColumnElement[bool]) -> int:
    """Delete in small transactions -> number of rows."""
    count = 0
    while True:
        few: Select[Any] = select(table.c.id).where(which).limit(BATCH)
        async with database.write() as connection:
            ids: Sequence[int] = (await connection.execute(few)).scalars().all()
            if ids:
                # Checked again, so that a row that was renewed meanwhile stays.
                await connection.execute(delete(table).where(table.c.id.in_(ids), which))
        if not ids:
            return count
        count += len(ids)


async def delete_dependents(connection: AsyncConnection, keys: Sequence[str]) -> None:
    """Delete slots and digest history of ended subscriptions; notices in the outbox stay."""
    await connection.execute(delete(shown_articles).where(shown_articles.c.subscription.in_(keys)))
    await connection.execute(delete(slots).where(slots.c.subscription.in_(keys)))


async def wanted_feeds(database: Database) -> set[str]:
    """Keys of the feeds that at least one digest reads."""
    named: set[str] = set()
    last = 0
    while True:
        query = select(subscriptions.c.id, subscriptions.c.sources)
        query = query.where(subscriptions.c.id > last).order_by(subscriptions.c.id).limit(500)
        async with database.read() as connection:
            rows = (await connection.execute(query)).all()
        if not rows:
            return named
        for _, sources in readable(lambda row: from_json(Sources, row.sources), rows):
            named |= set(sources.feeds)
        last = rows[-1].id


async def orphans(database: Database, loose: set[int], names: set[str]) -> int:
    """Delete those articles of `loose` that have no other arrival -> number deleted.

    Also deletes the cached pages of their addresses and those with the keys `names`, unless a
    remaining article has them.
    """
    count = 0
    names = set(names)
    for ids in _batches(sorted(loose)):
        held = select(arrivals.c.id).where(arrivals.c.article_id == articles.c.id).exists()
        async with database.write() as connection:
            # Locked first, so that the next statement sees all arrivals committed until now.
            chosen = select(articles.c.id).where(articles.c.id.in_(ids)).order_by(articles.c.id)
            there = (await connection.execute(chosen.with_for_update())).scalars().all()
            some = and_(articles.c.id.in_(there), ~held)
            named = select(addresses.c.key).join(articles, articles.c.id == addresses.c.article_id)
            names |= set((await connection.execute(named.where(some))).scalars())
            gone = await connection.execute(delete(articles).where(some))
            count += gone.rowcount
    for keys in _batches(sorted(names)):
        referenced = select(addresses.c.key).where(addresses.c.key == pages.c.key).exists()
        async with database.write() as connection:
            await connection.execute(delete(pages).where(pages.c.key.in_(keys), ~referenced))
    return count


def _batches(items: list[Any]) -> list[list[Any]]:
    return [items[start : start + BATCH] for start in range(0, len(items), BATCH)]


def at_place(table: Table, place: Place) -> ColumnElement[bool]:
    """Rows of a channel."""
    here = within(table, place.platform, place.workspace)
    return and_(here, table.c.channel == place.channel)


def within(table: Table, platform: str, workspace: str) -> ColumnElement[bool]:
    """Rows of a workspace."""
    return and_(table.c.platform == platform, table.c.workspace == workspace)
