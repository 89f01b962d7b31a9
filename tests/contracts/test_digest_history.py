"""What was shown before is found by its words, however much was since, on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import func, select

from adapters.storage import Store
from adapters.storage.database.schema import shown_articles, shown_terms
from adapters.storage.repositories.digest_history import HEAVY_WORDS
from bot import keys, slots
from briefs.model.delivery import Step
from briefs.model.stories import Fingerprint
from tests.contracts.test_subscriptions import SUB as WEEKDAYS
from tests.fakes.delivery import stored_briefing
from tests.fakes.stores import START, FakeClock

DAY = timedelta(days=1)
SUB = replace(WEEKDAYS, weekdays=tuple(range(7)))


def words(*several: str) -> Fingerprint:
    """A fingerprint of these, the first the heaviest."""
    return Fingerprint(tuple((word, 1 / (at + 2)) for at, word in enumerate(several)), version="1")


def url(name: str) -> str:
    return f"https://a.example/{name}"


async def record_shown(store: Store, clock: FakeClock, prints: dict[str, Fingerprint]) -> None:
    """A digest of the day shows articles with these fingerprints."""
    for name, one in prints.items():
        await store.articles.keep(replace(stored_briefing(url(name)), fingerprint=one), now=clock())
    slot = slots.following(SUB, clock())
    assert slot is not None
    sub = replace(SUB, next_at=slot.due_at)
    await store.subscriptions.put(sub)
    key = keys.slot(slot)
    await store.subscriptions.open([Step(sub, slot, key, slot.due_at + DAY)], now=clock())
    due = await store.subscriptions.claim(key, now=clock(), lease_s=60)
    assert due is not None
    shown = [url(name) for name in prints]
    await store.subscriptions.finish(due, until=clock(), shown=shown, posts=[], now=clock())
    clock.turn(DAY.total_seconds())


async def found(store: Store, since: datetime, *prints: Fingerprint, limit: int) -> Sequence[str]:
    remembered = await store.articles.remembered("s1", prints, since=since, limit=limit)
    before = await store.articles.shown_before(remembered)
    return [one.briefing.url.rpartition("/")[2] for one in before]


async def test_a_story_of_three_weeks_ago_is_found_in_a_busy_channel(
    store: Store, clock: FakeClock
) -> None:
    await record_shown(store, clock, {"old": words("treaty", "tamse", "ostrey")})
    for day in range(21):
        many = {f"{day}-{n}": words("treaty", f"own{day}x{n}") for n in range(8)}
        await record_shown(store, clock, many)
    again = words("vell", "tamse", "treaty")
    assert "old" in await found(store, START - DAY, again, limit=5)
    assert len(await found(store, START - DAY, again, limit=5)) == 5
    assert await found(store, START - DAY, words("bridge"), limit=5) == []
    assert "old" not in await found(store, START + DAY, again, limit=500)


async def test_the_heaviest_words_are_kept_and_no_more(store: Store, clock: FakeClock) -> None:
    several = [f"w{n}" for n in range(2 * HEAVY_WORDS)]
    await record_shown(store, clock, {"long": words(*several)})
    assert await found(store, START - DAY, words(several[HEAVY_WORDS - 1]), limit=5) == ["long"]
    assert await found(store, START - DAY, words(several[HEAVY_WORDS]), limit=5) == []


async def test_words_go_when_a_story_is_over_and_with_what_they_are_of(
    store: Store, clock: FakeClock
) -> None:
    async def count(table: object) -> int:
        async with store.pending_work._database.read() as connection:
            return int(await connection.scalar(select(func.count()).select_from(table)) or 0)  # type: ignore[arg-type]

    await record_shown(store, clock, {"one": words("tamse"), "two": words("vell")})
    clock.turn(28 * DAY.total_seconds())
    await record_shown(store, clock, {"three": words("ostrey")})
    await store.tidy()
    assert (await count(shown_articles), await count(shown_terms)) == (3, 3)
    clock.turn(DAY.total_seconds())
    await store.tidy()
    assert (await count(shown_articles), await count(shown_terms)) == (3, 1), (
        "never shown again all the same"
    )
    await store.articles.forget(url("three"))
    assert (await count(shown_articles), await count(shown_terms)) == (2, 0)
