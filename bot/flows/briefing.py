"""A link, a saved page or pasted text -> a briefing.

    link   fetch, through doors (meta refresh, AMP, aggregators) -> page
    page   extract -> article
    article   refuse what is no article -> read -> brief

Nothing is kept and nothing is posted here: the caller does that in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.ports import Brief, Extract, Fetch, Onward, Read
from briefs.errors import NotAnArticle, NotEnglish, Paywalled, TooManyRedirects, VideoOnly
from briefs.model import Article, Briefing, Page, Reading, Verdict
from briefs.pasting import Stage

MAX_DOORS = 3
"""Pages that only lead to another page; a shortener, an aggregator and an AMP copy make three."""

REFUSALS = {
    Verdict.PAYWALLED: Paywalled,
    Verdict.NOT_ENGLISH: NotEnglish,
    Verdict.NOT_ARTICLE: NotAnArticle,
    Verdict.VIDEO_ONLY: VideoOnly,
}


Progress = Callable[[Stage], None]


@dataclass(frozen=True, slots=True)
class Briefed:
    """All products of one run, for the caller to keep what it needs."""

    article: Article
    reading: Reading
    briefing: Briefing
    page: Page | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefer:
    """The chain with its parts; every way in (chat, terminal, local page) uses this one."""

    fetch: Fetch
    onward: Onward
    extract: Extract
    read: Read
    brief: Brief

    async def link(
        self, url: str, *, cached: Page | None = None, progress: Progress = lambda _: None
    ) -> Briefed:
        """Address -> Briefed. Raises: ReadoutError."""
        progress(Stage.FETCHING)
        page = await self.reach(url, cached=cached)
        return await self.page(page, progress=progress)

    async def reach(self, url: str, *, cached: Page | None = None) -> Page:
        """Address -> the page of the article itself, through at most MAX_DOORS doors."""
        page = await self.fetch(url, cached=cached)
        seen = {url, page.url}
        for _ in range(MAX_DOORS):
            further = self.onward(page)
            if further is None or further in seen:
                return page
            page = await self.fetch(further)
            seen |= {further, page.url}
        if self.onward(page) is not None:
            raise TooManyRedirects
        return page

    async def page(self, page: Page, *, progress: Progress = lambda _: None) -> Briefed:
        """Page -> Briefed."""
        progress(Stage.EXTRACTING)
        article = await self.extract(page)
        briefed = await self.article(article, progress=progress)
        return Briefed(briefed.article, briefed.reading, briefed.briefing, page)

    async def article(self, article: Article, *, progress: Progress = lambda _: None) -> Briefed:
        """Article -> Briefed. Raises: the refusal that its verdict calls for."""
        if refusal := REFUSALS.get(article.verdict):
            raise refusal
        progress(Stage.READING)
        reading = await self.read(article)
        progress(Stage.BRIEFING)
        return Briefed(article, reading, self.brief(article, reading))
