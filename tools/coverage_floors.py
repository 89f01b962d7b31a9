"""Branch coverage by package, held against quality/coverage.toml.

    python -m tools.coverage_floors COVERAGE.json

Lines and branches are counted together, as `coverage` does. A package that falls below its
floor, or that has none, makes it fail.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
FLOORS = ROOT / "quality" / "coverage.toml"


def by_package(report: Path) -> dict[str, float]:
    """The JSON of `coverage` -> package of the second level -> per cent of lines and branches."""
    covered: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for name, file in json.loads(report.read_text("utf-8"))["files"].items():
        parts = Path(name).parts
        package = "/".join(parts[:2]) if len(parts) > 2 else parts[0]
        summary = file["summary"]
        covered[package] += summary["covered_lines"] + summary["covered_branches"]
        there[package] += summary["num_statements"] + summary["num_branches"]
    return {name: 100 * covered[name] / there[name] for name in sorted(there) if there[name]}


def faults(found: dict[str, float], floors: dict[str, float]) -> list[str]:
    """What is below its floor, or has none."""
    low = [
        f"{name}: {found.get(name, 0.0):.1f} % is below its floor of {floor} %"
        for name, floor in floors.items()
        if found.get(name, 0.0) < floor
    ]
    return low + [f"{name}: has no floor in {FLOORS.name}" for name in found if name not in floors]


def main(report: str) -> int:
    """Print the table and what is wrong with it; 1 where something is."""
    found = by_package(Path(report))
    floors: dict[str, float] = tomllib.loads(FLOORS.read_text("utf-8"))["floors"]
    for name, share in found.items():
        print(f"{name:28} {share:5.1f} %   floor {floors.get(name, '-')}")
    wrong = faults(found, floors)
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
