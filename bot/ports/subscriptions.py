"""Stored subscriptions, and what a digest is composed with."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime, tzinfo
from typing import Protocol

from briefs.model.cards import Card
from briefs.model.delivery import DueSlot, Step, Subscription
from briefs.model.messages import Post
from briefs.model.places import Place, Slot
from briefs.model.stories import Digest, DigestCandidate


class Subscriptions(Protocol):
    """Subscriptions and their slots: each slot is served once."""

    async def put(self, *wanted: Subscription) -> None: ...

    async def get(self, key: str) -> Subscription | None: ...

    async def of_place(self, place: Place) -> tuple[Subscription, ...]: ...

    async def remove(self, key: str) -> bool: ...

    async def pause(self, key: str, *, why: str) -> bool: ...

    async def resume(self, key: str, *, next_at: datetime | None) -> bool: ...

    async def skip(self, key: str, day: date | None) -> bool: ...

    async def set_ping(self, key: str, role: str) -> bool: ...

    async def of_workspace(self, platform: str, workspace: str) -> tuple[Subscription, ...]: ...

    def due(
        self, *, now: datetime, limit: int = 500
    ) -> AsyncIterator[tuple[Subscription, ...]]: ...

    def running(self, *, limit: int = 500) -> AsyncIterator[tuple[Subscription, ...]]: ...

    async def put_back(self, steps: Sequence[Step], *, now: datetime) -> int: ...

    async def open(self, steps: Sequence[Step], *, now: datetime) -> tuple[str, ...]: ...

    async def claim(self, key: str, *, now: datetime, lease_s: float) -> DueSlot | None: ...

    async def finish(
        self,
        due: DueSlot,
        *,
        until: datetime,
        shown: Sequence[str],
        posts: Sequence[Post],
        now: datetime,
    ) -> tuple[str, ...] | None: ...

    async def later(self, due: DueSlot, when: datetime, *, failure: str) -> None: ...

    async def rest(self, due: DueSlot, until: datetime) -> None: ...

    async def fail(self, due: DueSlot, *, failure: str) -> None: ...


class Compose(Protocol):
    """New candidates and those shown before -> Digest; pure."""

    def __call__(
        self,
        place: Place,
        slot: Slot | None,
        *,
        fresh: Sequence[DigestCandidate],
        before: Sequence[DigestCandidate],
        late: bool,
    ) -> Digest: ...


class DigestCards(Protocol):
    """Digest -> Card, with days of `zone`; pure."""

    def __call__(self, digest: Digest, *, zone: tzinfo, today: date) -> Card: ...


class CountLateness(Protocol):
    """Count the seconds from a digest's time until its posts were written."""

    def __call__(self, late_s: float, /) -> None: ...
