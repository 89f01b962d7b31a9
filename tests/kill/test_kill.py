"""Workers are killed -9 while they post; `python -m tests.kill.soak` does it for longer."""

from __future__ import annotations

from tests.kill.trial import line, trial


async def test_nothing_is_lost_and_nothing_is_posted_twice(store_url: str) -> None:
    result = await trial(store_url, seed=1, kills=8, messages=16, digests=4)
    assert result.clean, line(result)
    assert result.wanted > 25
