"""Pasted text, or the text of a feed's item -> StoredBriefing, as for an article's page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot import keys
from bot.flows.brief_page import Briefer, Progress
from bot.flows.brief_url import UrlBriefer
from bot.ports.reading import ItemPage
from briefs.model.articles import Article
from briefs.model.delivery import StoredBriefing
from briefs.model.feeds import FeedItem
from briefs.model.pastes import Stage

ArticleFromText = Callable[..., Awaitable[Article]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBriefer:
    """Briefs a pasted text; the same text is briefed only once. `text` runs in a worker."""

    chain: Briefer
    url_briefer: UrlBriefer
    text: ArticleFromText

    async def __call__(
        self, words: str, *, source: str | None = None, progress: Progress = lambda _: None
    ) -> StoredBriefing:
        """Text -> StoredBriefing, its address the source or a hash. Raises: ReadoutError."""
        progress(Stage.EXTRACTING)
        article = await self.text(words, url=source or keys.pasted(words))
        done = await self.chain.article(article, progress=progress)
        return self.url_briefer.to_stored(done, article.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemBriefer:
    """Briefs an article from the text in its feed; the briefing says so. The port `BriefItem`."""

    chain: Briefer
    url_briefer: UrlBriefer
    page: ItemPage
    now: Callable[[], datetime]

    async def __call__(self, item: FeedItem) -> StoredBriefing:
        """An item with its whole text -> StoredBriefing. Raises: ReadoutError."""
        article = await self.chain.extract(self.page(item, now=self.now()))
        done = await self.chain.article(replace(article, from_feed=True))
        return self.url_briefer.to_stored(done, item.url)
