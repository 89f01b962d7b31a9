"""Automatic messages come without a notification, if a server set that."""

from __future__ import annotations

import pytest

from tests.adapters.discord.conftest import World
from tests.adapters.discord.scenarios import LINK, ME, Play, played, words_of
from tests.adapters.discord.steps import ARTICLE

SILENT = 1 << 12


def silent(p: Play, where: dict[str, object]) -> list[bool]:
    return [bool(one["flags"] & SILENT) for one in p.ours(where)]


@pytest.mark.parametrize("wanted", [True, False])
async def test_digests_and_automatic_briefings_follow_the_server(
    world: World, monkeypatch: pytest.MonkeyPatch, wanted: bool
) -> None:
    async with played(world, monkeypatch) as play:
        await play.auto()
        await play.command("readout setup", by=play.ada, silent=wanted)
        for name, kind in (("daily", 0), ("announcements", 5), ("forum", 15)):
            there = await play.place(name, kind)
            await play.command(
                "digest add", by=play.ada, channel=there, time="08:00", zone="UTC", days="daily",
                empty_too=True,
            )  # fmt: skip
        await play.morning()
        made = [b for m, path, b in play.server.requests if m == "POST" and b and "flags" in str(b)]
        posts = [one.get("message", one) for one in made if isinstance(one, dict)]
        empty = [one for one in posts if "Nothing new" in words_of(one.get("components"))]
        assert [bool(one["flags"] & SILENT) for one in empty] == [wanted] * 3
        await play.say(LINK)
        assert silent(play, play.news) == [wanted]


async def test_what_is_asked_for_comes_as_usual(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(world, monkeypatch) as play:
        await play.command("readout setup", by=play.ada, silent=True)
        assert "without a notification" in words_of(play.server.shown[-1]["components"])
        await play.say(f"{ME} {LINK}")
        assert silent(play, play.news) == [False]
        direct = await play.server.direct(play.alice)
        await play.say(ARTICLE, where=direct)
        assert not any(silent(play, direct))


async def test_only_admins_silence_a_server(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async with played(world, monkeypatch) as play:
        await play.command("readout setup", by=play.ada, who="everyone")
        await play.command("readout setup", silent=True)
        assert "Only admins" in words_of(play.server.shown[-1]["components"])
        await play.auto()
        await play.say(LINK)
        assert silent(play, play.news) == [False]
