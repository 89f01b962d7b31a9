"""Everything running together: jobs on both databases, faults that must not go unnoticed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from adapters.jobs import procrastinate
from adapters.language import NoModel
from adapters.web.views.briefing_pages import EXAMPLE
from bot.settings import Settings, load
from bot.wiring.environment import Environment, RetryPolicy, Rhythm, now
from bot.wiring.running_service import Service, at_work, opened, service
from briefs.errors import StoreUnusable
from briefs.model.delivery import Quota
from briefs.model.pastes import Paste, Upload
from tests.fakes.site import Site, answer_bytes
from tests.fakes.stores import OwnDatabase, postgres  # noqa: F401  (a fixture)

ADDRESS = "http://127.0.0.1:8484"
PATIENCE_S = 40.0


def settings_of(folder: Path, url: str | None = None, **more: str) -> Settings:
    database = {"READOUT_DATABASE": url} if url else {}
    return load({"READOUT_DATA": str(folder), "READOUT_WORKERS": "1", **database, **more})


@pytest.fixture
async def gone() -> AsyncIterator[Site]:
    """A site that has no page."""
    async with Site(answer_bytes(b"", status="404 Not Found")) as site:
        yield site


def allowed(site: Site) -> Environment:
    return Environment(
        loopback=frozenset({("127.0.0.1", site.port)}), rhythm=Rhythm(digests_s=0.5, sweep_s=0.5)
    )


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not await condition():
            await asyncio.sleep(0.05)


async def polls(running: Service, site: Site, name: str) -> None:
    """A feed that is added is looked at by a job, and what went wrong is kept."""
    feed = await running.flows.feed_poller.add(f"http://127.0.0.1:{site.port}/{name}")

    async def failed() -> bool:
        found = await running.store.feeds.get(feed.key)
        return found is not None and found.failures > 0

    await until(failed)


def connections(own: OwnDatabase) -> int:
    plain = own.url.replace("+psycopg", "")
    with psycopg.connect(plain) as connection:
        found = connection.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchone()
    assert found is not None
    return int(found[0])


async def none_left(own: OwnDatabase) -> None:
    async def left() -> bool:
        return await asyncio.to_thread(connections, own) == 0

    await until(left)


async def test_jobs_run_in_this_process(tmp_path: Path, gone: Site) -> None:
    async with (
        service(settings_of(tmp_path), address=ADDRESS, environment=allowed(gone)) as running,
        at_work(running),
    ):
        await polls(running, gone, "feed")


async def test_jobs_run_on_postgresql_and_leave_nothing_behind(
    tmp_path: Path,
    postgres: OwnDatabase,  # noqa: F811
    gone: Site,
) -> None:
    settings = settings_of(tmp_path, postgres.url)
    async with (
        service(settings, address=ADDRESS, environment=allowed(gone)) as running,
        at_work(running),
    ):
        await polls(running, gone, "feed")
    await none_left(postgres)


async def test_those_who_only_submit_leave_nothing_behind_either(
    tmp_path: Path,
    postgres: OwnDatabase,  # noqa: F811
) -> None:
    async with service(settings_of(tmp_path, postgres.url), address=ADDRESS):
        pass
    await none_left(postgres)


async def test_jobs_go_on_after_the_database_was_away(
    tmp_path: Path,
    postgres: OwnDatabase,  # noqa: F811
    gone: Site,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(procrastinate, "AGAIN_S", 0.05)
    settings = settings_of(tmp_path, postgres.url)
    async with (
        service(settings, address=ADDRESS, environment=allowed(gone)) as running,
        at_work(running),
    ):
        await polls(running, gone, "before")
        with psycopg.connect(postgres.url.replace("+psycopg", ""), autocommit=True) as operator:
            operator.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        await polls(running, gone, "after")


async def test_a_page_without_a_model_says_so(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, READOUT_MODEL="no_such_model")
    async with service(settings, address=ADDRESS) as running:
        upload = Upload(EXAMPLE.name, "text/html", EXAMPLE.read_bytes())
        job = await running.paste_service.start(Paste(upload=upload))
        async with asyncio.timeout(PATIENCE_S):
            while not (await running.paste_service.progress(job, seen=99, wait_s=10)).finished:
                pass
        failure = await running.paste_service.result(job)
        assert isinstance(failure, NoModel)
        assert "'no_such_model' could not be loaded" in str(failure)
        checks = {check.name: check for check in await running.paste_service.health()}
        assert not checks["reading"].ok
        assert "no_such_model" in checks["reading"].detail
        with pytest.raises(NoModel):
            await running.parts.ready()


async def test_what_a_briefing_took_is_measured(tmp_path: Path) -> None:
    async with service(settings_of(tmp_path), address=ADDRESS) as running:
        upload = Upload(EXAMPLE.name, "text/html", EXAMPLE.read_bytes())
        job = await running.paste_service.start(Paste(upload=upload))
        async with asyncio.timeout(PATIENCE_S):
            while not (await running.paste_service.progress(job, seen=99, wait_s=10)).finished:
                pass
        metrics = {metric.name: metric for metric in await running.paste_service.metrics()}
        counts = {
            labels["stage"]: count
            for labels, count in metrics["readout_stage_seconds"].samples
            if labels["le"] == "+Inf"
        }
        assert counts == {"extracting": 1.0, "reading": 1.0, "briefing": 1.0}
        assert all(took > 0 for _, took in metrics["readout_stage_seconds"].sums)
        assert metrics["readout_pages_extracted_total"].samples == (({"verdict": "article"}, 1.0),)
        assert not any(count for _, count in metrics["readout_stage_failures_total"].samples)


async def test_a_store_that_goes_away_is_told_by_the_page(tmp_path: Path) -> None:
    async with service(settings_of(tmp_path), address=ADDRESS) as running:
        async with running.store.pending_work._database.write() as connection:
            await connection.exec_driver_sql("DROP TABLE outbox")
        checks = {check.name: check.ok for check in await running.paste_service.health()}
        assert not checks["store"]


async def test_what_the_database_refuses_in_the_middle_is_one_line(tmp_path: Path) -> None:
    async def look() -> None:
        async with opened(settings_of(tmp_path)) as store:
            async with store.pending_work._database.write() as connection:
                await connection.exec_driver_sql("DROP TABLE feeds")
            await store.feeds.all()

    with pytest.raises(StoreUnusable, match="no such table"):
        await look()


async def test_what_fails_beside_the_store_is_not_the_stores(tmp_path: Path) -> None:
    with pytest.raises(TimeoutError, match=r"^too slow$"):
        async with opened(settings_of(tmp_path)):
            raise TimeoutError("too slow")


async def test_work_that_nobody_does_is_told_by_the_page(tmp_path: Path) -> None:
    ahead = timedelta()
    world = Environment(now=lambda: now() + ahead)
    async with service(settings_of(tmp_path), address=ADDRESS, environment=world) as running:
        await running.store.feeds.add("https://feed.example/", title=None, now=now())
        checks = {check.name: check for check in await running.paste_service.health()}
        assert (checks["work"].ok, checks["work"].detail) == (True, "0 at work, 1 due")
        ahead = timedelta(hours=1)
        checks = {check.name: check for check in await running.paste_service.health()}
        assert not checks["work"].ok


async def test_one_quota_holds_for_what_is_written_and_for_what_is_edited(tmp_path: Path) -> None:
    tight = RetryPolicy(quota=Quota(person=1, place=2))
    environment = Environment(policy=tight)
    async with service(settings_of(tmp_path), address=ADDRESS, environment=environment) as running:
        journeys = running.flows
        assert journeys.link_answerer.quota == journeys.edit_follower.quota == tight.quota
