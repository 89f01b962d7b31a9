"""Never silent where somebody asked, never noisy where nobody did."""

from __future__ import annotations

import discord
import pytest

from briefs.errors import NotFound, Paywalled
from briefs.model.delivery import Mode
from briefs.model.places import Place
from tests.adapters.discord.commands.test_buttons import as_before, press
from tests.adapters.discord.conftest import Server, answers, texts
from tests.adapters.discord.test_bot import forbid
from tests.adapters.discord.test_places import DAILY, thread_of

LINK = "https://inland-post.example/river-accord"
OTHER = "https://inland-post.example/ferry-pact"
DEAD = "https://inland-post.example/missing"


@pytest.mark.parametrize("failure", [NotFound(), Paywalled()])
async def test_automatic_links_that_cannot_be_read_say_nothing(
    server: Server, failure: Exception
) -> None:
    await server.auto()
    server.world.trouble[LINK] = [failure]
    await server.say(LINK)
    await server.say(f"{OTHER} {DEAD}")
    [reply] = server.ours()
    assert "ferry-pact" in texts(reply)
    assert "more link" not in texts(reply)
    assert server.alice.user.dm_channel is None or not server.alice.user.dm_channel.history()


async def test_who_then_asks_is_told_why(server: Server) -> None:
    await server.auto()
    message = await server.say(DEAD)
    assert server.ours() == []
    asked = await server.admin.context_menu(server.channel, "Brief this", message)
    await server.world.work()
    assert "There is no such page" in answers(asked)
    assert server.ours() == []


async def test_where_the_bot_may_not_write_an_automatic_briefing_tells_nobody(
    server: Server,
) -> None:
    await server.auto()
    await forbid(server, send_messages=False)
    await server.say(LINK)
    assert server.alice.user.dm_channel is None or not server.alice.user.dm_channel.history()


async def test_of_seven_links_the_asker_is_told_which_are_left_out(server: Server) -> None:
    links = " ".join(f"{LINK}?{number}" for number in range(7))
    await server.say(f"{server.env.bot.user.mention} {links}")
    assert "2 more of the message are left out: at most 5 are read." in texts(server.ours()[0])


@pytest.mark.parametrize(
    ("before", "after", "note"),
    [(7, 2, None), (1, 7, "2 more of the message are left out"), (8, 7, "2 more of the message"),
     (7, 6, "1 more of the message is left out")],
)  # fmt: skip
async def test_an_edit_changes_how_many_are_left_out(
    server: Server, before: int, after: int, note: str | None
) -> None:
    def written(count: int) -> str:
        links = " ".join(f"{LINK}?{number}" for number in range(count))
        return f"{server.env.bot.user.mention} {links}"

    message = await server.say(written(before))
    await server.alice.edit(message, written(after))
    await server.world.work()
    said = texts(server.ours()[0])
    assert (note in said) if note else ("left out" not in said)


async def test_of_seven_dead_links_the_asker_is_told_which_are_left_out(server: Server) -> None:
    links = " ".join(f"{DEAD}?{number}" for number in range(7))
    await server.say(f"{server.env.bot.user.mention} {links}")
    assert "2 more of the message are left out" in texts(server.ours()[0])


async def test_brief_this_works_again_after_delete(server: Server) -> None:
    await server.auto()
    message = await server.say(LINK)
    [reply] = server.ours()
    await press(server, reply, "delete", by=server.alice)
    await server.world.work()
    assert server.ours() == []
    await server.admin.context_menu(server.channel, "Brief this", message)
    await server.world.work()
    assert len(server.ours()) == 1


async def test_five_presses_of_run_again_are_one_edited_reply(server: Server) -> None:
    await server.auto()
    await server.say(LINK)
    [reply] = server.ours()
    for _ in range(5):
        await press(server, reply, "again", by=server.alice)
    await server.world.work()
    assert [one.id for one in server.ours()] == [reply.id]
    assert server.world.briefed == [LINK, LINK]


async def test_only_who_asked_runs_it_again(server: Server) -> None:
    await server.auto()
    await server.say(LINK)
    [reply] = server.ours()
    other = server.guild.add_member(server.env.create_user("oscar"))
    reply = await as_before(server, reply)
    pressed = await press(server, reply, "again", by=other)
    assert "Only who asked" in answers(pressed)
    await server.world.work()
    assert server.world.briefed == [LINK]


async def test_a_locked_thread_pauses_its_own_digests_alone(server: Server) -> None:
    await server.admin.slash(server.channel, "digest add", **DAILY)
    thread = await thread_of(server, server.channel)
    await server.admin.slash(thread, "digest add", **DAILY)
    place = Place("discord", str(server.guild.id), str(server.channel.id), str(thread.id))
    await server.world.requests.place_gone(place, "This thread is locked.")
    found = await server.world.store.subscriptions.of_place(place)
    assert {one.place.thread: one.paused for one in found} == {
        None: None,
        str(thread.id): "This thread is locked.",
    }


async def test_a_mode_of_auto_makes_it_automatic(server: Server) -> None:
    place = Place("discord", str(server.guild.id), str(server.channel.id))
    await server.world.store.channel_settings.set_mode(place, Mode.AUTO)
    await server.say(f"{server.env.bot.user.mention} {DEAD}")
    [reply] = server.ours()
    assert "There is no such page" in texts(reply)
    await server.alice.send_dm(DEAD)
    await server.world.work()
    assert "There is no such page" in texts(server.alice.user.dm_channel.history()[-1])


@pytest.mark.parametrize("words", ["hi", "help", "what can you do?", "thanks!", "BRIEF"])
async def test_who_writes_to_the_bot_alone_is_always_answered(server: Server, words: str) -> None:
    await server.alice.send_dm(words)
    await server.world.work()
    [answer] = [one for one in server.alice.user.dm_channel.history() if one.components]
    assert "Send me a link to an article" in texts(answer)


async def test_a_bare_mention_is_answered_and_other_words_are_not(server: Server) -> None:
    await server.say("no link here")
    assert server.ours() == []
    await server.say(f"{server.env.bot.user.mention} hello?")
    [answer] = server.ours()
    assert "Send me a link to an article" in texts(answer)


async def test_a_pasted_text_is_briefed_in_direct_messages(server: Server) -> None:
    await server.alice.send_dm("The mayors of Ostrey and Vell met on Monday. " * 8)
    await server.world.work()
    [answer] = [one for one in server.alice.user.dm_channel.history() if one.components]
    assert "A pasted article" in texts(answer)


async def test_what_a_moderator_deleted_is_not_pointed_to(server: Server) -> None:
    await server.auto()
    await server.say(LINK)
    [reply] = server.ours()
    await press(server, reply, "follow", by=server.alice)
    await server.env.bot.http.delete_message(server.channel.id, reply.id)
    await server.env.settle()
    await server.world.work()
    place = Place("discord", str(server.guild.id), str(server.channel.id))
    assert await server.world.store.subscriptions.of_place(place) == ()
    await server.say(LINK)
    [second] = server.ours()
    assert "Briefed here before" not in texts(second)


async def test_the_bots_role_mentioned_asks(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    role = server.guild.create_role("Readout")
    own = property(lambda guild: guild.get_role(role.id))  # simcord gives bots no role of their own
    monkeypatch.setattr(discord.Guild, "self_role", own)
    await server.say(f"<@&{role.id}> {LINK}")
    await server.say(f"<@&{role.id}> hello?")
    brief, how = server.ours()
    assert "Helena Marsh" in texts(brief)
    assert "Send me a link to an article" in texts(how)
    other = server.guild.create_role("Readers")
    await server.say(f"<@&{other.id}> {OTHER}")
    assert len(server.ours()) == 2


async def same_time(server: Server) -> None:
    """Discord's clock is set to ours."""
    behind = server.world.clock() - server.env.now()
    await server.env.advance_time(behind.total_seconds())


@pytest.mark.parametrize("way", ["auto", "mention"])
async def test_a_link_added_by_an_edit_is_answered(server: Server, way: str) -> None:
    if way == "auto":
        await server.auto()
    await same_time(server)
    message = await server.say("look at this")
    asks = server.env.bot.user.mention if way == "mention" else "here:"
    await server.alice.edit(message, f"look at this, {asks} {LINK}")
    await server.world.work()
    [reply] = server.ours()
    assert reply.reference is not None
    assert reply.reference.message_id == message.id
    await server.alice.edit(message, f"look at that, {asks} {LINK}")
    await server.world.work()
    await server.alice.delete(message)
    await server.world.work()
    assert server.ours() == []
    assert server.world.briefed == [LINK]


async def test_an_edit_where_nobody_asks_is_left_alone(server: Server) -> None:
    message = await server.say("look at this")
    await server.alice.edit(message, f"look at this: {LINK}")
    await server.world.work()
    assert server.ours() == []
    assert server.world.briefed == []


async def test_an_edit_of_long_ago_that_is_told_again_is_no_question(server: Server) -> None:
    await same_time(server)
    message = await server.say("look at this")
    await server.alice.edit(message, f"look at this: {LINK}")
    await server.auto()
    server.world.clock.turn(2 * 3600)
    channel = server.env.bot.get_channel(server.channel.id)
    await channel.get_partial_message(message.id).pin()
    await server.env.settle()
    await server.world.work()
    assert server.world.briefed == []


@pytest.mark.parametrize("kind", ["voice", "stage"])
async def test_links_in_voice_and_stage_text_are_answered(server: Server, kind: str) -> None:
    room = getattr(server.guild, f"create_{kind}_channel")("talk")
    await server.admin.slash(room, "readout setup", links="auto")
    await server.alice.send(room, LINK)
    await server.world.work()
    [reply] = server.ours(room)
    assert "Helena Marsh" in texts(reply)
    await press(server, reply, "delete", by=server.alice)
    await server.world.work()
    assert server.ours(room) == []


async def test_a_deleted_threads_digest_ends_and_its_owner_is_told_once(server: Server) -> None:
    await server.admin.slash(server.channel, "digest add", **DAILY)
    thread = await thread_of(server, server.channel)
    await server.admin.slash(thread, "digest add", **DAILY)
    await server.env.bot.get_channel(thread.id).delete()
    await server.env.settle()
    await server.world.work()
    place = Place("discord", str(server.guild.id), str(server.channel.id), str(thread.id))
    await server.world.requests.place_deleted(place, "The thread was deleted.")
    await server.world.work()
    [left] = await server.world.store.subscriptions.of_place(place)
    assert (left.place.thread, left.paused) == (None, None)
    [notice] = [one for one in server.admin.user.dm_channel.history() if one.components]
    assert "has ended" in texts(notice)
    assert "The thread was deleted" in texts(notice)


async def test_a_thread_that_was_deleted_unseen_ends_its_digest_at_the_next_post(
    server: Server,
) -> None:
    thread = await thread_of(server, server.channel)
    await server.admin.slash(thread, "digest add", **DAILY, empty_too=True)
    server.env.backend.delete_channel(thread.id)
    server.world.clock.turn(86_400)
    await server.world.requests.digests.digest_runner.open_due_slots()
    await server.world.work()
    place = Place("discord", str(server.guild.id), str(server.channel.id))
    assert await server.world.store.subscriptions.of_place(place) == ()
    [notice] = [one for one in server.admin.user.dm_channel.history() if one.components]
    assert "has ended" in texts(notice)


async def test_a_closed_channel_does_not_pause_its_threads(server: Server) -> None:
    await server.admin.slash(server.channel, "digest add", **DAILY, empty_too=True)
    thread = await thread_of(server, server.channel)
    await server.admin.slash(thread, "digest add", **DAILY, empty_too=True)
    await forbid(server, send_messages=False)
    server.world.clock.turn(86_400)
    await server.world.requests.digests.digest_runner.open_due_slots()
    await server.world.work()
    place = Place("discord", str(server.guild.id), str(server.channel.id))
    found = await server.world.store.subscriptions.of_place(place)
    assert {one.place.thread: one.paused for one in found} == {
        None: "The bot may not write in this channel.",
        str(thread.id): None,
    }
    [notice] = [one for one in server.admin.user.dm_channel.history() if one.components]
    assert "is paused" in texts(notice)


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        (10003, "Ask in another channel"),
        (50001, "View Channel"),
        (50013, "a time-out ends by itself"),
        (50083, "unlock the thread"),
        (160005, "unlock the thread"),
    ],
)
async def test_the_advice_is_one_that_helps(server: Server, code: int, advice: str) -> None:
    path = f"/channels/{server.channel.id}/messages"
    server.env.inject_error("POST", path, status=403 if code != 10003 else 404, code=code)
    await server.say(f"{server.env.bot.user.mention} {LINK}")
    [notice] = [one for one in server.alice.user.dm_channel.history() if one.components]
    assert advice in texts(notice)
    assert "Invite Readout" not in texts(notice)
