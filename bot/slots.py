"""One digest slot for each local date, across clock changes. Pure.

A slot is (subscription, local date, local time that was asked for). If the clocks show that time
twice, the slot is at the first instant; if they skip it, as far after the gap as the time is into
it (RFC 5545, 3.3.5). A local date that a zone skipped (Apia, 30 December 2011) has no slot.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from briefs.model.delivery import Subscription
from briefs.model.places import Slot

LATE_AFTER_S = 900
"""A digest that is posted later than this says so."""

LONGEST_WAIT = timedelta(days=7)
"""Longest time between two slots of one subscription, which names at least one weekday."""

LONGEST_GAP = timedelta(hours=3)
"""No zone ever moved its clocks forward by more; a larger gap means a skipped date."""


def instant(day: date, at: time, zone: ZoneInfo) -> datetime | None:
    """The UTC instant of a wall time; None if the zone had no such date."""
    wall = datetime.combine(day, at, tzinfo=zone)  # fold=0: the first of two
    found = wall.astimezone(UTC)  # in a gap the offset before it is used, so as far after it
    shown = found.astimezone(zone).replace(tzinfo=None)
    return None if shown - wall.replace(tzinfo=None) > LONGEST_GAP else found


def between(
    subscription: Subscription, after: datetime, until: datetime | None = None
) -> Iterator[Slot]:
    """Slots with after < due_at <= until, the oldest first; without `until`, endlessly many."""
    zone = ZoneInfo(subscription.zone)
    at = time.fromisoformat(subscription.local_time)
    weekdays = frozenset(subscription.weekdays)
    day = after.astimezone(zone).date() - timedelta(days=1)
    while weekdays:
        due = instant(day, at, zone) if day.weekday() in weekdays else None
        if due is not None and until is not None and due > until:
            return
        if due is not None and due > after:
            yield Slot(subscription.key, day.isoformat(), subscription.local_time, due)
        day += timedelta(days=1)
        if until is not None and day > until.astimezone(zone).date() + timedelta(days=1):
            return


def following(subscription: Subscription, after: datetime) -> Slot | None:
    """The next slot after an instant; None if the subscription names no weekday."""
    return next(between(subscription, after), None)


def upcoming(subscription: Subscription, after: datetime, count: int) -> tuple[Slot, ...]:
    """The next `count` slots, to be shown."""
    return tuple(islice(between(subscription, after), count))


def latest_due(subscription: Subscription, now: datetime) -> Slot | None:
    """The slot to serve now: the last that became due since `next_at`, None if none did.

    So one digest covers all that were missed. A date to skip has no slot.
    """
    if subscription.next_at is None:
        return None
    just_before = subscription.next_at - timedelta(microseconds=1)
    since = max(just_before, now - LONGEST_WAIT - timedelta(days=2))  # two days for clock changes
    due = [
        slot
        for slot in between(subscription, since, now)
        if subscription.skip_date is None or slot.local_date != subscription.skip_date.isoformat()
    ]
    return due[-1] if due else None


def is_late(slot: Slot, now: datetime) -> bool:
    """Whether the digest is so late that it says so."""
    return now - slot.due_at > timedelta(seconds=LATE_AFTER_S)
