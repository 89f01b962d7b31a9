"""What the store makes of a row in each state that it keeps, on both databases.

A member more of these enumerations has no line in the tables here until somebody decides.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert, update

from adapters.storage import Store
from adapters.storage.database.schema import entries, inbox, slots
from adapters.storage.repositories.feeds import EntryState
from adapters.storage.repositories.request_quota import RequestState
from adapters.storage.repositories.subscriptions import SlotState
from briefs.model.delivery import Admission, Quota
from briefs.model.feeds import FeedItem
from briefs.model.serialization import to_json
from tests.contracts.test_inbox import KEY, admit
from tests.fakes.delivery import seen
from tests.fakes.stores import FakeClock

TOLD_AGAIN = {
    RequestState.RESERVED: Admission.NEW,
    RequestState.OPEN: Admission.SEEN_BEFORE,
    RequestState.DONE: Admission.SEEN_BEFORE,
    RequestState.REFUSED: Admission.SEEN_BEFORE,
    RequestState.COUNTED: Admission.SEEN_BEFORE,
    RequestState.DELETED: Admission.DELETED,
}
"""What the same request is admitted as when the chat tells it once more."""

ASKED_AGAIN = {
    RequestState.RESERVED: Admission.DELETED,
    RequestState.OPEN: Admission.SEEN_BEFORE,
    RequestState.DONE: Admission.NEW,
    RequestState.REFUSED: Admission.DELETED,
    RequestState.COUNTED: Admission.DELETED,
    RequestState.DELETED: Admission.DELETED,
}
"""What comes of it when a reader asks for another try."""

CHOSEN_IN_THE_MENU = {**TOLD_AGAIN, RequestState.REFUSED: Admission.NEW}
"""What it is admitted as when somebody asks once more about its message."""

TIDIED_AFTER_A_DAY = {
    RequestState.RESERVED: True,
    RequestState.OPEN: False,
    RequestState.DONE: False,
    RequestState.REFUSED: False,
    RequestState.COUNTED: True,
    RequestState.DELETED: True,
}
"""Whether only its key is worth keeping, and that for a day."""

SLOT = {
    SlotState.OPEN: "never due",
    SlotState.DONE: "settled",
    SlotState.EMPTY: "settled",
    SlotState.DROPPED: "settled",
    SlotState.FAILED: "failed",
}
ENTRY = {
    EntryState.OLD: "settled",
    EntryState.OPEN: "never due",
    EntryState.DONE: "settled",
    EntryState.FAILED: "failed",
}
"""What `check` and the list of failures say of a row that nobody works on."""


async def put_in(store: Store, clock: FakeClock, state: RequestState) -> None:
    """A request that was admitted, and is in a state now, with nobody at work on it."""
    assert await admit(store, seen("m1"), clock) is Admission.NEW
    async with store._database.write() as connection:
        await connection.execute(
            update(inbox).where(inbox.c.key == KEY).values(state=state, due_at=None)
        )


@pytest.mark.parametrize("state", list(RequestState))
async def test_a_request_told_again(store: Store, clock: FakeClock, state: RequestState) -> None:
    await put_in(store, clock, state)
    assert await admit(store, seen("m1"), clock) is TOLD_AGAIN[state]


@pytest.mark.parametrize("state", list(RequestState))
async def test_a_request_chosen_in_the_menu(
    store: Store, clock: FakeClock, state: RequestState
) -> None:
    await put_in(store, clock, state)
    chosen = await store.inbox.admit(
        KEY, seen("m1"), source=KEY, now=clock(), quota=Quota(), once_more=True
    )
    assert chosen is CHOSEN_IN_THE_MENU[state]


@pytest.mark.parametrize("state", list(RequestState))
async def test_a_request_asked_again(store: Store, clock: FakeClock, state: RequestState) -> None:
    await put_in(store, clock, state)
    assert await store.inbox.reopen(KEY, now=clock(), anew=False) is ASKED_AGAIN[state]


@pytest.mark.parametrize("state", list(RequestState))
async def test_a_request_after_a_day(store: Store, clock: FakeClock, state: RequestState) -> None:
    await put_in(store, clock, state)
    clock.turn(2 * 86_400)
    await store.erasure.older_than(clock() - timedelta(days=30), now=clock())
    async with store._database.read() as connection:
        left = (await connection.execute(inbox.select())).all()
    assert (left == []) is TIDIED_AFTER_A_DAY[state]


async def standing(store: Store) -> str:
    """Settled, failed, or what is wrong with the one row that there is."""
    if faults := await store.check():
        assert [fault.rpartition(", yet ")[2] for fault in faults] == ["never due"]
        return "never due"
    failures = (await store.status()).failures
    return "failed" if failures else "settled"


@pytest.mark.parametrize("state", list(SlotState))
async def test_a_slot_that_nobody_works_on(
    store: Store, clock: FakeClock, state: SlotState
) -> None:
    row = {
        "key": "slot:s1:2026-03-02", "subscription": "s1", "local_date": "2026-03-02",
        "local_time": "09:00", "slot_at": clock(), "state": state,
    }  # fmt: skip
    async with store._database.write() as connection:
        await connection.execute(insert(slots).values(**row))
    assert await standing(store) == SLOT[state]


@pytest.mark.parametrize("state", list(EntryState))
async def test_an_entry_that_nobody_works_on(
    store: Store, clock: FakeClock, state: EntryState
) -> None:
    item = FeedItem("1", "https://a.example/1", "Ferry talks resume")
    row = {"key": "f:1", "feed": "f", "item": to_json(item), "state": state, "seen_at": clock()}
    async with store._database.write() as connection:
        await connection.execute(insert(entries).values(**row))
    assert await standing(store) == ENTRY[state]
