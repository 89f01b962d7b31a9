"""Statements in the order of the text -> who made each, and how likely that is right.

The trees choose the likeliest candidate (speaker_candidates.py). A pronoun whose best candidate is
likelier wrong than right stays a pronoun: an open "he" is better than another man's name.
`python -m tools.learning.train_speakers` trains them (docs/decisions/0151).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np

from briefs.facts.attribution.claim_spans.cues import Cue
from briefs.facts.attribution.claim_spans.source_spans import Source
from briefs.facts.attribution.speakers.nominal_speakers import EarlierStatement
from briefs.facts.attribution.speakers.speaker_candidates import (
    Candidate,
    Mentions,
    SpeakerQuery,
    candidates_of,
    mentions_in,
)
from briefs.facts.attribution.speakers.speaker_rules import turn_of, who_by_rule
from briefs.facts.document.token_table import Range, TokenTable
from briefs.facts.entities.registry import Registry
from briefs.facts.learned.calibration import Calibration, load_calibration
from briefs.facts.learned.forest import Forest, load_forest
from briefs.model.facts import Party

LEAST = 0.5
"""A pronoun gets a name from this probability on."""
FOLLOWED, BEHIND = 4, 4.0
"""Sources looked at, and how far (log-odds) they may be behind the first."""
PRONOUNS = frozenset(("he", "she", "they", "it", "i", "we", "who", "which", "that"))


@dataclass(frozen=True, slots=True)
class SpeakerModel:
    """`trees` rank candidates; `sure`: the best one's score -> how likely it is right."""

    trees: Forest
    sure: Calibration


@dataclass(frozen=True, slots=True)
class Question:
    """A statement without its speaker: its cue, its content, its sources with their scores.

    `open`: log-odds of "nobody is named" less those of the best source.
    """

    cue: Cue
    parts: tuple[Range, ...]
    sources: Sequence[tuple[Source, float]]
    open: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The speaker, the head of the source, how likely it is right, and the candidate's features."""

    party: Party
    head: int
    confidence: float
    features: tuple[float, ...]


def load_speakers(data: bytes) -> SpeakerModel:
    """The bytes of speakers.npz -> SpeakerModel."""
    with np.load(BytesIO(data), allow_pickle=False) as file:
        return SpeakerModel(load_forest(file, "rank"), load_calibration(file, "sure"))


def answer(
    tokens: TokenTable, registry: Registry, questions: Sequence[Question], model: SpeakerModel
) -> list[Answer | None]:
    """Questions in text order -> answers; None where there is no source."""
    names = mentions_in(tokens, registry)
    turns: list[EarlierStatement] = []
    found: list[Answer | None] = []
    for question in questions:
        candidates = propose(tokens, registry, names, question, turns)
        best = _best(tokens, candidates, model) if question.open <= 0 else None
        found.append(best)
        if best is not None:
            turns.append(turn_of(tokens, question.cue.at, best.head, best.party))
    return found


def propose(
    tokens: TokenTable,
    registry: Registry,
    names: Mentions,
    question: Question,
    turns: Sequence[EarlierStatement],
) -> list[Candidate]:
    """A question and the statements before it -> candidates for the answer."""
    sources = list(_rule_answers(tokens, registry, question, turns))
    return candidates_of(
        tokens, registry, names, SpeakerQuery(question.cue, question.parts, turns), sources
    )


def _rule_answers(
    tokens: TokenTable,
    registry: Registry,
    question: Question,
    turns: Sequence[EarlierStatement],
) -> Iterator[tuple[Source, float, Party]]:
    best = max((score for _, score in question.sources), default=0.0)
    for source, score in question.sources[:FOLLOWED]:
        if source.head is not None and score >= best - BEHIND:
            yield source, score, who_by_rule(tokens, registry, source.head, turns)


def _best(
    tokens: TokenTable, candidates: Sequence[Candidate], model: SpeakerModel
) -> Answer | None:
    if not candidates:
        return None
    scores = model.trees.score([c.features for c in candidates])
    best = int(np.argmax(scores))
    sure, one = model.sure(float(scores[best])), candidates[best]
    party = one.party
    if sure < LEAST and tokens.lower[one.head] in PRONOUNS:
        party = Party(tokens.words((one.head, one.head + 1)))
    return Answer(party, one.head, sure, one.features)
