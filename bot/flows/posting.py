"""The one way out: claim, commit, verify if in doubt, send, settle.

A post is sent by an attempt only if no earlier attempt can have brought it there: either
none began, or each said that it was refused, or the platform was asked when everything
that was under way must have shown. What cannot be found out is parked for the operator.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from bot.ports import Chat, Jobs, Outbox
from bot.retries import POST, Retries
from briefs.delivery import Action, Job, JobKind, Outgoing
from briefs.errors import (
    GiveUp,
    NotFound,
    NotSent,
    PlaceGone,
    ReadoutError,
    TryLater,
)
from briefs.model import Place, Post, Receipt

log = logging.getLogger(__name__)

T = TypeVar("T")
PlaceIsGone = Callable[[Place, str], Awaitable[None]]
Unposted = Callable[[Post, str], Awaitable[None]]


class NotConnected(TryLater):
    """No chat of that platform runs in this process."""

    kind = "not_connected"
    message = "The bot is not connected to this platform."


class LeaseTooShort(TryLater):
    """Too little of the lease is left to begin a request."""

    kind = "lease_too_short"


class Lost(TryLater):
    """The attempt ended without an answer; the message may be there."""

    kind = "lost"
    message = "The platform did not answer in time."


CERTAIN = (NotSent, NotConnected, LeaseTooShort, GiveUp)
"""After these nothing of this attempt is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How long an attempt may take, in seconds.

    A request ends by `timeout_s`; a lease is longer than two of them, so that whoever
    holds one is done before it ends. What the platform accepted shows in its history
    `lag_s` after the attempt was over at most. Its clock and ours differ by less than
    `skew_s`: the history is read from so much earlier.
    """

    lease_s: float = 90.0
    timeout_s: float = 20.0
    lag_s: float = 15.0
    skew_s: float = 120.0


TIMING = Timing()


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """Brings one post to its place, or to what it now reads, or away."""

    outbox: Outbox
    chats: Mapping[str, Chat]
    jobs: Jobs
    now: Callable[[], datetime]
    place_is_gone: PlaceIsGone
    unposted: Unposted | None = None
    retries: Retries = POST
    timing: Timing = TIMING

    async def run(self, key: str) -> datetime | None:
        """One attempt -> when to try again, None if there is nothing to do for this post."""
        out = await self.outbox.claim(key, now=self.now(), lease_s=self.timing.lease_s)
        if out is None:
            return None
        if self.retries.exhausted(out.attempt):
            await self._stop(out, Lost(), certain=True)
            return None
        chat = self.chats.get(out.post.place.platform)
        if chat is None:
            return await self._failed(out, NotConnected(), certain=True)
        quiet_at = self._quiet_at(out)
        if quiet_at is not None and quiet_at > self.now():
            await self.outbox.later(out, quiet_at, now=self.now(), failure=None, certain=True)
            return quiet_at
        try:
            found = await self._look(chat, out)
        except Exception as error:  # a fault of ours is tried again like any other
            return await self._failed(out, error, certain=True)
        if out.doubt_since is not None and found is None:
            out = replace(out, doubt_since=None, over_at=None)  # it is certainly not there
        try:
            due = await self._act(chat, out, found)
        except Exception as error:
            return await self._failed(out, error, certain=isinstance(error, CERTAIN))
        await self.jobs.submit(*(Job(JobKind.POST, one) for one in due))
        return None

    def _quiet_at(self, out: Outgoing) -> datetime | None:
        """From when on an earlier attempt must show in the history; None if there is no doubt."""
        if out.doubt_since is None or out.over_at is None or out.receipt is not None:
            return None
        return out.over_at + timedelta(seconds=self.timing.lag_s)

    async def _look(self, chat: Chat, out: Outgoing) -> Receipt | None:
        """What an earlier attempt brought there."""
        if out.doubt_since is None or out.receipt is not None:
            return None
        since = out.doubt_since - timedelta(seconds=self.timing.skew_s)
        return await self._in_time(out, chat.find(out.post, since=since))

    async def _act(self, chat: Chat, out: Outgoing, found: Receipt | None) -> tuple[str, ...]:
        """Do what the post needs -> keys that are due because of it."""
        receipt = out.receipt or found
        if out.action is Action.DELETE:
            if receipt is not None:
                await self._in_time(out, chat.delete(receipt))
            return await self.outbox.withdrawn(out, now=self.now())
        if out.action is Action.EDIT and receipt is not None:
            await self._in_time(out, chat.edit(receipt, out.post))
            return await self.outbox.edited(out, now=self.now())
        if found is not None:
            return await self.outbox.sent(out, found, found=True)
        return await self.outbox.sent(out, await self._in_time(out, chat.send(out.post)))

    async def _in_time(self, out: Outgoing, call: Coroutine[Any, Any, T]) -> T:
        """Let a request run only if it ends, and can be settled, within the lease."""
        left_s = (out.lease_until - self.now()).total_seconds()
        if left_s < self.timing.timeout_s * 1.5:
            call.close()
            raise LeaseTooShort(after_s=left_s)
        try:
            async with asyncio.timeout(self.timing.timeout_s):
                return await call
        except TimeoutError as error:
            raise Lost from error

    async def _failed(self, out: Outgoing, error: Exception, *, certain: bool) -> datetime | None:
        """An attempt failed -> when to try again. `certain`: it has surely sent nothing."""
        now = self.now()
        known = isinstance(error, ReadoutError)
        log.warning(
            "attempt failed: %s",
            error.kind if isinstance(error, ReadoutError) else type(error).__name__,
            extra={"key": out.post.key, "attempt": out.attempt},
            exc_info=None if known else error,
        )
        if isinstance(error, NotFound) and out.action is Action.EDIT:
            # Somebody deleted our message: there is nothing left to change.
            await self.outbox.edited(out, now=now)
            return None
        if isinstance(error, PlaceGone):
            # Told first: after a crash in between, the attempt and this are made again.
            await self.place_is_gone(out.post.place, str(error))
            if self.unposted is not None and out.action is Action.SEND:
                await self.unposted(out.post, str(error))
        when = self.retries(error, out.attempt, now, key=out.post.key)
        if when is None:
            await self._stop(out, error, certain=certain)
            return None
        await self.outbox.later(out, when, now=now, failure=_reason(error), certain=certain)
        return when

    async def _stop(self, out: Outgoing, error: Exception, *, certain: bool) -> None:
        """Give up: parked if the message may be there, failed if it is not."""
        doubtful = out.doubt_since is not None or not certain
        if out.action is not Action.EDIT and doubtful and out.receipt is None:
            await self.outbox.park(out, failure=_reason(error))
        else:
            await self.outbox.fail(out, failure=_reason(error))


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, ReadoutError) else type(error).__name__
