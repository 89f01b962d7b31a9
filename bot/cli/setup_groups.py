"""The groups `readout slack` and `readout discord`, for setting the chats up."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import click

from bot.settings import Settings, load


def _settings() -> Settings:
    return load(os.environ, dotenv=Path(".env"))


@click.group()
def slack() -> None:
    """Setting Slack up."""


@slack.command("doctor")
def slack_doctor() -> None:
    """Check tokens, scopes and events, and say what is missing."""
    from bot.cli.chat_commands import examine

    asyncio.run(examine(settings=_settings()))


@slack.command("manifest")
@click.option("--minimal", is_flag=True, help="The bot reads no channel's messages.")
def slack_manifest(minimal: bool) -> None:
    """Write the manifest to paste where Slack apps are created."""
    from bot.cli.chat_commands import write_manifest

    write_manifest(minimal=minimal)


@click.group()
def discord() -> None:
    """Setting Discord up."""


@discord.command("doctor")
def discord_doctor() -> None:
    """Check token, intent and installation, and print the invite link."""
    from bot.cli.chat_commands import examine_discord

    asyncio.run(examine_discord(settings=_settings()))
