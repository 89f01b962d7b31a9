"""What a reply's buttons do, and for whom; replies in a thread on their message."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from briefs.model.delivery import StoredBriefing
from tests.adapters.discord.conftest import World
from tests.adapters.discord.scenarios import DEAD, LINK, ME, OTHER, Play, played, words_of
from tests.adapters.discord.steps import (
    AUTO,
    MORNING,
    Step,
    choose,
    command,
    delete,
    deny,
    edit,
    in_threads,
    later,
    mention,
    menu_of,
    old,
    press,
    say,
    seen_after,
    threaded,
    trouble,
    within,
)
from tests.briefs.brief_text import briefing, candidate
from tests.fakes.discord_limits import every

BUTTONS = [
    ("Evidence", [AUTO, say(LINK), press("evidence", "ada")],
     ["news: briefing, reply", "to ada: evidence"]),
    ("Full list", [AUTO, say(LINK), press("full", "ada")],
     ["news: briefing, reply", "to ada: full list"]),
    ("the menu of who asked",
     [AUTO, say(LINK), menu_of("alice", "follow", "again", "report", "delete")],
     ["news: briefing, reply", "to alice: menu"]),
    ("the menu of a member",
     [AUTO, lambda p: p.say(LINK, by=p.ada), menu_of("alice", "follow", "report")],
     ["news: briefing, reply", "to alice: menu"]),
    ("the menu of an admin",
     [AUTO, say(LINK), menu_of("ada", "follow", "again", "mute", "report", "delete")],
     ["news: briefing, reply", "to ada: menu"]),
    ("the menu once the site is muted and the story followed",
     [AUTO, say(LINK), choose("mute", "ada"), choose("follow"),
      menu_of("ada", "unfollow", "again", "report", "delete")],
     ["news: briefing, reply", "to ada: muted", "to alice: followed", "to ada: menu"]),
    ("the menu where everybody may change a channel",
     [AUTO, command("readout setup", by="ada", who="everyone"), lambda p: p.say(LINK, by=p.ada),
      menu_of("alice", "follow", "mute", "report")],
     ["news: briefing, reply", "to ada: setup", "to alice: menu"]),
    ("the menu of a briefing for oneself",
     [command("brief", link=LINK, private=True), lambda p: p.press(
         "more", p.server.shown[-1], where=p.news)],
     ["to alice: briefing", "to alice: menu"]),
    ("following what one alone was shown",
     [command("brief", link=LINK, private=True),
      lambda p: p.press("more", p.server.shown[-1], where=p.news),
      lambda p: p.press("follow", p.server.shown[-1], where=p.news)],
     ["to alice: briefing", "to alice: menu", "to alice: followed"]),
    ("Follow story", [AUTO, say(LINK), choose("follow")],
     ["news: briefing, reply", "to alice: followed"]),
    ("Follow story, and no news in the morning", [AUTO, say(LINK), choose("follow"), MORNING],
     ["news: briefing, reply", "to alice: followed"]),
    ("Stop following by somebody else",
     [AUTO, say(LINK), choose("follow"), choose("unfollow", "ada"),
      menu_of("alice", "follow", "again", "report", "delete")],
     ["news: briefing, reply", "to alice: followed", "to ada: not followed", "to alice: menu"]),
    ("Run again, five times", [AUTO, say(LINK), *[choose("again")] * 5],
     ["news: briefing, reply", *["to alice: reading again"] * 5]),
    ("Run again by an admin", [AUTO, say(LINK), choose("again", "ada")],
     ["news: briefing, reply", "to ada: reading again"]),
    ("Mute this site by an admin, and a link of it",
     [AUTO, say(LINK), choose("mute", "ada"), say(OTHER)],
     ["news: briefing, reply", "to ada: muted"]),
    ("Report a wrong line", [AUTO, say(LINK), choose("report")],
     ["news: briefing, reply", "to alice: form Report a wrong line"]),
    ("Delete by who asked", [AUTO, say(LINK), choose("delete")], ["to alice: deleted"]),
    ("Delete by an admin", [AUTO, say(LINK), choose("delete", "ada")], ["to ada: deleted"]),
    ("Delete of a notice", [mention(f"{ME} {DEAD}"), press("delete")], ["to alice: deleted"]),
]  # fmt: skip

OLD = [
    ("Follow story", [AUTO, say(LINK), old("follow")],
     ["news: briefing, reply", "to alice: followed"]),
    ("Run again", [AUTO, say(LINK), old("again")],
     ["news: briefing, reply", "to alice: reading again"]),
    ("Mute this site by a member", [AUTO, say(LINK), old("mute")],
     ["news: briefing, reply", "to alice: refused"]),
    ("Report a wrong line", [AUTO, say(LINK), old("report")],
     ["news: briefing, reply", "to alice: form Report a wrong line"]),
    ("Delete", [AUTO, say(LINK), old("delete")], ["to alice: deleted"]),
    ("Delete by a member", [AUTO, lambda p: p.say(LINK, by=p.ada), old("delete")],
     ["news: briefing, reply", "to alice: refused"]),
]  # fmt: skip


def seen_in_thread(p: Play) -> Any:
    return p.server.channels[p.said[-1]["id"]]


async def told_why(p: Play) -> None:
    """Of two replies without a thread, only the first says why."""
    texts = [words_of(one["components"]) for one in p.ours()]
    assert ["I may not open threads" in one for one in texts] == [True, False]


THREADS = [
    ("a link on auto", [in_threads(), say(LINK)], ["thread of news: briefing"]),
    ("two links", [in_threads(), say(f"{LINK} {OTHER}")], ["thread of news: briefing"] * 2),
    ("a dead link", [in_threads(), say(DEAD)], []),
    ("an asked link", [in_threads(), mention()], ["news: briefing, reply"]),
    ("/brief", [in_threads(), command("brief", link=LINK)], ["news: briefing"]),
    ("back in the channel",
     [in_threads(), command("readout setup", "ada", reply="channel"), say(LINK)],
     ["news: briefing, reply", "to ada: setup"]),
    ("a link in a thread", [in_threads(), threaded(lambda p, w: p.say(LINK, w))],
     ["thread: briefing, reply"]),
    ("a message that has a thread", [in_threads(), say("look"), lambda p: p.server.make_thread(
        p.news, p.said[-1]["id"], "look", p.alice["id"]), edit(LINK)],
     ["thread of news: briefing"]),
    ("the thread is made and its answer is lost",
     [in_threads(), trouble(lost=True), say(LINK), lambda p: later(p)],
     ["thread of news: briefing"]),
    ("no right to open threads, twice",
     [in_threads(), deny(create_public_threads=True), say(LINK), say(OTHER), told_why],
     ["news: briefing, reply", "news: briefing, reply"]),
    ("no right to write in threads", [in_threads(), deny(send_messages_in_threads=True), say(LINK)],
     ["news: briefing, reply"]),
    ("voice text, which has no threads",
     [within(2, "voice", lambda p, w: p.command("readout setup", where=w, by=p.ada, links="auto",
                                                reply="thread"), lambda p, w: p.say(LINK, w))],
     ["voice: briefing, reply", "to ada: setup"]),
    ("an announcement channel",
     [within(5, "notices", lambda p, w: p.command("readout setup", where=w, by=p.ada, links="auto",
                                                  reply="thread"), lambda p, w: p.say(LINK, w))],
     ["thread of notices: briefing", "to ada: setup"]),
    ("the link is taken out", [in_threads(), say(LINK), edit("never mind")], []),
    ("the message is deleted", [in_threads(), say(LINK), delete()], []),
    ("another link is put in", [in_threads(), say(LINK), edit(OTHER)],
     ["thread of news: briefing"]),
    ("Evidence there", [in_threads(), say(LINK), lambda p: p.press(
        "evidence", p.ours(seen_in_thread(p))[-1])],
     ["thread of news: briefing", "to alice: evidence"]),
    ("Delete there", [in_threads(), say(LINK), lambda p: p.choose(
        "delete", p.ours(seen_in_thread(p))[-1])], ["to alice: deleted"]),
    ("the same link again", [in_threads(), say(LINK), say(LINK)],
     ["thread of news: briefing", "thread of news: pointer"]),
]  # fmt: skip


async def follow_there(p: Play) -> None:
    await p.choose("follow", p.ours(seen_in_thread(p))[-1])


@pytest.mark.parametrize(
    "gone",
    [lambda p: p.server.remove(p.said[-1]),
     lambda p: p.server.remove(p.ours(seen_in_thread(p))[-1]),
     lambda p: p.choose("delete", p.ours(seen_in_thread(p))[-1])],
    ids=["the message", "the reply", "by the button"],
)  # fmt: skip
async def test_a_story_that_is_followed_in_a_thread_ends_with_its_reply(
    world: World, monkeypatch: pytest.MonkeyPatch, gone: Step
) -> None:
    async with played(world, monkeypatch) as play:
        await in_threads()(play)
        await play.say(LINK)
        await follow_there(play)
        schedules = world.store.subscriptions
        [one] = await schedules.of_workspace("discord", play.guild["id"])
        assert one.place.thread == play.said[-1]["id"]
        await gone(play)
        await play.settle()
        assert await schedules.of_workspace("discord", play.guild["id"]) == ()


TREATY = "Velland and Ostmark signed a fishing treaty in Karsholm after nine years of talks."
TREATY_TOO = "A fishing treaty between Ostmark and Velland was signed in Karsholm."
RESIGNED = "Fisheries minister Anders Bjelke resigned an hour after the treaty of Karsholm."


def on_the_treaty(url: str) -> StoredBriefing:
    """An address -> one of two reports on the same event; that of OTHER has something new."""
    sentences = (TREATY_TOO, RESIGNED) if url == OTHER else (TREATY,)
    told = candidate(briefing(*sentences, url=url))
    return StoredBriefing(told.briefing, told.fingerprint, (url,))


@pytest.mark.parametrize("which", [0, -1])
async def test_every_part_of_a_report_on_a_followed_story_ends_it(
    world: World, monkeypatch: pytest.MonkeyPatch, which: int
) -> None:
    async with played(world, monkeypatch) as play:
        world.pages.make = on_the_treaty
        await play.say(f"{ME} {LINK}")
        await play.choose("follow")
        await play.command("brief", link=OTHER)
        monkeypatch.setattr("adapters.discord.rendering.MAX_TEXT", 200)  # the report has parts
        await play.morning()
        schedules = world.store.subscriptions
        [one] = await schedules.of_workspace("discord", play.guild["id"])
        assert one.place.thread is not None
        report = play.ours(play.server.channels[one.place.thread])
        assert len(report) > 1
        for part in report:
            names = [each.get("custom_id", "") for each in every(part["components"])]
            assert [name for name in names if ":unfollow:" in name]
        await play.press("unfollow", report[which], by=play.ada)
        assert await schedules.of_workspace("discord", play.guild["id"]) == ()
        assert play.seen()[-1] == "to ada: not followed"


async def test_previews_are_hidden_where_the_answer_stands_in_a_thread(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(world, monkeypatch) as play:
        await in_threads()(play)
        await play.command("readout setup", by=play.ada, hide_preview=True)
        message = await play.say(LINK)
        path = f"/channels/{play.news['id']}/messages/{message['id']}"
        assert ("PATCH", path, {"flags": 4}) in play.server.requests


@pytest.mark.parametrize(
    ("steps", "seen"),
    [pytest.param(steps, seen, id=name)
     for name, steps, seen in (*BUTTONS, *OLD, *THREADS)],
)  # fmt: skip
async def test_what_is_seen(
    world: World, monkeypatch: pytest.MonkeyPatch, steps: Sequence[Step], seen: list[str]
) -> None:
    assert await seen_after(steps, world, monkeypatch) == seen
