"""`readout feed import` and `readout feed export`: lists of feeds (OPML)."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.text import Text

from bot.cli.operator_commands import plain_console, without_clock
from bot.settings import Settings
from bot.wiring.environment import Environment
from bot.wiring.feed_lists import write_opml
from bot.wiring.running_service import opened
from briefs.errors import BadRequest
from briefs.model.feeds import ListedFeed


async def import_feeds(file: Path, *, settings: Settings, environment: Environment) -> None:
    """Add the feeds of an OPML file. Raises: BadRequest, BadPage, TooLarge."""
    data = _read(file)
    async with without_clock(settings, environment) as service:
        done = await service.digests.import_feeds(data)
    plain_console().print(f"{done.added} feeds added, {done.known} were here already.")


async def export_feeds(file: Path | None, *, settings: Settings, environment: Environment) -> None:
    """Write all feeds as OPML to a file, or to standard output. Raises: BadRequest."""
    async with opened(settings, environment=environment) as store:
        feeds = await store.feeds.all()
    written = write_opml(ListedFeed(feed.url, feed.title) for feed in feeds)
    if file is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(written)
        return
    _write(file, written)
    plain_console().print(Text(f"{len(feeds)} feeds written to {file}."))


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as e:
        hint = "Name an OPML file, as feed readers export it."
        raise BadRequest(f"Could not read {str(file)!r}: {e.strerror}.", hint=hint) from e


def _write(file: Path, written: bytes) -> None:
    try:
        file.write_bytes(written)
    except OSError as e:
        hint = "Name a file in a folder that is there."
        raise BadRequest(f"Could not write {str(file)!r}: {e.strerror}.", hint=hint) from e
