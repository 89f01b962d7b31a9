"""What the app asks of Slack: the manifests beside this file, one of them minimal."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

MANIFEST: Final = Path(__file__).with_name("manifest.yaml")
MINIMAL: Final = Path(__file__).with_name("manifest_minimal.yaml")

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
"""docs/slack.md gives the reason for each; a test compares them with the manifest."""

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

HISTORY: Final = frozenset({"channels:history", "groups:history", "im:history", "mpim:history"})
"""An installation without any of these is that of the minimal manifest."""

NOT_MINIMAL: Final = HISTORY | {
    "chat:write.public",
    "mpim:read",
    "reactions:read",
    "reactions:write",
}
MINIMAL_SCOPES: Final = tuple(scope for scope in SCOPES if scope not in NOT_MINIMAL)
MINIMAL_EVENTS: Final = tuple(
    event for event in EVENTS if not event.startswith(("message.", "reaction_"))
)

STEP: Final = "brief_link"
"""The workflow step of the part "step"."""

STEP_EVENT: Final = "function_executed"
ASSISTANT_SCOPE: Final = "assistant:write"

PARTS: Final = ("assistant", "step")
"""Parts that only Slack's paid plans have. Their lines in a manifest are behind `#PART|`."""

SHORTCUT: Final = "brief_this"


def with_parts(manifest: str, parts: Collection[str]) -> str:
    """A manifest's text -> the text with the lines of these parts.

    Such a line replaces a line before it that has the same key (`org_deploy_enabled`).
    """
    lines: list[str] = []
    for line in manifest.splitlines():
        part, mark, rest = line.removeprefix("#").partition("|")
        if not (mark and line.startswith("#") and part in parts):
            lines.append(line)
            continue
        if lines and ":" in rest and lines[-1].split(":")[0] == rest.split(":")[0]:
            lines.pop()
        lines.append(rest)
    return "\n".join(lines) + "\n"
