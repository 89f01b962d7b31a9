"""A message with links -> one reply.

    admit  only stores it, so that the platform's event is acknowledged at once
    run    answered in this channel before? Point to that reply. Briefed elsewhere? Use that
           briefing. Else brief the link.
           Then store articles, arrivals and posts in one transaction, and submit the posts.

The first link is answered in the channel, the others in the thread of that answer.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from bot import keys
from bot.flows.private_notices import refuse, room
from bot.flows.quiet_places import QuietUntil, never_quiet
from bot.ports.articles import Articles
from bot.ports.chat import Chat
from bot.ports.jobs import Jobs
from bot.ports.messages import Inbox, Outbox
from bot.ports.reading import BriefLink
from bot.retries import LINK, Backoff
from briefs.cards.briefing_card import notice
from briefs.errors import Interrupted, OverQuota, ReadoutError, TooSlow
from briefs.model.briefings import Briefing
from briefs.model.cards import Card, CardKind, CardLine, CardPart, Run
from briefs.model.chat import Mark
from briefs.model.delivery import (
    Admission,
    Arrival,
    ClaimedRequest,
    Job,
    JobKind,
    Quota,
    StoredBriefing,
)
from briefs.model.messages import Post, Receipt
from briefs.model.places import LinkSeen
from briefs.translatable import counted, translatable

log = logging.getLogger(__name__)

MAX_LINKS = 5
"""Links of one message that are briefed; a message with more is a list of links."""

FRESH_FOR = timedelta(hours=24)
"""How long a briefing is reused without asking for the page, which may have been edited since."""


QUOTA = Quota()
STOPPED = "Readout was stopped while it read."


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of one link: a briefing, a pointer to an earlier reply, or a failure."""

    link: str
    stored: StoredBriefing | None = None
    earlier: Receipt | None = None
    failure: Exception | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkAnswerer:
    """Answers messages with links. `version`: BRIEFING_VERSION; older briefings are not reused."""

    inbox: Inbox
    outbox: Outbox
    articles: Articles
    jobs: Jobs
    chats: Mapping[str, Chat]
    brief: BriefLink
    card: Callable[[Briefing], Card]
    version: str
    now: Callable[[], datetime]
    quiet_until: QuietUntil = never_quiet
    quota: Quota = QUOTA
    retries: Backoff = LINK
    lease_s: float = 100.0

    async def admit(
        self, seen: LinkSeen, *, once_more: bool = False, waits: bool = False
    ) -> Admission:
        """Store a request. After this returns, a crash cannot lose it: acknowledge the event.

        `once_more`: somebody asked again by a menu or reaction, so a deleted answer may come back.
        `waits`: the caller answers the asker at once. Raises: OverQuota, if they wait.
        """
        now = self.now()
        left_out = max(0, len(seen.links) - MAX_LINKS)
        seen = replace(seen, links=seen.links[:MAX_LINKS], left_out=left_out)
        key = keys.reply(seen)
        source = keys.reply(replace(seen, again=False))
        admission = await self.inbox.admit(
            key, seen, source=source, now=now, quota=self.quota, once_more=once_more
        )
        match admission:
            case Admission.NEW:
                await self.jobs.submit(Job(JobKind.LINK, key))
            case Admission.PERSON_OVER_QUOTA | Admission.PLACE_OVER_QUOTA:
                if not seen.automatic:
                    await self._refuse(key, seen, admission, now, waits=waits)
            case Admission.SEEN_BEFORE:
                if not seen.automatic:
                    return await self._ask_again(key, seen, now, once_more=once_more)
            case Admission.DELETED:
                pass
            case _:
                assert_never(admission)
        return admission

    async def _ask_again(
        self, key: str, asked: LinkSeen, now: datetime, *, once_more: bool
    ) -> Admission:
        """Retry posts that were refused: the bot may have been invited since.

        If there are none, a reply without any message, or one that reports a failure, is made again
        when the request was automatic or `once_more` says so; not for an event that is delivered
        again.
        """
        if asked.event is not None and await self.inbox.event(key) == asked.event:
            return Admission.SEEN_BEFORE
        due = await self.outbox.retry(key, now=now)
        await self.jobs.submit(*(Job(JobKind.POST, one) for one in due))
        silent = await self.inbox.is_automatic(key)
        if due or not (once_more or silent):
            return Admission.SEEN_BEFORE
        if await self.outbox.messages_of(key) and not await self.inbox.has_failed(key):
            return Admission.SEEN_BEFORE
        return await self.reopen(key, anew=False, asked=asked)

    async def reopen(self, key: str, *, anew: bool, asked: LinkSeen | None = None) -> Admission:
        """Answer a request again, replacing its answer. `anew`: read the page again.

        `asked`: how somebody asks now for a reply that is not there: it becomes theirs.
        """
        admission = await self.inbox.reopen(key, now=self.now(), anew=anew, asked=asked)
        if admission is Admission.NEW:
            await self.jobs.submit(Job(JobKind.LINK, key))
        return admission

    async def reserve(self, seen: LinkSeen) -> Admission:
        """Reserve quota for a request that costs something before it can be admitted."""
        now = self.now()
        key = keys.reply(seen)
        source = keys.reply(replace(seen, again=False))
        admission = await self.inbox.reserve(key, seen, source=source, now=now, quota=self.quota)
        if admission in {Admission.PERSON_OVER_QUOTA, Admission.PLACE_OVER_QUOTA}:
            await self._refuse(key, seen, admission, now)
        return admission

    async def _refuse(
        self, key: str, seen: LinkSeen, over: Admission, now: datetime, *, waits: bool = False
    ) -> None:
        """Tell the asker alone. Raises: OverQuota, if they wait for the caller's answer."""
        room_at = await self.inbox.room_at(key, seen, now=now, quota=self.quota)
        if waits:
            raise OverQuota(hint=room(over, room_at, now))
        await refuse(seen, over, now, room_at=room_at, outbox=self.outbox, jobs=self.jobs)

    async def run(self, key: str) -> datetime | None:
        """One attempt to answer -> when to try again, None if it is done or not due."""
        request = await self.inbox.claim(key, now=self.now(), lease_s=self.lease_s)
        if request is None:
            return None
        try:
            return await self._attempt(request)
        except asyncio.CancelledError:
            # The program stops. Release the lease, so that the next start resumes the request.
            await self.inbox.later(request, self.now(), failure=STOPPED)
            raise

    async def _attempt(self, request: ClaimedRequest) -> datetime | None:
        chat = self.chats.get(request.seen.place.platform)
        resting = await self._is_resting(request)
        if chat is not None and request.attempt == 1 and not resting:
            await chat.mark(request.seen, Mark.WORKING)
        if self.retries.exhausted(request.attempt):
            links = request.seen.links
            answers = tuple(Answer(link, failure=Interrupted()) for link in links)
        else:
            answers = await self._answers(request, chat)
        when = self._when(request, answers)
        if when is not None:
            reason = next(str(a.failure) for a in answers if a.failure is not None)
            await self.inbox.later(request, when, failure=reason)
            return when
        await self._finish(request, answers, chat)
        return None

    async def _answers(self, request: ClaimedRequest, chat: Chat | None) -> tuple[Answer, ...]:
        """All links of a message at once, and all of them within the lease."""
        tasks = [
            asyncio.create_task(self._answer(request, link, chat)) for link in request.seen.links
        ]
        try:
            async with asyncio.timeout(self.lease_s * 0.8):
                return tuple(await asyncio.gather(*tasks))
        except TimeoutError:
            done = [task.result() if _succeeded(task) else None for task in tasks]
            links = request.seen.links
            return tuple(
                answer or Answer(link, failure=TooSlow())
                for link, answer in zip(links, done, strict=True)
            )

    async def _answer(self, request: ClaimedRequest, link: str, chat: Chat | None) -> Answer:
        try:
            if not request.seen.again and chat is not None:
                source = keys.channel(request.seen.place)
                earlier = await self.articles.briefed_here(link, source, but=request.key)
                if earlier is not None:
                    stored = await self.articles.find(link)
                    return Answer(link, stored=stored, earlier=earlier)
            known = None
            if not request.seen.again:
                known = await self.articles.find(
                    link, version=self.version, since=self.now() - FRESH_FOR
                )
            stored = known or await self.brief(link)
            if known is None and len(request.seen.links) > 1:
                # Saved now, so that a retry because of another link does not brief this one again.
                await self.inbox.keep(request, stored, self._arrival(request), now=self.now())
            return Answer(link, stored=replace(stored, addresses=(*stored.addresses, link)))
        except Exception as error:  # a bug is answered like any other failure
            if not isinstance(error, ReadoutError):
                log.exception("briefing failed", extra={"key": request.key})
            return Answer(link, failure=error)

    def _arrival(self, request: ClaimedRequest) -> Arrival:
        """Where a request's articles came in.

        What one person asked for privately never appears in a channel's digest.
        """
        seen = request.seen
        here = keys.channel(seen.place)
        if seen.private:
            here = keys.private(seen.place, seen.author)
        return Arrival(here, request.key, self.now(), person=seen.author)

    def _when(self, request: ClaimedRequest, answers: tuple[Answer, ...]) -> datetime | None:
        """When to try again: the latest time that the failures ask for."""
        now = self.now()
        times = [
            self.retries(answer.failure, request.attempt, now, key=request.key)
            for answer in answers
            if answer.failure is not None
        ]
        return max((when for when in times if when is not None), default=None)

    async def _finish(
        self, request: ClaimedRequest, answers: tuple[Answer, ...], chat: Chat | None
    ) -> None:
        now = self.now()
        briefed = [a.stored for a in answers if a.stored is not None and a.earlier is None]
        failures = [str(answer.failure) for answer in answers if answer.failure is not None]
        due = await self.inbox.finish(
            request,
            stored=briefed,
            arrival=self._arrival(request),
            posts=self._posts(request, answers, chat),
            alone=self._alone(request, answers, chat),
            now=now,
            failure="; ".join(failures) or None,
        )
        if due is None:
            return  # edited, deleted or taken over meanwhile: another job answers
        await self.jobs.submit(*(Job(JobKind.POST, key) for key in due))
        if chat is not None:
            all_failed = len(failures) == len(answers)
            done = Mark.RESTING if await self._is_resting(request) else Mark.DONE
            await chat.mark(request.seen, Mark.FAILED if all_failed else done)

    async def _is_resting(self, request: ClaimedRequest) -> bool:
        """Whether the answer waits for the end of quiet hours, being automatic."""
        seen = request.seen
        return seen.automatic and await self.quiet_until(seen.place, self.now()) is not None

    def _posts(
        self, request: ClaimedRequest, answers: tuple[Answer, ...], chat: Chat | None
    ) -> tuple[Post, ...]:
        seen = request.seen
        if seen.automatic or _whispers(request, chat):
            # The channel sees no failures: nobody asked, or the asker alone is told.
            answers = tuple(answer for answer in answers if answer.failure is None)
        cards = [self._card(answer, chat) for answer in answers]
        if len(cards) > 1:
            more = len(cards) - 1
            note = counted(
                "{count} more link of the message in the thread.",
                "{count} more links of the message in the thread.",
                count=more,
            )
            cards[0] = replace(cards[0], notes=(*cards[0].notes, note))
        cards = _counting_left_out(cards, seen)
        fitting = [part for card in cards for part in (chat.parts(card) if chat else (card,))]
        return tuple(
            Post(
                keys.part(request.key, number),
                seen.place,
                card,
                part=number,
                reply_to=seen.message if number == 0 else None,
                only_for=seen.author if seen.private else None,
                automatic=seen.automatic,
            )
            for number, card in enumerate(fitting)
        )

    def _alone(
        self, request: ClaimedRequest, answers: tuple[Answer, ...], chat: Chat | None
    ) -> tuple[Post, ...]:
        """Notices for the asker alone: which of their links failed, and why."""
        seen = request.seen
        if seen.automatic or not _whispers(request, chat):
            return ()
        failed = [self._card(answer, chat) for answer in answers if answer.failure is not None]
        if len(failed) == len(answers):
            failed = _counting_left_out(failed, seen)
        batches = [keys.failed(request.key, request.revision, at) for at in range(len(failed))]
        return tuple(
            Post(keys.part(batch, 0), seen.place, card, only_for=seen.author)
            for batch, card in zip(batches, failed, strict=True)
        )

    def _card(self, answer: Answer, chat: Chat | None) -> Card:
        if answer.earlier is not None:
            title = answer.stored.briefing.headline.text if answer.stored else answer.link
            where = chat.link(answer.earlier) if chat else None
            earlier = CardLine((Run(translatable("The briefing")),), url=where)
            pointer = (CardPart("", (earlier,)),) if where else ()
            # "Run again" on this notice is about its own link.
            return Card(
                CardKind.NOTICE,
                translatable("Briefed here before: {title}", title=title),
                pointer,
                url=answer.link,
            )
        if answer.stored is not None:
            return self.card(answer.stored.briefing)
        error = answer.failure
        known = error if isinstance(error, ReadoutError) else ReadoutError()
        return notice(known, url=answer.link)


def _counting_left_out(cards: list[Card], seen: LinkSeen) -> list[Card]:
    """The cards of a request; the first says how many of its links are not read."""
    if not cards or not seen.left_out or seen.automatic:
        return cards
    note = counted(
        "{count} more of the message is left out: at most {most} are read.",
        "{count} more of the message are left out: at most {most} are read.",
        count=seen.left_out,
        most=MAX_LINKS,
    )
    return [replace(cards[0], notes=(*cards[0].notes, note)), *cards[1:]]


def _whispers(request: ClaimedRequest, chat: Chat | None) -> bool:
    """Whether failures go to the asker alone, while the channel gets the answer."""
    seen = request.seen
    own = seen.private or seen.place.channel.startswith("@")
    return chat is not None and not own and chat.whispers_to(seen)


def _succeeded(task: asyncio.Task[Answer]) -> bool:
    return task.done() and not task.cancelled() and task.exception() is None
