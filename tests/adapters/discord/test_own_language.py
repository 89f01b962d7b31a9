"""What one person alone is told is in their language, whatever that of the server is."""

from __future__ import annotations

import pytest

from briefs.model.delivery import PlaceSettings
from briefs.model.places import Place
from tests.adapters.discord.conftest import World
from tests.adapters.discord.scenarios import DEAD, LINK, Play, played, words_of
from tests.adapters.discord.steps import deny, dm, mention, say
from tests.fakes.discord_limits import every


async def german(p: Play) -> str:
    p.server.locales[p.alice["id"]] = "de"
    return f"@{p.alice['id']}"


async def told_directly(p: Play) -> str:
    return words_of(p.ours(await p.server.direct(p.alice))[-1]["components"])


async def test_private_answers(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async with played(world, monkeypatch) as p:
        await german(p)
        await p.command("brief", link=DEAD, private=True)
        assert "Diese Seite gibt es nicht" in words_of(p.server.shown[-1]["components"])
        await p.command("brief", link=LINK, private=True)
        labels = [one.get("label") for one in every(p.server.shown[-1]["components"])]
        assert "Belege" in labels
        await p.command("brief", link=DEAD)
        assert "Diese Seite gibt es nicht" in words_of(p.server.shown[-1]["components"])
        await say(LINK, by=p.ada)(p)
        await p.command("brief", link=LINK)
        assert "Hier schon" not in words_of(p.ours()[-1]["components"]), "the channel is English"


async def test_direct_messages(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async with played(world, monkeypatch) as p:
        await dm("hi")(p)
        assert "Send me a link" in await told_directly(p)
        await german(p)
        await p.command("help")
        await dm("hi")(p)
        assert "Send me a link" not in await told_directly(p)
        await dm(DEAD)(p)
        assert "Diese Seite gibt es nicht" in await told_directly(p)
        await deny(send_messages=True)(p)
        await mention()(p)
        assert "konnte dort, wo du gefragt hast" in await told_directly(p)


async def test_what_was_asked_in_a_command_that_is_over(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(world, monkeypatch) as p:
        await german(p)

        async def restart() -> None:
            p.world.connection.chat._askers._waiting.clear()

        p.world.meanwhile[DEAD] = restart
        await p.command("brief", link=DEAD)
        assert "Diese Seite gibt es nicht" in await told_directly(p)


async def test_erasing_forgets_the_language(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async with played(world, monkeypatch) as p:
        own = Place("discord", "", await german(p))
        await p.command("forget-me")
        assert (await world.store.channel_settings.get(own)).locale == "de"
        await p.confirm("ERASE", by=p.alice)
        assert await world.store.channel_settings.get(own) == PlaceSettings()
