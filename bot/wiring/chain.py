"""The chain from a link, a page or a text to a briefing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from adapters.language import prepare, read_here
from adapters.pages.extraction import article_from_text, extract_article
from adapters.pages.fetcher import Fetcher
from adapters.pages.onward import onward
from adapters.terminal.dress import dress as terminal_dress
from adapters.terminal.sources import is_link, saved_page
from adapters.workers import WorkerPool
from bot.flows.briefing import Briefer
from bot.settings import Settings
from briefs.briefings import brief
from briefs.model import Article, Page, Reading

__all__ = ["Chain", "Loopback", "chain", "now", "saved", "terminal_dress", "worker_pool"]

Loopback = frozenset[tuple[str, int]]


def now() -> datetime:
    """The one place that reads the clock."""
    return datetime.now(UTC)


def saved(target: str) -> Page | None:
    """The saved page that a name on the command line stands for, None where it is a link."""
    return None if is_link(target) else saved_page(target, now=now())


def worker_pool(
    settings: Settings, *, workers: int | None = None, language: bool = True
) -> WorkerPool:
    """Processes in which pages are extracted and articles read, each with the model loaded."""
    return WorkerPool(
        workers=workers or settings.workers,
        initializer=partial(prepare, settings.model) if language else None,
        memory_bytes=settings.worker_memory_mb * 2**20,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The chain and its parts, for those who need one of them alone."""

    briefer: Briefer
    pool: WorkerPool
    fetch: Fetcher

    async def text(self, text: str, *, url: str = "") -> Article:
        """Pasted text -> Article, in a worker."""
        return await self.pool.run(article_from_text, text, url=url)


@asynccontextmanager
async def chain(
    settings: Settings, *, loopback: Loopback = frozenset(), workers: int | None = None
) -> AsyncIterator[Chain]:
    """The chain with its workers and its connections, closed at the end."""
    async with (
        worker_pool(settings, workers=workers) as pool,
        Fetcher(contact=settings.contact, now=now, loopback=loopback) as fetch,
    ):

        async def extract(page: Page) -> Article:
            return await pool.run(extract_article, page)

        async def read(article: Article) -> Reading:
            return await pool.run(read_here, article)

        briefer = Briefer(fetch=fetch, onward=onward, extract=extract, read=read, brief=brief)
        yield Chain(briefer=briefer, pool=pool, fetch=fetch)
