"""Digests of announcement channels, published to the servers that follow them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.adapters.discord.conftest import World
from tests.adapters.discord.scenarios import Play, played, words_of
from tests.adapters.discord.test_digest_scenarios import added, digests, forum, shown
from tests.fakes.discord_answers import Trouble

DAILY: dict[str, Any] = {"time": "08:00", "zone": "UTC", "days": "daily"}


async def announcements(p: Play) -> dict[str, Any]:
    return await p.place("announcements", 5)


def crossposts(p: Play) -> int:
    return sum(path.endswith("/crosspost") for _, path, _ in p.server.requests)


def trouble(p: Play, **what: Any) -> None:
    p.server.trouble.append(Trouble("POST", r"/channels/\d+/messages/\d+/crosspost", **what))


async def test_a_digest_is_published_to_who_follows_its_channel(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(world, monkeypatch) as play:
        there = await announcements(play)
        await added(play, channel=there, empty_too=True, publish=True)
        await added(play, channel=there, empty_too=True, time="09:00")
        assert [one.publish for one in await digests(play)] == [True, False]
        await play.command("digest list", where=there, by=play.ada)
        assert words_of(shown(play)["components"]).count("published to the servers") == 1
        await play.morning()
        assert len(play.ours(there)) == 2
        assert len(play.server.published) == 1


@pytest.mark.parametrize(
    "what",
    [{"lost": True}, {"status": 500}, {"status": 502, "times": 2}],
    ids=["lost", "500", "502 twice"],
)
async def test_a_lost_answer_publishes_nothing_twice(
    world: World, monkeypatch: pytest.MonkeyPatch, what: dict[str, Any]
) -> None:
    async with played(world, monkeypatch) as play:
        there = await announcements(play)
        await added(play, channel=there, empty_too=True, publish=True)
        trouble(play, **what)
        await play.morning()
        for _ in range(4):
            world.clock.turn(60)
            await play.settle()
        assert crossposts(play) == what.get("times", 1) + 1
        assert play.server.published == [play.ours(there)[0]["id"]]
        assert len(play.ours(there)) == 1


async def test_over_the_limit_it_is_published_when_there_is_room(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(world, monkeypatch) as play:
        there = await announcements(play)
        await added(play, channel=there, empty_too=True, publish=True)
        trouble(play, status=429, code=20028, retry_after=1_163.0)
        world.clock.turn(86_400)
        await world.requests.digests.digest_runner.open_due_slots()
        while crossposts(play) == 0:
            [key, *_] = await world.store.pending_work.unfinished()
            await world.jobs.handlers[key.kind](key.key)
        assert (len(play.ours(there)), play.server.published) == (1, [])
        [job] = await world.store.pending_work.unfinished()
        assert job.at is not None
        assert job.at - world.clock() >= timedelta(seconds=1_163)
        world.clock.turn_to(job.at)
        await world.jobs.handlers[job.kind](job.key)
        assert play.server.published == [play.ours(there)[0]["id"]]
        assert crossposts(play) == 2


@pytest.mark.parametrize(
    ("status", "code", "says"),
    [(403, 50013, "may not publish"), (403, 50001, "may not publish"),
     (400, 50024, "Only announcement channels"), (400, 50035, "50035")],
)  # fmt: skip
async def test_a_refusal_is_told_once_and_the_digest_goes_on(
    world: World, monkeypatch: pytest.MonkeyPatch, status: int, code: int, says: str
) -> None:
    async with played(world, monkeypatch) as play:
        there = await announcements(play)
        await added(play, channel=there, empty_too=True, publish=True)
        trouble(play, status=status, code=code, times=9)
        await play.morning()
        await play.morning()
        assert len(play.ours(there)) == 2
        assert play.server.published == []
        told = [
            words_of(one["components"]) for one in play.ours(await play.server.direct(play.ada))
        ]
        assert len(told) == 1
        assert "posted, but not published" in told[0]
        assert says in told[0]
        [one] = await digests(play)
        assert one.paused is None


async def test_only_announcement_channels_are_published_by_who_may(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(world, monkeypatch) as play:
        there = await announcements(play)
        for place in (play.news, await forum(play)):
            await play.command("digest add", by=play.ada, channel=place, publish=True, **DAILY)
            assert "Only announcement channels" in words_of(shown(play)["components"])
        await play.command("readout setup", by=play.ada, who="everyone")
        await play.command("digest add", where=there, publish=True, **DAILY)
        assert "Only who may manage messages" in words_of(shown(play)["components"])
        await play.command("digest add", channel=there, publish=True, **DAILY)
        assert "Only who may manage messages" in words_of(shown(play)["components"])
        assert await digests(play) == ()
        await play.command("digest add", where=there, **DAILY)
        assert [one.publish for one in await digests(play)] == [False]


async def test_publishing_is_switched_in_the_form(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(world, monkeypatch) as play:
        there = await announcements(play)
        await added(play, channel=there)
        await play.command("digest list", where=there, by=play.ada)
        for wanted in (True, False):
            for verb in ("edit", "form") if wanted else ("form",):
                await play.press(verb, shown(play), by=play.ada, where=there)
            sources = ["here", "publish"] if wanted else ["here"]
            await play.fill(sources=sources, where=there)
            assert [one.publish for one in await digests(play)] == [wanted]
            # The other half of the form leaves it as it is.
            await play.press("filters", shown(play), by=play.ada, where=there)
            await play.fill(topics="ferry", where=there)
            assert [one.publish for one in await digests(play)] == [wanted]
