"""The mentions of one event -> features for its confidence, as numbers and names."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from briefs.facts.events.mentions import AgreementMention, Mention
from briefs.model.facts import Agreement, Event, Kind, Meeting, Party


@dataclass(frozen=True, slots=True)
class Setting:
    """The article around an event. `others`: how many events of its kind there are."""

    title: str
    sentences: int
    others: int


def event_names(event: Event, group: Sequence[Mention]) -> list[str]:
    """An event -> its features by name."""
    groups = sorted({m.proof.group for m in group})
    real = sorted({m.proof.reality for m in group})
    ruled = any(m.proof.ruled for m in group)
    status = [f"s_{event.status}", f"ruled_{ruled}", f"s_{event.status}_{ruled}"]
    return [*status, *(f"g_{x}" for x in groups), *(f"r_{x}" for x in real)]


def event_numbers(event: Event, group: Sequence[Mention], setting: Setting) -> list[float]:
    """An event -> its numeric features."""
    parties = event.parties
    named = [p for p in parties if p.kind is not Kind.OTHER]
    shares: dict[Party, float] = {}
    for m in group:
        for party, share in zip(m.parties, m.proof.shares, strict=False):
            shares[party] = max(shares.get(party, 0.0), share)
    own = sorted((shares.get(p, 0.4) for p in parties), reverse=True)
    odds = [m.proof.odds for m in group]
    first = min(m.proof.sentence for m in group)
    title = set(setting.title.lower().replace("’s", "").replace("'s", "").split())
    in_title = sum(any(w in title for w in p.name.lower().split()) for p in named)
    return [
        max(odds),
        sum(odds) / len(odds),
        math.log(len(group)),
        float(any(m.proof.ruled for m in group)),
        float(len(named) > 0),
        float(len(named) > 1),
        math.log1p(len(parties)),
        own[0] if own else 0.0,
        own[1] if len(own) > 1 else 0.0,
        own[-1] if own else 0.0,
        sum(own) / max(1, len(own)),
        max(m.proof.status_share for m in group),
        math.log1p(first),
        first / max(1, setting.sentences),
        float(min(2, in_title)),
        math.log1p(setting.others),
        float(event.background),
        float(all(m.proof.quoted for m in group)),
        float(all(p.kind is Kind.PERSON for p in named)),
        *_own_numbers(event, group),
    ]


def _own_numbers(event: Event, group: Sequence[Mention]) -> tuple[float, ...]:
    match event:
        case Meeting():
            return (float(event.where is not None), float(event.when is not None))
        case Agreement():
            agreed = [m for m in group if isinstance(m, AgreementMention)]
            acted_on = any(m.acted_on for m in agreed)
            return (float(acted_on), float(all(m.bare for m in agreed)))
        case _:
            assert_never(event)
