"""Sightings of one event or pact -> it once, by the sentence that says it best.

Two sightings are one meeting where the named participants of one are among the other's and
nothing speaks against it: one by telephone and one in person, one called off and one not.
Two are one pact where their words agree and the parties of one are among the other's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from briefs.model import Agreement, AgreementStatus, Kind, Meeting, MeetingStatus, Party, Span


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
    return frozenset(p.name for p in parties if p.kind is not Kind.OTHER)


def _alike(a: Sighting, b: Sighting) -> bool:
    one, two = _names(a.participants), _names(b.participants)
    if not (one <= two or two <= one) or a.call is not b.call:
        return False
    if a.evidence == b.evidence:
        return True
    small, large = sorted((one, two), key=len)
    if len(small) == 1 and len(large) > 1:
        return False
    if len(large) == 1 and not _same_others(a, b):
        return False
    return a.status is b.status or {a.status, b.status} == {
        MeetingStatus.PLANNED,
        MeetingStatus.HAPPENED,
    }


def _same_others(a: Sighting, b: Sighting) -> bool:
    """Whether the unnamed of two sightings may be the same: "Bell met with farmers"."""
    one, two = ({p.name for p in s.participants if p.kind is Kind.OTHER} for s in (a, b))
    return not one or not two or bool(one & two)


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


# ----------------------------------------------------------------------- agreements


@dataclass(frozen=True, slots=True)
class Pact:
    """One place where the article tells of an agreement.

    `words` are the content words of `what`, `head` its noun; `told`: something is done to
    it here; `named`: it has a name of its own.
    """

    what: Span
    words: frozenset[str]
    head: str
    parties: tuple[Party, ...]
    status: AgreementStatus
    evidence: Span
    background: bool
    told: bool
    named: bool


def _same_pact(a: Pact, b: Pact) -> bool:
    one, two = _names(a.parties), _names(b.parties)
    if one and two and not (one <= two or two <= one):
        return False
    if a.words == b.words:
        return True
    if a.named != b.named and not (a.words <= b.words or b.words <= a.words):
        return False
    if a.named and b.named:
        return a.words <= b.words or b.words <= a.words
    bare = min((a.words, b.words), key=len)
    if len(bare) <= 1 and a.head == b.head:
        return True
    shared = a.words & b.words
    return len(shared) >= 2 or (bool(one & two) and a.head == b.head and bool(shared))


def merge_agreements(seen: Iterable[Pact]) -> tuple[Agreement, ...]:
    """Sightings in the order of the text -> agreements, each once."""
    groups: list[list[Pact]] = []
    for pact in seen:
        for group in groups:
            if any(_same_pact(pact, other) for other in group):
                group.append(pact)
                break
        else:
            groups.append([pact])
    found = [_one_pact(group) for group in groups]
    return tuple(sorted(found, key=lambda a: (a.evidence.start, a.what.start)))


_WEIGHT = {
    AgreementStatus.ENDED: 4,
    AgreementStatus.REFUSED: 3,
    AgreementStatus.SIGNED: 2,
    AgreementStatus.AGREED: 1,
    AgreementStatus.PLANNED: 0,
}


def _one_pact(group: list[Pact]) -> Agreement:
    told = [p for p in group if p.told] or group
    best = max(
        told,
        key=lambda p: (
            len(_names(p.parties)) > 0,
            _WEIGHT[p.status],
            len(p.words),
            -p.evidence.start,
        ),
    )
    fullest = max(group, key=lambda p: len(_names(p.parties)))
    parties = best.parties if len(_names(best.parties)) > 1 else fullest.parties
    background = all(p.background for p in group)
    return Agreement(best.what, parties, best.status, best.evidence, background)
