"""`readout facts`, `pages`, `stories` and `accounts`: JSON Lines in, JSON Lines out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot.settings import Settings
from bot.wiring import machine_rows as wiring
from bot.wiring.reading_chain import ready, worker_pool

LOOK_AHEAD = 4
"""Rows read ahead for each worker, enough to keep all of them busy."""


async def stream_facts(*, settings: Settings) -> None:
    """Rows of articles on standard input -> rows of facts on standard output. Raises: NoModel."""
    await _stream(wiring.facts_work(), settings, language=True)


async def stream_pages(*, settings: Settings, root: Path) -> None:
    """Rows of saved pages on standard input -> rows of articles on standard output."""
    await _stream(wiring.pages_work(root), settings, language=False)


def stream_stories() -> None:
    """Rows of articles, one batch -> each row's story."""
    with _progress("articles") as progress:
        task = progress.add_task("articles", total=None)
        for row in wiring.stories_rows(_parsed(_standard_input())):
            _write(row)
            progress.advance(task)


async def stream_accounts(*, settings: Settings) -> None:
    """Rows of articles, one batch -> a row for each story. Raises: NoModel.

    The articles are read on all workers; error rows are written as they come, the stories
    after the last article, each as soon as it is composed.
    """
    pool = worker_pool(settings, language=True)
    candidates: list[wiring.Row] = []
    with _progress("articles") as progress:
        task = progress.add_task("articles", total=None)
        async with pool:
            await ready(pool)
            ahead = LOOK_AHEAD * settings.workers
            rows = wiring.stream_rows(_standard_input(), wiring.candidate_work(), pool, ahead=ahead)
            async for row in rows:
                if "candidate" in row:
                    candidates.append(row)
                else:
                    _write(row)
                progress.advance(task)
    for row in wiring.accounts_rows(candidates):
        _write(row)


async def _stream(work: wiring.Work, settings: Settings, *, language: bool) -> None:
    pool = worker_pool(settings, language=language)
    with _progress("rows") as progress:
        task = progress.add_task("rows", total=None)
        async with pool:
            if language:
                await ready(pool)
            ahead = LOOK_AHEAD * settings.workers
            async for row in wiring.stream_rows(_standard_input(), work, pool, ahead=ahead):
                _write(row)
                progress.advance(task)


def _standard_input() -> Iterable[bytes]:
    """Lines of standard input, through a buffer of our own.

    When the program is interrupted, a thread may still be waiting for a line. If that thread held
    the lock of `sys.stdin`, the interpreter would end with a fatal error.
    """
    if sys.stdin is None:  # closed by the parent process
        return ()
    return os.fdopen(sys.stdin.fileno(), "rb", closefd=False)


def _parsed(lines: Iterable[bytes]) -> Iterator[wiring.Row]:
    """Lines -> rows; a batch fails as a whole if one row is invalid. Raises: BadRequest."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = wiring.strict_json(line)
        except (ValueError, RecursionError) as e:
            raise wiring.BadRow(f"Line {number} is not JSON.") from e
        if not isinstance(row, dict):
            raise wiring.BadRow(f"Line {number} is not a JSON object.")
        yield row


def _write(row: wiring.Row) -> None:
    """Write one line and flush, so that the reader of the pipe gets it at once."""
    try:
        line = json.dumps(row, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # a lone surrogate has no UTF-8
        line = json.dumps(row).encode()
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


def _progress(what: str) -> Progress:
    """A bar on standard error where that is a terminal, nothing where it is not."""
    return Progress(
        SpinnerColumn(),
        MofNCompleteColumn(),
        TextColumn(what),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
        transient=True,
    )
