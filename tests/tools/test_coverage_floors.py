"""Branch coverage by package, and what is below its floor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools.coverage_floors import by_package, faults


def test_lines_and_branches_of_a_package_are_counted_together(tmp_path: Path) -> None:
    def file(lines: int, hit: int, branches: int, taken: int) -> dict[str, dict[str, int]]:
        return {
            "summary": {
                "num_statements": lines, "covered_lines": hit,
                "num_branches": branches, "covered_branches": taken,
            }
        }  # fmt: skip

    files = {
        "briefs/cards/a.py": file(10, 9, 4, 2),
        "briefs/cards/deep/b.py": file(6, 6, 0, 0),
        "bot/keys.py": file(4, 4, 0, 0),
        "bot/ports/__init__.py": file(0, 0, 0, 0),
    }
    report = tmp_path / "c.json"
    report.write_text(json.dumps({"files": files}))
    assert by_package(report) == {"bot": 100.0, "briefs/cards": pytest.approx(85.0)}


def test_what_fell_and_what_has_no_floor_is_named() -> None:
    assert faults({"bot": 90.0, "briefs/cards": 85.0}, {"bot": 90.0, "briefs/cards": 80.0}) == []
    found = faults({"bot": 89.9, "new": 100.0}, {"bot": 90.0, "gone": 10.0})
    assert [line.split(":")[0] for line in found] == ["bot", "gone", "new"]
