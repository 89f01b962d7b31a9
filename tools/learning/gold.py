"""Annotated articles and sentences, and which fold each belongs to; the scorer.

Most of it lies in ../shared/gold, as its texts are publishers'. What may be shipped lies in
quality/gold (see annotation.py), the scorer too.

Every row has `article` (one key for a text, in all files) and `fold` (0 to 4, one for an
article). What is measured on fold k was trained without it; fold 4 is blind: its figures are
told, its texts and misses are never read.
"""

from __future__ import annotations

import importlib.util
import json
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from tools.learning import spans

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("READOUT_SHARED", ROOT.parent / "shared"))
GOLD = SHARED / "gold"
PUBLIC_GOLD = ROOT / "quality" / "gold"
SCORER = PUBLIC_GOLD / "score.py"
SHIPPED = ROOT / "briefs" / "facts" / "weights"
FOLDS = ROOT / "quality" / "folds"
FOLD_NUMBERS = range(5)
BLIND = 4

Row = spans.Row

EXTRA = "facts_extra"
"""Articles that are trained on and never measured: annotated as facts_more is, none of fold 4."""
PICKED = "facts_picked"
"""Articles in which events were expected, with their events and no statements: measured only."""
EXTRA_TEXTS = (
    "stories_seesaw_dev",
    "stories_giveme_dev",
    "stories_ecbplus_dev",
    "articles_voa_dev",
    "attribution_train",
)
"""Where the texts of both are: their annotation (quality/gold/*_spans.jsonl) has no words."""


def file_of(name: str) -> Path:
    """A gold file's name without its ending -> the file: the repository's own, or the shared."""
    own = PUBLIC_GOLD / f"{name}.jsonl"
    return own if own.is_file() else GOLD / own.name


@cache
def scoring_rules() -> Any:
    """The scorer as a module: its definitions of a right name, event and statement are used."""
    found = importlib.util.spec_from_file_location("score", SCORER)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def read(path: Path) -> list[Row]:
    """A file of JSON Lines -> its rows."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def rows(name: str) -> list[Row]:
    """A gold file's name without its ending -> its rows."""
    if name in {EXTRA, PICKED}:
        titles = {
            row["text"]: row.get("title") or ""
            for texts in EXTRA_TEXTS
            for row in read(file_of(texts))
        }
        given = ({"title": title, "text": text} for text, title in titles.items())
        return list(spans.joined(read(PUBLIC_GOLD / f"{name}_spans.jsonl"), given))
    return read(file_of(name))


def without(found: Iterable[Row], fold: int | None) -> list[Row]:
    """The rows that may be trained on when `fold` is measured; all of them for None."""
    return [row for row in found if fold is None or row.get("fold") != fold]


def key(row: Row) -> str:
    """A row's own name."""
    return str(row.get("doc_id") or row.get("id"))


def folder(fold: int | None) -> Path:
    """Where weights go that were trained without `fold`; None: on everything, to be shipped."""
    return SHIPPED if fold is None else FOLDS / str(fold)
