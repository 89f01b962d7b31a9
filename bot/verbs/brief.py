"""`readout brief`: one article, here and now, nothing kept."""

from __future__ import annotations

import sys
from contextlib import nullcontext

from rich.console import Console

from bot.flows.briefing import Briefed
from bot.settings import Settings
from bot.wiring import chain as wiring
from bot.wiring.outside import Outside
from briefs.cards import card
from briefs.links import as_address
from briefs.pasting import Stage
from briefs.serial import to_json

PIPED_WIDTH = 80


async def brief_one(
    target: str,
    *,
    settings: Settings,
    outside: Outside,
    as_json: bool,
    evidence: bool,
    full: bool,
) -> None:
    """Target -> its briefing on standard output. Raises: ReadoutError."""
    done = await _briefed(target, settings=settings, outside=outside)
    if as_json:
        # JSON is UTF-8 wherever it goes, whatever the terminal's encoding is.
        sys.stdout.flush()
        sys.stdout.buffer.write(to_json(done.briefing).encode() + b"\n")
        return
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, no_color=True, width=PIPED_WIDTH)
    # Lines of an article's own card name no address.
    cited = {"": done.briefing.cited} if evidence else {}
    console.print(
        wiring.terminal_dress(card(done.briefing), width=console.width, evidence=cited, full=full)
    )


async def _briefed(target: str, *, settings: Settings, outside: Outside) -> Briefed:
    page = wiring.saved(target, outside=outside)
    status = Console(stderr=True).status("") if sys.stderr.isatty() else None

    def progress(stage: Stage) -> None:
        if status:
            status.update(f"{stage.value} …")

    async with wiring.chain(settings, outside=outside, workers=1) as parts:
        with status or nullcontext():
            if page:
                return await parts.briefer.page(page, progress=progress)
            return await parts.briefer.link(as_address(target), progress=progress)
