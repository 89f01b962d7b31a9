"""A limit on the bytes that one request reads from the network, headers and body together.

Bytes are counted at the socket: header lines, informational answers (1xx), chunk extensions and
trailers cost as much as a body, and no layer above the socket sees all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from briefs.errors import TooLarge

MAX_HEAD_BYTES: Final = 64 * 1024
"""Limit until the answer's own headers are complete. Real headers have 20 kB at most (cookies and a
policy). Before this was counted, endless 103 answers cost 16 s of CPU for one fetch."""

HEAD_READ_BYTES: Final = 8 * 1024
"""Bytes of headers that are read at a time: h11 takes some 12 ms for 8 kB of the shortest 1xx
answers, and the event loop waits meanwhile."""

FRAMING: Final = 8
"""For this many bytes of the body, one byte of chunk sizes, extensions and trailers is allowed."""


class ByteBudget:
    """Counts down from the limits. Raises: TooLarge."""

    def __init__(self, *, wire_bytes: int, head_bytes: int = MAX_HEAD_BYTES) -> None:
        self.taken = 0
        self._head_bytes = head_bytes
        self._all_bytes = head_bytes + wire_bytes + wire_bytes // FRAMING
        self._in_head = True

    @property
    def in_head(self) -> bool:
        """Whether the answer's own headers are still to come."""
        return self._in_head

    def at_once(self, wanted: int) -> int:
        """How many of the wanted bytes may be read at a time."""
        return min(wanted, HEAD_READ_BYTES) if self._in_head else wanted

    def take(self, count: int) -> None:
        """Count bytes that were read. Raises: TooLarge where they are more than allowed."""
        self.taken += count
        if self._in_head and self.taken > self._head_bytes:
            raise TooLarge("The site's answer has more headers than are read.")
        if self.taken > self._all_bytes:
            raise TooLarge

    def body_begins(self) -> None:
        """The answer's own headers are complete: the limit of the body applies from now on."""
        self._in_head = False


_current: ContextVar[ByteBudget | None] = ContextVar("byte_budget", default=None)


@contextmanager
def spending(budget: ByteBudget) -> Iterator[None]:
    """Within the block, count what this task reads against the budget.

    A connection outlives its request, so the stream cannot hold the budget itself.
    """
    token = _current.set(budget)
    try:
        yield
    finally:
        _current.reset(token)


def current_budget() -> ByteBudget | None:
    """The budget of this task's request."""
    return _current.get()
