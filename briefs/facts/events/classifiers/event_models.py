"""A file of weights -> the models for events, one for each question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from briefs.facts.learned.calibration import Calibration, load_calibration
from briefs.facts.learned.linear import Linear, load_linear


class EventKind(StrEnum):
    """The kinds of events; the names of their weights begin with it."""

    MEETING = "meeting"
    AGREEMENT = "agreement"


KINDS = tuple(EventKind)
Arrays = Mapping[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class MentionModel:
    """`sentence`: does it report an event? `party`: does this party take part? `status`: which?"""

    sentence: Linear
    party: Linear
    status: Linear


@dataclass(frozen=True, slots=True)
class EventModel:
    """`right`: is all of it right? `news`: does the article report it?

    `alone` calibrates the sentence model for a sentence without its article; `least` is the
    probability from which an event is kept.
    """

    right: Linear
    calibration: Calibration
    news: Linear
    alone: Calibration
    least: float


@dataclass(frozen=True, slots=True)
class EventModels:
    """A model of mentions and one of whole events for each of KINDS."""

    mentions: Mapping[EventKind, MentionModel]
    events: Mapping[EventKind, EventModel]


def load_events(npz: bytes) -> EventModels:
    """The bytes of events.npz -> EventModels. Raises: KeyError where a part is missing."""
    with np.load(BytesIO(npz), allow_pickle=False) as file:
        return events_of(file)


def events_of(file: Arrays) -> EventModels:
    """Arrays -> EventModels."""
    return EventModels(mentions_of(file), {kind: _event_model(file, kind) for kind in KINDS})


def mentions_of(file: Arrays) -> dict[EventKind, MentionModel]:
    """Arrays -> the models of mentions alone."""
    return {
        kind: MentionModel(
            load_linear(file, f"{kind}_sentence"),
            load_linear(file, f"{kind}_party"),
            load_linear(file, f"{kind}_status"),
        )
        for kind in KINDS
    }


def _event_model(file: Arrays, kind: EventKind) -> EventModel:
    return EventModel(
        load_linear(file, f"{kind}_right"),
        load_calibration(file, f"{kind}_right"),
        load_linear(file, f"{kind}_news"),
        load_calibration(file, f"{kind}_alone"),
        float(np.asarray(file[f"{kind}_least"], dtype=np.float64)),
    )
