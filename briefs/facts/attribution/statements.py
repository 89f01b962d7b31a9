"""Claim -> its statements.

- split         a label from its object; a long quote's first sentence from the rest
- continuation  quotes that stand alone in the paragraphs after a statement
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefs.facts.attribution.claim_spans.claims import LABELS, Claim
from briefs.facts.attribution.claim_spans.cues import Cue
from briefs.facts.attribution.speakers.speaker_model import Answer
from briefs.facts.document.token_table import Range, TokenTable

# Fewest words of a quote that is a sentence, not a fragment.
SENTENCE = 5
# A label, or a quote's first sentence, below this share of a claim's words is split off.
SHORT = 0.25
_STOPS = frozenset((".", "!", "?", "...", "…", '"', "”", "’", "'"))


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a claim; `about`: its target, where the claim names it."""

    parts: tuple[Range, ...]
    about: Range | None = None


@dataclass(frozen=True, slots=True)
class ResolvedStatement:
    """A statement with its claim, and who made it.

    `open`: see speaker_model.Question. `follows`: the statement has no cue of its own; its
    claim is in the paragraph before.
    """

    claim: Claim
    statement: Statement
    answer: Answer
    open: float
    follows: bool = False

    @property
    def cue(self) -> Cue | None:
        """Its own cue."""
        return None if self.follows else self.claim.cue


def find_continuations(
    tokens: TokenTable, said: Sequence[ResolvedStatement]
) -> list[ResolvedStatement]:
    """Statements -> the quotes that stand alone in the paragraphs after them, by the same speakers.

    `The bridge is old, she said.` / `"We will rebuild it."` Not after a whole quote, which such a
    paragraph would go on with.
    """
    last = {tokens.block[s.claim.cue.at]: s for s in said}
    taken = {i for s in said for a, b in s.claim.parts for i in range(a, b)}
    found: list[ResolvedStatement] = []
    for segment, quoted in zip(tokens.segments, tokens.seg_tokens, strict=True):
        block, part = tokens.blocks[segment.block], tokens.trim(quoted)
        alone = segment.start == block.start and segment.end + 1 >= block.end
        before = last.get(segment.block - 1)
        if not alone or segment.depth or part[1] - part[0] < SENTENCE or before is None:
            continue
        if _may_continue(tokens, before) and taken.isdisjoint(range(*part)):
            statement = Statement((part,))
            found.append(replace(before, statement=statement, follows=True))
    return found


def _may_continue(tokens: TokenTable, said: ResolvedStatement) -> bool:
    """Whether a continuation may follow: the paragraph ends with this statement, no whole quote."""
    cue, parts = said.claim.cue, said.statement.parts
    block = tokens.block[cue.at]
    end = tokens.base[block + 1] - 1 if block + 1 < len(tokens.base) else len(tokens) - 1
    whole = is_quoted(tokens, parts[0]) and _words(parts) > SENTENCE
    return tokens.sent[end] == tokens.sent[cue.at] and not whole


def statements(tokens: TokenTable, claim: Claim) -> tuple[Statement, ...]:
    """Claim -> its statements, which share the cue.

    `called [the long plan] "[bold]"`: the label is the statement, the plan its target.
    A long quote is split into its first sentence and the rest.
    """
    parts = claim.parts
    total = _words(parts)
    last = tokens.quote[parts[-1][1] - 1]
    if claim.cue.key in LABELS and last >= 0:
        label = tokens.trim(tokens.seg_tokens[last])
        before = tokens.trim((parts[0][0], max(parts[0][0], tokens.seg_tokens[last][0])))
        if label[0] < label[1] and before[0] < before[1] and _words((label,)) < SHORT * total:
            return (Statement((label,), before),)
    if all(tokens.quote[i] >= 0 for i in range(*parts[0])):
        first, rest = _first_sentence(tokens, parts)
        if rest and _words(first) < SHORT * total:
            return Statement(first), Statement(rest)
    return (Statement(parts),)


def _words(parts: Sequence[Range]) -> int:
    return sum(b - a for a, b in parts)


def _first_sentence(
    tokens: TokenTable, parts: Sequence[Range]
) -> tuple[tuple[Range, ...], tuple[Range, ...]]:
    """Ranges -> those of the first sentence, and the rest."""
    a, b = parts[0]
    end = min(b, tokens.sents[tokens.sent[a]][1])
    if end < b and tokens.lower[end - 1] not in _STOPS:
        return tuple(parts), ()  # the parser's sentence, not the speaker's
    first = tokens.trim((a, end))
    left = (tokens.trim((end, b)), *parts[1:])
    return (first,), tuple(part for part in left if part[0] < part[1])


def is_quoted(tokens: TokenTable, part: Range) -> bool:
    """Whether a range lies inside one quote."""
    return all(tokens.quote[i] >= 0 for i in range(*part)) and not any(
        tokens.quote[i] != tokens.quote[part[0]] for i in range(*part)
    )
