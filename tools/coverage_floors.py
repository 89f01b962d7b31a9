"""Branch coverage by package, held against quality/coverage.toml.

    python -m tools.coverage_floors COVERAGE.json [PART]

PART is a table of that file: `whole` (all tests, the default) or `portable` (those that CI runs on
the newest Python). Lines and branches are counted together, as `coverage` does. A package that
falls below its floor, that has none or that was not measured makes it fail, and so does a
measurement without branches.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
FLOORS = ROOT / "quality" / "coverage.toml"


def by_package(files: Mapping[str, Any]) -> dict[str, float]:
    """The files of `coverage`'s JSON -> package of the second level -> per cent that is covered."""
    covered: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for name, file in files.items():
        parts = Path(name).parts
        package = "/".join(parts[:2]) if len(parts) > 2 else parts[0]
        summary = file["summary"]
        covered[package] += summary["covered_lines"] + summary["covered_branches"]
        there[package] += summary["num_statements"] + summary["num_branches"]
    return {name: 100 * covered[name] / there[name] for name in sorted(there) if there[name]}


def faults(found: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """What is below its floor, was not measured, or has no floor."""
    low = [
        f"{name}: {found[name]:.1f} % is below its floor of {floor} %"
        if name in found
        else f"{name}: was not measured, and has a floor"
        for name, floor in floors.items()
        if found.get(name, -1.0) < floor
    ]
    return low + [f"{name}: has no floor in {FLOORS.name}" for name in found if name not in floors]


def main(arguments: Sequence[str]) -> int:
    """Print the table and what is wrong with it; 1 where something is."""
    report = json.loads(Path(arguments[0]).read_text("utf-8"))
    part = "".join(arguments[1:2]) or "whole"
    floors: dict[str, float] = tomllib.loads(FLOORS.read_text("utf-8")).get(part, {})
    if not floors or not report["meta"]["branch_coverage"]:
        lacks = "branches in the measurement" if floors else f"floors for {part} in {FLOORS.name}"
        print(f"Nothing is held: there are no {lacks}.")
        return 1
    found = by_package(report["files"])
    for name, share in found.items():
        print(f"{name:28} {share:5.1f} %   floor {floors.get(name, '-')}")
    wrong = faults(found, floors)
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
