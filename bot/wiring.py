"""Builds everything; the only file that names a port and an adapter together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from adapters.language import Resident, prepare, read_here
from adapters.pages.extraction import extract_article
from adapters.pages.fetcher import Fetcher
from adapters.pages.onward import onward
from adapters.terminal.dress import dress as terminal_dress
from adapters.terminal.facts_rows import facts_row
from adapters.terminal.pages_rows import page_row
from adapters.terminal.sources import is_link, saved_page
from adapters.terminal.stories_rows import stories_rows
from adapters.terminal.streaming import Row, Work, stream_rows
from adapters.workers import WorkerPool
from bot.flows.briefing import Briefer
from bot.settings import Settings
from briefs.briefings import brief
from briefs.model import Article, Page, Reading

__all__ = [
    "Loopback",
    "Row",
    "Work",
    "briefer",
    "facts_work",
    "now",
    "pages_work",
    "saved",
    "stories_rows",
    "stream_rows",
    "terminal_dress",
    "worker_pool",
]

Loopback = frozenset[tuple[str, int]]


def now() -> datetime:
    """The one place that reads the clock."""
    return datetime.now(UTC)


def saved(target: str) -> Page | None:
    """The saved page that a name on the command line stands for, None where it is a link."""
    return None if is_link(target) else saved_page(target, now=now())


def facts_work() -> Work:
    """Row of an article -> row of its facts, in a worker."""
    return partial(facts_row, reader=Resident())


def pages_work(root: Path) -> Work:
    """Row of a saved page -> row of what was read in it, in a worker."""
    return partial(page_row, root=root.resolve(), extract=extract_article, now=now())


def worker_pool(
    settings: Settings, *, workers: int | None = None, language: bool = True
) -> WorkerPool:
    """Processes in which pages are extracted and articles read, each with the model loaded."""
    return WorkerPool(
        workers=workers or settings.workers,
        initializer=partial(prepare, settings.model) if language else None,
        memory_bytes=settings.worker_memory_mb * 2**20,
    )


@asynccontextmanager
async def briefer(
    settings: Settings, *, loopback: Loopback = frozenset(), workers: int | None = None
) -> AsyncIterator[Briefer]:
    """The chain from a link to a briefing, with its workers and its connections."""
    async with (
        worker_pool(settings, workers=workers) as pool,
        Fetcher(contact=settings.contact, now=now, loopback=loopback) as fetch,
    ):

        async def extract(page: Page) -> Article:
            return await pool.run(extract_article, page)

        async def read(article: Article) -> Reading:
            return await pool.run(read_here, article)

        yield Briefer(fetch=fetch, onward=onward, extract=extract, read=read, brief=brief)
