"""`readout slack` and `readout discord`: diagnosis of the set-up, and Slack's manifest."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.text import Text

from bot.settings import Settings
from bot.wiring.build_chats import (
    SLACK_MANIFEST,
    SLACK_MINIMAL,
    discord_checks,
    slack_checks,
)
from bot.wiring.environment import WORLD
from briefs.errors import BadRequest
from briefs.model.pastes import Check


async def examine(*, settings: Settings) -> None:
    """Print which parts of Slack's set-up work. Raises: BadRequest if any does not."""
    _show(await slack_checks(settings, environment=WORLD), "Slack", "docs/slack.md says how.")


async def examine_discord(*, settings: Settings) -> None:
    """Print which parts of Discord's set-up work. Raises: BadRequest if any does not."""
    checks = await discord_checks(settings, environment=WORLD)
    _show(checks, "Discord", "docs/discord.md says how.")


def _show(checks: tuple[Check, ...], name: str, hint: str) -> None:
    console = Console(highlight=False, no_color=not sys.stdout.isatty())
    for check in checks:
        console.print(Text(f"{'ok     ' if check.ok else 'missing'}  {check.name}: {check.detail}"))
    if not all(check.ok for check in checks):
        raise BadRequest(f"{name} is not set up yet.", hint=hint)


def write_manifest(*, minimal: bool = False) -> None:
    """Write Slack's manifest to standard output."""
    manifest = SLACK_MINIMAL if minimal else SLACK_MANIFEST
    sys.stdout.write(manifest.read_text(encoding="utf-8"))
