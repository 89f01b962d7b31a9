"""Features -> how likely a candidate is: trees over numbers, and the tables of words.

The weights were trained on annotated articles (tools/learning; decision 0023): for each word how
often it was a cue, and a forest of boosted decision trees for each question. All arithmetic is on
float64 in a fixed order, so the same features always give the same score.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

import numpy as np

from briefs.facts.learned.forest import Forest, load_forest

Table = Mapping[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Scorer:
    """The word tables, and a forest for each question.

    `cues`: does this word report? `contents`: does it report this? `sources`: do they say it?
    """

    table: Table
    cues: Forest
    contents: Forest
    sources: Forest


def load_scorer(table: bytes, forests: bytes) -> Scorer:
    """(The table's JSON, the forests' npz) -> Scorer."""
    words = {key: tuple(row) for key, row in json.loads(table).items()}
    with np.load(BytesIO(forests), allow_pickle=False) as file:
        names = ("cues", "contents", "sources")
        return Scorer(words, *(load_forest(file, name) for name in names))
