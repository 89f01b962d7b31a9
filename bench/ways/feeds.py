"""A hostile feed, a feed of hostile pages or items, and digests of what came of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bench.ways.chats import idle, until
from bot.wiring.running_service import Service
from briefs.model.delivery import Sources, Subscription
from briefs.model.places import Place

EVERY_DAY = tuple(range(7))


async def take_in(running: Service, url: str) -> str:
    """Add a feed -> its key, once it was polled and each entry that it shows was tried."""
    feed = await running.flows.feed_poller.add(url)
    await until(idle)
    return feed.key


async def digest(running: Service, place: Place, *, name: str, feeds: tuple[str, ...]) -> None:
    """Let a digest's time come in a place, until it is posted there.

    Of these feeds, or, where there are none, of the links of the place itself.
    """
    now = datetime.now(UTC)
    due = (now - timedelta(minutes=1)).replace(second=0, microsecond=0)
    await running.store.subscriptions.put(
        Subscription(
            key=name, place=place, owner="", local_time=f"{due:%H:%M}", weekdays=EVERY_DAY,
            zone="UTC", created_at=now - timedelta(days=2), empty_too=True, next_at=due,
            sources=Sources(here=not feeds, feeds=feeds),
        )
    )  # fmt: skip
    await running.flows.digest_runner.open_due_slots()
    await until(idle)
