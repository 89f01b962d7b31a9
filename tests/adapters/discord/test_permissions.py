"""What the bot may not do: the asker is told once, in one line, and nothing loops."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
import pytest

from adapters.discord.invite import NEEDED
from briefs.errors import Unverifiable
from briefs.model.delivery import Mode
from briefs.model.messages import Post
from briefs.model.places import Place
from tests.adapters.discord.conftest import Server, answers, texts
from tests.adapters.discord.test_bot import forbid
from tests.adapters.discord.test_client import CARD, post
from tests.adapters.discord.test_places import thread_of
from tests.conftest import ROOT

LINK = "https://inland-post.example/river-accord"
OTHER = "https://inland-post.example/ferry-pact"


def direct_messages(server: Server, person: Any = None) -> list[str]:
    """The texts of the bot's direct messages to somebody."""
    return [texts(one) for one in (person or server.alice).user.dm_channel.history()]


async def test_without_send_messages_the_asker_is_told_once(server: Server) -> None:
    await server.auto()
    await forbid(server, send_messages=False)
    await server.say(f"{server.env.bot.user.mention} {LINK}")
    [line] = direct_messages(server)
    assert "could not be answered where you asked" in line
    assert "The bot may not write in this channel" in line
    await server.world.work()
    assert len(direct_messages(server)) == 1
    assert server.ours() == []


async def test_without_send_messages_the_command_answers_privately(server: Server) -> None:
    await forbid(server, send_messages=False)
    result = await server.alice.slash(server.channel, "brief", link=LINK)
    await server.world.work()
    assert "Helena Marsh" in answers(result)
    assert server.ours() == []


async def test_who_takes_no_messages_is_left_alone(server: Server) -> None:
    await server.auto()
    await forbid(server, send_messages=False)
    server.env.inject_error("POST", "/users/@me/channels", status=403, code=50007)
    await server.say(f"{server.env.bot.user.mention} {LINK}")
    await server.world.work()
    assert server.ours() == []
    posts = [one for one in server.env.http_requests if one.path == "/users/@me/channels"]
    assert len(posts) == 1


async def test_embed_links_is_not_needed(server: Server) -> None:
    await server.auto()
    await forbid(server, embed_links=False, attach_files=False, add_reactions=False)
    await server.say(LINK)
    assert len(server.ours()) == 1


async def test_without_threads_the_other_links_are_answered_in_the_channel(server: Server) -> None:
    await server.auto()
    await forbid(server, create_public_threads=False)
    message = await server.say(f"{LINK} {OTHER}")
    first, second = server.ours()
    assert "ferry-pact" in texts(second)
    assert second.reference is not None
    assert second.reference.message_id == first.id
    # They are deleted with their source there too.
    await server.alice.delete(message)
    await server.world.work()
    assert server.ours() == []
    assert direct_messages(server) == []


async def test_what_had_no_thread_is_found_again(server: Server) -> None:
    await forbid(server, create_public_threads=False)
    chat = server.world.connection.chat
    first = await chat.send(post(server))
    place = Place("discord", str(server.guild.id), str(server.channel.id), first.message)
    second = Post("reply:1#1", place, CARD, part=1)
    sent = await chat.send(second)
    assert sent.place.thread is None
    found = await chat.find(second, since=server.env.now() - timedelta(seconds=5))
    assert found == sent
    await chat.delete(sent)
    assert [str(one.id) for one in server.ours()] == [first.message]


async def test_without_history_it_is_posted_but_answers_no_message(server: Server) -> None:
    await server.auto()
    path = f"/channels/{server.channel.id}/messages"
    server.env.inject_error("POST", path, status=403, code=160002)
    await server.say(LINK)
    [reply] = server.ours()
    assert reply.reference is None
    assert direct_messages(server) == []


async def test_without_history_nothing_is_looked_up(server: Server) -> None:
    await forbid(server, read_message_history=False)
    with pytest.raises(Unverifiable):
        await server.world.connection.chat.find(post(server), since=server.env.now())


async def test_a_bot_in_time_out_says_so_to_who_asked(server: Server) -> None:
    await server.auto()
    until = (server.env.now() + timedelta(hours=1)).isoformat()
    server.env.backend.edit_member(
        server.guild.id, server.env.bot.user.id, {"timed_out_until": until}
    )
    await server.env.settle()
    await server.say(f"{server.env.bot.user.mention} {LINK}")
    [line] = direct_messages(server)
    assert "may not write" in line
    assert server.ours() == []


async def test_an_archived_thread_is_opened_again_by_the_answer(server: Server) -> None:
    await server.auto()
    thread = await thread_of(server, server.channel)
    message = await server.alice.send(thread, LINK)
    server.env.backend.get_thread(thread.id).thread_metadata.archived = True
    server.env.backend.announce_channel_update(thread.id)
    await server.world.work()
    assert [one.reference and one.reference.message_id for one in server.ours(thread)] == [
        message.id
    ]


async def test_in_a_locked_thread_the_asker_is_told(server: Server) -> None:
    await server.auto()
    thread = await thread_of(server, server.channel)
    await server.alice.send(thread, f"{server.env.bot.user.mention} {LINK}")
    server.env.inject_error("POST", f"/channels/{thread.id}/messages", status=403, code=160005)
    await server.world.work()
    [line] = direct_messages(server)
    assert "This thread is locked" in line
    await server.world.work()
    assert len(direct_messages(server)) == 1


async def test_a_digest_of_a_channel_that_is_closed_to_the_bot_is_paused_and_told_once(
    server: Server,
) -> None:
    wish = {"time": "08:00", "zone": "UTC", "days": "daily"}
    await server.admin.slash(server.channel, "digest add", **wish)
    await server.auto()
    await server.say(LINK)
    await forbid(server, send_messages=False)
    for _ in range(3):
        server.world.clock.turn(86_400)
        await server.world.requests.digests.digest_runner.open_due_slots()
        await server.world.work()
    [line] = direct_messages(server, server.admin)
    assert "A digest of yours is paused" in line
    assert "may not write" in line


async def test_setup_names_what_is_missing(server: Server) -> None:
    await forbid(server, create_public_threads=False, read_message_history=False)
    said = answers(await server.admin.slash(server.channel, "readout setup"))
    assert "I lack permissions here: Read Message History, Create Public Threads." in said
    assert "Grant them to my role" in said
    hidden = answers(await server.admin.slash(server.channel, "readout setup", hide_preview=True))
    assert "Manage Messages" not in hidden  # simcord's bot may manage messages
    await forbid(server, manage_messages=False)
    hidden = answers(await server.admin.slash(server.channel, "readout setup"))
    assert "Manage Messages" in hidden


@pytest.mark.parametrize("message_content", [False])
async def test_without_the_intent_asking_still_works_everywhere(server: Server) -> None:
    place = Place("discord", str(server.guild.id), str(server.channel.id))
    await server.world.store.channel_settings.set_mode(place, Mode.AUTO)
    await server.say(LINK)
    assert server.ours() == []
    result = await server.alice.slash(server.channel, "brief", link=LINK)
    assert result.deferred
    await server.alice.send_dm(OTHER)
    await server.world.work()
    assert len(server.ours()) == 1
    assert any("ferry-pact" in one for one in direct_messages(server))
    said = answers(await server.admin.slash(server.channel, "readout setup"))
    assert "switch on Message Content Intent" in said


def test_the_rights_that_are_needed_are_those_that_the_guide_names() -> None:
    guide = " ".join((ROOT / "docs" / "discord.md").read_text().split())
    assert f"permissions {', '.join(NEEDED.values())}" in guide
    assert all(hasattr(discord.Permissions, right) for right in NEEDED)
