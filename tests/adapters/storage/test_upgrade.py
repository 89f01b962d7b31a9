"""A store of the first schema, with what that program wrote in it, is taken over whole.

tests/corpus/stores/0001.json: the rows of that program, run over SQLite with two requests answered
(one post sent, one in doubt), a third to be tried again, a post that failed, a digest posted and
one paused, a feed, a page and a channel's settings. A release adds the rows of its own revision.
"""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, LargeBinary, MetaData, insert

from adapters.storage import Store, open_store
from briefs.i18n.schedules import schedule_line
from briefs.model.delivery import Action, Mode, PostState
from briefs.model.messages import Receipt
from tests.adapters.storage.test_migrations import empty_url
from tests.conftest import ROOT
from tests.fakes.delivery import PLACE, stored_briefing
from tests.fakes.stores import START, FakeClock

__all__ = ["empty_url"]
STORES = sorted((ROOT / "tests" / "corpus" / "stores").glob("*.json"))
DAY = timedelta(days=1)


def fill(connection: Connection, rows: dict[str, list[dict[str, Any]]]) -> None:
    """Rows as JSON -> the tables as they are in the database; numbers of rows come by themselves."""
    found = MetaData()
    found.reflect(connection)
    for table in found.sorted_tables:
        for row in rows.get(table.name, []):
            values = {name: value for name, value in row.items() if name != "id"}
            for column in table.columns:
                value = values.get(column.name)
                if isinstance(column.type, LargeBinary) and isinstance(value, dict):
                    values[column.name] = base64.b64decode(value["base64"])
                elif column.type.python_type is bool and value is not None:
                    values[column.name] = bool(value)
            if table.name != "alembic_version":
                connection.execute(insert(table).values(values))


async def upgraded(url: str, stored: Path, clock: FakeClock) -> Store:
    rows = json.loads(stored.read_text("utf-8"))
    [version] = rows["alembic_version"]
    old = await open_store(url, now=clock, migrate=False)
    await old.migrate(version["version_num"])
    async with old.pending_work._database.write() as connection:
        await connection.run_sync(fill, rows)
    await old.close()
    return await open_store(url, now=clock)


@pytest.mark.parametrize("stored", STORES, ids=lambda path: path.stem)
async def test_what_an_older_program_kept_is_used_by_this_one(empty_url: str, stored: Path) -> None:
    clock = FakeClock()
    async with await upgraded(empty_url, stored, clock) as store:
        assert await store.check() == ()
        await articles_are_there(store)
        await posts_go_on(store, clock)
        await requests_go_on(store, clock)
        await digests_go_on(store, clock)
        settings = await store.channel_settings.get(PLACE)
        assert (settings.mode, settings.muted_sites) == (Mode.AUTO, ("x.example",))
        assert not await store.channel_settings.greet(PLACE)
        page = await store.pages.get("https://a.example/1", now=clock())
        assert page is not None
        assert page.body == b"<p>x"


async def articles_are_there(store: Store) -> None:
    found = await store.articles.find("https://a.example/1")
    assert found is not None
    assert found.briefing.headline.text == "Harbour towns sign ferry pact"
    assert found.briefing.cited
    assert await store.articles.count() == 2
    prints = [stored_briefing("https://a.example/1").fingerprint]
    [shown] = await store.articles.remembered("s1", prints, since=START - DAY, limit=9)
    assert shown.shown_at == START
    place = await store.articles.briefed_here("https://a.example/1", "fake:T1:C1", but="x")
    assert place is not None
    assert place.message == "M1"


async def posts_go_on(store: Store, clock: FakeClock) -> None:
    now = clock()
    post = await store.outbox.post_of(PLACE, "M1")
    assert post is not None
    assert (post.card.headline, post.key) == ("Ferry pact", "reply:fake:T1:C1:m1#0")
    [doubtful] = await store.outbox.rows(PostState.UNCERTAIN)
    assert (doubtful.key, doubtful.failure) == ("reply:fake:T1:C1:m2#0", "reply lost")
    # The post in doubt, which an operator sees in the channel; its second part may follow.
    following = await store.outbox.resolve(doubtful.key, there=True, now=now)
    assert following
    [failed] = await store.outbox.rows(PostState.FAILED)
    assert (failed.key, failed.failure) == ("b-fail#0", "channel is archived")
    waiting = {job.key for job in await store.pending_work.unfinished(until=now)}
    assert {"reply:fake:T1:C1:m1#1", "digest:s1:2026-03-03:08%3A30#0"} <= waiting
    out = await store.outbox.claim("digest:s1:2026-03-03:08%3A30#0", now=now, lease_s=60)
    assert out is not None
    assert out.post.card.headline == "Digest"
    await store.outbox.sent(out, Receipt(out.post.key, PLACE, "M2", now), found=False)
    assert await store.outbox.receipt(out.post.key) is not None
    # A reply that was posted and reads otherwise now is edited, not posted a second time.
    changed = await store.outbox.put("reply:fake:T1:C1:m1", [post], now=now)
    assert post.key in changed
    again = await store.outbox.claim(post.key, now=now, lease_s=60)
    assert again is not None
    assert again.action is Action.EDIT


async def requests_go_on(store: Store, clock: FakeClock) -> None:
    key = "reply:fake:T1:C1:m3"
    later = clock() + timedelta(minutes=5)
    assert await store.inbox.claim(key, now=clock(), lease_s=60) is None
    claimed = await store.inbox.claim(key, now=later, lease_s=60)
    assert claimed is not None
    assert (claimed.seen.links, claimed.attempt) == (("https://a.example/3",), 2)
    assert await store.inbox.author(key) == "U1"


async def digests_go_on(store: Store, clock: FakeClock) -> None:
    running, paused = await store.subscriptions.of_place(PLACE)
    assert (running.key, running.filters.topics) == ("s1", ("ferry",))
    assert schedule_line(paused, "en") == "08:30 Europe/Berlin, Mon to Fri; paused: on request"
    assert schedule_line(paused, "de") == "08:30 Europe/Berlin, Mo bis Fr; angehalten: auf Wunsch"
    [feed] = await store.feeds.all()
    assert running.sources.feeds == (feed.key,)
    at = clock() + timedelta(minutes=2)
    assert await store.feeds.claim(feed.key, now=at, lease_s=60) is not None
    due = [one.key async for some in store.subscriptions.due(now=clock() + DAY) for one in some]
    assert due == ["s1"]
