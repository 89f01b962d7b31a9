"""Cue and content -> the speaker's side, from an explicit construction only.

- the cue decides      `condemned the raid` against, `welcomed the deal` for
- a label decides      `called it "reckless"` against, `described it as a breakthrough` for
- otherwise neutral    `said the talks ended`; the polarity of a word alone is no stance
"""

from __future__ import annotations

from collections.abc import Sequence

from briefs.facts.cues import Cue, stem
from briefs.facts.sheet import Range, Sheet
from briefs.facts.wordlist import words
from briefs.model import Span, Stance

_FOR = frozenset(
    stem(w)
    for w in words(
        """
    praise welcome hail applaud endorse commend congratulate thank celebrate laud back
    support defend embrace appreciate
    """
    )
)
_AGAINST = frozenset(
    stem(w)
    for w in words(
        """
    condemn criticize criticise denounce slam blast reject dismiss accuse blame oppose
    deplore decry attack rebuke lambast deride ridicule mock protest complain
    """
    )
)


def judge(sheet: Sheet, cue: Cue, parts: Sequence[Range]) -> tuple[Stance, Span | None]:
    """(Sheet, cue, content) -> the stance and the phrase that decides it."""
    word = stem(sheet.lower[cue.at])
    span = sheet.span((cue.at, cue.at + 1))
    if word in _FOR:
        return Stance.FOR, span
    if word in _AGAINST:
        return Stance.AGAINST, span
    return Stance.NEUTRAL, None
