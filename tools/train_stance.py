"""Learns the weights of briefs/facts/stance.py: `python -m tools.train_stance GOLD.jsonl ...`.

GOLD holds articles with their reactions as ../shared/gold/GUIDE.md describes. Every statement
that the reader finds and the gold has is an example: its signs and the annotated side.
Softmax regression over three classes with a ridge penalty, solved by Newton steps, so that
the result is the same on every run. Prints the weights, rounded, and how many of the statements
with the right speaker are judged rightly when each article is left out in turn.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from adapters.language.reader import load_reader, packaged_scorer
from briefs.facts import stance
from briefs.facts.claims import Said, find_said
from briefs.facts.people import register
from briefs.facts.quotes import find_quotes
from briefs.facts.sheet import Sheet, make_sheet

PENALTY = 1.0
STEPS = 30
SIDES = ("for", "against", "neutral")

Array = NDArray[np.float64]
Weights = dict[str, tuple[float, float]]


@dataclass(frozen=True)
class Example:
    """A statement of the reader's that the gold has: its signs and the annotated side."""

    article: str
    sheet: Sheet
    said: Said
    signs: dict[str, float]
    side: str
    right: bool  # whether the speaker is the gold's


def examples(path: Path) -> list[Example]:
    """Gold file -> its examples."""
    reader, scorer, found = load_reader(), packaged_scorer(), []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        blocks, docs = reader.parse(row["text"], row.get("title") or "")
        sheet = make_sheet(row["text"], blocks, docs, find_quotes(row["text"], blocks))
        registry = register(docs, [b.start for b in blocks], row.get("title") or "")
        said = find_said(sheet, registry, scorer)
        found += matched(row, sheet, said)
    return found


def matched(row: dict[str, Any], sheet: Sheet, said: Sequence[Said]) -> list[Example]:
    """An article's statements beside its gold, matched as the scorer matches them."""
    from_gold = Path(__file__).parents[2] / "shared" / "gold"
    if str(from_gold) not in sys.path:
        sys.path.insert(0, str(from_gold))
    from score import letters, match, same_name, span_of  # the scorer's own rules

    text = row["text"]
    wanted = [letters(text, [span_of(text, r["words"])]) for r in row["reactions"]]
    got = [
        letters(text, [(s.start, s.end) for s in map(sheet.span, one.statement.parts)])
        for one in said
    ]

    def near(i: int, j: int) -> float:
        both, either = len(wanted[i] & got[j]), len(wanted[i] | got[j])
        good = both and both >= 0.6 * len(wanted[i]) and both >= 0.25 * either
        return both / either if good else 0.0

    pairs = match(list(range(len(wanted))), list(range(len(got))), near)
    return [
        Example(
            row["id"], sheet, said[j],
            stance.measure(sheet, said[j].cue, said[j].statement.parts)[0],
            row["reactions"][i]["stance"],
            same_name(row["reactions"][i]["speaker"], said[j].speaker.name),
        )
        for i, j in sorted(pairs.items())
    ]  # fmt: skip


def fit(given: Sequence[Example]) -> tuple[Weights, tuple[float, float]]:
    """Examples -> (a pair of weights for each sign, the pair of biases), neutral's being 0."""
    names = sorted({name for e in given for name in e.signs})
    x = np.array([[*(e.signs.get(name, 0.0) for name in names), 1.0] for e in given])
    y = np.array([[float(e.side == side) for side in SIDES] for e in given])
    w = np.zeros((x.shape[1], len(SIDES)))
    ridge = np.tile(np.append(np.full(len(names), PENALTY), 1e-6), (len(SIDES), 1)).ravel()
    for _ in range(STEPS):
        z = x @ w
        p = np.exp(z - z.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        slope = (x.T @ (p - y)).T.ravel() + ridge * w.T.ravel()
        w -= np.linalg.solve(_curve(x, p) + np.diag(ridge), slope).reshape(len(SIDES), -1).T
    pairs = w[:, :2] - w[:, 2:]
    weights = {name: (float(a), float(b)) for name, (a, b) in zip(names, pairs, strict=False)}
    return weights, (float(pairs[-1, 0]), float(pairs[-1, 1]))


def _curve(x: Array, p: Array) -> Array:
    """The second derivative of the loss, class by class."""
    rows = []
    for a in range(len(SIDES)):
        blocks = []
        for b in range(len(SIDES)):
            much = p[:, a] * ((a == b) - p[:, b])
            blocks.append((x * much[:, None]).T @ x)
        rows.append(np.hstack(blocks))
    return np.asarray(np.vstack(rows))


def judged(weights: Weights, bias: tuple[float, float], given: Iterable[Example]) -> int:
    """How many examples with the right speaker the rule gets right with these weights."""
    stance.WEIGHTS, stance.BIAS = weights, bias
    hits = 0
    for e in given:
        side, _ = stance.judge(e.sheet, e.said.cue, e.said.statement.parts)
        hits += e.right and side.value == e.side
    return hits


def main() -> None:
    """Print weights and figures for the files named on the command line."""
    sets = [examples(Path(path)) for path in sys.argv[1:]]
    given = [e for one in sets for e in one]
    weights, bias = fit(given)
    print("BIAS =", tuple(round(b, 2) for b in bias))
    for name, (a, b) in sorted(weights.items()):
        print(f'    "{name}": ({a:.2f}, {b:.2f}),')
    for path, one in zip(sys.argv[1:], sets, strict=True):
        total, left_out = sum(e.right for e in one), 0
        for article in sorted({e.article for e in one}):
            rest = fit([e for e in given if e.article != article])
            left_out += judged(*rest, [e for e in one if e.article == article])
        inside = judged(weights, bias, one)
        print(
            f"{path}: left out {left_out}, fitted on {inside}, of {total}"
            f" ({left_out / total:.3f}, {inside / total:.3f})"
        )


if __name__ == "__main__":
    main()
