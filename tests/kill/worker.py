"""A process of the bot: hears events, briefs, posts and serves digests until it is killed."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import httpx

from adapters.clock import Clock
from adapters.jobs.local import LocalJobs
from adapters.storage import Store, open_store
from bot.flows.digesting import Digesting
from bot.flows.editing import Editing
from bot.flows.linking import Linking
from bot.flows.posting import Posting, Timing
from bot.flows.sweeping import Sweeping
from bot.ports import Chat
from bot.retries import Retries
from briefs.delivery import JobKind, Kept, Quota, SourceDeleted, SourceEdited
from briefs.errors import SiteBusy
from briefs.model import LinkSeen
from briefs.serial import from_plain
from tests.fakes.delivery import briefing_card, compose, digest_card, kept
from tests.kill.http_chat import HttpChat

TIMING = Timing(lease_s=2.5, timeout_s=0.9, lag_s=0.5)
PATIENT = Retries(first_s=0.05, most_s=0.4, attempts=100_000)
EVENTS = {"LinkSeen": LinkSeen, "SourceEdited": SourceEdited, "SourceDeleted": SourceDeleted}


def now() -> datetime:
    return datetime.now(UTC)


def run(url: str, base: str, seed: int) -> None:
    """What the process does, from its start to its end."""
    logging.disable()
    asyncio.run(work(url, base, seed))


async def work(url: str, base: str, seed: int) -> None:
    random_ = random.Random(seed)

    async def brief(link: str) -> Kept:
        await asyncio.sleep(random_.random() * 0.1)
        if random_.random() < 0.05:
            raise SiteBusy
        return kept(link, title=f"About {link.rpartition('/')[2]}")

    async with (
        await open_store(url, now=now, migrate=False, pool_size=4) as store,
        httpx.AsyncClient(base_url=base, timeout=TIMING.timeout_s, trust_env=False) as http,
    ):
        jobs = LocalJobs(now=now)
        chats: Mapping[str, Chat] = {
            "fake": HttpChat(http=http),
            "blind": HttpChat(http=http, blind=True),
        }
        digesting, linking, editing, posting = flows(store, jobs, chats, brief)
        clock = Clock()
        sweeping = Sweeping(work=store.work, jobs=jobs, now=now)
        clock.ring("sweep", sweeping.sweep, every_s=1.0)
        clock.ring("digests", digesting.ring, every_s=0.8)
        await jobs.start(
            {
                JobKind.LINK: linking.run,
                JobKind.POST: posting.run,
                JobKind.DIGEST: digesting.run,
            }
        )
        clock.start()
        await sweeping.sweep()
        while True:
            await listen(http, linking, editing)
            await asyncio.sleep(0.2)


def flows(
    store: Store, jobs: LocalJobs, chats: Mapping[str, Chat], brief: Any
) -> tuple[Digesting, Linking, Editing, Posting]:
    digesting = Digesting(
        schedules=store.schedules,
        library=store.library,
        outbox=store.outbox,
        places=store.places,
        jobs=jobs,
        chats=chats,
        compose=compose,
        card=digest_card,
        now=now,
        retries=PATIENT,
        lease_s=3.0,
    )
    linking = Linking(
        inbox=store.inbox,
        outbox=store.outbox,
        library=store.library,
        jobs=jobs,
        chats=chats,
        brief=brief,
        card=briefing_card,
        version="test-1",
        now=now,
        quota=Quota(person=10**6, place=10**6),
        retries=PATIENT,
        lease_s=3.0,
    )
    posting = Posting(
        outbox=store.outbox,
        chats=chats,
        jobs=jobs,
        now=now,
        place_is_gone=digesting.place_is_gone,
        retries=PATIENT,
        timing=TIMING,
    )
    editing = Editing(inbox=store.inbox, outbox=store.outbox, jobs=jobs, now=now)
    return digesting, linking, editing, posting


async def listen(http: httpx.AsyncClient, linking: Linking, editing: Editing) -> None:
    """Hear what is new; an event is acknowledged when it is on disk."""
    try:
        for event in (await http.get("/events")).json():
            heard = from_plain(EVENTS[event["kind"]], event["value"])
            if isinstance(heard, LinkSeen):
                await linking.hear(heard)
            elif isinstance(heard, SourceEdited):
                await editing.edited(heard)
            else:
                await editing.deleted(heard)
            await http.post("/ack", json={"number": event["number"]})
    except httpx.HTTPError:
        return
