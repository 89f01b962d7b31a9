"""Candidate statements -> how likely each is right, and whether it is old.

The scorer (scorer.py) judges cue and content alone; this model adds the speaker. Statements that
are likely wrong are left out. `python -m
tools.learning.train_statements` trains the models (docs/decisions/0152).
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import numpy as np

from briefs.facts.attribution.claim_spans.content_spans import KINDS
from briefs.facts.attribution.claim_spans.cues import DEP_CODE, TAG_CODE, Cue
from briefs.facts.attribution.claim_spans.stance_acts import is_stance_act
from briefs.facts.attribution.speakers.speaker_model import Answer
from briefs.facts.document.token_table import Range, TokenTable
from briefs.facts.learned.calibration import Calibration, load_calibration
from briefs.facts.learned.forest import Forest, load_forest

_KIND = {name: float(i) for i, name in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class ScoredStatement:
    """What the model sees of a statement: its claim's cue and scores, content and speaker."""

    cue: Cue
    kind: str
    score: float
    cue_score: float
    parts: tuple[Range, ...]
    answer: Answer
    open: float
    follows: bool


@dataclass(frozen=True, slots=True)
class StatementModel:
    """`trees` and `sure`: how likely all of it is right; statements below `least` are left out.

    `occasions`: score of an earlier occasion; a statement is old from the score `old` on.
    """

    trees: Forest
    sure: Calibration
    least: float
    occasions: Forest
    old: float


def load_statements(data: bytes) -> StatementModel:
    """The bytes of statements.npz -> StatementModel."""
    with np.load(BytesIO(data), allow_pickle=False) as file:
        return StatementModel(
            load_forest(file, "right"),
            load_calibration(file, "sure"),
            float(file["least"]),
            load_forest(file, "old"),
            float(file["old_least"]),
        )


def describe_statement(tokens: TokenTable, one: ScoredStatement) -> tuple[float, ...]:
    """A statement -> its features, as numbers."""
    a, b = one.parts[0][0], one.parts[-1][1]
    at = one.cue.at
    size = sum(y - x for x, y in one.parts)
    quoted = sum(tokens.quote[i] >= 0 for x, y in one.parts for i in range(x, y))
    s0, s1 = tokens.sents[tokens.sent[at]]
    return (
        one.score,
        one.cue_score,
        _KIND.get(one.kind, -1.0),
        float(size),
        float(len(one.parts)),
        quoted / max(1, size),
        1.0 * (a < at),
        float(max(-40, min(40, a - at))),
        TAG_CODE.get(tokens.tag[at], 0.0),
        DEP_CODE.get(tokens.dep[at], 0.0),
        float(one.cue.how),
        1.0 * one.follows,
        1.0 * is_stance_act(tokens, one.cue, one.kind),
        size / (s1 - s0),
        float(min(40, tokens.block[at])),
        tokens.block[at] / max(1, len(tokens.blocks)),
        1.0 * (tokens.quote[b - 1] >= 0),
        TAG_CODE.get(tokens.tag[a], 0.0),
        DEP_CODE.get(tokens.dep[a], 0.0),
        one.answer.confidence,
        one.open,
        *one.answer.features,
    )
