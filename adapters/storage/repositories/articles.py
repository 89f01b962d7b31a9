"""Articles: their briefings, where they were shared, and the digests that have shown them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.database.batch_decode import each
from adapters.storage.database.engine import Database
from adapters.storage.database.key_hashes import address_key
from adapters.storage.database.schema import addresses, arrivals, articles, outbox, shown_articles
from adapters.storage.database.upsert import insert
from adapters.storage.repositories import digest_history
from briefs.model.briefings import Briefing
from briefs.model.delivery import Arrival, PostState, ShownArticle, StoredBriefing
from briefs.model.messages import Receipt
from briefs.model.places import Place
from briefs.model.serialization import from_json, to_json
from briefs.model.stories import DigestCandidate, Fingerprint


async def keep(connection: AsyncConnection, stored: StoredBriefing, *, now: datetime) -> int:
    """Store an article, or a newer briefing of it, under all its addresses -> its row's id."""
    values = {
        "key": address_key(stored.briefing.url),
        "url": stored.briefing.url,
        "title": stored.briefing.title,
        "site": stored.briefing.site,
        "version": stored.briefing.version,
        "briefing": to_json(stored.briefing),
        "fingerprint": to_json(stored.fingerprint),
        "text": stored.text,
        "stored_at": now,
    }
    statement = insert(connection, articles).values(**values)
    statement = statement.on_conflict_do_update(
        index_elements=["key"], set_={k: v for k, v in values.items() if k != "key"}
    )
    row = await connection.execute(statement.returning(articles.c.id))
    article = int(row.scalar_one())
    names = dict.fromkeys(address_key(a) for a in (stored.briefing.url, *stored.addresses))
    # Always in the same order, so that transactions with the same addresses cannot deadlock.
    rows = [{"key": key, "article_id": article} for key in sorted(names)]
    named = insert(connection, addresses)
    await connection.execute(
        named.on_conflict_do_update(
            index_elements=["key"], set_={"article_id": named.excluded.article_id}
        ),
        rows,
    )
    return article


async def arrive(connection: AsyncConnection, article: int, arrival: Arrival) -> None:
    """Record that an article came in: one row for each cause and article.

    If there is a row already, only its source is replaced.
    """
    statement = insert(connection, arrivals).values(
        article_id=article,
        source=arrival.source,
        cause=arrival.cause,
        person=arrival.person,
        feed=arrival.feed,
        at=arrival.at,
    )
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=["cause", "article_id"], set_={"source": arrival.source}
        )
    )


class Articles:
    """Stored articles; their whole text is stored only if the operator asks for it."""

    def __init__(self, *, database: Database) -> None:
        self._database = database

    async def find(
        self, address: str, *, version: str | None = None, since: datetime | None = None
    ) -> StoredBriefing | None:
        """The stored briefing of an address, None if there is none.

        `version`: only if it was made by these rules. `since`: only if it was not stored before.
        """
        query = (
            select(articles)
            .join(addresses, addresses.c.article_id == articles.c.id)
            .where(addresses.c.key == address_key(address))
        )
        async with self._database.read() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None or (version is not None and row.version != version):
            return None
        if since is not None and row.stored_at < since:
            return None
        return _stored_briefing(row)

    async def keep(
        self, stored: StoredBriefing, *, now: datetime, arrival: Arrival | None = None
    ) -> None:
        """Store an article that needs no reply (a preview, the local page)."""
        async with self._database.write() as connection:
            article = await keep(connection, stored, now=now)
            if arrival is not None:
                await arrive(connection, article, arrival)

    async def shared_by(
        self, person: str, *, prefix: str, limit: int
    ) -> tuple[StoredBriefing, ...]:
        """What a person shared in channels whose key begins with `prefix`, newest first."""
        latest = func.max(arrivals.c.at)
        query = (
            select(arrivals.c.article_id)
            .where(
                arrivals.c.person == person, arrivals.c.source.startswith(prefix, autoescape=True)
            )
            .group_by(arrivals.c.article_id)
            .order_by(latest.desc())
            .limit(limit)
        )
        async with self._database.read() as connection:
            ids = list((await connection.execute(query)).scalars())
            bodies = await _bodies(connection, ids)
        return tuple(bodies[one] for one in ids if one in bodies)

    async def briefed_here(self, address: str, source: str, *, but: str) -> Receipt | None:
        """The earlier reply in a channel that briefed an address, if it is still there.

        `source` is the channel's key; the request `but`, which asks, is not searched.
        """
        query = (
            select(outbox)
            .join(arrivals, arrivals.c.cause == outbox.c.batch)
            .join(addresses, addresses.c.article_id == arrivals.c.article_id)
            .where(
                addresses.c.key == address_key(address),
                arrivals.c.source == source,
                arrivals.c.cause != but,
                outbox.c.state == PostState.SENT,
                outbox.c.part == 0,
                outbox.c.unwanted.is_(False),
            )
            .order_by(outbox.c.sent_at.desc())
            .limit(1)
        )
        async with self._database.read() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            return None
        place = Place(row.platform, row.workspace, row.channel, row.thread)
        return Receipt(row.key, place, row.message, row.sent_at)

    async def arrived(
        self,
        subscription: str,
        sources: Sequence[str],
        *,
        since: datetime,
        until: datetime,
        limit: int,
    ) -> tuple[DigestCandidate, ...]:
        """Arrivals from `sources` in (since, until] that the subscription has not shown.

        One DigestCandidate for each article: the newest `limit` of them, earliest first.
        """
        parameters = {
            "sources": list(sources), "subscription": subscription, "since": since,
            "until": until, "most": limit * OFTEN,
        }  # fmt: skip
        came: dict[int, list[Row[Any]]] = {}
        async with self._database.read() as connection:
            for row in await connection.execute(ARRIVED, parameters):
                if row.article_id in came or len(came) < limit:
                    came.setdefault(row.article_id, []).append(row)
        found = [one for _, one in await each(_came, list(came.values()))]
        return tuple(sorted(found, key=lambda one: (one.at, one.briefing.url)))

    async def remembered(
        self, subscription: str, prints: Sequence[Fingerprint], *, since: datetime, limit: int
    ) -> tuple[ShownArticle, ...]:
        """Articles of earlier digests that are most similar to `prints`, newest first."""
        async with self._database.read() as connection:
            return await digest_history.find_similar(
                connection, subscription, prints, since=since, limit=limit
            )

    async def shown_before(self, remembered: Sequence[ShownArticle]) -> tuple[DigestCandidate, ...]:
        """The briefings of the remembered articles, the oldest first."""
        async with self._database.read() as connection:
            bodies = await _bodies(connection, [one.article for one in remembered])
        found = [
            DigestCandidate(
                briefing=bodies[one.article].briefing,
                fingerprint=one.fingerprint,
                at=one.shown_at,
                shown_at=one.shown_at,
            )
            for one in remembered
            if one.article in bodies  # retention may have deleted it meanwhile
        ]
        return tuple(sorted(found, key=lambda one: (one.at, one.briefing.url)))

    async def keyed(self, key: str) -> StoredBriefing | None:
        """The article under its own key (`StoredBriefing.key`)."""
        query = select(articles).where(articles.c.key == key)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else _stored_briefing(row)

    async def recent(
        self, *, limit: int, before: datetime | None = None
    ) -> tuple[StoredBriefing, ...]:
        """The newest briefings, for the archive; `before`: those of the next page."""
        query = select(articles).order_by(articles.c.stored_at.desc()).limit(limit)
        if before is not None:
            query = query.where(articles.c.stored_at < before)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        # Decoding thirty long briefings on the event loop blocked it for 600 ms.
        return tuple(one for _, one in await each(_stored_briefing, rows))

    async def count(self) -> int:
        """Number of stored articles."""
        async with self._database.read() as connection:
            return int(await connection.scalar(select(func.count()).select_from(articles)) or 0)

    async def forget(self, address: str) -> bool:
        """Delete an article and the rows that refer to it."""
        async with self._database.write() as connection:
            found = select(addresses.c.article_id).where(addresses.c.key == address_key(address))
            article = await connection.scalar(found)
            if article is None:
                return False
            await connection.execute(delete(articles).where(articles.c.id == article))
            return True


OFTEN = 8
"""Arrivals that are read for each article asked for: several people may share one article."""

_shown = (
    select(shown_articles.c.article_id)
    .where(shown_articles.c.subscription == bindparam("subscription"))
    .where(shown_articles.c.article_id == arrivals.c.article_id)
    .exists()
)
ARRIVED = (
    select(
        arrivals.c.article_id, arrivals.c.person, arrivals.c.feed, arrivals.c.at,
        articles.c.briefing, articles.c.fingerprint,
    )
    .join(articles, articles.c.id == arrivals.c.article_id)
    .where(arrivals.c.source.in_(bindparam("sources", expanding=True)))
    .where(arrivals.c.at > bindparam("since"), arrivals.c.at <= bindparam("until"), ~_shown)
    .order_by(arrivals.c.at.desc())
    .limit(bindparam("most"))
)  # fmt: skip
"""A single statement, built once: building it, or sending a second one, takes longer than the
database takes to answer."""


def _came(rows: Sequence[Row[Any]]) -> DigestCandidate:
    """Arrivals of one article, newest first -> the article as a candidate for a digest."""
    return DigestCandidate(
        briefing=from_json(Briefing, rows[0].briefing),
        fingerprint=from_json(Fingerprint, rows[0].fingerprint),
        at=rows[-1].at,
        sharers=tuple(dict.fromkeys(r.person for r in reversed(rows) if r.person)),
        feeds=tuple(dict.fromkeys(r.feed for r in reversed(rows) if r.feed)),
    )


async def _bodies(connection: AsyncConnection, ids: list[int]) -> dict[int, StoredBriefing]:
    rows: list[Row[Any]] = []
    for start in range(0, len(ids), 500):  # every SQLite accepts this many parameters
        some = ids[start : start + 500]
        rows += (await connection.execute(select(articles).where(articles.c.id.in_(some)))).all()
    return {row.id: stored for row, stored in await each(_stored_briefing, rows)}


def _stored_briefing(row: Row[Any]) -> StoredBriefing:
    return StoredBriefing(
        briefing=from_json(Briefing, row.briefing),
        fingerprint=from_json(Fingerprint, row.fingerprint),
        addresses=(),
        text=row.text,
        key=row.key,
        stored_at=row.stored_at,
    )
