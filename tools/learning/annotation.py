"""Annotation without the words that it annotates: spans and labels, joined to texts that one has.

    python -m tools.learning.annotation strip                  # ../shared/gold -> quality/gold
    python -m tools.learning.annotation join TEXTS > GOLD       # quality/gold and texts -> gold

A string of a row that stands in its text becomes `{"at": [start, end]}`, characters of the text;
what does not stand there (a resolved name, a label) stays. A row is found by the SHA-256 of its
text in UTF-8. TEXTS is JSON Lines with `text`, and `title` where there is one. The Voice of
America's articles are in the public domain (17 U.S.C. 105) and are shipped with their words.
Fold 4, which is blind, is not shipped.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tools.learning.gold import BLIND, ROOT, Row, key, rows

FOLDER = ROOT / "quality" / "gold"
STRIPPED = ("facts_more", "facts_train", "facts_dev", "sentences_events")
"""Our own annotation; that of attribution_* is its authors'."""
PUBLIC = ("facts_more", "sentences_events")
LONGEST = 120
"""Characters of a string that may stay: names and roles are shorter, sentences are not."""
LABELS = frozenset({"id", "doc_id", "article", "fold", "date", "set", "type", "status", "stance"})
WORDED = frozenset({"text", "title"})


def sha256(text: str) -> str:
    """A text -> the name of its row."""
    return hashlib.sha256(text.encode()).hexdigest()


def strip(row: Row) -> Row:
    """A row with its text -> the same without words, under the text's SHA-256.

    Raises: ValueError where a sentence does not stand in the text.
    """
    stripped = {k: v for k, v in row.items() if k not in WORDED}
    return {"sha256": sha256(row["text"]), **_labelled(stripped, row["text"])}


def _labelled(value: Row, text: str) -> Row:
    return {k: v if k in LABELS else _spans(v, text) for k, v in value.items()}


def _spans(value: Any, text: str) -> Any:
    if isinstance(value, dict):
        return _labelled(value, text)
    if isinstance(value, list):
        return [_spans(v, text) for v in value]
    if not isinstance(value, str):
        return value
    at = text.find(value)
    if at >= 0 and value:
        return {"at": [at, at + len(value)]}
    if len(value) > LONGEST:
        raise ValueError(f"not in its text, and too long to be a name: {len(value)} characters")
    return value


def join(stripped: Row, given: Row) -> Row:
    """A stripped row, and the row of its text (`text`, `title`) -> the annotated row."""
    text = given["text"]
    body = {k: _words(v, text) for k, v in stripped.items() if k != "sha256"}
    return {**body, **{k: given[k] for k in ("title", "text") if k in given}}


def _words(value: Any, text: str) -> Any:
    if isinstance(value, dict):
        if value.keys() == {"at"}:
            start, end = value["at"]
            return text[start:end]
        return {k: _words(v, text) for k, v in value.items()}
    if isinstance(value, list):
        return [_words(v, text) for v in value]
    return value


def joined(stripped: Iterable[Row], given: Iterable[Row]) -> Iterator[Row]:
    """Stripped rows and rows with texts -> the annotated rows of the texts that are there."""
    of = {row["sha256"]: row for row in stripped}
    for row in given:
        one = of.get(sha256(row["text"]))
        if one is not None:
            yield join(one, row)


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


def read(path: Path) -> list[Row]:
    """A file of JSON Lines -> its rows."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


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
