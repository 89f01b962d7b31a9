"""The command `readout` for tests: the same program, allowed to fetch from servers on loopback.

Usage: python -m tests.launcher HOST:PORT[,HOST:PORT...] VERB ...

With TEST_CLOCK=FILE the program's clock is ahead by the seconds that stand in the
file, as they do at the moment, and it rings without waiting. TEST_SLACK=URL and
TEST_DISCORD_URL=URL or TEST_DISCORD=JSON (what Twin.info says) lead it to those on this machine.
With TEST_HURRY its leases are short, and it tries again soon, as often as it takes.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.__main__ import main
from bot.flows.deliver_posts import Timing
from bot.retries import Backoff
from bot.wiring.environment import Environment, RetryPolicy, Rhythm, now
from briefs.model.delivery import Quota

QUICK = Rhythm(digests_s=0.5, sweep_s=0.5)
PATIENT = Backoff(first_s=0.2, most_s=2.0, attempts=100_000)
HURRY = RetryPolicy(
    link=PATIENT,
    post=PATIENT,
    digest=PATIENT,
    link_lease_s=45.0,
    digest_lease_s=20.0,
    timing=Timing(lease_s=12.0, timeout_s=4.0, lag_s=3.0),
    quota=Quota(person=10**6, place=10**6),
)


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    return host, int(port)


def _environment(addresses: str, clock: str | None) -> Environment:
    allowed = frozenset(_address(text) for text in addresses.split(","))
    if clock is None:
        return Environment(loopback=allowed)

    def ahead() -> datetime:
        return now() + timedelta(seconds=float(Path(clock).read_text()))

    return Environment(loopback=allowed, now=ahead, rhythm=QUICK)


if __name__ == "__main__":
    environment = _environment(sys.argv[1], os.environ.pop("TEST_CLOCK", None))
    if os.environ.pop("TEST_HURRY", None):
        environment = replace(environment, policy=HURRY)
    environment = replace(environment, slack_url=os.environ.pop("TEST_SLACK", None))
    environment = replace(environment, discord_url=os.environ.pop("TEST_DISCORD_URL", None))
    if twin := os.environ.pop("TEST_DISCORD", None):
        import pytest

        from tests.fakes.discord_twin import adapt

        adapt(pytest.MonkeyPatch(), json.loads(twin))
    sys.exit(main(sys.argv[2:], environment=environment))
