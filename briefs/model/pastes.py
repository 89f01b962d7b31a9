"""Values of the local page: a paste, its progress, the archived briefing, metrics and checks.

Every failure of a paste is a `ReadoutError` with its message and hint.
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
    """A file from the browser; `content_type` and `name` are not verified."""

    name: str
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Paste:
    """What somebody pasted: exactly one of `link`, `text` and `upload` is set.

    `source`: the address of a pasted text or a saved page, if the reader gave it. `again`: make a
    new briefing even if the article was briefed before.
    """

    link: str | None = None
    text: str | None = None
    upload: Upload | None = None
    source: str | None = None
    again: bool = False


# ------------------------------------------------------------------------- progress


class Stage(StrEnum):
    """The stages of a briefing, in order; pasted text skips some."""

    FETCHING = "fetching"
    EXTRACTING = "extracting"
    READING = "reading"
    BRIEFING = "briefing"


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress of a job.

    `plan`: its stages; `entered`: how many of them have begun (0: it waits for its turn); `label`:
    the request in a few words; `link`: the pasted link or the given source, if any.
    """

    label: str
    plan: tuple[Stage, ...]
    entered: int
    finished: bool = False
    link: str | None = None


@dataclass(frozen=True, slots=True)
class ArchivedBriefing:
    """A briefing in the archive; `id` is safe in an address."""

    id: str
    briefing: Briefing
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Archive:
    """A page of briefings, newest first; `older`: mark of the next page, None at the end."""

    items: tuple[ArchivedBriefing, ...]
    older: str | None = None


# --------------------------------------------------------------------------- status


@dataclass(frozen=True, slots=True)
class Check:
    """One part of the program: whether it works, and a few words about it.

    `checked`: whether that was found out; if not, nothing is known against it and `ok` is True.
    """

    name: str
    ok: bool
    detail: str = ""
    checked: bool = True

    @property
    def state(self) -> str:
        """The check in a word or two."""
        if not self.checked:
            return "not checked"
        return "ok" if self.ok else "missing"


def unchecked(name: str, detail: str) -> Check:
    """A check whose answer could not be found out, and why."""
    return Check(name, True, detail, checked=False)


class Gauge(StrEnum):
    """The types of Prometheus metrics that are used."""

    COUNTER = "counter"
    GAUGE = "gauge"
    HISTOGRAM = "histogram"


@dataclass(frozen=True, slots=True)
class Metric:
    """One measurement, its unit in the name (`readout_reading_seconds_total`).

    `samples`: (labels, value); names of metrics and labels match `[a-z_][a-z0-9_]*`. Those of a
    histogram are its buckets: the number of values up to `le`, with "+Inf" for all; `sums` are then
    the sums of the values.
    """

    name: str
    help: str
    kind: Gauge
    samples: tuple[tuple[Mapping[str, str], float], ...]
    sums: tuple[tuple[Mapping[str, str], float], ...] = ()
