"""Each post is seen once, whatever the platform answers and wherever the process dies."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.flows.deliver_posts import Timing
from bot.flows.resume_unfinished import UnfinishedWork
from bot.retries import Backoff
from briefs.errors import NotFound, NotSent, PlaceGone, Refused, SiteBusy, TryLater
from briefs.model.delivery import Job, JobKind, PostState
from tests.bot.flows.conftest import World
from tests.fakes.delivery import LOST, PLACE, post

K = "notice#0"


async def put(world: World, *texts: str) -> None:
    posts = [post(f"notice#{n}", text=text, part=n) for n, text in enumerate(texts)]
    due = await world.store.outbox.put("notice", posts, now=world.clock())
    await world.jobs.submit(*(Job(JobKind.POST, key) for key in due))


async def states(world: World) -> list[PostState]:
    return [row.state for row in reversed(await world.store.outbox.rows())]


async def test_a_post_is_sent_and_no_look_is_taken_first(world: World) -> None:
    await put(world, "one")
    await world.jobs.run()
    assert world.chat.calls == ["send"]
    assert world.chat.texts() == ["one"]
    await world.jobs.submit(Job(JobKind.POST, K))
    await world.jobs.run()
    assert world.chat.calls == ["send"]


@pytest.mark.parametrize(
    "trouble", [LOST, SiteBusy(), TimeoutError(), ValueError("a fault of ours")]
)
async def test_after_an_unclear_end_the_platform_is_asked(
    world: World, trouble: Exception | str
) -> None:
    world.chat.trouble = [trouble]
    await put(world, "one")
    await world.jobs.run()
    assert world.chat.texts() == ["one"]
    assert world.chat.calls[:2] == ["send", "find"]
    assert await states(world) == [PostState.SENT]


async def test_after_a_clear_refusal_nobody_is_asked(world: World) -> None:
    world.chat.trouble = [NotSent(after_s=30)]
    began = world.clock()
    await put(world, "one")
    await world.jobs.run()
    assert world.chat.calls == ["send", "send"]
    assert world.clock() - began >= timedelta(seconds=30)


async def test_a_look_waits_until_the_history_must_show_it(world: World) -> None:
    world.chat.lag_s = 15
    world.chat.trouble = [LOST]
    began = world.clock()
    await put(world, "one")
    await world.jobs.run()
    assert world.chat.texts() == ["one"]
    assert timedelta(seconds=15) <= world.clock() - began < timedelta(seconds=30)


async def test_after_a_crash_the_look_waits_for_the_end_of_the_lease_and_the_lag(
    world: World, unfinished_work: UnfinishedWork
) -> None:
    """The request of the process that died may have been accepted as late as its lease ended."""
    world.chat.lag_s = 15
    began = world.clock()
    await put(world, "one")
    world.jobs.waiting.clear()
    out = await world.store.outbox.claim(K, now=began, lease_s=90)
    assert out is not None
    world.clock.turn(88)
    await world.chat.send(out.post)
    await unfinished_work.sweep()
    await world.jobs.run()
    assert world.chat.texts() == ["one"]
    assert world.clock() - began >= timedelta(seconds=105)


async def test_a_clock_ahead_of_the_platforms_still_finds_the_post(world: World) -> None:
    world.chat.trouble = [LOST]
    await put(world, "one")
    await world.jobs.run(until=world.clock())
    (message,) = world.chat.messages.values()
    message.at -= timedelta(seconds=100)
    await world.jobs.run()
    assert world.chat.texts() == ["one"]


async def test_a_history_that_fails_sends_nothing(world: World) -> None:
    world.chat.trouble = [LOST]
    answers = [SiteBusy(), SiteBusy()]
    look = world.chat.find

    async def find(*args: object, **named: object) -> object:
        if answers:
            raise answers.pop()
        return await look(*args, **named)  # type: ignore[arg-type]

    world.chat.find = find  # type: ignore[method-assign, assignment]
    await put(world, "one")
    await world.jobs.run()
    assert world.chat.texts() == ["one"]
    assert world.chat.calls.count("send") == 1


async def test_what_cannot_be_verified_is_parked(world: World) -> None:
    world.chat.unverifiable = True
    world.chat.trouble = [LOST]
    await put(world, "one")
    await world.jobs.run()
    assert await states(world) == [PostState.UNCERTAIN]
    assert world.chat.calls.count("send") == 1


async def test_a_crash_after_the_claim_is_mended_by_the_sweep(
    world: World, unfinished_work: UnfinishedWork
) -> None:
    await put(world, "one")
    world.jobs.waiting.clear()
    assert await world.store.outbox.claim(K, now=world.clock(), lease_s=90) is not None
    assert await unfinished_work.sweep() == 1
    await world.jobs.run()
    assert world.chat.calls == ["find", "send"]
    assert world.chat.texts() == ["one"]


async def test_a_crash_after_the_send_is_mended_by_the_sweep(
    world: World, unfinished_work: UnfinishedWork
) -> None:
    await put(world, "one", "two")
    world.jobs.waiting.clear()
    out = await world.store.outbox.claim(K, now=world.clock(), lease_s=90)
    assert out is not None
    await world.chat.send(out.post)
    await unfinished_work.sweep()
    await world.jobs.run()
    assert world.chat.texts() == ["one", "two"]
    assert await states(world) == [PostState.SENT, PostState.SENT]


async def test_nothing_is_sent_late_in_a_lease(world: World) -> None:
    world.post_delivery = replace(
        world.post_delivery, timing=Timing(lease_s=90, timeout_s=20, lag_s=0)
    )
    claim = world.store.outbox.claim
    slow = [70]

    class Slow:
        def __getattr__(self, name: str) -> object:
            return getattr(world.store.outbox, name)

        async def claim(self, key: str, **named: object) -> object:
            out = await claim(key, **named)  # type: ignore[arg-type]
            world.clock.turn(slow.pop() if slow else 0)
            return out

    world.jobs.handlers = {
        JobKind.POST: replace(world.post_delivery, outbox=Slow()).run  # type: ignore[arg-type]
    }
    await put(world, "one")
    await world.jobs.run()
    assert world.chat.calls == ["send"], "not by the first attempt, and without any doubt"
    assert len(world.jobs.ran) == 2


async def test_a_request_that_hangs_is_cut(world: World) -> None:
    async def hang(_: object) -> None:
        await asyncio.Event().wait()

    send = world.chat.send
    world.chat.send = hang  # type: ignore[method-assign, assignment]
    timing = Timing(lease_s=9, timeout_s=0.01, lag_s=0)
    world.jobs.handlers = {JobKind.POST: replace(world.post_delivery, timing=timing).run}
    await put(world, "one")
    await world.jobs.run(until=world.clock())
    world.chat.send = send  # type: ignore[method-assign]
    await world.jobs.run()
    assert world.chat.texts() == ["one"]


async def test_a_refused_post_fails_and_is_listed(world: World) -> None:
    world.chat.trouble = [Refused("too long")]
    await put(world, "one", "two")
    await world.jobs.run()
    assert await states(world) == [PostState.FAILED, PostState.FAILED]
    failures = (await world.store.status()).failures
    assert {failure.reason for failure in failures} == {"too long"}


async def test_patience_ends(world: World) -> None:
    few = Backoff(first_s=1, most_s=2, attempts=3)
    world.jobs.handlers = {JobKind.POST: replace(world.post_delivery, retries=few).run}
    world.chat.trouble = [NotSent()] * 3
    await put(world, "one")
    await world.jobs.run()
    assert await states(world) == [PostState.FAILED]
    assert len(world.chat.calls) == 3


async def test_patience_ends_in_doubt(world: World) -> None:
    few = Backoff(first_s=1, most_s=2, attempts=1)
    world.jobs.handlers = {JobKind.POST: replace(world.post_delivery, retries=few).run}
    world.chat.trouble = [TryLater()]
    await put(world, "one")
    await world.jobs.run()
    assert await states(world) == [PostState.UNCERTAIN]


async def test_a_platform_that_is_not_connected_waits(world: World) -> None:
    world.jobs.handlers = {JobKind.POST: replace(world.post_delivery, chats={}).run}
    await put(world, "one")
    await world.jobs.run(until=world.clock())
    world.jobs.handlers = {JobKind.POST: world.post_delivery.run}
    await world.jobs.run()
    assert world.chat.calls == ["send"]


async def test_an_edit_while_it_is_sent_is_shown(world: World) -> None:
    async def edit() -> None:
        await put(world, "new")

    world.chat.during_send = edit
    await put(world, "one")
    await world.jobs.run()
    assert world.chat.calls == ["send", "edit"]
    assert world.chat.texts() == ["new"]


async def test_a_withdrawal_while_it_is_sent_deletes_it(world: World) -> None:
    async def withdraw() -> None:
        assert await world.store.outbox.withdraw("notice", now=world.clock()) == ()

    world.chat.during_send = withdraw
    world.chat.trouble = [None]
    await put(world, "one", "two")
    await world.jobs.run()
    assert world.chat.messages == {}
    assert await states(world) == [PostState.WITHDRAWN, PostState.WITHDRAWN]


async def test_a_withdrawal_after_a_lost_reply_deletes_it(world: World) -> None:
    world.chat.trouble = [LOST]
    await put(world, "one")
    await world.jobs.run(until=world.clock())
    assert world.chat.texts() == ["one"]
    await world.store.outbox.withdraw("notice", now=world.clock())
    await world.jobs.submit(Job(JobKind.POST, K))
    await world.jobs.run()
    assert world.chat.messages == {}
    assert await states(world) == [PostState.WITHDRAWN]


async def test_a_place_that_is_gone_rests_and_its_owner_hears_of_it(world: World) -> None:
    from tests.contracts.test_subscriptions import SUB

    await world.store.subscriptions.put(SUB)
    await world.store.subscriptions.put(replace(SUB, key="s2", owner="U2"))
    world.chat.trouble = [PlaceGone("The channel is archived.")]
    await put(world, "one")
    await world.jobs.run()
    assert {sub.paused for sub in await world.store.subscriptions.of_place(PLACE)} == {
        "The channel is archived."
    }
    notices = [(m.place.channel, m.card.notes[1]) for m in world.chat.messages.values()]
    assert sorted(notices) == [
        ("@U1", "The channel is archived."),
        ("@U2", "The channel is archived."),
    ]


async def test_an_owner_who_cannot_be_told_ends_it(world: World) -> None:
    from tests.contracts.test_subscriptions import SUB

    await world.store.subscriptions.put(SUB)
    world.chat.trouble = [PlaceGone(), PlaceGone()]
    await put(world, "one")
    await world.jobs.run()
    assert await states(world) == [PostState.FAILED, PostState.FAILED]


async def put_public(world: World) -> None:
    due = await world.store.outbox.put(
        "notice", [replace(post(K), publish=True)], now=world.clock()
    )
    await world.jobs.submit(*(Job(JobKind.POST, key) for key in due))


async def test_a_post_is_published_after_it_is_sent(world: World) -> None:
    await put_public(world)
    await world.jobs.run()
    assert world.chat.calls == ["send", "publish"]


async def test_what_is_over_the_limit_is_published_later(world: World) -> None:
    world.chat.refuses_publishing = NotSent(after_s=1_800)
    await put_public(world)
    began = world.clock()
    when = await world.post_delivery.run(K) or await world.post_delivery.run(K)
    assert when is not None
    assert when - began >= timedelta(seconds=1_800)
    world.chat.refuses_publishing = None
    world.clock.turn_to(when)
    await world.post_delivery.run(K)
    assert world.chat.calls == ["send", "publish", "publish"]


async def test_a_message_deleted_meanwhile_is_not_posted_again(world: World) -> None:
    world.chat.refuses_publishing = NotFound()
    await put_public(world)
    await world.jobs.run()
    assert await states(world) == [PostState.REMOVED]
    assert world.chat.calls == ["send", "publish"]


@pytest.mark.parametrize("why", [Refused("may not"), PlaceGone()])
async def test_what_cannot_be_published_stays_posted(world: World, why: Exception) -> None:
    world.chat.refuses_publishing = why
    await put_public(world)
    await world.jobs.run()
    assert await states(world) == [PostState.SENT]
    assert world.chat.calls == ["send", "publish"]
