"""A link, a saved page or pasted text -> a briefing.

    link   fetch, through interstitials (meta refresh, AMP, aggregators) -> page
    page   extract -> article
    article   refuse what is not an article -> read -> brief

Nothing is stored or posted here: the caller does both in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import assert_never

from bot.ports.reading import Brief, Extract, Fetch, InterstitialTarget, Read
from briefs.errors import (
    NotAnArticle,
    NotEnglish,
    Paywalled,
    ReadoutError,
    TooManyRedirects,
    VideoOnly,
)
from briefs.model.articles import Article, Page, Verdict
from briefs.model.briefings import Briefing
from briefs.model.facts import Reading
from briefs.model.pastes import Stage
from briefs.model.stories import Fingerprint

MAX_INTERSTITIALS = 3
"""Pages in a row that only lead to the next: a shortener, an aggregator and an AMP copy are 3."""


def refusal(verdict: Verdict) -> type[ReadoutError] | None:
    """Kind of a page -> the error that refuses it, None if it is read."""
    match verdict:
        case Verdict.ARTICLE | Verdict.LIVE_BLOG:
            return None
        case Verdict.PAYWALLED:
            return Paywalled
        case Verdict.NOT_ENGLISH:
            return NotEnglish
        case Verdict.NOT_ARTICLE:
            return NotAnArticle
        case Verdict.VIDEO_ONLY:
            return VideoOnly
        case _:
            assert_never(verdict)


Progress = Callable[[Stage], None]


@dataclass(frozen=True, slots=True)
class BriefedArticle:
    """All results of one run; the caller stores what it needs."""

    article: Article
    reading: Reading
    briefing: Briefing
    fingerprint: Fingerprint
    page: Page | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefer:
    """The chain from an address to a briefing; chats, terminal and local page all use it."""

    fetch: Fetch
    interstitial_target: InterstitialTarget
    extract: Extract
    read: Read
    brief: Brief

    async def link(
        self, url: str, *, cached: Page | None = None, progress: Progress = lambda _: None
    ) -> BriefedArticle:
        """Address -> BriefedArticle. Raises: ReadoutError."""
        progress(Stage.FETCHING)
        page = await self.reach(url, cached=cached)
        return await self.page(page, progress=progress)

    async def reach(self, url: str, *, cached: Page | None = None) -> Page:
        """Address -> the article's own page, through at most MAX_INTERSTITIALS interstitials."""
        page = await self.fetch(url, cached=cached)
        seen = {url, page.url}
        for _ in range(MAX_INTERSTITIALS):
            further = await self.interstitial_target(page)
            if further is None or further in seen:
                return page
            page = await self.fetch(further)
            seen |= {further, page.url}
        if await self.interstitial_target(page) is not None:
            raise TooManyRedirects
        return page

    async def page(self, page: Page, *, progress: Progress = lambda _: None) -> BriefedArticle:
        """Page -> BriefedArticle."""
        progress(Stage.EXTRACTING)
        article = await self.extract(page)
        return replace(await self.article(article, progress=progress), page=page)

    async def article(
        self, article: Article, *, progress: Progress = lambda _: None
    ) -> BriefedArticle:
        """Article -> BriefedArticle. Raises: the refusal of its verdict, see `refusal`."""
        if refused := refusal(article.verdict):
            raise refused
        progress(Stage.READING)
        reading = await self.read(article)
        progress(Stage.BRIEFING)
        briefing, fingerprint = await self.brief(article, reading)
        return BriefedArticle(article, reading, briefing, fingerprint)
