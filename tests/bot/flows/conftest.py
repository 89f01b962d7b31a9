"""The flows joined to a real store, a chat in memory, and jobs that run step by step."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from adapters.storage import Store
from bot.flows.answer_links import LinkAnswerer
from bot.flows.deliver_posts import PostDelivery, Timing
from bot.flows.follow_edits import EditFollower
from bot.flows.manage_subscriptions import SubscriptionManager
from bot.flows.resume_unfinished import UnfinishedWork
from bot.flows.run_digests import DigestRunner
from bot.wiring.build_flows import flows
from bot.wiring.environment import RetryPolicy
from briefs.model.delivery import JobKind
from tests.fakes.delivery import RENDERERS, FakeChat, Steps, sources
from tests.fakes.invented_pages import InventedPages, ReadsInventedPages
from tests.fakes.stores import *  # noqa: F403
from tests.fakes.stores import FakeClock


@dataclass(slots=True)
class World(ReadsInventedPages):
    store: Store
    clock: FakeClock
    chat: FakeChat
    jobs: Steps
    link_answerer: LinkAnswerer
    edit_follower: EditFollower
    post_delivery: PostDelivery
    digest_runner: DigestRunner
    subscription_manager: SubscriptionManager
    pages: InventedPages

    def use(self, **link_answerer: object) -> None:
        self.link_answerer = replace(self.link_answerer, **link_answerer)  # type: ignore[arg-type]
        self.jobs.handlers = {**self.jobs.handlers, JobKind.LINK: self.link_answerer.run}


@pytest.fixture
def world(store: Store, clock: FakeClock) -> World:
    chat, jobs = FakeChat(clock), Steps(clock)
    chats = {"fake": chat}
    pages = InventedPages()
    joined = flows(
        store=store,
        jobs=jobs,
        chats=chats,
        sources=sources(pages.brief),
        now=clock,
        renderers=RENDERERS,
        policy=RetryPolicy(timing=Timing(lease_s=90, timeout_s=20, lag_s=15)),
    )
    jobs.handlers = joined.handlers
    return World(
        store=store,
        clock=clock,
        chat=chat,
        jobs=jobs,
        link_answerer=joined.link_answerer,
        edit_follower=joined.edit_follower,
        post_delivery=joined.post_delivery,
        digest_runner=joined.digest_runner,
        subscription_manager=joined.subscription_manager,
        pages=pages,
    )


@pytest.fixture
def unfinished_work(world: World) -> UnfinishedWork:
    return UnfinishedWork(pending_work=world.store.pending_work, jobs=world.jobs, now=world.clock)
