"""A chat over HTTP that behaves badly: a process of its own, with the platforms' faults.

It has threads: what stands in one is not in the channel's history, and the other way round. It
drops 8 % of its replies after it has accepted the request (a post, an edit, a deletion), shows a
message in the history only after a while, answers 429 and 500 in 10 % (half of the 500 come after accepting),
delivers every event until it is acknowledged, and some of them again after that.

    python -m tests.kill.chat_server SEED      prints its port
"""

from __future__ import annotations

import asyncio
import itertools
import random
import sys
import time
from collections import Counter
from typing import Any

from aiohttp import web

LAG_S = 0.4
DROPPED = 0.08
BUSY = 0.05
BROKEN = 0.05
REDELIVER_S = 0.6


class Chat:
    """Messages by id, and the events that are to be delivered."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.messages: dict[str, dict[str, Any]] = {}
        self.doubled: list[str] = []
        self.events: dict[int, dict[str, Any]] = {}
        self.acked: set[int] = set()
        self.told_at: dict[int, float] = {}
        self.stats: Counter[str] = Counter()
        self.ids = itertools.count(1)

    async def answer(self, request: web.Request, accept: Any) -> web.StreamResponse:
        """Meet a fault, or accept and answer, or accept and meet one."""
        self.stats["requests"] += 1
        dice = self.random.random()
        if dice < BUSY:
            self.stats["429"] += 1
            return web.json_response({}, status=429, headers={"Retry-After": "0.1"})
        if dice < BUSY + BROKEN / 2:
            self.stats["500 before"] += 1
            return web.json_response({}, status=500)
        await asyncio.sleep(self.random.random() * 0.06)
        result = accept()
        if dice < BUSY + BROKEN:
            self.stats["500 after"] += 1
            return web.json_response({}, status=500)
        await asyncio.sleep(self.random.random() * 0.06)
        if self.random.random() < DROPPED:
            self.stats["dropped"] += 1
            assert request.transport is not None
            request.transport.close()
            raise ConnectionResetError
        return web.json_response(result)

    async def send(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()

        def accept() -> dict[str, str]:
            message = {**body, "id": f"M{next(self.ids)}", "at": time.time()}
            message["shows_at"] = time.time() + self.random.random() * LAG_S
            if any(one["key"] == message["key"] for one in self.messages.values()):
                self.doubled.append(message["key"])
            self.messages[message["id"]] = message
            return {"id": message["id"]}

        return await self.answer(request, accept)

    async def edit(self, request: web.Request) -> web.StreamResponse:
        body, name = await request.json(), request.match_info["id"]
        if name not in self.messages:
            return web.json_response({}, status=404)
        return await self.answer(request, lambda: self.messages[name].update(body) or {})

    async def delete(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["id"]
        return await self.answer(request, lambda: (self.messages.pop(name, None) and {}) or {})

    async def history(self, request: web.Request) -> web.StreamResponse:
        since, channel = float(request.query["since"]), request.query["channel"]
        thread = request.query.get("thread")
        found = [
            {"id": m["id"], "key": m["key"], "thread": m["thread"]}
            for m in self.messages.values()
            if m["channel"] == channel
            and m["thread"] == thread
            and m["at"] >= since
            and m["shows_at"] <= time.time()
        ]
        return await self.answer(request, lambda: {"messages": found})

    async def say(self, request: web.Request) -> web.StreamResponse:
        self.events[next(self.ids)] = await request.json()
        return web.json_response({})

    async def hear(self, request: web.Request) -> web.StreamResponse:
        now = time.time()
        due = [
            number
            for number, at in ((n, self.told_at.get(n, 0.0)) for n in self.events)
            if now - at > REDELIVER_S and (number not in self.acked or self.random.random() < 0.02)
        ]
        self.random.shuffle(due)
        for number in due[:6]:
            self.told_at[number] = now
        return web.json_response([{"number": n, **self.events[n]} for n in due[:6]])

    async def ack(self, request: web.Request) -> web.StreamResponse:
        self.acked.add((await request.json())["number"])
        return web.json_response({})

    async def audit(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(
            {
                "messages": list(self.messages.values()),
                "doubled": self.doubled,
                "unheard": len(set(self.events) - self.acked),
                "stats": self.stats,
            }
        )


async def serve(seed: int) -> None:
    chat = Chat(seed)
    app = web.Application()
    app.add_routes(
        [
            web.post("/messages", chat.send),
            web.put("/messages/{id}", chat.edit),
            web.delete("/messages/{id}", chat.delete),
            web.get("/history", chat.history),
            web.post("/events", chat.say),
            web.get("/events", chat.hear),
            web.post("/ack", chat.ack),
            web.get("/audit", chat.audit),
        ]
    )
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
