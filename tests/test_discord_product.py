"""The real program, connected to our own fake of Discord, and a town of articles to brief."""

from __future__ import annotations

import signal
from datetime import UTC, datetime
from pathlib import Path

import discord

from tests.adapters.discord.scenarios import words_of
from tests.fakes.discord_server import DiscordServer
from tests.fakes.discord_values import BOT
from tests.fakes.product import LEASES_S, Product, Town, until
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


async def test_a_link_put_back_after_a_restart_is_answered_anew(tmp_path: Path, town: Town) -> None:
    """Discord gives a nonce's message back, also one that is deleted: RAM must not have to know."""
    server = DiscordServer(lambda: datetime.now(UTC))
    await server.start()
    guild = await server.guild(joined_at=datetime(2026, 1, 1, tzinfo=UTC))
    news = await server.channel(guild, "news")
    ada = server.person("ada")
    settings = {"DISCORD_TOKEN": server.token, "TEST_DISCORD_URL": server.url}
    product = Product(tmp_path, town.url.removeprefix("http://"), **settings)
    link = f"<@{BOT}> {town.url}/ferry"
    try:
        async with product.running(signal.SIGKILL):
            await until(lambda: server.identified == 1)
            await server.acknowledged()
            message = await server.say(news, ada, link)
            await until(lambda: len(server.ours(news)) == 1)
            await server.edit(message, "nothing any more")
            await until(lambda: server.ours(news) == [])
        server.sessions.clear()
        product.turn(LEASES_S)
        async with product.running():
            await until(lambda: server.identified == 2)
            await server.acknowledged()
            await server.edit(message, link)
            await until(lambda: len(server.ours(news)) == 1)
    finally:
        await server.stop()
