"""Content candidate -> its features, as numbers for the scorer.

Takes the tokens, a cue and one of its candidates (content_spans.py). Gives the features named in
`CONTENT_FEATURES`: the construction, how often it was right for this word, its size and place,
how well it fits the parse and the quote marks, and which candidates compete with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from briefs.facts.attribution.claim_spans.content_spans import KINDS, Content
from briefs.facts.attribution.claim_spans.cues import DEP_CODE, FINITE, TAG_CODE, Cue
from briefs.facts.document.token_table import Range, TokenTable
from briefs.facts.lexicon.stemming import stem
from briefs.word_lists import columns

_KIND = {name: float(i) for i, name in enumerate(KINDS)}


_LOW = -9.0  # log-odds where there is no candidate


@dataclass(frozen=True, slots=True)
class TokenEvidence:
    """Columns over an article's tokens, computed once before its candidates are described.

    `cue[i]`: how likely token i is a cue; `speech[i]`: how often that verb was one in training
    (log-odds; _LOW where it is none). `finite`, `quoted` and `words` count such tokens before i,
    so that the count of a range is a difference.
    """

    cue: Sequence[float]
    speech: Sequence[float]
    finite: Sequence[int]
    quoted: Sequence[int]
    words: Sequence[int]


def token_evidence(
    tokens: TokenTable, scores: Mapping[int, float], table: Mapping[str, tuple[float, ...]]
) -> TokenEvidence:
    """(TokenTable, score of each cue by its token, word table) -> TokenEvidence."""
    verbs = (
        tag[:1] == "V" and quote < 0 for tag, quote in zip(tokens.tag, tokens.quote, strict=True)
    )
    return TokenEvidence(
        [scores.get(i, _LOW) for i in range(len(tokens))],
        [
            table.get(f"V:{stem(low)}", (-4.0,))[0] if is_verb else _LOW
            for low, is_verb in zip(tokens.lower, verbs, strict=True)
        ],
        list(accumulate((tag in FINITE for tag in tokens.tag), initial=0)),
        list(accumulate((quote >= 0 for quote in tokens.quote), initial=0)),
        list(accumulate(tokens.word, initial=0)),
    )


@dataclass(frozen=True, slots=True)
class Rivals:
    """What competes with a candidate: the cue's other constructions, and nearby cues.

    `above`: score of the likeliest cue that this one depends on; `before`, `after`: of the
    likeliest cue on either side of it in the sentence.
    """

    kinds: frozenset[str]
    above: float
    before: float
    after: float


def rivals_of(
    tokens: TokenTable, cue: Cue, contents: Sequence[Content], evidence: TokenEvidence
) -> Rivals:
    """(TokenTable, cue, its candidates, TokenEvidence) -> Rivals."""
    above, at = _LOW, cue.at
    for _ in range(5):
        at = tokens.head[at]
        if at != cue.at:
            above = max(above, evidence.cue[at])
    a, b = tokens.sents[tokens.sent[cue.at]]
    before = max(evidence.cue[a : cue.at], default=_LOW)
    after = max(evidence.cue[cue.at + 1 : b], default=_LOW)
    return Rivals(frozenset(c.kind for c in contents), above, before, after)


def describe_content(
    tokens: TokenTable,
    cue: Cue,
    content: Content,
    rivals: Rivals,
    evidence: TokenEvidence,
    table: Mapping[str, tuple[float, ...]],
) -> tuple[float, ...]:
    """Candidate -> its features, numbers only; `CONTENT_FEATURES` names them."""
    kinds = rivals.kinds
    parts = content.parts
    a, b = parts[0][0], parts[-1][1]
    at = cue.at
    size = sum([y - x for x, y in parts])
    s0, s1 = tokens.sents[tokens.sent[at]]
    first = tokens.lower[a]
    opened, closed = _quote_edges(tokens, a, b)
    gap = a - at if a > at else (at - b if b <= at else 0)
    pair = table.get(f"{cue.key}|{content.kind}", table.get(f"|{content.kind}", (0.0, 0.0, 0.0)))
    return (
        _KIND[content.kind],
        pair[0],
        pair[1],
        float(size),
        float(len(parts)),
        sum([evidence.quoted[y] - evidence.quoted[x] for x, y in parts]) / size,
        1.0 * opened,
        1.0 * closed,
        1.0 * any(evidence.finite[y] > evidence.finite[x] for x, y in parts),
        max([max(evidence.speech[x:y]) for x, y in parts]),
        float(max(-40, min(40, a - at))),
        float(min(gap, 40)),
        float(max(0, evidence.words[min(a, s1)] - evidence.words[s0])),
        float(max(0, evidence.words[s1] - evidence.words[max(b, s0)])),
        size / (s1 - s0),
        _FIRST.get(first, 0.0),
        1.0 * (tokens.tag[a] == "VBG"),
        1.0 * (cue.subject is not None and any(x <= cue.subject < y for x, y in parts)),
        *_shape(tokens, cue, parts),
        max([max(evidence.cue[x:y]) for x, y in parts]),
        rivals.above,
        rivals.before,
        rivals.after,
        *[1.0 * (kind in kinds) for kind in _PRESENT],
        float(len(kinds)),
    )


def _quote_edges(tokens: TokenTable, a: int, b: int) -> tuple[bool, bool]:
    """Tokens [a, b) -> whether a quote opens with the first, and closes with the last."""
    opened = (a > 0 and tokens.quote[a] >= 0 and tokens.quote[a - 1] != tokens.quote[a]) or (
        a > 0 and tokens.lower[a - 1] in ('"', "''") and tokens.quote[a] >= 0
    )
    closed = tokens.quote[b - 1] >= 0 and (
        b >= len(tokens) or not tokens.is_word(b) or tokens.quote[b] != tokens.quote[b - 1]
    )
    return opened, closed


def _shape(tokens: TokenTable, cue: Cue, parts: tuple[Range, ...]) -> tuple[float, ...]:
    """How well the ranges fit the parse and the marks: whole subtrees, whole quotes."""
    at, head = cue.at, tokens.head[cue.at]
    a, b = parts[0][0], parts[-1][1]
    roots = leaks = 0
    for x, y in parts:
        edges = zip(tokens.head[x:y], tokens.left[x:y], tokens.right[x:y], strict=True)
        for i, (above, left, right) in enumerate(edges, x):
            if not (x <= above < y) and above != at:
                roots += 1
            if left < x or right > y:
                for k in tokens.kids[i]:
                    if (k < x or k >= y) and k != at and tokens.dep[k] != "punct":
                        leaks += 1
    size = len(tokens)
    quote, word = tokens.quote, tokens.word
    torn = sum(
        [
            (x > 0 and quote[x] >= 0 and quote[x - 1] == quote[x] and word[x - 1])
            + (y < size and quote[y] >= 0 and quote[y] == quote[y - 1] and word[y])
            for x, y in parts
        ]
    )
    return (
        float(roots),
        float(leaks),
        float(torn),
        1.0 * (head != at and any(x <= head < y for x, y in parts)),
        1.0 * (b > tokens.right[at]) + 2.0 * (b == tokens.right[at]),
        _FIRST.get(tokens.lower[b], 0.0) if b < size else -1.0,
        TAG_CODE.get(tokens.tag[b], 0.0) if b < size else -1.0,
        DEP_CODE.get(tokens.dep[a], 0.0),
        TAG_CODE.get(tokens.tag[a], 0.0),
    )


_PRESENT = ("ccomp", "xcomp", "dobj", "prep", "quote_before", "quote_after", "run", "head_tree")
_FIRST_WORDS = columns("to whether if how what why who the a he she they it i we of for")
_FIRST = {word: float(i + 1) for i, word in enumerate(_FIRST_WORDS)}
CONTENT_FEATURES = (
    "kind", "pair_speech", "pair_any", "size", "parts", "quoted", "opened", "closed", "finite",
    "worst", "from_cue", "gap", "ahead", "behind", "share", "first", "ing", "has_subject",
    "roots", "leaks", "torn", "holds_head", "edge", "after", "after_tag", "first_dep", "first_tag",
    "inner", "above", "before", "after_cue",
    *(f"has_{kind}" for kind in _PRESENT), "kinds",
)  # fmt: skip
