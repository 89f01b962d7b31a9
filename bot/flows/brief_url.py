"""Address -> StoredBriefing, for every link.

page cache   a fresh page is not requested again; an older one is requested with its ETag
             and Last-Modified
chain        bot/flows/brief_page.py
result       briefing and fingerprint; the whole text only if the operator asks for it
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.flows.brief_page import BriefedArticle, Briefer, Progress
from bot.ports.articles import Pages
from briefs.links.canonical import same_page
from briefs.model.delivery import StoredBriefing

FRESH_FOR = timedelta(minutes=15)
"""A cached page younger than this is used without asking the site."""

KEEP_FOR = timedelta(days=2)
"""How long a page is cached, to ask the site whether it has changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlBriefer:
    """Briefs an address through the page cache; the port `BriefLink`."""

    chain: Briefer
    pages: Pages
    now: Callable[[], datetime]
    keep_text: bool = False

    async def __call__(self, url: str, *, progress: Progress = lambda _: None) -> StoredBriefing:
        """Address -> StoredBriefing. Raises: ReadoutError."""
        now = self.now()
        cached = await self.pages.get(url, now=now)
        if cached is not None and now - cached.fetched_at < FRESH_FOR:
            return self.to_stored(await self.chain.page(cached, progress=progress), url)
        done = await self.chain.link(url, cached=cached, progress=progress)
        if done.page is not None:
            # Cached under the address that returned it, since an interstitial has its own ETag.
            await self.pages.put(done.page.asked, done.page, expires_at=now + KEEP_FOR)
        return self.to_stored(done, url)

    def to_stored(self, done: BriefedArticle, url: str) -> StoredBriefing:
        """BriefedArticle -> StoredBriefing under all addresses that led to it."""
        names = [url, done.article.url]
        if done.page is not None:
            names += [done.page.asked, *done.page.hops]
        canonical = done.article.canonical
        if canonical and same_page(canonical, done.article.url):
            names.append(canonical)
        return StoredBriefing(
            briefing=done.briefing,
            fingerprint=done.fingerprint,
            addresses=tuple(dict.fromkeys(name for name in names if name)),
            text=done.article.text if self.keep_text else None,
        )
