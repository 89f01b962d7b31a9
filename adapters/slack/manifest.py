"""What the app asks of Slack: the manifest beside this file, read once."""

from __future__ import annotations

from pathlib import Path
from typing import Final

MANIFEST: Final = Path(__file__).with_name("manifest.yaml")

SCOPES: Final = (
    "app_mentions:read",
    "channels:history",
    "channels:read",
    "chat:write",
    "chat:write.public",
    "commands",
    "groups:history",
    "groups:read",
    "im:history",
    "im:write",
    "mpim:history",
    "mpim:read",
    "reactions:read",
    "reactions:write",
    "users:read",
)
"""Each with its reason in docs/slack.md; the manifest names the same, which a test holds."""

EVENTS: Final = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "channel_archive",
    "channel_deleted",
    "channel_left",
    "group_archive",
    "group_left",
    "member_joined_channel",
    "message.channels",
    "message.groups",
    "message.im",
    "message.mpim",
    "reaction_added",
    "tokens_revoked",
)

SHORTCUT: Final = "brief_this"
