"""Out-of-fold figures: each article is read with weights that were trained without its fold.

    python -m tools.learning.measure [facts_more ...] [--errors N] [--curve] [--keep FOLDER]

Prints a table: all folds together, folds 0 to 3, and the blind fold 4 apart. Misses are
those of folds 0 to 3. `--curve`: precision and recall of what is at least so sure.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from adapters.language.reader import Reader, load_reader
from adapters.terminal.facts_rows import facts_row
from briefs.facts.events.classifiers.event_models import load_events
from briefs.model.articles import Article
from briefs.model.facts import Reading
from tools.learning.event_texts import SENTENCES, load
from tools.learning.gold import (
    BLIND,
    FOLD_NUMBERS,
    FOLDS,
    PICKED,
    SCORER,
    Row,
    file_of,
    key,
    rows,
)
from tools.learning.parsed import Parsed, parsed
from tools.learning.train_events import predict_alone
from tools.learning.train_sides import predict_marked
from tools.learning.train_stories import unseen_rows

SETS = {
    "facts_more": "facts",
    "facts_more_voa": "facts",
    PICKED: "facts",
    "facts_train": "facts",
    "facts_dev": "facts",
    "attribution_dev": "attribution",
    "sides_train": "sides",
    SENTENCES: "sentences",
    "stories_ecbplus_dev": "stories",
    "stories_giveme_dev": "stories",
    "stories_seesaw_dev": "stories",
}

CONFIDENT = ("meetings", "agreements", "reactions")
LEAST = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


class ParsedReader:
    """A Reader that is handed the parse: texts are parsed once for all measurements."""

    def __init__(self, reader: Reader, one: Parsed) -> None:
        self._reader, self._parsed = reader, one

    def read(self, article: Article) -> Reading:
        """Article -> Reading."""
        return self._reader.read_parsed(article, *self._parsed)


def predict_fold(name: str, fold: int) -> list[Row]:
    """A set's articles of one fold -> the rows that `readout facts` would write of them."""
    mine = [row for row in rows(name) if row["fold"] == fold]
    reader = load_reader(weights=FOLDS / str(fold))
    found = zip(mine, parsed(mine), strict=True)
    return [facts_row({**row, "id": key(row)}, ParsedReader(reader, one)) for row, one in found]


def predict(name: str) -> list[Row]:
    """A set -> its rows, each read by weights that have not seen its fold."""
    if name == SENTENCES:
        return predict_sentences()
    if SETS[name] == "sides":
        return predict_marked()
    if SETS[name] == "stories":
        return unseen_rows(name)
    workers = int(os.environ.get("READOUT_WORKERS", "2"))
    with ProcessPoolExecutor(max_workers=workers) as pool:
        parts = pool.map(partial(predict_fold, name), FOLD_NUMBERS)
        return [row for part in parts for row in part]


def predict_sentences() -> list[Row]:
    """Sentences without their articles -> how likely each tells of an event."""
    texts, found = load(SENTENCES), []
    for fold in FOLD_NUMBERS:
        models = load_events((FOLDS / str(fold) / "events.npz").read_bytes())
        found += predict_alone([t for t in texts if t.row["fold"] == fold], models)
    return found


def figures(task: str, gold: Path, predicted: Path, *more: str) -> dict[str, float]:
    """The scorer's figures."""
    out = subprocess.run(
        [sys.executable, str(SCORER), task, str(gold), str(predicted), *more],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    found = (line.split() for line in out.splitlines())
    return {words[0]: float(words[1]) for words in found if len(words) == 2 and _number(words[1])}


def _number(word: str) -> bool:
    return word.replace(".", "", 1).replace("-", "", 1).isdigit()


def table(task: str, gold: Path, predicted: Path) -> str:
    """All folds, folds 0 to 3, the blind one: a line for each figure.

    Stories are one batch, of which no fold can be scored alone.
    """
    if task == "stories":
        return "\n".join(f"{n:24s} {v:8.3f}" for n, v in figures(task, gold, predicted).items())
    parts = [
        figures(task, gold, predicted),
        figures(task, gold, predicted, "--not-fold", str(BLIND)),
        figures(task, gold, predicted, "--fold", str(BLIND)),
    ]
    lines = [f"{'figure':24s} {'all':>8s} {'0 to 3':>8s} {'blind 4':>8s}"]
    lines += [
        f"{name:24s} " + " ".join(f"{p.get(name, float('nan')):8.3f}" for p in parts)
        for name in parts[0]
    ]
    return "\n".join(lines)


def curve(gold: Path, predicted: Sequence[Row], folder: Path) -> str:
    """Facts that are at least so sure -> precision and recall of each kind, all folds."""
    lines = [f"{'at least':10s} " + " ".join(f"{kind + ' p, r':>17s}" for kind in CONFIDENT)]
    for least in LEAST:
        mine = [
            {**row, **{kind: _surer(row, kind, least) for kind in CONFIDENT}} for row in predicted
        ]
        write(path := folder / "surer.jsonl", mine)
        found = figures("facts", gold, path)
        cells = (f"{found[f'{k}_p']:11.3f}, {found[f'{k}_r']:.2f}" for k in CONFIDENT)
        lines.append(f"{least:<10.2f} " + " ".join(f"{cell:>17s}" for cell in cells))
    return "\n".join(lines)


def _surer(row: Row, kind: str, least: float) -> list[Any]:
    return [fact for fact in row[kind] if fact["confidence"] >= least]


def write(path: Path, found: Sequence[dict[str, Any]]) -> None:
    """Rows -> JSON Lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")


def by_own_key(name: str, folder: Path) -> Path:
    """A set -> the file to score it with.

    The scorer takes a row's `doc_id` for its key, which many rows of sides_train share. Of
    facts_picked there are spans alone, which are joined to their texts.
    """
    if name == PICKED:
        write(path := folder / f"{name}_gold.jsonl", rows(name))
        return path
    if SETS[name] != "sides":
        return file_of(name)
    write(path := folder / f"{name}_gold.jsonl", [{**r, "doc_id": r["id"]} for r in rows(name)])
    return path


def main() -> None:
    """Measure the named sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=["facts_more"], metavar="SET")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--keep", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for name in args.sets or ["facts_more"]:
            predicted, gold = folder / f"{name}.jsonl", by_own_key(name, folder)
            write(predicted, found := predict(name))
            if (
                name == SENTENCES
            ):  # the scorer would take `doc_id`, which several share, for the key
                gold = folder / "sentences_gold.jsonl"
                write(gold, [{k: v for k, v in r.items() if k != "doc_id"} for r in rows(name)])
            print(f"== {name}, out of fold")
            print(table(SETS[name], gold, predicted), flush=True)
            if args.curve and SETS[name] == "facts":
                print(curve(gold, found, folder), flush=True)
            if args.errors:
                command = [sys.executable, str(SCORER), SETS[name], str(gold)]
                more = ["--not-fold", str(BLIND), "--errors", str(args.errors)]
                subprocess.run([*command, str(predicted), *more], check=True)


if __name__ == "__main__":
    main()
