"""CPU of a briefing of a saved page beside its peer: trafilatura + the bare spaCy pipeline.

Both read the same pages in the same process, in turn, so that load on the machine meets
both alike. No page is read twice, since both keep what they know of words they have met; they
warm up on other pages. Usage: python -m bench.briefing [--pages N]
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import spacy
import trafilatura

from adapters.language.installed_model import PINNED
from adapters.language.reader import load_reader
from adapters.pages.extraction import extract_article
from briefs.briefing.compose_briefing import brief
from briefs.errors import ReadoutError
from briefs.model.articles import Page

SHARED = Path(os.environ.get("READOUT_SHARED", Path(__file__).parents[2] / "shared"))
TEMPLATE = Path(__file__).parents[1] / "tests" / "corpus" / "news_page.html"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


WARM_UP = 20
"""Pages, or a third of what there is: both sides keep what they know of words they have met."""


def saved_pages(limit: int) -> tuple[dict[str, bytes], list[bytes]]:
    """The sample article in a news page with the gold's first pages; its last ones to warm up."""
    gold = SHARED / "gold"
    rows = [json.loads(line) for line in (gold / "pages_dev.jsonl").open(encoding="utf-8")]
    sample = (SHARED / "articles" / "pyongyang.txt").read_text(encoding="utf-8")
    body = "".join(f"<p>{line}</p>" for line in sample.splitlines())
    pages = {"sample": TEMPLATE.read_text(encoding="utf-8").replace("{{ body }}", body).encode()}
    warm_up = min(WARM_UP, len(rows) // 3)
    limit = min(limit, len(rows) - warm_up)
    bodies = [
        gzip.decompress((gold / row["path"]).read_bytes())
        for row in (*rows[:limit], *rows[len(rows) - warm_up :])
    ]
    pages |= {row["id"]: body for row, body in zip(rows[:limit], bodies, strict=False)}
    return pages, bodies[limit:]


def cpu_s(work: Callable[[bytes], object], body: bytes) -> float:
    """CPU seconds of one call in this process."""
    start = time.process_time()
    work(body)
    return time.process_time() - start


def main() -> None:
    """Print both, page by page where it matters, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=80)
    args = parser.parse_args()
    reader, bare = load_reader(), spacy.load(PINNED)

    def ours(body: bytes) -> None:
        page = Page("", "https://news.example.org/story", 200, "text/html", body, NOW)
        try:
            article = extract_article(page)
            brief(article, reader.read(article))
        except ReadoutError:
            pass

    def peer(body: bytes) -> None:
        read = trafilatura.bare_extraction(body, with_metadata=True, include_comments=False)
        text = None if read is None or isinstance(read, dict) else read.text
        if text:
            bare(text)

    pages, others = saved_pages(args.pages)
    for body in others:  # caches and lazy imports are start-up, not counted
        ours(body)
        peer(body)
    spent: dict[str, tuple[float, float]] = {}
    for number, (name, body) in enumerate(pages.items()):
        if number % 2:
            spent[name] = (cpu_s(ours, body), cpu_s(peer, body))
        else:
            its = cpu_s(peer, body)
            spent[name] = (cpu_s(ours, body), its)
    for label, names in (
        ("sample page", ["sample"]),
        (f"{len(pages) - 1} gold pages", list(pages)[1:]),
    ):
        a, b = (sum(spent[n][i] for n in names) for i in (0, 1))
        ours_ms, peers_ms = a * 1000 / len(names), b * 1000 / len(names)
        print(f"{label}: brief {ours_ms:.0f} ms of CPU a page, ", end="")
        print(f"trafilatura + bare spaCy {peers_ms:.0f} ms, ratio {a / b:.2f}")
    ratios = sorted(spent[n][0] / spent[n][1] for n in list(pages)[1:] if spent[n][1] > 0)
    print(f"ratio by page: median {statistics.median(ratios):.2f}, worst {ratios[-1]:.2f}")


if __name__ == "__main__":
    main()
