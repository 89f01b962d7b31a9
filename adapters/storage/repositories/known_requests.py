"""A request whose message has a row already: delivered once more, or asked for once more.

What a quota refused is tried again when somebody asks for it again, and when an edit changes its
links; never because the platform delivers the same event twice.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.database.engine import Database
from adapters.storage.database.schema import inbox
from adapters.storage.repositories import replies
from adapters.storage.repositories.request_quota import RequestState, over_quota, row_of, take_room
from briefs.model.delivery import Admission, Quota, SourceEdited
from briefs.model.followed_edits import FollowedEdit
from briefs.model.places import LinkSeen
from briefs.model.serialization import from_json, to_json


async def admit_known(
    database: Database,
    connection: AsyncConnection,
    key: str,
    seen: LinkSeen,
    *,
    source: str,
    once_more: bool,
    now: datetime,
    quota: Quota,
) -> Admission | None:
    """Outcome for a request that has a row, or whose message was deleted; None if it is new."""
    row = await row_of(connection, key)
    if row is None:
        if key == source:
            return None
        message = await row_of(connection, source)
        gone = message is not None and message.state == RequestState.DELETED
        return Admission.DELETED if gone else None
    state = RequestState(row.state)
    if state is RequestState.DELETED:
        return Admission.DELETED
    again = state is RequestState.REFUSED and _asks_again(row, seen, once_more=once_more)
    if state is RequestState.RESERVED or again:
        return await _admit(database, connection, row, seen, now=now, quota=quota)
    answered = state in {RequestState.OPEN, RequestState.DONE}
    if answered and once_more and row.seen is not None:
        return await _add_links(database, connection, row, seen, now=now, quota=quota)
    return Admission.SEEN_BEFORE


def _asks_again(row: Row[Any], seen: LinkSeen, *, once_more: bool) -> bool:
    """Whether somebody asks anew for a refused request: not if its event is delivered again.

    What was refused before anybody asked for it is tried as soon as somebody does.
    """
    if seen.automatic or _is_delivered_again(row, seen):
        return False
    return once_more or seen.event is not None or from_json(LinkSeen, row.seen).automatic


def _is_delivered_again(row: Row[Any], seen: LinkSeen) -> bool:
    return seen.event is not None and seen.event == row.event


async def _admit(
    database: Database,
    connection: AsyncConnection,
    row: Row[Any],
    seen: LinkSeen,
    *,
    now: datetime,
    quota: Quota,
) -> Admission:
    """Admit a request that waited for its message, or for room in a quota."""
    reserved = row.state == RequestState.RESERVED
    if row.edited_at is not None:
        edited = from_json(LinkSeen, row.seen)
        seen = replace(seen, links=edited.links, left_out=edited.left_out)
    links = seen.links
    more = len(links) - (row.links if reserved else 0)  # those of a reserved one count already
    over = None
    if more > 0:
        over = await over_quota(database, connection, seen, links=more, now=now, quota=quota)
    # The message lost its links before the request came. The request is stored all the same,
    # since another edit may put a link back.
    state = RequestState.OPEN if links else RequestState.DONE
    # Room that was reserved comes back when it would have without the time that reading took.
    counted_since = row.seen_at if reserved and row.edited_at is None else now
    await connection.execute(
        update(inbox)
        .where(inbox.c.id == row.id)
        .values(
            state=state if over is None else RequestState.REFUSED,
            event=seen.event,
            author=seen.author,
            seen=to_json(seen),
            links=len(links),
            seen_at=counted_since,
            due_at=now if over is None and links else None,
        )
    )
    return over or (Admission.NEW if links else Admission.DELETED)


async def _add_links(
    database: Database,
    connection: AsyncConnection,
    row: Row[Any],
    asked: LinkSeen,
    *,
    now: datetime,
    quota: Quota,
) -> Admission:
    """Follow a message that is asked for again and has links that its reply lacks.

    Its edit was over a quota then, or was never reported, or the links are of a muted site.
    """
    known = from_json(LinkSeen, row.seen)
    more = len(set(asked.links) - set(known.links))
    if not more or asked.automatic or _is_delivered_again(row, asked):
        return Admission.SEEN_BEFORE
    over = await take_room(database, connection, row, asked, links=more, now=now, quota=quota)
    if over is not None:
        return over
    seen = replace(
        known,
        links=asked.links,
        left_out=asked.left_out,
        event=asked.event or known.event,
        automatic=False,
    )
    await connection.execute(
        update(inbox)
        .where(inbox.c.id == row.id)
        .values(
            seen=to_json(seen),
            event=seen.event,
            revision=row.revision + 1,
            state=RequestState.OPEN,
            due_at=now,
            token=None,
            attempts=0,
        )
    )
    await replies.allow_back(connection, row.key)
    return Admission.NEW


def is_text_edited(seen: LinkSeen, edited: SourceEdited) -> bool:
    """Whether a pasted text was edited; no link was taken out, so its briefing stays.

    Discord reports each edit. A text stands for a link under a name of its own (bot/keys.py).
    """
    texts = bool(seen.links) and all(link.startswith("urn:") for link in seen.links)
    return texts and not edited.links


async def edit_refused(
    database: Database,
    connection: AsyncConnection,
    row: Row[Any],
    edited: SourceEdited,
    *,
    now: datetime,
    quota: Quota,
) -> FollowedEdit:
    """The message of a refused request was edited: other links are tried anew."""
    seen = from_json(LinkSeen, row.seen)
    if (seen.links, seen.left_out) == (edited.links, edited.left_out):
        return FollowedEdit()
    seen = replace(seen, links=edited.links, left_out=edited.left_out)
    values: dict[str, Any] = {"seen": to_json(seen), "links": len(seen.links)}
    over = None
    if seen.links:
        links = len(seen.links)
        over = await over_quota(database, connection, seen, links=links, now=now, quota=quota)
        if over is None:
            values |= {"state": RequestState.OPEN, "seen_at": now, "due_at": now}
    await connection.execute(
        update(inbox).where(inbox.c.id == row.id).values(edited_at=edited.edited_at, **values)
    )
    return FollowedEdit(over=over, refused=seen if over is not None else None)
