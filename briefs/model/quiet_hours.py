"""Quiet hours of a place, as they are stored and as a form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

EVERY_DAY = tuple(range(7))


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A span of time in which automatic posts wait.

    `begins` and `ends` are "HH:MM" in `zone` (an IANA name); they end on the next date unless
    `ends` is later than `begins`. `weekdays`: the days on which they begin, 0 (Monday) to 6; with
    none there are no quiet hours, whatever the workspace's setting.
    """

    begins: str
    ends: str
    zone: str
    weekdays: tuple[int, ...] = EVERY_DAY


NEVER_QUIET = QuietHours("00:00", "00:00", "UTC", ())


class QuietChoice(StrEnum):
    """What a place can choose. DEFAULT: of a channel, its workspace's setting."""

    DEFAULT = "default"
    OWN = "own"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class QuietForm:
    """Quiet hours as filled in; `hours` is unparsed text like "22:00-07:00"."""

    choice: QuietChoice = QuietChoice.OWN
    hours: str = "22:00-07:00"
    weekdays: tuple[int, ...] = EVERY_DAY
    zone: str = ""


def form_of(quiet: QuietHours | None, *, zone: str = "") -> QuietForm:
    """Quiet hours -> the form that would set them; without any, in `zone`."""
    if quiet is None:
        return QuietForm(QuietChoice.DEFAULT, zone=zone)
    if not quiet.weekdays:
        return QuietForm(QuietChoice.NEVER, zone=zone)
    return QuietForm(
        hours=f"{quiet.begins}-{quiet.ends}",
        weekdays=quiet.weekdays,
        zone=quiet.zone,
    )
