"""The flows joined to a real store, a chat in memory, and jobs that run step by step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from adapters.storage import Store
from bot.flows.digesting import Digesting
from bot.flows.editing import Editing
from bot.flows.linking import Linking
from bot.flows.posting import Posting, Timing
from bot.flows.subscribing import Subscribing
from bot.flows.sweeping import Sweeping
from briefs.delivery import JobKind, Kept, Quota
from briefs.errors import NotFound
from tests.fakes.delivery import FakeChat, Steps, briefing_card, compose, digest_card, kept
from tests.fakes.stores import *  # noqa: F403
from tests.fakes.stores import FakeClock


@dataclass(slots=True)
class World:
    store: Store
    clock: FakeClock
    chat: FakeChat
    jobs: Steps
    linking: Linking
    editing: Editing
    posting: Posting
    digesting: Digesting
    subscribing: Subscribing
    briefed: list[str]
    trouble: dict[str, list[Exception]]
    during_brief: list[Callable[[], object]]

    def use(self, **linking: object) -> None:
        self.linking = replace(self.linking, **linking)  # type: ignore[arg-type]
        self.jobs.handlers = {**self.jobs.handlers, JobKind.LINK: self.linking.run}


@pytest.fixture
def world(store: Store, clock: FakeClock) -> World:
    chat, jobs = FakeChat(clock), Steps(clock)
    chats = {"fake": chat}
    briefed: list[str] = []
    trouble: dict[str, list[Exception]] = {}
    during: list[Callable[[], object]] = []

    async def brief(url: str) -> Kept:
        briefed.append(url)
        while during:
            await during.pop()()  # type: ignore[misc]
        if trouble.get(url):
            raise trouble[url].pop(0)
        if "missing" in url:
            raise NotFound
        return kept(url, title=f"About {url.rpartition('/')[2]}")

    digesting = Digesting(
        schedules=store.schedules,
        library=store.library,
        outbox=store.outbox,
        places=store.places,
        jobs=jobs,
        chats=chats,
        compose=compose,
        card=digest_card,
        now=clock,
    )
    posting = Posting(
        outbox=store.outbox,
        chats=chats,
        jobs=jobs,
        now=clock,
        place_is_gone=digesting.place_is_gone,
        timing=Timing(lease_s=90, timeout_s=20, lag_s=15),
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
        now=clock,
        quota=Quota(),
    )
    jobs.handlers = {
        JobKind.LINK: linking.run,
        JobKind.POST: posting.run,
        JobKind.DIGEST: digesting.run,
    }
    return World(
        store=store,
        clock=clock,
        chat=chat,
        jobs=jobs,
        linking=linking,
        editing=Editing(inbox=store.inbox, outbox=store.outbox, jobs=jobs, now=clock),
        posting=posting,
        digesting=digesting,
        subscribing=Subscribing(schedules=store.schedules, now=clock),
        briefed=briefed,
        trouble=trouble,
        during_brief=during,
    )


@pytest.fixture
def sweeping(world: World) -> Sweeping:
    return Sweeping(work=world.store.work, jobs=world.jobs, now=world.clock)
