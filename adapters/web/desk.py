"""What the local page needs from whoever serves it, as Protocols; wiring.py hands them in.

`Desk` takes pastes and gives briefings back. Everything that can go wrong with a paste is
a `ReadoutError` with its message and hint; everything else is a fault of the program.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from markupsafe import Markup

from briefs.errors import GiveUp, ReadoutError
from briefs.model import Briefing


class Unknown(GiveUp):
    """No such job, briefing, feed or subscription, or no longer."""

    kind = "unknown"
    message = "There is nothing here under this address."
    hint = "It may have been removed, or Readout was restarted."


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
class Kept:
    """A briefing as the archive holds it. `id` is safe in an address."""

    id: str
    briefing: Briefing
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Archive:
    """Briefings, newest first; `older` goes on where these end, None at the end."""

    items: tuple[Kept, ...]
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


@dataclass(frozen=True, slots=True)
class Metric:
    """One measurement, its unit in the name (`readout_reading_seconds_total`).

    `samples`: (labels, value); names of metrics and labels match `[a-z_][a-z0-9_]*`.
    """

    name: str
    help: str
    kind: Gauge
    samples: tuple[tuple[Mapping[str, str], float], ...]


class Desk(Protocol):
    """Pastes in, briefings out."""

    async def start(self, paste: Paste) -> str:
        """Paste -> id of its job, at once. Raises: BadLink, BadRequest, OverQuota."""

    async def progress(self, job: str, *, seen: int = -1, wait_s: float = 0) -> Progress:
        """How far the job is, as soon as more than `seen` stages are entered or it is finished.

        Answers after `wait_s` seconds in any case. Raises: Unknown.
        """

    async def result(self, job: str) -> Kept | ReadoutError:
        """What a finished job gave. Raises: Unknown, also while it is not finished."""

    async def cancel(self, job: str) -> None:
        """Stop the job, whose result is then Cancelled; no effect on a finished one."""

    async def briefing(self, key: str) -> Kept:
        """The briefing of that id. Raises: Unknown."""

    async def archive(self, *, before: str | None = None, limit: int = 30) -> Archive:
        """The newest briefings, or those that follow `before`, an earlier `Archive.older`."""

    async def health(self) -> tuple[Check, ...]:
        """Each part of the program; all of them work or it is not healthy."""

    async def metrics(self) -> tuple[Metric, ...]:
        """What is counted."""


# ------------------------------------------------------------------------- previews


@dataclass(frozen=True, slots=True)
class Preview:
    """How a platform shows a briefing: `html` escapes all text itself, `css` is its style sheet.

    The page's content security policy forbids inline styles and scripts, and anything that
    is not served by the page itself.
    """

    label: str
    html: Callable[[Kept], Markup]
    css: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a request may weigh: bytes of a saved page, characters of a pasted text."""

    upload_bytes: int = 5_000_000
    text_chars: int = 400_000

    @property
    def text_bytes(self) -> int:
        """The largest field of a form; UTF-8 takes at most four bytes a character."""
        return 4 * self.text_chars

    @property
    def body_bytes(self) -> int:
        """The largest request: a file, a text and the form around them."""
        return self.upload_bytes + self.text_bytes + 65_536
