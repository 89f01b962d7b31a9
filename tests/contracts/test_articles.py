"""Articles, what was shared and what was told, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from adapters.storage import Store
from bot import keys
from briefs.model.delivery import Arrival, Quota
from briefs.model.messages import Receipt
from tests.fakes.delivery import PLACE, post, seen, stored_briefing
from tests.fakes.stores import FakeClock

HERE = keys.channel(PLACE)
DAY = timedelta(days=1)
URL = "https://news.example/ferry"


async def bring(store: Store, url: str, clock: FakeClock, **how: str) -> None:
    arrival = Arrival(
        how.get("source", HERE),
        how.get("cause", url),
        clock(),
        person=how.get("person"),
        feed=how.get("feed"),
    )
    await store.articles.keep(stored_briefing(url, title=url), now=clock(), arrival=arrival)


async def test_an_article_is_found_under_all_its_addresses(store: Store, clock: FakeClock) -> None:
    one = replace(stored_briefing(URL), addresses=("https://short.example/x1",))
    await store.articles.keep(one, now=clock())
    for address in (URL, URL + "?utm_source=mail", "https://short.example/x1"):
        found = await store.articles.find(address)
        assert found is not None, address
        assert found.briefing == one.briefing
        assert found.fingerprint == one.fingerprint
    assert await store.articles.find("https://news.example/other") is None


async def test_the_text_is_kept_only_if_it_is_given(store: Store, clock: FakeClock) -> None:
    await store.articles.keep(stored_briefing(URL), now=clock())
    found = await store.articles.find(URL)
    assert found is not None
    assert found.text is None
    await store.articles.keep(replace(stored_briefing(URL), text="The whole text."), now=clock())
    found = await store.articles.find(URL)
    assert found is not None
    assert found.text == "The whole text."
    assert await store.articles.count() == 1


async def test_other_rules_or_an_old_briefing_do_not_count(store: Store, clock: FakeClock) -> None:
    await store.articles.keep(stored_briefing(URL), now=clock())
    assert await store.articles.find(URL, version="test-1") is not None
    assert await store.articles.find(URL, version="test-2") is None
    assert await store.articles.find(URL, since=clock() - DAY) is not None
    assert await store.articles.find(URL, since=clock() + DAY) is None


async def test_what_came_in_is_told_once_for_each_article(store: Store, clock: FakeClock) -> None:
    await bring(store, "https://a.example/1", clock, cause="r1", person="U1")
    clock.turn(60)
    await bring(store, "https://a.example/1", clock, cause="r2", person="U2")
    await bring(store, "https://a.example/1", clock, cause="r2", person="U2")
    await bring(store, "https://a.example/2", clock, source="feed:f", cause="e1", feed="Ferries")
    await bring(store, "https://a.example/3", clock, source="elsewhere", cause="r3")
    arrived = await store.articles.arrived(
        "s", [HERE, "feed:f"], since=clock() - DAY, until=clock(), limit=9
    )
    assert [(t.briefing.url, t.sharers, t.feeds) for t in arrived] == [
        ("https://a.example/1", ("U1", "U2"), ()),
        ("https://a.example/2", (), ("Ferries",)),
    ]
    assert arrived[0].at == clock() - timedelta(seconds=60)


async def test_the_newest_come_first_where_there_are_too_many(
    store: Store, clock: FakeClock
) -> None:
    for number in range(5):
        await bring(store, f"https://a.example/{number}", clock)
        clock.turn(1)
    arrived = await store.articles.arrived("s", [HERE], since=clock() - DAY, until=clock(), limit=2)
    assert [t.briefing.url for t in arrived] == ["https://a.example/3", "https://a.example/4"]


async def test_a_reply_before_is_pointed_to_while_it_is_there(
    store: Store, clock: FakeClock
) -> None:
    key = keys.reply(seen("m1"))
    await store.inbox.admit(key, seen("m1"), source=key, now=clock(), quota=Quota())
    claimed = await store.inbox.claim(key, now=clock(), lease_s=60)
    assert claimed is not None
    await store.inbox.finish(
        claimed,
        stored=[stored_briefing(URL)],
        arrival=Arrival(HERE, key, clock(), person="U1"),
        posts=[post(f"{key}#0")],
        now=clock(),
    )
    assert await store.articles.briefed_here(URL, HERE, but="x") is None, "not posted yet"
    out = await store.outbox.claim(f"{key}#0", now=clock(), lease_s=60)
    assert out is not None
    await store.outbox.sent(out, Receipt(f"{key}#0", PLACE, "M1", clock()))
    found = await store.articles.briefed_here(URL, HERE, but="x")
    assert found is not None
    assert found.message == "M1"
    assert await store.articles.briefed_here(URL, HERE, but=key) is None
    assert await store.articles.briefed_here(URL, "elsewhere", but="x") is None
    await store.outbox.withdraw(key, now=clock())
    assert await store.articles.briefed_here(URL, HERE, but="x") is None


async def test_the_archive_turns_pages_and_forgets(store: Store, clock: FakeClock) -> None:
    for number in range(3):
        await bring(store, f"https://a.example/{number}", clock)
        clock.turn(1)
    first = await store.articles.recent(limit=2)
    assert [one.briefing.url for one in first] == ["https://a.example/2", "https://a.example/1"]
    rest = await store.articles.recent(limit=2, before=clock() - timedelta(seconds=2))
    assert [one.briefing.url for one in rest] == ["https://a.example/0"]
    assert await store.articles.forget("https://a.example/0")
    assert not await store.articles.forget("https://a.example/0")
    assert await store.articles.count() == 2
