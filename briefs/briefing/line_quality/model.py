"""How each sentence and statement that may be told reads alone: does it mislead, is it worth it?

And of a sentence: would a reader choose it among the article's others? Boosted trees that learned
from lines which readers judged, and from sentences which they chose, article by article
(tools/learning/train_lines.py, docs/decisions/0163 and 0164).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from briefs.briefing.line_quality.features import Numbers, sentence_numbers, statement_numbers
from briefs.briefing.realization import proofs_of
from briefs.briefing.statement_choice import is_sure
from briefs.facts.gist import candidates_of, features
from briefs.facts.learned.calibration import Calibration, load_calibration
from briefs.facts.learned.forest import Forest, load_forest
from briefs.model.articles import Article, Span
from briefs.model.briefings import Proof
from briefs.model.facts import LineQuality, Reading, StatementKey
from briefs.verification.source_document import SourceDocument, make_source_document

QUESTIONS = {"sentence": ("wrong", "worth", "chosen"), "statement": ("wrong", "worth")}
"""What is asked of each kind of line; LineQuality has an answer of each name."""


@dataclass(frozen=True, slots=True)
class OneQuestion:
    """Trees, and how often the answer was yes at each score."""

    trees: Forest
    share: Calibration


@dataclass(frozen=True, slots=True)
class KindModel:
    """The questions that are asked of one kind of line, by name."""

    questions: Mapping[str, OneQuestion]

    def judge(self, rows: Sequence[Numbers]) -> list[LineQuality]:
        """Lines as numbers -> how each reads."""
        answers = {
            name: [one.share(score) for score in one.trees.score(rows).tolist()]
            for name, one in self.questions.items()
        }
        return [
            LineQuality(**{name: given[n] for name, given in answers.items()})
            for n in range(len(rows))
        ]


@dataclass(frozen=True, slots=True)
class LineModel:
    """What was learned of sentences, and of statements."""

    sentence: KindModel
    statement: KindModel


def load_lines(data: bytes) -> LineModel:
    """The bytes of lines.npz -> LineModel."""
    with np.load(BytesIO(data), allow_pickle=False) as file:
        return LineModel(**{kind: _kind(file, kind) for kind in QUESTIONS})


def _kind(file: Mapping[str, NDArray[np.generic]], kind: str) -> KindModel:
    return KindModel(
        {
            question: OneQuestion(
                load_forest(file, f"{kind}_{question}"),
                load_calibration(file, f"{kind}_{question}_share"),
            )
            for question in QUESTIONS[kind]
        }
    )


def with_quality(article: Article, reading: Reading, model: LineModel) -> Reading:
    """(Article, reading) -> the same, with how each line that may be told reads alone."""
    on = make_source_document(article, reading)
    sentences, statements = numbers_of(on, reading)
    judged = model.sentence.judge(list(sentences.values()))
    said = model.statement.judge(list(statements.values()))
    return replace(
        reading,
        sentences=tuple(zip(sentences, judged, strict=True)),
        statements=tuple(zip(statements, said, strict=True)),
    )


def numbers_of(
    on: SourceDocument, reading: Reading
) -> tuple[dict[Span, Numbers], dict[StatementKey, Numbers]]:
    """An article as it was read -> the sentences and statements that may be told, as numbers."""
    facts = reading.facts
    found = candidates_of(on.text, reading.paragraphs)
    rows = features(found, on.title, facts)
    ranked = {one.span: row for one, row in zip(found, rows, strict=True)}
    shares = dict(zip(facts.gist, facts.gist_confidence, strict=False))
    told = [r for r in facts.reactions if is_sure(r) and r.content]
    wanted = dict.fromkeys(_asked(on, [*facts.gist, *(r.content[0] for r in told)]))
    wanted.update(dict.fromkeys(_asked(on, (e.evidence for e in facts.events()))))
    sentences = {
        proof.span: sentence_numbers(proof, on, ranked[proof.span], shares.get(proof.span, 0.0))
        for proof in wanted
        if proof.span in ranked
    }
    statements = {
        reaction.key: statement_numbers(reaction, on, sentences[proof.span])
        for reaction in told
        for proof in proofs_of(reaction.content[0], on)[:1]
        if proof.span in sentences
    }
    return sentences, statements


def _asked(on: SourceDocument, spans: Iterable[Span]) -> Iterable[Proof]:
    """Spans -> the sentences that hold their beginnings."""
    for span in spans:
        yield from proofs_of(span, on)[:1]
