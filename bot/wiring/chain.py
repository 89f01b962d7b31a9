"""The chain from a link, a page or a text to a briefing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial

from adapters.language import NoModel, model_here, prepare, read_here
from adapters.pages.extraction import article_from_text, extract_article
from adapters.pages.fetcher import Fetcher
from adapters.pages.onward import onward
from adapters.terminal.dress import dress as terminal_dress
from adapters.terminal.sources import is_link, saved_page
from adapters.workers import WorkerPool
from bot.flows.briefing import Briefer
from bot.settings import Settings
from bot.wiring.outside import WORLD, Outside
from briefs.briefings import brief
from briefs.errors import ReadingFailed, ReadoutError
from briefs.model import Article, Page, Reading

__all__ = ["CannotStart", "Chain", "chain", "ready", "saved", "terminal_dress", "worker_pool"]


def saved(target: str, *, outside: Outside = WORLD) -> Page | None:
    """The saved page that a name on the command line stands for, None where it is a link."""
    return None if is_link(target) else saved_page(target, now=outside.now())


def worker_pool(
    settings: Settings, *, workers: int | None = None, language: bool = True
) -> WorkerPool:
    """Processes in which pages are extracted and articles read, each with the model loaded."""
    return WorkerPool(
        workers=workers or settings.workers,
        initializer=partial(prepare, settings.model) if language else None,
        memory_bytes=settings.worker_memory_mb * 2**20,
    )


class CannotStart(ReadoutError):
    """The workers died or hung before they could read anything."""

    kind = "cannot_start"
    message = "The processes that read could not be started."
    hint = "Raise READOUT_WORKER_MEMORY_MB, or lower READOUT_WORKERS."


@dataclass(slots=True)
class Fitness:
    """Whether the workers can read, as it was last seen."""

    ok: bool = True
    detail: str = "the language model is being loaded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The chain and its parts, for those who need one of them alone."""

    briefer: Briefer
    pool: WorkerPool
    fetch: Fetcher
    fitness: Fitness = field(default_factory=Fitness)

    async def ready(self) -> str:
        """As `ready`, and the page tells the model's name from then on."""
        self.fitness.detail = await ready(self.pool)
        return self.fitness.detail

    async def text(self, text: str, *, url: str = "") -> Article:
        """Pasted text -> Article, in a worker."""
        return await self.pool.run(article_from_text, text, url=url)


@asynccontextmanager
async def chain(
    settings: Settings, *, outside: Outside = WORLD, workers: int | None = None
) -> AsyncIterator[Chain]:
    """The chain with its workers and its connections, closed at the end."""
    async with (
        worker_pool(settings, workers=workers) as pool,
        Fetcher(contact=settings.contact, now=outside.now, loopback=outside.loopback) as fetch,
    ):

        async def extract(page: Page) -> Article:
            return await pool.run(extract_article, page)

        fitness = Fitness()

        async def read(article: Article) -> Reading:
            try:
                return await pool.run(read_here, article)
            except NoModel as missing:  # since a worker was started anew, say after an upgrade
                fitness.ok, fitness.detail = False, str(missing)
                raise

        briefer = Briefer(fetch=fetch, onward=onward, extract=extract, read=read, brief=brief)
        yield Chain(briefer=briefer, pool=pool, fetch=fetch, fitness=fitness)


async def ready(pool: WorkerPool) -> str:
    """Start the workers -> the model's name. Raises: NoModel, CannotStart."""
    try:
        await pool.warm()
        return await pool.run(model_here)
    except ReadingFailed as e:
        raise CannotStart from e
