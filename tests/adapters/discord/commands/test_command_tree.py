"""Slash commands: digests, settings, erasing, and who may use them."""

from __future__ import annotations

import discord
import pytest
from simcord.backend.errors import SetupError

from briefs.model.delivery import Filters, Mode, Sources
from briefs.model.places import Place
from tests.adapters.discord.conftest import Server, answers, texts

LINK = "https://inland-post.example/river-accord"
FEED = "https://inland-post.example/feed.xml"


def place(server: Server) -> Place:
    return Place("discord", str(server.guild.id), str(server.channel.id))


async def add(server: Server, **options: object) -> str:
    given = {"time": "08:00", "zone": "Europe/Berlin", "days": "daily", **options}
    result = await server.admin.slash(server.channel, "digest add", **given)
    told = answers(result)
    assert "is on" in told
    [one, *_] = await server.world.store.subscriptions.of_place(place(server))
    return one.key


async def test_a_digest_is_added_listed_changed_and_removed(server: Server) -> None:
    key = await add(server, feed=FEED, topics="ferry, trade")
    listed = answers(await server.admin.slash(server.channel, "digest list"))
    assert "- 08:00 Europe/Berlin, daily" in listed
    assert "1 feed; only about ferry, trade" in listed
    assert "Next: <t:" in listed
    for verb, words in (
        ("pause", "paused: on request"),
        ("resume", "Next: <t:"),
        ("skip", "Next: <t:"),
        ("remove", "is removed"),
    ):
        result = await server.admin.slash(server.channel, f"digest {verb}", digest=key)
        assert words in answers(result) or "left out" in answers(result), verb
    assert "There is no digest here" in answers(
        await server.admin.slash(server.channel, "digest list")
    )


async def test_a_preview_is_for_who_asks(server: Server) -> None:
    key = await add(server)
    await server.auto()
    await server.say(LINK)
    result = await server.admin.slash(server.channel, "digest preview", digest=key)
    assert "1 story from 1 article" in answers(result)
    assert len(server.ours()) == 1


async def test_a_digest_is_posted_when_its_time_comes(server: Server) -> None:
    await add(server)
    await server.auto()
    await server.say(LINK)
    server.world.clock.turn(86_400)
    await server.world.requests.digests.digest_runner.open_due_slots()
    await server.world.work()
    assert "1 story from 1 article" in texts(server.ours()[-1])


async def test_a_digest_to_a_forum_is_a_post_of_its_own(server: Server) -> None:
    forum = server.guild.create_forum_channel("reports")
    there = Place("discord", str(server.guild.id), str(forum.id))
    digests = server.world.requests.digests
    by = server.world.requests
    assert by is not None
    await digests.subscription_manager.add(
        there, owner=str(server.admin.id), local_time="08:00", weekdays=tuple(range(7)),
        zone="UTC", sources=(await _here()), filters=_nothing(), empty_too=True,
    )  # fmt: skip
    server.world.clock.turn(86_400)
    await digests.digest_runner.open_due_slots()
    await server.world.work()
    [post] = forum.threads
    [digest] = server.ours(post)
    assert "Nothing new since the last digest" in texts(digest)
    assert post.name == texts(digest).splitlines()[0].removeprefix("## ")


async def _here() -> Sources:
    return Sources(here=True)


def _nothing() -> Filters:
    return Filters()


async def test_what_is_not_understood_says_how_to_write_it(server: Server) -> None:
    result = await server.admin.slash(
        server.channel, "digest add", time="half past", zone="Europe/Berlin"
    )
    assert "is not a time of day" in answers(result)
    result = await server.admin.slash(server.channel, "digest add", time="08:00", zone="Berlin!")
    assert "is not a time zone" in answers(result)
    result = await server.admin.slash(server.channel, "digest pause", digest="nope")
    assert "This digest is not here any more" in answers(result)


async def test_zones_feeds_and_digests_are_offered(server: Server) -> None:
    key = await add(server, feed=FEED)
    offer = server.admin.autocomplete
    zones = await offer(server.channel, "digest add", "zone", "berl", time="08:00")
    assert [one["value"] for one in zones] == ["Europe/Berlin"]
    feeds = await offer(server.channel, "digest add", "feed", "inland", time="08:00", zone="UTC")
    assert [one["value"] for one in feeds] == [FEED]
    digests = await offer(server.channel, "digest pause", "digest", "08:00")
    assert [one["value"] for one in digests] == [key]
    everything = await offer(server.channel, "digest add", "zone", "", time="08:00")
    assert len(everything) == 25
    utc = await offer(server.channel, "digest add", "zone", "utc", time="08:00")
    assert [one["value"] for one in utc] == ["UTC"]


async def test_people_without_the_right_are_refused_by_discord_and_by_us(server: Server) -> None:
    with pytest.raises(SetupError):  # default_member_permissions: not even shown
        await server.alice.slash(server.channel, "readout setup", links="off")
    commands = await server.env.bot.tree.fetch_commands()
    [readout] = [command for command in commands if command.name == "readout"]
    assert readout.default_member_permissions == discord.Permissions(manage_guild=True)
    server.guild.set_command_permissions(readout, {server.alice: True})
    for verb, options in (
        ("readout setup", {"links": "off"}),
        ("readout mute", {"site": "a.example"}),
        ("digest add", {"time": "08:00", "zone": "UTC"}),
        ("digest remove", {"digest": "x"}),
    ):
        result = await server.alice.slash(server.channel, verb, **options)
        assert "Only admins" in answers(result), verb
    result = await server.alice.slash(server.channel, "readout erase")
    assert result.modal is None
    assert (await server.world.store.channel_settings.get(place(server))).mode is None
    # Everybody may list them.
    assert "There is no digest" in answers(await server.alice.slash(server.channel, "digest list"))


async def test_admins_decide_who_may_change_digests(server: Server) -> None:
    wish = {"time": "08:00", "zone": "UTC"}
    answer = answers(await server.admin.slash(server.channel, "readout setup", who="everyone"))
    assert "**everybody**" in answer
    added = await server.alice.slash(server.channel, "digest add", **wish)
    assert "is on" in answers(added)
    assert "08:00 UTC, Mon to Fri" in answers(added)
    commands = await server.env.bot.tree.fetch_commands()
    [readout] = [command for command in commands if command.name == "readout"]
    server.guild.set_command_permissions(readout, {server.alice: True})
    refused = await server.alice.slash(server.channel, "readout setup", who="admins", links="auto")
    assert "Only admins may decide" in answers(refused)
    assert (await server.world.store.channel_settings.get(place(server))).mode is None
    await server.admin.slash(server.channel, "readout setup", who="admins")
    refused = await server.alice.slash(server.channel, "digest add", **wish)
    assert "Only admins can change this" in answers(refused)


async def test_who_opened_a_thread_may_have_digests_in_it(server: Server) -> None:
    made = server.env.backend.create_thread(server.channel.id, "ferries", server.alice.id)
    await server.env.settle()
    [thread] = [one for one in server.channel.threads if one.id == made.id]
    wish = {"time": "08:00", "zone": "UTC"}
    assert "is on" in answers(await server.alice.slash(thread, "digest add", **wish))
    robin = server.guild.add_member(server.env.create_user("robin"))
    refused = await robin.slash(thread, "digest add", **wish)
    assert "Only admins and the channel’s creator" in answers(refused)
    [one] = await server.world.store.subscriptions.of_place(place(server))
    assert one.place.thread == str(thread.id)


async def test_setup_tells_what_holds_and_how_to_change_it(server: Server) -> None:
    answer = answers(await server.admin.slash(server.channel, "readout setup"))
    assert "only when asked" in answer
    assert "Quiet hours" in answer
    [readout] = [c for c in await server.env.bot.tree.fetch_commands() if c.name == "readout"]
    [setup] = [one for one in readout.options if one.name == "setup"]
    assert tuple(one.name for one in setup.options) == (
        "links", "language", "hide_preview", "who", "reply", "silent",
    )  # fmt: skip
    answer = answers(await server.admin.slash(server.channel, "readout setup", links="auto"))
    assert "every link is briefed" in answer
    assert (await server.world.store.channel_settings.get(place(server))).mode is Mode.AUTO
    await add(server)
    assert "Digests here (`/digest list`): **1**" in answers(
        await server.admin.slash(server.channel, "readout setup")
    )


async def test_the_language_of_a_channel_is_what_an_admin_sets(server: Server) -> None:
    await server.auto()
    answer = await server.admin.slash(server.channel, "readout setup", language="de")
    assert "jeder Link wird gelesen" in answers(answer)
    await server.say(LINK)
    card = server.ours()[0].components[0]
    assert isinstance(card, discord.components.Container)
    labels = [b.label for row in card.children for b in getattr(row, "children", ())]
    assert "Belege" in labels
    back = await server.admin.slash(server.channel, "readout setup", language="server")
    assert "every link is briefed" in answers(back)


async def test_the_links_own_preview_is_hidden_only_on_request(server: Server) -> None:
    await server.auto()
    await server.say(LINK)
    assert hidden(server) == []
    await server.admin.slash(server.channel, "readout setup", hide_preview=True)
    second = await server.say("https://inland-post.example/other")
    # simcord lets nobody edit others' messages, so the request is checked, not its effect.
    assert hidden(server) == [(f"/channels/{server.channel.id}/messages/{second.id}", {"flags": 4})]
    assert len(server.ours()) == 2


def hidden(server: Server) -> list[tuple[str, object]]:
    return [(one.path, one.json) for one in server.env.http_requests if one.method == "PATCH"]


async def test_sites_are_muted_and_unmuted(server: Server) -> None:
    await server.auto()
    muted = await server.admin.slash(server.channel, "readout mute", site="inland-post.example")
    assert "left alone" in answers(muted)
    await server.say(LINK)
    assert server.ours() == []
    undone = await server.admin.slash(server.channel, "readout mute", site="inland-post.example")
    assert "briefed here again" in answers(undone)


async def test_erasing_a_channel_has_to_be_typed(server: Server) -> None:
    await server.auto()
    await server.say(LINK)
    form = await server.admin.slash(server.channel, "readout erase")
    refusal = await server.admin.submit_modal(form, {"word": "no"})
    assert "Nothing was erased" in answers(refusal)
    form = await server.admin.slash(server.channel, "readout erase")
    done = await server.admin.submit_modal(form, {"word": "erase"})
    assert "1 request, 1 message, 0 digests" in answers(done)
    assert await server.world.store.outbox.posted(place(server), limit=5) == ()


async def test_everybody_may_have_themselves_forgotten(server: Server) -> None:
    await server.auto()
    message = await server.say(LINK)
    form = await server.alice.slash(server.channel, "forget-me")
    done = await server.alice.submit_modal(form, {"word": "ERASE"})
    assert "1 request" in answers(done)
    name = f"reply:discord:{server.guild.id}:{server.channel.id}:{message.id}"
    assert await server.world.store.inbox.author(name) is None


async def test_who_opts_out_is_left_alone_whoever_asks(server: Server) -> None:
    await server.auto()
    answer = answers(await server.alice.slash(server.channel, "optout"))
    assert "leaves your messages alone" in answer
    message = await server.say(LINK)
    refused = answers(await server.admin.context_menu(server.channel, "Brief this", message))
    assert "wants their messages to be left alone" in refused
    await server.world.work()
    assert server.ours() == []
    assert "may brief" in answers(await server.alice.slash(server.channel, "optout", undo=True))
    await server.admin.context_menu(server.channel, "Brief this", message)
    await server.world.work()
    assert len(server.ours()) == 1


async def test_muted_sites_are_offered_for_unmuting(server: Server) -> None:
    for site in ("a.example", "b.example"):
        await server.admin.slash(server.channel, "readout mute", site=site)
    offered = await server.admin.autocomplete(server.channel, "readout mute", "site", " B.")
    assert [one["value"] for one in offered] == ["b.example"]
    answer = answers(await server.admin.slash(server.channel, "readout setup"))
    assert "**a.example, b.example**" in answer
