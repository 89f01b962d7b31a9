"""What the store knows to stand in a channel or thread, to be held against what stands there."""

from __future__ import annotations

from dataclasses import dataclass

from briefs.model.places import Place


@dataclass(frozen=True, slots=True)
class KnownMessages:
    """Of one channel or thread: messages of people that were answered, and our answers there."""

    place: Place
    answered: frozenset[str] = frozenset()
    ours: frozenset[str] = frozenset()
