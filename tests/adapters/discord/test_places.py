"""Every kind of place: direct messages, threads, forum posts, other shards, unusual channels."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import discord
import pytest

from briefs.cards.briefing_card import card
from briefs.errors import TryLater
from briefs.model.delivery import Mode
from briefs.model.messages import Post
from briefs.model.places import Place
from tests.adapters.discord.commands.test_buttons import press
from tests.adapters.discord.conftest import Server, World, answers, texts
from tests.fakes.briefings import river_accord
from tests.fakes.discord_nonce import Enforced

LINK = "https://inland-post.example/river-accord"
DAILY: dict[str, Any] = {"time": "08:00", "zone": "UTC", "days": "daily"}


async def thread_of(server: Server, channel: Any, name: str = "ferries") -> Any:
    made = server.env.backend.create_thread(channel.id, name, server.alice.id)
    await server.env.settle()
    [thread] = [one for one in channel.threads if one.id == made.id]
    return thread


async def forum_post(server: Server, forum: Any) -> Any:
    made = await server.env.bot.get_channel(forum.id).create_thread(name="news", content="go")
    await server.env.settle()
    [post] = [one for one in forum.threads if one.id == made.thread.id]
    return post


async def next_morning(server: Server) -> None:
    server.world.clock.turn(86_400)
    await server.world.requests.digests.digest_runner.open_due_slots()
    await server.world.work()


# ------------------------------------------------------------------- direct messages


async def test_the_command_answers_in_direct_messages(server: Server) -> None:
    user = server.alice.user
    result = await user.slash("brief", link=LINK)
    await server.world.work()
    [reply] = [one for one in user.dm_channel.history() if one.components]
    assert "Helena Marsh" in texts(reply)
    assert result.response is None  # the deferred answer is gone
    private = await user.slash("brief", link=f"{LINK}?other", private=True)
    await server.world.work()
    assert "Helena Marsh" in answers(private)


async def test_people_have_digests_of_their_own(server: Server) -> None:
    user = server.alice.user
    added = await user.slash("digest add", **DAILY)
    assert "is on" in answers(added)
    assert "- 08:00 UTC, daily" in answers(added)
    await server.alice.send_dm(LINK)
    await server.world.work()
    await next_morning(server)
    assert "1 story from 1 article" in texts(user.dm_channel.history()[-1])


# -------------------------------------------------------------- threads, forum posts


@pytest.mark.parametrize("where", ["thread", "forum post"])
async def test_a_digest_that_is_ordered_in_a_thread_comes_there(server: Server, where: str) -> None:
    forum = server.guild.create_forum_channel("reports")
    thread = (
        await thread_of(server, server.channel)
        if where == "thread"
        else await forum_post(server, forum)
    )
    parent = server.channel if where == "thread" else forum
    place = Place("discord", str(server.guild.id), str(parent.id))
    await server.world.store.channel_settings.set_mode(place, Mode.AUTO)
    await server.admin.slash(thread, "digest add", **DAILY)
    await server.alice.send(thread, LINK)
    await server.world.work()
    await next_morning(server)
    assert "1 story from 1 article" in texts(server.ours(thread)[-1])
    assert server.ours() == []
    card = server.ours(thread)[-1].components[0]
    assert isinstance(card, discord.components.Container)
    evidence = next(
        button.custom_id for one in card.children for button in getattr(one, "children", ())
    )
    shown = answers(await server.alice.click(server.ours(thread)[-1], custom_id=evidence))
    assert "> President Anton Reyes of Keldria" in shown


def forum_digest(server: Server, forum: Any) -> Post:
    place = Place("discord", str(server.guild.id), str(forum.id))
    return Post("digest:1#0", place, replace(card(river_accord()), headline="Morning"))


async def test_a_post_in_a_forum_is_found_again(server: Server) -> None:
    chat = server.world.connection.chat
    forum = server.guild.create_forum_channel("reports")
    post = forum_digest(server, forum)
    since = server.env.now() - timedelta(seconds=5)
    assert await chat.find(post, since=since) is None
    receipt = await chat.send(post)
    await forum_post(server, forum)
    await chat.send(replace(post, key="digest:2#0"))
    assert await chat.find(post, since=since) == receipt
    assert await chat.find(replace(post, key="digest:9#0"), since=since) is None
    [begun] = [one for one in forum.threads if str(one.id) == receipt.place.thread]
    assert begun.name == "Morning"
    # The post is edited and deleted there.
    await chat.edit(receipt, replace(post, card=replace(post.card, headline="Changed")))
    assert "Changed" in texts(server.ours(begun)[0])
    await chat.delete(receipt)
    assert server.ours(begun) == []


async def test_a_forum_that_asks_for_a_tag_gets_one(server: Server) -> None:
    forum = server.guild.create_forum_channel("reports")
    channel = server.env.backend.get_channel(forum.id)
    channel.available_tags = [
        {"id": "77", "name": "news", "moderated": False, "emoji_id": None, "emoji_name": None}
    ]
    server.env.backend.announce_channel_update(forum.id)
    await server.env.settle()
    known = server.env.bot.get_channel(forum.id)
    known._flags |= discord.ChannelFlags(require_tag=True).value
    await server.world.connection.chat.send(forum_digest(server, forum))
    [begun] = [
        one for one in server.env.http_requests if one.path == f"/channels/{forum.id}/threads"
    ]
    assert [str(tag) for tag in begun.json["applied_tags"]] == ["77"]


async def test_a_lost_reply_in_a_thread_is_found_again(server: Server) -> None:
    thread = await thread_of(server, server.channel)
    place = Place("discord", str(server.guild.id), str(server.channel.id), str(thread.id))
    post = Post("reply:1#0", place, card(river_accord()))
    server.env.bot.http.send_message = fake = Enforced(server.env.bot.http.send_message)
    fake.lost = 1
    with pytest.raises(TryLater):
        await server.world.connection.chat.send(post)
    found = await server.world.connection.chat.find(
        post, since=server.env.now() - timedelta(seconds=5)
    )
    assert found is not None
    assert found.message == str(server.ours(thread)[0].id)


# ---------------------------------------------------------------------- other shards


async def test_a_server_of_the_second_shard_is_served_like_the_first(
    env: Any, world: World
) -> None:
    guilds = [env.create_guild(f"Guild {shard}", shard_id=shard) for shard in (0, 1)]
    bot = env.bot
    for shard, guild in enumerate(guilds):
        managers = guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
        channel = guild.create_text_channel("news")
        admin = guild.add_member(env.create_user(f"ada{shard}"), roles=[managers])
        server = Server(env, world, guild, channel, admin, admin)
        assert bot.get_guild(guild.id).shard_id == shard
        await server.auto()
        message = await admin.send(channel, LINK)
        await world.work()
        [reply] = server.ours()
        opened = await press(server, reply, "more", by=admin)
        await press(server, opened.response.message, "delete", by=admin)
        assert "Deleted" in answers(opened)
        await world.work()
        assert server.ours() == []
        assert str(guild.id) in await world.requests.joined_workspaces("discord")
        await admin.react(message, "📰")  # who deleted it asks again
    assert set(bot.shards) == {0, 1}


# ---------------------------------------------------------------------- what is heard


@pytest.mark.parametrize(
    ("content", "admitted"),
    [
        (f"see {LINK}", True),
        (f"[the accord]({LINK})", True),
        (f"<{LINK}>", False),
        (f"`{LINK}`", False),
        (f"||{LINK}||", False),
        (f"{LINK} nobrief", False),
    ],
)
async def test_what_is_forwarded_is_read_by_the_same_rules(
    server: Server, content: str, admitted: bool
) -> None:
    other = server.guild.create_text_channel("other")
    source = await server.alice.send(other, content)
    await server.auto()
    await server.alice.forward(source, server.channel)
    await server.world.work()
    assert len(server.ours()) == admitted


async def test_what_a_webhook_wrote_is_briefed_if_somebody_asks(server: Server) -> None:
    await server.auto()
    hook = await server.guild.create_webhook(server.channel).send(f"news: {LINK}")
    await server.world.work()
    assert server.ours() == []
    await server.alice.context_menu(server.channel, "Brief this", hook)
    await server.world.work()
    assert len(server.ours()) == 1


@pytest.mark.parametrize("content", ["{}", "<@&1> {}", "@everyone {}"])
async def test_a_mention_of_others_is_no_mention_of_the_bot(server: Server, content: str) -> None:
    await server.say(content.format(LINK))
    assert server.ours() == []


async def test_a_thread_of_an_age_restricted_channel_is_one_too(server: Server) -> None:
    await server.auto()
    server.env.bot.get_channel(server.channel.id).nsfw = True  # simcord cannot edit it
    thread = await thread_of(server, server.channel)
    await server.alice.send(thread, LINK)
    await server.world.work()
    assert server.ours(thread) == []


async def test_slow_mode_is_over_after_its_time(server: Server) -> None:
    await server.auto()
    await server.env.bot.get_channel(server.channel.id).edit(slowmode_delay=600)
    robin = server.guild.add_member(server.env.create_user("robin"))
    mia = server.guild.add_member(server.env.create_user("mia"))
    await server.say(LINK)
    await robin.send(server.channel, f"{LINK}?second")
    await server.world.work()
    assert len(server.ours()) == 1
    await server.env.advance_time(601)
    await mia.send(server.channel, f"{LINK}?third")
    await server.world.work()
    assert len(server.ours()) == 2
