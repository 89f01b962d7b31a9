"""Two processes over one store, on both databases: every event four times, in any order, one reply."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from adapters.storage import Store, open_store
from bot.wiring.build_flows import Flows, flows
from briefs.model.delivery import Filters, JobKind, Sources, StoredBriefing
from briefs.model.places import LinkSeen
from tests.fakes.delivery import PLACE, RENDERERS, FakeChat, Steps, seen, sources, stored_briefing
from tests.fakes.stores import FakeClock

Machine = tuple[Flows, Steps]


async def brief(url: str) -> StoredBriefing:
    await asyncio.sleep(0)
    return stored_briefing(url, title=f"About {url.rpartition('/')[2]}")


@pytest.fixture
async def machines(
    store_url: str, clock: FakeClock
) -> AsyncIterator[tuple[FakeChat, list[Machine]]]:
    """Two of them, with connections and jobs of their own; the chat is one."""
    chat = FakeChat(clock)
    stores: list[Store] = [await open_store(store_url, now=clock) for _ in range(2)]
    made: list[Machine] = []
    for store in stores:
        jobs = Steps(clock)
        joined = flows(
            store=store,
            jobs=jobs,
            chats={"fake": chat},
            sources=sources(brief),
            now=clock,
            renderers=RENDERERS,
        )
        jobs.handlers = joined.handlers
        made.append((joined, jobs))
    yield chat, made
    for store in stores:
        await store.close()


@pytest.mark.parametrize("seed", range(4))
async def test_four_deliveries_to_two_machines_give_one_reply(
    machines: tuple[FakeChat, list[Machine]], seed: int
) -> None:
    chat, made = machines
    messages: list[LinkSeen] = [
        seen(f"m{n}", f"https://a.example/{n}", event=f"E{n}") for n in range(5)
    ]
    deliveries = [(one, made[n % 2]) for one in messages for n in range(4)]
    random.Random(seed).shuffle(deliveries)
    await asyncio.gather(*(machine[0].link_answerer.admit(one) for one, machine in deliveries))
    keys = {key for _, jobs in made for kind, key in jobs.waiting if kind is JobKind.LINK}
    assert len(keys) == len(messages)
    # Both machines hear of all jobs, as after a sweep, and run them at once.
    for kind in (JobKind.LINK, JobKind.POST):
        for flow, _ in made:
            await flow.unfinished_work.sweep()
        await asyncio.gather(
            *(
                jobs.handlers[kind](key)
                for _, jobs in made
                for of, key in [*jobs.waiting]
                if of is kind
            )
        )
    assert sorted(chat.texts()) == [f"About {n}" for n in range(5)]


async def test_two_machines_that_ring_at_once_post_one_digest(
    machines: tuple[FakeChat, list[Machine]], clock: FakeClock
) -> None:
    chat, made = machines
    (first, jobs), (second, others) = made
    await first.subscription_manager.add(
        PLACE, owner="U1", local_time="12:00", weekdays=tuple(range(7)), zone="UTC",
        sources=Sources(), filters=Filters(),
    )  # fmt: skip
    await first.link_answerer.admit(seen("m1", "https://a.example/1"))
    await jobs.run()
    clock.turn(timedelta(hours=4).total_seconds())
    await asyncio.gather(
        *(flow.digest_runner.open_due_slots() for flow in (first, second) for _ in range(3))
    )
    await asyncio.gather(first.unfinished_work.sweep(), second.unfinished_work.sweep())
    await asyncio.gather(jobs.run(), others.run())
    await asyncio.gather(first.unfinished_work.sweep(), second.unfinished_work.sweep())
    await asyncio.gather(jobs.run(), others.run())
    assert [text.startswith("Digest") for text in chat.texts()] == [False, True]
