"""A claim's content -> the same, cut where it runs into words that are not part of it.

The scorer chooses whole stretches; one that runs past its clause is cut here.

- the next act       `called for [more pay] and accused him of greed`
- another's view     `slammed [the deal], while the union welcomed it`
- a comment          `said [they knew] — a claim the firm denies`
- the subject        `warned [the walkouts could hurt]`, where the parser split it off
- where it was said  `["We had talks,"] he told reporters after the meeting`
"""

from __future__ import annotations

from briefs.facts.attribution.claim_spans.cues import CONTRASTS, FINITE, Cue, object_of
from briefs.facts.document.token_table import Range, TokenTable


def within_bounds(tokens: TokenTable, cue: Cue, parts: tuple[Range, ...]) -> tuple[Range, ...]:
    """(TokenTable, cue, content) -> content that ends where the clause does."""
    limited = _without_place(tokens, cue, parts)
    if len(limited) == 1:
        limited = (_with_subject(tokens, cue, limited[0]),)
    a, b = limited[-1]
    if a <= cue.at or tokens.quote[a] >= 0:
        return limited
    stops = [tokens.left[k] for k in tokens.kids[cue.at] if _is_another(tokens, cue.at, k)]
    stops += [i for i in range(a + 2, b - 2) if _is_comment(tokens, i)]
    stop = min((s for s in stops if a < s < b), default=b)
    if stop == b:
        return limited
    while stop > a and (tokens.dep[stop - 1] == "cc" or not tokens.is_word(stop - 1)):
        stop -= 1
    end = tokens.trim((a, stop))
    return (*limited[:-1], end) if end[0] < end[1] else limited


def _is_another(tokens: TokenTable, cue: int, k: int) -> bool:
    """Whether a verb below the cue is their next act, or somebody else's act."""
    if k < cue or tokens.quote[k] >= 0 or tokens.tag[k][:1] != "V":
        return False
    if tokens.dep[k] == "conj":
        return tokens.tag[k] in FINITE and tokens.tag[cue] in FINITE
    marks = {tokens.lower[j] for j in tokens.kids[k] if tokens.dep[j] == "mark"}
    return tokens.dep[k] == "advcl" and bool(marks & CONTRASTS)


def _without_place(tokens: TokenTable, cue: Cue, parts: tuple[Range, ...]) -> tuple[Range, ...]:
    """Quotes with the place or time at which they were said -> the quotes alone."""
    if len(parts) < 2 or tokens.quote[parts[0][0]] < 0:
        return parts
    aside = [
        (tokens.left[k], tokens.right[k])
        for k in tokens.kids[cue.at]
        if k > cue.at and tokens.dep[k] in ("prep", "npadvmod") and object_of(tokens, k) is not None
    ]
    quotes = [
        (a, b)
        for a, b in parts
        if tokens.quote[a] >= 0 or a < cue.at or not any(x <= a and b <= y + 1 for x, y in aside)
    ]
    return tuple(quotes)


def _is_comment(tokens: TokenTable, i: int) -> bool:
    """`— a claim the firm denies`: the writer's comment on what was said."""
    if tokens.lower[i] not in _DASHES or tokens.quote[i] >= 0:
        return False
    return tokens.lower[i + 1] in ("a", "an") and tokens.lower[i + 2] in _COMMENTS


_DASHES = frozenset((",", "-", "–", "—", "--"))
_COMMENTS = frozenset(("claim", "charge", "accusation", "allegation", "assertion"))


def _with_subject(tokens: TokenTable, cue: Cue, part: Range) -> Range:
    """A clause that begins with its finite verb -> the same with the subject right before it.

    `warned [the walkouts] [could hurt]`, `said [pay] ["should have been raised"]`.
    """
    a, b = part
    if a <= cue.at + 1 or tokens.tag[a] not in FINITE:
        return part
    before = a - 1 if tokens.is_word(a - 1) else a - 2
    if before <= cue.at or tokens.tag[before] not in ("NN", "NNS", "NNP", "NNPS", "PRP"):
        return part
    head = before
    while tokens.right[tokens.head[head]] == before + 1 and cue.at < tokens.head[head] < before:
        head = tokens.head[head]
    subject = tokens.dep[head] in ("nsubj", "nsubjpass", "dobj")
    return (tokens.left[head], b) if subject and tokens.left[head] == cue.at + 1 else part


def is_inserted(tokens: TokenTable, cue: Cue) -> bool:
    """`The road was closed, [she said], and stays so.`: what came before is hers as well."""
    x, y = cue.reach
    first, end = tokens.sents[tokens.sent[cue.at]]
    if not first < x - 1 or y >= end or tokens.lower[x - 1] != "," or tokens.lower[y] != ",":
        return False
    before = range(first, x - 1)
    has_verb = any(tokens.tag[i] in FINITE for i in before)
    return has_verb and all(tokens.quote[i] < 0 for i in before)
