"""Messages that were answered recently, by their place."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, select

from adapters.storage.database.engine import Database
from adapters.storage.database.schema import inbox, outbox
from adapters.storage.repositories.request_quota import RequestState
from briefs.model.known_messages import KnownMessages
from briefs.model.places import LinkSeen, Place
from briefs.model.serialization import from_json

MOST = 2_000
"""Requests that are read at most, the newest ones."""


class RecentMessages:
    """Messages and our replies to them, read from the inbox and the outbox."""

    def __init__(self, *, database: Database) -> None:
        self._database = database

    async def since(self, platform: str, since: datetime) -> tuple[KnownMessages, ...]:
        """Places -> messages that were answered there and our replies to them.

        The place of the newest request comes first; private requests are left out.
        """
        there = and_(
            outbox.c.batch == inbox.c.key,
            outbox.c.message.is_not(None),
            outbox.c.unwanted.is_(False),
        )
        query = (
            select(inbox.c.seen, outbox.c.thread, outbox.c.message)
            .select_from(inbox.outerjoin(outbox, there))
            .where(
                inbox.c.seen_at >= since,
                inbox.c.platform == platform,
                inbox.c.state.in_((RequestState.OPEN, RequestState.DONE)),
                inbox.c.seen.is_not(None),
            )
            .order_by(inbox.c.seen_at.desc(), inbox.c.id.desc())
            .limit(MOST)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        found: dict[Place, tuple[set[str], set[str]]] = {}
        for row in rows:
            seen = from_json(LinkSeen, row.seen)
            if seen.private:
                continue
            place = seen.written_in
            answered, ours = found.setdefault(place, (set(), set()))
            answered.add(seen.message)
            if row.message is not None and row.thread == place.thread:
                ours.add(row.message)
        return tuple(
            KnownMessages(place, frozenset(answered), frozenset(ours))
            for place, (answered, ours) in found.items()
        )
