"""What only tests replace: the clock, intervals and retries, and access to this machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot import retries
from bot.flows.answer_links import QUOTA
from bot.flows.deliver_posts import TIMING, Timing
from briefs.model.delivery import Quota

Loopback = frozenset[tuple[str, int]]
"""(host, port) pairs of this machine that may be fetched."""


def now() -> datetime:
    """The one place that reads the clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """Seconds between two runs of each periodic call: due digests, unfinished work, retention."""

    digests_s: float = 15.0
    sweep_s: float = 30.0
    tidy_s: float = 6 * 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryPolicy:
    """How long work may take, how often it is tried, and the quotas of requests."""

    link: retries.Backoff = retries.LINK
    post: retries.Backoff = retries.POST
    digest: retries.Backoff = retries.DIGEST
    link_lease_s: float = 100.0
    digest_lease_s: float = 120.0
    timing: Timing = TIMING
    quota: Quota = QUOTA


RETRY_POLICY = RetryPolicy()


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """The outside world. Only tests replace it; no setting, variable or argument does."""

    loopback: Loopback = frozenset()
    now: Callable[[], datetime] = now
    rhythm: Rhythm = Rhythm()
    policy: RetryPolicy = RETRY_POLICY
    slack_url: str | None = None
    discord_url: str | None = None


WORLD = Environment()
"""The real one."""
