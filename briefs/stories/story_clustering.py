"""Fingerprints -> stories: which articles tell the same event.

Average linkage over the log odds of similarity.py: two groups become one story while
the mean log odds between their articles is above a limit, the same for any batch.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from briefs.model.stories import Fingerprint
from briefs.stories.similarity import UNLIKE, Model, Similarities, similarities

# Made by tools/fit_stories.py; docs/decisions/0060 tells how far it can be trusted.
MODEL = Model(
    own={
        "terms": -22.71,
        "root_terms": 30.61,
        "lead": 1.36,
        "title": 4.28,
        "actors": 1.64,
        "numbers": 1.95,
        "day": 2.03,
        "both_day": -1.46,
        "date": 1.46,
        "both_date": -0.12,
        "year": 1.36,
        "both_year": -0.73,
        "event_keys": 1.0,
        "apart": -1.0,
        "1": -12.44,
    },
    relative={"own": 0.46, "behind_far": -0.36, "behind_near": -0.48, "1": 2.49},
    limit=-0.4,
    guard={
        "terms": -7.25,
        "root_terms": 19.01,
        "plain": -12.4,
        "root_plain": 3.26,
        "lead": 1.63,
        "title": 4.39,
        "actors": -5.23,
        "both": 10.82,
        "numbers": 2.13,
        "day": 1.96,
        "both_day": -1.41,
        "date": 1.49,
        "both_date": -0.13,
        "year": 1.31,
        "both_year": -0.65,
        "event_keys": 1.0,
        "apart": -1.0,
        "1": -11.23,
    },
)


def group(prints: Sequence[Fingerprint], model: Model = MODEL) -> tuple[tuple[int, ...], ...]:
    """Fingerprints -> stories as indices, each ascending, in the order of their first.

    Every index is in exactly one story. The same input gives the same output.
    """
    return link(similarities(prints, model), model.limit)


def link(scored: Similarities, limit: float) -> tuple[tuple[int, ...], ...]:
    """Average linkage (UPGMA, Sokal and Michener 1958), sparse: pairs left out are UNLIKE."""
    size = scored.size
    members: dict[int, list[int]] = {at: [at] for at in range(size)}
    above: dict[int, dict[int, float]] = {at: {} for at in range(size)}
    heap: list[tuple[float, int, int]] = []

    def offer(a: int, b: int) -> None:
        a, b = min(a, b), max(a, b)
        mean = UNLIKE + above[a][b] / (len(members[a]) * len(members[b]))
        if mean >= limit:
            heapq.heappush(heap, (-mean, a, b))

    pairs = zip(
        scored.first.tolist(),
        scored.second.tolist(),
        scored.odds.tolist(),
        strict=True,
    )
    for a, b, odds in pairs:
        if odds > UNLIKE:
            above[a][b] = above[b][a] = odds - UNLIKE
            offer(a, b)
    while heap:
        mean, a, b = heapq.heappop(heap)
        if a not in members or b not in members or b not in above[a]:
            continue
        if -mean != UNLIKE + above[a][b] / (len(members[a]) * len(members[b])):
            continue  # outdated: a group has grown since and was pushed again
        members[a] += members.pop(b)
        for other, odds in above.pop(b).items():
            del above[other][b]
            if other != a:
                above[a][other] = above[other][a] = above[a].get(other, 0.0) + odds
        for other in above[a]:
            offer(a, other)
    return tuple(sorted(tuple(sorted(story)) for story in members.values()))
