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
from adapters.storage import open_store
from bot.flows.answer_links import LinkAnswerer
from bot.flows.deliver_posts import Timing
from bot.flows.follow_edits import EditFollower
from bot.ports.chat import Chat
from bot.retries import Backoff
from bot.wiring.build_flows import flows
from bot.wiring.environment import RetryPolicy
from briefs.errors import SiteBusy
from briefs.model.delivery import Quota, SourceDeleted, SourceEdited, StoredBriefing
from briefs.model.places import LinkSeen
from briefs.model.serialization import from_json
from tests.fakes.delivery import RENDERERS, sources, stored_briefing
from tests.kill.http_chat import HttpChat

TIMING = Timing(lease_s=2.5, timeout_s=0.9, lag_s=0.5)
PATIENT = Backoff(first_s=0.05, most_s=0.4, attempts=100_000)
HURRY = RetryPolicy(
    link=PATIENT,
    post=PATIENT,
    digest=PATIENT,
    link_lease_s=3.0,
    digest_lease_s=3.0,
    timing=TIMING,
    quota=Quota(person=10**6, place=10**6),
)
EVENTS = {"LinkSeen": LinkSeen, "SourceEdited": SourceEdited, "SourceDeleted": SourceDeleted}


def now() -> datetime:
    return datetime.now(UTC)


def run(url: str, base: str, seed: int) -> None:
    """What the process does, from its start to its end."""
    logging.disable()
    asyncio.run(work(url, base, seed))


async def work(url: str, base: str, seed: int) -> None:
    random_ = random.Random(seed)

    async def brief(url: str) -> StoredBriefing:
        await asyncio.sleep(random_.random() * 0.1)
        if random_.random() < 0.05:
            raise SiteBusy
        return stored_briefing(url, title=f"About {url.rpartition('/')[2]}")

    async with (
        await open_store(url, now=now, migrate=False, pool_size=4) as store,
        httpx.AsyncClient(base_url=base, timeout=TIMING.timeout_s, trust_env=False) as http,
    ):
        jobs = LocalJobs(now=now)
        chats: Mapping[str, Chat] = {
            "fake": HttpChat(http=http),
            "blind": HttpChat(http=http, blind=True),
        }
        joined = flows(
            store=store,
            jobs=jobs,
            chats=chats,
            sources=sources(brief),
            now=now,
            renderers=RENDERERS,
            policy=HURRY,
        )
        clock = Clock()
        clock.run_every("sweep", joined.unfinished_work.sweep, interval_s=1.0)
        clock.run_every("digests", joined.digest_runner.open_due_slots, interval_s=0.8)
        await jobs.start(joined.handlers)
        clock.start()
        await joined.unfinished_work.sweep()
        while True:
            await listen(http, joined.link_answerer, joined.edit_follower)
            await asyncio.sleep(0.2)


async def listen(
    http: httpx.AsyncClient, link_answerer: LinkAnswerer, edit_follower: EditFollower
) -> None:
    """Hear what is new; an event is acknowledged when it is on disk."""
    try:
        for event in (await http.get("/events")).json():
            incoming: Any = from_json(EVENTS[event["kind"]], event["value"])
            if isinstance(incoming, LinkSeen):
                await link_answerer.admit(incoming)
            elif isinstance(incoming, SourceEdited):
                await edit_follower.edited(incoming)
            else:
                await edit_follower.deleted(incoming)
            await http.post("/ack", json={"number": event["number"]})
    except httpx.HTTPError:
        return
