"""Branch coverage by package, and what is below its floor."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tools import coverage_floors
from tools.coverage_floors import FLOORS, by_package, faults, main

PARTS: dict[str, dict[str, float]] = tomllib.loads(FLOORS.read_text("utf-8"))


def file(lines: int, hit: int, branches: int, taken: int) -> dict[str, dict[str, int]]:
    return {
        "summary": {
            "num_statements": lines, "covered_lines": hit,
            "num_branches": branches, "covered_branches": taken,
        }
    }  # fmt: skip


def test_lines_and_branches_of_a_package_are_counted_together() -> None:
    files = {
        "briefs/cards/a.py": file(10, 9, 4, 2),
        "briefs/cards/deep/b.py": file(6, 6, 0, 0),
        "bot/keys.py": file(4, 4, 0, 0),
        "bot/ports/__init__.py": file(0, 0, 0, 0),
    }
    assert by_package(files) == {"bot": 100.0, "briefs/cards": pytest.approx(85.0)}


@pytest.mark.parametrize(
    ("found", "named"),
    [
        ({"bot": 90.0, "briefs/cards": 85.0}, []),
        ({"bot": 89.9, "briefs/cards": 85.0}, ["bot"]),
        ({"bot": 90.0}, ["briefs/cards"]),
        ({"bot": 90.0, "briefs/cards": 85.0, "new": 100.0}, ["new"]),
        ({}, ["bot", "briefs/cards"]),
    ],
)
def test_what_fell_was_not_measured_or_has_no_floor_is_named(
    found: dict[str, float], named: list[str]
) -> None:
    floors = {"bot": 90.0, "briefs/cards": 0.0}
    assert [line.split(":")[0] for line in faults(found, floors)] == named


def report(covered: int, *, branches: bool = True) -> dict[str, Any]:
    return {
        "meta": {"branch_coverage": branches},
        "files": {"briefs/cards/a.py": file(10, covered, 0, 0)},
    }


@pytest.mark.parametrize(
    ("part", "measured", "code", "said"),
    [
        ("portable", report(9), 0, "floor 90"),
        ("portable", report(8), 1, "below its floor"),
        ("portable", {**report(9), "files": {}}, 1, "was not measured"),
        ("portable", report(9, branches=False), 1, "no branches in the measurement"),
        ("portabel", report(9), 1, "no floors for portabel"),
        ("whole", report(9), 0, "floor 50"),
    ],
)
def test_a_measurement_is_held_against_its_own_part(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    part: str,
    measured: dict[str, Any],
    code: int,
    said: str,
) -> None:
    floors = tmp_path / "coverage.toml"
    floors.write_text('[whole]\n"briefs/cards" = 50\n[portable]\n"briefs/cards" = 90\n')
    monkeypatch.setattr(coverage_floors, "FLOORS", floors)
    path = tmp_path / "c.json"
    path.write_text(json.dumps(measured))
    assert main([str(path), part]) == code
    assert said in capsys.readouterr().out
    assert main([str(path)]) == main([str(path), "whole"])


def packages(*folders: str) -> set[str]:
    """The packages of the second level that hold code, as a measurement of these folders has them."""
    files = (path.relative_to(ROOT) for one in folders for path in (ROOT / one).rglob("*.py"))
    code = {path for path in files if path.name != "__init__.py"}
    return {"/".join(p.parts[:2]) if len(p.parts) > 2 else p.parts[0] for p in code}


def test_every_package_has_its_floor() -> None:
    assert set(PARTS["whole"]) == packages("adapters", "bot", "briefs")
    held = {"adapters/language", "adapters/terminal"}
    assert set(PARTS["portable"]) == packages("briefs") | held


@pytest.mark.parametrize("part", PARTS)
def test_every_floor_can_be_missed(part: str) -> None:
    """A floor of nought, or of more than there can be, holds nothing up."""
    assert all(50 <= floor <= 100 for floor in PARTS[part].values())
    assert len(faults(dict.fromkeys(PARTS[part], 49.0), PARTS[part])) == len(PARTS[part])


def test_ci_measures_the_portable_part_and_holds_it() -> None:
    rules = (ROOT / "Makefile").read_text("utf-8").split("\n\n")
    [portable] = [rule for rule in rules if "test-portable: " in rule]
    assert "--cov-branch" in portable
    assert "tools.coverage_floors .coverage.json portable" in portable
    for package in PARTS["portable"]:
        top, _, inner = package.partition("/")
        assert f"--cov={top} " in f"{portable} " or f"--cov={top}/{inner} " in f"{portable} "
    assert "make test-portable" in (ROOT / ".ci" / "run").read_text("utf-8")
