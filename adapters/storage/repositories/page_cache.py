"""The page cache: fetched pages until they expire, up to a total size."""

from __future__ import annotations

import asyncio
import zlib
from datetime import datetime

from sqlalchemy import delete, func, select

from adapters.storage.database.engine import Database
from adapters.storage.database.key_hashes import address_key
from adapters.storage.database.schema import pages
from adapters.storage.database.upsert import insert
from briefs.model.articles import Page
from briefs.model.serialization import from_json, to_json

MAX_CACHE_BYTES = 200 * 2**20


class Pages:
    """Pages by requested address."""

    def __init__(self, *, database: Database, most_bytes: int = MAX_CACHE_BYTES) -> None:
        self._database = database
        self._most_bytes = most_bytes

    async def get(self, url: str, *, now: datetime) -> Page | None:
        """The cached page of an address, None if there is none or it has expired."""
        query = select(pages.c.page).where(
            pages.c.key == address_key(url), pages.c.expires_at > now
        )
        async with self._database.read() as connection:
            body = (await connection.execute(query)).scalar_one_or_none()
        return None if body is None else await asyncio.to_thread(_unpack, body)

    async def put(self, url: str, page: Page, *, expires_at: datetime) -> None:
        """Store a page until `expires_at`."""
        # A page may have megabytes: compressing it would block the event loop.
        body = await asyncio.to_thread(_pack, page)
        values = {"page": body, "size": len(body), "expires_at": expires_at}
        async with self._database.write() as connection:
            statement = insert(connection, pages).values(key=address_key(url), **values)
            await connection.execute(
                statement.on_conflict_do_update(index_elements=["key"], set_=values)
            )

    async def prune(self, *, now: datetime) -> int:
        """Delete expired pages, then the next to expire until the rest fits -> number deleted."""
        async with self._database.write() as connection:
            gone = await connection.execute(delete(pages).where(pages.c.expires_at <= now))
            dropped = gone.rowcount
            size = await connection.scalar(select(func.coalesce(func.sum(pages.c.size), 0))) or 0
            while size > self._most_bytes:
                query = select(pages.c.key, pages.c.size).order_by(pages.c.expires_at).limit(20)
                for row in (await connection.execute(query)).all():
                    if size > self._most_bytes:
                        await connection.execute(delete(pages).where(pages.c.key == row.key))
                        size -= row.size
                        dropped += 1
        return dropped


def _pack(page: Page) -> bytes:
    return zlib.compress(to_json(page).encode(), 6)


def _unpack(body: bytes) -> Page:
    return from_json(Page, zlib.decompress(body))
