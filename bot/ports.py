"""What the flows need from the outside, as Protocols and callables; wiring.py fills them."""

from __future__ import annotations

from typing import Protocol

from briefs.model import Article, Briefing, Page, Reading


class Fetch(Protocol):
    """An address and what is kept of it -> its page.

    Where the site says that `cached` still holds, `cached` comes back with a new
    `fetched_at`. Raises: the errors of "reaching a page" in briefs/errors.py.
    """

    async def __call__(self, url: str, *, cached: Page | None = None) -> Page: ...


class Extract(Protocol):
    """Page -> Article, in a worker that can be killed.

    Raises: NothingToRead and its kin only where there is no text at all (PDF, binary,
    empty); a page with text has its `verdict` set instead. ReadingFailed, TooLarge.
    """

    async def __call__(self, page: Page) -> Article: ...


class Read(Protocol):
    """Article -> Reading, in a worker that can be killed. Raises: ReadingFailed."""

    async def __call__(self, article: Article) -> Reading: ...


class Onward(Protocol):
    """Page -> the address that it is only a door to, or None where it is the article itself."""

    def __call__(self, page: Page) -> str | None: ...


class Brief(Protocol):
    """Article and Reading -> Briefing; pure. Raises: NothingToRead where no line holds."""

    def __call__(self, article: Article, reading: Reading) -> Briefing: ...
