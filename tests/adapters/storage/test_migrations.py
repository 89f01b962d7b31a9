"""The schema goes up and down, and is what the code says."""

from __future__ import annotations

import asyncio
import importlib.resources
import tomllib
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from adapters.storage import Store, open_store
from adapters.storage.database.key_hashes import address_key
from adapters.storage.database.schema import EPOCH, MICROSECOND, metadata
from adapters.storage.database.schema_migration import NewerStore, head, revision
from adapters.storage.repositories.request_quota import RequestState
from briefs.model.delivery import Action
from briefs.model.serialization import to_json
from briefs.model.stories import Fingerprint
from tests.conftest import ROOT
from tests.fakes.delivery import post, stored_briefing
from tests.fakes.stores import START, OwnDatabase

START_MICROS = (START - EPOCH) // MICROSECOND


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, tmp_path: object, needs: object):  # type: ignore[no-untyped-def]
    """A database in which there is nothing at all."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path}/new/readout.db"
        return
    needs("postgres")  # type: ignore[operator]
    own = OwnDatabase()
    yield own.url
    own.drop()


def now() -> datetime:
    return datetime.now(UTC)


async def tables(store: Store) -> set[str]:
    async with store.pending_work._database.read() as connection:
        return set(await connection.run_sync(lambda c: inspect(c).get_table_names()))


async def test_up_and_down_and_up(empty_url: str) -> None:
    async with await open_store(empty_url, now=now) as store:
        assert set(metadata.tables) <= await tables(store)
        await store.migrate("base")
        assert set(metadata.tables) & await tables(store) == set()
        await store.migrate()
        assert set(metadata.tables) <= await tables(store)
        assert await store.check() == ()


async def test_the_migrated_schema_is_the_one_in_the_code(empty_url: str) -> None:
    async with (
        await open_store(empty_url, now=now) as store,
        store.pending_work._database.read() as connection,
    ):
        differences = await connection.run_sync(
            lambda c: compare_metadata(MigrationContext.configure(c), metadata)
        )
    assert differences == []


async def test_many_that_start_at_once_migrate_once(empty_url: str) -> None:
    stores = await asyncio.gather(*(open_store(empty_url, now=now) for _ in range(4)))
    for store in stores:
        async with store.pending_work._database.read() as connection:
            assert await connection.run_sync(revision) == head()
        await store.close()


async def test_an_older_program_leaves_a_newer_store_alone(empty_url: str) -> None:
    async with await open_store(empty_url, now=now) as store:
        async with store.pending_work._database.write() as connection:
            await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        assert await store.check() == (f"schema: revision 9999, this program's is {head()}",)
    with pytest.raises(NewerStore, match="9999"):
        await open_store(empty_url, now=now)


async def test_a_store_that_was_never_migrated_is_told(empty_url: str) -> None:
    async with await open_store(empty_url, now=now, migrate=False) as store:
        assert await store.check() == (f"schema: revision None, this program's is {head()}",)


def test_the_migrations_are_in_the_package_that_a_wheel_holds() -> None:
    folder = importlib.resources.files("adapters.storage.migrations")
    assert folder.joinpath("env.py").is_file()
    versions = sorted(
        entry.name for entry in folder.joinpath("versions").iterdir() if entry.name[0].isdigit()
    )
    assert versions[-1].startswith(head())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert "adapters" in project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]


async def test_what_is_kept_survives_a_way_down_and_up(empty_url: str) -> None:
    async with await open_store(empty_url, now=now) as store:
        await store.outbox.put("b", [post("b#0")], now=START)
        before = await store.outbox.claim("b#0", now=START, lease_s=60)
        assert before is not None
        await store.migrate("0002")
        assert await store.check() == (f"schema: revision 0002, this program's is {head()}",)
        await store.migrate()
        later = START + timedelta(seconds=61)
        after = await store.outbox.claim("b#0", now=later, lease_s=60)
    assert after is not None
    assert after.post == before.post
    assert (after.doubt_since, after.attempt_ended_by) == (START, START + timedelta(seconds=60))


async def test_what_was_shown_is_found_again_after_an_upgrade(empty_url: str) -> None:
    url = "https://a.example/1"
    async with await open_store(empty_url, now=now) as store:
        await store.articles.keep(stored_briefing(url), now=START)
        async with store.pending_work._database.write() as connection:
            await connection.execute(
                text("INSERT INTO shown_articles SELECT 's1', id, :at FROM articles"),
                {"at": START_MICROS},
            )
        await store.migrate("0003")
        await store.migrate()
        assert await store.check() == ()
        since = START - timedelta(days=1)
        prints = [stored_briefing(url).fingerprint]
        (found,) = await store.articles.remembered("s1", prints, since=since, limit=9)
    assert (found.fingerprint, found.shown_at) == (stored_briefing(url).fingerprint, START)


ROWS_OF_0010 = """
INSERT INTO articles (key, url, title, version, briefing, fingerprint, kept_at)
VALUES (:key, 'https://a.example/1', 'Pact', '1', :briefing, :fingerprint, :at);
INSERT INTO told SELECT 's1', id, :at FROM articles;
INSERT INTO told_terms SELECT 's1', 'pact', id, :at FROM articles;
INSERT INTO inbox (key, source, author, state, seen_at, platform, workspace, channel)
VALUES ('m1', 'm1', '', 'heard', :at, 'fake', 'T1', 'C1');
INSERT INTO subscriptions (key, platform, workspace, channel, owner, local_time, weekdays, zone,
  sources, filters, told_until, created_at)
VALUES ('s1', 'fake', 'T1', 'C1', 'U1', '0830', '1', 'UTC', '{}', '{}', :at, :at)"""


async def test_rows_with_the_names_of_before_0011_are_read_under_the_new_ones(
    empty_url: str,
) -> None:
    """What digests showed, how far they came, when an article was stored, what was reserved."""
    url = "https://a.example/1"
    values = {
        "briefing": zlib.compress(to_json(stored_briefing(url).briefing).encode()),
        "fingerprint": zlib.compress(
            b'{"terms": [["pact", 1.0]], "deeds": ["met|kim|rad"], "day": null}'
        ),
        "key": address_key(url),
        "at": START_MICROS,
    }
    async with await open_store(empty_url, now=now) as store:
        await store.migrate("0010")
        async with store.pending_work._database.write() as connection:
            for row in ROWS_OF_0010.split(";"):
                asked = {name: value for name, value in values.items() if f":{name}" in row}
                await connection.execute(text(row), asked)
        await store.migrate()
        assert await store.check() == ()
        prints = [Fingerprint((("pact", 1.0),))]
        since = START - timedelta(days=1)
        (found,) = await store.articles.remembered("s1", prints, since=since, limit=9)
        assert (found.fingerprint.event_keys, found.shown_at) == (("met|kim|rad",), START)
        (stored,) = await store.articles.recent(limit=9)
        assert stored.stored_at == START
        digest = await store.subscriptions.get("s1")
        assert digest is not None
        assert digest.covered_until == START
        async with store.pending_work._database.read() as connection:
            states = (await connection.execute(text("SELECT state FROM inbox"))).scalars().all()
        assert states == [RequestState.RESERVED]


ROWS_OF_0012 = """
INSERT INTO inbox (key, source, author, state, seen_at, platform, workspace, channel)
VALUES ('m1', 'm1', '', 'gone', :at, 'fake', 'T1', 'C1');
INSERT INTO outbox (key, batch, part, platform, workspace, channel, post, headline, state, gone,
  revision, tried_revision, shown_revision, doubt_since, over_at, message, due_at, created_at)
VALUES ('doubt#0', 'doubt', 0, 'fake', 'T1', 'C1', :post, '', 'queued', false,
  1, 1, 0, :at, :later, NULL, :at, :at);
INSERT INTO outbox (key, batch, part, platform, workspace, channel, post, headline, state, gone,
  revision, tried_revision, shown_revision, doubt_since, over_at, message, sent_at, due_at,
  created_at)
VALUES ('unwanted#0', 'unwanted', 0, 'fake', 'T1', 'C1', :post, '', 'sent', true,
  1, 1, 1, NULL, NULL, 'M1', :at, :at, :at)"""


async def test_rows_with_the_names_of_before_0013_are_read_under_the_new_ones(
    empty_url: str,
) -> None:
    """A post that is to go, an attempt whose end is not known, a request that was deleted."""
    wanted = replace(post("doubt#0"), automatic=True)
    stored = to_json(wanted).replace('"automatic":', '"unasked":')
    values = {
        "at": START_MICROS,
        "later": START_MICROS + 60_000_000,
        "post": zlib.compress(stored.encode()),
    }
    async with await open_store(empty_url, now=now) as store:
        await store.migrate("0012")
        async with store.pending_work._database.write() as connection:
            for row in ROWS_OF_0012.split(";"):
                named = {name: value for name, value in values.items() if f":{name}" in row}
                await connection.execute(text(row), named)
        await store.migrate()
        assert await store.check() == ()
        doubtful = await store.outbox.claim("doubt#0", now=START, lease_s=60)
        assert doubtful is not None
        assert doubtful.action is Action.VERIFY
        assert doubtful.post.automatic
        assert doubtful.doubt_since == START
        assert doubtful.attempt_ended_by == START + timedelta(seconds=60)
        unwanted = await store.outbox.claim("unwanted#0", now=START, lease_s=60)
        assert unwanted is not None
        assert unwanted.action is Action.DELETE
        async with store.pending_work._database.read() as connection:
            states = (await connection.execute(text("SELECT state FROM inbox"))).scalars().all()
        assert states == [RequestState.DELETED]
        await store.migrate("0012")
        async with store.pending_work._database.read() as connection:
            states = (await connection.execute(text("SELECT state FROM inbox"))).scalars().all()
            kept = await connection.execute(text("SELECT gone, over_at FROM outbox ORDER BY key"))
        assert states == ["gone"]
        assert [(bool(gone), over_at) for gone, over_at in kept] == [
            (False, values["later"]),
            (True, None),
        ]
