"""The machine interface: what a row of each kind is worked into."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from adapters.language import Resident
from adapters.pages.extraction import extract_article
from adapters.terminal.facts_rows import facts_row
from adapters.terminal.pages_rows import page_row
from adapters.terminal.stories_rows import stories_rows
from adapters.terminal.streaming import Row, Work, stream_rows
from bot.wiring.outside import now

__all__ = ["Row", "Work", "facts_work", "pages_work", "stories_rows", "stream_rows"]


def facts_work() -> Work:
    """Row of an article -> row of its facts, in a worker."""
    return partial(facts_row, reader=Resident())


def pages_work(root: Path) -> Work:
    """Row of a saved page -> row of what was read in it, in a worker."""
    return partial(page_row, root=root.resolve(), extract=extract_article, now=now())
