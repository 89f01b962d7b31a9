"""Fingerprints -> stories: which articles tell the same event.

Average linkage over the log odds of similarity.py: two groups become one story while
the mean log odds between their articles is above a limit, the same for any batch.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from briefs.model.stories import Fingerprint
from briefs.stories.similarity import (
    LIMIT,
    UNLIKE,
    Model,
    Similarities,
    default_model,
    similarities,
)


def group(prints: Sequence[Fingerprint], model: Model | None = None) -> tuple[tuple[int, ...], ...]:
    """Fingerprints -> stories as indices, each ascending, in the order of their first.

    Every index is in exactly one story. The same input gives the same output. Without a `model`
    it is the one that is shipped.
    """
    return link(similarities(prints, model or default_model()), LIMIT)


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
