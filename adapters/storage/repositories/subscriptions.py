"""Subscriptions and their slots: each slot is served once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.database.batch_decode import readable
from adapters.storage.database.engine import Database
from adapters.storage.database.leases import claim, held, settle
from adapters.storage.database.schema import slots, subscriptions
from adapters.storage.database.upsert import insert
from adapters.storage.repositories import deletion, digest_history, replies
from briefs.model.delivery import DueSlot, Filters, Sources, Step, Subscription
from briefs.model.messages import Post
from briefs.model.places import Place, Slot
from briefs.model.serialization import (
    BadRecord,
    from_json,
    sentence_from_text,
    sentence_to_text,
    to_json,
)


class SlotState(StrEnum):
    """How far a slot has come; EMPTY: there was nothing to show."""

    OPEN = "open"
    DONE = "done"
    EMPTY = "empty"
    DROPPED = "dropped"
    FAILED = "failed"


class Subscriptions:
    """Who gets a digest, when, and which slots are open."""

    def __init__(self, *, database: Database) -> None:
        self._database = database

    async def put(self, *wanted: Subscription) -> None:
        """Add subscriptions, or replace those with their keys, in one transaction."""
        async with self._database.write() as connection:
            for subscription in wanted:
                values = _columns(subscription)
                statement = insert(connection, subscriptions).values(**values)
                changed = {k: v for k, v in values.items() if k not in {"key", "created_at"}}
                await connection.execute(
                    statement.on_conflict_do_update(index_elements=["key"], set_=changed)
                )

    async def get(self, key: str) -> Subscription | None:
        """One subscription."""
        async with self._database.read() as connection:
            query = select(subscriptions).where(subscriptions.c.key == key)
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else _subscription(row)

    async def of_place(self, place: Place) -> tuple[Subscription, ...]:
        """The subscriptions of a channel, the oldest first."""
        query = select(subscriptions).where(*_here(place)).order_by(subscriptions.c.id)
        async with self._database.read() as connection:
            return _readable(await connection.execute(query))

    async def of_workspace(self, platform: str, workspace: str) -> tuple[Subscription, ...]:
        """The subscriptions of a workspace, the oldest first."""
        query = (
            select(subscriptions)
            .where(subscriptions.c.platform == platform, subscriptions.c.workspace == workspace)
            .order_by(subscriptions.c.id)
        )
        async with self._database.read() as connection:
            return _readable(await connection.execute(query))

    async def all(self, *, limit: int = 1000) -> tuple[Subscription, ...]:
        """Subscriptions for the operator's list, the oldest first."""
        query = select(subscriptions).order_by(subscriptions.c.id).limit(limit)
        async with self._database.read() as connection:
            return _readable(await connection.execute(query))

    async def remove(self, key: str) -> bool:
        """Delete a subscription with its slots and digest history."""
        async with self._database.write() as connection:
            await deletion.delete_dependents(connection, [key])
            gone = await connection.execute(delete(subscriptions).where(subscriptions.c.key == key))
            return gone.rowcount == 1

    async def pause(self, key: str, *, why: str) -> bool:
        """Stop a subscription until it is resumed."""
        return await self._set(key, paused=sentence_to_text(why), next_at=None)

    async def resume(self, key: str, *, next_at: datetime | None) -> bool:
        """Resume a subscription; its next slot is at `next_at`."""
        return await self._set(key, paused=None, next_at=next_at)

    async def skip(self, key: str, day: date | None) -> bool:
        """Skip the digest of one local date; None undoes that."""
        return await self._set(key, skip_date=day)

    async def set_ping(self, key: str, role: str) -> bool:
        """Let its digests mention a role; "" for none."""
        return await self._set(key, ping=role)

    async def _set(self, key: str, **values: Any) -> bool:
        async with self._database.write() as connection:
            changed = await connection.execute(
                update(subscriptions).where(subscriptions.c.key == key).values(**values)
            )
            return changed.rowcount == 1

    async def due(
        self, *, now: datetime, limit: int = 500
    ) -> AsyncIterator[tuple[Subscription, ...]]:
        """Subscriptions whose next slot has come, `limit` at a time."""
        async for page in self._pages(subscriptions.c.next_at <= now, limit):
            yield page

    async def running(self, *, limit: int = 500) -> AsyncIterator[tuple[Subscription, ...]]:
        """All subscriptions that are not paused, `limit` at a time."""
        async for page in self._pages(subscriptions.c.next_at.is_not(None), limit):
            yield page

    async def _pages(
        self, which: ColumnElement[bool], limit: int
    ) -> AsyncIterator[tuple[Subscription, ...]]:
        """Subscriptions in the order of their ids, `limit` at a time.

        So a row that cannot be moved on comes up once and does not block the others.
        """
        last = 0
        while True:
            query = select(subscriptions).where(which, subscriptions.c.id > last)
            query = query.order_by(subscriptions.c.id).limit(limit)
            async with self._database.read() as connection:
                rows = (await connection.execute(query)).all()
            if rows:
                yield _readable(rows)
            if len(rows) < limit:
                return
            last = rows[-1].id

    async def put_back(self, steps: Sequence[Step], *, now: datetime) -> int:
        """Move subscriptions to an earlier next slot -> how many.

        This repairs what a clock that ran ahead did; a `covered_until` in the future becomes `now`.
        """
        if not steps:
            return 0
        async with self._database.write() as connection:
            taken = await _taken(connection, steps)
            for step in taken:
                of = subscriptions.c.key == step.subscription.key
                await connection.execute(
                    update(subscriptions)
                    .where(of, subscriptions.c.covered_until > now)
                    .values(covered_until=now)
                )
        return len(taken)

    async def open(self, steps: Sequence[Step], *, now: datetime) -> tuple[str, ...]:
        """Open slots and move their subscriptions on, in one transaction -> keys opened here.

        If many processes try at once, one of them opens the slot: a step is taken only if the
        subscription still has the `next_at` that the step was made for.
        """
        if not steps:
            return ()
        async with self._database.write() as connection:
            taken = await _taken(connection, steps)
            rows = [_slot_row(step.key, step.slot, now) for step in taken if step.slot is not None]
            if not rows:
                return ()
            statement = insert(connection, slots).on_conflict_do_nothing().returning(slots.c.key)
            opened = set((await connection.execute(statement, rows)).scalars())
        return tuple(step.key for step in taken if step.key in opened)

    async def claim(self, key: str, *, now: datetime, lease_s: float) -> DueSlot | None:
        """Claim a due slot; one whose subscription has ended or is paused is dropped."""
        async with self._database.write() as connection:
            row = await claim(connection, slots, key, now=now, lease_s=lease_s)
            if row is None:
                return None
            query = select(subscriptions).where(subscriptions.c.key == row.subscription)
            found = (await connection.execute(query)).one_or_none()
            if found is None or found.paused is not None:
                await settle(connection, slots, key, row.token, state=SlotState.DROPPED)
                return None
            read = _readable([found])
            if not read:
                failed = {"state": SlotState.FAILED, "failure": "it cannot be read back"}
                await settle(connection, slots, key, row.token, **failed)
                return None
        return DueSlot(
            key=key,
            slot=Slot(row.subscription, row.local_date, row.local_time, row.slot_at),
            subscription=read[0],
            attempt=row.attempts,
            token=row.token,
            lease_until=row.due_at,
        )

    async def finish(
        self,
        due: DueSlot,
        *,
        until: datetime,
        shown: Sequence[str],
        posts: Sequence[Post],
        now: datetime,
    ) -> tuple[str, ...] | None:
        """Serve a slot: what it showed and its posts in ONE transaction -> keys now due.

        `shown` are the addresses of the briefings in it. None if the claim was lost.
        """
        these = await digest_history.find_shown(self._database, shown)
        async with self._database.write() as connection:
            if await held(connection, slots, due.key, due.token) is None:
                return None
            keys = await replies.put(connection, due.key, posts, now=now)
            await digest_history.remember(connection, due.subscription.key, these, now=now)
            await connection.execute(
                update(subscriptions)
                .where(subscriptions.c.key == due.subscription.key)
                .values(covered_until=until)
            )
            state = SlotState.DONE if posts else SlotState.EMPTY
            await settle(connection, slots, due.key, due.token, state=state, failure=None)
            return keys

    async def later(self, due: DueSlot, when: datetime, *, failure: str) -> None:
        """Try again at `when`."""
        async with self._database.write() as connection:
            await settle(connection, slots, due.key, due.token, due_at=when, failure=failure)

    async def rest(self, due: DueSlot, until: datetime) -> None:
        """Leave a slot until then, as if it had not been tried; see set_quiet_hours."""
        async with self._database.write() as connection:
            rested = {"due_at": until, "attempts": 0, "failure": None}
            await settle(connection, slots, due.key, due.token, **rested)

    async def fail(self, due: DueSlot, *, failure: str) -> None:
        """Give a slot up."""
        async with self._database.write() as connection:
            await settle(
                connection, slots, due.key, due.token, state=SlotState.FAILED, failure=failure
            )


async def _taken(connection: AsyncConnection, steps: Sequence[Step]) -> list[Step]:
    """Move subscriptions on -> the steps taken: those whose `next_at` has not changed."""
    keys = [step.subscription.key for step in steps]
    # Always locked in the same order, so that two processes cannot deadlock.
    query = (
        select(subscriptions.c.key, subscriptions.c.next_at)
        .where(subscriptions.c.key.in_(keys))
        .order_by(subscriptions.c.id)
        .with_for_update()
    )
    stand = {row.key: row.next_at for row in await connection.execute(query)}
    taken = [
        step
        for step in steps
        if step.subscription.key in stand
        and stand[step.subscription.key] == step.subscription.next_at
    ]
    if taken:
        await connection.execute(
            update(subscriptions)
            .where(subscriptions.c.key == bindparam("of"))
            .values(next_at=bindparam("to")),
            [{"of": step.subscription.key, "to": step.next_at} for step in taken],
        )
    return taken


def _slot_row(key: str, slot: Slot, now: datetime) -> dict[str, Any]:
    return {
        "key": key,
        "subscription": slot.subscription,
        "local_date": slot.local_date,
        "local_time": slot.local_time,
        "slot_at": slot.due_at,
        "state": SlotState.OPEN,
        "due_at": now,
    }


def _here(place: Place) -> tuple[Any, ...]:
    return (
        subscriptions.c.platform == place.platform,
        subscriptions.c.workspace == place.workspace,
        subscriptions.c.channel == place.channel,
    )


def _columns(subscription: Subscription) -> dict[str, Any]:
    place = subscription.place
    return {
        "key": subscription.key,
        "platform": place.platform,
        "workspace": place.workspace,
        "channel": place.channel,
        "thread": place.thread,
        "owner": subscription.owner,
        "local_time": subscription.local_time,
        "weekdays": "".join(str(day) for day in subscription.weekdays),
        "zone": subscription.zone,
        "sources": to_json(subscription.sources),
        "filters": to_json(subscription.filters),
        "empty_too": subscription.empty_too,
        "paused": None if subscription.paused is None else sentence_to_text(subscription.paused),
        "skip_date": subscription.skip_date,
        "next_at": subscription.next_at,
        "covered_until": subscription.covered_until,
        "created_at": subscription.created_at,
        "name": subscription.name,
        "tag": subscription.tag,
        "publish": subscription.publish,
        "ping": subscription.ping,
    }


def _readable(rows: Iterable[Row[Any]]) -> tuple[Subscription, ...]:
    """Rows -> subscriptions, without those that cannot be decoded."""
    return tuple(found for _, found in readable(_subscription, rows))


def _subscription(row: Row[Any]) -> Subscription:
    return Subscription(
        key=row.key,
        place=Place(row.platform, row.workspace, row.channel, row.thread),
        owner=row.owner,
        local_time=row.local_time,
        weekdays=_weekdays(row.weekdays),
        zone=row.zone,
        created_at=row.created_at,
        sources=from_json(Sources, row.sources),
        filters=from_json(Filters, row.filters),
        empty_too=row.empty_too,
        paused=None if row.paused is None else sentence_from_text(row.paused),
        skip_date=row.skip_date,
        next_at=row.next_at,
        covered_until=row.covered_until,
        name=row.name,
        tag=row.tag,
        publish=row.publish,
        ping=row.ping,
    )


def _weekdays(text: str) -> tuple[int, ...]:
    """The digits of weekdays: "0123" -> (0, 1, 2, 3). Raises: BadRecord."""
    if not set(text) <= set("0123456"):
        raise BadRecord("not weekdays")
    return tuple(int(day) for day in text)
