"""The link that invites the bot, with the least rights that it needs. Pure."""

from __future__ import annotations

import discord

NEEDED = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "read_message_history": "Read Message History",
    "create_public_threads": "Create Public Threads",
    "send_messages_in_threads": "Send Messages in Threads",
}
"""Permission in discord.py -> the name that Discord shows."""


def invite(application: int) -> str:
    """Application id -> the address by which somebody adds the bot to their server."""
    least = discord.Permissions(**dict.fromkeys(NEEDED, True))
    return discord.utils.oauth_url(
        application, permissions=least, scopes=("bot", "applications.commands")
    )
