"""TokenTable and cue -> whether nothing was said after all.

- denied       `did not say`, `nobody said`
- possible     `would argue`, `if she says`
- another act  `claimed 20 lives`, `concluded a deal`, `Asked about it, she said ...`
- a condition  `who asked not to be named`
"""

from __future__ import annotations

from briefs.facts.attribution.claim_spans.cues import Cue
from briefs.facts.document.token_table import TokenTable
from briefs.facts.lexicon.stemming import stem

_NOBODY = frozenset(("nobody", "none", "neither", "no"))
_ASIDE = frozenset(("advcl", "acl", "prep", "ROOT"))
_LIVES = frozenset(("life", "lives", "victims"))
_UNSAID = frozenset(("would", "could", "might", "may", "should", "must", "can", "ca"))


def is_unsaid(sheet: TokenTable, cue: Cue) -> bool:
    """Whether nobody said it: the cue is negated or only possible, or nobody is its subject."""
    for k in sheet.kids[cue.at]:
        if sheet.dep[k] == "neg" or (sheet.dep[k] == "aux" and sheet.lower[k] in _UNSAID):
            return True
        if sheet.dep[k] == "mark" and sheet.lower[k] in ("if", "unless"):
            return True
        if sheet.dep[k] == "nsubj" and (sheet.lower[k] in _NOBODY or _has_no(sheet, k)):
            return True
    return is_other_act(sheet, cue)


def _has_no(sheet: TokenTable, head: int) -> bool:
    return any(sheet.dep[k] == "det" and sheet.lower[k] in _NOBODY for k in sheet.kids[head])


def is_other_act(sheet: TokenTable, cue: Cue) -> bool:
    """Whether the word stands for another act than speech: `claimed 20 lives`, `concluded a deal`.

    And whether it is what another did to them: `Asked about the plan, she said ...`.
    """
    word = stem(sheet.lower[cue.at])
    kids = sheet.kids[cue.at]
    objects = [sheet.lower[k] for k in kids if sheet.dep[k] == "dobj"]
    if word == "claim":
        return any(low in _LIVES for low in objects)
    if word == "conclud":
        return bool(objects)
    if word in ("ask", "request") and any(_hides(sheet, k) for k in kids):
        return True
    if word == "ask" and sheet.tag[cue.at] in ("VBN", "VBD") and sheet.dep[cue.at] in _ASIDE:
        return not any(sheet.dep[k] in ("nsubj", "aux", "agent") for k in kids)
    return False


def _hides(sheet: TokenTable, verb: int) -> bool:
    """`asked [not to be named]`."""
    below = {sheet.lower[k] for k in sheet.kids[verb]}
    return sheet.lower[verb] in ("named", "identified", "quoted") and "not" in below
