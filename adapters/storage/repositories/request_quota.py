"""Quota of a person and of a place, the states of a request, and one that is yet to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.database.engine import Database
from adapters.storage.database.key_hashes import hashed
from adapters.storage.database.schema import erased, inbox
from adapters.storage.database.upsert import insert_once
from briefs.model.delivery import Admission, Quota, SourceEdited
from briefs.model.places import LinkSeen, Place
from briefs.model.serialization import to_json


class RequestState(StrEnum):
    """How far a request has come."""

    RESERVED = "reserved"
    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"
    DELETED = "deleted"
    COUNTED = "counted"


async def over_quota(
    database: Database,
    connection: AsyncConnection,
    seen: LinkSeen,
    *,
    links: int,
    now: datetime,
    quota: Quota,
) -> Admission | None:
    """The quota that `links` more would exceed, or None; serialised for each person and place."""
    place = seen.place
    since = now - timedelta(seconds=quota.window_s)
    for of_whom, limit, verdict, name in _limits(seen, quota):
        lock = f"{verdict} {place.platform} {place.workspace} {name}"
        await database.serialize(connection, lock)
        if await _links_since(connection, of_whom, since) + links > limit:
            return verdict
    return None


async def room_at(
    connection: AsyncConnection, seen: LinkSeen, *, links: int, now: datetime, quota: Quota
) -> datetime | None:
    """When both quotas have room for `links` more if nobody asks until then; None if never.

    The window slides: room comes back link by link, as those that took it leave the window.
    """
    window = timedelta(seconds=quota.window_s)
    found = now
    for of_whom, limit, _, _ in _limits(seen, quota):
        if links > limit:
            return None
        taken = await _taken(connection, of_whom, now - window)
        used = sum(count for _, count in taken)
        for at, count in taken:
            if used + links <= limit:
                break
            used -= count
            found = max(found, at + window)
    return found


def _limits(
    seen: LinkSeen, quota: Quota
) -> tuple[tuple[ColumnElement[bool], int, Admission, str], ...]:
    """Both quotas: which requests count, how many links, the verdict, whose it is."""
    place = seen.place
    here = and_(inbox.c.platform == place.platform, inbox.c.workspace == place.workspace)
    author, channel = inbox.c.author == seen.author, inbox.c.channel == place.channel
    return (
        (and_(here, author), quota.person, Admission.PERSON_OVER_QUOTA, seen.author),
        (and_(here, channel), quota.place, Admission.PLACE_OVER_QUOTA, place.channel),
    )


async def take_room(
    database: Database,
    connection: AsyncConnection,
    row: Row[Any],
    asker: LinkSeen,
    *,
    links: int,
    now: datetime,
    quota: Quota,
) -> Admission | None:
    """Count `links` more of a request for its asker -> the quota that they would exceed, or None.

    They are counted in a row of their own, since the message may be older than the quota's window.
    """
    if not links:
        return None
    over = await over_quota(database, connection, asker, links=links, now=now, quota=quota)
    if over is not None:
        return over
    await insert_once(
        connection,
        inbox,
        key=f"{row.key}!{row.revision + 1}",
        source=row.source,
        state=RequestState.COUNTED,
        author=asker.author,
        links=links,
        seen_at=now,
        **columns(asker.place),
    )
    return None


async def note_edit(
    connection: AsyncConnection, source: str, edited: SourceEdited, *, now: datetime
) -> None:
    """Store the edit of a message whose request has not arrived yet."""
    if await was_erased(connection, source):
        return
    place, links, left_out = edited.place, edited.links, edited.left_out
    seen = LinkSeen(place, edited.message, "", links, now, left_out=left_out)
    await insert_once(
        connection,
        inbox,
        key=source,
        source=source,
        state=RequestState.RESERVED,
        author="",
        seen=to_json(seen),
        edited_at=edited.edited_at,
        seen_at=now,
        **columns(place),
    )


def columns(place: Place) -> dict[str, str]:
    """A place -> the values of its columns."""
    return {
        "platform": place.platform,
        "workspace": place.workspace,
        "channel": place.channel,
    }


async def _links_since(
    connection: AsyncConnection, of_whom: ColumnElement[bool], since: datetime
) -> int:
    total = func.coalesce(func.sum(inbox.c.links), 0)
    return int(await connection.scalar(select(total).where(_counts(of_whom, since))) or 0)


async def _taken(
    connection: AsyncConnection, of_whom: ColumnElement[bool], since: datetime
) -> Sequence[tuple[datetime, int]]:
    """When links were asked for since then, and how many; the oldest first."""
    query = (
        select(inbox.c.seen_at, inbox.c.links)
        .where(_counts(of_whom, since))
        .order_by(inbox.c.seen_at)
    )
    return [(row.seen_at, row.links) for row in await connection.execute(query)]


def _counts(of_whom: ColumnElement[bool], since: datetime) -> ColumnElement[bool]:
    return and_(of_whom, inbox.c.seen_at > since, inbox.c.state != RequestState.REFUSED)


async def row_of(connection: AsyncConnection, key: str) -> Row[Any] | None:
    """A request's row, locked."""
    query = select(inbox).where(inbox.c.key == key).with_for_update()
    return (await connection.execute(query)).one_or_none()


async def was_erased(connection: AsyncConnection, *keys: str) -> bool:
    """Whether a request with one of these keys was erased within the last day."""
    query = select(erased.c.key).where(erased.c.key.in_([hashed(key) for key in keys])).limit(1)
    return (await connection.execute(query)).first() is not None
