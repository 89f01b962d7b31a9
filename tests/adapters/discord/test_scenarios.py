"""Who does what in Discord, and what anybody then sees: over real HTTP and a real WebSocket.

Each row is a scenario and all that is seen of the bot after it, as lines of scenarios.py.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from briefs.model.chat import Mark
from briefs.model.places import LinkSeen, Place
from tests.adapters.discord.conftest import World
from tests.adapters.discord.scenarios import DEAD, LINK, ME, OTHER, Play, played
from tests.adapters.discord.steps import (
    ARTICLE,
    AUTO,
    DAILY,
    MORNING,
    Step,
    below,
    choose,
    closed,
    command,
    cut,
    delete,
    deny,
    dm,
    edit,
    erase,
    later,
    locked,
    mention,
    menu,
    moderated,
    press,
    react,
    say,
    seen_after,
    threaded,
    trouble,
    trouble_of,
    within,
)
from tests.fakes.discord_values import BOT_ROLE


async def brief_across_a_restart(p: Play) -> None:
    """/brief of a dead link; while it is read the bot starts anew, and knows no command."""

    async def restart() -> None:
        p.world.connection.chat._askers._waiting.clear()

    p.world.meanwhile[DEAD] = restart
    await p.command("brief", link=DEAD)
    p.pressed.clear()


async def delete_in_direct(p: Play) -> None:
    own = await p.server.direct(p.alice)
    await p.press("delete", p.ours(own)[-1], where=own)


async def mended(p: Play) -> None:
    p.world.pages.mended.add(DEAD)


async def again_alone(p: Play) -> None:
    """ "Run again" below what only Alice was shown."""
    await p.press("again", p.server.shown[-1], where=p.news)


SEEN = [
    ("a link where nobody switched it on", [say(LINK)], []),
    ("a link on auto", [AUTO, say(LINK)], ["news: briefing, reply"]),
    ("a link between words", [AUTO, say(f"look: {LINK}, well")], ["news: briefing, reply"]),
    ("a link in code", [AUTO, say(f"`{LINK}`")], []),
    ("a link in a spoiler", [AUTO, say(f"||{LINK}||")], []),
    ("a link without a preview", [AUTO, say(f"<{LINK}>")], []),
    ("nobrief", [AUTO, say(f"{LINK} nobrief")], []),
    ("words without a link", [AUTO, say("good morning")], []),
    ("a dead link on auto", [AUTO, say(DEAD)], []),
    ("a dead link and a live one on auto", [AUTO, say(f"{DEAD} {LINK}")], ["news: briefing, reply"]),
    ("the same link twice on auto", [AUTO, say(LINK), say(LINK)],
     ["news: briefing, reply", "news: pointer, reply"]),
    ("two links", [AUTO, say(f"{LINK} {OTHER}")],
     ["news: briefing, reply", "thread of news: briefing"]),
    ("two links without threads", [AUTO, deny(create_public_threads=True), say(f"{LINK} {OTHER}")],
     ["news: briefing, reply", "news: briefing, reply"]),
    ("a link of a bot", [AUTO, lambda p: p.say(LINK, by={**p.ada, "bot": True})], []),
    ("a link of a webhook", [AUTO, say(LINK, webhook_id="77")], []),
    ("a pinned message's notice", [AUTO, say(LINK, type=6)], []),
    ("a link in an age-restricted channel",
     [within(0, "adult", lambda p, w: p.auto(w), lambda p, w: p.say(LINK, w), nsfw=True)], []),
    ("a link in slow mode, twice",
     [within(0, "slow", lambda p, w: p.auto(w), lambda p, w: p.say(LINK, w),
             lambda p, w: p.say(OTHER, w), rate_limit_per_user=60)], ["slow: briefing, reply"]),
    ("a link in voice text",
     [within(2, "voice", lambda p, w: p.auto(w), lambda p, w: p.say(LINK, w))],
     ["voice: briefing, reply"]),
    ("a link in stage text",
     [within(13, "stage", lambda p, w: p.auto(w), lambda p, w: p.say(LINK, w))],
     ["stage: briefing, reply"]),
    ("a link in an announcement channel",
     [within(5, "notices", lambda p, w: p.auto(w), lambda p, w: p.say(LINK, w))],
     ["notices: briefing, reply"]),
    ("a link in a thread of a channel on auto",
     [AUTO, threaded(lambda p, w: p.say(LINK, w))], ["thread: briefing, reply"]),
    ("a link in a forum's post", [threaded(lambda p, w: p.auto(w), lambda p, w: p.say(LINK, w),
                                           kind=15)], ["thread: briefing, reply"]),
    ("a mention in a locked thread",
     [threaded(locked, lambda p, w: p.say(f"{ME} {LINK}", w))], ["dm alice: not posted there"]),
    ("a link on auto in a locked thread", [AUTO, threaded(locked, lambda p, w: p.say(LINK, w))], []),
    ("a link after a cut", [AUTO, cut, say(LINK)], ["news: briefing, reply"]),
]  # fmt: skip

ASKED = [
    ("a mention with a link", [mention()], ["news: briefing, reply"]),
    ("a mention with a dead link", [mention(f"{ME} {DEAD}")], ["news: no such page, reply"]),
    ("a bare mention", [mention(ME)], ["news: how to ask, reply"]),
    ("a bare mention that is deleted", [mention(ME), delete()], []),
    ("a bare mention that gets a link", [mention(ME), edit(f"{ME} {LINK}")],
     ["news: briefing, reply"]),
    ("a bare mention whose answer is lost", [trouble(lost=True), mention(ME), later],
     ["news: how to ask, reply"]),
    ("how to ask, deleted by who asked", [mention(ME), press("delete")], ["to alice: deleted"]),
    ("how to ask, not deleted by another", [lambda p: p.say(ME, by=p.ada), press("delete")],
     ["news: how to ask, reply", "to alice: refused"]),
    ("the bot's role with a link", [mention(f"<@&{BOT_ROLE}> {LINK}")], ["news: briefing, reply"]),
    ("the bot's role alone", [mention(f"<@&{BOT_ROLE}>")], ["news: how to ask, reply"]),
    ("another role with a link", [mention(f"<@&77> {LINK}")], []),
    ("a mention where it is off", [command("readout setup", by="ada", links="off"), mention()],
     ["to ada: setup"]),
    ("a mention that may not be answered there", [deny(send_messages=True), mention()],
     ["dm alice: not posted there"]),
    ("Delete of what could not be posted there",
     [deny(send_messages=True), mention(), delete_in_direct], ["to alice: deleted"]),
    ("a mention without the history", [deny(read_message_history=True), mention()],
     ["news: briefing"]),
    ("a mention below a link", [say(LINK), below()], ["news: briefing, reply"]),
    ("a mention below a briefed link", [AUTO, say(LINK), below(by="ada")],
     ["news: briefing, reply", "dm ada: pointer"]),
    ("a mention below a link, twice in a row", [say(LINK), below(), below()],
     ["news: briefing, reply", "dm alice: pointer"]),
    ("a mention below a link whose answer was deleted",
     [say(LINK), below(), choose("delete"), below()],
     ["news: briefing, reply", "to alice: deleted"]),
    ("a mention below a link whose briefing a moderator deleted",
     [AUTO, say(LINK), moderated(), below()], ["news: briefing, reply"]),
    ("an edit of a mention below a link", [say(LINK), below(), edit(f"{ME} please")],
     ["news: briefing, reply"]),
    ("an edit of it after Delete", [say(LINK), below(), choose("delete"), edit(f"{ME} please")],
     ["to alice: deleted"]),
    ("hi", [dm("hi")], ["dm alice: how to ask, reply"]),
    ("hi, which is deleted", [dm("hi"), delete()], []),
    ("help", [dm("help")], ["dm alice: how to ask, reply"]),
    ("a link in a direct message", [dm(LINK)], ["dm alice: briefing, reply"]),
    ("a dead link in a direct message", [dm(DEAD)], ["dm alice: no such page, reply"]),
    ("a pasted text in a direct message", [dm(ARTICLE)], ["dm alice: briefing, reply"]),
    ("a reaction", [say(LINK), react()], ["news: briefing, reply"]),
    ("another reaction", [say(LINK), react("🎉")], []),
    ("a reaction to words", [say("hello"), react()], []),
    ("a reaction to a dead link", [say(DEAD), react()], ["news: no such page, reply"]),
    ("/brief", [command("brief", link=LINK)], ["news: briefing"]),
    ("/brief for oneself", [command("brief", link=LINK, private=True)], ["to alice: briefing"]),
    ("/brief of what is no link", [command("brief", link="hello there")],
     ["to alice: “hello there” is not a link to a web page.\n-# Check the address."]),
    ("/brief where it is off",
     [command("readout setup", by="ada", links="off"), command("brief", link=LINK)],
     ["to ada: setup", "to alice: switched off"]),
    ("/brief where the bot may not write", [deny(send_messages=True), command("brief", link=LINK)],
     ["to alice: briefing"]),
    ("/brief of a dead link", [command("brief", link=DEAD)], ["to alice: no such page"]),
    ("Brief this", [say(LINK), menu()], ["news: briefing, reply"]),
    ("Brief this of words", [say("hello"), menu()], ["to alice: no link"]),
    ("Brief this twice", [say(LINK), menu(), menu()], ["news: briefing, reply", "to alice: known"]),
    ("Brief this after Delete", [AUTO, say(LINK), choose("delete"), menu()],
     ["news: briefing, reply", "to alice: deleted"]),
    ("a dead link on auto that somebody then asks about", [AUTO, say(DEAD), menu("ada")],
     ["to ada: no such page"]),
    ("Brief this of a dead link", [say(DEAD), menu()], ["to alice: no such page"]),
    ("Brief this of a dead link by two people", [say(DEAD), menu(), menu("ada")],
     ["to alice: no such page", "to ada: no such page"]),
    ("Brief this of a dead link, then a reaction", [say(DEAD), menu(), react()],
     ["news: no such page, reply", "to alice: no such page"]),
    ("Brief this of a dead link and a live one", [say(f"{DEAD} {LINK}"), menu()],
     ["news: briefing, reply", "to alice: no such page"]),
    ("/brief of a dead link when the command can no longer be answered",
     [brief_across_a_restart], ["dm alice: no such page"]),
    ("/brief of a dead link, then Run again",
     [command("brief", link=DEAD), again_alone],
     ["to alice: no such page", "to alice: reading again", "to alice: no such page"]),
    ("/brief of a dead link that is there when it is read again",
     [command("brief", link=DEAD), mended, again_alone],
     ["news: briefing", "to alice: no such page", "to alice: reading again"]),
]  # fmt: skip

FOLLOWED = [
    ("a link added by an edit", [AUTO, say("look"), edit(f"look {LINK}")],
     ["news: briefing, reply"]),
    ("a link added by an edit where nobody asked", [say("look"), edit(f"look {LINK}")], []),
    ("a mention added by an edit", [say(LINK), edit(f"{ME} {LINK}")], ["news: briefing, reply"]),
    ("a link taken out by an edit", [AUTO, say(LINK), edit("never mind")], []),
    ("a link put back by an edit", [AUTO, say(LINK), edit("hm"), edit(LINK)],
     ["news: briefing, reply"]),
    ("a message deleted", [AUTO, say(LINK), delete()], []),
    ("two messages deleted at once", [AUTO, say(LINK), say(OTHER), delete(0, 1)], []),
    ("a message of two links deleted", [AUTO, say(f"{LINK} {OTHER}"), delete()], []),
    ("a reply that a moderator deleted", [AUTO, say(LINK), moderated()], []),
    ("the link again after a moderator deleted it", [AUTO, say(LINK), moderated(), say(LINK)],
     ["news: briefing, reply"]),
    ("an edit after a moderator deleted it", [AUTO, say(LINK), moderated(), edit(OTHER)], []),
    ("a send whose answer is lost", [AUTO, trouble(lost=True), say(LINK),
                                     lambda p: later(p)], ["news: briefing, reply"]),
    ("a send that Discord fails", [AUTO, trouble(status=502), say(LINK), lambda p: later(p)],
     ["news: briefing, reply"]),
    ("a channel that is deleted unseen",
     [AUTO, trouble(status=404, code=10003), mention()], ["dm alice: not posted there"]),
]  # fmt: skip

ERASED = [
    ("/readout erase", [AUTO, say(LINK), say(f"{OTHER} {LINK}?b"), erase("readout erase", "ada")],
     ["to ada: form Erase", "to ada: erased"]),
    ("/forget-me", [AUTO, say(LINK), lambda p: p.say(OTHER, by=p.ada), dm("hi there, " + LINK),
                    erase("forget-me", "alice")],
     ["news: briefing, reply", "to alice: form Erase", "to alice: erased"]),
    ("/readout erase where a message cannot be deleted",
     [AUTO, say(LINK), trouble_of("DELETE", status=403, code=50001), erase("readout erase", "ada")],
     ["news: briefing, reply", "to ada: form Erase", "to ada: erased, some stay"]),
    ("a link after /readout erase", [AUTO, say(LINK), erase("readout erase", "ada"), say(OTHER)],
     ["to ada: form Erase", "to ada: erased"]),
]  # fmt: skip

DIGESTS = [
    ("no digest", [command("digest list")], ["to alice: no digest"]),
    ("/digest add by a member", [command("digest add", **DAILY)], ["to alice: refused"]),
    ("/digest add by an admin", [command("digest add", "ada", **DAILY)], ["to ada: digest added"]),
    ("a digest in the morning", [AUTO, command("digest add", "ada", **DAILY), say(LINK), MORNING],
     ["news: briefing, reply", "news: digest", "to ada: digest added"]),
    ("a digest for another channel",
     [within(0, "morning", lambda p, w: p.command("digest add", by=p.ada, channel=w, empty_too=True,
                                                  **DAILY), lambda p, w: p.morning())],
     ["morning: digest", "to ada: digest added"]),
    ("a digest for a channel where its orderer may not write",
     [within(0, "closed", closed, lambda p, w: p.command("digest add", by=p.ada, channel=w, **DAILY))],
     ["to ada: refused"]),
    ("an empty morning", [command("digest add", "ada", **DAILY), MORNING], ["to ada: digest added"]),
    ("a digest of one's own thread by a member",
     [threaded(lambda p, w: p.command("digest add", where=w, **DAILY))],
     ["to alice: digest added"]),
    ("a thread with a digest is deleted",
     [threaded(lambda p, w: p.command("digest add", where=w, **DAILY),
               lambda p, w: p.server.drop_channel(w), lambda p, w: p.settle())],
     ["dm alice: digest ended", "to alice: digest added"]),
    ("a link that was briefed in a thread which a moderator deleted",
     [threaded(lambda p, w: p.say(f"{ME} {LINK}", where=w), lambda p, w: p.server.drop_channel(w),
               lambda p, w: p.settle()), mention()],
     ["news: briefing, reply"]),
    ("another thread is deleted",
     [threaded(lambda p, w: p.say(f"{ME} {LINK}", where=w)),
      threaded(lambda p, w: p.server.drop_channel(w), lambda p, w: p.settle()), mention()],
     ["thread: briefing, reply", "news: pointer, reply"]),
    ("the links of a message in a thread that is deleted, asked about in another",
     [threaded(lambda p, w: p.say(f"{ME} {LINK} {OTHER}", where=w),
               lambda p, w: p.server.drop_channel(w), lambda p, w: p.settle()),
      threaded(lambda p, w: p.say(f"{ME} {LINK}", where=w))],
     ["thread: briefing, reply"]),
    ("a channel with a digest is deleted",
     [command("digest add", "ada", **DAILY), lambda p: p.server.drop_channel(p.news),
      lambda p: p.settle()], ["dm ada: digest ended", "to ada: digest added"]),
    ("a digest in a closed channel",
     [command("digest add", "ada", empty_too=True, **DAILY), deny(send_messages=True), MORNING],
     ["dm ada: digest paused", "to ada: digest added"]),
    ("a digest in a forum",
     [within(15, "forum", lambda p, w: p.command("digest add", where=w, by=p.ada, empty_too=True,
                                                 **DAILY), lambda p, w: p.morning())],
     ["thread of forum: digest", "to ada: digest added"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("steps", "seen"),
    [pytest.param(steps, seen, id=name)
     for name, steps, seen in (*SEEN, *ASKED, *FOLLOWED, *DIGESTS, *ERASED)],
)  # fmt: skip
async def test_what_is_seen(
    world: World, monkeypatch: pytest.MonkeyPatch, steps: Sequence[Step], seen: list[str]
) -> None:
    assert await seen_after(steps, world, monkeypatch) == seen


async def test_a_servers_zone_is_remembered(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async with played(world, monkeypatch) as play:
        await play.command("digest add", by=play.ada, time="08:00", zone="Europe/Berlin")
        await play.command("digest add", by=play.ada, time="17:00")
        found = await world.store.subscriptions.of_workspace("discord", play.guild["id"])
        assert [one.zone for one in found] == ["Europe/Berlin"] * 2


async def zones_of(play: Play) -> list[str]:
    found = await play.world.store.subscriptions.of_workspace("discord", play.guild["id"])
    return sorted(one.zone for one in found)


async def test_who_follows_a_story_takes_and_leaves_the_servers_zone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(world, monkeypatch) as play:
        await play.command("digest add", by=play.ada, time="08:00", zone="Europe/Berlin")
        await play.auto()
        await play.say(LINK)
        await play.choose("follow")
        await play.command("digest add", by=play.ada, time="17:00")
        assert await zones_of(play) == ["Europe/Berlin"] * 3


async def test_a_story_followed_first_leaves_no_zone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(world, monkeypatch) as play:
        await play.auto()
        await play.say(LINK)
        await play.choose("follow")
        settings = await world.store.channel_settings.get(
            Place("discord", play.guild["id"], play.news["id"])
        )
        assert settings.usual_zone is None
        await play.command("digest add", by=play.ada, time="08:00", zone="Europe/Berlin")
        await play.command("digest add", by=play.ada, time="17:00")
        assert await zones_of(play) == ["Europe/Berlin", "Europe/Berlin", "UTC"]


@pytest.mark.parametrize("elsewhere", [False, True])
async def test_the_zone_outlives_the_last_digest(
    world: World, monkeypatch: pytest.MonkeyPatch, elsewhere: bool
) -> None:
    async with played(world, monkeypatch) as play:
        await play.command("digest add", by=play.ada, time="08:00", zone="Europe/Berlin")
        [one] = await world.store.subscriptions.of_workspace("discord", play.guild["id"])
        await play.command("digest remove", by=play.ada, digest=one.key)
        where = await play.place("other") if elsewhere else play.news
        await play.command("digest add", by=play.ada, where=where, time="17:00")
        assert await zones_of(play) == ["Europe/Berlin"]


async def test_each_channel_remembers_its_own_zone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(world, monkeypatch) as play:
        other = await play.place("other")
        for where, zone in ((play.news, "Europe/Berlin"), (other, "Asia/Tokyo")):
            await play.command("digest add", by=play.ada, where=where, time="08:00", zone=zone)
        await play.command("digest add", by=play.ada, time="17:00")
        assert await zones_of(play) == ["Asia/Tokyo", "Europe/Berlin", "Europe/Berlin"]


async def test_what_was_told_stays_when_progress_ends_after_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat, marks = world.connection.chat, []
    shown = chat.mark

    async def later_shown(seen: LinkSeen, mark: Mark) -> None:
        marks.append((seen, mark))

    async with played(world, monkeypatch) as play:
        await say(f"{DEAD} {LINK}")(play)
        monkeypatch.setattr(chat, "mark", later_shown)
        await menu()(play)
        for seen, mark in marks:
            await shown(seen, mark)
        assert play.seen() == ["news: briefing, reply", "to alice: no such page"]
