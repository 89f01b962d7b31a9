"""What is counted of the code agrees with what the house rules allow."""

from __future__ import annotations

from tests.test_house import MAX_FILE_LINES, MAX_FUNCTION_LINES
from tools import house_counts


def test_the_counts_are_within_the_rules_of_the_house() -> None:
    found = dict(house_counts.rows())
    assert found["circles of modules"] == "0"
    for name, most in (("file", MAX_FILE_LINES), ("function", MAX_FUNCTION_LINES)):
        row = next(value for row, value in found.items() if row.startswith(f"longest {name}"))
        longest, over = map(int, row.split("; "))
        assert 0 < longest <= most
        assert over == 0
    assert found["briefs.digest.comparison: rooms, floors, arrows between rooms"] == "3, 3, 3"
