"""A chat's message -> HTML that looks like the chat; imports briefs, and no chat's rendering."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, assert_never

from markupsafe import Markup

from adapters.web.paste_port import Preview
from adapters.web.previews import discord, slack
from briefs.model.pastes import ArchivedBriefing
from briefs.model.platforms import Platform

HERE = Path(__file__).parent

Message = Sequence[dict[str, Any]]
"""Components or blocks, as the platform documents them."""


def preview_html(platform: Platform, message: Message) -> Markup:
    """A message in the chat's format -> HTML; empty for a platform that is no chat."""
    match platform:
        case Platform.SLACK:
            return slack.message_html(message)
        case Platform.DISCORD:
            return discord.message_html(message)
        case Platform.WEB:
            return Markup("")
    assert_never(platform)


def preview(platform: Platform, render: Callable[[ArchivedBriefing], Sequence[Message]]) -> Preview:
    """A platform and its rendering -> preview of a briefing as that chat shows it."""

    def html(filed: ArchivedBriefing) -> Markup:
        return Markup("").join(preview_html(platform, message) for message in render(filed))

    return Preview(platform.label, html, (HERE / f"{platform}.css").read_text())
