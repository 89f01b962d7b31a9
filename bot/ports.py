"""What the flows need from the outside, as Protocols and callables; wiring.py fills them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, tzinfo
from enum import StrEnum
from typing import Protocol

from briefs.chatting import Report
from briefs.delivery import (
    Admission,
    Allowed,
    Arrival,
    Asked,
    DueEntry,
    DueFeed,
    DueSlot,
    Erased,
    Feed,
    FeedItem,
    Job,
    Kept,
    Mode,
    Outgoing,
    PlaceSettings,
    PostRow,
    PostState,
    Quota,
    Remembered,
    SourceDeleted,
    SourceEdited,
    Step,
    Subscription,
)
from briefs.model import (
    Article,
    Briefing,
    Card,
    Digest,
    Fingerprint,
    LinkSeen,
    Page,
    Place,
    Post,
    Reading,
    Receipt,
    Slot,
    Told,
)


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


# --------------------------------------------------------------------------- the store
# What each method does is told where it is done, in adapters/storage/.


class Inbox(Protocol):
    """Requests: each message is admitted once."""

    async def admit(
        self, key: str, seen: LinkSeen, *, source: str, now: datetime, quota: Quota
    ) -> Admission: ...

    async def edit(
        self, source: str, edited: SourceEdited, *, now: datetime
    ) -> tuple[str, ...]: ...

    async def delete(
        self, source: str, deleted: SourceDeleted, *, now: datetime
    ) -> tuple[str, ...]: ...

    async def claim(self, key: str, *, now: datetime, lease_s: float) -> Asked | None: ...

    async def finish(
        self,
        asked: Asked,
        *,
        kept: Sequence[Kept],
        arrival: Arrival | None,
        posts: Sequence[Post],
        now: datetime,
        failure: str | None = None,
    ) -> tuple[str, ...] | None: ...

    async def keep(self, asked: Asked, kept: Kept, arrival: Arrival, *, now: datetime) -> bool: ...

    async def later(self, asked: Asked, when: datetime, *, failure: str) -> None: ...

    async def author(self, key: str) -> str | None: ...


class Outbox(Protocol):
    """Posts: each is there once, as it now reads."""

    async def put(
        self, batch: str, posts: Sequence[Post], *, now: datetime, about: str | None = None
    ) -> tuple[str, ...]: ...

    async def withdraw(self, batch: str, *, now: datetime) -> tuple[str, ...]: ...

    async def claim(self, key: str, *, now: datetime, lease_s: float) -> Outgoing | None: ...

    async def sent(
        self, out: Outgoing, receipt: Receipt, *, found: bool = False
    ) -> tuple[str, ...]: ...

    async def edited(self, out: Outgoing, *, now: datetime) -> tuple[str, ...]: ...

    async def withdrawn(self, out: Outgoing, *, now: datetime) -> tuple[str, ...]: ...

    async def later(
        self, out: Outgoing, when: datetime, *, now: datetime, failure: str | None, certain: bool
    ) -> None: ...

    async def park(self, out: Outgoing, *, failure: str) -> None: ...

    async def fail(self, out: Outgoing, *, failure: str) -> None: ...

    async def rows(self, *states: PostState, limit: int = 100) -> tuple[PostRow, ...]: ...

    async def resolve(self, key: str, *, there: bool, now: datetime) -> tuple[str, ...]: ...

    async def receipt(self, key: str) -> Receipt | None: ...

    async def posted(
        self, place: Place, *, limit: int, before: datetime | None = None
    ) -> tuple[tuple[Post, datetime], ...]: ...

    async def post_of(self, place: Place, message: str) -> Post | None: ...


class Library(Protocol):
    """Articles: their briefings, where they came from, to whom they were told."""

    async def find(
        self, address: str, *, version: str | None = None, since: datetime | None = None
    ) -> Kept | None: ...

    async def keep(self, kept: Kept, *, now: datetime, arrival: Arrival | None = None) -> None: ...

    async def keyed(self, key: str) -> Kept | None: ...

    async def recent(self, *, limit: int, before: datetime | None = None) -> tuple[Kept, ...]: ...

    async def shared_by(self, person: str, *, prefix: str, limit: int) -> tuple[Kept, ...]: ...

    async def briefed_here(self, address: str, source: str, *, but: str) -> Receipt | None: ...

    async def arrived(
        self,
        subscription: str,
        sources: Sequence[str],
        *,
        since: datetime,
        until: datetime,
        limit: int,
    ) -> tuple[Told, ...]: ...

    async def remembered(
        self, subscription: str, prints: Sequence[Fingerprint], *, since: datetime, limit: int
    ) -> tuple[Remembered, ...]: ...

    async def told_before(self, remembered: Sequence[Remembered]) -> tuple[Told, ...]: ...


class Schedules(Protocol):
    """Subscriptions and their slots: each slot is served once."""

    async def put(self, *wanted: Subscription) -> None: ...

    async def get(self, key: str) -> Subscription | None: ...

    async def of_place(self, place: Place) -> tuple[Subscription, ...]: ...

    async def remove(self, key: str) -> bool: ...

    async def pause(self, key: str, *, why: str) -> bool: ...

    async def resume(self, key: str, *, next_at: datetime | None) -> bool: ...

    async def skip(self, key: str, day: date | None) -> bool: ...

    async def of_workspace(self, platform: str, workspace: str) -> tuple[Subscription, ...]: ...

    async def pause_place(self, place: Place, *, why: str) -> tuple[Subscription, ...]: ...

    async def due(self, *, now: datetime, limit: int = 500) -> tuple[Subscription, ...]: ...

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

    async def fail(self, due: DueSlot, *, failure: str) -> None: ...


class Feeds(Protocol):
    """Feeds and their entries: each entry is taken in once."""

    async def add(
        self, url: str, *, title: str | None, now: datetime, source: str = ""
    ) -> Feed: ...

    async def get(self, key: str) -> Feed | None: ...

    async def all(self, *, limit: int = 1000) -> tuple[Feed, ...]: ...

    async def remove(self, key: str) -> bool: ...

    async def let_go(self, *keys: str, sources: str) -> int: ...

    async def claim(self, key: str, *, now: datetime, lease_s: float) -> DueFeed | None: ...

    async def polled(
        self,
        due: DueFeed,
        *,
        fresh: Sequence[FeedItem],
        old: Sequence[FeedItem] = (),
        title: str | None,
        etag: str | None,
        last_modified: str | None,
        next_at: datetime,
        now: datetime,
    ) -> tuple[str, ...]: ...

    async def failed(
        self, due: DueFeed, *, failure: str, next_at: datetime | None, now: datetime
    ) -> None: ...

    async def claim_entry(self, key: str, *, now: datetime, lease_s: float) -> DueEntry | None: ...

    async def finish_entry(
        self, due: DueEntry, *, kept: Kept, arrival: Arrival, now: datetime
    ) -> bool: ...

    async def later_entry(self, due: DueEntry, when: datetime, *, failure: str) -> None: ...

    async def fail_entry(self, due: DueEntry, *, failure: str) -> None: ...


Named = Callable[[str], str]
"""A key -> the key of something that belongs to it."""


class Erasure(Protocol):
    """Letting go of what is kept."""

    async def person(
        self, platform: str, workspace: str, person: str, *, sources: str, own: str, feed: Named
    ) -> Erased: ...

    async def channel(self, place: Place, *, source: str, feed: Named) -> Erased: ...

    async def workspace(
        self, platform: str, workspace: str, *, sources: str, feed: Named
    ) -> Erased: ...


class Work(Protocol):
    """What there is to do, over all tables."""

    async def unfinished(
        self, *, until: datetime | None = None, limit: int = 1000
    ) -> tuple[Job, ...]: ...


class Places(Protocol):
    """What admins set for their channels."""

    async def get(self, place: Place) -> PlaceSettings: ...

    async def set_mode(self, place: Place, mode: Mode | None) -> None: ...

    async def mute(self, place: Place, site: str, *, muted: bool) -> None: ...

    async def set_look(self, place: Place, *, language: str | None, tidy: bool) -> None: ...

    async def set_own(
        self, place: Place, *, zone: str | None, private: bool, quiet: bool
    ) -> None: ...

    async def set_allowed(self, platform: str, workspace: str, allowed: Allowed | None) -> None: ...

    async def set_left(self, platform: str, workspace: str, at: datetime | None) -> None: ...

    async def present(self, platform: str) -> frozenset[str]: ...

    async def left(self, *, before: datetime) -> tuple[tuple[str, str], ...]: ...

    async def greet(self, place: Place) -> bool: ...


class Reports(Protocol):
    """Lines that readers call wrong."""

    async def add(self, report: Report) -> bool: ...

    async def recent(self, *, limit: int) -> tuple[Report, ...]: ...


class Pages(Protocol):
    """The page cache."""

    async def get(self, url: str, *, now: datetime) -> Page | None: ...

    async def put(self, url: str, page: Page, *, expires_at: datetime) -> None: ...


class Jobs(Protocol):
    """Runs the flows; a job that is submitted twice may run twice, and does no harm."""

    async def submit(self, *jobs: Job) -> None: ...


# --------------------------------------------------------------------------- the chats


class Mark(StrEnum):
    """Progress on the asker's message."""

    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


class Chat(Protocol):
    """A platform's connection; adapters/*/chat.py.

    A place whose channel begins with "@" is that person's direct messages.
    """

    async def send(self, post: Post) -> Receipt:
        """Post -> Receipt; the request ends within the time that the flow allows for it.

        Raises: NotSent where the platform says that it has not taken it (429), PlaceGone,
        Refused; any other TryLater (a lost reply, a 5xx) means that it may be there.
        """
        ...

    async def find(self, post: Post, *, since: datetime) -> Receipt | None:
        """The receipt of a post that an attempt since `since` may have brought there.

        None: it is not there. Raises: Unverifiable where nobody can tell, TryLater.
        """
        ...

    async def edit(self, receipt: Receipt, post: Post) -> None:
        """Let the message read as `post`. Raises: as `send`; NotFound if it is not there."""
        ...

    async def delete(self, receipt: Receipt) -> None:
        """Delete the message; one that is not there is deleted."""
        ...

    def parts(self, card: Card) -> tuple[Card, ...]:
        """A card -> cards that fit one message each, no line cut; the same for the same card."""
        ...

    def link(self, receipt: Receipt) -> str | None:
        """The address under which people open the message."""
        ...

    async def mark(self, seen: LinkSeen, mark: Mark) -> None:
        """Show progress as well as can be; raises nothing that matters."""
        ...


# ------------------------------------------------------------------- what others write


class BriefLink(Protocol):
    """Address -> what is to be kept of it. Raises: ReadoutError."""

    async def __call__(self, url: str) -> Kept: ...


class Compose(Protocol):
    """What came in and what was told before -> Digest; pure."""

    def __call__(
        self,
        place: Place,
        slot: Slot | None,
        *,
        fresh: Sequence[Told],
        before: Sequence[Told],
        late: bool,
    ) -> Digest: ...


class DigestCards(Protocol):
    """Digest -> Card, its days told as in `zone`; pure."""

    def __call__(self, digest: Digest, *, zone: tzinfo, today: date) -> Card: ...


class FeedRead(Protocol):
    """What a feed says."""

    @property
    def title(self) -> str | None: ...

    @property
    def items(self) -> Sequence[FeedItem]: ...

    @property
    def ttl_s(self) -> float | None: ...


class FeedsAt(Protocol):
    """Page -> addresses of its feeds, itself if it is one. Raises: NothingToRead, TooLarge."""

    async def __call__(self, page: Page) -> tuple[str, ...]: ...


class ReadFeed(Protocol):
    """Page -> FeedRead, bounded. Raises: NothingToRead and its kin."""

    async def __call__(self, page: Page) -> FeedRead: ...
