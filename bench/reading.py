"""Words a second of `readout facts` in one process beside the bare pipeline, and peak memory.

The peer is the default pipeline of the same model on the same texts, nothing else done with
its result. Every article is read by both, one right after the other and in changing order, so
that load on the machine meets both alike; none is read twice, since both keep what they know of
words they have met. What counts is the median of the rounds; CPU is the figure, wall time is told
beside it. Memory, and the speed of a process that has met no word yet, are those of a process
of its own each. Usage: python -m bench.reading [--rounds N] [--articles N]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SHARED = Path(os.environ.get("READOUT_SHARED", Path(__file__).parents[2] / "shared"))
MEASURED = ("facts_dev.jsonl", "attribution_dev.jsonl")
WARM_UP = "articles_voa_dev.jsonl"
LONGEST_CHARS = 30_000

Row = dict[str, Any]
Work = Callable[[Row], object]


def articles(*names: str) -> list[Row]:
    """The rows of the sets, in turn."""
    sets = []
    for name in names:
        with (SHARED / "gold" / name).open(encoding="utf-8") as lines:
            sets.append([json.loads(line) for line in lines])
    longest = max(map(len, sets))
    return [rows[i] for i in range(longest) for rows in sets if i < len(rows)]


def ours() -> Work:
    """What `readout facts` does with a row."""
    from adapters.language.reader import load_reader
    from adapters.terminal.facts_rows import facts_row

    reader = load_reader()
    return lambda row: facts_row(row, reader)


def bare() -> Work:
    """The default pipeline of the same model."""
    import spacy

    from adapters.language.installed_model import PINNED

    nlp = spacy.load(PINNED)
    return lambda row: nlp(row["text"])


WORKS = {"readout facts": ours, "bare pipeline": bare}
OURS, BARE = WORKS


@dataclass(slots=True)
class Spent:
    """Seconds of this process and of the clock on the wall."""

    cpu_s: float = 0.0
    wall_s: float = 0.0

    def on(self, work: Work, row: Row) -> None:
        """Add what one article takes."""
        cpu, wall = time.process_time(), time.perf_counter()
        work(row)
        self.cpu_s += time.process_time() - cpu
        self.wall_s += time.perf_counter() - wall


def one_round(works: dict[str, Work], rows: Sequence[Row]) -> dict[str, Spent]:
    """Both over the same articles, article by article."""
    spent = {name: Spent() for name in works}
    for number, row in enumerate(rows):
        for name in sorted(works, reverse=bool(number % 2)):
            spent[name].on(works[name], row)
    return spent


def words_of(rows: Sequence[Row]) -> int:
    """How many words the articles have."""
    return sum(len(row["text"].split()) for row in rows)


def alone(name: str, limit: int) -> tuple[float, float]:
    """(Peak resident MB, words a second of CPU) of a new process that does this work alone."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.reading", "--only", name, "--articles", str(limit)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    peak_kb, speed = map(float, done.stdout.split())
    return peak_kb / 1024, speed


def read_alone(name: str, rows: Sequence[Row]) -> None:
    """What `alone` asks of its process."""
    work, spent = WORKS[name](), Spent()
    for row in rows:
        spent.on(work, row)
    peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(peak_kb, words_of(rows) / spent.cpu_s)


def spread(ratios: Sequence[float]) -> str:
    """Ratios of the rounds -> their median and how far they lie apart."""
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def main() -> None:
    """Print both, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--only", choices=WORKS)
    args = parser.parse_args()
    rows = articles(*MEASURED)[: args.articles]
    if args.only:
        read_alone(args.only, rows)
        return
    works = {name: make() for name, make in WORKS.items()}
    one_round(works, articles(WARM_UP)[: args.articles // 2])  # lazy imports, words of the trade
    parts = [rows[i :: args.rounds] for i in range(args.rounds)]
    rounds = [one_round(works, part) for part in parts]
    for name in works:
        speeds = [
            words_of(p) / r[name].cpu_s for p, r in zip(parts, rounds, strict=True)
        ]  # fmt: skip
        print(f"{name}: {statistics.median(speeds):,.0f} words/s of CPU")
    cpu = [r[BARE].cpu_s / r[OURS].cpu_s for r in rounds]
    wall = [r[BARE].wall_s / r[OURS].wall_s for r in rounds]
    print(
        f"speed {spread(cpu)} times the bare pipeline's by CPU (>= 1.0), "
        f"{spread(wall)} by the clock"
    )
    (our_peak, our_speed), (its_peak, its_speed) = (alone(n, args.articles) for n in WORKS)
    print(f"a new process: {our_speed / its_speed:.2f} times, no word met before")
    print(
        f"memory {our_peak / its_peak:.2f} times (<= 1.3): peak {our_peak:.0f} MB, "
        f"bare {its_peak:.0f} MB"
    )
    long, spent = {"text": "\n".join(row["text"] for row in rows)[:LONGEST_CHARS]}, Spent()
    spent.on(works[OURS], long)
    print(f"{LONGEST_CHARS:,} characters: {spent.cpu_s:.1f} s of CPU (< 15)")


if __name__ == "__main__":
    main()
