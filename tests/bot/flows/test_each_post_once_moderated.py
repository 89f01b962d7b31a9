"""The same walk among moderators: what somebody deletes in the chat stays away until it is asked for.

A part that somebody deleted is never seen again, whatever happens to the message that it answers;
the parts before it are; those after it are where they were, or gone.
"""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from bot.keys import part
from briefs.model.delivery import Admission, PostState, Quota
from tests.bot.flows.test_each_post_once import (
    BATCH,
    EXAMPLES,
    PARTS,
    RUNS,
    EachPostOnce,
    Runs,
    posts,
    run_examples,
)
from tests.fakes.delivery import PLACE, seen


class Moderated(EachPostOnce):
    """`taken`: parts that a moderator deleted and nobody has asked for since."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: set[int] = set()

    @initialize()
    def begin(self) -> None:
        super().begin()
        admitted = self.store.inbox.admit(
            BATCH, seen("m1"), source=BATCH, now=self.clock(), quota=Quota()
        )
        self.runner.run(admitted)
        self.runner.run(self.answered())

    @rule(number=st.integers(0, PARTS - 1))
    def a_moderator_deletes(self, number: int) -> None:
        for shown in list(self.chat.messages.values()):
            if shown.key == part(BATCH, number):
                lost = self.store.outbox.lost(PLACE, shown.id, now=self.clock())
                # While a job holds it, nobody is told; its own answer says that it is gone.
                if self.runner.run(lost):
                    del self.chat.messages[shown.id]
                    self.taken.add(number)

    @rule(
        count=st.integers(2, PARTS),
        number=st.integers(0, PARTS - 1),
        edited_away=st.booleans(),
        then=st.integers(1, PARTS),
        runs=RUNS,
    )
    def they_delete_what_is_shown(
        self, count: int, number: int, edited_away: bool, then: int, runs: Runs
    ) -> None:
        """The message goes on afterwards: another text, or its link taken away and put back."""
        self.the_reply_reads_so(count)
        self.all_settles()
        self.a_moderator_deletes(number)
        if edited_away:
            self.its_message_is_deleted()
            self.run_jobs(runs)
        self.the_reply_reads_so(then)
        self.run_jobs(runs)
        self.all_settles()

    @precondition(lambda self: self.wanted and self.taken)
    @rule()
    def it_is_asked_for_again(self) -> None:
        self.all_settles()
        reopened = self.store.inbox.reopen(BATCH, now=self.clock(), anew=False)
        assert self.runner.run(reopened) is Admission.NEW
        self.runner.run(self.answered())
        self.taken = set()
        self.all_settles()

    async def answered(self) -> None:
        request = await self.store.inbox.claim(BATCH, now=self.clock(), lease_s=60)
        assert request is not None
        new = posts(self.wanted)
        inbox = self.store.inbox
        await inbox.finish(request, stored=(), arrival=None, posts=new, now=self.clock())

    @invariant()
    def nothing_comes_back(self) -> None:
        shown = {one.key for one in self.chat.messages.values()}
        assert not shown & {part(BATCH, number) for number in self.taken}

    def assert_all_is_there(self) -> None:
        if not self.taken:
            super().assert_all_is_there()
            return
        rows = self.runner.run(self.store.outbox.rows())
        shown = {one.key: one.text for one in self.chat.messages.values()}
        wanted = {part(BATCH, n): text for n, text in enumerate(self.wanted)}
        assert shown.items() <= wanted.items(), rows
        before = {part(BATCH, n) for n in range(min(self.taken))}
        assert wanted.keys() & before <= shown.keys(), rows
        settled = {PostState.SENT, PostState.WITHDRAWN, PostState.REMOVED}
        assert {row.state for row in rows} <= settled


def test_what_somebody_deleted_stays_away(tmp_path: Path) -> None:
    run_examples(Moderated, tmp_path, examples=2 * EXAMPLES)
