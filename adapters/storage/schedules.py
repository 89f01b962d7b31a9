"""Subscriptions and their slots: each slot is served once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import letting_go, replies
from adapters.storage import told as past
from adapters.storage.claims import claim, held, settle
from adapters.storage.engine import Database
from adapters.storage.inserting import insert
from adapters.storage.schema import slots, subscriptions
from briefs.delivery import DueSlot, Filters, Sources, Step, Subscription
from briefs.model import Place, Post, Slot
from briefs.serial import from_json, to_json


class SlotState(StrEnum):
    """How far a slot has come; EMPTY: there was nothing to tell."""

    OPEN = "open"
    DONE = "done"
    EMPTY = "empty"
    DROPPED = "dropped"
    FAILED = "failed"


class Schedules:
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
            return tuple(_subscription(row) for row in await connection.execute(query))

    async def of_workspace(self, platform: str, workspace: str) -> tuple[Subscription, ...]:
        """The subscriptions of a workspace, the oldest first."""
        query = (
            select(subscriptions)
            .where(subscriptions.c.platform == platform, subscriptions.c.workspace == workspace)
            .order_by(subscriptions.c.id)
        )
        async with self._database.read() as connection:
            return tuple(_subscription(row) for row in await connection.execute(query))

    async def all(self, *, limit: int = 1000) -> tuple[Subscription, ...]:
        """Subscriptions for the operator's list, the oldest first."""
        query = select(subscriptions).order_by(subscriptions.c.id).limit(limit)
        async with self._database.read() as connection:
            return tuple(_subscription(row) for row in await connection.execute(query))

    async def remove(self, key: str) -> bool:
        """End a subscription, with its slots and what it was told."""
        async with self._database.write() as connection:
            await letting_go.hanging_on(connection, [key])
            gone = await connection.execute(delete(subscriptions).where(subscriptions.c.key == key))
            return gone.rowcount == 1

    async def pause(self, key: str, *, why: str) -> bool:
        """Stop a subscription until it is resumed."""
        return await self._set(key, paused=why, next_at=None)

    async def resume(self, key: str, *, next_at: datetime | None) -> bool:
        """Let a subscription run again from its next slot on."""
        return await self._set(key, paused=None, next_at=next_at)

    async def skip(self, key: str, day: date | None) -> bool:
        """Leave out the digest of one local date; None takes that back."""
        return await self._set(key, skip_date=day)

    async def _set(self, key: str, **values: Any) -> bool:
        async with self._database.write() as connection:
            changed = await connection.execute(
                update(subscriptions).where(subscriptions.c.key == key).values(**values)
            )
            return changed.rowcount == 1

    async def pause_place(self, place: Place, *, why: str) -> tuple[Subscription, ...]:
        """Pause all that a channel gets -> those that were running until now."""
        async with self._database.write() as connection:
            paused = await connection.execute(
                update(subscriptions)
                .where(*_here(place), subscriptions.c.paused.is_(None))
                .values(paused=why, next_at=None)
                .returning(subscriptions)
            )
            return tuple(_subscription(row) for row in paused)

    async def due(self, *, now: datetime, limit: int = 500) -> tuple[Subscription, ...]:
        """Subscriptions whose next slot has come, the longest due first."""
        query = (
            select(subscriptions)
            .where(subscriptions.c.next_at <= now)
            .order_by(subscriptions.c.next_at, subscriptions.c.id)
            .limit(limit)
        )
        async with self._database.read() as connection:
            return tuple(_subscription(row) for row in await connection.execute(query))

    async def open(self, steps: Sequence[Step], *, now: datetime) -> tuple[str, ...]:
        """Open slots and move their subscriptions on, in one transaction -> keys opened here.

        Of many that ring at once, one opens a slot: the step is taken only from the
        `next_at` that it was made for.
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
        """Take a slot that is due; one whose subscription has ended or rests is dropped."""
        async with self._database.write() as connection:
            row = await claim(connection, slots, key, now=now, lease_s=lease_s)
            if row is None:
                return None
            query = select(subscriptions).where(subscriptions.c.key == row.subscription)
            found = (await connection.execute(query)).one_or_none()
            if found is None or found.paused is not None:
                await settle(connection, slots, key, row.token, state=SlotState.DROPPED)
                return None
        return DueSlot(
            key=key,
            slot=Slot(row.subscription, row.local_date, row.local_time, row.slot_at),
            subscription=_subscription(found),
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
        these = await past.shown(self._database, shown)
        async with self._database.write() as connection:
            if await held(connection, slots, due.key, due.token) is None:
                return None
            keys = await replies.put(connection, due.key, posts, now=now)
            await past.tell(connection, due.subscription.key, these, now=now)
            await connection.execute(
                update(subscriptions)
                .where(subscriptions.c.key == due.subscription.key)
                .values(told_until=until)
            )
            state = SlotState.DONE if posts else SlotState.EMPTY
            await settle(connection, slots, due.key, due.token, state=state, failure=None)
            return keys

    async def later(self, due: DueSlot, when: datetime, *, failure: str) -> None:
        """Try again at `when`."""
        async with self._database.write() as connection:
            await settle(connection, slots, due.key, due.token, due_at=when, failure=failure)

    async def fail(self, due: DueSlot, *, failure: str) -> None:
        """Give a slot up."""
        async with self._database.write() as connection:
            await settle(
                connection, slots, due.key, due.token, state=SlotState.FAILED, failure=failure
            )

    async def served(self, subscription: str, *, limit: int = 50) -> tuple[tuple[str, str], ...]:
        """The last slots of a subscription as (local date, state), the newest first."""
        query = (
            select(slots.c.local_date, slots.c.state)
            .where(slots.c.subscription == subscription)
            .order_by(slots.c.local_date.desc())
            .limit(limit)
        )
        async with self._database.read() as connection:
            return tuple((row.local_date, row.state) for row in await connection.execute(query))


async def _taken(connection: AsyncConnection, steps: Sequence[Step]) -> list[Step]:
    """Move subscriptions on -> the steps that were made from where they still stood."""
    keys = [step.subscription.key for step in steps]
    # Locked in one order: two who ring at once cannot lock each other out.
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
        "paused": subscription.paused,
        "skip_date": subscription.skip_date,
        "next_at": subscription.next_at,
        "told_until": subscription.told_until,
        "created_at": subscription.created_at,
    }


def _subscription(row: Row[Any]) -> Subscription:
    return Subscription(
        key=row.key,
        place=Place(row.platform, row.workspace, row.channel, row.thread),
        owner=row.owner,
        local_time=row.local_time,
        weekdays=tuple(int(day) for day in row.weekdays),
        zone=row.zone,
        created_at=row.created_at,
        sources=from_json(Sources, row.sources),
        filters=from_json(Filters, row.filters),
        empty_too=row.empty_too,
        paused=row.paused,
        skip_date=row.skip_date,
        next_at=row.next_at,
        told_until=row.told_until,
    )
