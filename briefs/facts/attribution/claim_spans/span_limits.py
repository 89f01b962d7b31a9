"""A claim's content -> the same, without what is another's or no part of it.

The scorer weighs whole stretches; where one runs on past its clause, it is cut here.

- the next act       `called for [more pay] and accused him of greed`
- another's view     `slammed [the deal], while the union welcomed it`
- a comment          `said [they knew] — a claim the firm denies`
- the subject        `warned [the walkouts could hurt]`, where the parser parted it
- where it was said  `["We had talks,"] he told reporters after the meeting`
"""

from __future__ import annotations

from briefs.facts.attribution.claim_spans.cues import CONTRASTS, FINITE, Cue, object_of
from briefs.facts.document.token_table import Range, TokenTable


def within_bounds(sheet: TokenTable, cue: Cue, parts: tuple[Range, ...]) -> tuple[Range, ...]:
    """(TokenTable, cue, content) -> content that ends where the clause does."""
    limited = _without_place(sheet, cue, parts)
    if len(limited) == 1:
        limited = (_with_subject(sheet, cue, limited[0]),)
    a, b = limited[-1]
    if a <= cue.at or sheet.quote[a] >= 0:
        return limited
    stops = [sheet.left[k] for k in sheet.kids[cue.at] if _is_another(sheet, cue.at, k)]
    stops += [i for i in range(a + 2, b - 2) if _is_comment(sheet, i)]
    stop = min((s for s in stops if a < s < b), default=b)
    if stop == b:
        return limited
    while stop > a and (sheet.dep[stop - 1] == "cc" or not sheet.is_word(stop - 1)):
        stop -= 1
    end = sheet.trim((a, stop))
    return (*limited[:-1], end) if end[0] < end[1] else limited


def _is_another(sheet: TokenTable, cue: int, k: int) -> bool:
    """Whether a verb below the cue is what they did next, or what somebody else did."""
    if k < cue or sheet.quote[k] >= 0 or sheet.tag[k][:1] != "V":
        return False
    if sheet.dep[k] == "conj":
        return sheet.tag[k] in FINITE and sheet.tag[cue] in FINITE
    marks = {sheet.lower[j] for j in sheet.kids[k] if sheet.dep[j] == "mark"}
    return sheet.dep[k] == "advcl" and bool(marks & CONTRASTS)


def _without_place(sheet: TokenTable, cue: Cue, parts: tuple[Range, ...]) -> tuple[Range, ...]:
    """Quotes and what says where or when they were said -> the quotes."""
    if len(parts) < 2 or sheet.quote[parts[0][0]] < 0:
        return parts
    aside = [
        (sheet.left[k], sheet.right[k])
        for k in sheet.kids[cue.at]
        if k > cue.at and sheet.dep[k] in ("prep", "npadvmod") and object_of(sheet, k) is not None
    ]
    quotes = [
        (a, b)
        for a, b in parts
        if sheet.quote[a] >= 0 or a < cue.at or not any(x <= a and b <= y + 1 for x, y in aside)
    ]
    return tuple(quotes)


def _is_comment(sheet: TokenTable, i: int) -> bool:
    """`— a claim the firm denies`: the writer's word on what was said."""
    if sheet.lower[i] not in _DASHES or sheet.quote[i] >= 0:
        return False
    return sheet.lower[i + 1] in ("a", "an") and sheet.lower[i + 2] in _COMMENTS


_DASHES = frozenset((",", "-", "–", "—", "--"))
_COMMENTS = frozenset(("claim", "charge", "accusation", "allegation", "assertion"))


def _with_subject(sheet: TokenTable, cue: Cue, part: Range) -> Range:
    """A clause that begins with its finite verb -> with the subject that stands right before it.

    `warned [the walkouts] [could hurt]`, `said [pay] ["should have been raised"]`.
    """
    a, b = part
    if a <= cue.at + 1 or sheet.tag[a] not in FINITE:
        return part
    before = a - 1 if sheet.is_word(a - 1) else a - 2
    if before <= cue.at or sheet.tag[before] not in ("NN", "NNS", "NNP", "NNPS", "PRP"):
        return part
    head = before
    while sheet.right[sheet.head[head]] == before + 1 and cue.at < sheet.head[head] < before:
        head = sheet.head[head]
    subject = sheet.dep[head] in ("nsubj", "nsubjpass", "dobj")
    return (sheet.left[head], b) if subject and sheet.left[head] == cue.at + 1 else part


def is_inserted(sheet: TokenTable, cue: Cue) -> bool:
    """`The road was closed, [she said], and stays so.`: what came before is hers as well."""
    x, y = cue.reach
    first, end = sheet.sents[sheet.sent[cue.at]]
    if not first < x - 1 or y >= end or sheet.lower[x - 1] != "," or sheet.lower[y] != ",":
        return False
    before = range(first, x - 1)
    has_verb = any(sheet.tag[i] in FINITE for i in before)
    return has_verb and all(sheet.quote[i] < 0 for i in before)
