"""Verbs that are an act of speech by themselves: `praised the plan`, `denied the charge`.

The scorer was trained on reported speech and scores these verbs too low.
"""

from __future__ import annotations

from briefs.facts.attribution.claim_spans.cues import FINITE, Cue
from briefs.facts.document.token_table import TokenTable
from briefs.facts.lexicon.stemming import stem
from briefs.word_lists import words

_SIDES = words(
    """
    praise welcome hail applaud commend celebrate endorse back support cheer thank defend
    condemn criticize criticise denounce deplore decry rebuke slam blast oppose reject lambast
    lambaste
    """
)
_OBJECT = ("dobj", "dobj+", "span")
_PREPOSITION = ("prep", "prep+", "tail")
_RULED_OUT = (*_OBJECT, "xcomp", "tail")
_ACTS: dict[str, tuple[str, ...]] = {
    **{f"V:{stem(word)}": _OBJECT for word in _SIDES},
    **{f"V:{stem(word)}": kinds for word, kinds in (
        ("congratulate", _OBJECT), ("voice", _OBJECT), ("express", _OBJECT), ("demand", _OBJECT),
        ("doubt", (*_OBJECT, "ccomp")), ("deny", (*_OBJECT, "xcomp")),
        ("apologise", _PREPOSITION), ("apologize", _PREPOSITION),
        ("appeal", _PREPOSITION),
    )},
}  # fmt: skip
_MAIN = frozenset(("ROOT", "conj", "parataxis", "advcl", "ccomp"))


def is_stance_act(tokens: TokenTable, cue: Cue, kind: str) -> bool:
    """Whether a cue is an act of speech, reported as one, with content of the right kind."""
    kinds = _ACTS.get(cue.key, ())
    if cue.key == "V:rul" and tokens.lower[cue.at + 1 : cue.at + 2] == ["out"]:
        kinds = _RULED_OUT
    goes_on = cue.how == 3 and tokens.dep[cue.at] == "conj"
    if kind not in kinds or cue.subject is None or not (cue.how == 1 or goes_on):
        return False
    return tokens.tag[cue.at] in (*FINITE, "VBN") and tokens.dep[cue.at] in _MAIN
