"""Measures the quality figures and compares them with quality/floors.toml.

Usage: python -m tools.floors [SET ...]. Most sets need the shared gold; where it is missing they
are skipped with a line that says so, and on CI that is a failure. What is shipped is measured.
As many sets as there are cores are measured at once.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from tools.learning.annotated_articles import ARTICLES
from tools.learning.gold import GOLD, ROOT, SCORER, file_of
from tools.learning.judged_lines import JUDGED, figures, judged_pages
from tools.learning.measure import predict, table, write


def measure(name: str, part: dict[str, Any], folder: Path) -> bool:
    """Predict one set, score it, print its figures; True where no floor is broken."""
    gold = file_of(name)
    predicted = folder / f"{name}.jsonl"
    print(f"== {name}", *limits(part, " >= ", " <= "), sep="  ")
    if part.get("out_of_fold"):
        write(predicted, predict(name))
        print(table(part["task"], gold, predicted), flush=True)
    else:
        command = [word.replace("{gold}", str(GOLD)) for word in part["command"]]
        with gold.open("rb") as rows, predicted.open("wb") as out:
            subprocess.run(
                [sys.executable, "-m", "bot", *command],
                stdin=rows,
                stdout=out,
                check=True,
                cwd=ROOT,
            )
    floors = [f"--{word}" for word in limits(part, "=", "=", "min=", "max=")]
    scored = subprocess.run(
        [sys.executable, str(SCORER), part["task"], str(gold), str(predicted), *floors],
        check=False,
        capture_output=True,
        text=True,
    )
    report = scored.stdout.splitlines()
    shown = (
        [w for w in report if "the floor" in w or "the cap" in w]
        if "out_of_fold" in part
        else report
    )
    print("\n".join([*shown, scored.stderr]).strip(), flush=True)
    return scored.returncode == 0


def measure_lines(part: dict[str, Any]) -> bool:
    """How the lines that are told were judged; True where no floor or cap is broken."""
    print("== judged_lines", *limits(part, " >= ", " <= "), sep="  ")
    found = figures(list(judged_pages()))
    print("\n".join(f"{name:8s} {share:.3f}" for name, share in found.items()), flush=True)
    low = [f"{n} is below the floor {v}" for n, v in part["floors"].items() if found[n] < v]
    high = [f"{n} is above the cap {v}" for n, v in part["caps"].items() if found[n] > v]
    print("\n".join([*low, *high]).strip(), flush=True)
    return not (low or high)


def limits(part: dict[str, Any], least: str, most: str, low: str = "", high: str = "") -> list[str]:
    """A set's floors and caps as words."""
    floors = [f"{low}{figure}{least}{value}" for figure, value in part["floors"].items()]
    return floors + [
        f"{high}{figure}{most}{value}" for figure, value in part.get("caps", {}).items()
    ]


def _is_there(name: str) -> bool:
    """Whether a set can be measured here: of judged lines, the texts are the shared gold's."""
    return file_of(name).is_file() and (name != JUDGED or file_of(ARTICLES).is_file())


def told(name: str, part: dict[str, Any]) -> tuple[str, bool]:
    """A set -> what is to be said of it, and whether no floor or cap is broken."""
    with redirect_stdout(StringIO()) as said, tempfile.TemporaryDirectory() as folder:
        kept = measure_lines(part) if name == JUDGED else measure(name, part, Path(folder))
    return said.getvalue(), kept


def all_kept(sets: dict[str, dict[str, Any]]) -> bool:
    """Measure sets, print what is said of each; True where no floor or cap is broken."""
    kept = True
    if len(sets) > 1:
        os.environ.setdefault("READOUT_WORKERS", "1")  # another set is measured beside it
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        for said, one in pool.map(told, sets.keys(), sets.values()):
            print(said, end="", flush=True)
            kept = kept and one
    return kept


def main(names: list[str]) -> int:
    """Measure the named sets, or all."""
    sets = tomllib.loads((ROOT / "quality" / "floors.toml").read_text(encoding="utf-8"))
    unknown = [name for name in names if name not in sets]
    if unknown:
        print(f"no such set: {', '.join(unknown)}; there are {', '.join(sets)}")
        return 2
    lacking = [name for name in names or sets if not _is_there(name)]
    if lacking:
        print(f"quality floors: skipped, no gold in {GOLD} for {', '.join(lacking)}")
        if os.environ.get("CI"):
            return 1
    return 0 if all_kept({n: sets[n] for n in names or sets if n not in lacking}) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
