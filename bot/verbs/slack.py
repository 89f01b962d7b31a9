"""`readout slack`: what is missing, and the manifest to create the app with."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.text import Text

from bot.settings import Settings
from bot.wiring.chats import SLACK_MANIFEST, slack_checks
from bot.wiring.outside import WORLD
from briefs.errors import BadRequest


async def examine(*, settings: Settings) -> None:
    """Say part by part what works. Raises: BadRequest where something does not."""
    checks = await slack_checks(settings, outside=WORLD)
    console = Console(highlight=False, no_color=not sys.stdout.isatty())
    for check in checks:
        console.print(Text(f"{'ok     ' if check.ok else 'missing'}  {check.name}: {check.detail}"))
    if not all(check.ok for check in checks):
        raise BadRequest("Slack is not set up yet.", hint="docs/slack.md says how.")


def write_manifest() -> None:
    """The manifest on standard output."""
    sys.stdout.write(SLACK_MANIFEST.read_text(encoding="utf-8"))
