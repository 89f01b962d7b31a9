"""What requests to a platform meet, drawn with a seed; and the request at which a process is killed."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import web

LOST = 0.08
BUSY = 0.04
BROKEN = 0.04
"""Half of it after the platform has taken what it was sent."""

LATE_S = 1.5
"""So long at most a message is missing from the history."""

TICK_S = 0.02

Answer = Callable[[], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Aim:
    """A kill at the `after`-th request from now, of one kind or of any; before or after it is taken."""

    kind: str | None
    after: int
    taken: bool


@dataclass
class Weather:
    """`strike` kills the process that asks; it is called in the middle of its request."""

    seed: int
    strike: Callable[[], None] = lambda: None
    aim: Aim | None = None
    stats: Counter[str] = field(default_factory=Counter)
    struck: Counter[str] = field(default_factory=Counter)
    longest_pause_s: float = 0.0

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)

    async def watch(self) -> None:
        """Measure how long this process, which is the platforms, stands still at a time.

        The program rests on a message being in the history soon after its request ended. On a
        machine with much else to do a platform that stands still for longer is no platform: then
        a trial says nothing, and is told to be of no use.
        """
        before = time.monotonic()
        while True:
            await asyncio.sleep(TICK_S)
            now = time.monotonic()
            self.longest_pause_s = max(self.longest_pause_s, now - before - TICK_S)
            before = now

    def late_s(self) -> float:
        """How long the next message is missing from the history."""
        return self.random.random() * LATE_S

    async def meet(
        self, kind: str, request: web.Request, accept: Answer, *, busy: Answer, broken: Answer
    ) -> web.StreamResponse:
        """Meet a fault, or be answered, or be taken and meet one."""
        self.stats["requests"] += 1
        await asyncio.sleep(0)  # the end of a connection is read one turn after its last words
        await asyncio.sleep(0)
        if request.transport is None or request.transport.is_closing():
            self.stats["given up before"] += 1  # nobody waits any more: it is not taken
            return _cut(request)
        if (killed := self._kills(kind)) is not None:
            if killed.taken:
                await accept()
            self.struck[f"{kind} {'after' if killed.taken else 'before'}"] += 1
            self.strike()
            return _cut(request)
        dice = self.random.random()
        if dice < BUSY:
            self.stats["429"] += 1
            return await busy()
        if dice < BUSY + BROKEN / 2:
            self.stats["500 before"] += 1
            return await broken()
        answer = await accept()
        if dice < BUSY + BROKEN:
            self.stats["500 after"] += 1
            return await broken()
        if dice > 1 - LOST:
            self.stats["lost"] += 1
            return _cut(request)
        return answer

    def _kills(self, kind: str) -> Aim | None:
        aim = self.aim
        if aim is None or aim.kind not in {None, kind}:
            return None
        self.aim = None if aim.after <= 1 else Aim(aim.kind, aim.after - 1, aim.taken)
        return aim if self.aim is None else None


def _cut(request: web.Request) -> web.Response:
    """The connection breaks: nobody hears this answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
