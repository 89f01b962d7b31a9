"""robots.txt, obeyed by requests that no person asked for: polls of feeds.

A page that a person pastes is fetched as by their browser; a schedule is a robot (RFC 9309).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, ParamSpec, Protocol, TypeVar

from ada_url import URL
from protego import Protego

from briefs.errors import BadLink, NotFound, NothingToRead, SiteRefused
from briefs.model.articles import Page

AGENT: Final = "Readout"
# RFC 9309, 2.4: a copy is not used for more than a day; 2.5: 500 KiB are parsed at least.
KEPT_FOR: Final = timedelta(days=1)
MAX_BYTES: Final = 500 * 1024
MAX_ORIGINS: Final = 1024
MAX_KEPT_BYTES: Final = 20 * 2**20
MAX_VERDICTS: Final = 200
"""Addresses of one origin whose verdict is remembered."""

P = ParamSpec("P")
T = TypeVar("T")


class Fetch(Protocol):
    """Address and its cached page, if any -> its page."""

    async def __call__(self, url: str, *, cached: Page | None = None) -> Page:
        """As the port `Fetch` in bot/ports/reading.py, which this layer may not import."""


class Work(Protocol):
    """A pure function and its arguments -> its result, in a worker that can be killed."""

    async def __call__(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """As the port `Work` in bot/ports/reading.py."""


def may_fetch(robots: bytes, url: str, agent: str) -> bool:
    """Whether a robots.txt lets a program read an address; meant for a worker.

    A file of the largest size has 25,000 rules and takes a second to parse, and its wildcards may
    take longer to compare.
    """
    return bool(Protego.parse(robots.decode("utf-8", "replace")).can_fetch(url, agent))


@dataclass(frozen=True, slots=True)
class _Rules:
    robots: bytes
    until: datetime
    verdicts: dict[str, bool] = field(default_factory=dict)


class RobotsFetcher:
    """The port `Fetch` for feeds: asks robots.txt first, once a day for each origin."""

    def __init__(
        self, fetch: Fetch, *, work: Work, now: Callable[[], datetime], agent: str = AGENT
    ) -> None:
        self._fetch = fetch
        self._work = work
        self._now = now
        self._agent = agent
        self._cached: OrderedDict[str, _Rules] = OrderedDict()

    async def __call__(self, url: str, *, cached: Page | None = None) -> Page:
        """Address -> its page. Raises: SiteRefused, and what the fetcher raises.

        If robots.txt cannot be fetched, its error is raised, since the rules are unknown; so is
        ReadingFailed where it takes too long to read.
        """
        try:
            parsed = URL(url)
        except ValueError as e:
            raise BadLink from e
        if not await self._allowed(await self._rules(parsed.origin), parsed.href):
            raise SiteRefused(
                "The site's robots.txt asks programs not to read this feed.",
                hint="Choose another feed of the site.",
            )
        return await self._fetch(url, cached=cached)

    async def _allowed(self, rules: _Rules, url: str) -> bool:
        if not rules.robots:
            return True
        if url not in rules.verdicts:
            if len(rules.verdicts) >= MAX_VERDICTS:
                rules.verdicts.clear()
            rules.verdicts[url] = await self._work(may_fetch, rules.robots, url, self._agent)
        return rules.verdicts[url]

    async def _rules(self, origin: str) -> _Rules:
        cached = self._cached.get(origin)
        if cached is None or cached.until <= self._now():
            cached = _Rules(await self._read(origin), self._now() + KEPT_FOR)
            self._cached[origin] = cached
        self._cached.move_to_end(origin)
        kept = sum(len(rules.robots) for rules in self._cached.values())
        while len(self._cached) > MAX_ORIGINS or kept > MAX_KEPT_BYTES:
            _, oldest = self._cached.popitem(last=False)
            kept -= len(oldest.robots)
        return cached

    async def _read(self, origin: str) -> bytes:
        try:
            page = await self._fetch(f"{origin}/robots.txt")
        except (NotFound, NothingToRead, SiteRefused):
            # RFC 9309, 2.3.1.3: without a file that we may read, everything may be read.
            return b""
        return page.body[:MAX_BYTES]
