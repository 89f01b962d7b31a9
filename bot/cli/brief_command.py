"""`readout brief`: one article, at once; nothing is stored."""

from __future__ import annotations

import sys
from contextlib import nullcontext

from rich.console import Console

from bot.flows.brief_page import BriefedArticle
from bot.settings import Settings
from bot.wiring import reading_chain as wiring
from bot.wiring.environment import Environment
from briefs.cards.briefing_card import card
from briefs.links.canonical import as_address
from briefs.model.pastes import Stage
from briefs.model.serialization import to_json

PIPED_WIDTH = 80


async def brief_one(
    target: str,
    *,
    settings: Settings,
    environment: Environment,
    as_json: bool,
    evidence: bool,
    full: bool,
) -> None:
    """Target -> its briefing on standard output. Raises: ReadoutError."""
    done = await _briefed(target, settings=settings, environment=environment)
    if as_json:
        # JSON is always UTF-8, whatever the terminal's encoding is.
        sys.stdout.flush()
        sys.stdout.buffer.write(to_json(done.briefing).encode() + b"\n")
        return
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, no_color=True, width=PIPED_WIDTH)
    # The lines of a single article's card have no address, so its paragraphs are found under "".
    cited = {"": done.briefing.cited} if evidence else {}
    console.print(
        wiring.render(card(done.briefing), width=console.width, evidence=cited, full=full)
    )


async def _briefed(target: str, *, settings: Settings, environment: Environment) -> BriefedArticle:
    page = wiring.saved(target, environment=environment)
    status = Console(stderr=True).status("") if sys.stderr.isatty() else None

    def progress(stage: Stage) -> None:
        if status:
            status.update(f"{stage.value} …")

    async with wiring.chain(settings, environment=environment, workers=1) as parts:
        with status or nullcontext():
            if page:
                return await parts.briefer.page(page, progress=progress)
            return await parts.briefer.link(as_address(target), progress=progress)
