"""Links of messages that events reported, so that a reaction to one needs no call to Slack.

Outside its Marketplace Slack answers `conversations.replies` about once a minute
(https://docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps).
Only links, writer and thread are remembered, in this process and for the newest messages.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from adapters.slack import parsing

Json = Mapping[str, Any]
Known = tuple[str, str, str]
"""Workspace, channel and time stamp."""

MOST = 20_000


class MessageMemory:
    """The newest messages, by workspace, channel and stamp."""

    def __init__(self, *, most: int = MOST) -> None:
        self._most = most
        self._links: OrderedDict[Known, Json] = OrderedDict()

    def remember(self, body: Json) -> None:
        """Take in an event of type message: one was written, edited or deleted."""
        event, team = body["event"], parsing.team_of(body)
        channel, subtype = str(event.get("channel") or ""), event.get("subtype")
        if subtype == "message_deleted":
            self._links.pop((team, channel, str(event.get("deleted_ts") or "")), None)
        elif subtype == "message_changed":
            self._keep(team, channel, event.get("message") or {})
        elif subtype in {*parsing.WRITTEN, "bot_message"}:
            self._keep(team, channel, event)

    def _keep(self, team: str, channel: str, message: Json) -> None:
        known = (team, channel, str(message.get("ts") or ""))
        text = " ".join(f"<{link}>" for link in parsing.links_of(message))
        fields = {name: message[name] for name in ("ts", "thread_ts", "user") if message.get(name)}
        self._links[known] = {**fields, "text": text}
        self._links.move_to_end(known)
        while len(self._links) > self._most:
            self._links.popitem(last=False)

    def message(self, team: str, channel: str, stamp: str) -> Json | None:
        """The fields of a message that listeners need, None if it is not remembered."""
        return self._links.get((team, channel, stamp))

    def forget(self, team: str) -> None:
        """Forget a workspace that uninstalled the app."""
        for known in [one for one in self._links if one[0] == team]:
            del self._links[known]
