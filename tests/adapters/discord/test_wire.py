"""The same bot over real HTTP and a real WebSocket, against npm discord-digital-twin."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from briefs.model.delivery import Job, Mode
from briefs.model.places import Place
from tests.adapters.discord.conftest import World, check
from tests.fakes.discord_twin import Twin, adapt

LINK = "https://inland-post.example/river-accord"
OTHER = "https://inland-post.example/ferry-pact"


class Wire:
    """The bot, connected."""

    def __init__(self, twin: Twin, world: World) -> None:
        self.twin, self.world = twin, world
        self.submitted = asyncio.Event()
        submit = world.jobs.submit

        async def submitting(*jobs: Job) -> None:
            await submit(*jobs)
            self.submitted.set()

        world.jobs.submit = submitting  # type: ignore[method-assign]
        for flow in (world.requests.link_answerer, world.requests.edit_follower):
            assert flow.jobs is world.jobs

    async def event_received(self) -> None:
        """Wait until the bot has handled the next event."""
        async with asyncio.timeout(30):
            await self.submitted.wait()
        await self.world.work()
        self.submitted.clear()  # jobs that the work submitted have run with it

    async def ours(self) -> list[dict[str, Any]]:
        found = await self.twin.call("messages")
        return [one for one in found if one["author"]["id"] == self.twin.info["bot"]]

    async def connected(self, *, resumes: int) -> None:
        await until(lambda: self.twin.call("sessions"), {"identified": 1, "resumes": resumes})


async def until(ask: Callable[[], Any], wanted: object) -> None:
    """Ask the other process until it answers `wanted`; no event tells when."""
    async with asyncio.timeout(30):
        while await ask() != wanted:
            await asyncio.sleep(0.02)


@pytest.fixture
async def wire(
    needs: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, world: World
) -> AsyncIterator[Wire]:
    needs("node")
    twin = await Twin.start()
    adapt(monkeypatch, twin.info)
    wire = Wire(twin, world)
    place = Place("discord", twin.info["guild"], twin.info["channel"])
    await world.store.channel_settings.set_mode(place, Mode.AUTO)
    await world.requests.workspace_joined(
        place.platform, place.workspace
    )  # not greeted at the start
    running = asyncio.create_task(world.connection.run(twin.info["token"]))
    try:
        await wire.connected(resumes=0)
        async with asyncio.timeout(30):
            while not world.connection.check().detail.startswith("connected"):
                await asyncio.sleep(0.02)
        yield wire
        requests = await twin.sent_requests()
        assert any(one["path"].endswith("/messages") for one in requests)
        check((one["method"], one["path"], one["json"]) for one in requests)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await twin.stop()


async def test_it_logs_in_answers_follows_and_survives_a_cut(wire: Wire) -> None:
    twin = wire.twin
    assert {one["name"] for one in await twin.call("commands")} >= {"brief", "digest", "readout"}

    said = await twin.call("say", content=f"look at {LINK}")
    await wire.event_received()
    [reply] = await wire.ours()
    assert "Helena Marsh" in str(reply["components"])
    assert "river-accord" in str(reply["components"])

    await twin.call("edit", message=said["id"], content=f"sorry, {OTHER}")
    await wire.event_received()
    [edited] = await wire.ours()
    assert edited["id"] == reply["id"]
    assert "ferry-pact" in str(edited["components"])

    await twin.call("cut")
    await wire.connected(resumes=1)
    await twin.call("replay", message=said["id"])
    second = await twin.call("say", content=f"and {LINK}?nothing=new")
    await wire.event_received()
    assert len(await wire.ours()) == 2  # the event that was delivered twice was answered once

    await twin.call("remove", message=second["id"])
    await wire.event_received()
    assert [one["id"] for one in await wire.ours()] == [reply["id"]]


async def test_buttons_answer_over_the_wire(wire: Wire) -> None:
    await wire.twin.call("say", content=LINK)
    await wire.event_received()
    [reply] = await wire.ours()
    rows = [one for one in reply["components"][0]["components"] if one["type"] == 1]
    more = rows[0]["components"][-1]["custom_id"]
    await wire.twin.call("click", message=reply["id"], name=more)

    async def offered() -> bool:
        return f"readout:do:delete:{reply['id']}" in str(await wire.twin.sent_requests())

    await until(offered, True)
