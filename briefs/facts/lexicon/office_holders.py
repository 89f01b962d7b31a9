"""office_holders.txt -> who held which office, and when."""

from __future__ import annotations

from dataclasses import dataclass

from briefs.word_lists import file_rows


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """A row of office_holders.txt. Months are "YYYY-MM"; `until` is "" while in office."""

    where: str
    office: str
    name: str
    gender: str
    since: str
    until: str


OFFICE_HOLDERS = tuple(OfficeHolder(*row) for row in file_rows(__package__, "office_holders.txt"))
