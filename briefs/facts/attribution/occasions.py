"""Statement -> features that show when it was said, as numbers.

- a year, and whether the article knows later ones   `in 2014`, `a 1935 speech`
- a time that is over       `last year`, `in April`, `two years ago`, `previously`, `at the time`
- a time that is the news's `on Tuesday`, `today`
- the perfect               `has said`, `had warned`
Each is counted in the sentence without the reported words, in all of it, and in the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from briefs.facts.attribution.claim_spans.cues import TAG_CODE
from briefs.facts.document.token_table import Range, TokenTable
from briefs.word_lists import words

_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = words(
    """
    january february march april may june july august september october november december
    jan. feb. aug. sept. oct. nov. dec.
    """
)
_NOW = words("monday tuesday wednesday thursday friday saturday sunday today tonight yesterday now")
_BACK = words(
    """
    previously earlier initially once repeatedly long before already originally previous prior
    former then time times past
    """
)
_PERIODS = words("year month week summer fall autumn spring winter decade") | _MONTHS


def describe_occasion(
    tokens: TokenTable, cue: int, parts: Sequence[Range], latest: int
) -> tuple[float, ...]:
    """(TokenTable, cue, content, the latest year of the article) -> numbers."""
    inside = {i for a, b in parts for i in range(a, b)}
    a, b = tokens.sents[tokens.sent[cue]]
    before: Iterable[int] = ()
    if tokens.sent[cue]:
        x, y = tokens.sents[tokens.sent[cue] - 1]
        before = range(x, y) if tokens.block[x] == tokens.block[cue] else ()
    years = [int(tokens.lower[i]) for i in range(a, b) if _YEAR.fullmatch(tokens.lower[i])]
    return (
        *_times(tokens, [i for i in range(a, b) if i not in inside]),
        *_times(tokens, range(a, b)),
        *_times(tokens, before),
        float(min(20, latest - max(years))) if years else -1.0,
        1.0 * any(tokens.lower[k] in ("had", "'d", "’d") for k in tokens.kids[cue]),
        float(parts[0][0] < cue),
        TAG_CODE.get(tokens.tag[cue], 0.0),
        tokens.block[cue] / max(1, len(tokens.blocks)),
    )


def latest_year(text: str) -> int:
    """Text -> the latest year in it, 0 if there is none."""
    return max(map(int, _YEAR.findall(text)), default=0)


def _times(tokens: TokenTable, at: Iterable[int]) -> tuple[float, ...]:
    """Tokens -> their counts of each kind of time expression."""
    at = list(at)
    low = [tokens.lower[i] for i in at]
    every = set(low)
    pairs = set(pairwise(low))
    return (
        float(any(_YEAR.fullmatch(word) for word in low)),
        float(any(a in ("last", "past", "previous") and b in _PERIODS for a, b in pairs)),
        float(any(a in ("earlier", "later") and b == "this" for a, b in pairs)),
        float(bool(every & _MONTHS)),
        float("ago" in every),
        float(len(every & _BACK)),
        float(bool(every & _NOW)),
        float(bool(every & {"has", "have"})),
        float("had" in every),
        float("when" in every),
        float("in" in every),
        float(sum(tokens.ent[i] == "DATE" for i in at)),
    )
