"""The whole store: one database, one attribute for each thing that is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType

from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage import backup, migrating
from adapters.storage.engine import Database, usable
from adapters.storage.erasure import Erasure
from adapters.storage.feeds import Feeds
from adapters.storage.inbox import Inbox
from adapters.storage.library import Library
from adapters.storage.outbox import Outbox
from adapters.storage.pages import Pages
from adapters.storage.places import Places
from adapters.storage.reports import Reports
from adapters.storage.schedules import Schedules
from adapters.storage.work import Work
from briefs.delivery import Erased, Status

RETENTION_DAYS = 180


class Store:
    """State lives here and nowhere else. Every method is one transaction, or says so."""

    def __init__(self, *, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now
        self.inbox = Inbox(database=database)
        self.outbox = Outbox(database=database)
        self.library = Library(database=database)
        self.schedules = Schedules(database=database)
        self.feeds = Feeds(database=database)
        self.pages = Pages(database=database)
        self.places = Places(database=database)
        self.reports = Reports(database=database)
        self.work = Work(database=database)
        self.erasure = Erasure(database=database, now=now)

    async def __aenter__(self) -> Store:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    @property
    def engine(self) -> AsyncEngine:
        """The engine itself, for a library that keeps tables of its own (OAuth installs)."""
        return self._database.engine

    async def status(self) -> Status:
        """What runs, what is due, what failed."""
        return await self.work.status(now=self._now())

    async def tidy(self, *, retention_days: int = RETENTION_DAYS) -> Erased:
        """Let go of what is older than the retention, and of pages that ran out."""
        now = self._now()
        await self.pages.prune(now=now)
        return await self.erasure.older_than(now - timedelta(days=retention_days), now=now)

    async def backup(self, target: Path) -> None:
        """Copy an SQLite store while it runs. Raises: BadRequest."""
        await backup.backup(self._database, target)

    async def check(self) -> tuple[str, ...]:
        """What is wrong with the store, one line each; () if it is sound."""
        return await backup.check(self._database)

    async def migrate(self, target: str = "head") -> None:
        """Move to a revision of the schema."""
        await migrating.migrate(self._database, target)

    async def close(self) -> None:
        """Close all connections."""
        await self._database.close()


async def open_store(
    url: str, *, now: Callable[[], datetime], migrate: bool = True, pool_size: int = 8
) -> Store:
    """URL -> Store, its schema brought up to date unless told otherwise.

    sqlite+aiosqlite:///FILE or postgresql+psycopg://... Raises: StoreUnusable.
    """
    with usable():
        store = Store(database=Database(url=url, pool_size=pool_size), now=now)
        try:
            if migrate:
                await store.migrate()
        except BaseException:
            await store.close()
            raise
    return store
