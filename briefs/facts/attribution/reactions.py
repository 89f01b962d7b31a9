"""TokenTable and registry -> who said what.

Claims (claims.py) become statements (statements.py) with a speaker (speaker_model.py) and a side
(side_model.py); those that are likely wrong are left out (acceptance.py). Each that is left becomes
a Reaction with its spans, the credited outlet, the evidence, and probabilities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefs.facts.attribution.acceptance import (
    ScoredStatement,
    StatementModel,
    describe_statement,
)
from briefs.facts.attribution.claim_spans.claims import Claim, find_claims
from briefs.facts.attribution.claim_spans.cues import Cue, is_signature
from briefs.facts.attribution.claim_spans.scorer import Scorer
from briefs.facts.attribution.claim_spans.source_spans import (
    describe_source,
    find_sources,
    source_range,
)
from briefs.facts.attribution.claim_spans.stance_acts import is_stance_act
from briefs.facts.attribution.occasions import describe_occasion, latest_year
from briefs.facts.attribution.sides.side_features import SideFeatures, describe_side
from briefs.facts.attribution.sides.side_model import SideModel, judge_sides
from briefs.facts.attribution.sides.stance import measure, stance_evidence
from briefs.facts.attribution.sides.targets import target_of
from briefs.facts.attribution.speakers.credited_outlets import messenger_of, outlet_of
from briefs.facts.attribution.speakers.speaker_model import Question, SpeakerModel, answer
from briefs.facts.attribution.statements import (
    ResolvedStatement,
    find_continuations,
    is_quoted,
    statements,
)
from briefs.facts.document.token_table import Range, TokenTable
from briefs.facts.entities.registry import Registry
from briefs.model.articles import Span
from briefs.model.facts import Reaction, Stance

# Least score of a claim that becomes a candidate; acceptance.py chooses among them.
CANDIDATE = -1.0
MAX_CLAIMS = 600
"""Claims looked at in an article; 30,000 characters of nothing but quotes have some 1,000."""


@dataclass(frozen=True, slots=True)
class AttributionModels:
    """Trained models: which statements there are, whose they are, which side they take."""

    scorer: Scorer
    speakers: SpeakerModel
    statements: StatementModel
    sides: SideModel


@dataclass(frozen=True, slots=True)
class ReactionJudgement:
    """A statement with the side it takes, how likely all is right, and whether it is old."""

    said: ResolvedStatement
    side: tuple[Stance, float | None]
    confidence: float
    old: bool


def find_reactions(
    tokens: TokenTable, registry: Registry, models: AttributionModels
) -> tuple[Reaction, ...]:
    """(TokenTable, registry, models) -> the reactions in the order of the text."""
    said = find_said(tokens, registry, models.scorer, models.speakers)
    found = [to_reaction(tokens, registry, one) for one in judge(tokens, said, models)]
    return tuple(sorted(found, key=lambda r: (r.content, r.cue)))


def find_said(
    tokens: TokenTable, registry: Registry, scorer: Scorer, speakers: SpeakerModel
) -> list[ResolvedStatement]:
    """(TokenTable, registry, models) -> candidate statements, each with its speaker."""
    claims = find_claims(tokens, scorer, CANDIDATE)[:MAX_CLAIMS]
    queries = questions(tokens, claims, scorer)
    answers = answer(tokens, registry, queries, speakers)
    found = [
        ResolvedStatement(claim, statement, one, question.open)
        for claim, question, one in zip(claims, queries, answers, strict=True)
        if one is not None and tokens.lower[one.head] != "you"
        for statement in statements(tokens, claim)
    ]
    return [*found, *find_continuations(tokens, found)]


def questions(tokens: TokenTable, claims: Sequence[Claim], scorer: Scorer) -> list[Question]:
    """Claims -> the source candidates of each, likeliest first."""
    options = [find_sources(tokens, claim.cue) for claim in claims]
    rows = [
        describe_source(tokens, claim.cue, option, claim.parts, scorer.table)
        for claim, found in zip(claims, options, strict=True)
        for option in found
    ]
    scores = iter(scorer.sources.score(rows).tolist())
    ranked_sources: list[Question] = []
    for claim, found in zip(claims, options, strict=True):
        ranked = sorted(((next(scores), -i) for i in range(len(found))), reverse=True)
        none = next((s for s, i in ranked if found[-i].head is None), 0.0)
        named = [(found[-i], s) for s, i in ranked if found[-i].head is not None]
        if is_signature(tokens, claim.cue.at):
            named.sort(key=lambda pair: pair[0].head != claim.cue.subject)
        ranked_sources.append(
            Question(claim.cue, claim.parts, named, none - named[0][1] if named else 0.0)
        )
    return ranked_sources


def weighed(said: ResolvedStatement) -> ScoredStatement:
    """Statement -> the view of it that acceptance.py scores."""
    c = said.claim
    parts = said.statement.parts
    return ScoredStatement(
        c.cue, c.kind, c.score, c.cue_score, parts, said.answer, said.open, said.follows
    )


def judge(
    tokens: TokenTable, said: Sequence[ResolvedStatement], models: AttributionModels
) -> list[ReactionJudgement]:
    """Candidates -> those that are likely right, each with its side, probability and age."""
    model = models.statements
    scores = model.trees.score([describe_statement(tokens, weighed(s)) for s in said])
    likely = [
        (s, float(score))
        for s, score in zip(said, scores, strict=True)
        if score >= model.least or is_stance_act(tokens, s.claim.cue, s.claim.kind)
    ]
    sides = judge_sides([side_of(tokens, s) for s, _ in likely], models.sides)
    latest = latest_year(tokens.text)
    times = model.occasions.score([time_of(tokens, s, latest) for s, _ in likely])
    found: list[ReactionJudgement] = []
    for (one, score), side, old in zip(likely, sides, times, strict=True):
        right = model.sure(score) * (side[1] or 1.0)
        found.append(ReactionJudgement(one, side, round(right, 3), bool(old >= model.old)))
    return found


def time_of(tokens: TokenTable, said: ResolvedStatement, latest: int) -> tuple[float, ...]:
    """(Statement, the latest year that the article names) -> its features for occasions.py."""
    return describe_occasion(tokens, said.claim.cue.at, said.statement.parts, latest)


def side_of(tokens: TokenTable, said: ResolvedStatement) -> SideFeatures:
    """A statement -> its features for side_model.py."""
    cue = None if said.cue is None else said.cue.at
    return describe_side(tokens, cue, said.answer.head, said.statement.parts)


def to_reaction(tokens: TokenTable, registry: Registry, judged: ReactionJudgement) -> Reaction:
    """Statement with its side -> Reaction: its words, the speaker, the outlet, the evidence."""
    said, (stance, sure) = judged.said, judged.side
    cue, parts = said.claim.cue, said.statement.parts
    about = said.statement.about or (None if said.follows else target_of(tokens, cue.at))
    signs = measure(tokens, None if said.cue is None else cue.at, parts)[1] if sure else []
    sentence = tokens.span(tokens.sents[tokens.sent[parts[0][0]]])
    return Reaction(
        speaker=said.answer.party,
        stance=stance,
        quoted=is_quoted(tokens, parts[0]),
        source=(tokens.span(source_range(tokens, said.answer.head)),),
        cue=() if said.follows else (tokens.span((cue.at, cue.at + 1)),),
        content=tuple(balanced(tokens, part) for part in parts),
        evidence=sentence if said.follows else evidence_of(tokens, cue, parts),
        about=None if about is None else " ".join(tokens.words(about).split()),
        via=outlet_of(tokens, cue, registry) or messenger_of(tokens, said.claim.messenger),
        stance_cue=stance_evidence(tokens, signs, stance),
        stance_confidence=sure,
        old=judged.old,
        confidence=judged.confidence,
        speaker_confidence=said.answer.confidence,
    )


def balanced(tokens: TokenTable, part: Range) -> Span:
    """A range's span; a mark that it opens inside is closed: `the plan is "bold"`."""
    span = tokens.span(part)
    if is_quoted(tokens, part):
        return span
    last = tokens.quote[part[1] - 1]
    if last >= 0 and tokens.segments[last].start >= span.start:
        end = tokens.segments[last].end
        if end - span.end <= 2:
            return Span(span.start, end)
    return span


def evidence_of(tokens: TokenTable, cue: Cue, parts: Sequence[Range]) -> Span:
    """The cue's sentence; with the content's, if both are in one paragraph."""
    first = min(cue.at, parts[0][0])
    if tokens.block[first] != tokens.block[cue.at]:
        return tokens.span(tokens.sents[tokens.sent[cue.at]])
    last = (
        parts[0][0]
        if parts[0][0] > cue.at and tokens.block[parts[0][0]] == tokens.block[cue.at]
        else cue.at
    )
    a, b = tokens.sents[tokens.sent[first]][0], tokens.sents[tokens.sent[max(last, cue.at)]][1]
    return tokens.span((a, b))
