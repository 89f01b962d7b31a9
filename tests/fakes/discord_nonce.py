"""Our own fake of one promise of Discord: with an enforced nonce a message is posted once.

"If a message with the same nonce was created by the same author within the past few minutes,
that message is returned and no new message is created."
https://discord.com/developers/docs/resources/message#create-message. No emulator does so.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

Send = Callable[..., Awaitable[Any]]


class Enforced:
    """Wraps HTTPClient.send_message; `lost` replies are lost after the message is there.

    `trouble` is raised in place of the next sends: the message is not there.
    """

    def __init__(self, send: Send) -> None:
        self._send = send
        self.known: dict[tuple[int, str], Any] = {}
        self.lost = 0
        self.trouble: list[Exception] = []
        self.asked: list[dict[str, Any]] = []

    async def __call__(self, channel: int, *, params: Any) -> Any:
        payload = params.payload
        self.asked.append(payload)
        if self.trouble:
            raise self.trouble.pop(0)
        name = (int(channel), str(payload.get("nonce")))
        if not payload.get("enforce_nonce") or name not in self.known:
            self.known[name] = await self._send(channel, params=params)
        if self.lost:
            self.lost -= 1
            raise ConnectionResetError(104, "reset by peer")
        return self.known[name]
