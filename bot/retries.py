"""All retry times: (failure, attempt, now) -> when to try again, None to give up. Pure."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from briefs.errors import GiveUp, TryLater

LONGEST_S = 6 * 3600
"""Longest wait that we accept from a site or platform that asks for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backoff:
    """The back-off of one kind of work.

    The wait doubles from `first_s` up to `most_s`. Up to a quarter is added as jitter, so that work
    that failed together is not retried together. `attempts` is the number of all tries, including
    those that a crash cut short.
    """

    first_s: float
    most_s: float
    attempts: int

    def __call__(
        self, failure: Exception, attempt: int, now: datetime, *, key: str = ""
    ) -> datetime | None:
        """(failure, attempt, now) -> when to try again, None to give up.

        `attempt` is 1 for the first. A wait that the other side asks for is never shortened. An
        exception that is not a ReadoutError is a bug. It is retried like other failures, since it
        may not come again.
        """
        if attempt >= self.attempts or isinstance(failure, GiveUp):
            return None
        own_s = min(self.most_s, self.first_s * 2.0 ** min(attempt - 1, 32))
        own_s *= 1 + _spread(key, attempt) / 4
        asked_s = (failure.after_s or 0.0) if isinstance(failure, TryLater) else 0.0
        return now + timedelta(seconds=max(own_s, min(asked_s, LONGEST_S)))

    def exhausted(self, attempt: int) -> bool:
        """Whether `attempt` is beyond the last one allowed, which a crash must have cut short."""
        return attempt > self.attempts


def _spread(key: str, attempt: int) -> float:
    """Key and attempt -> a number in [0, 1), always the same: decisions are reproducible."""
    return (zlib.crc32(f"{key}|{attempt}".encode()) % 1024) / 1024


LINK = Backoff(first_s=4, most_s=60, attempts=5)
"""Somebody waits for the answer: about a minute in all, then the reason is shown."""

POST = Backoff(first_s=2, most_s=900, attempts=100)
"""A platform that is down for most of a day still gets its posts."""

DIGEST = Backoff(first_s=10, most_s=900, attempts=30)
"""A digest may be some hours late, but is not skipped."""

ENTRY = Backoff(first_s=300, most_s=4 * 3600, attempts=5)
"""Nobody waits for a feed's entry, so the site is asked again only after long waits."""

POLL_MIN_S = 900
POLL_MAX_S = 24 * 3600


POLL_FAILURES = 20
"""Failures in a row, about two weeks, after which a feed is no longer polled."""


def next_poll(*, now: datetime, failures: int, asked_s: float | None, key: str) -> datetime | None:
    """When a feed is polled next: after a quarter of an hour, doubled by each failure in a row.

    `asked_s` is the wait that the site asked for (Retry-After, max-age, a feed's ttl); it can only
    make the wait longer. Up to a tenth is added, so that feeds are not all polled at once. None
    after POLL_FAILURES.
    """
    if failures >= POLL_FAILURES:
        return None
    wait_s = min(POLL_MAX_S, POLL_MIN_S * 2.0 ** min(failures, 16))
    wait_s = max(wait_s, min(asked_s or 0.0, POLL_MAX_S))
    return now + timedelta(seconds=wait_s * (1 + _spread(key, failures) / 10))
