"""Content candidate -> what is known of it, as numbers for the scorer.

Takes a sheet, a cue and one of its candidates (contents.py); gives the features that
`CONTENT_FEATURES` names: the construction, how often it was right for this word, its size and
place, how well it fits the parse and the quote marks, and what else competes with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefs.facts.contents import KINDS, Content
from briefs.facts.cues import DEP_CODE, TAG_CODE, Cue, stem
from briefs.facts.sheet import Range, Sheet
from briefs.facts.wordlist import columns

_KIND = {name: float(i) for i, name in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Rivals:
    """What else there is: the cue's other constructions, and how likely other words are cues.

    `above`: the likeliest cue that this one depends on; `before`, `after`: the likeliest of
    the sentence on either side of it. `verbs`: see `verbs_of`.
    """

    kinds: frozenset[str]
    scores: Mapping[int, float]
    verbs: Mapping[int, float]
    above: float
    before: float
    after: float


def verbs_of(sheet: Sheet, table: Mapping[str, tuple[float, ...]]) -> dict[int, float]:
    """Verbs outside quotes, by token -> how often that word was a cue of speech (log-odds)."""
    return {
        i: table.get(f"V:{stem(sheet.lower[i])}", (-4.0,))[0]
        for i, tag in enumerate(sheet.tag)
        if tag[:1] == "V" and sheet.quote[i] < 0
    }


def rivals_of(
    sheet: Sheet,
    cue: Cue,
    contents: Sequence[Content],
    scores: Mapping[int, float],
    verbs: Mapping[int, float],
) -> Rivals:
    """(Sheet, cue, its candidates, score of each cue by token, `verbs_of`) -> Rivals."""
    above, at = -9.0, cue.at
    for _ in range(5):
        at = sheet.head[at]
        above = max(above, scores.get(at, -9.0) if at != cue.at else -9.0)
    a, b = sheet.sents[sheet.sent[cue.at]]
    before = max((scores.get(i, -9.0) for i in range(a, cue.at)), default=-9.0)
    after = max((scores.get(i, -9.0) for i in range(cue.at + 1, b)), default=-9.0)
    return Rivals(frozenset(c.kind for c in contents), scores, verbs, above, before, after)


def describe_content(
    sheet: Sheet,
    cue: Cue,
    content: Content,
    rivals: Rivals,
    table: Mapping[str, tuple[float, ...]],
) -> tuple[float, ...]:
    """Candidate -> its features, numbers only; `CONTENT_FEATURES` names them."""
    kinds, scores = rivals.kinds, rivals.scores
    parts = content.parts
    a, b = parts[0][0], parts[-1][1]
    at = cue.at
    size = sum(y - x for x, y in parts)
    inside = sum(sheet.quote[i] >= 0 for x, y in parts for i in range(x, y))
    s0, s1 = sheet.sents[sheet.sent[at]]
    first = sheet.lower[a]
    opened = (a > 0 and sheet.quote[a] >= 0 and sheet.quote[a - 1] != sheet.quote[a]) or (
        a > 0 and sheet.lower[a - 1] in ('"', "''") and sheet.quote[a] >= 0
    )
    closed = sheet.quote[b - 1] >= 0 and (
        b >= len(sheet) or not sheet.is_word(b) or sheet.quote[b] != sheet.quote[b - 1]
    )
    verbs = rivals.verbs
    worst = max((verbs[i] for x, y in parts for i in range(x, y) if i in verbs), default=-9.0)
    finite = any(sheet.tag[i] in ("VBD", "VBZ", "VBP", "MD") for x, y in parts for i in range(x, y))
    gap = a - at if a > at else (at - b if b <= at else 0)
    ahead = sum(sheet.is_word(i) for i in range(s0, min(a, s1)))
    behind = sum(sheet.is_word(i) for i in range(max(b, s0), s1))
    pair = table.get(f"{cue.key}|{content.kind}", table.get(f"|{content.kind}", (0.0, 0.0, 0.0)))
    return (
        _KIND[content.kind],
        pair[0],
        pair[1],
        float(size),
        float(len(parts)),
        inside / size,
        1.0 * opened,
        1.0 * closed,
        1.0 * finite,
        worst,
        float(max(-40, min(40, a - at))),
        float(min(gap, 40)),
        float(ahead),
        float(behind),
        size / (s1 - s0),
        _FIRST.get(first, 0.0),
        1.0 * (sheet.tag[a] == "VBG"),
        1.0 * (cue.subject is not None and any(x <= cue.subject < y for x, y in parts)),
        *_shape(sheet, cue, parts),
        max(
            (scores[i] for x, y in parts for i in range(x, y) if i in scores),
            default=-9.0,
        ),
        rivals.above,
        rivals.before,
        rivals.after,
        *(1.0 * (kind in kinds) for kind in _PRESENT),
        float(len(kinds)),
    )


def _shape(sheet: Sheet, cue: Cue, parts: tuple[Range, ...]) -> tuple[float, ...]:
    """How well the ranges fit the parse and the marks: whole subtrees, whole quotes."""
    at, head = cue.at, sheet.head[cue.at]
    a, b = parts[0][0], parts[-1][1]
    roots = leaks = 0
    for x, y in parts:
        for i in range(x, y):
            above = sheet.head[i]
            if not (x <= above < y) and above != at:
                roots += 1
            if sheet.left[i] < x or sheet.right[i] > y:
                for k in sheet.kids[i]:
                    if (k < x or k >= y) and k != at and sheet.dep[k] != "punct":
                        leaks += 1
    size = len(sheet)
    torn = sum(
        (
            x > 0
            and sheet.quote[x] >= 0
            and sheet.quote[x - 1] == sheet.quote[x]
            and sheet.is_word(x - 1)
        )
        + (
            y < size
            and sheet.quote[y] >= 0
            and sheet.quote[y] == sheet.quote[y - 1]
            and sheet.is_word(y)
        )
        for x, y in parts
    )
    return (
        float(roots),
        float(leaks),
        float(torn),
        1.0 * (head != at and any(x <= head < y for x, y in parts)),
        1.0 * (b > sheet.right[at]) + 2.0 * (b == sheet.right[at]),
        _FIRST.get(sheet.lower[b], 0.0) if b < size else -1.0,
        TAG_CODE.get(sheet.tag[b], 0.0) if b < size else -1.0,
        DEP_CODE.get(sheet.dep[a], 0.0),
        TAG_CODE.get(sheet.tag[a], 0.0),
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
