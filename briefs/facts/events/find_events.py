"""An article's tokens and registry -> its meetings and agreements, each with a probability.

In order: candidates (triggers.py, participants.py, the constructions of meetings.py and
agreements.py), mentions (learned_mentions.py), events merged from mentions (event_merging.py), and
the confidence of each (confidence.py, event_models.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from briefs.facts.document.token_table import TokenTable
from briefs.facts.entities.registry import Registry
from briefs.facts.events.classifiers.confidence import Setting, event_names, event_numbers
from briefs.facts.events.classifiers.event_models import (
    EventKind,
    EventModel,
    EventModels,
    MentionModel,
)
from briefs.facts.events.classifiers.learned_mentions import EventInputs, find_mentions, make_inputs
from briefs.facts.events.constructions.agreements import with_inherited_parties
from briefs.facts.events.event_merging import (
    group_agreements,
    group_meetings,
    one_agreement,
    one_meeting,
)
from briefs.facts.events.mentions import AgreementMention, MeetingMention, Mention
from briefs.facts.learned.linear import sigmoid
from briefs.model.facts import Agreement, Event, Meeting

NEWS = 0.5  # below this an event is background: an earlier or side event


@dataclass(frozen=True, slots=True)
class EventCandidate:
    """An event with its features, not yet scored."""

    event: Event
    names: list[str]
    numbers: list[float]


def find_events(
    tokens: TokenTable, starts: Sequence[int], registry: Registry, title: str, models: EventModels
) -> tuple[tuple[Meeting, ...], tuple[Agreement, ...]]:
    """(TokenTable, starts of its blocks, registry, title, models) -> meetings and agreements."""
    inputs = make_inputs(tokens, starts, registry)
    meetings: list[Meeting] = []
    agreements: list[Agreement] = []
    for kind, model in models.mentions.items():
        for one in event_candidates(inputs, model, kind, registry, title):
            event = judged(one, models.events[kind])
            if (event.confidence or 0) < models.events[kind].least:
                continue
            match event:
                case Meeting():
                    meetings.append(event)
                case Agreement():
                    agreements.append(event)
                case _:
                    assert_never(event)
    return (
        tuple(sorted(meetings, key=lambda m: (m.evidence.start, m.evidence.end))),
        tuple(sorted(agreements, key=lambda a: (a.evidence.start, a.what.start))),
    )


def event_candidates(
    inputs: EventInputs, model: MentionModel, kind: EventKind, registry: Registry, title: str
) -> list[EventCandidate]:
    """An article -> its candidate events of one kind, not yet scored."""
    pairs = _merged(find_mentions(inputs, model, kind), kind, registry)
    setting = Setting(title, len(inputs.tokens.sents), len(pairs))
    return [
        EventCandidate(event, event_names(event, group), event_numbers(event, group, setting))
        for event, group in pairs
    ]


def _merged(
    seen: Sequence[Mention], kind: EventKind, registry: Registry
) -> list[tuple[Event, Sequence[Mention]]]:
    """Mentions of one kind -> events, each with its mentions."""
    match kind:
        case EventKind.MEETING:
            met = [m for m in seen if isinstance(m, MeetingMention)]
            return [(one_meeting(group), group) for group in group_meetings(met)]
        case EventKind.AGREEMENT:
            agreed = [m for m in seen if isinstance(m, AgreementMention)]
            whole = [with_inherited_parties(m, agreed, registry) for m in agreed]
            return [(one_agreement(group), group) for group in group_agreements(whole)]
        case _:
            assert_never(kind)


def judged(one: EventCandidate, model: EventModel) -> Event:
    """(Candidate, model) -> the event with its confidence, and whether it is background."""
    right = float(model.right.scores(one.names, one.numbers)[0])
    news = sigmoid(float(model.news.scores(one.names, one.numbers)[0]))
    background = one.event.background or news < NEWS
    return replace(one.event, confidence=model.calibration(right), background=background)
