"""Protocols of what the local page asks of the bot; bot.wiring provides them.

`PastePort` takes pastes and gives briefings back. What can go wrong with a paste is a
`ReadoutError` with message and hint; any other exception is a bug.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup

from briefs.errors import ReadoutError
from briefs.model.pastes import Archive, ArchivedBriefing, Check, Metric, Paste, Progress


class PastePort(Protocol):
    """Pastes in, briefings out."""

    async def start(self, paste: Paste) -> str:
        """Paste -> id of its job, at once. Raises: BadLink, BadRequest, OverQuota."""

    async def progress(self, job: str, *, seen: int = -1, wait_s: float = 0) -> Progress:
        """Progress of the job, once it has entered more than `seen` stages or has finished.

        Answers after `wait_s` seconds in any case. Raises: Unknown.
        """

    async def result(self, job: str) -> ArchivedBriefing | ReadoutError:
        """The result of a finished job. Raises: Unknown, also while it is not finished."""

    async def cancel(self, job: str) -> None:
        """Stop the job, whose result is then Cancelled; no effect on a finished one."""

    async def briefing(self, key: str) -> ArchivedBriefing:
        """The briefing of that id. Raises: Unknown."""

    async def archive(self, *, before: str | None = None, limit: int = 30) -> Archive:
        """The newest briefings, or those that follow `before`, an earlier `Archive.older`."""

    async def health(self) -> tuple[Check, ...]:
        """Checks of each part of the program; it is healthy if all of them pass."""

    async def metrics(self) -> tuple[Metric, ...]:
        """All metrics."""


# ------------------------------------------------------------------------- previews


@dataclass(frozen=True, slots=True)
class Preview:
    """How a platform shows a briefing: `html` escapes all text itself, `css` is its style sheet.

    The page's content security policy forbids inline styles and scripts, and anything that
    is not served by the page itself.
    """

    label: str
    html: Callable[[ArchivedBriefing], Markup]
    css: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """Largest sizes of a request: bytes of a saved page, characters of a pasted text."""

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
