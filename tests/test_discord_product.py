"""The real program, connected to our own fake of Discord, and a town of articles to brief."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import discord

from tests.adapters.discord.scenarios import words_of
from tests.fakes.discord_server import DiscordServer
from tests.fakes.product import Product, Town, until
from tests.fakes.product import town as town

MANAGER = discord.Permissions(manage_guild=True).value


async def test_a_pasted_link_is_briefed_follows_and_goes(tmp_path: Path, town: Town) -> None:
    server = DiscordServer(lambda: datetime.now(UTC))
    await server.start()
    guild = await server.guild()
    news = await server.channel(guild, "news")
    ada = server.person("ada")
    settings = {"DISCORD_TOKEN": server.token, "TEST_DISCORD_URL": server.url}
    loopback = town.url.removeprefix("http://")

    try:
        async with Product(tmp_path, loopback, **settings).running():
            await until(lambda: len(server.ours(news)) == 1)  # invited just now: it is greeted
            setup = {
                "id": "1", "name": "readout", "type": 1,
                "options": [{"name": "setup", "type": 1, "options": [
                    {"name": "links", "type": 3, "value": "auto"}]}],
            }  # fmt: skip
            number = await server.interact(2, ada, news, setup, rights=MANAGER)
            await until(lambda: bool(server.answers.get(number)))
            message = await server.say(news, ada, f"{town.url}/ferry")
            await until(lambda: len(server.ours(news)) == 2)
            [_, reply] = server.ours(news)
            assert "share the night ferry" in words_of(reply["components"])
            assert str(reply["message_reference"]["message_id"]) == message["id"]
            await server.edit(message, f"{town.url}/quarry")
            await until(lambda: "slate quarry" in words_of(reply["components"]))
            await server.cut()
            await server.remove(message)
            await until(lambda: len(server.ours(news)) == 1)
        assert (server.identified, server.resumed) == (1, 1)
    finally:
        await server.stop()
