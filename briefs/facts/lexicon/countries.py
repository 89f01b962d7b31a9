"""countries.txt -> the names of a country, of its people and of its seat of government in news."""

from __future__ import annotations

from dataclasses import dataclass

from briefs.word_lists import file_rows


@dataclass(frozen=True, slots=True)
class Country:
    """A row of countries.txt: a name, and the other names, demonyms and capitals in use."""

    name: str
    others: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(form for form in cell.split(";") if form)


COUNTRIES = tuple(
    Country(name, _forms(others), _forms(demonyms), _forms(capitals))
    for name, others, demonyms, capitals in file_rows(__package__, "countries.txt")
)
