"""Workers are killed -9 while they post; `python -m tests.kill.soak` does it for longer."""

from __future__ import annotations

import pytest

from tests.kill.trial import line, trial


@pytest.mark.parametrize("kills", [8, 0])
async def test_nothing_is_lost_and_nothing_is_posted_twice(store_url: str, kills: int) -> None:
    result = await trial(store_url, seed=1, kills=kills, messages=16, digests=4)
    assert result.clean, line(result)
    assert result.wanted > 25
