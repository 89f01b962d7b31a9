"""Quiet hours begin and end at any moment of a reply's life: it is seen once, and not in them.

The walk of test_each_post_once.py, with a reply that nobody asked for until somebody does.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from bot.keys import part
from briefs.model.messages import Post, Receipt
from briefs.model.places import Place
from briefs.model.quiet_hours import NEVER_QUIET, QuietHours
from tests.bot.flows.test_each_post_once import BATCH, PARTS, EachPostOnce, posts, run_examples
from tests.fakes.delivery import PLACE

SPANS_S = (7_200, 36_000)
RETRIED_FOR = timedelta(minutes=20)
"""More than a lease or a retry, less than any night."""


class AtNight(EachPostOnce):
    """`asked`: somebody waits for the reply. `quiet_until`: until then nobody is disturbed."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = False
        self.quiet: datetime | None = None
        self.disturbed: list[str] = []

    def begin(self) -> None:
        """What the other walk begins with, here a step of the evening."""
        super().begin()

    @initialize(span_s=st.sampled_from(SPANS_S), count=st.integers(1, PARTS))
    def in_the_evening(self, span_s: int, count: int) -> None:
        self.begin()
        send = self.chat.send

        async def watched(post: Post) -> Receipt:
            if post.automatic and post.part == 0 and self.is_quiet():
                self.disturbed.append(post.key)
            return await send(post)

        self.chat.send = watched  # type: ignore[method-assign]
        self.delivery = replace(self.delivery, quiet_until=self.quiet_until)
        self.set_quiet(self.clock() + timedelta(seconds=span_s))
        self.the_reply_reads_so(count)
        self.runner.run(self.delivery.run(part(BATCH, 0)))  # it rests

    def is_quiet(self) -> bool:
        return self.quiet is not None and self.clock() < self.quiet

    async def quiet_until(self, place: Place, now: datetime) -> datetime | None:
        return self.quiet if self.quiet is not None and now < self.quiet else None

    def put(self) -> None:
        self.runner.run(self.put_now())

    async def put_now(self) -> None:
        wanted = [replace(one, automatic=not self.asked) for one in posts(self.wanted)]
        await self.store.outbox.put(BATCH, wanted, now=self.clock())

    @rule(span_s=st.sampled_from(SPANS_S))
    def quiet_hours_begin(self, span_s: int) -> None:
        self.set_quiet(self.clock() + timedelta(seconds=span_s))

    @rule()
    def quiet_hours_are_taken_back(self) -> None:
        self.set_quiet(None)

    def set_quiet(self, until: datetime | None) -> None:
        """As an admin does it: what rests is looked at anew."""
        self.quiet = until
        hours = NEVER_QUIET if until is None else QuietHours("22:00", "07:00", "UTC")
        change = self.store.channel_settings.set_quiet_hours(PLACE, hours, now=self.clock())
        self.runner.run(change)

    @rule()
    def somebody_asks_for_it(self) -> None:
        self.asked = True
        if self.wanted:
            self.put()

    @rule(number=st.integers(0, 2))
    def somebody_asks_while_a_job_runs(self, number: int) -> None:
        """Between its claim and what comes of it."""
        asks = self

        async def meanwhile(place: Place, now: datetime) -> datetime | None:
            asks.asked = True
            if asks.wanted:
                await asks.put_now()
            return await asks.quiet_until(place, now)

        delivery = replace(self.delivery, quiet_until=meanwhile)
        self.runner.run(delivery.run(part(BATCH, number)))

    @invariant()
    def who_asked_waits_for_no_morning(self) -> None:
        if self.asked and hasattr(self, "store"):
            rows = self.runner.run(self.store.outbox.rows())
            assert [
                row for row in rows if row.due_at and row.due_at > self.clock() + RETRIED_FOR
            ] == []

    def teardown(self) -> None:
        super().teardown()
        assert self.disturbed == []


def test_each_post_once_and_not_in_quiet_hours(tmp_path: Path) -> None:
    run_examples(AtNight, tmp_path, examples=50)
