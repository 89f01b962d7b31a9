"""Pairs of fingerprints -> how much of either one's words the other has.

Two reports of one event need not be alike: the shorter one may stand in the longer one whole.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from briefs.model.stories import Fingerprint
from briefs.stories.shared_words import Floats, Ints

NONE = -1.0
"""The coverage where neither article has any such word."""

LOOKED_FOR = (
    ("terms", "terms"),
    ("lead", "lead"),
    ("lead", "terms"),
    ("names", "terms"),
    ("others", "terms"),
    ("title", "title"),
    ("numbers", "numbers"),
    ("marks", "marks"),
)
"""Which of an article's words are looked for in which of another's."""

NAMES = (
    *(f"{part}_in_{whole}_{end}" for part, whole in LOOKED_FOR for end in ("low", "high")),
    "words_low",
    "words_high",
)


@dataclass(frozen=True, slots=True)
class _Words:
    """Weights of one kind of an article's words, and their sum."""

    weights: Mapping[str, float]
    total: float


def coverage(prints: Sequence[Fingerprint], first: Ints, second: Ints) -> dict[str, Floats]:
    """Some pairs of fingerprints -> the lower and the higher share of each kind, 0 to 1 or NONE."""
    kinds = {at: _kinds(prints[at]) for at in {*first.tolist(), *second.tolist()}}
    rows = [
        [*_shares(kinds[a], kinds[b]), *sorted((len(prints[a].terms), len(prints[b].terms)))]
        for a, b in zip(first.tolist(), second.tolist(), strict=True)
    ]
    table = np.array(rows, np.float64).reshape(len(rows), len(NAMES))
    return dict(zip(NAMES, table.T, strict=True))


def _kinds(one: Fingerprint) -> dict[str, _Words]:
    """`names` and `others`: words of the lead that are names, and that are none."""
    names = {word for word, _ in one.actors}
    marks = [mark for mark, _ in one.marks if not mark.startswith("day:")]
    return {
        "terms": _words(one.terms),
        "lead": _words(one.lead),
        "title": _words(one.title),
        "names": _words(pair for pair in one.lead if pair[0] in names),
        "others": _words(pair for pair in one.lead if pair[0] not in names),
        "marks": _words((mark, 1.0) for mark in marks),
        "numbers": _words((mark, 1.0) for mark in marks if mark.startswith("num:")),
    }


def _words(pairs: Iterable[tuple[str, float]]) -> _Words:
    weights = dict(pairs)
    return _Words(weights, math.fsum(weights.values()))


def _shares(one: Mapping[str, _Words], two: Mapping[str, _Words]) -> Iterable[float]:
    for part, whole in LOOKED_FOR:
        common = one[part].weights.keys() & two[whole].weights.keys()
        back = common if part == whole else two[part].weights.keys() & one[whole].weights.keys()
        a, b = _share(one[part], common), _share(two[part], back)
        yield min(a, b) if a >= 0 and b >= 0 else max(a, b)
        yield max(a, b)


def _share(part: _Words, found: Iterable[str]) -> float:
    """The weight of the words that were found; the same in whatever order they come."""
    if not part.total:
        return NONE
    return math.fsum(map(part.weights.__getitem__, found)) / part.total
