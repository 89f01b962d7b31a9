"""No acknowledged write is lost; `python -m tests.kill.soak` does it sixty times."""

from __future__ import annotations

from pathlib import Path

from tests.kill.writes import kill_writers


async def test_no_acknowledged_write_is_lost(store_url: str, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db" if store_url.startswith("sqlite") else None
    acknowledged, faults = await kill_writers(store_url, kills=5, seed=1, backup=backup)
    assert faults == []
    assert acknowledged >= 25
