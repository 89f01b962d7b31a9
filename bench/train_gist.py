"""Learns the weights of briefs/gist.py: `python -m bench.train_gist GOLD.jsonl [MORE.jsonl]`.

GOLD holds articles with their gist as ../shared/gold/GUIDE.md describes. Every sentence is
an example, the annotated ones are the positives; logistic regression with a ridge penalty,
solved by damped Newton steps, so that the result is the same on every run. Prints the
weights, and how many annotated sentences are among the best two when each article is left
out in turn, beside the first two sentences'.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from adapters.language.reader import load_reader
from briefs.gist import REPEATS, Candidate, alike, candidates_of, features
from briefs.model import Article

PENALTY = 60.0
STEPS, STEP = 60, 0.3
LEAST_SPREAD = 0.05

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """An article's sentences, their features, and which of the gold sentences each is."""

    candidates: list[Candidate]
    rows: Array
    gold: NDArray[np.bool_]


def examples(path: Path) -> list[Example]:
    """Gold file -> examples."""
    reader = load_reader()
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        reading = reader.read(Article("", row["title"], text))
        candidates = candidates_of(text, reading.paragraphs)
        wanted = [_letters(text, text.find(w), text.find(w) + len(w)) for w in row["gist"]]
        gold = [
            [_same(_letters(text, c.span.start, c.span.end), w) for w in wanted] for c in candidates
        ]
        rows = np.array(features(candidates, row["title"]), float)
        found.append(Example(candidates, rows, np.array(gold, bool)))
    return found


def _letters(text: str, start: int, end: int) -> set[int]:
    return {i for i in range(start, end) if text[i].isalnum()}


def _same(one: set[int], two: set[int]) -> bool:
    return len(one & two) >= 0.5 * len(one | two)


def fit(given: list[Example]) -> Array:
    """Examples -> a weight for each feature, per unit of the feature."""
    rows = np.vstack([e.rows for e in given])
    positive = np.concatenate([e.gold.any(1) for e in given]).astype(float)
    spread = np.maximum(rows.std(0), LEAST_SPREAD)
    scaled = np.hstack([(rows - rows.mean(0)) / spread, np.ones((len(rows), 1))])
    weights = np.append(np.zeros(rows.shape[1]), -3.0)
    penalty = np.append(np.full(rows.shape[1], PENALTY), 1e-6)
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-(scaled @ weights)))
        slope = scaled.T @ (likely - positive) + penalty * weights * (penalty > 1)
        curve = (scaled * (likely * (1 - likely) + 1e-9)[:, None]).T @ scaled + np.diag(penalty)
        weights -= STEP * np.linalg.solve(curve, slope)
    return np.asarray(weights[:-1] / spread)


def best_two(weights: Array, given: Example) -> list[int]:
    """The places of the two sentences that `choose_gist` would choose."""
    scores = given.rows @ weights
    first = int(scores.argmax())
    costs = [
        np.inf if n == first else REPEATS * alike(c.stems, given.candidates[first].stems)
        for n, c in enumerate(given.candidates)
    ]
    return [first, int((scores - np.array(costs)).argmax())]


def hits(given: Example, places: list[int]) -> int:
    """How many gold sentences are among those at these places."""
    return int(given.gold[[p for p in places if p < len(given.gold)]].any(0).sum())


def main() -> None:
    """Print weights and figures for the files named on the command line."""
    given = [example for path in sys.argv[1:] for example in examples(Path(path))]
    print("weights", [round(float(w), 3) for w in fit(given)])
    left_out = sum(hits(e, best_two(fit([o for o in given if o is not e]), e)) for e in given)
    total = sum(e.gold.shape[1] for e in given)
    print(f"lead {sum(hits(e, [0, 1]) for e in given)}, left out {left_out}, of {total}")


if __name__ == "__main__":
    main()
