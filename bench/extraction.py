"""CPU for each page: our extraction beside trafilatura's own, on the same pages, in turns.

    python -m bench.extraction [GOLD] [--rounds N] [--most RATIO]

GOLD is a folder with pages_dev.jsonl and the saved pages that it names. Each page is read by one
side, then by the other. The first round warms both and is not counted; of the others the best of
each page and side counts, which is the one that the rest of the machine disturbed least.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import logging
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from trafilatura import bare_extraction

from adapters.pages.extraction import extract_article
from briefs.errors import ReadoutError
from briefs.model.articles import Page

SHARED = Path(os.environ.get("READOUT_SHARED", Path(__file__).parents[2] / "shared"))


def read(gold: Path) -> list[Page]:
    pages = []
    for line in (gold / "pages_dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        body = gzip.decompress((gold / row["path"]).read_bytes())
        at = datetime(2026, 11, 1, tzinfo=UTC)
        pages.append(Page(row["url"], row["url"], 200, "text/html", body, at))
    return pages


def ours(page: Page) -> None:
    try:
        extract_article(page)
    except ReadoutError as error:
        print(f"{page.url}: {error.kind}", file=sys.stderr)


def theirs(page: Page) -> None:
    bare_extraction(page.body, url=page.url, with_metadata=True)


def cpu_s(work: Callable[[Page], None], page: Page) -> float:
    before = time.process_time()
    work(page)
    return time.process_time() - before


def measured(pages: list[Page], rounds: int) -> tuple[float, float]:
    """CPU seconds of all pages, ours and theirs."""
    best: list[tuple[float, float]] = []
    for number in range(rounds + 1):
        gc.collect()
        now = [(cpu_s(ours, page), cpu_s(theirs, page)) for page in pages]
        if number > 1:
            now = [(min(a, c), min(b, d)) for (a, b), (c, d) in zip(best, now, strict=True)]
        best = now
    return sum(mine for mine, _ in best), sum(peer for _, peer in best)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", nargs="?", type=Path, default=SHARED / "gold")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most", type=float, default=1.15)
    args = parser.parse_args()
    logging.disable(logging.CRITICAL)
    pages = read(args.gold)
    mine, peer = (1000 * side / len(pages) for side in measured(pages, args.rounds))
    print(f"pages                     {len(pages)}")
    print(f"ours, ms a page           {mine:.1f}")
    print(f"trafilatura, ms a page    {peer:.1f}")
    print(f"ratio                     {mine / peer:.2f}")
    if mine > args.most * peer:
        print(f"above the most allowed: {args.most}")
        sys.exit(1)


if __name__ == "__main__":
    main()
