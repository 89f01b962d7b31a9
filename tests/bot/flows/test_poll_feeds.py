"""Feeds bring entries, entries become briefings, each once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.flows.poll_feeds import FIRST_ENTRIES, FeedPoller
from bot.retries import POLL_FAILURES
from briefs.errors import (
    BadLink,
    NotAnArticle,
    NotEnglish,
    NotFound,
    NothingToRead,
    Paywalled,
    ReadingFailed,
    ReadoutError,
    RefusedAddress,
    SiteBusy,
    SiteRefused,
    TooSlow,
    Unreachable,
)
from briefs.model.articles import Page
from briefs.model.delivery import JobKind, Sources, StoredBriefing
from briefs.model.feeds import FeedItem
from briefs.model.stories import Fingerprint
from tests.bot.flows.conftest import World
from tests.bot.flows.test_run_digests import MONDAY, digests, ring_at, subscribe
from tests.fakes.delivery import briefing

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
    validators: list[Page | None]
    briefed: list[FeedItem] = field(default_factory=list)


@pytest.fixture
def site() -> Site:
    return Site([], [], [])


@pytest.fixture
def feed_poller(world: World, site: Site) -> FeedPoller:
    async def fetch(url: str, *, cached: Page | None = None) -> Page:
        site.validators.append(cached)
        if site.trouble:
            raise site.trouble.pop(0)
        return Page(url, url, 200, "text/xml", b"<rss/>", world.clock(), etag='"1"')

    async def read(page: Page) -> Read:
        return Read("Ferries", tuple(site.items))

    async def brief_item(item: FeedItem) -> StoredBriefing:
        site.briefed.append(item)
        if item.content == "broken":
            raise NothingToRead
        return StoredBriefing(
            replace(briefing(item.url), from_feed=True), Fingerprint(()), (item.url,)
        )

    flow = FeedPoller(
        feeds=world.store.feeds,
        articles=world.store.articles,
        pages=world.store.pages,
        jobs=world.jobs,
        fetch=fetch,
        read=read,
        brief=world.link_answerer.brief,
        brief_item=brief_item,
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
    world: World, site: Site, feed_poller: FeedPoller
) -> None:
    site.items = items(1, 2)
    feed = await feed_poller.add(FEED)
    await subscribe(world, sources=Sources(here=False, feeds=(feed.key,)))
    await run(world, 0.6)
    assert sorted(world.briefed) == ["https://news.example/1", "https://news.example/2"]
    site.items = items(3, 1, 2)
    await run(world, 0.6)
    assert world.briefed[2:] == ["https://news.example/3"]
    assert site.validators[0] is None
    assert site.validators[1] is not None, "asked whether it has changed"
    await world.digest_runner.open_due_slots()
    world.jobs.waiting.clear()
    world.jobs.handlers = {
        k: v for k, v in world.jobs.handlers.items() if k not in {JobKind.FEED, JobKind.ENTRY}
    }
    await ring_at(world, MONDAY.replace(hour=11))
    assert [sorted(lines) for lines in digests(world)] == [["About 1", "About 2", "About 3"]]


async def test_what_a_new_feed_already_has_is_mostly_no_news(
    world: World, site: Site, feed_poller: FeedPoller
) -> None:
    site.items = items(*range(30))
    await feed_poller.add(FEED)
    await run(world, 2)
    assert len(world.briefed) == FIRST_ENTRIES


async def test_a_feed_that_fails_is_asked_less_and_then_not_at_all(
    world: World, site: Site, feed_poller: FeedPoller
) -> None:
    site.trouble = [NotFound()] * 99
    await feed_poller.add(FEED)
    began = world.clock()
    await world.jobs.run()
    assert len(site.validators) == POLL_FAILURES
    assert world.clock() - began > timedelta(days=7)
    (failure,) = (await world.store.status()).failures
    assert failure.reason == NotFound.message


async def test_a_feed_that_recovers_is_asked_as_often_as_before(
    world: World, site: Site, feed_poller: FeedPoller
) -> None:
    site.trouble = [SiteBusy(after_s=4000)]
    feed = await feed_poller.add(FEED)
    await run(world, 0.9)
    assert len(site.validators) == 1, "the site asked for more than an hour"
    await run(world, 2)
    found = await world.store.feeds.get(feed.key)
    assert found is not None
    assert (found.failures, found.failure) == (0, None)
    assert len(site.validators) > 3


async def test_an_entry_is_tried_again_or_given_up(
    world: World, site: Site, feed_poller: FeedPoller
) -> None:
    world.trouble["https://news.example/1"] = [SiteBusy()]
    site.items = [*items(1), FeedItem("gone", "https://news.example/missing")]
    await feed_poller.add(FEED)
    await run(world, 3)
    assert await world.store.articles.find("https://news.example/1") is not None
    assert world.briefed.count("https://news.example/1") == 2
    assert world.briefed.count("https://news.example/missing") == 1
    assert [f.what for f in (await world.store.status()).failures] == ["entry"]


async def test_a_fault_while_reading_does_not_end_the_polling(
    world: World, site: Site, feed_poller: FeedPoller
) -> None:
    site.trouble = [ValueError("a fault of ours")]
    site.items = items(1)
    await feed_poller.add(FEED)
    await run(world, 3)
    assert world.briefed == ["https://news.example/1"]


async def test_a_feed_and_a_person_bring_one_article(
    world: World, site: Site, feed_poller: FeedPoller
) -> None:
    from tests.bot.flows.test_run_digests import share

    site.items = items(1)
    await feed_poller.add(FEED)
    await run(world, 0.1)
    world.jobs.handlers = {**world.jobs.handlers, JobKind.FEED: _never}
    await share(world, "m1", "https://news.example/1")
    assert world.briefed == ["https://news.example/1"]
    assert world.chat.texts() == ["About 1"]


async def _never(key: str) -> None:
    return None


# -------------------------------------------------------------------- the feed's own text


async def unreadable(
    world: World, site: Site, feed_poller: FeedPoller, error: ReadoutError
) -> FeedItem:
    """An item with its whole text in a feed that is polled, whose page gives the error alone."""
    (item,) = items(1)
    site.items = [replace(item, content="<p>Whole.</p>")]
    world.trouble[item.url] = [error] * 99
    await feed_poller.add(FEED)
    return item


@pytest.mark.parametrize(
    "error", [Paywalled(), SiteRefused(), NotAnArticle(), NothingToRead(), ReadingFailed()]
)
async def test_where_the_page_cannot_be_read_the_feeds_own_text_is(
    world: World, site: Site, feed_poller: FeedPoller, error: ReadoutError
) -> None:
    item = await unreadable(world, site, feed_poller, error)
    await run(world, 0.6)
    assert site.briefed == site.items
    stored = await world.store.articles.find(item.url)
    assert stored is not None
    assert stored.briefing.from_feed


@pytest.mark.parametrize("error", [NotFound(), NotEnglish(), RefusedAddress(), BadLink()])
async def test_what_is_gone_foreign_or_refused_is_not_told_from_the_feed(
    world: World, site: Site, feed_poller: FeedPoller, error: ReadoutError
) -> None:
    item = await unreadable(world, site, feed_poller, error)
    await run(world, 30)
    assert site.briefed == []
    assert await world.store.articles.find(item.url) is None


@pytest.mark.parametrize("error", [Unreachable(), TooSlow(), SiteBusy()])
async def test_a_site_that_may_answer_later_is_asked_to_the_end_first(
    world: World, site: Site, feed_poller: FeedPoller, error: ReadoutError
) -> None:
    await unreadable(world, site, feed_poller, error)
    await run(world, 0.01)
    assert site.briefed == [], "the page may be there in a minute"
    await run(world, 8)
    assert site.briefed == site.items


async def test_without_a_whole_text_the_refusal_is_told(
    world: World, site: Site, feed_poller: FeedPoller
) -> None:
    teaser, broken = items(1, 2)
    site.items = [teaser, replace(broken, content="broken")]
    world.trouble.update({teaser.url: [Paywalled()], broken.url: [Paywalled()]})
    await feed_poller.add(FEED)
    await run(world, 1)
    reasons = {one.reason for one in (await world.store.status()).failures}
    assert reasons == {Paywalled.message, NothingToRead.message}


async def test_a_page_that_is_read_is_told_from_the_page(
    world: World, site: Site, feed_poller: FeedPoller
) -> None:
    (item,) = items(1)
    site.items = [replace(item, content="<p>Whole.</p>")]
    await feed_poller.add(FEED)
    await run(world, 1)
    assert (site.briefed, world.briefed) == ([], [item.url])
