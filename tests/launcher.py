"""The command `readout` for tests: the same program, allowed to fetch from servers on loopback.

Usage: python -m tests.launcher HOST:PORT[,HOST:PORT...] VERB ...

With TEST_CLOCK=FILE the program's clock is ahead by the seconds that stand in the
file, as they do at the moment, and it rings without waiting. TEST_SLACK=URL and
TEST_DISCORD=JSON (what Twin.info says) lead it to a Slack and a Discord on this machine.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.__main__ import main
from bot.wiring.outside import Outside, Rhythm, now

QUICK = Rhythm(ring_s=0.5, sweep_s=0.5)


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    return host, int(port)


def _outside(addresses: str, clock: str | None) -> Outside:
    allowed = frozenset(_address(text) for text in addresses.split(","))
    if clock is None:
        return Outside(loopback=allowed)

    def ahead() -> datetime:
        return now() + timedelta(seconds=float(Path(clock).read_text()))

    return Outside(loopback=allowed, now=ahead, rhythm=QUICK)


if __name__ == "__main__":
    outside = _outside(sys.argv[1], os.environ.pop("TEST_CLOCK", None))
    outside = replace(outside, slack_url=os.environ.pop("TEST_SLACK", None))
    if twin := os.environ.pop("TEST_DISCORD", None):
        import pytest

        from tests.fakes.discord_twin import adapt

        adapt(pytest.MonkeyPatch(), json.loads(twin))
    sys.exit(main(sys.argv[2:], outside=outside))
