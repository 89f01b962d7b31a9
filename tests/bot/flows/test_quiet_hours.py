"""In quiet hours what nobody asked for waits: it comes when they end, once, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.flows.resume_unfinished import UnfinishedWork
from briefs.errors import NotSent
from briefs.model.chat import Mark
from briefs.model.delivery import Admission, SourceDeleted, SourceEdited
from briefs.model.places import Place
from briefs.model.quiet_hours import NEVER_QUIET, QuietHours
from tests.bot.flows.conftest import World
from tests.bot.flows.test_run_digests import digests, share, subscribe
from tests.fakes.delivery import PLACE, seen

NIGHT = QuietHours("22:00", "07:00", "Europe/Berlin")
WORKSPACE = replace(PLACE, channel="")
ONE, TWO = "https://a.example/1", "https://a.example/2"
EVENING = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)  # 23:00 in Berlin
MORNING = datetime(2026, 3, 3, 6, 0, tzinfo=UTC)


async def quiet(world: World, hours: QuietHours | None = NIGHT, place: Place = PLACE) -> None:
    await world.store.channel_settings.set_quiet_hours(place, hours, now=world.clock())


async def pasted(world: World, message: str = "m1", link: str = ONE, **more: Any) -> None:
    await world.link_answerer.admit(replace(seen(message, link), automatic=True, **more))
    await world.jobs.run(until=world.clock())


def shown(world: World) -> list[str]:
    return [one.card.headline for one in world.chat.messages.values()]


@pytest.fixture
async def night(world: World) -> World:
    """It is quiet."""
    world.clock.turn_to(EVENING)
    await quiet(world)
    return world


async def sweep(world: World) -> None:
    work = UnfinishedWork(pending_work=world.store.pending_work, jobs=world.jobs, now=world.clock)
    await work.sweep()
    await world.jobs.run(until=world.clock())


async def test_an_automatic_briefing_comes_when_they_end(night: World) -> None:
    await pasted(night)
    assert shown(night) == []
    night.clock.turn_to(MORNING - timedelta(seconds=1))
    await sweep(night)
    assert shown(night) == []
    night.clock.turn_to(MORNING)
    for _ in range(3):
        await sweep(night)
    assert shown(night) == ["About 1"]
    assert night.chat.calls.count("send") == 1


async def test_what_is_asked_for_comes_at_once(night: World) -> None:
    await night.link_answerer.admit(seen("m1", ONE))
    await night.jobs.run(until=night.clock())
    assert shown(night) == ["About 1"]


async def test_who_asks_about_what_waits_is_answered_at_once(night: World) -> None:
    await pasted(night)
    asked = await night.link_answerer.admit(seen("m1", ONE, author="U2"), once_more=True)
    assert asked is Admission.NEW
    await night.jobs.run(until=night.clock())
    assert shown(night) == ["About 1"]
    night.clock.turn_to(MORNING)
    await sweep(night)
    assert shown(night) == ["About 1"], "and it does not come again"


async def test_who_asks_while_it_is_being_laid_to_rest(night: World) -> None:
    """The post is claimed when somebody asks: it must not wait for the morning then."""
    await pasted(night)
    [row] = await night.store.outbox.rows()
    night.clock.turn_to(MORNING - timedelta(hours=1))
    await quiet(night, replace(NIGHT, ends="08:00"))  # it is looked at anew
    out = await night.store.outbox.claim(row.key, now=night.clock(), lease_s=90)
    assert out is not None
    batch = row.key.rpartition("#")[0]
    await night.store.outbox.put(batch, [replace(out.post, automatic=False)], now=night.clock())
    await night.store.outbox.later(
        out, MORNING + timedelta(hours=1), now=night.clock(), failure=None, certain=True,
        tried=False,
    )  # fmt: skip
    await sweep(night)
    assert shown(night) == ["About 1"]


async def test_what_waits_follows_its_message(night: World) -> None:
    await pasted(night, "m1")
    await pasted(night, "m2", TWO)
    await night.edit_follower.deleted(SourceDeleted(PLACE, "m1"))
    edited = SourceEdited(PLACE, "m2", ("https://a.example/3",), night.clock())
    await night.edit_follower.edited(edited)
    await night.jobs.run(until=night.clock())
    assert shown(night) == []
    night.clock.turn_to(MORNING)
    await sweep(night)
    assert shown(night) == ["About 3"]


async def test_a_channel_has_its_own_or_its_workspaces(night: World) -> None:
    other = replace(PLACE, channel="C2")
    await quiet(night, None)
    await quiet(night, NIGHT, WORKSPACE)
    await quiet(night, NEVER_QUIET, other)
    await pasted(night)
    await pasted(night, "m2", TWO, place=other)
    await pasted(night, "m3", "https://a.example/3", place=replace(PLACE, workspace="T2"))
    assert shown(night) == ["About 2", "About 3"]


@pytest.mark.parametrize("place", [PLACE, WORKSPACE], ids=["channel", "workspace"])
@pytest.mark.parametrize("hours", [None, replace(NIGHT, ends="23:00"), NEVER_QUIET])
async def test_what_waits_comes_when_they_are_changed(
    world: World, place: Place, hours: QuietHours | None
) -> None:
    world.clock.turn_to(EVENING)
    await quiet(world, NIGHT, place)
    await pasted(world)
    await subscribe(world, local_time="23:30", empty_too=True)
    world.clock.turn_to(EVENING + timedelta(minutes=40))
    await world.digest_runner.open_due_slots()
    await world.jobs.run(until=world.clock())
    assert shown(world) == []
    await quiet(world, hours, place)
    await sweep(world)
    assert sorted(shown(world)) == ["About 1", "Digest of 2026-03-02"]


async def test_what_was_refused_before_waits_as_well(world: World) -> None:
    """A post that failed is laid to rest, and its attempts do not count against it."""
    world.clock.turn_to(EVENING - timedelta(hours=1, seconds=3))
    await quiet(world)
    world.chat.trouble = [NotSent(after_s=10.0)]
    await pasted(world)
    world.clock.turn_to(EVENING)
    await sweep(world)
    assert shown(world) == []
    await quiet(world, NEVER_QUIET)
    await sweep(world)
    assert shown(world) == ["About 1"]


async def test_no_eyes_at_night(night: World) -> None:
    await pasted(night)
    assert night.chat.marks == [Mark.RESTING]
    await night.link_answerer.admit(seen("m2", TWO))
    await night.jobs.run(until=night.clock())
    assert night.chat.marks == [Mark.RESTING, Mark.WORKING, Mark.DONE]


async def test_a_digest_is_moved_to_the_end_with_all_that_came_and_is_not_late(
    night: World,
) -> None:
    night.clock.turn_to(EVENING - timedelta(hours=2))
    await subscribe(night, local_time="23:30")
    await share(night, "m1", ONE)
    late: list[float] = []
    runner = replace(night.digest_runner, lateness=late.append)
    night.jobs.handlers = {**night.jobs.handlers, "digest": runner.run}  # type: ignore[dict-item]
    night.clock.turn_to(EVENING + timedelta(minutes=31))
    await runner.open_due_slots()
    await night.link_answerer.admit(seen("m2", TWO))
    await night.jobs.run(until=night.clock())
    assert digests(night) == []
    night.clock.turn_to(MORNING + timedelta(seconds=20))
    await sweep(night)
    assert digests(night) == [["About 1", "About 2"]]
    [message] = [m for m in night.chat.messages.values() if m.card.headline[:6] == "Digest"]
    assert (message.card.headline, message.card.notes) == ("Digest of 2026-03-02", ())
    assert late == [20.0]


async def test_a_digest_that_the_bot_was_away_for_is_late_all_the_same(night: World) -> None:
    night.clock.turn_to(EVENING - timedelta(hours=2))
    await subscribe(night, local_time="23:30", empty_too=True)
    night.clock.turn_to(MORNING + timedelta(hours=2))
    await night.digest_runner.open_due_slots()
    await night.jobs.run(until=night.clock())
    [message] = night.chat.messages.values()
    assert message.card.notes == ("late",)


async def test_a_quiet_weekend_ends_with_one_digest_and_the_next_day_has_its_own(
    world: World,
) -> None:
    world.clock.turn_to(datetime(2026, 3, 6, 12, 0, tzinfo=UTC))
    await quiet(world, QuietHours("00:00", "00:00", "UTC", (5, 6)))
    await subscribe(world, local_time="10:00", zone="UTC", empty_too=True)
    for day in (7, 8):
        world.clock.turn_to(datetime(2026, 3, day, 10, 0, tzinfo=UTC))
        await world.digest_runner.open_due_slots()
        await world.jobs.run(until=world.clock())
    assert shown(world) == []
    world.clock.turn_to(datetime(2026, 3, 9, 0, 0, tzinfo=UTC))
    await sweep(world)
    assert shown(world) == ["Digest of 2026-03-07"]
    world.clock.turn_to(datetime(2026, 3, 9, 10, 0, tzinfo=UTC))
    await world.digest_runner.open_due_slots()
    await world.jobs.run(until=world.clock())
    assert shown(world)[1:] == ["Digest of 2026-03-09"]


@pytest.mark.parametrize(
    ("first", "dates"),
    [
        (datetime(2026, 3, 28, 12, 0, tzinfo=UTC), ["2026-03-28", "2026-03-29", "2026-03-30"]),
        (datetime(2026, 10, 24, 12, 0, tzinfo=UTC), ["2026-10-24", "2026-10-25", "2026-10-26"]),
    ],
    ids=["on", "back"],
)
async def test_each_local_date_has_its_digest_when_clocks_change(
    world: World, first: datetime, dates: list[str]
) -> None:
    world.clock.turn_to(first)
    await quiet(world, QuietHours("22:00", "02:30", "Europe/Berlin"))
    await subscribe(world, local_time="23:00", empty_too=True)
    sent: list[str] = []
    for quarter in range(4 * 24 * 3):
        world.clock.turn_to(first + timedelta(minutes=15 * quarter))
        await world.digest_runner.open_due_slots()
        await world.jobs.run(until=world.clock())
        if len(world.chat.messages) > len(sent):
            sent.append(world.clock().isoformat())
    heads = [f"Digest of {date}" for date in dates]
    assert shown(world) == heads, sent
    assert len(set(sent)) == 3


async def test_a_digest_of_ones_own_comes_when_it_was_ordered_for(night: World) -> None:
    own = replace(PLACE, channel="@U1")
    night.clock.turn_to(EVENING - timedelta(hours=2))
    await quiet(night, NIGHT, WORKSPACE)
    made = await subscribe(night, local_time="23:30", empty_too=True)
    await night.store.subscriptions.put(replace(made, place=own))
    night.clock.turn_to(EVENING + timedelta(minutes=31))
    await night.digest_runner.open_due_slots()
    await night.jobs.run(until=night.clock())
    assert shown(night) == ["Digest of 2026-03-02"]


async def test_a_paused_digest_does_not_come_out_of_the_night(night: World) -> None:
    night.clock.turn_to(EVENING - timedelta(hours=2))
    made = await subscribe(night, local_time="23:30", empty_too=True)
    night.clock.turn_to(EVENING + timedelta(minutes=31))
    await night.digest_runner.open_due_slots()
    await night.jobs.run(until=night.clock())
    await night.subscription_manager.pause(made.key)
    night.clock.turn_to(MORNING)
    await sweep(night)
    assert shown(night) == []


async def test_what_cannot_be_reckoned_keeps_nothing_back(night: World) -> None:
    await quiet(night, replace(NIGHT, zone="Nowhere/Land"))
    await pasted(night)
    assert shown(night) == ["About 1"]


@pytest.mark.parametrize(
    ("at", "comes"),
    [
        pytest.param("12:00", datetime(2026, 3, 3, 11, 0, tzinfo=UTC), id="by day"),
        pytest.param("23:30", MORNING, id="in tonight's"),
        pytest.param("03:00", MORNING, id="in tonight's, after midnight"),
        pytest.param("22:00", MORNING, id="as they begin"),
        pytest.param("07:00", MORNING, id="as they end"),
    ],
)
async def test_the_next_time_is_when_it_really_comes(
    world: World, at: str, comes: datetime
) -> None:
    world.clock.turn_to(EVENING - timedelta(hours=2))
    await quiet(world)
    made = await subscribe(world, local_time=at)
    assert (await world.subscription_manager.summary(made)).comes_at == comes


@pytest.mark.parametrize("served", [False, True])
async def test_a_digest_that_waits_is_the_next_one(world: World, served: bool) -> None:
    world.clock.turn_to(EVENING - timedelta(hours=2))
    made = await subscribe(world, local_time="22:30", empty_too=True)
    if not served:
        await quiet(world)
    world.clock.turn_to(EVENING)
    await world.digest_runner.open_due_slots()
    await world.jobs.run(until=world.clock())
    await quiet(world)  # hours that are set after it has come put off the one of tomorrow
    summary = await world.subscription_manager.summary(
        await world.subscription_manager.get(made.key)
    )
    assert summary.comes_at == (MORNING + timedelta(days=1) if served else MORNING)
    assert summary.upcoming[0].due_at > summary.comes_at or served


async def test_a_paused_digest_has_no_next_time(night: World) -> None:
    made = await subscribe(night, local_time="23:30")
    paused = await night.subscription_manager.pause(made.key)
    assert (await night.subscription_manager.summary(paused)).comes_at is None
