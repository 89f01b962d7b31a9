"""Who gets a digest, and when: add, change, pause, skip today, preview."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot import slots
from bot.ports import Schedules
from briefs.delivery import ON_REQUEST, Filters, Sources, Subscription
from briefs.errors import BadRequest
from briefs.model import Place, Slot

MAX_OF_PLACE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscribing:
    """Keeps each subscription's next slot right."""

    schedules: Schedules
    now: Callable[[], datetime]

    async def add(
        self,
        place: Place,
        *,
        owner: str,
        local_time: str,
        weekdays: tuple[int, ...],
        zone: str,
        sources: Sources,
        filters: Filters,
        empty_too: bool = False,
    ) -> Subscription:
        """Subscribe a place. Raises: BadRequest if it has too many, or nothing to tell."""
        if not weekdays:
            raise no_day()
        if not sources.here and not sources.feeds:
            raise no_source()
        if len(await self.schedules.of_place(place)) >= MAX_OF_PLACE:
            raise BadRequest(f"A place can have {MAX_OF_PLACE} digests.", hint="Remove one first.")
        subscription = Subscription(
            key=secrets.token_hex(4),
            place=place,
            owner=owner,
            local_time=local_time,
            weekdays=weekdays,
            zone=zone,
            created_at=self.now(),
            sources=sources,
            filters=filters,
            empty_too=empty_too,
        )
        return await self.change(subscription)

    async def change(self, subscription: Subscription) -> Subscription:
        """Replace a subscription; its next slot is the first from now on."""
        changed = replace(subscription, next_at=self._next_at(subscription))
        await self.schedules.put(changed)
        return changed

    async def get(self, key: str) -> Subscription:
        """One subscription. Raises: BadRequest if there is none."""
        found = await self.schedules.get(key)
        if found is None:
            raise BadRequest(f"There is no digest {key}.", hint="List them to see their keys.")
        return found

    async def remove(self, key: str) -> None:
        """End a subscription. Raises: BadRequest."""
        await self.get(key)
        await self.schedules.remove(key)

    async def pause(self, key: str, *, why: str = ON_REQUEST) -> Subscription:
        """Stop a subscription until it is resumed. Raises: BadRequest."""
        await self.get(key)
        await self.schedules.pause(key, why=why)
        return await self.get(key)

    async def resume(self, key: str) -> Subscription:
        """Let it run again; what was missed is not made up for. Raises: BadRequest."""
        found = replace(await self.get(key), paused=None)
        await self.schedules.resume(key, next_at=self._next_at(found))
        return await self.get(key)

    async def skip_today(self, key: str) -> Subscription:
        """Leave out today's digest, today being the subscription's own. Raises: BadRequest."""
        found = await self.get(key)
        await self.schedules.skip(key, self._today(found))
        return await self.get(key)

    def upcoming(self, subscription: Subscription, count: int = 3) -> tuple[Slot, ...]:
        """The next slots, for showing; a skipped date and a pause are heeded."""
        if subscription.paused:
            return ()
        coming = slots.upcoming(subscription, self.now(), count + 1)
        skipped = subscription.skip_date.isoformat() if subscription.skip_date else None
        return tuple(slot for slot in coming if slot.local_date != skipped)[:count]

    def _next_at(self, subscription: Subscription) -> datetime | None:
        if subscription.paused:
            return None
        slot = slots.following(subscription, self.now())
        return slot.due_at if slot else None

    def _today(self, subscription: Subscription) -> date:
        return self.now().astimezone(ZoneInfo(subscription.zone)).date()


def no_day() -> BadRequest:
    """A digest on no day."""
    return BadRequest("A digest needs a day.", hint="Write days like mon-fri or daily.")


def no_source() -> BadRequest:
    """A digest of nothing."""
    return BadRequest("A digest needs a source.", hint="Take the links of this channel, or a feed.")
