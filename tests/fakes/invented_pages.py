"""Briefings of pages that are not fetched, for the tests of the flows and of both chats."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from briefs.errors import NotFound
from briefs.model.delivery import StoredBriefing
from tests.fakes.delivery import stored_briefing


def briefing_about(url: str) -> StoredBriefing:
    """An address -> a briefing named after its last part."""
    return stored_briefing(url, title=f"About {url.rpartition('/')[2]}")


@dataclass(slots=True)
class InventedPages:
    """`make`: address -> briefing. What has "missing" in its address has no page."""

    make: Callable[[str], StoredBriefing] = briefing_about
    briefed: list[str] = field(default_factory=list)
    """Addresses and texts in the order in which they were read."""
    trouble: dict[str, list[Exception]] = field(default_factory=dict)
    """What reading an address raises, one at each attempt."""
    mended: set[str] = field(default_factory=set)
    """Addresses of dead links that have a page now."""
    meanwhile: dict[str, Callable[[], Awaitable[object]]] = field(default_factory=dict)
    """Address -> what is done once, while its article is read."""

    async def brief(self, url: str) -> StoredBriefing:
        self.briefed.append(url)
        if happens := self.meanwhile.pop(url, None):
            await happens()
        if self.trouble.get(url):
            raise self.trouble[url].pop(0)
        if "missing" in url and url not in self.mended:
            raise NotFound
        return self.make(url)

    async def text(self, words: str) -> StoredBriefing:
        self.briefed.append(words)
        return stored_briefing("urn:sha256:0123", title="A pasted article")


class ReadsInventedPages:
    """What every world says of its pages."""

    __slots__ = ()
    pages: InventedPages

    @property
    def briefed(self) -> list[str]:
        return self.pages.briefed

    @property
    def trouble(self) -> dict[str, list[Exception]]:
        return self.pages.trouble

    @property
    def meanwhile(self) -> dict[str, Callable[[], Awaitable[object]]]:
        return self.pages.meanwhile
