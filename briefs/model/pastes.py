"""Values of the local page: a paste, its progress, the archived briefing, metrics and checks.

Everything that can go wrong with a paste is a `ReadoutError` with its message and hint.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from briefs.model.briefings import Briefing

# --------------------------------------------------------------------------- asking


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as the browser sent it. `content_type` and `name` are only claims."""

    name: str
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Paste:
    """What somebody handed in: exactly one of `link`, `text` and `upload` is set.

    `source` is the address that a pasted text or a saved page came from, where the reader
    told it. `again` asks for a new briefing even if the article was briefed before.
    """

    link: str | None = None
    text: str | None = None
    upload: Upload | None = None
    source: str | None = None
    again: bool = False


# ------------------------------------------------------------------------- progress


class Stage(StrEnum):
    """The stages of a briefing in their order; pasted text skips those that it does not need."""

    FETCHING = "fetching"
    EXTRACTING = "extracting"
    READING = "reading"
    BRIEFING = "briefing"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job has come.

    `plan` is what it goes through, `entered` how many of these it has begun (0: it still
    waits for its turn), `label` what was asked for, in a few words; `link` the pasted link
    (or the source that the reader gave), if there was one.
    """

    label: str
    plan: tuple[Stage, ...]
    entered: int
    finished: bool = False
    link: str | None = None


@dataclass(frozen=True, slots=True)
class ArchivedBriefing:
    """A briefing as the archive holds it. `id` is safe in an address."""

    id: str
    briefing: Briefing
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Archive:
    """Briefings, newest first; `older` goes on where these end, None at the end."""

    items: tuple[ArchivedBriefing, ...]
    older: str | None = None


# --------------------------------------------------------------------------- status


@dataclass(frozen=True, slots=True)
class Check:
    """One part of the program: whether it works, and a few words about it."""

    name: str
    ok: bool
    detail: str = ""


class Gauge(StrEnum):
    """Prometheus' types that are used here."""

    COUNTER = "counter"
    GAUGE = "gauge"
    HISTOGRAM = "histogram"


@dataclass(frozen=True, slots=True)
class Metric:
    """One measurement, its unit in the name (`readout_reading_seconds_total`).

    `samples`: (labels, value); names of metrics and labels match `[a-z_][a-z0-9_]*`. Those of a
    histogram are its buckets: how many values were at most `le`, up to "+Inf" which counts all;
    `sums` are then the sums of the values.
    """

    name: str
    help: str
    kind: Gauge
    samples: tuple[tuple[Mapping[str, str], float], ...]
    sums: tuple[tuple[Mapping[str, str], float], ...] = ()
