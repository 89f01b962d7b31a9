"""Days of the week as people write them, in English or German -> 0 (Monday) to 6."""

from __future__ import annotations

import re
from collections.abc import Collection

from briefs.errors import BadRequest
from briefs.translatable import quoted, translatable

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""How the boxes of a form name the days, in every language."""
_ENGLISH_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GROUPS = {
    "daily": (0, 1, 2, 3, 4, 5, 6),
    "everyday": (0, 1, 2, 3, 4, 5, 6),
    "weekdays": (0, 1, 2, 3, 4),
    "workdays": (0, 1, 2, 3, 4),
    "weekends": (5, 6),
    "weekend": (5, 6),
    "täglich": (0, 1, 2, 3, 4, 5, 6),
    "werktags": (0, 1, 2, 3, 4),
    "wochenende": (5, 6),
}
_GERMAN_DAYS = {"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5, "so": 6}
_GERMAN_NAMES = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_SPANS = re.compile(r" ?(?:[-–—]|\b(?:to|through|thru|till|until|bis)\b) ?")
_PARTS = re.compile(r"(?:[,;&/+\s]|\b(?:and|und)\b)+")


def parse_weekdays(text: str) -> tuple[int, ...]:
    """Days as written -> 0 (Monday) to 6, in order. Raises: BadRequest.

    "mon-fri", "Mon, Wed & Sat", "sat to mon", "daily", "weekdays", "weekends", "Mo, Mi, Fr".
    """
    days: set[int] = set()
    written = _SPANS.sub("-", " ".join(text.lower().split())).replace("every day", "daily")
    for word in _PARTS.split(written):
        if word in _GROUPS:
            days |= set(_GROUPS[word])
            continue
        first, _, last = word.partition("-")
        start, end = _day(first, text), _day(last or first, text)
        days |= {(start + step) % 7 for step in range((end - start) % 7 + 1)}
    return tuple(sorted(days))


def ticked_weekdays(boxes: Collection[str]) -> tuple[int, ...]:
    """The ticked boxes of a form, as WEEK names them -> 0 (Monday) to 6, in order."""
    return tuple(number for number, name in enumerate(WEEK) if name in boxes)


def _day(word: str, text: str) -> int:
    word = word.removesuffix(".")
    if word in _GERMAN_DAYS or word in _GERMAN_NAMES:
        named = _GERMAN_DAYS.get(word)
        return _GERMAN_NAMES.index(word) if named is None else named
    word = word.removesuffix("s") if word.endswith("days") else word
    found = [number for number, name in enumerate(_ENGLISH_NAMES) if name.startswith(word)]
    if len(word) < 2 or len(found) != 1:
        raise BadRequest(
            translatable("{written} does not name days of the week.", written=quoted(text)),
            hint="Write them like mon-fri, or mon, wed, sat, or daily.",
        )
    return found[0]
