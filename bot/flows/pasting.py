"""A text pasted into a chat -> what is to be kept of it, as if it were an article's page."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.flows.briefing import Briefer
from bot.flows.keeping import Keeping
from briefs.delivery import Kept
from briefs.model import Article

ArticleFromText = Callable[..., Awaitable[Article]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasting:
    """The same text has the same name, so it is briefed once. `text` works in a worker."""

    chain: Briefer
    keeping: Keeping
    text: ArticleFromText

    async def __call__(self, words: str) -> Kept:
        """Text -> Kept under an address of its own. Raises: ReadoutError."""
        name = f"urn:sha256:{hashlib.sha256(words.encode('utf-8', 'replace')).hexdigest()}"
        article = await self.text(words, url=name)
        done = await self.chain.article(article)
        return self.keeping.kept(done, name)
