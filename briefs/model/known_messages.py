"""The messages that the store knows in a channel or thread, to compare with those there."""

from __future__ import annotations

from dataclasses import dataclass

from briefs.model.places import Place


@dataclass(frozen=True, slots=True)
class KnownMessages:
    """In one channel or thread: people's messages that were answered, and our answers."""

    place: Place
    answered: frozenset[str] = frozenset()
    ours: frozenset[str] = frozenset()
