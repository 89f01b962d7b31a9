"""robots.txt, obeyed by requests that no person asked for: polls of feeds.

A page that a person pastes is fetched as by their browser; a schedule is a robot (RFC 9309).
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from ada_url import URL
from protego import Protego

from briefs.errors import BadLink, NotFound, NothingToRead, SiteRefused
from briefs.model.articles import Page

AGENT: Final = "Readout"
# RFC 9309, 2.4: a copy is not used for more than a day; 2.5: 500 KiB are parsed at least.
KEPT_FOR: Final = timedelta(days=1)
MAX_BYTES: Final = 500 * 1024
MAX_ORIGINS: Final = 1024


class Fetch(Protocol):
    """Address and its cached page, if any -> its page."""

    async def __call__(self, url: str, *, cached: Page | None = None) -> Page:
        """As the port `Fetch` in bot/ports/reading.py, which this layer may not import."""


@dataclass(frozen=True, slots=True)
class _Rules:
    robots: Protego
    until: datetime


class RobotsFetcher:
    """The port `Fetch` for feeds: asks robots.txt first, once a day for each origin."""

    def __init__(self, fetch: Fetch, *, now: Callable[[], datetime], agent: str = AGENT) -> None:
        self._fetch = fetch
        self._now = now
        self._agent = agent
        self._cached: OrderedDict[str, _Rules] = OrderedDict()

    async def __call__(self, url: str, *, cached: Page | None = None) -> Page:
        """Address -> its page. Raises: SiteRefused, and what the fetcher raises.

        If robots.txt cannot be fetched, its error is raised, since the rules are unknown.
        """
        try:
            parsed = URL(url)
        except ValueError as e:
            raise BadLink from e
        robots = await self._rules(parsed.origin)
        if not robots.can_fetch(parsed.href, self._agent):
            raise SiteRefused(
                "The site's robots.txt asks programs not to read this feed.",
                hint="Choose another feed of the site.",
            )
        return await self._fetch(url, cached=cached)

    async def _rules(self, origin: str) -> Protego:
        cached = self._cached.get(origin)
        if cached is None or cached.until <= self._now():
            cached = _Rules(await self._read(origin), self._now() + KEPT_FOR)
            self._cached[origin] = cached
        self._cached.move_to_end(origin)
        while len(self._cached) > MAX_ORIGINS:
            self._cached.popitem(last=False)
        return cached.robots

    async def _read(self, origin: str) -> Protego:
        try:
            page = await self._fetch(f"{origin}/robots.txt")
        except (NotFound, NothingToRead, SiteRefused):
            # RFC 9309, 2.3.1.3: without a file that we may read, everything may be read.
            return Protego.parse("")
        text = page.body[:MAX_BYTES].decode("utf-8", "replace")
        # A file of the largest size that is read has 25,000 rules and takes a second to parse.
        return await asyncio.to_thread(Protego.parse, text)
