"""No statement of the store reads a table from end to end, on either database.

Every public method is called, every statement that it sends is explained.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import event, text

from adapters.storage import Store
from adapters.storage.database.engine import Database
from bot import keys, slots
from bot.flows.erase import Eraser
from briefs.model.articles import Page
from briefs.model.chat import Report
from briefs.model.delivery import (
    Arrival,
    EditRights,
    Mode,
    PostState,
    Quota,
    SourceDeleted,
    SourceEdited,
    Step,
)
from briefs.model.feeds import FeedItem
from briefs.model.messages import Receipt
from briefs.model.places import Place
from tests.contracts.test_subscriptions import SUB
from tests.fakes.delivery import PLACE, post, seen, stored_briefing
from tests.fakes.stores import FakeClock

PARTS = (
    "inbox", "outbox", "articles", "subscriptions", "feeds", "pages", "channel_settings", "reports",
    "pending_work", "recent_messages", "erasure",
)  # fmt: skip
DAY = timedelta(days=1)
Statement = tuple[str, Any]


@contextmanager
def recorded(database: Database) -> Iterator[dict[str, Statement]]:
    """Statements that are sent, each once, with the parameters of its first use."""
    found: dict[str, Statement] = {}

    def note(_c: Any, _cur: Any, sql: str, params: Any, _ctx: Any, many: bool) -> None:
        if sql.split()[0] in {"SELECT", "UPDATE", "DELETE", "INSERT"}:
            found.setdefault(sql, (sql, params[0] if many else params))

    engine = database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


def watch(store: Store) -> tuple[set[str], set[str]]:
    """All public methods, and those that have been called."""
    every: set[str] = set()
    called: set[str] = set()
    for part in PARTS:
        thing = getattr(store, part)
        for name, method in inspect.getmembers(thing, inspect.iscoroutinefunction):
            if name.startswith("_"):
                continue
            every.add(f"{part}.{name}")

            def wrapped(
                *args: Any, _m: Any = method, _n: str = f"{part}.{name}", **named: Any
            ) -> Any:
                called.add(_n)
                return _m(*args, **named)

            setattr(thing, name, wrapped)
    return every, called


async def use_requests(store: Store, clock: FakeClock) -> None:
    now = clock()
    for number in range(3):
        one = seen(f"m{number}", f"https://a.example/{number}", event=f"E{number}")
        key = keys.reply(one)
        await store.inbox.admit(key, one, source=key, now=now, quota=Quota())
        claimed = await store.inbox.claim(key, now=now, lease_s=9)
        assert claimed is not None
        await store.inbox.later(claimed, now, failure="x")
        claimed = await store.inbox.claim(key, now=now, lease_s=9)
        assert claimed is not None
        arrival = Arrival(keys.channel(PLACE), key, now, person="U1")
        await store.inbox.keep(claimed, stored_briefing(one.links[0]), arrival, now=now)
        await store.inbox.finish(
            claimed,
            stored=[stored_briefing(one.links[0])],
            arrival=arrival,
            posts=[post(f"{key}#{n}", part=n) for n in range(2)],
            now=now,
        )
        await store.inbox.author(key)
        await store.inbox.event(key)
        await store.inbox.is_automatic(key)
        await store.inbox.has_failed(key)
        await store.inbox.room_at(key, one, now=now, quota=Quota(person=3))
        await store.inbox.reserve(f"{key}-r", one, source=key, now=now, quota=Quota())
        await store.inbox.reopen(key, now=now, anew=True)
    again = replace(seen("m1", event="E9"), again=True)
    source = keys.reply(seen("m1"))
    await store.inbox.admit(keys.reply(again), again, source=source, now=now, quota=Quota())
    await store.inbox.edit(
        source, SourceEdited(PLACE, "m1", ("https://b.example",), now), now=now, quota=Quota()
    )
    await store.inbox.edit(
        "n", SourceEdited(PLACE, "n", ("https://b.example",), now), now=now, quota=Quota()
    )
    await store.inbox.edit(source, SourceEdited(PLACE, "m1", (), now + DAY), now=now, quota=Quota())
    await use_refused(store, now)
    await store.inbox.delete("m9", SourceDeleted(PLACE, "m9"), now=now)


async def use_refused(store: Store, now: datetime) -> None:
    key = keys.reply(seen("over"))
    for name, quota in (("E11", Quota(person=0)), ("E12", Quota()), ("E13", Quota())):
        one = seen("over", f"https://a.example/{name}", event=name)
        await store.inbox.admit(key, one, source=key, now=now, quota=quota, once_more=True)
    told = post("refusal:2#0")
    await store.outbox.put("refusal:2", [told], now=now, earlier="refusal:1", since=now - DAY)
    key = keys.reply(seen("edited"))
    await store.inbox.admit(key, seen("edited"), source=key, now=now, quota=Quota(person=0))
    other = SourceEdited(PLACE, "edited", ("https://b.example",), now)
    await store.inbox.edit(key, other, now=now, quota=Quota())


async def use_publishing(store: Store, now: datetime) -> None:
    for number, settle in enumerate((store.outbox.published, store.outbox.unpublished)):
        key = f"b-public{number}#0"
        await store.outbox.put(f"b-public{number}", [replace(post(key), publish=True)], now=now)
        out = await store.outbox.claim(key, now=now, lease_s=9)
        assert out is not None
        await store.outbox.sent(out, Receipt(key, PLACE, f"P{number}", now))
        out = await store.outbox.claim(key, now=now, lease_s=9)
        assert out is not None
        await settle(out, now=now, **({"failure": "x"} if number else {}))  # type: ignore[operator]


async def use_posts(store: Store, clock: FakeClock) -> None:
    now = clock()
    for end in ("sent", "found", "later", "park", "fail"):
        batch = f"b-{end}"
        key = f"{batch}#0"
        await store.outbox.put(batch, [post(key), post(f"{batch}#1", part=1)], now=now)
        out = await store.outbox.claim(key, now=now, lease_s=9)
        assert out is not None
        receipt = Receipt(key, PLACE, f"M-{end}", now)
        match end:
            case "sent" | "found":
                await store.outbox.messages_of(batch)
                await store.outbox.sent(out, receipt, found=end == "found")
                await store.outbox.lost(PLACE, "none", now=now)
                await store.outbox.absent(out, now=now)
                await store.outbox.removed(out, now=now)
            case "later":
                await store.outbox.later(out, now, now=now, failure="x", certain=True)
            case "park":
                await store.outbox.park(out, failure="x")
                await store.outbox.resolve(key, there=True, now=now)
            case _:
                await store.outbox.fail(out, failure="x", now=now)
                await store.outbox.resolve(key, there=False, now=now)
    await store.outbox.put("b-sent", [post("b-sent#0", text="new")], now=now)
    out = await store.outbox.claim("b-sent#0", now=now, lease_s=9)
    assert out is not None
    await store.outbox.edited(out, now=now)
    await use_publishing(store, now)
    await store.outbox.withdraw("b-found", now=now)
    out = await store.outbox.claim("b-found#0", now=now, lease_s=9)
    assert out is not None
    await store.outbox.withdrawn(out, now=now)
    await store.outbox.claim("b-found#1", now=now, lease_s=9)
    out = await store.outbox.claim("b-park#1", now=now, lease_s=9)
    assert out is not None
    assert out.post.place.thread is None
    await store.outbox.rows(PostState.UNCERTAIN)
    await store.outbox.rows()
    await store.outbox.retry("nothing", now=now)
    await store.outbox.receipt("b-sent#0")
    await store.outbox.post_of(PLACE, "M-sent")
    await store.outbox.posted(PLACE, limit=9)
    await store.outbox.posted(PLACE, limit=9, before=now)
    await store.outbox.there(PLACE)
    await store.outbox.there(replace(PLACE, channel="@U1"), author="U1")


async def use_articles(store: Store, clock: FakeClock) -> None:
    now = clock()
    url = "https://a.example/0"
    await store.articles.keep(stored_briefing(url), now=now, arrival=Arrival("x", "y", now))
    await store.articles.find(url)
    await store.articles.keyed("x")
    await store.articles.briefed_here(url, keys.channel(PLACE), but="x")
    await store.articles.arrived(
        "s", [keys.channel(PLACE), "feed:f"], since=now - DAY, until=now, limit=9
    )
    await store.articles.shared_by("U1", prefix="fake:T1:", limit=9)
    await store.articles.recent(limit=9)
    await store.articles.recent(limit=9, before=now)
    await store.articles.count()
    await store.articles.forget("https://a.example/2")
    page = Page(url, url, 200, "text/html", b"x", now)
    await store.pages.put(url, page, expires_at=now + DAY)
    await store.pages.get(url, now=now)
    store.pages._most_bytes = 0
    await store.pages.prune(now=now)
    await store.channel_settings.set_mode(PLACE, Mode.AUTO)
    await store.channel_settings.mute(PLACE, "x.example", muted=True)
    await store.channel_settings.greet(PLACE)
    hello = post("greeting#0")
    await store.channel_settings.introduce(PLACE, "greeting", (hello,), now=now)
    await store.inbox.explain("reply:hi", (replace(hello, key="how#0"),), about="U1", now=now)
    await store.outbox.is_about("reply:hi", "U1")
    await store.channel_settings.set_usual_zone(PLACE, "Europe/Berlin")
    await store.channel_settings.get(PLACE)
    await store.channel_settings.set_look(PLACE, language=None, tidy=True)
    await store.channel_settings.set_silent("fake", "T1", True)
    await store.channel_settings.set_locale(replace(PLACE, channel="@U1"), "de")
    for place in (PLACE, replace(PLACE, channel="")):
        await store.channel_settings.set_quiet_hours(place, None, now=now)
    await store.channel_settings.set_allowed("fake", "T1", EditRights.EVERYONE)
    await store.channel_settings.set_own(
        replace(PLACE, channel="@U1"), zone="UTC", private=True, quiet=False
    )
    await store.channel_settings.set_opted_out(replace(PLACE, channel="@U1"), True)
    await store.channel_settings.set_threaded(PLACE, True)
    await store.channel_settings.set_left("fake", "T1", now)
    await store.channel_settings.left(before=now)
    await store.channel_settings.present("fake")
    await store.channel_settings.set_present("fake", ["T1"])
    await store.reports.add(
        Report("r", PLACE, "U1", url, "Headline", "Line", (), "1", "Wrong name", now)
    )
    await store.reports.recent(limit=9)


async def use_schedules(store: Store, clock: FakeClock) -> None:
    now = clock()
    for number, end in enumerate(("finish", "later", "rest", "fail")):
        sub = replace(SUB, key=f"s{number}")
        await store.subscriptions.put(sub)
        slot = slots.following(sub, now)
        assert slot is not None
        key = keys.slot(slot)
        assert await store.subscriptions.open([Step(sub, slot, key, now)], now=now)
        due = await store.subscriptions.claim(key, now=now, lease_s=9)
        assert due is not None
        match end:
            case "finish":
                await store.subscriptions.finish(
                    due, until=now, shown=["https://a.example/0"], posts=[post(f"{key}#0")], now=now
                )
            case "later":
                await store.subscriptions.later(due, now, failure="x")
            case "rest":
                await store.subscriptions.rest(due, now + DAY)
            case _:
                await store.subscriptions.fail(due, failure="x")
    prints = [stored_briefing("https://a.example/0").fingerprint]
    shown = await store.articles.remembered("s0", prints, since=now - DAY, limit=9)
    assert len(shown) == 1
    await store.articles.shown_before(shown)
    await store.subscriptions.get("s0")
    await store.subscriptions.of_place(PLACE)
    await store.subscriptions.of_workspace("fake", "T1")
    await store.subscriptions.all()
    async for _ in store.subscriptions.due(now=now):
        pass
    async for _ in store.subscriptions.running():
        pass
    assert await store.subscriptions.put_back([Step(sub, None, "", now)], now=now)
    await store.subscriptions.set_ping("s0", "R1")
    await store.subscriptions.skip("s0", date(2026, 3, 3))
    await store.subscriptions.pause("s0", why="x")
    await store.subscriptions.resume("s0", next_at=now)
    await store.subscriptions.remove("s0")


async def use_feeds(store: Store, clock: FakeClock) -> None:
    now = clock()
    feed = await store.feeds.add("https://f.example/rss", title=None, now=now)
    await store.feeds.get(feed.key)
    await store.feeds.all()
    due = await store.feeds.claim(feed.key, now=now, lease_s=9)
    assert due is not None
    entries = await store.feeds.polled(
        due,
        fresh=[FeedItem(str(n), f"https://f.example/{n}") for n in range(3)],
        title=None,
        etag=None,
        last_modified=None,
        next_at=now,
        now=now,
    )
    for number, key in enumerate(entries):
        entry = await store.feeds.claim_entry(key, now=now, lease_s=9)
        assert entry is not None
        if number == 0:
            arrival = Arrival("feed:f", key, now)
            await store.feeds.finish_entry(
                entry, stored=stored_briefing(entry.item.url), arrival=arrival, now=now
            )
        elif number == 1:
            await store.feeds.later_entry(entry, now, failure="x")
        else:
            await store.feeds.fail_entry(entry, failure="x")
    due = await store.feeds.claim(feed.key, now=now, lease_s=9)
    assert due is not None
    await store.feeds.failed(due, failure="x", next_at=now, now=now)


async def erase(store: Store) -> None:
    eraser = Eraser(erasure=store.erasure, channel_settings=store.channel_settings)
    await eraser.person("fake", "T1", "U1")
    await eraser.channel(PLACE)
    await eraser.workspace("fake", "T1")


async def test_every_statement_uses_an_index(store: Store, clock: FakeClock) -> None:
    database = store.pending_work._database
    every, called = watch(store)
    with recorded(database) as statements:
        await use_requests(store, clock)
        await use_posts(store, clock)
        await use_articles(store, clock)
        await use_schedules(store, clock)
        await use_feeds(store, clock)
        await store.pending_work.unfinished()
        await store.pending_work.unfinished(until=clock())
        await store.pending_work.status(now=clock())
        await store.pending_work.set_back(DAY, now=clock() - DAY)
        await store.recent_messages.since("fake", clock() - DAY)
        await store.feeds.remove("none")
        await store.feeds.drop_unused("none", sources="fake:")
        await erase(store)
        await store.erasure.older_than(clock() + DAY, now=clock() + 2 * DAY)
        await store.channel_settings.get(Place("fake", "T9", "C9"))
    assert every - called == set(), "methods that this test does not know"
    assert len(statements) > 80
    faults = []
    async with database.read() as connection:
        if not database.sqlite:
            # The planner takes an index wherever there is one: what still scans has none.
            await connection.execute(text("SET LOCAL enable_seqscan = off"))
        for sql, params in statements.values():
            explain = _sqlite_scans if database.sqlite else _postgres_scans
            faults += [f"{scan}: {sql}" for scan in await explain(connection, sql, params)]
    assert faults == []


BOUNDED = re.compile(r"\bLIMIT\b|count\(|sum\(", re.IGNORECASE)


async def _sqlite_scans(connection: Any, sql: str, params: Any) -> list[str]:
    rows = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", params)
    scans = [row[3] for row in rows if row[3].startswith("SCAN")]
    harmless = ("CONSTANT ROW", "pragma_", "VIRTUAL TABLE")
    return [
        scan
        for scan in scans
        if not any(word in scan for word in harmless)
        # In the order of an index up to a limit, or counted in the index alone.
        and not (BOUNDED.search(sql) and ("INDEX" in scan or "ORDER BY" in sql))
    ]


async def _postgres_scans(connection: Any, sql: str, params: Any) -> list[str]:
    if sql.startswith("INSERT") and "SELECT" not in sql:
        return []
    found = await connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {sql}", params)
    return [
        f"{node['Node Type']} of {node.get('Relation Name')}"
        for node in _nodes(found.scalar_one()[0]["Plan"])
        if node["Node Type"] == "Seq Scan"
        # All of an index, only to filter its rows, is the same in disguise.
        or (
            node["Node Type"].startswith("Index")
            and "Index Cond" not in node
            and not BOUNDED.search(sql)
        )
    ]


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from _nodes(inner)
