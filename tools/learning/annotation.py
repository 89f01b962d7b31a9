"""Annotation without the words that it annotates: spans and labels, joined to texts that one has.

    python -m tools.learning.annotation strip                  # ../shared/gold -> quality/gold
    python -m tools.learning.annotation join TEXTS > GOLD       # quality/gold and texts -> gold

How words become spans: spans.py. TEXTS is JSON Lines with `text`, and `title` where there is one.
The Voice of America's articles are in the public domain (17 U.S.C. 105) and are shipped with their
words. Fold 4, which is blind, is not shipped.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from tools.learning.gold import BLIND, PUBLIC_GOLD, Row, key, read, rows
from tools.learning.spans import joined, strip

FOLDER = PUBLIC_GOLD
STRIPPED = ("facts_more", "facts_train", "facts_dev", "sentences_events")
"""Our own annotation; that of attribution_* is its authors'."""
PUBLIC = ("facts_more", "sentences_events")


def is_public(row: Row) -> bool:
    """Whether a row's words are the Voice of America's."""
    return "VOA_EN_NW" in key(row)


def write(path: Path, found: Iterable[Row]) -> int:
    """Rows -> a file of JSON Lines; how many."""
    lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in found]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(lines)


def strip_all() -> None:
    """Write quality/gold anew from the shared gold."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in STRIPPED:
        seen = [row for row in rows(name) if row["fold"] != BLIND]
        public = [row for row in seen if name in PUBLIC and is_public(row)]
        if public:
            print(f"{name}_voa: {write(FOLDER / f'{name}_voa.jsonl', public)} with their words")
        others = [strip(row) for row in seen if row not in public]
        print(f"{name}: {write(FOLDER / f'{name}_spans.jsonl', others)} without")


def main() -> None:
    """Strip the shared gold, or join what is shipped to texts."""
    parser = argparse.ArgumentParser(description=__doc__)
    orders = parser.add_subparsers(dest="order", required=True)
    orders.add_parser("strip")
    orders.add_parser("join").add_argument("texts", type=Path)
    args = parser.parse_args()
    if args.order == "strip":
        strip_all()
        return
    given = read(args.texts)
    for path in sorted(FOLDER.glob("*_spans.jsonl")):
        for row in joined(read(path), given):
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
