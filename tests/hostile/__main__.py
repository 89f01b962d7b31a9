"""All hostile cases -> one table: kinds, tried, failed. Usage: python -m tests.hostile [pytest's own]

Cases are those of the repository, and of the folder that READOUT_VECTORS names.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.vectors import folders

WIDTH = 60


@dataclass
class Tally:
    """Counts by kind: a file's name, and a vector's category where it has one."""

    tried: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    failed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    skipped: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    kinds: dict[str, str] = field(default_factory=dict)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Note of what kind each is."""
        for item in items:
            stem = Path(str(item.path)).stem.removeprefix("test_").replace("_", " ")
            vector: Any = getattr(getattr(item, "callspec", None), "params", {}).get("vector")
            what = vector["category"] if isinstance(vector, dict) else item.name.partition("[")[0]
            if isinstance(vector, dict):
                self.kinds[item.nodeid] = f"{stem}: {what}"
            else:
                what = what.removeprefix("test_").replace("_", " ")
                self.kinds[item.nodeid] = f"{stem}: {what}"[:WIDTH]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count it: a case is tried once, and failed if any part of it did."""
        kind = self.kinds.get(report.nodeid, "other")
        if report.when == "call" and not report.skipped:
            self.tried[kind] += 1
        if report.skipped:
            self.skipped[kind] += 1
        if report.failed:
            self.failed[kind].append(report.nodeid)

    def table(self) -> str:
        """The table, and below it what failed."""
        kinds = sorted({*self.tried, *self.failed, *self.skipped})
        rows = [f"{'kind':<{WIDTH}}  tried  failed  skipped"]
        for kind in kinds:
            counts = self.tried[kind], len(set(self.failed[kind])), self.skipped[kind]
            rows.append("{:<{w}}  {:>5}  {:>6}  {:>7}".format(kind, *counts, w=WIDTH))
        failed = [node for nodes in self.failed.values() for node in dict.fromkeys(nodes)]
        tried, skipped = sum(self.tried.values()), sum(self.skipped.values())
        rows.append(f"{'all':<{WIDTH}}  {tried:>5}  {len(failed):>6}  {skipped:>7}")
        rows += [f"failed: {node}" for node in failed]
        return "\n".join(rows)


def main() -> int:
    """Run them."""
    tally = Tally()
    here = str(Path(__file__).parent)
    code = pytest.main(
        ["-q", "--no-header", "-p", "no:warnings", here, *sys.argv[1:]], plugins=[tally]
    )
    print(f"\nCases from {', '.join(map(str, folders()))}\n\n{tally.table()}")
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
