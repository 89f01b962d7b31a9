"""Who may change a place: rights count in the exact place that a setting is for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from briefs.cards.briefing_card import card
from briefs.model.cards import CardKind
from briefs.model.delivery import Job, JobKind
from briefs.model.messages import Post
from briefs.model.places import Place
from tests.adapters.discord.commands.test_buttons import buttons, press
from tests.adapters.discord.conftest import Server, answers, texts
from tests.adapters.discord.test_places import DAILY, LINK, thread_of
from tests.fakes.briefings import river_accord


async def by_alice(server: Server, thread: Any, command: str, **options: Any) -> str:
    return answers(await server.alice.slash(thread, command, **options))


@pytest.fixture
async def thread(server: Server) -> Any:
    """A thread that Alice, a plain member, opened; its channel is on `auto` and has a digest."""
    await server.auto()
    await server.admin.slash(server.channel, "digest add", **DAILY)
    return await thread_of(server, server.channel)


async def digests(server: Server) -> dict[str, str | None]:
    place = Place("discord", str(server.guild.id), str(server.channel.id))
    found = await server.world.store.subscriptions.of_place(place)
    return {one.key: one.place.thread for one in found if one.paused is None}


@pytest.mark.parametrize("verb", ["pause", "skip", "remove"])
async def test_who_opened_a_thread_does_not_rule_the_channels_digests(
    server: Server, thread: Any, verb: str
) -> None:
    [key] = await digests(server)
    assert "Only admins" in await by_alice(server, thread, f"digest {verb}", digest=key)
    assert await digests(server) == {key: None}


async def test_nor_those_of_another_thread(server: Server, thread: Any) -> None:
    other = await thread_of(server, server.channel, "trams")
    await server.admin.slash(other, "digest add", **DAILY)
    [key] = [key for key, where in (await digests(server)).items() if where == str(other.id)]
    assert "Only admins" in await by_alice(server, thread, "digest remove", digest=key)
    assert key in await digests(server)


async def test_nor_what_is_muted_in_the_channel(server: Server, thread: Any) -> None:
    await server.alice.send(thread, LINK)
    await server.world.work()
    reply = server.ours(thread)[-1]
    opened = await press(server, reply, "more", by=server.alice)
    offered = [one.label for one in buttons(opened.response.message)]
    assert offered == ["Follow story", "Run again", "Report a wrong line", "Delete"]
    place = Place("discord", str(server.guild.id), str(server.channel.id))
    assert (await server.world.store.channel_settings.get(place)).muted_sites == ()


async def test_their_own_threads_digests_are_theirs(server: Server, thread: Any) -> None:
    assert "is on" in await by_alice(server, thread, "digest add", **DAILY)
    [key] = [key for key, where in (await digests(server)).items() if where == str(thread.id)]
    await by_alice(server, thread, "digest pause", digest=key)
    assert key not in await digests(server)
    await by_alice(server, thread, "digest remove", digest=key)
    assert len(await digests(server)) == 1


async def test_what_is_followed_privately_stays_private(server: Server) -> None:
    result = await server.alice.slash(server.channel, "brief", link=LINK, private=True)
    await server.world.work()
    shown = [one.message for one in (result.response, *result.followups) if one is not None][-1]
    followed = await press(server, shown, "follow", by=server.alice)
    assert "in your messages with me" in answers(followed)
    assert await digests(server) == {}
    own = Place("discord", "", f"@{server.alice.id}")
    [one] = await server.world.store.subscriptions.of_place(own)
    assert one.filters.story == LINK


async def test_a_member_ends_what_they_follow(server: Server) -> None:
    await server.auto()
    await server.say(LINK)
    [reply] = server.ours()
    await press(server, reply, "follow", by=server.alice)
    [key] = await digests(server)
    await by_alice(server, server.channel, "digest remove", digest=key)
    assert await digests(server) == {}


async def test_a_report_has_a_button_that_ends_it(server: Server) -> None:
    await server.auto()
    await server.say(LINK)
    [reply] = server.ours()
    await press(server, reply, "follow", by=server.alice)
    [key] = await digests(server)
    place = Place("discord", str(server.guild.id), str(server.channel.id), str(reply.id))
    report_card = replace(card(river_accord()), kind=CardKind.DIGEST, follows=key)
    due = await server.world.store.outbox.put(
        "digest:x", (Post("digest:x#0", place, report_card),), now=server.world.clock()
    )
    await server.world.jobs.submit(*(Job(JobKind.POST, one) for one in due))
    await server.world.work()
    [thread] = server.channel.threads
    [report] = server.ours(thread)
    assert "Stop following" in str([one.to_dict() for one in report.components])
    await press(server, report, "unfollow", by=server.alice)
    assert await digests(server) == {}
    assert "Helena Marsh" in texts(report)


@pytest.mark.parametrize("how", ["message", "button"])
async def test_a_followed_story_ends_with_its_reply(server: Server, how: str) -> None:
    await server.auto()
    message = await server.say(LINK)
    [reply] = server.ours()
    await press(server, reply, "follow", by=server.admin)
    if how == "message":
        await server.alice.delete(message)
    else:
        await press(server, reply, "delete", by=server.alice)
    await server.world.work()
    assert await digests(server) == {}
