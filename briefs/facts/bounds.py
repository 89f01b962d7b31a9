"""A claim's content -> the same, without what is another's or no part of it.

The scorer weighs whole stretches; where one runs on past its clause, it is cut here.

- the next deed      `called for [more pay] and accused him of greed`
- another's view     `slammed [the deal], while the union welcomed it`
- where it was said  `["We had talks,"] he told reporters after the meeting`
"""

from __future__ import annotations

from briefs.facts.cues import FINITE, Cue, object_of
from briefs.facts.sheet import Range, Sheet

_CONTRASTS = frozenset(("while", "whereas", "though", "although"))


def within_bounds(sheet: Sheet, cue: Cue, parts: tuple[Range, ...]) -> tuple[Range, ...]:
    """(Sheet, cue, content) -> content that ends where the clause does."""
    kept = _without_place(sheet, cue, parts)
    a, b = kept[-1]
    if a <= cue.at or sheet.quote[a] >= 0:
        return kept
    stops = [sheet.left[k] for k in sheet.kids[cue.at] if _is_another(sheet, cue.at, k)]
    stop = min((s for s in stops if a < s < b), default=b)
    while stop > a and (sheet.dep[stop - 1] == "cc" or not sheet.is_word(stop - 1)):
        stop -= 1
    end = sheet.trim((a, stop))
    return (*kept[:-1], end) if end[0] < end[1] and stop < b else kept


def _is_another(sheet: Sheet, cue: int, k: int) -> bool:
    """Whether a verb below the cue is what they did next, or what somebody else did."""
    if k < cue or sheet.quote[k] >= 0 or sheet.tag[k][:1] != "V":
        return False
    if sheet.dep[k] == "conj":
        return sheet.tag[k] in FINITE and sheet.tag[cue] in FINITE
    marks = {sheet.lower[j] for j in sheet.kids[k] if sheet.dep[j] == "mark"}
    return sheet.dep[k] == "advcl" and bool(marks & _CONTRASTS)


def _without_place(sheet: Sheet, cue: Cue, parts: tuple[Range, ...]) -> tuple[Range, ...]:
    """Quotes and what says where or when they were said -> the quotes."""
    if len(parts) < 2 or sheet.quote[parts[0][0]] < 0:
        return parts
    aside = [
        (sheet.left[k], sheet.right[k])
        for k in sheet.kids[cue.at]
        if k > cue.at and sheet.dep[k] in ("prep", "npadvmod") and object_of(sheet, k) is not None
    ]
    kept = [
        (a, b)
        for a, b in parts
        if sheet.quote[a] >= 0 or a < cue.at or not any(x <= a and b <= y + 1 for x, y in aside)
    ]
    return tuple(kept)
