"""What only the wiring joins: the page's token, the store's own check, the clock and the store."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import event, select, update

from adapters.clock import Clock
from adapters.storage.database.schema import feeds
from adapters.web.page_channel import CHANNEL
from bot.cli import run_command
from bot.cli.run_command import local_address
from bot.settings import load
from bot.wiring import running_service
from bot.wiring.environment import Environment, Rhythm
from bot.wiring.page_server import served
from bot.wiring.running_service import Service, at_work, service
from briefs.model.delivery import Sources, Subscription

PATIENCE_S = 20.0


@asynccontextmanager
async def built(
    folder: Path, *, rhythm: Rhythm | None = None, **more: str
) -> AsyncIterator[Service]:
    settings = load({"READOUT_DATA": str(folder), "READOUT_WORKERS": "1", **more})
    environment = Environment(rhythm=rhythm or Rhythm())
    async with service(
        settings, address="http://127.0.0.1", environment=environment, language=False
    ) as running:
        yield running


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not await condition():
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("host", ["0.0.0.0", "127.0.0.1"])
async def test_a_page_that_others_can_reach_asks_for_the_token(host: str, tmp_path: Path) -> None:
    """Bound to every address: 401 without the token, 200 with it, at the address that is printed."""
    with run_command._listen(host, 0) as listening:
        address = local_address(host, listening.getsockname()[1])
        async with (
            built(tmp_path, READOUT_HOST=host) as running,
            served(running.app, listening),
            httpx.AsyncClient(base_url=address, trust_env=False) as client,
        ):
            token = running.new_token
            alone = await client.get("/", headers={"accept": "*/*"})
            if host == "127.0.0.1":
                assert (token, alone.status_code) == (None, 200)
                return
            assert (alone.status_code, token is not None) == (401, True)
            for given, status in ((f"Bearer {token}", 200), ("Bearer wrong", 401)):
                asked = await client.get("/", headers={"accept": "*/*", "authorization": given})
                assert asked.status_code == status


async def test_a_store_that_cannot_be_written_makes_health_fail(tmp_path: Path) -> None:
    def only_reads(connection: Any, *_: object) -> None:
        connection.cursor().execute("PRAGMA query_only=ON")

    async with (
        built(tmp_path) as running,
        httpx.AsyncClient(
            transport=httpx.ASGITransport(running.app), base_url="http://127.0.0.1"
        ) as client,
    ):
        assert (await client.get("/health")).status_code == 200
        engine = running.store.engine.sync_engine
        event.listen(engine, "checkout", only_reads)
        running.store._writes._known = None  # asked again at once, not after ten seconds
        answer = await client.get("/health")
    assert answer.status_code == 503
    assert "readonly database" in answer.text


class Wall:
    """A wall clock that the test moves."""

    def __init__(self) -> None:
        self.by_s = 0.0

    def __call__(self) -> float:
        return datetime.now(UTC).timestamp() + self.by_s


async def test_a_leap_of_the_clock_reaches_the_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wall = Wall()
    monkeypatch.setattr(running_service, "Clock", partial(Clock, wall=wall, watch_s=0.05))
    async with built(tmp_path) as running:
        database = running.store.pending_work._database
        await running.store.feeds.add(
            "https://a.example/feed", title=None, now=datetime.now(UTC), source=""
        )
        before = datetime.now(UTC) + timedelta(hours=3)
        async with database.write() as connection:
            await connection.execute(update(feeds).values(due_at=before))

        async def due() -> datetime:
            async with database.read() as connection:
                found = (await connection.execute(select(feeds.c.due_at))).scalar_one()
            assert isinstance(found, datetime)
            return found

        async def earlier() -> bool:
            return before - await due() > timedelta(minutes=59)

        async with at_work(running):
            assert await due() == before
            wall.by_s = -3600
            await until(earlier)
            assert before - await due() < timedelta(minutes=61)


@pytest.mark.parametrize("when", ["before the start", "while it runs"])
async def test_a_digest_that_a_wrong_clock_put_off_is_put_back(when: str, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    ahead = Subscription(
        key="k", place=CHANNEL, owner="", local_time="08:00", weekdays=tuple(range(7)), zone="UTC",
        created_at=now - timedelta(days=2), next_at=now + timedelta(days=29),
        sources=Sources(here=True),
    )  # fmt: skip
    async with built(tmp_path, rhythm=Rhythm(tidy_s=0.2)) as running:
        subscriptions = running.store.subscriptions

        async def put_back() -> bool:
            found = await subscriptions.get("k")
            assert found is not None
            assert found.next_at is not None
            return found.next_at <= datetime.now(UTC) + timedelta(days=1)

        if when == "before the start":
            await subscriptions.put(ahead)
        async with at_work(running):
            if when == "before the start":
                assert await put_back()
                return
            await subscriptions.put(ahead)
            await until(put_back)
