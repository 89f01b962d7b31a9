"""When a place is left in peace, as it holds and as somebody filled it in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

EVERY_DAY = tuple(range(7))


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A span of time in which nothing is posted that nobody asked for.

    `begins` and `ends` are "HH:MM" in `zone` (an IANA name); they end on the next date unless
    `ends` is later than `begins`. `weekdays` are the days on which they begin, 0 (Monday) to 6;
    without one they never do, whatever holds for the workspace.
    """

    begins: str
    ends: str
    zone: str
    weekdays: tuple[int, ...] = EVERY_DAY


NEVER_QUIET = QuietHours("00:00", "00:00", "UTC", ())


class QuietChoice(StrEnum):
    """What a place can choose. DEFAULT: of a channel, what holds for its workspace."""

    DEFAULT = "default"
    OWN = "own"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class QuietForm:
    """Quiet hours as somebody filled them in; `hours` are unread, like "22:00-07:00"."""

    choice: QuietChoice = QuietChoice.OWN
    hours: str = "22:00-07:00"
    weekdays: tuple[int, ...] = EVERY_DAY
    zone: str = ""


def form_of(quiet: QuietHours | None, *, zone: str = "") -> QuietForm:
    """Quiet hours -> the form that would make them; `zone` stands where there are none."""
    if quiet is None:
        return QuietForm(QuietChoice.DEFAULT, zone=zone)
    if not quiet.weekdays:
        return QuietForm(QuietChoice.NEVER, zone=zone)
    return QuietForm(
        hours=f"{quiet.begins}-{quiet.ends}",
        weekdays=quiet.weekdays,
        zone=quiet.zone,
    )
