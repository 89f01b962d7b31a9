"""What the page needs to show and manage feeds and digests; wiring.py hands it in.

It is apart from `Desk`: a page without a store briefs all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from briefs.delivery import Feed
from briefs.model import Card
from briefs.newsroom import Planned, Posted, Timeline, Wish
from briefs.pasting import Filed


class Newsroom(Protocol):
    """Feeds, digests and the page's own channel. All raise Unknown for a key that is not there."""

    async def feeds(self) -> tuple[Feed, ...]:
        """All feeds."""

    async def add_feed(self, address: str) -> Feed:
        """A feed's address, or a site's that names its feed. Raises: ReadoutError."""

    async def remove_feed(self, key: str) -> None:
        """Poll it no more."""

    async def digests(self) -> tuple[Planned, ...]:
        """The digests of the page's own channel."""

    async def add_digest(self, wish: Wish) -> Planned:
        """Read the form and subscribe. Raises: BadRequest."""

    async def pause(self, key: str) -> None:
        """Stop a digest until it is resumed."""

    async def resume(self, key: str) -> None:
        """Let it run again."""

    async def skip_today(self, key: str) -> None:
        """Leave out today's."""

    async def remove_digest(self, key: str) -> None:
        """End it."""

    async def preview(self, key: str) -> Card:
        """What it would post now; nothing is posted."""

    async def timeline(self, *, before: str | None = None, limit: int = 10) -> Timeline:
        """What was posted in the page's own channel."""

    async def post(self, key: str) -> Posted:
        """One of these messages."""

    async def briefings(self, addresses: Collection[str]) -> Mapping[str, Filed]:
        """What is kept of the articles at these addresses; those that are not are left out."""
