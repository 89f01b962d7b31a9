"""Erasing leaves nothing of those who asked for it and takes nothing of others, on both databases.

Every table is filled for one who stays, then for one who goes. After the erasure the whole
database is what it was before the second came, row by row and column by column; but for the
hashes of request keys that are kept for a day.
"""

from __future__ import annotations

import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from adapters.storage import Store
from adapters.storage.database.key_hashes import address_key, hashed
from adapters.storage.database.schema import metadata
from bot import keys, slots
from bot.flows.erase import Eraser
from briefs.model.articles import Page
from briefs.model.chat import Report
from briefs.model.delivery import (
    Admission,
    Arrival,
    ErasureReport,
    Mode,
    Quota,
    SourceDeleted,
    SourceEdited,
    Sources,
    Step,
    StoredBriefing,
)
from briefs.model.feeds import FeedItem
from briefs.model.messages import Receipt
from briefs.model.places import LinkSeen, Place
from briefs.model.stories import Fingerprint
from tests.contracts.test_subscriptions import SUB
from tests.fakes.delivery import post, seen, stored_briefing
from tests.fakes.stores import FakeClock

DAY = timedelta(days=1)
SHARED = "https://both.example/article"
SHARED_FEED = "https://both.example/feed"
Rows = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody whose every row bears their name; `digests` is the place that theirs go to."""

    name: str
    place: Place
    person: str
    digests: Place

    @property
    def own(self) -> Place:
        return replace(self.place, channel=f"@{self.person}")

    def url(self, path: str) -> str:
        return f"https://{self.name}.example/{path}"


class Filling:
    """Puts rows of a party into every table, as the flows do it."""

    def __init__(self, store: Store, clock: FakeClock, party: Party) -> None:
        self.store, self.now, self.party = store, clock(), party

    def stored(self, url: str) -> StoredBriefing:
        words = ((self.party.name if url != SHARED else "ferry", 0.8), ("pact", 0.6))
        return replace(stored_briefing(url, title=url), fingerprint=Fingerprint(words, version="1"))

    def seen(self, message: str, *links: str, **how: Any) -> LinkSeen:
        place, person = self.party.place, self.party.person
        return seen(f"{self.party.name}-{message}", *links, place=place, author=person, **how)

    async def everything(self) -> None:
        await self.answered("m1", self.party.url("1"), SHARED)
        await self.answered("m2", self.party.url("2"), private=True)
        await self.edits_and_refusals()
        await self.noticed()
        await self.pasted()
        await self.settings()
        await self.fed()
        await self.digested()

    async def answered(self, message: str, *links: str, private: bool = False) -> None:
        one = self.seen(message, *links, event=f"E-{self.party.name}-{message}", private=private)
        key, inbox = keys.reply(one), self.store.inbox
        await inbox.admit(key, one, source=key, now=self.now, quota=Quota())
        claimed = await inbox.claim(key, now=self.now, lease_s=60)
        assert claimed is not None
        here = keys.channel(one.place)
        source = keys.private(one.place, one.author) if private else here
        arrival = Arrival(source, key, self.now, person=one.author)
        assert await inbox.keep(claimed, self.stored(links[0]), arrival, now=self.now)
        (due,) = (
            await inbox.finish(
                claimed,
                stored=[self.stored(link) for link in links],
                arrival=arrival,
                posts=[post(f"{key}#0", one.place), post(f"{key}#1", one.place, part=1)],
                now=self.now,
            )
            or ()
        )
        out = await self.store.outbox.claim(due, now=self.now, lease_s=60)
        assert out is not None
        await self.store.outbox.sent(out, Receipt(due, one.place, f"M-{key}", self.now))
        for link in links:
            page = Page(link, link, 200, "text/html", b"the page", self.now)
            await self.store.pages.put(link, page, expires_at=self.now + DAY)

    async def edits_and_refusals(self) -> None:
        inbox, place = self.store.inbox, self.party.place
        over = self.seen("over", self.party.url("over"))
        key = keys.reply(over)
        state = await inbox.admit(key, over, source=key, now=self.now, quota=Quota(person=0))
        assert state is Admission.PERSON_OVER_QUOTA
        if self.party.digests == place:  # these name no person
            edited = SourceEdited(place, f"{self.party.name}-e", (self.party.url("e"),), self.now)
            await inbox.edit(keys.reply(edited), edited, now=self.now, quota=Quota())
            gone = SourceDeleted(place, f"{self.party.name}-gone")
            await inbox.delete(keys.reply(gone), gone, now=self.now)
        first = self.seen("m1", self.party.url("1"))
        again = replace(first, again=True, event=f"again-{self.party.name}")
        source = keys.reply(first)
        await inbox.admit(keys.reply(again), again, source=source, now=self.now, quota=Quota())

    async def noticed(self) -> None:
        party, put = self.party, self.store.outbox.put
        refusal = keys.refusal(party.person, party.place, 1)
        refused = replace(post(f"{refusal}#0", party.place), only_for=party.person)
        await put(refusal, [refused], now=self.now, about=keys.own(party.place, party.person))
        request = keys.reply(self.seen("m1"))
        batch = keys.unposted(request)
        await put(batch, [post(f"{batch}#0", party.own)], now=self.now, about=request)

    async def pasted(self) -> None:
        place, url = self.party.place, self.party.url("pasted")
        arrival = Arrival(keys.channel(place), f"desk:{url}", self.now, person=self.party.person)
        await self.store.articles.keep(self.stored(url), now=self.now, arrival=arrival)

    async def settings(self) -> None:
        places, party = self.store.channel_settings, self.party
        if party.digests == party.place:
            await places.set_mode(party.place, Mode.AUTO)
            await places.set_left(party.place.platform, party.place.workspace, None)
        await places.set_mode(party.own, Mode.OFF)
        report = Report(
            f"r-{party.name}", party.place, party.person, party.url("1"), "H", "L", (), "1", "", self.now
        )  # fmt: skip
        assert await self.store.reports.add(report)

    async def fed(self) -> None:
        feeds = self.store.feeds
        source = keys.channel(self.party.digests)
        await feeds.add(SHARED_FEED, title=None, now=self.now, source=source)
        url = self.party.url("feed")
        feed = await feeds.add(url, title=None, now=self.now, source=source)
        due = await feeds.claim(feed.key, now=self.now, lease_s=60)
        assert due is not None
        (entry, _) = await feeds.polled(
            due,
            fresh=[FeedItem(f"{self.party.name}-{n}", self.party.url(f"feed/{n}")) for n in "12"],
            title=self.party.name,
            etag=None,
            last_modified=None,
            next_at=self.now + DAY,
            now=self.now,
        )
        claimed = await feeds.claim_entry(entry, now=self.now, lease_s=60)
        assert claimed is not None
        arrival = Arrival(keys.feed(feed.key), entry, self.now, feed=self.party.name)
        brought = self.stored(claimed.item.url)
        await feeds.finish_entry(claimed, stored=brought, arrival=arrival, now=self.now)
        page = Page(url, url, 200, "text/xml", b"the feed", self.now)
        await self.store.pages.put(url, page, expires_at=self.now + DAY)

    async def digested(self) -> None:
        feeds = (hashed(SHARED_FEED), hashed(self.party.url("feed")))
        sub = replace(
            SUB,
            key=f"s-{self.party.name}",
            place=self.party.digests,
            owner=self.party.person,
            sources=Sources(feeds=feeds),
        )
        await self.store.subscriptions.put(sub)
        slot = slots.following(sub, self.now)
        assert slot is not None
        key = keys.slot(slot)
        assert await self.store.subscriptions.open(
            [Step(sub, slot, key, self.now + DAY)], now=self.now
        )
        due = await self.store.subscriptions.claim(key, now=self.now, lease_s=60)
        assert due is not None
        await self.store.subscriptions.finish(
            due,
            until=self.now,
            shown=[self.party.url("1"), SHARED],
            posts=[post(f"{key}#0", sub.place)],
            now=self.now,
        )
        batch = keys.paused(sub.key, "2026-03-02")
        await self.store.outbox.put(
            batch, [post(f"{batch}#0", self.party.own)], now=self.now, about=sub.key
        )


async def everything(store: Store) -> Rows:
    """Every row of every table, what is compressed made readable."""
    found: Rows = {}
    async with store.pending_work._database.read() as connection:
        for table in metadata.sorted_tables:
            rows = await connection.execute(select(table).order_by(*table.primary_key))
            found[table.name] = [tuple(_readable(value) for value in row) for row in rows]
    return found


def _readable(value: object) -> object:
    if not isinstance(value, bytes):
        return value
    try:
        return zlib.decompress(value).decode()
    except zlib.error:
        return value


STAYS = Party("stays", Place("slack", "TSTAYS", "CSTAYS"), "USTAYS", Place("slack", "TSTAYS", "CSTAYS"))  # fmt: skip


def _goes(place: Place, digests: Place | None = None, person: str = "UGOES") -> Party:
    return Party("goes", place, person, digests or place)


HERE = STAYS.place
BESIDE = replace(HERE, channel="CGOES")
Erase = Callable[[Eraser], Awaitable[ErasureReport]]
CASES: dict[str, tuple[Party, Erase]] = {
    "workspace": (
        _goes(Place("slack", "TGOES", "CGOES")),
        lambda eraser: eraser.workspace("slack", "TGOES"),
    ),
    "workspace whose name differs in case": (
        _goes(Place("slack", "tstays", "CGOES")),
        lambda eraser: eraser.workspace("slack", "tstays"),
    ),
    "workspace on another platform": (
        _goes(Place("discord", "TSTAYS", "CSTAYS")),
        lambda eraser: eraser.workspace("discord", "TSTAYS"),
    ),
    "local page as a workspace": (
        _goes(Place("web", "", "page"), person="reader"),
        lambda eraser: eraser.workspace("web", ""),
    ),
    "local page as a channel": (
        _goes(Place("web", "", "page"), person="reader"),
        lambda eraser: eraser.channel(Place("web", "", "page")),
    ),
    "reader of the local page": (
        _goes(Place("web", "", "page"), Place("web", "", "@reader"), person="reader"),
        lambda eraser: eraser.person("web", "", "reader"),
    ),
    "channel": (_goes(BESIDE), lambda eraser: eraser.channel(BESIDE)),
    "person in another's channel": (
        _goes(HERE, replace(HERE, channel="@UGOES")),
        lambda eraser: eraser.person("slack", "TSTAYS", "UGOES"),
    ),
}
PARTS_OF_A_CHANNEL = ("channel", "local page as a channel")
"""What is in a person's messages or a workspace's own row is not a channel's to erase."""


@pytest.mark.parametrize("case", CASES)
async def test_nothing_is_left_and_nothing_of_others_is_gone(
    store: Store, clock: FakeClock, case: str
) -> None:
    party, erase = CASES[case]
    await Filling(store, clock, STAYS).everything()
    before = await everything(store)
    assert [name for name, rows in before.items() if not rows and name != "erased"] == []
    await Filling(store, clock, party).everything()
    full = await everything(store)
    assert [name for name in before if full[name] == before[name] and name != "erased"] == []

    await erase(Eraser(erasure=store.erasure, channel_settings=store.channel_settings))

    after = await everything(store)
    if case in PARTS_OF_A_CHANNEL:
        own = {
            (party.place.platform, party.place.workspace, name) for name in ("", "@" + party.person)
        }
        after["places"] = [
            row for row in after["places"] if row in before["places"] or row[:3] not in own
        ]
    assert after.pop("erased"), "events that are delivered once more are known"
    before.pop("erased")
    assert after == before
    assert await store.check() == ()


async def test_no_column_holds_a_name_or_an_address(store: Store, clock: FakeClock) -> None:
    party, erase = CASES["workspace"]
    await Filling(store, clock, party).everything()
    await Filling(store, clock, STAYS).everything()
    names = ["goes", *(address_key(party.url(path)) for path in ("1", "2", "pasted", "feed/1"))]
    held = str(await everything(store)).lower()
    assert [name for name in names if name not in held] == []
    await erase(Eraser(erasure=store.erasure, channel_settings=store.channel_settings))
    held = str(await everything(store)).lower()
    assert [name for name in names if name in held] == []
    assert "both.example/feed" in held, "whoever stays still reads this feed"


async def test_a_feed_goes_with_the_last_who_reads_it(store: Store, clock: FakeClock) -> None:
    party, erase = CASES["workspace"]
    await Filling(store, clock, party).everything()
    await Filling(store, clock, STAYS).everything()
    eraser = Eraser(erasure=store.erasure, channel_settings=store.channel_settings)
    await erase(eraser)
    assert SHARED_FEED in [feed.url for feed in await store.feeds.all()]
    await eraser.workspace("slack", "TSTAYS")
    left = {name: rows for name, rows in (await everything(store)).items() if rows}
    assert list(left) == ["erased"]
