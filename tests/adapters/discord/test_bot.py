"""The real bot in a simulated Discord: every way to ask, and the result."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType

from briefs.model.delivery import Mode
from briefs.model.places import Place
from tests.adapters.discord.conftest import Server, World, answers, texts

LINK = "https://inland-post.example/river-accord"
OTHER = "https://inland-post.example/ferry-pact"

# ----------------------------------------------------------------------- pasted links


async def test_a_pasted_link_is_answered_where_an_admin_switched_it_on(server: Server) -> None:
    await server.say(f"see {LINK}")
    assert server.ours() == []
    await server.auto()
    message = await server.say(f"now see {LINK}")
    [reply] = server.ours()
    assert "Helena Marsh" in texts(reply)
    assert reply.reference is not None
    assert reply.reference.message_id == message.id


@pytest.mark.parametrize(
    "content",
    [f"<{LINK}>", f"`{LINK}`", f"```\n{LINK}\n```", f"||{LINK}||", f"{LINK} nobrief", "no link"],
)
async def test_what_is_left_alone(server: Server, content: str) -> None:
    await server.auto()
    await server.say(content)
    assert server.ours() == []


async def test_bots_and_webhooks_are_not_heard(server: Server) -> None:
    await server.auto()
    robot = server.guild.add_member(server.env.create_user("robot", bot=True))
    await robot.send(server.channel, LINK)
    await server.guild.create_webhook(server.channel).send(LINK)
    await server.world.work()
    assert server.ours() == []
    assert server.world.briefed == []


async def test_several_links_make_one_reply_and_a_thread(server: Server) -> None:
    await server.auto()
    await server.say(f"{LINK} and {OTHER}")
    [reply] = server.ours()
    assert "1 more link of the message in the thread" in texts(reply)
    [thread] = server.channel.threads
    assert thread.id == reply.id
    [second] = server.ours(thread)
    assert OTHER in texts(second)


async def test_a_link_in_a_forwarded_message_counts(server: Server) -> None:
    other = server.guild.create_text_channel("other")
    source = await server.alice.send(other, f"see {LINK}")
    await server.auto()
    await server.alice.forward(source, server.channel)
    await server.world.work()
    assert len(server.ours()) == 1


async def test_a_link_briefed_here_before_is_pointed_to(server: Server) -> None:
    await server.auto()
    await server.say(LINK)
    first = server.ours()[0]
    await server.say(LINK)
    pointer = server.ours()[-1]
    assert "Briefed here before" in texts(pointer)
    assert f"/{server.channel.id}/{first.id}" in texts(pointer)
    assert server.world.briefed == [LINK]


async def test_a_failure_is_told(server: Server) -> None:
    await server.auto()
    await server.say(f"{server.env.bot.user.mention} https://inland-post.example/missing")
    [reply] = server.ours()
    assert "There is no such page" in texts(reply)


async def test_an_edit_and_a_deletion_are_followed(server: Server) -> None:
    await server.auto()
    message = await server.say(LINK)
    await server.alice.edit(message, OTHER)
    await server.world.work()
    [reply] = server.ours()
    assert OTHER in texts(reply)
    await server.alice.delete(message)
    await server.world.work()
    assert server.ours() == []


async def test_an_event_that_comes_twice_is_answered_once(server: Server) -> None:
    await server.auto()
    message = await server.say(LINK)
    await server.env.bot.on_message(message)
    await server.world.work()
    assert len(server.ours()) == 1


# --------------------------------------------------------------------- being asked


async def test_a_mention_asks(server: Server) -> None:
    bot = server.env.bot.user.mention
    await server.say(f"{bot} {LINK}")
    assert len(server.ours()) == 1


async def test_a_mention_in_answer_to_a_message_asks_for_that_messages_links(
    server: Server,
) -> None:
    source = await server.say(LINK)
    admin = await server.admin.send(
        server.channel, f"{server.env.bot.user.mention} please", reply_to=source
    )
    await server.world.work()
    [reply] = server.ours()
    assert reply.reference is not None
    assert reply.reference.message_id == source.id != admin.id


async def test_a_reaction_asks(server: Server) -> None:
    message = await server.say(LINK)
    await server.admin.react(message, "👍")
    await server.world.work()
    assert server.ours() == []
    await server.admin.react(message, "📰")
    await server.world.work()
    assert len(server.ours()) == 1


async def test_the_command_asks(server: Server) -> None:
    result = await server.alice.slash(server.channel, "brief", link=LINK)
    assert result.deferred
    assert result.ephemeral
    await server.world.work()
    [reply] = server.ours()
    assert "Helena Marsh" in texts(reply)
    assert result.response is None  # the deferred answer was removed when the briefing was posted


async def test_the_command_answers_privately(server: Server) -> None:
    result = await server.alice.slash(server.channel, "brief", link=LINK, private=True)
    await server.world.work()
    assert server.channel.history(viewer=server.admin) == []
    assert "Helena Marsh" in answers(result)


async def test_the_command_refuses_what_is_no_link(server: Server) -> None:
    result = await server.alice.slash(server.channel, "brief", link="ftp://example.org/x")
    assert result.ephemeral
    assert "Only http and https" in answers(result)


async def test_the_menu_asks_for_a_message(server: Server) -> None:
    message = await server.say(LINK)
    await server.admin.context_menu(server.channel, "Brief this", message)
    await server.world.work()
    assert len(server.ours()) == 1
    again = await server.alice.context_menu(server.channel, "Brief this", message)
    await server.world.work()
    assert "has been briefed" in answers(again)
    plain = await server.say("nothing here")
    none = await server.alice.context_menu(server.channel, "Brief this", plain)
    assert "There is no link" in answers(none)


async def test_where_the_bot_may_not_write_the_menu_answers_privately(server: Server) -> None:
    message = await server.say(LINK)
    await forbid(server, send_messages=False)
    result = await server.alice.context_menu(server.channel, "Brief this", message)
    await server.world.work()
    assert server.ours() == []
    assert "Helena Marsh" in answers(result)


async def test_where_the_bot_may_not_write_the_asker_is_told(server: Server) -> None:
    await server.auto()
    await forbid(server, send_messages=False)
    await server.say(f"{server.env.bot.user.mention} {LINK}")
    assert server.ours() == []
    [message] = server.alice.user.dm_channel.history()
    assert "could not be answered" in texts(message)


async def forbid(server: Server, **rights: bool) -> None:
    """Change the bot's rights in the channel."""
    denied = discord.Permissions(**{name: True for name, may in rights.items() if not may})
    own = Overwrite(server.env.bot.user.id, OverwriteType.MEMBER, deny=denied.value)
    server.env.backend.set_overwrite(server.channel.id, own)
    await server.env.settle()


# ------------------------------------------------------------------------- other places


async def test_a_thread_is_answered_in_the_thread(server: Server) -> None:
    await server.auto()
    source = await server.alice.send(server.channel, "a topic")
    channel = server.env.bot.get_channel(server.channel.id)
    made = await channel.get_partial_message(source.id).create_thread(name="topic")
    await server.env.settle()
    [thread] = server.channel.threads
    assert thread.id == made.id
    await server.alice.send(thread, LINK)
    await server.world.work()
    assert len(server.ours(thread)) == 1
    assert server.ours() == []


async def test_a_forum_post_is_answered_and_takes_digests(server: Server) -> None:
    forum = server.guild.create_forum_channel("reports")
    place = Place("discord", str(server.guild.id), str(forum.id))
    await server.world.store.channel_settings.set_mode(place, Mode.AUTO)
    made = await server.env.bot.get_channel(forum.id).create_thread(name="news", content="go")
    await server.env.settle()
    [post] = [one for one in forum.threads if one.id == made.thread.id]
    await server.alice.send(post, LINK)
    await server.world.work()
    assert any("Helena Marsh" in texts(one) for one in server.ours(post))


async def test_direct_messages_are_answered(server: Server) -> None:
    await server.alice.send_dm(LINK)
    await server.world.work()
    dms = server.alice.user.dm_channel.history()
    assert any("Helena Marsh" in texts(one) for one in dms)


async def test_age_restricted_channels_are_answered_only_when_asked(server: Server) -> None:
    await server.auto()
    server.env.bot.get_channel(server.channel.id).nsfw = True  # simcord cannot edit it
    await server.say(LINK)
    assert server.ours() == []
    await server.say(f"{server.env.bot.user.mention} {OTHER}")
    assert len(server.ours()) == 1


async def test_slow_mode_holds_for_the_bot(server: Server) -> None:
    await server.auto()
    await server.env.bot.get_channel(server.channel.id).edit(slowmode_delay=600)
    await server.say(LINK)
    robin = server.guild.add_member(server.env.create_user("robin"))
    await robin.send(server.channel, OTHER)
    await server.world.work()
    assert len(server.ours()) == 1


# --------------------------------------------------------------------- coming and going


async def test_joined_to_a_server_it_says_once_what_it_does(env: Any, world: World) -> None:
    guild = env.create_guild("New")
    channel = guild.create_text_channel("general")
    await env.settle()
    bot_guild = env.bot.get_guild(guild.id)
    before = len(channel.history())
    await env.bot.on_guild_join(bot_guild)
    await env.bot.on_guild_join(bot_guild)
    await world.work()
    assert len(channel.history()) - before == 1
    assert "/readout settings" in texts(channel.history()[-1])
    assert "Message Content Intent" not in texts(channel.history()[-1])


@pytest.mark.parametrize("message_content", [False])
async def test_without_the_intent_it_says_what_to_switch_on(server: Server) -> None:
    await server.env.bot.on_guild_join(server.env.bot.get_guild(server.guild.id))
    await server.world.work()
    assert any("Message Content Intent" in texts(one) for one in server.ours())
    result = await server.admin.slash(server.channel, "readout setup", links="auto")
    assert "Message Content Intent" in answers(result)
    before = len(server.ours())
    message = await server.say(LINK)
    assert len(server.ours()) == before
    await server.alice.context_menu(server.channel, "Brief this", message)
    await server.say(f"{server.env.bot.user.mention} {OTHER}")
    assert len(server.ours()) == before + 2
    # The event of an edit comes without the text: that does not mean that the links are gone.
    await server.alice.edit(message, f"changed {LINK}")
    await server.world.work()
    assert len(server.ours()) == before + 2


async def test_a_server_that_was_left_is_erased_after_a_grace_time(server: Server) -> None:
    await server.auto()
    await server.say(LINK)
    guild = server.env.bot.get_guild(server.guild.id)
    await server.env.bot.on_guild_remove(guild)
    assert await server.world.requests.erase_left() == 0
    server.world.clock.turn(6 * 86_400)
    assert await server.world.requests.erase_left() == 0
    server.world.clock.turn(2 * 86_400)
    assert await server.world.requests.erase_left() == 1
    place = Place("discord", str(server.guild.id), str(server.channel.id))
    assert await server.world.store.outbox.posted(place, limit=5) == ()
    assert (await server.world.store.channel_settings.get(place)).mode is None
    assert await server.world.requests.erase_left() == 0


async def test_a_server_left_while_the_bot_was_away_is_noticed(server: Server) -> None:
    await server.world.requests.workspace_joined("discord", "4711")
    await server.env.bot.on_guild_available(server.env.bot.get_guild(server.guild.id))
    await server.env.bot.on_ready()
    server.world.clock.turn(8 * 86_400)
    assert await server.world.requests.erase_left() == 1
    assert await server.world.requests.joined_workspaces("discord") == {str(server.guild.id)}


async def test_a_server_that_is_back_is_not_erased(server: Server) -> None:
    guild = server.env.bot.get_guild(server.guild.id)
    await server.env.bot.on_guild_remove(guild)
    await server.env.bot.on_guild_available(guild)
    server.world.clock.turn(30 * 86_400)
    assert await server.world.requests.erase_left() == 0


async def test_a_deleted_channel_ends_its_digests(server: Server) -> None:
    await server.admin.slash(
        server.channel, "digest add", time="08:00", zone="Europe/Berlin", days="daily"
    )
    place = Place("discord", str(server.guild.id), str(server.channel.id))
    assert len(await server.world.store.subscriptions.of_place(place)) == 1
    await server.env.bot.get_channel(server.channel.id).delete()
    await server.env.settle()
    assert await server.world.store.subscriptions.of_place(place) == ()
