"""Mentions of one event -> one event, with the best sentence as its evidence.

Two mentions are one event where they share at least half of their named parties and nothing
contradicts it: one by telephone and one in person, one a law and one an agreement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefs.facts.events.mentions import AgreementMention, MeetingMention, Mention
from briefs.facts.learned.linear import sigmoid
from briefs.model.facts import Agreement, AgreementStatus, Kind, Meeting, MeetingStatus, Party

SAME = 0.5
"""Least share of names that two mentions of one event have in common."""
TRUST, NEAR = 0.8, 0.6
"""Weight of one mention; least probability of a participant, relative to the likeliest."""


def _names(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(p.name for p in parties if p.kind is not Kind.OTHER)


def _overlap(one: frozenset[str], two: frozenset[str]) -> float:
    """Dice's coefficient; two names match where the words of one are among the other's."""
    shared = sum(any(_same(a, b) for b in two) for a in one)
    return 2 * shared / max(1, len(one) + len(two))


def _same(one: str, other: str) -> bool:
    a, b = set(one.split()), set(other.split())
    return a <= b or b <= a


def _alike(a: MeetingMention, b: MeetingMention) -> bool:
    one, two = _names(a.participants), _names(b.participants)
    if not (a.proof.ruled and b.proof.ruled):
        return a.call is b.call and _overlap(one, two) >= SAME
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


def _same_others(a: MeetingMention, b: MeetingMention) -> bool:
    """Whether the unnamed parties of two mentions may be the same: "Bell met with farmers"."""
    one, two = ({p.name for p in s.participants if p.kind is Kind.OTHER} for s in (a, b))
    return not one or not two or bool(one & two)


def group_meetings(mentions: Iterable[MeetingMention]) -> list[list[MeetingMention]]:
    """Mentions in the order of the text -> groups, one for each meeting."""
    groups: list[list[MeetingMention]] = []
    for mention in mentions:
        for group in groups:
            if any(_alike(mention, other) for other in group):
                group.append(mention)
                break
        else:
            groups.append([mention])
    return groups


def one_meeting(group: list[MeetingMention]) -> Meeting:
    """The mentions of one meeting -> the meeting, mainly from the fullest mention."""
    ruled = [m for m in group if m.proof.ruled]
    known = ruled or group
    happened = [m for m in known if m.status is MeetingStatus.HAPPENED]
    off = [m for m in known if m.status is MeetingStatus.CALLED_OFF]
    pool = (off or happened or known) if ruled else known
    best = max(
        pool,
        key=lambda m: (
            min(2, len(_names(m.participants))) if not ruled else len(_names(m.participants)),
            0.0 if ruled else m.proof.odds,
            (m.where is not None) + (m.when is not None) + (not m.noun),
            -m.evidence.start,
        ),
    )
    status = best.status if ruled else MeetingStatus(_likeliest_status(group))
    where = best.where or next((m.where for m in group if m.where is not None), None)
    when = best.when or next((m.when for m in group if m.when is not None), None)
    background = all(m.background for m in group)
    who = best.participants if ruled else _pool_participants(group)
    return Meeting(who, status, best.evidence, where, when, background)


def _pool_participants(group: Sequence[MeetingMention]) -> tuple[Party, ...]:
    """The participants that the mentions together make about as likely as the likeliest."""
    unlikely: dict[Party, float] = {}
    for m in group:
        trust = TRUST * sigmoid(m.proof.odds)
        for party, share in zip(m.participants, m.proof.shares, strict=True):
            unlikely[party] = unlikely.get(party, 1.0) * (1 - trust * share)
    best = 1 - min(unlikely.values())
    ranked = sorted(unlikely, key=lambda party: unlikely[party])
    return tuple(p for p in ranked if 1 - unlikely[p] >= NEAR * best)


def _likeliest_status(group: Sequence[Mention]) -> str:
    """The status with the highest sum of probabilities over the mentions."""
    total: dict[str, float] = {}
    for m in group:
        total[m.status] = total.get(m.status, 0.0) + m.proof.status_share
    return max(total, key=lambda status: total[status])


def _is_law(mention: AgreementMention) -> bool:
    """Whether it is a law; a law and an agreement are never one event."""
    return mention.proof.group == "LAW"


def _same_pact(a: AgreementMention, b: AgreementMention) -> bool:
    one, two = _names(a.parties), _names(b.parties)
    if not (a.proof.ruled and b.proof.ruled):
        if _is_law(a) is not _is_law(b):
            return False
        if a.bare or b.bare or len(a.words & b.words) > 1:
            return True
        return _overlap(one, two) >= SAME
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


def group_agreements(mentions: Iterable[AgreementMention]) -> list[list[AgreementMention]]:
    """Mentions in the order of the text -> groups, one for each agreement.

    A mention without parties ("the deal will help farmers") joins the nearest agreement of its
    kind, if there is one.
    """
    groups: list[list[AgreementMention]] = []
    loose: list[AgreementMention] = []
    for mention in mentions:
        if not (mention.parties or mention.proof.ruled):
            loose.append(mention)
            continue
        for group in groups:
            if any(_same_pact(mention, other) for other in group):
                group.append(mention)
                break
        else:
            groups.append([mention])
    found = list(groups)
    for mention in loose:
        alike = [g for g in found if _is_law(g[0]) is _is_law(mention)]
        if alike:
            away = [abs(g[0].evidence.start - mention.evidence.start) for g in alike]
            alike[away.index(min(away))].append(mention)
        else:
            groups.append([mention])
    return groups


_WEIGHT = {
    AgreementStatus.ENDED: 4,
    AgreementStatus.REFUSED: 3,
    AgreementStatus.SIGNED: 2,
    AgreementStatus.AGREED: 1,
    AgreementStatus.PLANNED: 0,
}


def one_agreement(group: list[AgreementMention]) -> Agreement:
    """The mentions of one agreement -> the agreement, mainly from the fullest mention."""
    ruled = [p for p in group if p.proof.ruled]
    best_of = [p for p in ruled if p.acted_on] or ruled or group
    best = max(
        best_of,
        key=lambda p: (
            len(_names(p.parties)) > 0,
            _WEIGHT[p.status] if ruled else p.proof.odds,
            len(p.words),
            -p.evidence.start,
        ),
    )
    own = _names(best.parties)
    fuller = [p for p in group if own <= _names(p.parties)]
    fullest = max(fuller, key=lambda p: len(_names(p.parties)))
    parties = best.parties if len(own) > 1 else fullest.parties
    status = best.status if best.proof.ruled else AgreementStatus(_likeliest_status(group))
    background = all(p.background for p in group)
    return Agreement(best.what, parties, status, best.evidence, background)
