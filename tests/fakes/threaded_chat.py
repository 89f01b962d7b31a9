"""A chat in memory with threads, deletions, a delayed history, and faults in any call.

Each call takes the next of `faults`, if there are any. With "lost" and "killed after" the call took
effect, with "refused" and "killed before" it did not; "killed" ends the process that called.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from briefs.errors import NotFound, NotSent, TryLater
from briefs.model.cards import Card
from briefs.model.chat import Mark
from briefs.model.messages import Post, Receipt
from briefs.model.places import LinkSeen

T = TypeVar("T")
FAULTS = ("none", "lost", "refused", "killed before", "killed after")


class Killed(BaseException):
    """The process is killed here: nothing of it runs any more."""


@dataclass(slots=True)
class Shown:
    """A message as the platform keeps it."""

    id: str
    key: str
    thread: str | None
    text: str
    at: datetime
    shows_at: datetime


@dataclass
class ThreadedChat:
    """The port `Chat`; `late_s` is how long the next message is missing from the history."""

    now: Callable[[], datetime]
    faults: list[str] = field(default_factory=list)
    late_s: list[float] = field(default_factory=list)
    messages: dict[str, Shown] = field(default_factory=dict)
    ever: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    count: int = 0
    meanwhile: Callable[[], Coroutine[Any, Any, None]] | None = None
    """What is done once, during a call."""

    async def send(self, post: Post) -> Receipt:
        def accept() -> Receipt:
            self.count += 1
            late = self.late_s.pop() if self.late_s else 0.0
            at = self.now()
            one = Shown(
                f"M{self.count}",
                post.key,
                post.place.thread,
                post.card.headline,
                at,
                at + timedelta(seconds=late),
            )
            self.messages[one.id] = one
            self.ever.append(post.key)
            return Receipt(post.key, post.place, one.id, at)

        return await self._meet(accept)

    async def find(self, post: Post, *, since: datetime) -> Receipt | None:
        """Search the channel's own history or that of one thread, as both platforms do."""

        def look() -> Receipt | None:
            for one in self.messages.values():
                here = one.thread == post.place.thread
                if here and one.key == post.key and one.at >= since and one.shows_at <= self.now():
                    place = replace(post.place, thread=one.thread)
                    return Receipt(post.key, place, one.id, self.now())
            return None

        return await self._meet(look)

    async def edit(self, receipt: Receipt, post: Post) -> None:
        def change() -> None:
            if receipt.message not in self.messages:
                raise NotFound
            self.messages[receipt.message].text = post.card.headline

        await self._meet(change)

    async def publish(self, receipt: Receipt) -> None:
        """Publish once, as Discord does; no effect if it is published."""

        def show() -> None:
            if receipt.message not in self.messages:
                raise NotFound
            if receipt.message not in self.published:
                self.published.append(receipt.message)

        await self._meet(show)

    async def delete(self, receipt: Receipt) -> None:
        await self._meet(lambda: self.messages.pop(receipt.message, None) and None)

    async def _meet(self, act: Callable[[], T]) -> T:
        fault = self.faults.pop(0) if self.faults else "none"
        if fault == "refused":
            raise NotSent(after_s=1)
        if fault == "killed before":
            raise Killed
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            await meanwhile()
        result = act()
        if fault == "lost":
            raise TryLater("reset by peer")
        if fault == "killed after":
            raise Killed
        return result

    def parts(self, card: Card) -> tuple[Card, ...]:
        return (card,)

    def link(self, receipt: Receipt) -> str | None:
        return f"https://chat.example/{receipt.message}"

    def whispers_to(self, seen: LinkSeen) -> bool:
        """Never: what is posted is seen by everybody."""
        return False

    async def mark(self, seen: LinkSeen, mark: Mark) -> None:
        return None


async def killable(work: Coroutine[Any, Any, T]) -> T | None:
    """Run work that may be killed in the middle; None if it was."""
    try:
        return await work
    except Killed:
        return None
