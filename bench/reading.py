"""Words a second of `readout facts` in one process beside the bare pipeline, and peak memory.

The peer is the default pipeline of the same model on the same texts, nothing else done with
its result. Both run in turn in one process; memory is that of a process of its own each.
Usage: python -m bench.reading [--rounds N] [--articles N]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

SHARED = Path(os.environ.get("READOUT_SHARED", Path(__file__).parents[2] / "shared"))
SETS = ("facts_dev.jsonl", "attribution_dev.jsonl")
LONGEST_CHARS = 30_000

Row = dict[str, Any]
Work = Callable[[Row], object]


def articles(limit: int) -> list[Row]:
    """The first rows of each set."""
    rows: list[Row] = []
    for name in SETS:
        with (SHARED / "gold" / name).open(encoding="utf-8") as lines:
            rows += [json.loads(line) for _, line in zip(range(limit // len(SETS)), lines)]  # noqa: B905
    return rows


def ours() -> Work:
    """What `readout facts` does with a row."""
    from adapters.language.reader import load_reader
    from adapters.terminal.facts_rows import facts_row

    reader = load_reader()
    return lambda row: facts_row(row, reader)


def bare() -> Work:
    """The default pipeline of the same model."""
    import spacy

    from adapters.language.reader import PINNED

    nlp = spacy.load(PINNED)
    return lambda row: nlp(row["text"])


WORKS = {"readout facts": ours, "bare pipeline": bare}


def cpu_s(work: Work, rows: list[Row]) -> float:
    """CPU seconds of all rows."""
    start = time.process_time()
    for row in rows:
        work(row)
    return time.process_time() - start


def peak_mb(name: str, limit: int) -> float:
    """The largest resident size, in MB, of a process that does this work alone."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.reading", "--only", name, "--articles", str(limit)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return float(done.stdout) / 1024


def main() -> None:
    """Print both, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--only", choices=WORKS)
    args = parser.parse_args()
    rows = articles(args.articles)
    if args.only:
        cpu_s(WORKS[args.only](), rows)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        return
    words = sum(len(row["text"].split()) for row in rows)
    works = {name: make() for name, make in WORKS.items()}
    for work in works.values():
        cpu_s(work, rows[:4])  # caches and lazy imports are start-up
    rounds = [{name: cpu_s(work, rows) for name, work in works.items()} for _ in range(args.rounds)]
    best = {name: min(r[name] for r in rounds) for name in works}
    peaks = {name: peak_mb(name, args.articles) for name in works}
    for name in works:
        print(f"{name}: {words / best[name]:,.0f} words/s of CPU, peak {peaks[name]:.0f} MB")
    ratio = best["bare pipeline"] / best["readout facts"]
    print(f"speed {ratio:.2f} times the bare pipeline's (>= 1.0)")
    print(f"memory {peaks['readout facts'] / peaks['bare pipeline']:.2f} times (<= 1.3)")
    long = {"text": "\n".join(row["text"] for row in articles(60))[:LONGEST_CHARS]}
    print(
        f"{LONGEST_CHARS:,} characters: {cpu_s(works['readout facts'], [long]):.1f} s of CPU (< 15)"
    )


if __name__ == "__main__":
    main()
