"""The page's own channel as a chat: its messages are the posted rows of the outbox.

The page reads messages from the store, so nothing has to be sent: posting cannot fail or happen
twice, and an edit or a deletion is done once the store has it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from urllib.parse import quote

from briefs.model.cards import Card
from briefs.model.chat import Mark
from briefs.model.messages import Post, Receipt
from briefs.model.places import LinkSeen, Place
from briefs.model.platforms import Platform

PLATFORM = Platform.WEB
CHANNEL = Place(PLATFORM, "", "page")


class PageChat:
    """The port `Chat`. `address` is where people open the page, without a slash at its end."""

    def __init__(self, *, address: str, now: Callable[[], datetime]) -> None:
        self._address = address
        self._now = now

    async def send(self, post: Post) -> Receipt:
        """Post -> Receipt; its key is the message's name."""
        return Receipt(key=post.key, place=post.place, message=post.key, at=self._now())

    async def find(self, post: Post, *, since: datetime) -> Receipt | None:
        """Always None: sending again is harmless."""
        return None

    async def edit(self, receipt: Receipt, post: Post) -> None:
        """Does nothing: the page shows what the store has."""

    async def publish(self, receipt: Receipt) -> None:
        """Does nothing: nobody follows the page."""

    async def delete(self, receipt: Receipt) -> None:
        """Does nothing: the page shows what the store has."""

    def parts(self, card: Card) -> tuple[Card, ...]:
        """One part: a page has no limit of length."""
        return (card,)

    def link(self, receipt: Receipt) -> str | None:
        """The message's own page."""
        return f"{self._address}/posts/{quote(receipt.message, safe='')}"

    def whispers_to(self, seen: LinkSeen) -> bool:
        """Never: what is posted is seen by everybody."""
        return False

    async def mark(self, seen: LinkSeen, mark: Mark) -> None:
        """Does nothing: the job's page shows progress."""
