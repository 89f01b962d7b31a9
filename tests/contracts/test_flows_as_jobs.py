"""The same flows, as jobs of this process and as tasks on PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from adapters.storage import Store, open_store
from bot.wiring.build_flows import flows
from briefs.model.delivery import StoredBriefing, Subscription
from tests.contracts.test_jobs import PATIENCE_S, Jobs, jobs
from tests.fakes.delivery import PLACE, RENDERERS, FakeChat, seen, sources, stored_briefing
from tests.fakes.stores import FakeClock, OwnDatabase

__all__ = ["jobs"]


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def emptied(postgres: OwnDatabase) -> str:
    postgres.empty()
    return postgres.url


@pytest.fixture
async def shared(emptied: str) -> AsyncIterator[Store]:
    async with await open_store(emptied, now=now) as store:
        yield store


async def brief(url: str) -> StoredBriefing:
    return stored_briefing(url, title=f"About {url.rpartition('/')[2]}")


async def test_links_become_replies_and_a_digest(jobs: Jobs, shared: Store) -> None:
    chat = FakeChat(FakeClock(now()))
    chats = {"fake": chat}
    joined = flows(
        store=shared, jobs=jobs, chats=chats, sources=sources(brief), now=now, renderers=RENDERERS
    )
    await jobs.start(joined.handlers)

    async def shown(count: int) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while len(chat.messages) < count or await shared.pending_work.unfinished():
                await asyncio.sleep(0.02)

    for number in range(8):
        await joined.link_answerer.admit(seen(f"m{number}", f"https://a.example/{number}"))
    await shown(8)
    assert sorted(chat.texts()) == [f"About {n}" for n in range(8)]

    due = now().replace(second=0, microsecond=0)
    await shared.subscriptions.put(
        Subscription(
            key="s1",
            place=PLACE,
            owner="U1",
            local_time=f"{due:%H:%M}",
            weekdays=tuple(range(7)),
            zone="UTC",
            created_at=now(),
            next_at=due,
        )
    )
    await asyncio.gather(*(joined.digest_runner.open_due_slots() for _ in range(3)))
    await shown(9)
    digest = list(chat.messages.values())[-1]
    lines = [line.text for part in digest.card.parts for line in part.lines]
    assert sorted(lines) == [f"About {n}" for n in range(8)]
    await joined.digest_runner.open_due_slots()
    await shown(9)
    assert len(chat.messages) == 9
