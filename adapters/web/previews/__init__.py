"""What a chat is sent -> HTML that looks like the chat. The chats' own dressers are handed in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from adapters.web.desk import Preview
from adapters.web.previews import discord, slack
from briefs.pasting import Filed

HERE = Path(__file__).parent

Message = Sequence[dict[str, Any]]
"""Components or blocks, as the platform documents them."""

SHOWN: dict[str, tuple[str, Callable[[Message], Markup]]] = {
    "slack": ("Slack", slack.shown),
    "discord": ("Discord", discord.shown),
}


def preview(platform: str, dress: Callable[[Filed], Sequence[Message]]) -> Preview:
    """A platform and its dresser -> how the page shows a briefing as it does there."""
    label, shown = SHOWN[platform]

    def html(filed: Filed) -> Markup:
        return Markup("").join(shown(message) for message in dress(filed))

    return Preview(label, html, (HERE / f"{platform}.css").read_text())
