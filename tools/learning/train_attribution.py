"""Annotated articles -> briefs/facts/weights/attribution.{json,npz}: what the scorer knows.

    python -m tools.learning.train_attribution

Gold is attribution_train: {doc_id, title, text, attributions: [{source, cue, content}]} with
spans as [start, end) (PolNeAR, Newell et al. 2018). Only numbers and single words are written,
no text. The word tables that train the forests are made from other articles than those they
describe (folds), so that the
forests learn how far a word is to be trusted. Same input, same version, same bytes.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from briefs.facts.attribution.claim_spans.claims import CUE_FLOOR
from briefs.facts.attribution.claim_spans.content_spans import Content, find_contents
from briefs.facts.attribution.claim_spans.cues import Cue, describe_cue, find_cues
from briefs.facts.attribution.claim_spans.features import (
    describe_content,
    rivals_of,
    token_evidence,
)
from briefs.facts.attribution.claim_spans.source_spans import (
    describe_source,
    find_sources,
    source_range,
)
from briefs.facts.document.token_table import Range, TokenTable
from briefs.facts.lexicon.stemming import stem
from tools.learning.fitting import forest_arrays, save
from tools.learning.gold import FOLD_NUMBERS, Row, folder, rows, scoring_rules
from tools.learning.parsed import parsed, table_of

PARTS = 5
"""Word tables that train the forests come from other articles than those they describe."""
COMMON = {
    "objective": "binary", "learning_rate": 0.08, "feature_fraction": 0.5, "lambda_l2": 5,
    "bagging_fraction": 0.8, "bagging_freq": 1, "max_depth": 7, "verbose": -1, "num_threads": 1,
    "deterministic": True, "force_row_wise": True, "seed": 3,
}  # fmt: skip
CUES = {**COMMON, "num_leaves": 24, "min_data_in_leaf": 40}
CONTENTS = {**COMMON, "num_leaves": 31, "min_data_in_leaf": 30}
SOURCES = {**COMMON, "num_leaves": 15, "min_data_in_leaf": 30, "feature_fraction": 0.6}
ROUNDS = {"cues": 120, "contents": 160, "sources": 150}
# What somebody merely believes or does counts less than what they say: measured, it buys
# precision in speech and in the briefing gold, and costs what the product does not show.
BELIEF_WEIGHT = 0.3
Table = dict[str, tuple[float, float, float]]


@dataclass
class Example:
    """An article with its candidates and, for each, whether the gold agrees."""

    tokens: TokenTable
    cues: list[Cue]
    contents: list[list[Content]]
    is_cue: list[int]  # 0 no, 1 a belief or the like, 2 speech
    is_content: list[list[int]]
    sources: list[tuple[Cue, Content, Sequence[list[int]]]]
    table: Table = field(default_factory=dict)
    rows: list[tuple[float, ...]] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)


def letters(tokens: TokenTable, parts: Iterable[Range]) -> Counter[int]:
    """Token ranges -> letters and digits of each token."""
    return Counter(
        {
            i: sum(c.isalnum() for c in tokens.lower[i])
            for a, b in parts
            for i in range(a, b)
            if tokens.is_word(i)
        }
    )


def tokens_within(tokens: TokenTable, spans: Iterable[Sequence[int]]) -> list[int]:
    """Character spans -> the tokens that they touch."""
    ends = np.array(tokens.end)
    found: list[int] = []
    for start, end in spans:
        i = int(np.searchsorted(ends, start, side="right"))
        while i < len(tokens) and tokens.start[i] < end:
            found.append(i)
            i += 1
    return found


def overlap(one: Counter[int], other: Counter[int]) -> float:
    """Shared letters of all letters (intersection over union)."""
    both = sum((one & other).values())
    return both / max(1, sum((one | other).values()))


def is_speech(text: str, row: dict[str, Any]) -> bool:
    """PolNeAR's speech: quote marks in the content, or a cue that reports."""
    return "speech" in scoring_rules().kinds(text, row)


def from_attributions(row: dict[str, Any], tokens: TokenTable) -> Example:
    """A PolNeAR article -> Example."""
    cues = find_cues(tokens)
    contents = [find_contents(tokens, cue) for cue in cues]
    at = {cue.at for cue in cues}
    owner: dict[int, int] = {}
    gold = []
    for number, a in enumerate(row["attributions"]):
        marked = set(tokens_within(tokens, a["cue"]))
        for i in marked:
            owner.setdefault(i, number)
        wanted = Counter(
            {
                i: sum(c.isalnum() for c in tokens.lower[i])
                for i in tokens_within(tokens, a["content"])
                if tokens.is_word(i)
            }
        )
        gold.append((wanted, is_speech(row["text"], a), not marked & at, a["source"]))
    is_cue: list[int] = []
    is_content: list[list[int]] = []
    best: dict[int, tuple[float, Cue, Content]] = {}
    for cue, options in zip(cues, contents, strict=True):
        mine = owner.get(cue.at)
        is_cue.append(0 if mine is None else 1 + gold[mine][1])
        verdicts = []
        for option in options:
            own = letters(tokens, option.parts)
            found = 0
            for number, (wanted, speech, cueless, _) in enumerate(gold):
                if (number == mine or cueless) and own.keys() & wanted.keys():
                    share = overlap(own, wanted)
                    if share >= 0.5:
                        found = max(found, 1 + speech)
                        if number == mine and share > best.get(number, (0.0,))[0]:
                            best[number] = (share, cue, option)
            verdicts.append(found)
        is_content.append(verdicts)
    sources = [(cue, option, gold[n][3]) for n, (_, cue, option) in sorted(best.items())]
    return Example(tokens, cues, contents, is_cue, is_content, sources)


# ------------------------------------------------------------------------------- tables


def log_odds(hits: float, seen: float, prior: float, strength: float) -> float:
    """Smoothed log-odds, rounded so that the table stays small."""
    p = (hits + strength * prior) / (seen + strength)
    return round(math.log(p / (1 - p)), 2)


def make_table(examples: Iterable[Example]) -> Table:
    """Examples -> log-odds of speech and of any attribution, and how often the key was seen."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])

    def count(key: str, verdict: int) -> None:
        entry = counts[key]
        entry[0] += 1
        entry[1] += verdict == 2
        entry[2] += verdict > 0

    for e in examples:
        rows = zip(e.cues, e.is_cue, e.contents, e.is_content, strict=True)
        for cue, verdict, contents, verdicts in rows:
            count(cue.key, verdict)
            count("", verdict)
            if cue.subject is not None:
                count(f"S:{stem(e.tokens.lower[cue.subject])}", verdict)
            for content, v in zip(contents, verdicts, strict=True):
                count(f"|{content.kind}", v)
                count(f"{cue.key}|{content.kind}", v)
    all_seen, all_speech, all_any = counts.pop("")
    table: Table = {}
    for key, (seen, speech, anything) in counts.items():
        if "|" not in key:
            priors, strength, least = (all_speech / all_seen, all_any / all_seen), 3.0, 2
        elif key.startswith("|"):
            priors, strength, least = (0.05, 0.08), 3.0, 1
        else:
            n, s, a = counts[key[key.index("|") :]]
            priors, strength, least = ((s + 0.5) / (n + 10), (a + 0.5) / (n + 10)), 4.0, 4
        if seen >= least:
            odds = (
                log_odds(speech, seen, priors[0], strength),
                log_odds(anything, seen, priors[1], strength),
            )
            table[key] = (*odds, round(math.log(seen), 2))
    return table


# ------------------------------------------------------------------------------ forests


def fit(
    rows: list[Any], truth: list[float], weights: list[float], settings: dict[str, Any], rounds: int
) -> lightgbm.Booster:
    """Feature rows and truth -> trees."""
    data = lightgbm.Dataset(np.array(rows), np.array(truth), weight=np.array(weights))
    return lightgbm.train(settings, data, rounds)


def fit_cues(examples: Sequence[Example]) -> lightgbm.Booster:
    """Is this word a cue?"""
    rows = [row for e in examples for row in e.rows]
    truth = [float(v > 0) for e in examples for v in e.is_cue]
    return fit(rows, truth, [1.0] * len(rows), CUES, ROUNDS["cues"])


def content_rows(e: Example) -> tuple[list[tuple[int, int]], list[tuple[float, ...]]]:
    """The candidates that are weighed at run time, and their features."""
    at, rows = [], []
    by_token = {cue.at: score for cue, score in zip(e.cues, e.scores, strict=True)}
    evidence = token_evidence(e.tokens, by_token, e.table)
    for number, (cue, options) in enumerate(zip(e.cues, e.contents, strict=True)):
        if e.scores[number] < CUE_FLOOR:
            continue
        rivals = rivals_of(e.tokens, cue, options, evidence)
        for j, option in enumerate(options):
            described = describe_content(e.tokens, cue, option, rivals, evidence, e.table)
            at.append((number, j))
            rows.append((*e.rows[number], e.scores[number], *described))
    return at, rows


def fit_contents(examples: Sequence[Example]) -> lightgbm.Booster:
    """Is this what the cue reports?"""
    rows, truth, weights = [], [], []
    for e in examples:
        at, found = content_rows(e)
        rows += found
        verdicts = [e.is_content[i][j] for i, j in at]
        truth += [float(v > 0) for v in verdicts]
        weights += [BELIEF_WEIGHT if v == 1 else 1.0 for v in verdicts]
    return fit(rows, truth, weights, CONTENTS, ROUNDS["contents"])


def fit_sources(examples: Sequence[Example]) -> lightgbm.Booster:
    """Is this who says it?"""
    rows, truth = [], []
    for e in examples:
        for cue, content, spans in e.sources:
            wanted = set(tokens_within(e.tokens, spans))
            for option in find_sources(e.tokens, cue):
                rows.append(describe_source(e.tokens, cue, option, content.parts, e.table))
                truth.append(float(is_right(e.tokens, option.head, wanted)))
    return fit(rows, truth, [1.0] * len(rows), SOURCES, ROUNDS["sources"])


def is_right(tokens: TokenTable, head: int | None, wanted: set[int]) -> bool:
    """Whether a head's words are the gold's source, or nobody where the gold has none."""
    if head is None or not wanted:
        return head is None and not wanted
    a, b = source_range(tokens, head)
    own = set(range(a, b))
    return bool(own & wanted) and b - a <= 2 * len(wanted) + 2


def train(examples: list[Example], folds: int) -> tuple[Table, dict[str, np.ndarray]]:
    """Examples -> the table of all, and forests that were fitted on tables of others."""
    parts = [examples[k::folds] for k in range(folds)]
    for k, part in enumerate(parts):
        table = make_table(e for j, other in enumerate(parts) if j != k for e in other)
        for e in part:
            e.table = table
            e.rows = [describe_cue(e.tokens, cue, table) for cue in e.cues]
    for k, part in enumerate(parts):
        model = fit_cues([e for j, other in enumerate(parts) if j != k for e in other])
        for e in part:
            raw = model.predict(np.array(e.rows), raw_score=True) if e.rows else ()
            e.scores = np.asarray(raw).tolist()
    arrays = {
        **forest_arrays(fit_cues(examples), "cues"),
        **forest_arrays(fit_contents(examples), "contents"),
        **forest_arrays(fit_sources(examples), "sources"),
    }
    return make_table(examples), arrays


def save_weights(folder: Path, table: Table, arrays: dict[str, np.ndarray]) -> None:
    """Write both files."""
    save(folder / "attribution.npz", arrays)
    words = json.dumps(dict(sorted(table.items())), separators=(",", ":"), ensure_ascii=True)
    (folder / "attribution.json").write_text(words + "\n", encoding="ascii")


# ------------------------------------------------------------------------------ reading


def load(found: Sequence[Row]) -> list[Example]:
    """Rows of gold -> Examples, in the same order."""
    return [
        from_attributions(row, table_of(row, one))
        for row, one in zip(found, parsed(found), strict=True)
    ]


def main() -> None:
    """Train on all folds, and without each in turn; write both."""
    examples = load(gold := rows("attribution_train"))
    for fold in (None, *FOLD_NUMBERS):
        mine = [
            e for row, e in zip(gold, examples, strict=True) if fold is None or row["fold"] != fold
        ]
        save_weights(folder(fold), *train(mine, PARTS))


if __name__ == "__main__":
    main()
