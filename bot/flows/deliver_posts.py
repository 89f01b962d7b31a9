"""Delivery of all posts: claim, commit, verify if in doubt, send, settle.

An attempt sends a post only if no earlier attempt can have delivered it. That is: none began, or
each was refused, or the platform was asked after everything under way must have become visible. If
this cannot be found out, the post is parked for the operator.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar, assert_never

from bot.flows.lease_guard import WhileLeased
from bot.flows.quiet_places import QuietUntil, never_quiet
from bot.ports.chat import Chat
from bot.ports.jobs import Jobs
from bot.ports.messages import Outbox
from bot.retries import POST, Backoff
from briefs.errors import GiveUp, NotFound, NotSent, PlaceGone, ReadoutError, TryLater
from briefs.model.delivery import Action, ClaimedPost, Job, JobKind
from briefs.model.messages import Post
from briefs.model.places import Place

log = logging.getLogger(__name__)

T = TypeVar("T")
PlaceIsGone = Callable[[Place, PlaceGone], Awaitable[None]]
Unposted = Callable[[Post, ReadoutError], Awaitable[None]]
Unpublished = Callable[[Post, ReadoutError], Awaitable[None]]


class NotConnected(TryLater):
    """No chat of that platform runs in this process."""

    kind = "not_connected"
    message = "The bot is not connected to this platform."


class LeaseTooShort(TryLater):
    """Too little of the lease is left to begin a request."""

    kind = "lease_too_short"


class AttemptLost(TryLater):
    """The attempt ended without an answer; the message may be there."""

    kind = "lost"
    message = "The platform did not answer in time."


CERTAIN = (NotSent, NotConnected, LeaseTooShort, GiveUp)
"""After these errors nothing was posted by this attempt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Times of an attempt, in seconds.

    `timeout_s`: longest time of one request. `lease_s`: longer than two requests, so that a worker
    is done before its lease ends. `lag_s`: an accepted message is in the platform's history at
    most this long after the attempt ended. `skew_s`: the platform's clock and ours differ by less;
    the history is read from this much earlier.
    """

    lease_s: float = 90.0
    timeout_s: float = 20.0
    lag_s: float = 15.0
    skew_s: float = 120.0


TIMING = Timing()


@dataclass(frozen=True, slots=True, kw_only=True)
class PostDelivery:
    """Posts, edits, publishes or deletes one message, as its outbox row says."""

    outbox: Outbox
    chats: Mapping[str, Chat]
    jobs: Jobs
    now: Callable[[], datetime]
    place_is_gone: PlaceIsGone
    unposted: Unposted | None = None
    unpublished: Unpublished | None = None
    quiet_until: QuietUntil = never_quiet
    retries: Backoff = POST
    timing: Timing = TIMING

    async def run(self, key: str) -> datetime | None:
        """One attempt -> when to try again, None if there is nothing to do for this post."""
        out = await self.outbox.claim(key, now=self.now(), lease_s=self.timing.lease_s)
        if out is None:
            return None
        if self.retries.exhausted(out.attempt):
            await self._stop(out, AttemptLost(), certain=True)
            return None
        chat = self.chats.get(out.post.place.platform)
        if chat is None:
            return await self._failed(out, NotConnected(), certain=True)
        shows_at = self._shows_at(out)
        if shows_at is not None and shows_at > self.now():
            await self.outbox.later(out, shows_at, now=self.now(), failure=None, certain=True)
            return shows_at
        try:
            if (rests_until := await self._rests_until(out)) is not None:
                await self.outbox.later(
                    out, rests_until, now=self.now(), failure=None, certain=True, tried=False
                )
                return rests_until
            due = await self._act(chat, out)
        except Exception as error:  # a bug is retried like any other failure
            return await self._failed(out, error, certain=isinstance(error, CERTAIN))
        await self.jobs.submit(*(Job(JobKind.POST, one) for one in due))
        return None

    async def _rests_until(self, out: ClaimedPost) -> datetime | None:
        """When an automatic post may be sent, None if now.

        Quiet hours hold back only the first part: a reply that was begun is finished.
        """
        if out.action is not Action.SEND or not out.post.automatic or out.post.part > 0:
            return None
        return await self.quiet_until(out.post.place, self.now())

    def _shows_at(self, out: ClaimedPost) -> datetime | None:
        """When an earlier attempt must be visible in the history; None if there is no doubt."""
        if out.attempt_ended_by is None:
            return None
        return out.attempt_ended_by + timedelta(seconds=self.timing.lag_s)

    async def _act(self, chat: Chat, out: ClaimedPost) -> tuple[str, ...]:
        """Do what the post needs -> keys that are due because of it."""
        match out.action:
            case Action.VERIFY:
                since = (out.doubt_since or self.now()) - timedelta(seconds=self.timing.skew_s)
                found = await self._in_time(out, chat.find(out.post, since=since))
                if found is None:
                    return await self.outbox.absent(out, now=self.now())
                return await self.outbox.sent(out, found, found=True)
            case Action.SEND:
                return await self.outbox.sent(out, await self._in_time(out, chat.send(out.post)))
            case Action.EDIT:
                if out.receipt is not None:
                    await self._in_time(out, chat.edit(out.receipt, out.post))
                return await self.outbox.edited(out, now=self.now())
            case Action.DELETE:
                if out.receipt is not None:
                    await self._in_time(out, chat.delete(out.receipt))
                return await self.outbox.withdrawn(out, now=self.now())
            case Action.PUBLISH:
                if out.receipt is not None:
                    await self._in_time(out, chat.publish(out.receipt))
                return await self.outbox.published(out, now=self.now())
        assert_never(out.action)

    async def _in_time(self, out: ClaimedPost, call: Coroutine[Any, Any, T]) -> T:
        """Run a request only if it can end and be settled within the lease."""
        left_s = (out.lease_until - self.now()).total_seconds()
        if left_s < self.timing.timeout_s * 1.5:
            call.close()
            raise LeaseTooShort(after_s=left_s)
        try:
            async with asyncio.timeout(self.timing.timeout_s):
                return await WhileLeased(
                    call, until=out.lease_until, now=self.now, lost=AttemptLost
                )
        except TimeoutError as error:
            raise AttemptLost from error

    async def _failed(
        self, out: ClaimedPost, error: Exception, *, certain: bool
    ) -> datetime | None:
        """An attempt failed -> when to try again. `certain`: it surely sent nothing."""
        now = self.now()
        known = isinstance(error, ReadoutError)
        log.warning(
            "attempt failed: %s",
            error.kind if isinstance(error, ReadoutError) else type(error).__name__,
            extra={"key": out.post.key, "attempt": out.attempt},
            exc_info=None if known else error,
        )
        if isinstance(error, NotFound) and out.action in {Action.EDIT, Action.PUBLISH}:
            # Somebody deleted our message: it is not posted again against their will.
            await self.outbox.removed(out, now=now)
            return None
        if isinstance(error, PlaceGone):
            # The owners are told first: after a crash in between, both steps are repeated.
            await self.place_is_gone(out.post.place, error)
        if isinstance(error, GiveUp) and out.action is Action.SEND and self.unposted is not None:
            await self.unposted(out.post, error)
        when = self.retries(error, out.attempt, now, key=out.post.key)
        if when is None:
            await self._stop(out, error, certain=certain)
            return None
        await self.outbox.later(out, when, now=now, failure=_reason(error), certain=certain)
        return when

    async def _stop(self, out: ClaimedPost, error: Exception, *, certain: bool) -> None:
        """Give up: park the post if its message may be there, else let it fail.

        A message that cannot be published stays in its channel.
        """
        if out.action is Action.PUBLISH:
            if self.unpublished is not None and isinstance(error, ReadoutError):
                await self.unpublished(out.post, error)
            due = await self.outbox.unpublished(out, failure=_reason(error), now=self.now())
            await self.jobs.submit(*(Job(JobKind.POST, one) for one in due))
            return
        doubtful = out.action is Action.VERIFY or (out.action is Action.SEND and not certain)
        if doubtful:
            await self.outbox.park(out, failure=_reason(error))
        else:
            await self.outbox.fail(out, failure=_reason(error), now=self.now())


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, ReadoutError) else type(error).__name__
