"""document_frequencies.txt -> the number of background articles in which a word occurs."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from briefs.stories.term_weights import Background, parse

FILE = "document_frequencies.txt"


@cache
def default_background() -> Background:
    """The table beside this module; tools/make_background.py writes it."""
    return parse(files(__package__).joinpath(FILE).read_text("utf-8"))
