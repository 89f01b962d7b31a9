"""Sightings of one event -> the event once, by the sentence that says it best.

Two sightings are one meeting where the named participants of one are among the other's and
nothing speaks against it: another day, or one that is over and one still to come.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from briefs.model import Kind, Meeting, MeetingStatus, Party, Span


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where the article tells of a meeting. `noun`: by a noun, not a verb."""

    participants: tuple[Party, ...]
    status: MeetingStatus
    evidence: Span
    where: Span | None
    when: Span | None
    background: bool = False
    noun: bool = False
    call: bool = False
    caller: bool = False

    def become(self, status: MeetingStatus) -> Sighting:
        """The same with another status."""
        return replace(self, status=status)

    def by_call(self, *, caller: bool) -> Sighting:
        """The same over the telephone; `caller`: the first participant made the calls."""
        return replace(self, call=True, caller=caller)

    def between(self, one: Party, other: Party) -> Sighting:
        """The same with two of its participants."""
        return replace(self, participants=(one, other))


def _names(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(p.name for p in parties if p.kind is not Kind.OTHER or p.name[:1].isupper())


def _alike(a: Sighting, b: Sighting) -> bool:
    one, two = _names(a.participants), _names(b.participants)
    if not (one <= two or two <= one) or a.call is not b.call:
        return False
    if a.evidence == b.evidence:
        return True
    small, large = sorted((one, two), key=len)
    if len(small) == 1 and len(large) > 1:
        return False
    return a.status is b.status or {a.status, b.status} == {
        MeetingStatus.PLANNED,
        MeetingStatus.HAPPENED,
    }


def merge_meetings(seen: Iterable[Sighting]) -> tuple[Meeting, ...]:
    """Sightings in the order of the text -> meetings, each once."""
    groups: list[list[Sighting]] = []
    for sighting in seen:
        for group in groups:
            if any(_alike(sighting, other) for other in group):
                group.append(sighting)
                break
        else:
            groups.append([sighting])
    return tuple(sorted(map(_one, groups), key=lambda m: (m.evidence.start, m.evidence.end)))


def _one(group: list[Sighting]) -> Meeting:
    happened = [s for s in group if s.status is MeetingStatus.HAPPENED]
    off = [s for s in group if s.status is MeetingStatus.CALLED_OFF]
    pool = off or happened or group
    best = max(
        pool,
        key=lambda s: (
            len(_names(s.participants)),
            (s.where is not None) + (s.when is not None) + (not s.noun),
            -s.evidence.start,
        ),
    )
    where = best.where or next((s.where for s in group if s.where is not None), None)
    when = best.when or next((s.when for s in group if s.when is not None), None)
    return Meeting(
        best.participants, best.status, best.evidence, where, when, all(s.background for s in group)
    )
