"""What a person typed, the address of a feed or a site -> the address of the feed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from bot.ports.feeds import FeedsAt
from bot.ports.reading import Fetch
from briefs.errors import NotFound, NothingToRead, ReadoutError, SiteRefused
from briefs.links.canonical import as_address

# Paths of feeds in WordPress, Hugo, Jekyll, Ghost, Substack, Drupal and static sites, the most
# common first; requested only if the page names no feed.
COMMON_PATHS: Final = ("feed/", "rss.xml", "feed.xml", "index.xml", "atom.xml", "rss", "feed.json")
WAIT_S: Final = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFinder:
    """Finds a site's feed: the address itself, what its page names, then common paths."""

    fetch: Fetch
    feeds_at: FeedsAt

    async def __call__(self, text: str) -> str:
        """What somebody typed -> a feed's address. Raises: ReadoutError where none is found."""
        address = as_address(text)
        try:
            return (await self.feeds_at(await self.fetch(address)))[0]
        except (NothingToRead, NotFound, SiteRefused):
            found = await self._first_guess(address)
            if found is None:
                raise
            return found

    async def _first_guess(self, address: str) -> str | None:
        """The first common path that is a feed, below the address, then at the site's root."""
        try:
            async with asyncio.timeout(WAIT_S):
                for guess in guesses(address):
                    if found := await self._feed(guess):
                        return found
        except TimeoutError:
            pass
        return None

    async def _feed(self, guess: str) -> str | None:
        try:
            page = await self.fetch(guess)
            found = await self.feeds_at(page)
        except ReadoutError:
            return None
        # Many sites answer an unknown path with a page, which may name other sites' feeds.
        return page.url if found == (page.url,) else None


def guesses(address: str) -> tuple[str, ...]:
    """An address -> the common paths below it, then those of its site, each once."""
    parts = urlsplit(address)
    root = f"{parts.scheme}://{parts.netloc}/"
    below = f"{root}{parts.path.strip('/')}/" if parts.path.strip("/") else root
    bases = (root,) if below.count("/") > 5 else (below, root)
    return tuple(dict.fromkeys(urljoin(base, path) for base in bases for path in COMMON_PATHS))
