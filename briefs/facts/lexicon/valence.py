"""valence.txt -> the valence of words (positive or negative), on three published scales."""

from __future__ import annotations

from briefs.word_lists import file_rows

SCALES = 3
VALENCE: dict[str, tuple[float, ...]] = {
    word: tuple(map(float, values)) for word, *values in file_rows(__package__, "valence.txt")
}
"""A word's stem -> its valence in VADER, AFINN and Pattern, about -4 to 4; 0 where not listed."""
