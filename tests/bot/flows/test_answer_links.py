"""A message with links gets one reply, and what becomes of the message becomes of the reply."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot import keys
from bot.flows.resume_unfinished import UnfinishedWork
from briefs.errors import Paywalled, PlaceGone, Refused, SiteBusy, TooSlow
from briefs.model.chat import Mark
from briefs.model.delivery import (
    Admission,
    Job,
    JobKind,
    PostState,
    Quota,
    SourceDeleted,
    SourceEdited,
    StoredBriefing,
)
from tests.bot.flows.conftest import World
from tests.fakes.delivery import LOST, PLACE, seen
from tests.fakes.stores import START

ONE, TWO, THREE = (f"https://news.example/{name}" for name in ("one", "two", "three"))


def edited(world: World, *links: str, after_s: float = 1) -> SourceEdited:
    return SourceEdited(PLACE, "m1", links, world.clock() + timedelta(seconds=after_s))


def deleted() -> SourceDeleted:
    return SourceDeleted(PLACE, "m1")


async def test_a_link_is_answered_once(world: World) -> None:
    assert await world.link_answerer.admit(seen("m1", ONE)) is Admission.NEW
    await world.jobs.run()
    (message,) = world.chat.messages.values()
    assert (message.card.headline, message.reply_to, message.place) == ("About one", "m1", PLACE)
    assert world.chat.marks == [Mark.WORKING, Mark.DONE]
    assert await world.link_answerer.admit(seen("m1", ONE)) is Admission.SEEN_BEFORE
    await world.jobs.run()
    assert len(world.chat.messages) == 1


async def test_several_links_are_one_reply_the_rest_in_its_thread(world: World) -> None:
    await world.link_answerer.admit(seen("m1", ONE, TWO, THREE))
    await world.jobs.run()
    first, *rest = world.chat.messages.values()
    assert first.place.thread is None
    assert "2 more links of the message in the thread." in first.card.notes
    assert [m.place.thread for m in rest] == [first.id, first.id]
    assert world.chat.texts() == ["About one", "About two", "About three"]


async def test_a_failure_is_told_with_its_reason(world: World) -> None:
    world.trouble[ONE] = [Paywalled()]
    await world.link_answerer.admit(seen("m1", ONE))
    await world.jobs.run()
    assert world.chat.texts() == [Paywalled.message]
    assert world.chat.marks[-1] is Mark.FAILED


async def test_a_busy_site_is_tried_again_and_only_it(world: World) -> None:
    world.trouble[TWO] = [SiteBusy(), SiteBusy()]
    await world.link_answerer.admit(seen("m1", ONE, TWO))
    await world.jobs.run()
    assert world.chat.texts() == ["About one", "About two"]
    assert sorted(world.briefed) == [ONE, TWO, TWO, TWO]


async def test_a_site_that_stays_busy_ends_in_a_reason(world: World) -> None:
    world.trouble[ONE] = [SiteBusy()] * 9
    await world.link_answerer.admit(seen("m1", ONE))
    await world.jobs.run()
    assert world.chat.texts() == [SiteBusy.message]


async def test_a_fault_of_ours_ends_in_a_reason_too(world: World) -> None:
    world.trouble[ONE] = [ValueError("bug")] * 9
    await world.link_answerer.admit(seen("m1", ONE))
    await world.jobs.run()
    assert world.chat.texts() == ["Something went wrong."]


async def test_a_link_briefed_here_is_pointed_to(world: World) -> None:
    await world.link_answerer.admit(seen("m1", ONE))
    await world.jobs.run()
    await world.link_answerer.admit(seen("m2", ONE + "?utm_source=feed"))
    await world.jobs.run()
    pointer = list(world.chat.messages.values())[-1]
    assert pointer.card.headline == "Briefed here before: About one"
    lines = [line.url for part in pointer.card.parts for line in part.lines]
    assert "https://chat.example/M1" in [pointer.card.url, *lines]
    assert world.briefed == [ONE]
    await world.link_answerer.admit(seen("m3", ONE, event="E9", again=True))
    await world.jobs.run()
    assert world.chat.texts()[-1] == "About one"
    assert world.briefed == [ONE, ONE], "run again looks at the page again"


async def test_a_link_briefed_elsewhere_is_not_read_again(world: World) -> None:
    await world.link_answerer.admit(seen("m1", ONE))
    await world.jobs.run()
    await world.link_answerer.admit(seen("m1", ONE, place=replace(PLACE, channel="C2")))
    await world.jobs.run()
    assert world.chat.texts() == ["About one", "About one"]
    assert world.briefed == [ONE]
    world.clock.turn(25 * 3600)
    await world.link_answerer.admit(seen("m2", ONE, place=replace(PLACE, channel="C3")))
    await world.jobs.run()
    assert world.briefed == [ONE, ONE], "a day later the page may have changed"


async def test_a_private_question_stays_private(world: World) -> None:
    await world.link_answerer.admit(seen("m1", ONE, private=True))
    await world.jobs.run()
    (message,) = world.chat.messages.values()
    assert message.only_for == "U1"
    source = keys.channel(PLACE)
    arrived = await world.store.articles.arrived(
        "s", [source], since=world.clock() - timedelta(1), until=world.clock(), limit=9
    )
    assert arrived == ()


async def test_who_asks_too_much_is_told_so_once_and_no_work_is_done(world: World) -> None:
    world.use(quota=Quota(person=1, place=9))
    await world.link_answerer.admit(seen("m1", ONE))
    for number in range(2, 6):
        verdict = await world.link_answerer.admit(seen(f"m{number}", TWO))
        assert verdict is Admission.PERSON_OVER_QUOTA
    await world.jobs.run()
    assert world.briefed == [ONE]
    texts = world.chat.texts()
    assert len(texts) == 2
    (refusal,) = (m for m in world.chat.messages.values() if m.only_for)
    assert refusal.only_for == "U1"
    assert "again in about" in refusal.card.notes[0]


async def test_who_edits_in_too_much_is_told_so_once_and_alone(world: World) -> None:
    quota = Quota(person=1, place=9)
    world.use(quota=quota)
    follower = replace(world.edit_follower, quota=quota)
    await world.link_answerer.admit(seen("m1", ONE))
    await world.jobs.run()
    for number in range(3):
        links = (ONE, f"{TWO}{number}")
        await follower.edited(SourceEdited(PLACE, "m1", links, world.clock.turn(1)))
        await world.jobs.run()
    assert world.briefed == [ONE]
    (refusal,) = (m for m in world.chat.messages.values() if m.only_for)
    assert (refusal.only_for, refusal.reply_to) == ("U1", "m1")
    assert "again in about" in refusal.card.notes[0]


async def test_an_edit_over_the_quota_of_what_nobody_asked_for_is_passed_over(
    world: World,
) -> None:
    quota = Quota(person=1, place=9)
    world.use(quota=quota)
    follower = replace(world.edit_follower, quota=quota)
    await world.link_answerer.admit(replace(seen("m1", ONE), automatic=True))
    await world.jobs.run()
    await follower.edited(SourceEdited(PLACE, "m1", (ONE, TWO), world.clock.turn(1)))
    await world.jobs.run()
    assert [m for m in world.chat.messages.values() if m.only_for] == []


@pytest.mark.parametrize("seed", range(6))
async def test_every_event_four_times_in_any_order_gives_one_reply(world: World, seed: int) -> None:
    random_ = random.Random(seed)
    last = edited(world, TWO, after_s=9)
    events: list[Callable[[], Awaitable[object]]] = [
        lambda: world.link_answerer.admit(seen("m1", ONE, event="E1")),
        lambda: world.link_answerer.admit(seen("m1", ONE, event="E2")),
        lambda: world.edit_follower.edited(edited(world, THREE, after_s=2)),
        lambda: world.edit_follower.edited(last),
    ] * 4
    random_.shuffle(events)
    for event in events:
        await event()
        if random_.random() < 0.5:
            await world.jobs.run()
    await world.jobs.run()
    assert world.chat.texts() == ["About two"]


@pytest.mark.parametrize("order", list(itertools.permutations(("ask", "edit", "delete", "run"))))
async def test_a_deleted_message_leaves_no_reply(world: World, order: tuple[str, ...]) -> None:
    for event in order:
        match event:
            case "ask":
                await world.link_answerer.admit(seen("m1", ONE))
            case "edit":
                await world.edit_follower.edited(edited(world, TWO))
            case "delete":
                await world.edit_follower.deleted(deleted())
            case _:
                await world.jobs.run()
    await world.jobs.run()
    assert world.chat.messages == {}
    assert await world.store.pending_work.unfinished() == ()


async def test_an_edit_during_the_briefing_wins(world: World) -> None:
    world.pages.meanwhile[ONE] = lambda: world.edit_follower.edited(edited(world, TWO))
    await world.link_answerer.admit(seen("m1", ONE))
    await world.jobs.run()
    assert world.chat.texts() == ["About two"]


async def test_a_deletion_during_the_briefing_wins(world: World) -> None:
    world.pages.meanwhile[ONE] = lambda: world.edit_follower.deleted(deleted())
    await world.link_answerer.admit(seen("m1", ONE))
    await world.jobs.run()
    assert world.chat.messages == {}
    assert await world.store.articles.find(ONE) is None


async def test_an_edit_after_the_reply_changes_it(world: World) -> None:
    await world.link_answerer.admit(seen("m1", ONE, THREE))
    await world.jobs.run()
    await world.edit_follower.edited(edited(world, TWO))
    await world.jobs.run()
    assert world.chat.texts() == ["About two"]
    assert world.chat.calls.count("send") == 2
    assert world.chat.calls.count("edit") == 1
    assert world.chat.calls.count("delete") == 1, "the part in the thread is no longer wanted"
    await world.edit_follower.edited(edited(world, after_s=5))
    await world.jobs.run()
    assert world.chat.messages == {}


async def test_a_deletion_after_a_lost_reply_takes_it_away(world: World) -> None:
    world.chat.trouble = [LOST]
    await world.link_answerer.admit(seen("m1", ONE))
    await world.jobs.run(until=world.clock())
    await world.edit_follower.deleted(deleted())
    await world.jobs.run()
    assert world.chat.messages == {}


async def test_a_crash_during_the_briefing_is_mended_by_the_sweep(
    world: World, unfinished_work: UnfinishedWork
) -> None:
    await world.link_answerer.admit(seen("m1", ONE))
    world.jobs.waiting.clear()
    key = keys.reply(seen("m1"))
    assert await world.store.inbox.claim(key, now=world.clock(), lease_s=100) is not None
    world.clock.turn(20)
    await unfinished_work.sweep()
    await world.jobs.run()
    assert world.chat.texts() == ["About one"]


async def test_what_kills_the_process_again_and_again_is_given_up(world: World) -> None:
    await world.link_answerer.admit(seen("m1", ONE))
    world.jobs.waiting.clear()
    key = keys.reply(seen("m1"))
    for _ in range(5):
        assert await world.store.inbox.claim(key, now=world.clock(), lease_s=100) is not None
        world.clock.turn(101)
    await world.jobs.submit(Job(JobKind.LINK, key))
    await world.jobs.run()
    assert world.briefed == []
    assert "interrupted" in world.chat.texts()[0]


async def test_the_asker_and_an_admin_may_take_a_reply_back(world: World) -> None:
    await world.link_answerer.admit(seen("m1", ONE))
    await world.link_answerer.admit(seen("m2", TWO))
    await world.jobs.run()
    assert not await world.edit_follower.take_back(PLACE, "M1", person="U2", admin=False)
    assert not await world.edit_follower.take_back(PLACE, "M9", person="U1", admin=True)
    assert await world.edit_follower.take_back(PLACE, "M1", person="U1", admin=False)
    assert await world.edit_follower.take_back(PLACE, "M2", person="U9", admin=True)
    await world.jobs.run()
    assert world.chat.messages == {}
    assert {row.state for row in await world.store.outbox.rows()} == {PostState.WITHDRAWN}


async def test_a_page_that_never_ends_is_answered_in_time(world: World) -> None:
    async def hang(url: str) -> StoredBriefing:
        await asyncio.Event().wait()
        raise AssertionError

    world.use(brief=hang, lease_s=0.02)
    await world.link_answerer.admit(seen("m1", ONE))
    await world.jobs.run()
    assert world.chat.texts() == [TooSlow.message]


async def test_what_an_edit_takes_out_is_not_in_the_digest(world: World) -> None:
    first, second = "https://a.example/1", "https://a.example/2"
    await world.link_answerer.admit(seen("m1", first))
    await world.jobs.run()
    await world.edit_follower.edited(edited(world, second))
    await world.jobs.run()
    arrived = await world.store.articles.arrived(
        "s", [keys.channel(PLACE)], since=START - timedelta(days=1), until=world.clock(), limit=9
    )
    assert [one.briefing.url for one in arrived] == [second]


async def test_of_several_links_those_that_are_read_are_the_channels_at_once(world: World) -> None:
    """Erasing finds what came in by its arrival, also while another link is tried again."""
    slow = "https://a.example/slow"
    world.trouble[slow] = [SiteBusy(after_s=5)]
    await world.link_answerer.admit(seen("m1", "https://a.example/1", slow))
    await world.jobs.run(until=world.clock())
    arrived = await world.store.articles.arrived(
        "s", [keys.channel(PLACE)], since=START - timedelta(days=1), until=world.clock(), limit=9
    )
    assert [one.briefing.url for one in arrived] == ["https://a.example/1"]


@pytest.mark.parametrize("refusal", [PlaceGone("Readout is not in the channel."), Refused("no")])
@pytest.mark.parametrize("times", [1, 3])
async def test_a_refused_reply_can_be_asked_for_again(
    world: World, refusal: Exception, times: int
) -> None:
    """It was asked where the bot was not yet: somebody invites it and asks once more."""
    for number in range(times):
        world.chat.trouble = [refusal]
        await world.link_answerer.admit(seen("m1", ONE, event=f"E{number}"))
        await world.jobs.run()
        assert "About one" not in world.chat.texts()
    verdict = await world.link_answerer.admit(seen("m1", ONE, event="E9"))
    assert verdict is Admission.SEEN_BEFORE
    await world.jobs.run()
    assert world.chat.texts().count("About one") == 1
    assert world.briefed == [ONE], "what was read is not read again"
    await world.link_answerer.admit(seen("m1", ONE, event="E9"))
    await world.jobs.run()
    assert world.chat.texts().count("About one") == 1


async def test_an_uncertain_reply_is_not_asked_for_again(world: World) -> None:
    world.chat.unverifiable = True
    world.chat.trouble = [LOST]
    await world.link_answerer.admit(seen("m1", ONE))
    await world.jobs.run()
    before = world.chat.calls.count("send")
    await world.link_answerer.admit(seen("m1", ONE, event="E2"))
    await world.jobs.run()
    assert world.chat.calls.count("send") == before
