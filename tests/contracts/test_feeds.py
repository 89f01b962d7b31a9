"""Feeds, pages and places, on both databases."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from adapters.storage import Store, open_store
from adapters.storage.database.schema import entries
from adapters.storage.repositories.page_cache import Pages
from bot import keys
from briefs.model.articles import Page
from briefs.model.delivery import Arrival, Mode, PlaceSettings, Sources
from briefs.model.feeds import DueFeed, FeedItem
from briefs.model.places import Place
from tests.contracts.test_subscriptions import SUB
from tests.fakes.delivery import PLACE, stored_briefing
from tests.fakes.stores import FakeClock

FEED = "https://news.example/rss"
ITEMS = [FeedItem(f"id{n}", f"https://news.example/{n}", f"Title {n}") for n in range(3)]


async def poll(
    store: Store, clock: FakeClock, due: DueFeed, fresh: list[FeedItem], old: list[FeedItem]
) -> tuple[str, ...]:
    return await store.feeds.polled(
        due,
        fresh=fresh,
        old=old,
        title="Ferries",
        etag='"1"',
        last_modified=None,
        next_at=clock() + timedelta(minutes=15),
        now=clock(),
    )


async def claim(store: Store, clock: FakeClock) -> DueFeed:
    feed = await store.feeds.add(FEED, title=None, now=clock())
    due = await store.feeds.claim(feed.key, now=clock(), lease_s=60)
    assert due is not None
    return due


async def test_an_entry_is_new_once(store: Store, clock: FakeClock) -> None:
    first = await claim(store, clock)
    keys = await poll(store, clock, first, ITEMS[:1], ITEMS[1:2])
    assert len(keys) == 1
    assert await poll(store, clock, first, ITEMS, []) == (), "the claim is spent"
    assert await store.feeds.claim(first.feed.key, now=clock(), lease_s=60) is None
    clock.turn(901)
    again = await store.feeds.claim(first.feed.key, now=clock(), lease_s=60)
    assert again is not None
    assert (again.feed.title, again.feed.etag) == ("Ferries", '"1"')
    assert len(await poll(store, clock, again, ITEMS, [])) == 1, "old ones never count as new"


async def test_an_items_text_is_held_until_the_entry_is_over(
    store: Store, clock: FakeClock
) -> None:
    due = await claim(store, clock)
    whole = [replace(item, content=f"<p>{item.title}</p>") for item in ITEMS]
    done, failed = await poll(store, clock, due, whole[:2], whole[2:])
    for key, item in ((done, whole[0]), (failed, whole[1])):
        entry = await store.feeds.claim_entry(key, now=clock(), lease_s=60)
        assert entry is not None
        assert entry.item == item
        if key == failed:
            await store.feeds.fail_entry(entry, failure="Not found.")
        else:
            arrival = Arrival(keys.feed(due.feed.key), key, clock(), feed="Ferries")
            await store.feeds.finish_entry(
                entry, stored=stored_briefing(item.url), arrival=arrival, now=clock()
            )
    async with store._database.read() as connection:
        rows = (await connection.execute(select(entries.c.content, entries.c.item))).all()
    assert len(rows) == 3
    assert all(row.content is None and "<p>" not in row.item for row in rows)


async def test_adding_a_feed_again_changes_nothing(store: Store, clock: FakeClock) -> None:
    due = await claim(store, clock)
    await poll(store, clock, due, [], [])
    feed = await store.feeds.add(FEED, title="Other", now=clock.turn(5))
    assert feed.title == "Ferries"
    assert await store.feeds.all() == (feed,)
    assert await store.feeds.get(feed.key) == feed


async def test_an_entry_is_kept_and_arrives_in_one_step(store: Store, clock: FakeClock) -> None:
    feed = await claim(store, clock)
    (key,) = await poll(store, clock, feed, ITEMS[:1], [])
    due = await store.feeds.claim_entry(key, now=clock(), lease_s=60)
    assert due is not None
    assert due.item == ITEMS[0]
    arrival = Arrival("feed:f", key, clock(), feed="Ferries")
    assert await store.feeds.finish_entry(
        due, stored=stored_briefing(ITEMS[0].url), arrival=arrival, now=clock()
    )
    assert not await store.feeds.finish_entry(
        due, stored=stored_briefing(ITEMS[0].url), arrival=arrival, now=clock()
    )
    arrived = await store.articles.arrived(
        "s", ["feed:f"], since=clock() - timedelta(1), until=clock(), limit=9
    )
    assert [one.feeds for one in arrived] == [("Ferries",)]


async def test_failures_are_counted_and_shown(store: Store, clock: FakeClock) -> None:
    due = await claim(store, clock)
    await store.feeds.failed(due, failure="410", next_at=None, now=clock())
    feed = await store.feeds.get(due.feed.key)
    assert feed is not None
    assert (feed.failures, feed.failure, feed.due_at) == (1, "410", None)
    status = await store.status()
    assert [(f.what, f.key) for f in status.failures] == [("feed", FEED)]
    assert await store.check() == ()


async def test_entries_are_tried_again_given_up_and_removed(store: Store, clock: FakeClock) -> None:
    feed = await claim(store, clock)
    keys = await poll(store, clock, feed, ITEMS[:2], [])
    first = await store.feeds.claim_entry(keys[0], now=clock(), lease_s=60)
    second = await store.feeds.claim_entry(keys[1], now=clock(), lease_s=60)
    assert first is not None
    assert second is not None
    await store.feeds.later_entry(first, clock() + timedelta(seconds=5), failure="busy")
    await store.feeds.fail_entry(second, failure="not found")
    assert await store.feeds.claim_entry(keys[0], now=clock(), lease_s=60) is None
    again = await store.feeds.claim_entry(keys[0], now=clock.turn(6), lease_s=60)
    assert again is not None
    assert again.attempt == 2
    assert [f.reason for f in (await store.status()).failures] == ["not found"]
    assert await store.feeds.remove(feed.feed.key)
    assert not await store.feeds.remove(feed.feed.key)
    assert await store.pending_work.unfinished() == ()


async def test_pages_last_until_they_run_out(store: Store, clock: FakeClock) -> None:
    page = Page(FEED, FEED, 200, "text/xml", b"\xff<rss>\x00</rss>", clock(), etag='"1"')
    await store.pages.put(FEED, page, expires_at=clock() + timedelta(seconds=60))
    assert await store.pages.get(FEED, now=clock()) == page
    assert await store.pages.get(FEED, now=clock.turn(61)) is None
    assert await store.pages.prune(now=clock()) == 1


async def test_the_cache_has_an_end(store: Store, clock: FakeClock) -> None:
    small = Pages(database=store.pages._database, most_bytes=4000)
    for number in range(6):
        url = f"https://p.example/{number}"
        body = random.Random(number).randbytes(1500)
        page = Page(url, url, 200, "text/html", body, clock())
        await small.put(url, page, expires_at=clock() + timedelta(seconds=60 + number))
    assert await small.prune(now=clock()) >= 3
    assert await small.get("https://p.example/0", now=clock()) is None
    assert await small.get("https://p.example/5", now=clock()) is not None


async def test_a_channel_has_its_settings(store: Store) -> None:
    assert await store.channel_settings.get(PLACE) == PlaceSettings()
    await store.channel_settings.set_mode(PLACE, Mode.OFF)
    await store.channel_settings.mute(PLACE, "ads.example", muted=True)
    await store.channel_settings.mute(PLACE, "spam.example", muted=True)
    await store.channel_settings.mute(PLACE, "ads.example", muted=False)
    assert await store.channel_settings.greet(PLACE)
    assert not await store.channel_settings.greet(PLACE)
    assert await store.channel_settings.get(PLACE) == PlaceSettings(
        Mode.OFF, ("spam.example",), greeted=True
    )
    assert await store.channel_settings.get(Place("fake", "T2", "C1")) == PlaceSettings()


async def test_a_channel_is_greeted_once_and_no_setting_is_lost(
    store_url: str, clock: FakeClock
) -> None:
    stores = [await open_store(store_url, now=clock) for _ in range(3)]
    greeted = await asyncio.gather(
        *(one.channel_settings.greet(PLACE) for one in stores),
        stores[0].channel_settings.set_mode(PLACE, Mode.AUTO),
        *(
            one.channel_settings.mute(PLACE, f"s{n}.example", muted=True)
            for n, one in enumerate(stores)
        ),
    )
    assert sum(value is True for value in greeted) == 1
    settings = await stores[0].channel_settings.get(PLACE)
    assert settings.mode is Mode.AUTO
    assert set(settings.muted_sites) == {"s0.example", "s1.example", "s2.example"}
    for one in stores:
        await one.close()


async def test_a_feed_of_a_chat_goes_with_the_last_digest_that_takes_it_in(
    store: Store, clock: FakeClock
) -> None:
    ours = await store.feeds.add(FEED, title=None, now=clock(), source=keys.channel(PLACE))
    page = await store.feeds.add(FEED + "2", title=None, now=clock(), source="web::page")
    both = Sources(feeds=(ours.key, page.key))
    for name in ("s1", "s2"):
        await store.subscriptions.put(replace(SUB, key=name, sources=both))
    platform = keys.platform(PLACE)
    await store.subscriptions.remove("s1")
    assert await store.feeds.drop_unused(*both.feeds, sources=platform) == 0, "another takes it in"
    await store.subscriptions.remove("s2")
    assert await store.feeds.drop_unused(*both.feeds, sources=platform) == 1
    assert [feed.key for feed in await store.feeds.all()] == [page.key], "the operator's own stays"
