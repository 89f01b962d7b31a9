"""The inbox of requests and the outbox of posts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from briefs.model.delivery import (
    Admission,
    Arrival,
    ClaimedPost,
    ClaimedRequest,
    PostRow,
    PostState,
    Quota,
    SourceDeleted,
    SourceEdited,
    StoredBriefing,
)
from briefs.model.followed_edits import FollowedEdit
from briefs.model.known_messages import KnownMessages
from briefs.model.messages import Post, Receipt
from briefs.model.places import LinkSeen, Place


class Inbox(Protocol):
    """Stored requests: each message is admitted once."""

    async def admit(
        self,
        key: str,
        seen: LinkSeen,
        *,
        source: str,
        now: datetime,
        quota: Quota,
        once_more: bool = False,
    ) -> Admission: ...

    async def room_at(
        self, key: str, seen: LinkSeen, *, now: datetime, quota: Quota
    ) -> datetime | None: ...

    async def reserve(
        self, key: str, seen: LinkSeen, *, source: str, now: datetime, quota: Quota
    ) -> Admission: ...

    async def edit(
        self, source: str, edited: SourceEdited, *, now: datetime, quota: Quota
    ) -> FollowedEdit: ...

    async def delete(
        self, source: str, deleted: SourceDeleted, *, now: datetime
    ) -> tuple[str, ...]: ...

    async def explain(
        self, source: str, posts: Sequence[Post], *, about: str, now: datetime
    ) -> tuple[str, ...]: ...

    async def claim(self, key: str, *, now: datetime, lease_s: float) -> ClaimedRequest | None: ...

    async def finish(
        self,
        request: ClaimedRequest,
        *,
        stored: Sequence[StoredBriefing],
        arrival: Arrival | None,
        posts: Sequence[Post],
        alone: Sequence[Post] = (),
        now: datetime,
        failure: str | None = None,
    ) -> tuple[str, ...] | None: ...

    async def keep(
        self, request: ClaimedRequest, stored: StoredBriefing, arrival: Arrival, *, now: datetime
    ) -> bool: ...

    async def reopen(
        self, key: str, *, now: datetime, anew: bool, asked: LinkSeen | None = None
    ) -> Admission: ...

    async def later(self, request: ClaimedRequest, when: datetime, *, failure: str) -> None: ...

    async def is_automatic(self, key: str) -> bool: ...

    async def has_failed(self, key: str) -> bool: ...

    async def author(self, key: str) -> str | None: ...

    async def event(self, key: str) -> str | None: ...


class Outbox(Protocol):
    """Transactional outbox: a row is one message's desired content, posted at most once."""

    async def put(
        self,
        batch: str,
        posts: Sequence[Post],
        *,
        now: datetime,
        about: str | None = None,
        earlier: str | None = None,
        since: datetime | None = None,
    ) -> tuple[str, ...]: ...

    async def withdraw(self, batch: str, *, now: datetime) -> tuple[str, ...]: ...

    async def is_about(self, batch: str, about: str) -> bool: ...

    async def claim(self, key: str, *, now: datetime, lease_s: float) -> ClaimedPost | None: ...

    async def sent(
        self, out: ClaimedPost, receipt: Receipt, *, found: bool = False
    ) -> tuple[str, ...]: ...

    async def absent(self, out: ClaimedPost, *, now: datetime) -> tuple[str, ...]: ...

    async def edited(self, out: ClaimedPost, *, now: datetime) -> tuple[str, ...]: ...

    async def removed(self, out: ClaimedPost, *, now: datetime) -> None: ...

    async def published(self, out: ClaimedPost, *, now: datetime) -> tuple[str, ...]: ...

    async def unpublished(
        self, out: ClaimedPost, *, failure: str, now: datetime
    ) -> tuple[str, ...]: ...

    async def withdrawn(self, out: ClaimedPost, *, now: datetime) -> tuple[str, ...]: ...

    async def later(
        self,
        out: ClaimedPost,
        when: datetime,
        *,
        now: datetime,
        failure: str | None,
        certain: bool,
        tried: bool = True,
    ) -> None: ...

    async def park(self, out: ClaimedPost, *, failure: str) -> None: ...

    async def fail(self, out: ClaimedPost, *, failure: str, now: datetime) -> None: ...

    async def rows(self, *states: PostState, limit: int = 100) -> tuple[PostRow, ...]: ...

    async def retry(self, batch: str, *, now: datetime) -> tuple[str, ...]: ...

    async def resolve(self, key: str, *, there: bool, now: datetime) -> tuple[str, ...]: ...

    async def receipt(self, key: str) -> Receipt | None: ...

    async def posted(
        self, place: Place, *, limit: int, before: datetime | None = None
    ) -> tuple[tuple[Post, datetime], ...]: ...

    async def lost(self, place: Place, message: str | None, *, now: datetime) -> bool: ...

    async def there(self, place: Place, *, author: str | None = None) -> tuple[Receipt, ...]: ...

    async def messages_of(self, batch: str) -> tuple[tuple[Post, str], ...]: ...

    async def post_of(self, place: Place, message: str) -> Post | None: ...


class RecentMessages(Protocol):
    """Messages that were answered recently."""

    async def since(self, platform: str, since: datetime) -> tuple[KnownMessages, ...]: ...
