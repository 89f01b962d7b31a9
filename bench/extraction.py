"""CPU for each page: our extraction beside trafilatura's own, on the same pages, in turns.

    python bench/extraction.py [GOLD] [--rounds N] [--most RATIO]

GOLD is a folder with pages_dev.jsonl and the saved pages that it names. The first round warms
both and is not counted; of the others the best of each side counts, which is the round that
the rest of the machine disturbed least.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import logging
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from trafilatura import bare_extraction

from adapters.pages.extraction import extract_article
from briefs.errors import ReadoutError
from briefs.model import Page


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


def cpu_s(work: Callable[[Page], None], pages: list[Page]) -> float:
    gc.collect()
    before = time.process_time()
    for page in pages:
        work(page)
    return time.process_time() - before


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    shared = Path(__file__).parent.parent.parent / "shared" / "gold"
    parser.add_argument("gold", nargs="?", type=Path, default=shared)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most", type=float, default=1.3)
    args = parser.parse_args()
    logging.disable(logging.CRITICAL)
    pages = read(args.gold)
    rounds = [(cpu_s(ours, pages), cpu_s(theirs, pages)) for _ in range(args.rounds + 1)][1:]
    mine, peer = (1000 * min(side) / len(pages) for side in zip(*rounds, strict=True))
    print(f"pages                     {len(pages)}")
    print(f"ours, ms a page           {mine:.1f}")
    print(f"trafilatura, ms a page    {peer:.1f}")
    print(f"ratio                     {mine / peer:.2f}")
    if mine > args.most * peer:
        print(f"above the most allowed: {args.most}")
        sys.exit(1)


if __name__ == "__main__":
    main()
