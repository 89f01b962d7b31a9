"""Stored briefings and the page cache."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from briefs.model.articles import Page
from briefs.model.delivery import Arrival, ShownArticle, StoredBriefing
from briefs.model.messages import Receipt
from briefs.model.stories import DigestCandidate, Fingerprint


class Articles(Protocol):
    """Articles: their briefings, their arrivals, and the digests that have shown them."""

    async def find(
        self, address: str, *, version: str | None = None, since: datetime | None = None
    ) -> StoredBriefing | None: ...

    async def keep(
        self, stored: StoredBriefing, *, now: datetime, arrival: Arrival | None = None
    ) -> None: ...

    async def keyed(self, key: str) -> StoredBriefing | None: ...

    async def recent(
        self, *, limit: int, before: datetime | None = None
    ) -> tuple[StoredBriefing, ...]: ...

    async def shared_by(
        self, person: str, *, prefix: str, limit: int
    ) -> tuple[StoredBriefing, ...]: ...

    async def briefed_here(self, address: str, source: str, *, but: str) -> Receipt | None: ...

    async def arrived(
        self,
        subscription: str,
        sources: Sequence[str],
        *,
        since: datetime,
        until: datetime,
        limit: int,
    ) -> tuple[DigestCandidate, ...]: ...

    async def remembered(
        self, subscription: str, prints: Sequence[Fingerprint], *, since: datetime, limit: int
    ) -> tuple[ShownArticle, ...]: ...

    async def shown_before(
        self, remembered: Sequence[ShownArticle]
    ) -> tuple[DigestCandidate, ...]: ...


class Pages(Protocol):
    """The page cache."""

    async def get(self, url: str, *, now: datetime) -> Page | None: ...

    async def put(self, url: str, page: Page, *, expires_at: datetime) -> None: ...
