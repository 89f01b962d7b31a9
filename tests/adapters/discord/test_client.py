"""The chat port: sent once, found again, refusals translated."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import keys
from briefs.cards.briefing_card import card
from briefs.errors import (
    NotFound,
    NotSent,
    PlaceGone,
    ReadoutError,
    Refused,
    TryLater,
    Unverifiable,
)
from briefs.model.chat import Mark
from briefs.model.messages import Post
from briefs.model.places import LinkSeen, Place
from tests.adapters.discord.conftest import Server, texts
from tests.fakes.briefings import river_accord
from tests.fakes.discord_nonce import Enforced

CARD = card(river_accord())


def post(server: Server, key: str = "reply:1#0", **fields: object) -> Post:
    place = Place("discord", str(server.guild.id), str(server.channel.id))
    return replace(Post(key, place, CARD), **fields)  # type: ignore[arg-type]


async def test_every_send_asks_that_its_nonce_is_enforced(server: Server) -> None:
    chat, one = server.world.connection.chat, post(server)
    fake = Enforced(server.env.bot.http.send_message)
    server.env.bot.http.send_message = fake
    first = await chat.send(one)
    second = await chat.send(one)
    assert first.message == second.message
    assert len(server.ours()) == 1
    assert {payload["nonce"] for payload in fake.asked} == {keys.attempt_nonce(one)}
    assert all(payload["enforce_nonce"] is True for payload in fake.asked)
    other = await chat.send(post(server, "reply:2#0"))
    assert other.message != first.message


async def test_a_lost_reply_is_found_in_the_history(server: Server) -> None:
    chat, one = server.world.connection.chat, post(server)
    server.env.bot.http.send_message = fake = Enforced(server.env.bot.http.send_message)
    fake.lost = 1
    with pytest.raises(TryLater) as lost:
        await chat.send(one)
    assert not isinstance(lost.value, NotSent)
    await server.alice.send(server.channel, "meanwhile")
    found = await chat.find(one, since=server.env.now() - timedelta(seconds=5))
    assert found is not None
    assert found.message == str(server.ours()[0].id)
    assert await chat.find(post(server, "reply:9#0"), since=server.env.now()) is None


async def test_it_is_edited_and_deleted(server: Server) -> None:
    chat, one = server.world.connection.chat, post(server)
    receipt = await chat.send(one)
    await chat.edit(receipt, replace(one, card=replace(CARD, headline="Changed")))
    assert "Changed" in texts(server.ours()[0])
    await chat.delete(receipt)
    await chat.delete(receipt)
    assert server.ours() == []
    with pytest.raises(NotFound):
        await chat.edit(receipt, one)


async def test_its_address_opens_it(server: Server) -> None:
    receipt = await server.world.connection.chat.send(post(server))
    there = f"https://discord.com/channels/{server.guild.id}/{server.channel.id}/{receipt.message}"
    assert server.world.connection.chat.link(receipt) == there


@pytest.mark.parametrize(
    ("status", "code", "expected"),
    [
        (403, 50013, PlaceGone),
        (404, 10003, PlaceGone),
        (400, 50035, Refused),
    ],
)
async def test_refusals_say_what_to_do(
    server: Server, status: int, code: int, expected: type[ReadoutError]
) -> None:
    server.env.inject_error("POST", "/channels/*/messages", status=status, code=code)
    with pytest.raises(expected):
        await server.world.connection.chat.send(post(server))


async def test_what_only_one_sees_cannot_be_looked_up(server: Server) -> None:
    private = post(server, only_for=str(server.alice.id))
    with pytest.raises(Unverifiable):
        await server.world.connection.chat.find(private, since=server.env.now())
    receipt = await server.world.connection.chat.send(private)
    assert server.ours() == []
    [message] = server.alice.user.dm_channel.history()
    assert receipt.message == str(message.id)


async def test_progress_raises_nothing(server: Server) -> None:
    place = Place("discord", str(server.guild.id), "1")
    seen = LinkSeen(place, "2", "3", (), server.env.now())
    for mark in Mark:
        await server.world.connection.chat.mark(seen, mark)


async def test_before_it_is_connected_nothing_is_sent(world: object) -> None:
    with pytest.raises(NotSent):
        await world.connection.chat.send(Post("k#0", Place("discord", "1", "2"), CARD))  # type: ignore[attr-defined]
