"""Reading an article: address -> page -> article -> reading -> briefing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import ParamSpec, Protocol, TypeVar

from briefs.model.articles import Article, Page
from briefs.model.briefings import Briefing
from briefs.model.delivery import StoredBriefing
from briefs.model.facts import Reading
from briefs.model.feeds import FeedItem
from briefs.model.stories import Fingerprint

P = ParamSpec("P")
T = TypeVar("T")


class Fetch(Protocol):
    """An address and its cached page, if any -> its page.

    If the site says that `cached` is unchanged, `cached` is returned with a new `fetched_at`.
    Raises: the errors of "reaching a page" in briefs/errors.py.
    """

    async def __call__(self, url: str, *, cached: Page | None = None) -> Page: ...


class Extract(Protocol):
    """Page -> Article, in a worker that can be killed.

    Raises: NothingToRead and its subclasses only where there is no text at all (PDF, binary,
    empty); a page with text has its `verdict` set instead. ReadingFailed, TooLarge.
    """

    async def __call__(self, page: Page) -> Article: ...


class Read(Protocol):
    """Article -> Reading, in a worker that can be killed. Raises: ReadingFailed."""

    async def __call__(self, article: Article) -> Reading: ...


class InterstitialTarget(Protocol):
    """Page -> the address that an interstitial leads to, or None if it is the article itself.

    In a worker that can be killed. Raises: ReadingFailed.
    """

    async def __call__(self, page: Page) -> str | None: ...


class Brief(Protocol):
    """Article and Reading -> Briefing and Fingerprint, in a worker that can be killed.

    Both take time that depends on what a stranger wrote. Raises: ReadingFailed.
    """

    async def __call__(
        self, article: Article, reading: Reading
    ) -> tuple[Briefing, Fingerprint]: ...


class ItemPage(Protocol):
    """An item of a feed that gives its whole text -> a page that holds it."""

    def __call__(self, item: FeedItem, *, now: datetime) -> Page: ...


class BriefItem(Protocol):
    """An item of a feed with its whole text -> StoredBriefing. Raises: ReadoutError."""

    async def __call__(self, item: FeedItem) -> StoredBriefing: ...


class Work(Protocol):
    """A pure function and its arguments -> its result, in a worker that can be killed.

    For work whose time depends on what strangers wrote. Raises: ReadingFailed, and the errors of
    the function.
    """

    async def __call__(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T: ...


class BriefLink(Protocol):
    """Address -> StoredBriefing. Raises: ReadoutError."""

    async def __call__(self, url: str) -> StoredBriefing: ...
