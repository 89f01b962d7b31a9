"""The groups `readout slack` and `readout discord`, for setting the chats up."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import click

from bot.settings import Settings, load


def _settings() -> Settings:
    return load(os.environ, dotenv=Path(".env"))


_AS_JSON = click.option("--json", "as_json", is_flag=True, help="A line of JSON for each check.")


@click.group()
def slack() -> None:
    """Setting Slack up."""


@slack.command("doctor")
@_AS_JSON
def slack_doctor(as_json: bool) -> None:
    """Check tokens, scopes and events, and say what is missing."""
    from bot.cli.chat_commands import examine

    asyncio.run(examine(settings=_settings(), as_json=as_json))


@slack.command("manifest")
@click.option("--minimal", is_flag=True, help="The bot reads no channel's messages.")
@click.option(
    "--with",
    "parts",
    multiple=True,
    type=click.Choice(["assistant", "step"]),
    help="A part that only Slack's paid plans have; can be given twice.",
)
def slack_manifest(minimal: bool, parts: tuple[str, ...]) -> None:
    """Write the manifest to paste where Slack apps are created."""
    from bot.cli.chat_commands import write_manifest

    if minimal and "assistant" in parts:
        raise click.UsageError("The minimal app reads no messages, so no assistant can answer.")
    write_manifest(minimal=minimal, parts=parts)


@click.group()
def discord() -> None:
    """Setting Discord up."""


@discord.command("doctor")
@_AS_JSON
def discord_doctor(as_json: bool) -> None:
    """Check token, intent and installation, and print the invite link."""
    from bot.cli.chat_commands import examine_discord

    asyncio.run(examine_discord(settings=_settings(), as_json=as_json))
