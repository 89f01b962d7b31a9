"""A process that writes and says so, killed -9: whatever it said must be there."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing as mp
import os
import random
from multiprocessing import reduction
from pathlib import Path

from adapters.storage import Store, open_store
from bot import keys
from briefs.model.delivery import Quota
from tests.fakes.delivery import post, seen, stored_briefing
from tests.kill.worker import now

ROOM = Quota(person=10**9, place=10**9)
UNDER_WAY = 5
"""So many writes have returned before a writer is killed."""

PRELOAD = ["tests.kill.writes", "aiosqlite", "psycopg"]


def write_until_killed(url: str, first: int, pipe: int) -> None:
    """Write numbered rows; each number goes into the pipe when its write has returned."""
    asyncio.run(_write(url, first, pipe))


async def _write(url: str, first: int, pipe: int) -> None:
    async with await open_store(url, now=now, migrate=False, pool_size=2) as store:

        async def lane(number: int) -> None:
            while True:
                await _write_one(store, number)
                os.write(pipe, f"{number}\n".encode())
                number += 3

        await asyncio.gather(*(lane(first + n) for n in range(3)))


async def _write_one(store: Store, number: int) -> None:
    match number % 3:
        case 0:
            one = seen(f"w{number}", f"https://a.example/{number}", author=f"U{number}")
            key = keys.reply(one)
            await store.inbox.admit(key, one, source=key, now=now(), quota=ROOM)
        case 1:
            await store.outbox.put(f"w{number}", [post(f"w{number}#0")], now=now())
        case _:
            await store.articles.keep(stored_briefing(f"https://a.example/{number}"), now=now())


async def _is_there(store: Store, number: int, posted: set[str]) -> bool:
    match number % 3:
        case 0:
            return await store.inbox.author(keys.reply(seen(f"w{number}"))) == f"U{number}"
        case 1:
            return f"w{number}#0" in posted
        case _:
            return await store.articles.find(f"https://a.example/{number}") is not None


async def lost_writes(store: Store, acknowledged: set[int]) -> list[int]:
    """Those of the acknowledged writes that a store does not hold."""
    posted = {row.key for row in await store.outbox.rows(limit=10**7)}
    return [n for n in sorted(acknowledged) if not await _is_there(store, n, posted)]


async def kill_writers(
    url: str, *, kills: int, seed: int, backup: Path | None
) -> tuple[int, list[str]]:
    """Kill writers in the middle of it -> (acknowledged writes, faults).

    With `backup`, one is taken while a writer is at work, each round, and looked over.
    """
    context = mp.get_context("forkserver")
    context.set_forkserver_preload(PRELOAD)
    random_ = random.Random(seed)
    acknowledged: set[int] = set()
    faults: list[str] = []
    async with await open_store(url, now=now, pool_size=2) as store:
        for kill in range(kills):
            read, write = os.pipe()
            first = kill * 3_000_000
            process = context.Process(target=_piped, args=(url, first, reduction.DupFd(write)))
            process.start()
            os.close(write)
            said = b""
            while said.count(b"\n") < UNDER_WAY:
                more = await asyncio.to_thread(os.read, read, 1 << 16)
                if not more:
                    return len(acknowledged), [*faults, "a writer ended by itself"]
                said += more
            if backup is not None and kill % 5 == 4:
                faults += await _back_up(store, backup, acknowledged)
            await asyncio.sleep(random_.uniform(0.0, 0.25))
            process.kill()
            process.join()
            process.close()
            said += await asyncio.to_thread(_drain, read)
            acknowledged |= {int(line) for line in said.split(b"\n")[:-1]}
            faults += [f"check: {fault}" for fault in await store.check()]
        faults += [f"lost: {number}" for number in await lost_writes(store, acknowledged)]
    return len(acknowledged), faults


async def _back_up(store: Store, target: Path, acknowledged: set[int]) -> list[str]:
    """Take a backup, restore it, look it over and look for what was acknowledged before it."""
    await store.backup(target)
    async with await open_store(f"sqlite+aiosqlite:///{target}", now=now) as restored:
        faults = [f"backup: {fault}" for fault in await restored.check()]
        lost = await lost_writes(restored, acknowledged)
    return faults + [f"backup lost: {number}" for number in lost]


def _piped(url: str, first: int, pipe: object) -> None:
    write_until_killed(url, first, pipe.detach())  # type: ignore[attr-defined]


def _drain(pipe: int) -> bytes:
    """What is left in a pipe whose writer is dead."""
    said = b""
    with contextlib.suppress(OSError):
        while more := os.read(pipe, 1 << 16):
            said += more
    os.close(pipe)
    return said
