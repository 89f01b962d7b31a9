"""The connection to a chat platform, as the flows use it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from briefs.model.cards import Card
from briefs.model.chat import Mark
from briefs.model.messages import Post, Receipt
from briefs.model.places import LinkSeen


class Chat(Protocol):
    """A platform's connection; adapters/<chat>/client.py.

    A place whose channel begins with "@" is that person's direct messages.
    """

    def whispers_to(self, seen: LinkSeen) -> bool:
        """Whether the platform can show who asked something in the channel that only they see."""
        ...

    async def send(self, post: Post) -> Receipt:
        """Post -> Receipt, within the time that the flow allows.

        Raises: NotSent if the platform says that it did not accept the post (429), PlaceGone,
        Refused; after any other TryLater (a lost reply, a 5xx) the message may be there.
        """
        ...

    async def find(self, post: Post, *, since: datetime) -> Receipt | None:
        """The receipt of a post that an attempt since `since` may have delivered.

        None if its message is not there. Raises: Unverifiable if nobody can tell, TryLater.
        """
        ...

    async def edit(self, receipt: Receipt, post: Post) -> None:
        """Edit the message to read as `post`. Raises: as `send`; NotFound if it is not there."""
        ...

    async def delete(self, receipt: Receipt) -> None:
        """Delete the message; no error if it does not exist."""
        ...

    async def publish(self, receipt: Receipt) -> None:
        """Publish the message to followers of the channel; no effect if it is published already.

        Raises: as `send`, Refused if it cannot be published; NotFound if it is not there.
        """
        ...

    def parts(self, card: Card) -> tuple[Card, ...]:
        """A card -> cards that fit one message each, no line cut; the same for the same card."""
        ...

    def link(self, receipt: Receipt) -> str | None:
        """The address at which people open the message."""
        ...

    async def mark(self, seen: LinkSeen, mark: Mark) -> None:
        """Show progress where possible; failures are ignored."""
        ...
