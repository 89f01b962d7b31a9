"""Articles that digests have shown, and those among them that resemble new articles.

A story may return weeks later, in a channel that has seen hundreds of others since.
So the heaviest words of each shown article are indexed. Only articles that share such a word
with a new one are compared, those that share the rarest words first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.database.batch_decode import each
from adapters.storage.database.engine import Database
from adapters.storage.database.key_hashes import address_key
from adapters.storage.database.schema import articles, shown_articles, shown_terms
from adapters.storage.database.upsert import insert
from briefs.model.delivery import ShownArticle
from briefs.model.serialization import from_json
from briefs.model.stories import Fingerprint

HEAVY_WORDS = 16
"""Words stored for each article. Of 5,460 pairs of articles on one story in the gold, 98.8 % share
one of their 16 heaviest words; 99.0 % of articles share one with an article of their story."""

PARAMETERS = 500
"""Parameters in one statement; every SQLite accepts this many."""

Shown = Mapping[int, tuple[str, ...]]
"""Articles -> their heaviest words."""


def heavy_words(fingerprint: Fingerprint) -> tuple[str, ...]:
    """The heaviest words of an article, by which it is found again."""
    return tuple(word for word, _ in fingerprint.terms[:HEAVY_WORDS])


async def find_shown(database: Database, urls: Iterable[str]) -> Shown:
    """The articles of these addresses; read before the transaction of `remember`."""
    keys = [address_key(url) for url in urls]
    query = select(articles.c.id, articles.c.fingerprint)
    rows: list[Row[tuple[int, str]]] = []
    async with database.read() as connection:
        for start in range(0, len(keys), PARAMETERS):
            some = query.where(articles.c.key.in_(keys[start : start + PARAMETERS]))
            rows += (await connection.execute(some)).all()
    prints = await each(lambda row: from_json(Fingerprint, row.fingerprint), rows)
    return {row.id: heavy_words(one) for row, one in prints}


async def remember(
    connection: AsyncConnection, subscription: str, these: Shown, *, now: datetime
) -> None:
    """Note which articles a digest showed."""
    if not these:
        return
    # Locked, so that no row refers to an article that is being erased.
    there = select(articles.c.id).where(articles.c.id.in_(these)).order_by(articles.c.id)
    found = await connection.execute(there.with_for_update(read=True, key_share=True))
    ids = found.scalars().all()
    row = {"subscription": subscription, "at": now}
    if not ids:
        return
    await connection.execute(
        insert(connection, shown_articles).on_conflict_do_nothing(),
        [{**row, "article_id": i} for i in ids],
    )
    words = [{**row, "article_id": i, "term": word} for i in ids for word in these[i]]
    if words:
        await connection.execute(insert(connection, shown_terms).on_conflict_do_nothing(), words)


async def find_similar(
    connection: AsyncConnection,
    subscription: str,
    prints: Sequence[Fingerprint],
    *,
    since: datetime,
    limit: int,
) -> tuple[ShownArticle, ...]:
    """Articles shown after `since` that share heavy words with `prints`, newest first.

    At most `limit`: those that share the most words, a rare word counting more (see `_best`).
    """
    words = sorted({word for one in prints for word in heavy_words(one)})
    sharing: defaultdict[str, list[int]] = defaultdict(list)
    for start in range(0, len(words), PARAMETERS):
        query = select(shown_terms.c.term, shown_terms.c.article_id).where(
            shown_terms.c.subscription == subscription,
            shown_terms.c.term.in_(words[start : start + PARAMETERS]),
            shown_terms.c.at > since,
        )
        for row in await connection.execute(query):
            sharing[row.term].append(row.article_id)
    found = (
        select(shown_articles.c.article_id, shown_articles.c.at, articles.c.fingerprint)
        .join(articles, articles.c.id == shown_articles.c.article_id)
        .where(
            shown_articles.c.subscription == subscription,
            shown_articles.c.article_id.in_(_best(sharing, limit)),
        )
        .order_by(shown_articles.c.at.desc(), shown_articles.c.article_id.desc())
    )
    rows = (await connection.execute(found)).all()
    found_prints = await each(lambda row: from_json(Fingerprint, row.fingerprint), rows)
    return tuple(ShownArticle(row.article_id, one, row.at) for row, one in found_prints)


def _best(sharing: Mapping[str, Sequence[int]], limit: int) -> list[int]:
    """Rank articles by shared words; a word counts less the more articles have it."""
    weight: defaultdict[int, float] = defaultdict(float)
    for having in sharing.values():
        for article in having:
            weight[article] += 1 / len(having)
    return sorted(weight, key=lambda article: (-weight[article], -article))[:limit]
