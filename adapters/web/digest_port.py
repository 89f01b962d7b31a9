"""What the pages of feeds and digests ask of the bot, as a Protocol; bot.wiring implements it.

It is apart from `PastePort`, so that a page without a store can still brief.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from briefs.model.cards import Card
from briefs.model.feeds import Feed, ImportedFeeds
from briefs.model.pastes import ArchivedBriefing
from briefs.model.subscription_forms import (
    ChannelMessage,
    DigestSummary,
    SubscriptionForm,
    Timeline,
)


class WebDigestPort(Protocol):
    """Feeds, digests and the page's own channel. All raise Unknown for a key that is not there."""

    async def feeds(self) -> tuple[Feed, ...]:
        """All feeds."""

    async def add_feed(self, address: str) -> Feed:
        """A feed's address, or a site's that names its feed. Raises: ReadoutError."""

    async def import_feeds(self, data: bytes) -> ImportedFeeds:
        """The feeds of an OPML file. Raises: BadPage, TooLarge."""

    async def export_feeds(self) -> bytes:
        """All feeds as an OPML file."""

    async def remove_feed(self, key: str) -> None:
        """Stop polling it."""

    async def digests(self) -> tuple[DigestSummary, ...]:
        """The digests of the page's own channel."""

    async def add_digest(self, form: SubscriptionForm) -> DigestSummary:
        """Read the form and subscribe. Raises: BadRequest."""

    async def pause(self, key: str) -> None:
        """Stop a digest until it is resumed."""

    async def resume(self, key: str) -> None:
        """Resume a paused digest."""

    async def skip_today(self, key: str) -> None:
        """Skip today's digest."""

    async def remove_digest(self, key: str) -> None:
        """Delete the digest."""

    async def preview(self, key: str) -> Card:
        """The digest as it would be now; nothing is posted."""

    async def timeline(self, *, before: str | None = None, limit: int = 10) -> Timeline:
        """Messages in the page's own channel, newest first."""

    async def post(self, key: str) -> ChannelMessage:
        """One of these messages."""

    async def briefings(self, addresses: Collection[str]) -> Mapping[str, ArchivedBriefing]:
        """Stored briefings of the articles at these addresses, where there are any."""
