"""Measures the quality figures and compares them with quality/floors.toml.

Usage: python -m tools.floors [SET ...]. Needs the shared gold; where it is missing the
measurement is skipped with a line that says so, and on CI that is a failure.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("READOUT_SHARED", ROOT.parent / "shared"))
GOLD = SHARED / "gold"


def measure(name: str, part: dict[str, Any], folder: Path) -> bool:
    """Predict one set, score it, print its figures; True where no floor is broken."""
    gold = GOLD / part["gold"]
    predicted = folder / f"{name}.jsonl"
    command = [word.replace("{gold}", str(GOLD)) for word in part["command"]]
    with gold.open("rb") as rows, predicted.open("wb") as out:
        subprocess.run(
            [sys.executable, "-m", "bot", *command], stdin=rows, stdout=out, check=True, cwd=ROOT
        )
    floors = [f"--min={figure}={floor}" for figure, floor in part["floors"].items()]
    scored = subprocess.run(
        [sys.executable, str(GOLD / "score.py"), part["task"], str(gold), str(predicted), *floors],
        check=False,
        capture_output=True,
        text=True,
    )
    print(f"== {name}", *(f"{k} >= {v}" for k, v in part["floors"].items()), sep="  ")
    print(scored.stdout + scored.stderr, flush=True)
    return scored.returncode == 0


def main(names: list[str]) -> int:
    """Measure the named sets, or all."""
    if not (GOLD / "score.py").is_file():
        print(f"quality floors: skipped, there is no gold in {GOLD}")
        return 1 if os.environ.get("CI") else 0
    sets = tomllib.loads((ROOT / "quality" / "floors.toml").read_text(encoding="utf-8"))
    unknown = [name for name in names if name not in sets]
    if unknown:
        print(f"no such set: {', '.join(unknown)}; there are {', '.join(sets)}")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        kept = [measure(name, sets[name], Path(folder)) for name in names or sets]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
