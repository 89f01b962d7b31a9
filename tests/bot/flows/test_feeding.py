"""Feeds bring entries, entries become briefings, each once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.flows.feeding import FIRST_ENTRIES, Feeding
from bot.retries import POLL_FAILURES
from briefs.delivery import FeedItem, JobKind, Sources
from briefs.errors import NotFound, SiteBusy
from briefs.model import Page
from tests.bot.flows.conftest import World
from tests.bot.flows.test_digesting import MONDAY, digests, ring_at, subscribe

FEED = "https://news.example/rss"


@dataclass(frozen=True)
class Read:
    title: str | None
    items: tuple[FeedItem, ...]
    ttl_s: float | None = None


@dataclass(slots=True)
class Site:
    """What the feed holds now, and what asking for it meets."""

    items: list[FeedItem]
    trouble: list[Exception]
    asked: list[Page | None]


@pytest.fixture
def site() -> Site:
    return Site([], [], [])


@pytest.fixture
def feeding(world: World, site: Site) -> Feeding:
    async def fetch(url: str, *, cached: Page | None = None) -> Page:
        site.asked.append(cached)
        if site.trouble:
            raise site.trouble.pop(0)
        return Page(url, url, 200, "text/xml", b"<rss/>", world.clock(), etag='"1"')

    async def read(page: Page) -> Read:
        return Read("Ferries", tuple(site.items))

    flow = Feeding(
        feeds=world.store.feeds,
        library=world.store.library,
        pages=world.store.pages,
        jobs=world.jobs,
        fetch=fetch,
        read=read,
        brief=world.linking.brief,
        version="test-1",
        now=world.clock,
    )
    world.jobs.handlers = {
        **world.jobs.handlers,
        JobKind.FEED: flow.poll,
        JobKind.ENTRY: flow.entry,
    }
    return flow


def items(*numbers: int) -> list[FeedItem]:
    return [FeedItem(f"id{n}", f"https://news.example/{n}", f"Title {n}") for n in numbers]


async def run(world: World, hours: float) -> None:
    until = world.clock() + timedelta(hours=hours)
    await world.jobs.run(until=until)
    world.clock.turn_to(until)


async def test_new_entries_are_briefed_once_and_told_in_the_digest(
    world: World, site: Site, feeding: Feeding
) -> None:
    site.items = items(1, 2)
    feed = await feeding.add(FEED)
    await subscribe(world, sources=Sources(here=False, feeds=(feed.key,)))
    await run(world, 0.6)
    assert sorted(world.briefed) == ["https://news.example/1", "https://news.example/2"]
    site.items = items(3, 1, 2)
    await run(world, 0.6)
    assert world.briefed[2:] == ["https://news.example/3"]
    assert site.asked[0] is None
    assert site.asked[1] is not None, "asked whether it has changed"
    await world.digesting.ring()
    world.jobs.waiting.clear()
    world.jobs.handlers = {
        k: v for k, v in world.jobs.handlers.items() if k not in {JobKind.FEED, JobKind.ENTRY}
    }
    await ring_at(world, MONDAY.replace(hour=11))
    assert [sorted(lines) for lines in digests(world)] == [["About 1", "About 2", "About 3"]]


async def test_what_a_new_feed_already_has_is_mostly_no_news(
    world: World, site: Site, feeding: Feeding
) -> None:
    site.items = items(*range(30))
    await feeding.add(FEED)
    await run(world, 2)
    assert len(world.briefed) == FIRST_ENTRIES


async def test_a_feed_that_fails_is_asked_less_and_then_not_at_all(
    world: World, site: Site, feeding: Feeding
) -> None:
    site.trouble = [NotFound()] * 99
    await feeding.add(FEED)
    began = world.clock()
    await world.jobs.run()
    assert len(site.asked) == POLL_FAILURES
    assert world.clock() - began > timedelta(days=7)
    (failure,) = (await world.store.status()).failures
    assert failure.reason == NotFound.message


async def test_a_feed_that_recovers_is_asked_as_often_as_before(
    world: World, site: Site, feeding: Feeding
) -> None:
    site.trouble = [SiteBusy(after_s=4000)]
    feed = await feeding.add(FEED)
    await run(world, 0.9)
    assert len(site.asked) == 1, "the site asked for more than an hour"
    await run(world, 2)
    found = await world.store.feeds.get(feed.key)
    assert found is not None
    assert (found.failures, found.failure) == (0, None)
    assert len(site.asked) > 3


async def test_an_entry_is_tried_again_or_given_up(
    world: World, site: Site, feeding: Feeding
) -> None:
    world.trouble["https://news.example/1"] = [SiteBusy()]
    site.items = [*items(1), FeedItem("gone", "https://news.example/missing")]
    await feeding.add(FEED)
    await run(world, 3)
    assert await world.store.library.find("https://news.example/1") is not None
    assert world.briefed.count("https://news.example/1") == 2
    assert world.briefed.count("https://news.example/missing") == 1
    assert [f.what for f in (await world.store.status()).failures] == ["entry"]


async def test_a_fault_while_reading_does_not_end_the_polling(
    world: World, site: Site, feeding: Feeding
) -> None:
    site.trouble = [ValueError("a fault of ours")]
    site.items = items(1)
    await feeding.add(FEED)
    await run(world, 3)
    assert world.briefed == ["https://news.example/1"]


async def test_a_feed_and_a_person_bring_one_article(
    world: World, site: Site, feeding: Feeding
) -> None:
    from tests.bot.flows.test_digesting import share

    site.items = items(1)
    await feeding.add(FEED)
    await run(world, 0.1)
    world.jobs.handlers = {**world.jobs.handlers, JobKind.FEED: _never}
    await share(world, "m1", "https://news.example/1")
    assert world.briefed == ["https://news.example/1"]
    assert world.chat.texts() == ["About 1"]


async def _never(key: str) -> None:
    return None
