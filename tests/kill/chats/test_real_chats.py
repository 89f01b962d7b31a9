"""The program is killed -9 while it speaks to Slack and Discord; tests/kill/soak.py does it for longer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.kill.chats.audit import table
from tests.kill.chats.trial import trial


@pytest.mark.parametrize("kills", [True, False])
async def test_both_chats_show_each_post_once(
    needs: Callable[[str], None], store_url: str, kills: bool
) -> None:
    needs("node")
    outcome = await trial(store_url, seed=1, runs=3, kills=kills, max_wait_s=200)
    assert outcome.clean, "\n".join([table([outcome]), *outcome.faults])
    assert outcome.counts["wanted"] > 4
    assert outcome.counts["kills"] == (3 if kills else 0)
