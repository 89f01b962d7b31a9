"""The chain from a link, a page or a text to a briefing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial

from adapters.language import NoModel, model_here, prepare, read_here
from adapters.measurements import Measurements
from adapters.pages.address_guard import NEVER, AddressRules
from adapters.pages.extraction import article_from_text, extract_article
from adapters.pages.fetcher import Fetcher
from adapters.pages.interstitials import MAX_SCANNED_BYTES, interstitial_target
from adapters.terminal.rendering import render
from adapters.terminal.sources import is_link, saved_page
from adapters.workers import WorkerPool
from bot.flows.brief_page import Briefer
from bot.settings import BadSettings, Settings, names, networks
from bot.wiring.environment import WORLD, Environment
from bot.wiring.worker_jobs import brief_here
from briefs.errors import ReadingFailed, ReadoutError
from briefs.model.articles import Article, Page
from briefs.model.briefings import Briefing
from briefs.model.facts import Reading
from briefs.model.pastes import Stage
from briefs.model.stories import Fingerprint

__all__ = ["CannotStart", "Chain", "chain", "ready", "render", "saved", "worker_pool"]


def saved(target: str, *, environment: Environment = WORLD) -> Page | None:
    """Argument of the command line -> the saved page, or None if it is a link."""
    return None if is_link(target) else saved_page(target, now=environment.now())


def worker_pool(
    settings: Settings, *, workers: int | None = None, language: bool = True
) -> WorkerPool:
    """Processes in which pages are extracted and articles read, each with the model loaded."""
    return WorkerPool(
        workers=workers or settings.workers,
        initializer=partial(prepare, settings.model) if language else None,
        memory_bytes=settings.worker_memory_mb * 2**20,
    )


def address_rules(settings: Settings) -> AddressRules:
    """Networks and hosts that the operator allows or denies.

    Raises: BadSettings for a network that may never be allowed.
    """
    allow = networks(settings.allow_networks)
    for network in allow:
        if any(network.version == no.version and network.overlaps(no) for no in NEVER):
            raise BadSettings(
                f"READOUT_ALLOW_NETWORKS: {network} holds addresses that are never read: this "
                "machine, its own link, or where a cloud keeps its secrets."
            )
    return AddressRules(
        allow=allow,
        deny=networks(settings.deny_networks),
        deny_hosts=tuple(name.lower().strip(".") for name in names(settings.deny_hosts)),
    )


def _fetcher(settings: Settings, environment: Environment) -> Fetcher:
    return Fetcher(
        contact=settings.contact,
        now=environment.now,
        loopback=environment.loopback,
        rules=address_rules(settings),
    )


class CannotStart(ReadoutError):
    """The workers died or hung before they could read anything."""

    kind = "cannot_start"
    message = "The processes that read could not be started."
    hint = "Raise READOUT_WORKER_MEMORY_MB, or lower READOUT_WORKERS."


@dataclass(slots=True)
class WorkerHealth:
    """Whether the workers were able to read when they were last checked."""

    ok: bool = True
    detail: str = "the language model is being loaded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The reading chain with its parts."""

    briefer: Briefer
    pool: WorkerPool
    fetch: Fetcher
    health: WorkerHealth = field(default_factory=WorkerHealth)
    measured: Measurements = field(default_factory=Measurements)

    async def ready(self) -> str:
        """As the function `ready`; the status page then shows the model's name."""
        self.health.detail = await ready(self.pool)
        return self.health.detail

    async def text(self, text: str, *, url: str = "") -> Article:
        """Pasted text -> Article, in a worker."""
        return await self.pool.run(article_from_text, text, url=url)


@asynccontextmanager
async def chain(
    settings: Settings,
    *,
    environment: Environment = WORLD,
    workers: int | None = None,
    language: bool = True,
) -> AsyncIterator[Chain]:
    """The chain with its workers and its connections, closed at the end.

    Without `language` the workers load no model: they parse pages and feeds but read no articles.
    """
    async with (
        worker_pool(settings, workers=workers, language=language) as pool,
        _fetcher(settings, environment) as fetch,
    ):
        health, measured = WorkerHealth(), Measurements()

        async def reach(url: str, *, cached: Page | None = None) -> Page:
            with measured.stage(Stage.FETCHING):
                return await fetch(url, cached=cached)

        async def extract(page: Page) -> Article:
            with measured.stage(Stage.EXTRACTING):
                article = await pool.run(extract_article, page)
            measured.extracted(article.verdict)
            return article

        async def read(article: Article) -> Reading:
            try:
                with measured.stage(Stage.READING):
                    return await pool.run(read_here, article)
            except NoModel as missing:  # after a worker was restarted, for example after an upgrade
                health.ok, health.detail = False, str(missing)
                raise

        async def brief(article: Article, reading: Reading) -> tuple[Briefing, Fingerprint]:
            with measured.stage(Stage.BRIEFING):
                return await pool.run(brief_here, article, reading)

        briefer = Briefer(
            fetch=reach,
            interstitial_target=partial(_leads_to, pool),
            extract=extract,
            read=read,
            brief=brief,
        )
        yield Chain(briefer=briefer, pool=pool, fetch=fetch, health=health, measured=measured)


async def _leads_to(pool: WorkerPool, page: Page) -> str | None:
    """Where an interstitial leads; the worker is given only what it scans."""
    return await pool.run(interstitial_target, replace(page, body=page.body[:MAX_SCANNED_BYTES]))


async def ready(pool: WorkerPool) -> str:
    """Start the workers -> the model's name. Raises: NoModel, CannotStart."""
    try:
        await pool.warm()
        return await pool.run(model_here)
    except ReadingFailed as e:
        raise CannotStart from e
