"""The clock rings, slots open, each is served once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.flows.resume_unfinished import UnfinishedWork
from briefs.errors import BadRequest, PlaceGone, ReadingFailed, SameDigest
from briefs.model.delivery import Filters, Job, JobKind, Sources, StoredBriefing, Subscription
from briefs.model.stories import Digest, Fingerprint
from tests.bot.flows.conftest import World
from tests.fakes.delivery import PLACE, compose, digest_card, seen, stored_briefing

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


async def subscribe(world: World, **changes: object) -> Subscription:
    wanted: dict[str, object] = {
        "owner": "U1",
        "local_time": "12:00",
        "weekdays": tuple(range(7)),
        "zone": "Europe/Berlin",
        "sources": Sources(),
        "filters": Filters(),
    }
    return await world.subscription_manager.add(PLACE, **{**wanted, **changes})  # type: ignore[arg-type]


async def share(world: World, message: str, *links: str) -> None:
    await world.link_answerer.admit(seen(message, *links, author=f"U-{message}"))
    await world.jobs.run()


def digests(world: World) -> list[list[str]]:
    """What each digest in the channel shows."""
    return [
        [line.text for part in m.card.parts for line in part.lines]
        for m in world.chat.messages.values()
        if m.card.headline.startswith("Digest")
    ]


async def ring_at(world: World, at: datetime) -> None:
    world.clock.turn_to(at)
    await world.digest_runner.open_due_slots()
    await world.jobs.run()


async def test_a_digest_tells_what_was_shared_since_the_last(world: World) -> None:
    await subscribe(world)
    await share(world, "m1", "https://a.example/1")
    await ring_at(world, MONDAY + timedelta(hours=1))
    assert digests(world) == [], "not yet"
    await ring_at(world, MONDAY.replace(hour=11))
    await ring_at(world, MONDAY.replace(hour=11, minute=1))
    assert digests(world) == [["About 1"]]
    await share(world, "m2", "https://a.example/2", "https://a.example/1")
    await ring_at(world, MONDAY.replace(hour=11) + timedelta(days=1))
    assert digests(world)[1:] == [["About 2"]]


async def test_an_empty_digest_is_posted_only_if_asked_for(world: World) -> None:
    await subscribe(world)
    await ring_at(world, MONDAY.replace(hour=11))
    assert digests(world) == []
    await subscribe(world, empty_too=True, twice=True)
    await ring_at(world, MONDAY.replace(hour=11) + timedelta(days=1))
    assert digests(world) == [[]]


async def test_after_hours_down_there_is_one_late_digest(world: World) -> None:
    await subscribe(world)
    await share(world, "m1", "https://a.example/1")
    for minutes in range(3):
        await ring_at(world, MONDAY.replace(hour=16, minute=minutes))
    (message,) = (m for m in world.chat.messages.values() if m.card.headline.startswith("Digest"))
    assert message.card.notes == ("late",)


@pytest.mark.parametrize(
    ("rung", "late_s"),
    [
        (timedelta(hours=2), 0.0),
        (timedelta(hours=2, seconds=14), 14.0),
        (timedelta(hours=2, minutes=5), 300.0),
        (timedelta(hours=7), 18_000.0),
        (timedelta(days=1, hours=2, seconds=1), 1.0),
        (timedelta(hours=1), None),
    ],
)
async def test_how_late_a_digest_is_counts_from_its_slot(
    world: World, rung: timedelta, late_s: float | None
) -> None:
    late: list[float] = []
    digest_runner = replace(world.digest_runner, lateness=late.append)
    world.jobs.handlers = {**world.jobs.handlers, JobKind.DIGEST: digest_runner.run}
    await subscribe(world)
    await share(world, "m1", "https://a.example/1")
    for _ in range(2):
        await ring_at(world, MONDAY + rung)
    assert late == ([] if late_s is None else [late_s])


async def test_after_days_down_there_is_one_digest_with_all_of_it(world: World) -> None:
    await subscribe(world)
    await share(world, "m1", "https://a.example/1")
    await ring_at(world, MONDAY + timedelta(days=3, hours=4))
    await ring_at(world, MONDAY + timedelta(days=3, hours=5))
    assert digests(world) == [["About 1"]]


async def test_what_was_under_way_at_the_last_digest_is_in_the_next(world: World) -> None:
    await subscribe(world)
    await share(world, "m1", "https://a.example/1")
    world.pages.meanwhile["https://a.example/2"] = lambda: ring_at(world, MONDAY.replace(hour=11))
    await share(world, "m2", "https://a.example/2")
    assert digests(world) == [["About 1"]]
    await ring_at(world, MONDAY.replace(hour=11) + timedelta(days=1))
    assert digests(world) == [["About 1"], ["About 2"]]


async def test_filters_and_muted_sites_hold(world: World) -> None:
    await subscribe(world, filters=Filters(sites=("a.example", "b.example"), mute=("3",)))
    await world.store.channel_settings.mute(PLACE, "b.example", muted=True)
    links = [f"https://{site}.example/{n}" for n, site in enumerate("aabca")]
    await share(world, "m1", *links)
    await ring_at(world, MONDAY.replace(hour=11))
    assert digests(world) == [["About 0", "About 1", "About 4"]]


async def test_a_long_digest_goes_on_in_a_thread(world: World) -> None:
    world.chat.per_card = 2
    await subscribe(world)
    await share(world, "m1", *(f"https://a.example/{n}" for n in range(5)))
    world.chat.messages.clear()
    await ring_at(world, MONDAY.replace(hour=11))
    first, *rest = world.chat.messages.values()
    assert [len(texts) for texts in digests(world)] == [2, 2, 1]
    assert [m.place.thread for m in rest] == [first.id, first.id]


async def test_pause_resume_skip_and_preview(world: World) -> None:
    sub = await subscribe(world)
    await share(world, "m1", "https://a.example/1")
    card = await world.digest_runner.preview(sub)
    assert [line.text for part in card.parts for line in part.lines] == ["About 1"]
    await world.subscription_manager.pause(sub.key)
    await ring_at(world, MONDAY.replace(hour=11))
    assert digests(world) == []
    await world.subscription_manager.resume(sub.key)
    await ring_at(world, MONDAY.replace(hour=11, minute=30))
    assert digests(world) == [], "what was missed in the pause is not made up for"
    world.clock.turn_to(MONDAY + timedelta(days=1))
    await world.subscription_manager.skip_today(sub.key)
    upcoming = world.subscription_manager.upcoming(await world.subscription_manager.get(sub.key))
    assert [slot.local_date for slot in upcoming] == ["2026-03-04", "2026-03-05", "2026-03-06"]
    await ring_at(world, MONDAY.replace(hour=11) + timedelta(days=1))
    assert digests(world) == []
    await ring_at(world, MONDAY.replace(hour=11) + timedelta(days=2))
    assert digests(world) == [["About 1"]]


async def test_a_change_of_time_moves_the_next_slot(world: World) -> None:
    sub = await subscribe(world)
    changed = await world.subscription_manager.change(replace(sub, local_time="14:30"))
    assert changed.next_at == MONDAY.replace(hour=13, minute=30)


async def test_removed_is_removed(world: World) -> None:
    sub = await subscribe(world)
    await world.subscription_manager.remove(sub.key)
    with pytest.raises(BadRequest, match="There is no digest"):
        await world.subscription_manager.remove(sub.key)
    await ring_at(world, MONDAY + timedelta(days=2))
    assert digests(world) == []


async def test_what_cannot_be_subscribed(world: World) -> None:
    with pytest.raises(BadRequest, match="needs a day"):
        await subscribe(world, weekdays=())
    with pytest.raises(BadRequest, match="needs a source"):
        await subscribe(world, sources=Sources(here=False))
    for minute in range(20):
        await subscribe(world, local_time=f"12:{minute:02}")
    with pytest.raises(BadRequest, match="can have 20"):
        await subscribe(world)


async def test_the_same_digest_twice_is_asked_about(world: World) -> None:
    await subscribe(world)
    with pytest.raises(SameDigest, match="here already"):
        await subscribe(world)
    await subscribe(world, twice=True)
    await subscribe(world, local_time="12:01")


async def test_a_crash_in_the_middle_is_mended_by_the_sweep(
    world: World, unfinished_work: UnfinishedWork
) -> None:
    await subscribe(world)
    await share(world, "m1", "https://a.example/1")
    world.clock.turn_to(MONDAY.replace(hour=11))
    await world.digest_runner.open_due_slots()
    ((_, key),) = world.jobs.waiting
    world.jobs.waiting.clear()
    assert await world.store.subscriptions.claim(key, now=world.clock(), lease_s=120) is not None
    await unfinished_work.sweep()
    await world.jobs.run()
    assert digests(world) == [["About 1"]]
    await world.jobs.submit(Job(JobKind.DIGEST, key))
    await world.jobs.run()
    assert digests(world) == [["About 1"]]


async def test_a_digest_that_fails_is_tried_again_and_then_given_up(world: World) -> None:
    broken = [True] * 99

    def card(digest: object, **named: object) -> object:
        if broken and broken.pop():
            raise ValueError("a fault of ours")
        return digest_card(digest, **named)  # type: ignore[arg-type]

    digest_runner = replace(world.digest_runner, card=card)  # type: ignore[arg-type]
    world.jobs.handlers = {**world.jobs.handlers, JobKind.DIGEST: digest_runner.run}
    await subscribe(world)
    await share(world, "m1", "https://a.example/1")
    await ring_at(world, MONDAY.replace(hour=11))
    failures = (await world.store.status()).failures
    assert [(f.what, f.reason) for f in failures] == [("digest", "ValueError")]
    broken.clear()
    await ring_at(world, MONDAY.replace(hour=11) + timedelta(days=1))
    assert digests(world) == [["About 1"]], "nothing of it is lost"


async def test_a_digest_whose_worker_dies_is_late_and_not_left_out(world: World) -> None:
    dead = [TimeoutError(), MemoryError()]

    async def work(function: Any, *args: Any, **named: Any) -> Any:
        if dead:
            raise ReadingFailed from dead.pop()
        return function(*args, **named)

    digesting = replace(world.digest_runner, work=work)
    world.jobs.handlers = {**world.jobs.handlers, JobKind.DIGEST: digesting.run}
    await subscribe(world)
    await share(world, "m1", "https://a.example/1")
    await ring_at(world, MONDAY.replace(hour=11))
    assert (dead, digests(world)) == ([], [["About 1"]])


async def test_a_place_that_is_gone_is_found_out_by_its_digest(world: World) -> None:
    sub = await subscribe(world)
    await share(world, "m1", "https://a.example/1")
    world.chat.trouble = [PlaceGone("The bot was removed.")]
    await ring_at(world, MONDAY.replace(hour=11))
    found = await world.subscription_manager.get(sub.key)
    assert found.paused == "The bot was removed."
    assert list(world.chat.messages.values())[-1].place.channel == "@U1"


async def test_what_was_told_before_of_the_same_story_is_handed_on(world: World) -> None:
    """And nothing else of it: it would be read for nothing."""
    befores: list[list[str]] = []

    def spy(*args: Any, **named: Any) -> Digest:
        befores.append([shown_before.briefing.url for shown_before in named["before"]])
        return compose(*args, **named)

    async def brief(url: str) -> StoredBriefing:
        word = url.rpartition("/")[2].partition("-")[0]
        one = stored_briefing(url, title=f"About {word}")
        return replace(one, fingerprint=Fingerprint(((word, 1.0),), version="1"))

    def by_first_word(prints: Sequence[Fingerprint]) -> list[list[int]]:
        words = [one.terms[0][0] for one in prints]
        return [[at for at, word in enumerate(words) if word == each] for each in set(words)]

    world.use(brief=brief)
    digest_runner = replace(world.digest_runner, compose=spy, group=by_first_word)
    world.jobs.handlers = {**world.jobs.handlers, JobKind.DIGEST: digest_runner.run}
    await subscribe(world)
    await share(world, "m1", "https://a.example/ferry-1", "https://a.example/bridge-1")
    await ring_at(world, MONDAY.replace(hour=11))
    await share(world, "m2", "https://a.example/ferry-2", "https://a.example/tunnel-1")
    await ring_at(world, MONDAY.replace(hour=11) + timedelta(days=1))
    assert befores == [[], ["https://a.example/ferry-1"]]
