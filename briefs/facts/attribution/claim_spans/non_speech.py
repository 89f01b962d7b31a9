"""TokenTable and cue -> whether the cue reports no speech.

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
_POSSIBILITY_MODALS = frozenset(("would", "could", "might", "may", "should", "must", "can", "ca"))


def is_non_speech(tokens: TokenTable, cue: Cue) -> bool:
    """Whether nothing was said: the cue is negated or only possible, or its subject is "nobody"."""
    for k in tokens.kids[cue.at]:
        if tokens.dep[k] == "neg" or (
            tokens.dep[k] == "aux" and tokens.lower[k] in _POSSIBILITY_MODALS
        ):
            return True
        if tokens.dep[k] == "mark" and tokens.lower[k] in ("if", "unless"):
            return True
        if tokens.dep[k] == "nsubj" and (tokens.lower[k] in _NOBODY or _has_no(tokens, k)):
            return True
    return is_other_act(tokens, cue)


def _has_no(tokens: TokenTable, head: int) -> bool:
    return any(tokens.dep[k] == "det" and tokens.lower[k] in _NOBODY for k in tokens.kids[head])


def is_other_act(tokens: TokenTable, cue: Cue) -> bool:
    """Whether the word is no act of speech here: `claimed 20 lives`, `concluded a deal`.

    Or an act of somebody else's: `Asked about the plan, she said ...`.
    """
    word = stem(tokens.lower[cue.at])
    kids = tokens.kids[cue.at]
    objects = [tokens.lower[k] for k in kids if tokens.dep[k] == "dobj"]
    if word == "claim":
        return any(low in _LIVES for low in objects)
    if word == "conclud":
        return bool(objects)
    if word in ("ask", "request") and any(_asks_for_anonymity(tokens, k) for k in kids):
        return True
    if word == "ask" and tokens.tag[cue.at] in ("VBN", "VBD") and tokens.dep[cue.at] in _ASIDE:
        return not any(tokens.dep[k] in ("nsubj", "aux", "agent") for k in kids)
    return False


def _asks_for_anonymity(tokens: TokenTable, verb: int) -> bool:
    """`asked [not to be named]`."""
    below = {tokens.lower[k] for k in tokens.kids[verb]}
    return tokens.lower[verb] in ("named", "identified", "quoted") and "not" in below
