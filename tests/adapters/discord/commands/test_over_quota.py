"""Commands and presses of who is over a quota: each is answered once, and none is left waiting."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot import keys
from briefs.model.delivery import Quota
from briefs.model.places import Place
from tests.adapters.discord.commands.test_buttons import press
from tests.adapters.discord.conftest import Server, answers, texts
from tests.fakes.delivery import seen

LINK = "https://inland-post.example/river-accord"
ENOUGH = "That is enough for now"


async def use_up(server: Server, *, but: int = 0) -> None:
    """Alice asks elsewhere for as many links as she may."""
    store, clock, quota = server.world.store, server.world.clock, Quota()
    one = seen(place=Place("discord", str(server.guild.id), "9"), author=str(server.alice.id))
    for number in range(quota.person - but):
        asked = replace(one, message=f"u{number}")
        key = keys.reply(asked)
        await store.inbox.admit(key, asked, source=key, now=clock(), quota=quota)


def messages(result: Any) -> list[str]:
    """What an interaction was answered with, message by message, as they read at the end."""
    return [texts(one.message) for one in (result.response, *result.followups) if one is not None]


def direct(server: Server) -> list[str]:
    channel = server.alice.user.dm_channel
    return [texts(one) for one in server.ours(channel)] if channel is not None else []


async def test_each_command_is_answered_by_one_message(server: Server) -> None:
    await use_up(server)
    for wait_s in (0, 5, 59, 61):
        server.world.clock.turn(wait_s)
        result = await server.alice.slash(server.channel, "brief", link=LINK)
        await server.world.work()
        [said] = {one for one in messages(result) if one}
        assert said.count(ENOUGH) == 1
        assert "There is room for you again in about" in said
        assert len(result.followups) <= 1
    assert direct(server) == []
    assert server.ours() == []


async def test_it_is_answered_in_the_channels_language(server: Server) -> None:
    place = Place("discord", str(server.guild.id), str(server.channel.id))
    await server.world.store.channel_settings.set_look(place, language="de", tidy=False)
    await use_up(server)
    result = await server.alice.slash(server.channel, "brief", link=LINK)
    await server.world.work()
    assert "In etwa 60 Minuten ist wieder Platz für dich." in answers(result)


async def test_run_again_on_what_one_person_sees_is_answered_once(server: Server) -> None:
    await use_up(server, but=1)
    asked = await server.alice.slash(server.channel, "brief", link=LINK, private=True)
    await server.world.work()
    shown = [one.message for one in (asked.response, *asked.followups) if one is not None][-1]
    pressed = await press(server, shown, "again")
    await server.world.work()
    told = [one for one in messages(pressed) if ENOUGH in one]
    assert len(told) == 1
    assert direct(server) == []
    assert server.world.briefed == [LINK]
