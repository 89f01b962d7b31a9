"""The whole store: one database, and a repository for each family of tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage.database import backup, schema_migration
from adapters.storage.database.engine import Database, usable
from adapters.storage.database.write_probe import WriteProbe
from adapters.storage.repositories.articles import Articles
from adapters.storage.repositories.channel_settings import ChannelSettings
from adapters.storage.repositories.erasure import Erasure
from adapters.storage.repositories.feeds import Feeds
from adapters.storage.repositories.inbox import Inbox
from adapters.storage.repositories.outbox import Outbox
from adapters.storage.repositories.page_cache import Pages
from adapters.storage.repositories.pending_work import PendingWork
from adapters.storage.repositories.recent_messages import RecentMessages
from adapters.storage.repositories.reports import Reports
from adapters.storage.repositories.subscriptions import Subscriptions
from briefs.model.delivery import ErasureReport, Status

RETENTION_DAYS = 180


class Store:
    """State lives here and nowhere else. Every method is one transaction, or says so."""

    def __init__(self, *, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now
        self.inbox = Inbox(database=database)
        self.outbox = Outbox(database=database)
        self.articles = Articles(database=database)
        self.subscriptions = Subscriptions(database=database)
        self.feeds = Feeds(database=database)
        self.pages = Pages(database=database)
        self.channel_settings = ChannelSettings(database=database)
        self.reports = Reports(database=database)
        self.pending_work = PendingWork(database=database)
        self.recent_messages = RecentMessages(database=database)
        self.erasure = Erasure(database=database, now=now)
        self._writes = WriteProbe(database=database)

    async def __aenter__(self) -> Store:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    @property
    def engine(self) -> AsyncEngine:
        """The engine itself, for a library that keeps tables of its own (OAuth installs)."""
        return self._database.engine

    async def status(self) -> Status:
        """What runs, what is due, what failed."""
        return await self.pending_work.status(now=self._now())

    async def write_fault(self) -> str | None:
        """Why nothing can be written now, None if writing works; checked at most every 10 s."""
        return await self._writes.fault()

    async def tidy(self, *, retention_days: int = RETENTION_DAYS) -> ErasureReport:
        """Delete rows that are older than the retention, and cached pages that have expired."""
        now = self._now()
        await self.pages.prune(now=now)
        return await self.erasure.older_than(now - timedelta(days=retention_days), now=now)

    async def backup(self, target: Path) -> None:
        """Copy an SQLite store while it runs. Raises: BadRequest."""
        await backup.backup(self._database, target)

    async def check(self) -> tuple[str, ...]:
        """Check the store -> its faults, one line each; () if there are none."""
        return await backup.check(self._database)

    async def migrate(self, target: str = "head") -> None:
        """Move to a revision of the schema."""
        await schema_migration.migrate(self._database, target)

    async def close(self) -> None:
        """Close all connections."""
        await self._database.close()


async def open_store(
    url: str, *, now: Callable[[], datetime], migrate: bool = True, pool_size: int = 8
) -> Store:
    """URL -> Store; migrates its schema unless `migrate` is false.

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
