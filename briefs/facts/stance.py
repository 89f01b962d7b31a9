"""Cue and content -> the speaker's side, from words that take sides; otherwise neutral.

- the cue decides        `condemned the raid` against, `welcomed the deal` for
- a wish or a pledge     `urged a new vote`, `vowed to stay` for
- a label                `called it "reckless"` against, `a "historic step"` for
- an obligation          `they should stay` for, `it should never have happened` against
- none of these          neutral, whatever the polarity of what is talked about

How much each sign counts was fitted on the training half of the briefing gold and rounded
(decision 0021): one weight for each kind of sign, none for single words. Where one side
prevails, `judge` gives the word that weighed most, so that a reader can check it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefs.facts.cues import Cue, stem
from briefs.facts.opinion import BAD, BLAME, DEMAND, GOOD, NOT, OUGHT, OURS, PLEDGE, PRAISE, STOP
from briefs.facts.sheet import Range, Sheet
from briefs.model import Span, Stance

SIGNS = (
    "praise", "blame", "demand", "pledge", "good", "bad", "not_good", "not_bad", "ought",
    "ought_not", "ours", "not", "quoted", "short", "label", "says", "ought_stop", "demand_stop",
    "will",
)  # fmt: skip
# sign -> (weight for, weight against); neutral is 0. The first pair is the bias.
BIAS = (-1.0, -1.1)
WEIGHTS: dict[str, tuple[float, float]] = {
    "praise": (1.5, 0.0), "blame": (0.0, 1.5), "demand": (1.9, 0.4), "demand_stop": (0.5, 0.9),
    "pledge": (0.6, 0.0), "good": (1.4, 0.3), "bad": (0.0, 1.9), "not_good": (-0.3, 0.6),
    "not_bad": (0.4, 0.0), "ought": (1.2, 0.7), "ought_not": (0.3, 1.2), "ought_stop": (0.3, 1.2),
    "ours": (0.6, 0.5), "not": (-0.4, 0.2), "quoted": (-0.1, -0.2), "short": (0.0, 0.6),
    "label": (-0.1, 0.6), "says": (-0.1, -0.6), "will": (0.1, -0.2),
}  # fmt: skip
_SAYS = frozenset(stem(w) for w in ("said", "tell", "add", "note", "write", "report", "announce"))


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign and the token that bears it."""

    name: str
    at: int


def find_signs(sheet: Sheet, cue: Cue, parts: Sequence[Range]) -> Iterator[Sign]:
    """(Sheet, cue, content) -> the signs of a side."""
    word = stem(sheet.lower[cue.at])
    for name, group in (
        ("praise", PRAISE), ("blame", BLAME), ("demand", DEMAND), ("pledge", PLEDGE),
        ("says", _SAYS),
    ):  # fmt: skip
        if word in group:
            ends = name == "demand" and any(
                stem(sheet.lower[i]) in STOP for a, b in parts for i in range(a, min(b, a + 10))
            )
            yield Sign("demand_stop" if ends else name, cue.at)
    first = parts[0][0]
    if any(sheet.lower[i] in _WILL for i in range(first, min(first + 4, parts[0][1]))):
        yield Sign("will", first)
    if all(sheet.quote[i] >= 0 for i in range(*parts[0])):
        yield Sign("quoted", first)
    if sum(b - a for a, b in parts) <= 6:
        yield Sign("short", first)
    if word in _LABELS:
        yield Sign("label", cue.at)
    for a, b in parts:
        for i in range(a, b):
            yield from _sign_at(sheet, a, i)


_WILL = frozenset(("will", "would", "'ll", "shall"))
_LABELS = frozenset(stem(w) for w in ("call", "describe", "label", "brand", "dub", "term"))


def _sign_at(sheet: Sheet, a: int, i: int) -> Iterator[Sign]:
    low = sheet.lower[i]
    denied = any(sheet.lower[j] in NOT for j in range(max(a, i - 3), i))
    if low in OUGHT:
        negative = any(sheet.lower[j] in NOT for j in range(i + 1, min(len(sheet), i + 3)))
        ends = any(stem(sheet.lower[j]) in STOP for j in range(i + 1, min(len(sheet), i + 4)))
        yield Sign("ought_not" if negative or denied else "ought_stop" if ends else "ought", i)
    elif low in OURS:
        yield Sign("ours", i)
    elif low in NOT:
        yield Sign("not", i)
    elif sheet.tag[i][:1] in "JNVRU" and sheet.tag[i] not in ("NNP", "NNPS"):
        word = stem(low)
        if word in BAD:
            yield Sign("not_bad" if denied else "bad", i)
        elif word in GOOD:
            yield Sign("not_good" if denied else "good", i)


def judge(sheet: Sheet, cue: Cue, parts: Sequence[Range]) -> tuple[Stance, Span | None]:
    """(Sheet, cue, content) -> the stance, and the word that weighed most for it."""
    counted: dict[str, int] = {}
    signs = list(find_signs(sheet, cue, parts))
    for sign in signs:
        counted[sign.name] = min(2, counted.get(sign.name, 0) + 1)
    side = [
        bias + sum(WEIGHTS.get(name, (0.0, 0.0))[k] * n for name, n in sorted(counted.items()))
        for k, bias in enumerate(BIAS)
    ]
    k = 0 if side[0] >= side[1] else 1
    if side[k] <= 0:
        return Stance.NEUTRAL, None
    best = max(signs, key=lambda s: (WEIGHTS.get(s.name, (0.0, 0.0))[k], -s.at), default=None)
    if best is None or WEIGHTS.get(best.name, (0.0, 0.0))[k] <= 0 or best.name in _NO_WORD:
        return Stance.NEUTRAL, None
    return (Stance.FOR, Stance.AGAINST)[k], sheet.span((best.at, best.at + 1))


# These lean a judgement one way but show nothing by themselves.
_NO_WORD = frozenset(("quoted", "short", "says", "ours", "not", "label"))
