"""Messages of ours that somebody deleted in the chat: they stay away, on both databases."""

from __future__ import annotations

import pytest

from adapters.storage import Store
from bot import keys
from bot.keys import part
from briefs.model.delivery import Action, Admission, PostState, Quota
from tests.contracts.test_outbox import B, posts, receipt, send, states
from tests.fakes.delivery import PLACE, post, seen
from tests.fakes.stores import FakeClock

REMOVED, SENT = PostState.REMOVED, PostState.SENT
ASKED = keys.reply(seen("m1"))


async def sent(store: Store, clock: FakeClock, *texts: str) -> None:
    """A reply of so many parts, all of them in the chat as M0, M1, M2."""
    await store.outbox.put(B, posts(*texts), now=clock())
    for number in range(len(texts)):
        await send(store, clock, part(B, number), f"M{number}")


async def asked_for(store: Store, clock: FakeClock, *texts: str) -> None:
    """A message whose link is answered by so many parts."""
    await store.inbox.admit(ASKED, seen("m1"), source=ASKED, now=clock(), quota=Quota())
    await answered(store, clock, *texts)


async def answered(store: Store, clock: FakeClock, *texts: str) -> None:
    request = await store.inbox.claim(ASKED, now=clock(), lease_s=60)
    assert request is not None
    new = [post(part(ASKED, n), text=text, part=n) for n, text in enumerate(texts)]
    await store.inbox.finish(request, stored=(), arrival=None, posts=new, now=clock())


async def acts(store: Store, clock: FakeClock, number: int, of: str = B) -> list[Action]:
    """Run the jobs of a part until nothing is due, ten at most -> what they did."""
    done: list[Action] = []
    while len(done) < 10:
        out = await store.outbox.claim(part(of, number), now=clock(), lease_s=60)
        if out is None:
            break
        done.append(out.action)
        match out.action:
            case Action.SEND:
                await store.outbox.sent(out, receipt(out, clock, f"N{number}{len(done)}"))
            case Action.DELETE:
                await store.outbox.withdrawn(out, now=clock())
            case _:
                await store.outbox.edited(out, now=clock())
    return done


@pytest.mark.parametrize("gone", [0, 1, 2])
async def test_a_link_taken_away_and_put_back_brings_none_of_it_back(
    store: Store, clock: FakeClock, gone: int
) -> None:
    await sent(store, clock, "one", "two", "three")
    assert await store.outbox.lost(PLACE, f"M{gone}", now=clock())
    await store.outbox.withdraw(B, now=clock())
    for number in range(3):
        await acts(store, clock, number)
    await store.outbox.put(B, posts("one", "two", "three"), now=clock())
    done = {number: await acts(store, clock, number) for number in range(3)}
    assert done == {number: [Action.SEND] if number < gone else [] for number in range(3)}
    assert (await states(store))[part(B, gone)] is REMOVED


@pytest.mark.parametrize("texts", [("one", "two", "three"), ("new", "other", "third")])
async def test_a_part_that_is_added_has_no_thread_without_the_first(
    store: Store, clock: FakeClock, texts: tuple[str, ...]
) -> None:
    await sent(store, clock, "one", "two")
    assert await store.outbox.lost(PLACE, "M0", now=clock())
    await store.outbox.put(B, posts(*texts), now=clock())
    assert await acts(store, clock, 2) == []
    assert (await states(store))[part(B, 2)] is REMOVED


async def test_parts_on_their_way_stay_away_with_the_first(store: Store, clock: FakeClock) -> None:
    """The first is deleted while the third waits to be sent, and the fourth for the third."""
    await sent(store, clock, "one", "two")
    await store.outbox.put(B, posts("one", "two", "three", "four"), now=clock())
    assert await store.outbox.lost(PLACE, "M0", now=clock())
    assert await acts(store, clock, 2) == []
    found = await states(store)
    assert [found[part(B, n)] for n in range(4)] == [REMOVED, SENT, REMOVED, REMOVED]


async def test_a_part_that_was_under_way_when_the_first_went_goes_too(
    store: Store, clock: FakeClock
) -> None:
    await sent(store, clock, "one", "two")
    await store.outbox.put(B, posts("one", "two", "three"), now=clock())
    out = await store.outbox.claim(part(B, 2), now=clock(), lease_s=60)
    assert out is not None
    assert await store.outbox.lost(PLACE, "M0", now=clock())
    await store.outbox.sent(out, receipt(out, clock, "M2"))
    assert await acts(store, clock, 2) == [Action.DELETE]
    assert (await states(store))[part(B, 2)] is REMOVED


@pytest.mark.parametrize("noticed_first", [False, True])
async def test_a_part_that_the_chat_refused_because_the_first_is_gone_is_gone_too(
    store: Store, clock: FakeClock, noticed_first: bool
) -> None:
    await sent(store, clock, "one", "two")
    await store.outbox.put(B, posts("one", "two", "three", "four"), now=clock())
    out = await store.outbox.claim(part(B, 2), now=clock(), lease_s=60)
    assert out is not None
    if noticed_first:
        assert await store.outbox.lost(PLACE, "M0", now=clock())
    await store.outbox.fail(out, failure="This thread is gone.", now=clock())
    if not noticed_first:
        assert await store.outbox.lost(PLACE, "M0", now=clock())
    found = await states(store)
    assert [found[part(B, n)] for n in range(4)] == [REMOVED, SENT, REMOVED, REMOVED]


@pytest.mark.parametrize("taken_away", [False, True])
@pytest.mark.parametrize("gone", [(0,), (1,), (0, 1), (0, 2), (0, 1, 2)])
async def test_all_of_it_comes_back_in_one_thread_when_it_is_asked_for(
    store: Store, clock: FakeClock, gone: tuple[int, ...], taken_away: bool
) -> None:
    """With the first, its thread went: what stands in that one is deleted and sent anew."""
    await asked_for(store, clock, "one", "two", "three")
    for number in range(3):
        await send(store, clock, part(ASKED, number), f"M{number}")
    for number in gone:
        assert await store.outbox.lost(PLACE, f"M{number}", now=clock())
    if taken_away:
        await store.outbox.withdraw(ASKED, now=clock())
        for number in range(3):
            await acts(store, clock, number, of=ASKED)
    assert await store.inbox.reopen(ASKED, now=clock(), anew=False) is Admission.NEW
    await answered(store, clock, "one", "two", "three")
    for number in range(3):
        await acts(store, clock, number, of=ASKED)
    shown = [await store.outbox.receipt(part(ASKED, number)) for number in range(3)]
    first, *later = [one for one in shown if one is not None]
    assert [one.place.thread for one in later] == [first.message] * 2
    assert set((await states(store)).values()) == {SENT}
