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
from bot.wiring.journeys import Patience, flows
from briefs.delivery import JobKind, Kept
from briefs.errors import NotFound
from tests.fakes.delivery import FACES, FakeChat, Steps, doors, kept
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

    joined = flows(
        store=store,
        jobs=jobs,
        chats=chats,
        doors=doors(brief),
        now=clock,
        faces=FACES,
        patience=Patience(timing=Timing(lease_s=90, timeout_s=20, lag_s=15)),
    )
    jobs.handlers = joined.handlers
    return World(
        store=store,
        clock=clock,
        chat=chat,
        jobs=jobs,
        linking=joined.linking,
        editing=joined.editing,
        posting=joined.posting,
        digesting=joined.digesting,
        subscribing=joined.subscribing,
        briefed=briefed,
        trouble=trouble,
        during_brief=during,
    )


@pytest.fixture
def sweeping(world: World) -> Sweeping:
    return Sweeping(work=world.store.work, jobs=world.jobs, now=world.clock)
