"""No pattern of the project can be held up by a text for as long as matters."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT
from tests.hostile.slow_patterns import IN_LOOP, IN_WORKER, Used, all_slow, of_project, slow

SEEDS = 8


@pytest.mark.parametrize("share", range(SEEDS))
def test_patterns_of_the_project(share: int) -> None:
    found: dict[tuple[str, int, bool], tuple[str, Used]] = {}
    for where, used in of_project(ROOT).items():
        found.setdefault((used.pattern.pattern, used.pattern.flags, used.anchored), (where, used))
    mine = list(found.values())[share::SEEDS]
    assert len(found) > 200
    assert all_slow(mine) == {}


@pytest.mark.parametrize(
    "pattern",
    [r"(a+)+$", r"(\w+\s?)*$", r"(a|a)*b", r"(?:[^,]+,?)+;", r"^(?:\s*\w*\s*)*!", r"\s*\s*\s*$", r"(.*)(.*)(.*)=x"],
)  # fmt: skip
@pytest.mark.parametrize("bounds", [IN_LOOP, IN_WORKER])
def test_what_is_slow_is_found(pattern: str, bounds: tuple[int, int]) -> None:
    assert slow(Used(re.compile(pattern), False, *bounds)) is not None


@pytest.mark.parametrize("pattern", [r"\bword\b", r"[a-z]+ing\b", r"a{1,40}b", r"(?:Mon|Tues)day"])
def test_what_is_quick_is_left_alone(pattern: str) -> None:
    assert slow(Used(re.compile(pattern), False, *IN_LOOP)) is None
