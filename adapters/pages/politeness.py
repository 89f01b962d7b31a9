"""Politeness: one request at a time for each site, a gap between them, Retry-After obeyed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from briefs.errors import SiteBusy

GAP_S: Final = 0.5
MAX_WAIT_S: Final = 30.0
SHORT_WAIT_S: Final = 2.0
MAX_RETRY_AFTER_S: Final = 86_400.0
MAX_SITES: Final = 4096

Sleep = Callable[[float], Awaitable[None]]


def retry_after_s(value: str | None, *, now: datetime) -> float | None:
    """Retry-After, seconds or a date (RFC 9110, 10.2.3) -> seconds from now, at most a day."""
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:12]), MAX_RETRY_AFTER_S)
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return min(max((until - now).total_seconds(), 0.0), MAX_RETRY_AFTER_S)


@dataclass(slots=True)
class _Site:
    """State of a site that is being requested or has asked to be left alone."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0
    last_at: datetime | None = None
    busy_until: datetime | None = None


class Politeness:
    """Hands out turns at sites. A site is whatever name the caller groups requests by."""

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        gap_s: float = GAP_S,
        max_wait_s: float = MAX_WAIT_S,
        short_wait_s: float = SHORT_WAIT_S,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._now = now
        self._gap_s = gap_s
        self._max_wait_s = max_wait_s
        self._short_wait_s = short_wait_s
        self._sleep = sleep
        self._sites: dict[str, _Site] = {}

    @asynccontextmanager
    async def turn(self, site: str, *, gap: bool = True) -> AsyncIterator[None]:
        """Hold the only turn at a site; no `gap` for a redirect, which the site itself asked for.

        Raises: SiteBusy with `after_s`, if the site wants to be left alone for more than a short
        wait, or too many others are waiting already.
        """
        place = self._place(site)
        place.users += 1
        try:
            self._refuse_if_busy(place)
            await self._acquire(place)
            try:
                await self._wait(place, gap=gap)
                yield
            finally:
                place.last_at = self._now()
                place.lock.release()
        finally:
            place.users -= 1

    def busy(self, site: str, *, after_s: float) -> None:
        """Remember that the site asked to be left alone for so many seconds."""
        self._place(site).busy_until = self._now() + timedelta(seconds=after_s)

    def _place(self, site: str) -> _Site:
        if site not in self._sites and len(self._sites) >= MAX_SITES:
            self._forget()
        return self._sites.setdefault(site, _Site())

    def _forget(self) -> None:
        """Forget sites without a wait; if too many are left, also the oldest unused ones."""
        for site, place in list(self._sites.items()):
            if not place.users and self._busy_s(place) <= 0 and self._gap_left_s(place) <= 0:
                del self._sites[site]
        idle = [site for site, place in self._sites.items() if not place.users]
        for site in idle[: max(0, len(self._sites) - MAX_SITES * 7 // 8)]:
            del self._sites[site]

    def _busy_s(self, place: _Site) -> float:
        if place.busy_until is None:
            return 0.0
        return (place.busy_until - self._now()).total_seconds()

    def _gap_left_s(self, place: _Site) -> float:
        if place.last_at is None:
            return 0.0
        return self._gap_s - (self._now() - place.last_at).total_seconds()

    def _refuse_if_busy(self, place: _Site) -> None:
        left_s = self._busy_s(place)
        if left_s > self._short_wait_s:
            raise SiteBusy("The site asked to be left alone for a while.", after_s=left_s)

    async def _acquire(self, place: _Site) -> None:
        try:
            async with asyncio.timeout(self._max_wait_s):
                await place.lock.acquire()
        except TimeoutError as e:
            raise SiteBusy(
                "Too many pages of this site are being read.", after_s=self._max_wait_s
            ) from e

    async def _wait(self, place: _Site, *, gap: bool) -> None:
        # The request before ours may have been answered with Retry-After.
        self._refuse_if_busy(place)
        wait_s = max(self._busy_s(place), self._gap_left_s(place) if gap else 0.0)
        if wait_s > 0:
            await self._sleep(wait_s)
