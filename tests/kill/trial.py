"""One trial: workers are killed at random while links are pasted, edited and deleted, and
digests fall due; then it is counted what the chat shows.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing as mp
import random
import subprocess
import sys
from asyncio.subprocess import Process
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess
from typing import Any

import httpx

from adapters.storage import Store, open_store
from bot import keys
from briefs.model.delivery import (
    Arrival,
    Filters,
    PostState,
    SourceDeleted,
    SourceEdited,
    Sources,
    Subscription,
)
from briefs.model.places import LinkSeen, Place
from briefs.model.serialization import to_json
from tests.conftest import ROOT
from tests.fakes.delivery import stored_briefing
from tests.kill import worker
from tests.kill.http_chat import PER_CARD

WORKERS = 3
CALM_STEPS = 8
"""In so many steps it is all said where nobody is killed."""

ARTICLES = 5
FIGURES = (
    "kills",
    "wanted",
    "duplicates",
    "missing",
    "wrong",
    "left",
    "astray",
    "stuck",
    "uncertain",
    "unlisted",
)
PRELOAD = ["tests.kill.worker", "aiosqlite", "psycopg", "apscheduler.schedulers.asyncio"]


@dataclass(slots=True)
class Result:
    """What was seen; `uncertain` are posts that nobody could verify, parked and listed."""

    database: str
    kills: int
    wanted: int = 0
    duplicates: int = 0
    missing: int = 0
    wrong: int = 0
    left: int = 0
    astray: int = 0
    stuck: int = 0
    uncertain: int = 0
    unlisted: int = 0
    stats: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        faults = (self.duplicates, self.missing, self.wrong, self.left, self.astray)
        return not any((*faults, self.stuck, self.unlisted))


class Plan:
    """What is said, and what the chat must show in the end: key of a post -> its text."""

    def __init__(self, seed: int, run: str) -> None:
        self.random = random.Random(seed)
        self.run = run
        self.wanted: dict[str, str] = {}
        self.blind: set[str] = set()
        self.gone: set[str] = set()

    def message(self, number: int) -> list[object]:
        """The events of one message, in the order in which they happened."""
        blind = self.random.random() < 0.15
        place = Place("blind" if blind else "fake", "T1", f"C{number % 7}")
        now = datetime.now(UTC)
        name = f"{self.run}m{number}"
        links = self._links(name, "a")
        seen = LinkSeen(place, name, f"U{number % 5}", links, now, event=f"E-{name}")
        events: list[object] = [seen]
        if not blind and self.random.random() < 0.25:
            links = self._links(name, "b")
            events.append(SourceEdited(place, name, links, now + timedelta(seconds=1)))
        key = keys.reply(seen)
        if not blind and self.random.random() < 0.3:
            # Away, and after a while back: perhaps before the deletion has its answer.
            events.append(SourceEdited(place, name, (), now + timedelta(seconds=2)))
            events += [None] * self.random.choice((0, 1, 4))
            links = self._links(name, "c")
            events.append(SourceEdited(place, name, links, now + timedelta(seconds=3)))
        if not blind and self.random.random() < 0.15:
            events.append(SourceDeleted(place, name))
            self.gone.add(key)
            return events
        for part, link in enumerate(links):
            post = keys.part(key, part)
            self.wanted[post] = f"About {link.rpartition('/')[2]}"
            if blind:
                self.blind.add(post)
        return events

    def _links(self, name: str, which: str) -> tuple[str, ...]:
        count = self.random.choice((1, 1, 2, 3))
        return tuple(f"https://news.example/{name}{which}{n}" for n in range(count))

    def digest(self, number: int) -> Subscription:
        """A subscription whose time was a moment ago."""
        now = datetime.now(UTC)
        due = now.replace(second=0, microsecond=0)
        key = f"{self.run}s{number}"
        for part in range(-(-ARTICLES // PER_CARD)):
            slot = f"digest:{key}:{due.date()}:{due:%H%%3A%M}"
            titles = [f"About {key}-{n}" for n in range(ARTICLES)][part * PER_CARD :][:PER_CARD]
            text = "\n".join([f"Digest of {due.date()}", *titles])
            self.wanted[keys.part(slot, part)] = text
        return Subscription(
            key=key,
            place=Place("fake", "T1", f"D{number % 5}"),
            owner="U1",
            local_time=f"{due:%H:%M}",
            weekdays=tuple(range(7)),
            zone="UTC",
            created_at=now,
            sources=Sources(here=False, feeds=(key,)),
            filters=Filters(),
            next_at=due,
        )


async def bring(store: Store, subscription: Subscription) -> None:
    """Let a feed have brought the articles of a digest, then subscribe to it."""
    at = datetime.now(UTC) - timedelta(minutes=5)
    for number in range(ARTICLES):
        url = f"https://feed.example/{subscription.key}-{number}"
        arrival = Arrival(
            keys.feed(subscription.key), url, at + timedelta(seconds=number), feed="Feed"
        )
        title = f"About {subscription.key}-{number}"
        await store.articles.keep(stored_briefing(url, title=title), now=at, arrival=arrival)
    await store.subscriptions.put(subscription)


def say(event: object) -> dict[str, Any]:
    return {"kind": type(event).__name__, "value": to_json(event)}


async def _chat_server(seed: int) -> tuple[Process, str]:
    """The chat as a process of its own -> it, and its address."""
    server = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.kill.chat_server",
        str(seed),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # it logs each reply that it drops
    )
    assert server.stdout is not None
    return server, f"http://127.0.0.1:{int(await server.stdout.readline())}"


def _kill(process: BaseProcess) -> None:
    process.kill()
    process.join()
    process.close()


async def trial(
    url: str, *, seed: int, kills: int, messages: int, digests: int, max_wait_s: float = 90
) -> Result:
    """Run one trial on a migrated store."""
    context = mp.get_context("forkserver")
    context.set_forkserver_preload(PRELOAD)
    server, base = await _chat_server(seed)
    processes: list[BaseProcess] = []
    random_ = random.Random(seed)
    plan = Plan(seed, f"r{seed}x")

    def start() -> BaseProcess:
        process = context.Process(target=worker.run, args=(url, base, random_.randrange(10**9)))
        process.start()
        return process

    try:
        async with (
            await open_store(url, now=worker.now, pool_size=2) as store,
            httpx.AsyncClient(base_url=base, trust_env=False, timeout=30) as http,
        ):
            processes = [start() for _ in range(WORKERS)]
            events: list[object] = []
            for number in range(messages):
                events += plan.message(number)
            events = _shuffled_a_little(events, random_)
            result = Result(url.partition("+")[0], kills)
            steps = kills or CALM_STEPS
            for step in range(steps):
                for event in events[
                    step * len(events) // steps : (step + 1) * len(events) // steps
                ]:
                    if event is not None:
                        (await http.post("/events", json=say(event))).raise_for_status()
                for number in range(step * digests // steps, (step + 1) * digests // steps):
                    await bring(store, plan.digest(number))
                await asyncio.sleep(random_.uniform(0.1, 0.5))
                if kills:
                    victim = random_.randrange(WORKERS)
                    _kill(processes[victim])
                    processes[victim] = start()
            await _until_done(store, http, max_wait_s)
            await count(result, plan, store, (await http.get("/audit")).json())
            return result
    finally:
        for process in processes:
            _kill(process)
        server.kill()
        await server.wait()


def _shuffled_a_little(events: list[object], random_: random.Random) -> list[object]:
    """Events come about in order, not quite: by a few places off."""
    placed = [(number + random_.uniform(0, 6), number) for number in range(len(events))]
    return [events[number] for _, number in sorted(placed)]


async def _until_done(store: Store, http: httpx.AsyncClient, max_wait_s: float) -> None:
    """Wait until all is heard and nothing is due; no longer than patience lasts."""
    end = datetime.now(UTC) + timedelta(seconds=max_wait_s)
    quiet = 0
    while quiet < 3 and datetime.now(UTC) < end:
        unheard = (await http.get("/audit")).json()["unheard"]
        ringing = [one async for page in store.subscriptions.due(now=worker.now()) for one in page]
        busy = unheard or ringing or await store.pending_work.unfinished()
        quiet = 0 if busy else quiet + 1
        await asyncio.sleep(0.2)


async def count(result: Result, plan: Plan, store: Store, audit: dict[str, Any]) -> None:
    """Compare what the chat shows with what it must show."""
    shown: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for message in audit["messages"]:
        shown[message["key"]].append(message)
    rows = {row.key: row.state for row in await store.outbox.rows(limit=10**6)}
    parked = {key for key, state in rows.items() if state is PostState.UNCERTAIN}
    # A part behind a parked one waits with it; the operator's word lets both go on.
    waiting = {key for key in plan.blind if rows.get(key) is PostState.WAITING}
    result.wanted = len(plan.wanted)
    result.duplicates = len(audit["doubled"])
    result.uncertain = len(parked)
    missing = [
        key for key in plan.wanted if not shown[key] and key not in parked and key not in waiting
    ]
    result.missing = len(missing)
    result.faults = [f"missing: {key}, {rows.get(key, 'no row')}" for key in missing]
    result.faults += [f"there twice: {key}" for key in audit["doubled"]]
    left = [key for key, found in shown.items() if found and key not in plan.wanted]
    result.left = len(left)
    result.faults += [f"left: {key}, {rows.get(key, 'no row')}" for key in left]
    astray = [key for key, found in shown.items() if found and not _in_thread(key, found[0], shown)]
    result.astray = len(astray)
    result.faults += [f"in the wrong thread: {key}" for key in astray]
    result.unlisted = len(parked - plan.blind)
    result.wrong = sum(
        len(messages) > 0 and messages[0]["text"].partition("\n2 more")[0] != plan.wanted.get(key)
        for key, messages in shown.items()
        if key in plan.wanted
    )
    unfinished = await store.pending_work.unfinished()
    halted = {PostState.WAITING, PostState.FAILED}
    stuck = [key for key, state in rows.items() if state in halted and key not in waiting]
    result.stuck = len(unfinished) + len(stuck)
    result.faults += [f"not done: {job.kind} {job.key}, due {job.at}" for job in unfinished]
    result.faults += [f"stuck: {key}, {rows[key]}" for key in stuck]
    result.stats = dict(audit["stats"])


def _in_thread(key: str, message: dict[str, Any], shown: dict[str, list[dict[str, Any]]]) -> bool:
    """A later part stands in the thread of the first, the first in none."""
    batch, _, part = key.rpartition("#")
    first = shown.get(keys.part(batch, 0))
    wanted = None if part == "0" else first and first[0]["id"]
    return bool(message["thread"] == wanted)


def line(result: Result) -> str:
    """A result as one line of a report."""
    summary = ", ".join(f"{getattr(result, name)} {name}" for name in FIGURES)
    met = f"{result.database:10} {summary}; the chat met {json.dumps(result.stats)}"
    return "\n  ".join([met, *result.faults])


def total(results: list[Result]) -> Result:
    """All trials together."""
    met = sum((Counter(one.stats) for one in results), Counter())
    whole = replace(results[0], database="all", stats=dict(met))
    for name in FIGURES:
        setattr(whole, name, sum(getattr(one, name) for one in results))
    return whole
