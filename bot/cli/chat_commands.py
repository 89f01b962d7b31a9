"""`readout slack` and `readout discord`: diagnosis of the set-up, and Slack's manifest."""

from __future__ import annotations

import json
import sys

from rich.console import Console
from rich.text import Text

from bot.settings import Settings
from bot.wiring.build_chats import (
    SLACK_MANIFEST,
    SLACK_MINIMAL,
    discord_checks,
    slack_checks,
    with_parts,
)
from bot.wiring.environment import WORLD
from briefs.errors import BadRequest
from briefs.model.pastes import Check


async def examine(*, settings: Settings, as_json: bool = False) -> None:
    """Print which parts of Slack's set-up work. Raises: BadRequest if any does not."""
    checks = await slack_checks(settings, environment=WORLD)
    show(checks, "Slack", "docs/slack.md says how.", as_json=as_json)


async def examine_discord(*, settings: Settings, as_json: bool = False) -> None:
    """Print which parts of Discord's set-up work. Raises: BadRequest if any does not."""
    checks = await discord_checks(settings, environment=WORLD)
    show(checks, "Discord", "docs/discord.md says how.", as_json=as_json)


def show(checks: tuple[Check, ...], name: str, hint: str, *, as_json: bool) -> None:
    """Print the checks of a chat, a line for each. Raises: BadRequest if any does not hold."""
    console = Console(highlight=False, no_color=not sys.stdout.isatty(), soft_wrap=True)
    for check in checks:
        if as_json:
            row = {"name": check.name, "state": check.state, "detail": check.detail}
            sys.stdout.write(json.dumps(row) + "\n")
        else:
            console.print(Text(f"{check.state:<11}  {check.name}: {check.detail}"))
    if not all(check.ok for check in checks):
        raise BadRequest(f"{name} is not set up yet.", hint=hint)


def write_manifest(*, minimal: bool = False, parts: tuple[str, ...] = ()) -> None:
    """Write Slack's manifest to standard output, with these parts of Slack's paid plans."""
    manifest = SLACK_MINIMAL if minimal else SLACK_MANIFEST
    sys.stdout.write(with_parts(manifest.read_text(encoding="utf-8"), parts))
