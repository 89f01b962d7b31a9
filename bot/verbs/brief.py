"""`readout brief`: one article, here and now, nothing kept."""

from __future__ import annotations

import sys
from contextlib import nullcontext

from rich.console import Console

from adapters.terminal.dress import dress
from adapters.terminal.sources import is_link, saved_page
from bot import wiring
from bot.flows.briefing import Briefed, Briefer, Progress, Stage
from bot.settings import Settings
from briefs.cards import card
from briefs.serial import to_json

PIPED_WIDTH = 80


async def brief_one(
    target: str,
    *,
    settings: Settings,
    loopback: wiring.Loopback,
    as_json: bool,
    evidence: bool,
    full: bool,
) -> None:
    """Target -> its briefing on standard output. Raises: ReadoutError."""
    page = None if is_link(target) else saved_page(target, now=wiring.now())
    async with wiring.briefer(settings, loopback=loopback, workers=1) as chain:
        status = Console(stderr=True).status("") if sys.stderr.isatty() else None

        def progress(stage: Stage) -> None:
            if status:
                status.update(f"{stage.value} …")

        with status or nullcontext():
            if page:
                done = await chain.page(page, progress=progress)
            else:
                done = await chain.link(target, progress=progress)
    if as_json:
        sys.stdout.write(to_json(done.briefing) + "\n")
        return
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = PIPED_WIDTH
    console.print(dress(card(done.briefing), width=console.width))
