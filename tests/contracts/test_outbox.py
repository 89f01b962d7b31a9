"""Posts on their way out, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from adapters.storage import Store
from bot.keys import part
from briefs.model.delivery import Action, ClaimedPost, PostState
from briefs.model.messages import Post, Receipt
from tests.fakes.delivery import PLACE, post
from tests.fakes.stores import FakeClock

B = "reply:fake:T1:C1:m1"
K = part(B, 0)


def posts(*texts: str) -> list[Post]:
    return [post(part(B, n), text=text, part=n) for n, text in enumerate(texts)]


async def take(store: Store, clock: FakeClock, key: str = K, lease_s: float = 60) -> ClaimedPost:
    out = await store.outbox.claim(key, now=clock(), lease_s=lease_s)
    assert out is not None
    return out


def receipt(out: ClaimedPost, clock: FakeClock, message: str = "M1") -> Receipt:
    return Receipt(out.post.key, out.post.place, message, clock())


async def send(
    store: Store, clock: FakeClock, key: str = K, message: str = "M1"
) -> tuple[str, ...]:
    out = await take(store, clock, key)
    return await store.outbox.sent(out, receipt(out, clock, message))


async def states(store: Store) -> dict[str, PostState]:
    return {row.key: row.state for row in await store.outbox.rows()}


async def test_the_same_posts_again_change_nothing(store: Store, clock: FakeClock) -> None:
    assert await store.outbox.put(B, posts("one"), now=clock()) == (K,)
    assert await store.outbox.put(B, posts("one"), now=clock()) == ()
    assert await send(store, clock) == ()
    assert await store.outbox.put(B, posts("one"), now=clock()) == ()
    assert await store.outbox.claim(K, now=clock.turn(999), lease_s=9) is None


async def test_a_first_claim_has_no_doubt_and_a_second_one_has(
    store: Store, clock: FakeClock
) -> None:
    await store.outbox.put(B, posts("one"), now=clock())
    began = clock()
    first = await take(store, clock)
    assert (first.action, first.attempt, first.doubt_since) == (Action.SEND, 1, None)
    assert await store.outbox.claim(K, now=clock.turn(59), lease_s=9) is None
    clock.turn(2)
    second = await take(store, clock)
    assert (second.attempt, second.doubt_since) == (2, began)
    assert second.attempt_ended_by == began + timedelta(seconds=60), (
        "a crash may come at the lease's end"
    )


async def test_a_certain_refusal_leaves_no_doubt(store: Store, clock: FakeClock) -> None:
    await store.outbox.put(B, posts("one"), now=clock())
    first = await take(store, clock)
    await store.outbox.later(first, clock(), now=clock(), failure="busy", certain=True)
    second = await take(store, clock)
    assert second.doubt_since is None
    await store.outbox.later(second, clock(), now=clock(), failure="lost", certain=False)
    third = await take(store, clock)
    assert third.doubt_since is not None
    assert third.attempt_ended_by == clock(), "this attempt is known to be over"
    await store.outbox.later(third, clock(), now=clock(), failure="busy", certain=True)
    fourth = await take(store, clock)
    assert fourth.doubt_since == third.doubt_since, "the earlier doubt stays"


async def test_who_lost_the_lease_settles_nothing(store: Store, clock: FakeClock) -> None:
    await store.outbox.put(B, posts("one"), now=clock())
    first = await take(store, clock)
    clock.turn(61)
    second = await take(store, clock)
    assert await store.outbox.sent(first, receipt(first, clock, "M-late")) == ()
    await store.outbox.park(first, failure="x")
    await store.outbox.fail(first, failure="x", now=clock())
    await store.outbox.later(first, clock(), now=clock(), failure="x", certain=True)
    assert await store.outbox.receipt(K) is None
    await store.outbox.sent(second, receipt(second, clock, "M2"))
    found = await store.outbox.receipt(K)
    assert found is not None
    assert found.message == "M2"


async def test_parts_follow_each_other_into_the_thread(store: Store, clock: FakeClock) -> None:
    assert await store.outbox.put(B, posts("one", "two", "three"), now=clock()) == (K,)
    assert (await states(store))[part(B, 1)] is PostState.WAITING
    assert await send(store, clock, K, "M1") == (part(B, 1),)
    second = await take(store, clock, part(B, 1))
    assert second.post.place.thread == "M1"
    assert await store.outbox.sent(second, receipt(second, clock, "M2")) == (part(B, 2),)
    third = await take(store, clock, part(B, 2))
    assert third.post.place.thread == "M1", "the thread of the first part, not of the one before"
    assert await store.outbox.sent(third, receipt(third, clock, "M3")) == ()


async def test_a_failed_part_takes_those_after_it_along(store: Store, clock: FakeClock) -> None:
    await store.outbox.put(B, posts("one", "two"), now=clock())
    await store.outbox.fail(await take(store, clock), failure="refused", now=clock())
    assert set((await states(store)).values()) == {PostState.FAILED}
    assert await store.outbox.resolve(K, there=False, now=clock()) == (K,)
    assert await send(store, clock) == (part(B, 1),)


async def test_an_edit_of_a_queued_post_is_what_is_sent(store: Store, clock: FakeClock) -> None:
    await store.outbox.put(B, posts("one"), now=clock())
    await store.outbox.put(B, posts("new"), now=clock())
    out = await take(store, clock)
    assert (out.action, out.post.card.headline) == (Action.SEND, "new")
    assert await store.outbox.sent(out, receipt(out, clock)) == ()


async def test_an_edit_in_flight_follows_the_post(store: Store, clock: FakeClock) -> None:
    await store.outbox.put(B, posts("one"), now=clock())
    out = await take(store, clock)
    assert await store.outbox.put(B, posts("new"), now=clock()) == ()
    assert await store.outbox.sent(out, receipt(out, clock)) == (K,)
    second = await take(store, clock)
    assert (second.action, second.post.card.headline) == (Action.EDIT, "new")
    assert second.receipt is not None
    assert await store.outbox.edited(second, now=clock()) == ()
    assert await store.pending_work.unfinished() == ()


async def test_an_edit_during_an_edit_follows_too(store: Store, clock: FakeClock) -> None:
    await store.outbox.put(B, posts("one"), now=clock())
    await send(store, clock)
    assert await store.outbox.put(B, posts("two"), now=clock()) == (K,)
    out = await take(store, clock)
    assert await store.outbox.put(B, posts("three"), now=clock()) == ()
    assert await store.outbox.edited(out, now=clock()) == (K,)
    last = await take(store, clock)
    assert last.post.card.headline == "three"


async def test_what_verification_finds_may_be_an_older_text(store: Store, clock: FakeClock) -> None:
    await store.outbox.put(B, posts("one"), now=clock())
    await take(store, clock)
    clock.turn(61)
    await store.outbox.put(B, posts("new"), now=clock())
    second = await take(store, clock)
    assert await store.outbox.sent(second, receipt(second, clock), found=True) == (K,)
    third = await take(store, clock)
    assert (third.action, third.post.card.headline) == (Action.EDIT, "new")


async def test_a_queued_post_is_withdrawn_unsent(store: Store, clock: FakeClock) -> None:
    await store.outbox.put(B, posts("one", "two"), now=clock())
    assert await store.outbox.withdraw(B, now=clock()) == ()
    assert set((await states(store)).values()) == {PostState.WITHDRAWN}
    assert await store.outbox.claim(K, now=clock.turn(99), lease_s=9) is None


async def test_a_post_withdrawn_in_flight_is_deleted_after(store: Store, clock: FakeClock) -> None:
    await store.outbox.put(B, posts("one"), now=clock())
    out = await take(store, clock)
    assert await store.outbox.withdraw(B, now=clock()) == ()
    assert await store.outbox.sent(out, receipt(out, clock)) == (K,)
    second = await take(store, clock)
    assert second.action is Action.DELETE
    assert await store.outbox.withdrawn(second, now=clock()) == ()
    assert await states(store) == {K: PostState.WITHDRAWN}


async def test_a_post_withdrawn_after_a_crash_is_looked_for(store: Store, clock: FakeClock) -> None:
    await store.outbox.put(B, posts("one"), now=clock())
    await take(store, clock)
    clock.turn(61)
    assert await store.outbox.withdraw(B, now=clock()) == (K,)
    out = await take(store, clock)
    assert (out.action, out.receipt) == (Action.VERIFY, None)
    assert out.doubt_since is not None
    assert await store.outbox.absent(out, now=clock()) == ()
    assert await states(store) == {K: PostState.WITHDRAWN}


async def test_a_sent_post_is_deleted_and_may_come_back(store: Store, clock: FakeClock) -> None:
    await store.outbox.put(B, posts("one"), now=clock())
    await send(store, clock)
    assert await store.outbox.withdraw(B, now=clock()) == (K,)
    out = await take(store, clock)
    assert out.receipt is not None
    await store.outbox.withdrawn(out, now=clock())
    assert await store.outbox.put(B, posts("back"), now=clock()) == (K,)
    out = await take(store, clock)
    assert (out.action, out.doubt_since) == (Action.SEND, None)


async def attempt_lost(store: Store, clock: FakeClock, key: str = K) -> None:
    """An attempt whose answer is lost: nobody knows whether it was done."""
    lost = await take(store, clock, key)
    await store.outbox.later(lost, clock(), now=clock(), failure="lost", certain=False)


async def test_a_deletion_that_was_begun_is_finished_before_it_is_sent_anew(
    store: Store, clock: FakeClock
) -> None:
    """Its answer may be lost: an edit of what is gone would look like success."""
    await store.outbox.put(B, posts("one"), now=clock())
    await send(store, clock)
    await store.outbox.withdraw(B, now=clock())
    await attempt_lost(store, clock)
    assert await store.outbox.put(B, posts("back"), now=clock()) == (K,)
    out = await take(store, clock)
    assert out.action is Action.DELETE
    assert await store.outbox.withdrawn(out, now=clock()) == (K,)
    out = await take(store, clock)
    assert (out.action, out.post.card.headline) == (Action.SEND, "back")


async def test_a_later_part_in_doubt_is_looked_for_in_the_thread_of_its_attempt(
    store: Store, clock: FakeClock
) -> None:
    second = part(B, 1)
    await store.outbox.put(B, posts("one", "two"), now=clock())
    await send(store, clock, K, "M1")
    await attempt_lost(store, clock, second)
    await store.outbox.withdraw(B, now=clock())
    await store.outbox.withdrawn(await take(store, clock), now=clock())
    await store.outbox.put(B, posts("one", "two"), now=clock())
    await send(store, clock, K, "M5")
    out = await take(store, clock, second)
    assert (out.action, out.post.place.thread) == (Action.VERIFY, "M1")
    at = replace(out.post.place, thread="M1")
    found = Receipt(second, at, "M2", clock())
    assert await store.outbox.sent(out, found, found=True) == (second,)
    out = await take(store, clock, second)
    assert out.action is Action.DELETE, "it hangs below a message that is gone"
    await store.outbox.withdrawn(out, now=clock())
    out = await take(store, clock, second)
    assert (out.action, out.post.place.thread) == (Action.SEND, "M5")


async def test_after_away_and_back_a_later_part_waits_for_the_first(
    store: Store, clock: FakeClock
) -> None:
    second = part(B, 1)
    await store.outbox.put(B, posts("one", "two"), now=clock())
    await send(store, clock, K, "M1")
    await send(store, clock, second, "M2")
    await store.outbox.withdraw(B, now=clock())
    for key in (K, second):
        await store.outbox.withdrawn(await take(store, clock, key), now=clock())
    assert await store.outbox.put(B, posts("one", "two"), now=clock()) == (K,)
    assert await store.outbox.claim(second, now=clock(), lease_s=9) is None
    assert await send(store, clock, K, "M5") == (second,)
    out = await take(store, clock, second)
    assert out.post.place.thread == "M5"


async def test_a_later_part_that_still_stands_moves_with_the_first(
    store: Store, clock: FakeClock
) -> None:
    second = part(B, 1)
    await store.outbox.put(B, posts("one", "two"), now=clock())
    await send(store, clock, K, "M1")
    await send(store, clock, second, "M2")
    await store.outbox.withdraw(B, now=clock())
    await store.outbox.withdrawn(await take(store, clock), now=clock())
    await store.outbox.put(B, posts("one", "two"), now=clock())
    out = await take(store, clock, second)
    assert (out.action, out.receipt and out.receipt.message) == (Action.DELETE, "M2")


async def test_a_message_that_somebody_deleted_is_not_posted_again(
    store: Store, clock: FakeClock
) -> None:
    await store.outbox.put(B, posts("one"), now=clock())
    await send(store, clock)
    await store.outbox.put(B, posts("two"), now=clock())
    await store.outbox.removed(await take(store, clock), now=clock())
    assert await states(store) == {K: PostState.REMOVED}
    assert await store.outbox.post_of(PLACE, "M1") is None
    assert await store.outbox.put(B, posts("three"), now=clock()) == ()
    assert await store.outbox.withdraw(B, now=clock()) == ()
    assert await states(store) == {K: PostState.REMOVED}


async def test_a_post_that_was_refused_is_tried_again_with_another_text(
    store: Store, clock: FakeClock
) -> None:
    await store.outbox.put(B, posts("one", "two"), now=clock())
    await store.outbox.fail(await take(store, clock), failure="refused", now=clock())
    assert await store.outbox.put(B, posts("new", "two"), now=clock()) == (K,)
    assert await send(store, clock) == (part(B, 1),)


async def test_fewer_parts_withdraw_the_rest_and_more_are_added(
    store: Store, clock: FakeClock
) -> None:
    await store.outbox.put(B, posts("one", "two"), now=clock())
    await send(store, clock)
    await send(store, clock, part(B, 1), "M2")
    assert await store.outbox.put(B, posts("one"), now=clock()) == (part(B, 1),)
    out = await take(store, clock, part(B, 1))
    assert out.action is Action.DELETE
    await store.outbox.withdrawn(out, now=clock())
    assert await store.outbox.put(B, posts("one", "2", "3"), now=clock()) == (part(B, 1),)
    assert await send(store, clock, part(B, 1), "M3") == (part(B, 2),)


async def test_an_uncertain_post_waits_for_the_operator(store: Store, clock: FakeClock) -> None:
    await store.outbox.put(B, posts("one", "two"), now=clock())
    await store.outbox.park(await take(store, clock), failure="cannot tell")
    rows = await store.outbox.rows(PostState.UNCERTAIN)
    assert [(row.key, row.failure, row.headline) for row in rows] == [(K, "cannot tell", "one")]
    assert await store.outbox.claim(K, now=clock.turn(9999), lease_s=9) is None
    assert await store.outbox.resolve(K, there=True, now=clock()) == (part(B, 1),)
    assert await store.outbox.resolve(K, there=True, now=clock()) == ()


async def test_a_button_leads_back_to_its_post(store: Store, clock: FakeClock) -> None:
    await store.outbox.put(B, posts("one"), now=clock())
    await send(store, clock)
    found = await store.outbox.post_of(PLACE, "M1")
    assert found is not None
    assert found.key == K
    assert await store.outbox.post_of(PLACE, "M9") is None


async def test_unfinished_work_says_when_it_is_due(store: Store, clock: FakeClock) -> None:
    await store.outbox.put(B, posts("one"), now=clock())
    await take(store, clock, lease_s=60)
    (job,) = await store.pending_work.unfinished()
    assert job.at == clock() + timedelta(seconds=60)
    assert await store.pending_work.unfinished(until=clock()) == ()
    status = await store.status()
    assert [running.key for running in status.running] == [K]
