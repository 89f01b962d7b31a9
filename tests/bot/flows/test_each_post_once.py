"""Each part of a reply is seen once, in its thread, whatever happens to the message it answers.

A reply is put, changed, taken away and put again while its posts are on their way, their answers
are lost, the process dies and the history shows them late. At every moment each part is seen once
at most; at the end, all that is wanted is there, as it now reads, and nothing else.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from adapters.storage import open_store
from bot.flows.deliver_posts import PostDelivery, Timing
from bot.keys import part
from bot.retries import Backoff
from briefs.model.delivery import PostState
from briefs.model.messages import Post
from tests.fakes.delivery import Steps, post
from tests.fakes.stores import FakeClock, migrate
from tests.fakes.threaded_chat import FAULTS, ThreadedChat, killable

BATCH = "reply:fake:T1:C1:m1"
PARTS = 3
TIMING = Timing(lease_s=90, timeout_s=20, lag_s=15)
LONGEST_LATE_S = 15.0

Runs = tuple[str, ...]
RUNS = st.tuples(*[st.sampled_from(("none", "none", *FAULTS))] * PARTS)
"""The fault that each part's job meets, in order; most meet none."""


def posts(texts: tuple[str, ...]) -> list[Post]:
    """The parts of a reply; the first is published to who follows the channel."""
    return [
        replace(post(part(BATCH, n), text=text, part=n), publish=n == 0)
        for n, text in enumerate(texts)
    ]


class EachPostOnce(RuleBasedStateMachine):
    """One reply of up to three parts, and everything that may happen to it."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory(
            dir="/dev/shm" if Path("/dev/shm").is_dir() else None
        )
        self.clock = FakeClock()
        self.chat = ThreadedChat(self.clock)
        self.wanted: tuple[str, ...] = ()
        self.texts = 0

    @initialize()
    def begin(self) -> None:
        path = Path(self.folder.name) / "readout.db"
        shutil.copy(self.template, path)
        url = f"sqlite+aiosqlite:///{path}"
        self.store = self.runner.run(open_store(url, now=self.clock, migrate=False))

        async def place_is_gone(*_: object) -> None:
            raise AssertionError

        self.delivery = PostDelivery(
            outbox=self.store.outbox,
            chats={"fake": self.chat},
            jobs=Steps(self.clock),
            now=self.clock,
            place_is_gone=place_is_gone,
            retries=Backoff(first_s=1, most_s=5, attempts=1000),
            timing=TIMING,
        )

    # ------------------------------------------------------------------ what may happen

    @rule(count=st.integers(1, PARTS))
    def the_reply_reads_so(self, count: int) -> None:
        self.texts += 1
        self.wanted = tuple(f"text {self.texts}, part {n}" for n in range(count))
        self.put()

    @precondition(lambda self: self.wanted)
    @rule()
    def the_same_is_told_again(self) -> None:
        self.put()

    def put(self) -> None:
        self.runner.run(self.store.outbox.put(BATCH, posts(self.wanted), now=self.clock()))

    @rule()
    def its_message_is_deleted(self) -> None:
        self.wanted = ()
        self.runner.run(self.store.outbox.withdraw(BATCH, now=self.clock()))

    @rule(
        number=st.integers(0, PARTS - 1),
        fault=st.sampled_from(FAULTS),
        second=st.sampled_from(FAULTS),
        late_s=st.floats(0, LONGEST_LATE_S),
    )
    def a_job_runs(self, number: int, fault: str, second: str, late_s: float) -> None:
        self.chat.faults = [fault, second]
        self.chat.late_s = [late_s]
        self.runner.run(killable(self.delivery.run(part(BATCH, number))))
        self.chat.faults = []

    @rule(runs=RUNS)
    def its_jobs_run(self, runs: Runs) -> None:
        self.run_jobs(runs)

    @rule(count=st.integers(2, PARTS), runs=RUNS, gone=RUNS, back=RUNS)
    def it_goes_and_comes_back(self, count: int, runs: Runs, gone: Runs, back: Runs) -> None:
        """Deleted and wanted again while answers are lost: where most faults were."""
        self.its_message_is_deleted()
        self.all_settles()
        self.the_reply_reads_so(count)
        self.run_jobs(runs)
        self.its_message_is_deleted()
        self.run_jobs(gone)
        self.the_reply_reads_so(count)
        self.run_jobs(back)
        self.all_settles()

    @rule()
    def all_settles(self) -> None:
        """What went wrong is seen here, before another deletion would hide it."""
        self.runner.run(self.settled())
        self.assert_all_is_there()

    def run_jobs(self, runs: Runs) -> None:
        """The jobs of the first parts in their order, each with a fault of its own."""
        for number, fault in enumerate(runs):
            self.chat.faults = [fault]
            self.runner.run(killable(self.delivery.run(part(BATCH, number))))
            self.chat.faults = []

    @rule(
        number=st.integers(0, PARTS - 1),
        fault=st.sampled_from(FAULTS),
        then=st.sampled_from(["gone", "changed", "back"]),
        count=st.integers(1, PARTS),
    )
    def it_changes_while_a_job_runs(self, number: int, fault: str, then: str, count: int) -> None:
        """What becomes of the message while a request is on its way to the platform."""
        machine = self

        async def meanwhile() -> None:
            if then in {"gone", "back"}:
                machine.wanted = ()
                await machine.store.outbox.withdraw(BATCH, now=machine.clock())
            if then in {"changed", "back"}:
                machine.texts += 1
                machine.wanted = tuple(f"text {machine.texts}, part {n}" for n in range(count))
                new = posts(machine.wanted)
                await machine.store.outbox.put(BATCH, new, now=machine.clock())

        self.chat.meanwhile = meanwhile
        self.chat.faults = [fault]
        self.runner.run(killable(self.delivery.run(part(BATCH, number))))
        self.chat.meanwhile = None
        self.chat.faults = []

    @rule(seconds=st.sampled_from([1, 3, 10, 40, 120]))
    def time_passes(self, seconds: int) -> None:
        self.clock.turn(seconds)

    # ------------------------------------------------------------------ what must hold

    @invariant()
    def no_part_is_seen_twice(self) -> None:
        keys = [one.key for one in self.chat.messages.values()]
        assert len(keys) == len(set(keys)), self.chat.messages

    def teardown(self) -> None:
        try:
            if hasattr(self, "store"):
                self.runner.run(self.settled())
                self.assert_all_is_there()
        finally:
            if hasattr(self, "store"):
                self.runner.run(self.store.close())
            self.runner.close()
            self.folder.cleanup()

    async def settled(self) -> None:
        """No more faults: whatever is due is done."""
        for _ in range(60):
            jobs = await self.store.pending_work.unfinished()
            if not jobs:
                return
            self.clock.turn_to(min(job.at or self.clock() for job in jobs))
            for job in jobs:
                await self.delivery.run(job.key)
                self.no_part_is_seen_twice()
        raise AssertionError(await self.store.outbox.rows())

    def assert_all_is_there(self) -> None:
        rows = self.runner.run(self.store.outbox.rows())
        shown = {one.key: one for one in self.chat.messages.values()}
        wanted = {part(BATCH, n): text for n, text in enumerate(self.wanted)}
        assert {key: one.text for key, one in shown.items()} == wanted, rows
        first = shown.get(part(BATCH, 0))
        if first is not None:
            assert first.id in self.chat.published, "who follows the channel is told, too"
        for key, one in shown.items():
            thread = None if key == part(BATCH, 0) else first and first.id
            assert one.thread == thread, shown
        states = {row.key: row.state for row in rows}
        assert {states[key] for key in wanted} <= {PostState.SENT}
        assert set(states.values()) <= {PostState.SENT, PostState.WITHDRAWN}


def run_examples(
    machine: type[EachPostOnce], folder: Path, *, examples: int, same: bool = True, **more: Any
) -> None:
    """Play so many examples of a machine, each over a store of its own; `same`: every time."""
    path = folder / "empty.db"
    migrate(f"sqlite+aiosqlite:///{path}")
    own: Any = type("Machine", (machine,), {"template": path})
    case = own.TestCase
    case.settings = settings(
        max_examples=examples,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=same,
        database=None,
        **more,
    )
    case().runTest()


def test_each_post_once(tmp_path: Path) -> None:
    run_examples(EachPostOnce, tmp_path, examples=EXAMPLES)


EXAMPLES = 15
assert timedelta(seconds=LONGEST_LATE_S) <= timedelta(seconds=TIMING.lag_s)
