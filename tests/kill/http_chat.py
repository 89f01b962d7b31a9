"""The chat that speaks to chat_server.py; `blind` is a platform that cannot be asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import httpx

from briefs.errors import NotFound, NotSent, Refused, SiteBusy, Unreachable, Unverifiable
from briefs.model.cards import Card, CardPart
from briefs.model.chat import Mark
from briefs.model.messages import Post, Receipt
from briefs.model.places import LinkSeen

PER_CARD = 2


class HttpChat:
    """Posts as JSON, its key with each as metadata."""

    def __init__(self, *, http: httpx.AsyncClient, blind: bool = False) -> None:
        self._http = http
        self._blind = blind

    async def _ask(self, method: str, path: str, **named: Any) -> dict[str, Any]:
        try:
            answer = await self._http.request(method, path, **named)
        except httpx.HTTPError as error:
            raise Unreachable from error
        if answer.status_code == 429:
            raise NotSent(after_s=float(answer.headers["Retry-After"]))
        if answer.status_code == 404:
            raise NotFound
        if answer.status_code >= 500:
            raise SiteBusy
        found: dict[str, Any] = answer.json()
        return found

    async def send(self, post: Post) -> Receipt:
        body = {
            "key": post.key,
            "channel": f"{post.place.platform}/{post.place.channel}",
            "thread": post.place.thread,
            "text": _text(post.card),
        }
        found = await self._ask("POST", "/messages", json=body)
        return Receipt(post.key, post.place, found["id"], datetime.now(UTC))

    async def find(self, post: Post, *, since: datetime) -> Receipt | None:
        if self._blind:
            raise Unverifiable
        where = f"{post.place.platform}/{post.place.channel}"
        query = {"channel": where, "since": str(since.timestamp())}
        if post.place.thread is not None:
            query["thread"] = post.place.thread
        found = await self._ask("GET", "/history", params=query)
        for message in found["messages"]:
            if message["key"] == post.key:
                place = replace(post.place, thread=message["thread"])
                return Receipt(post.key, place, message["id"], datetime.now(UTC))
        return None

    async def edit(self, receipt: Receipt, post: Post) -> None:
        await self._ask("PUT", f"/messages/{receipt.message}", json={"text": _text(post.card)})

    async def publish(self, receipt: Receipt) -> None:
        raise Refused

    async def delete(self, receipt: Receipt) -> None:
        await self._ask("DELETE", f"/messages/{receipt.message}")

    def parts(self, card: Card) -> tuple[Card, ...]:
        lines = [line for part in card.parts for line in part.lines]
        chunks = [lines[i : i + PER_CARD] for i in range(0, len(lines), PER_CARD)] or [[]]
        return tuple(replace(card, parts=(CardPart("", tuple(chunk)),)) for chunk in chunks)

    def link(self, receipt: Receipt) -> str | None:
        return None

    def whispers_to(self, seen: LinkSeen) -> bool:
        """Never: what is posted is seen by everybody."""
        return False

    async def mark(self, seen: LinkSeen, mark: Mark) -> None:
        return None


def _text(card: Card) -> str:
    lines = [line.text for part in card.parts for line in part.lines]
    return "\n".join([card.headline, *lines])
