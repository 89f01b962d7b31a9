"""A pasted text -> what is to be kept of it, as if it were an article's page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot import keys
from bot.flows.briefing import Briefer, Progress
from bot.flows.keeping import Keeping
from briefs.delivery import Kept
from briefs.model import Article
from briefs.pasting import Stage

ArticleFromText = Callable[..., Awaitable[Article]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasting:
    """The same text has the same name, so it is briefed once. `text` works in a worker."""

    chain: Briefer
    keeping: Keeping
    text: ArticleFromText

    async def __call__(
        self, words: str, *, source: str | None = None, progress: Progress = lambda _: None
    ) -> Kept:
        """Text -> Kept under its source, or an address of its own. Raises: ReadoutError."""
        progress(Stage.EXTRACTING)
        article = await self.text(words, url=source or keys.pasted(words))
        done = await self.chain.article(article, progress=progress)
        return self.keeping.kept(done, article.url)
