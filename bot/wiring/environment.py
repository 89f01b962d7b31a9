"""What tests may stand in for: the clock, rhythm and patience, servers on this machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.wiring.retry_policy import RETRY_POLICY, RetryPolicy

Loopback = frozenset[tuple[str, int]]
"""(host, port) pairs of this machine that may be fetched."""


def now() -> datetime:
    """The one place that reads the clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """Seconds between the rings of the clock: digests that are due, work left over, retention."""

    ring_s: float = 15.0
    sweep_s: float = 30.0
    tidy_s: float = 6 * 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """The world as the program finds it; no setting, variable or argument reaches it."""

    loopback: Loopback = frozenset()
    now: Callable[[], datetime] = now
    rhythm: Rhythm = Rhythm()
    policy: RetryPolicy = RETRY_POLICY
    slack_url: str | None = None
    discord_url: str | None = None


WORLD = Environment()
"""The real one."""
