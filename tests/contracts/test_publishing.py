"""Posts that whoever follows their channel is to see too, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from adapters.storage import Store
from bot.keys import part
from briefs.model.delivery import Action, ClaimedPost, PostState
from tests.contracts.test_outbox import B, K, posts, send, states, take
from tests.fakes.stores import FakeClock


async def published(store: Store, clock: FakeClock, *texts: str) -> ClaimedPost:
    """A post that is to be published -> the claim of that."""
    wanted = [replace(one, publish=one.part == 0) for one in posts(*texts or ("one",))]
    await store.outbox.put(B, wanted, now=clock())
    assert K in await send(store, clock)
    return await take(store, clock)


async def test_what_is_sent_is_published_once(store: Store, clock: FakeClock) -> None:
    out = await published(store, clock)
    assert (out.action, out.receipt and out.receipt.message) == (Action.PUBLISH, "M1")
    assert await store.outbox.published(out, now=clock()) == ()
    assert await store.outbox.claim(K, now=clock.turn(999), lease_s=9) is None
    assert await states(store) == {K: PostState.SENT}


async def test_after_a_crash_it_is_published_and_not_sent_again(
    store: Store, clock: FakeClock
) -> None:
    first = await published(store, clock)
    clock.turn(61)
    second = await take(store, clock)
    assert (second.action, second.attempt) == (Action.PUBLISH, 2)
    assert await store.outbox.published(first, now=clock()) == (), "who lost the lease settles none"
    await store.outbox.published(second, now=clock())
    assert await store.outbox.claim(K, now=clock.turn(999), lease_s=9) is None


async def test_a_refused_publication_leaves_the_post(store: Store, clock: FakeClock) -> None:
    out = await published(store, clock, "one", "two")
    await store.outbox.unpublished(out, failure="may not", now=clock())
    assert await states(store) == {K: PostState.SENT, part(B, 1): PostState.QUEUED}
    [row] = await store.outbox.rows(PostState.SENT)
    assert row.failure == "may not"
    assert await store.outbox.claim(K, now=clock.turn(999), lease_s=9) is None


async def test_an_edit_goes_before_a_publication_that_waits(store: Store, clock: FakeClock) -> None:
    out = await published(store, clock)
    hour = clock() + timedelta(hours=1)
    await store.outbox.later(out, hour, now=clock(), failure="busy", certain=True)
    assert await store.outbox.claim(K, now=clock.turn(60), lease_s=9) is None
    changed = [replace(one, publish=True) for one in posts("new")]
    assert await store.outbox.put(B, changed, now=clock()) == (K,)
    edit = await take(store, clock)
    assert edit.action is Action.EDIT
    assert await store.outbox.edited(edit, now=clock()) == (K,)
    assert (await take(store, clock)).action is Action.PUBLISH


async def test_what_goes_before_it_is_published_is_only_deleted(
    store: Store, clock: FakeClock
) -> None:
    out = await published(store, clock)
    assert await store.outbox.withdraw(B, now=clock()) == (), "somebody holds it"
    assert await store.outbox.published(out, now=clock()) == (K,)
    gone = await take(store, clock)
    assert gone.action is Action.DELETE
    await store.outbox.withdrawn(gone, now=clock())
    # Wanted again it is a message of its own, and published like one.
    await store.outbox.put(B, [replace(one, publish=True) for one in posts("one")], now=clock())
    assert await send(store, clock, K, "M2") == (K,)
    assert (await take(store, clock)).action is Action.PUBLISH
