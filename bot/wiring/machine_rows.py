"""The machine interface: the function in a worker for each kind of row."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from adapters.language import ProcessReader
from adapters.pages.extraction import extract_article
from adapters.terminal.accounts_rows import accounts_rows, candidate_row
from adapters.terminal.facts_rows import facts_row
from adapters.terminal.pages_rows import page_row
from adapters.terminal.stories_rows import stories_rows
from adapters.terminal.streaming import BadRow, Row, Work, stream_rows, strict_json
from bot.wiring.environment import now

__all__ = [
    "BadRow",
    "Row",
    "Work",
    "accounts_rows",
    "candidate_work",
    "facts_work",
    "pages_work",
    "stories_rows",
    "stream_rows",
    "strict_json",
]  # fmt: skip


def facts_work() -> Work:
    """Row of an article -> row of its facts, in a worker."""
    return partial(facts_row, reader=ProcessReader())


def candidate_work() -> Work:
    """Row of an article -> the digest candidate made of it, in a worker."""
    return partial(candidate_row, reader=ProcessReader())


def pages_work(root: Path) -> Work:
    """Row of a saved page -> row of the article in it, in a worker."""
    return partial(page_row, root=root.resolve(), extract=extract_article, now=now())
