"""A message with links -> one reply.

    hear   admit, and no more: whoever delivered the event is answered at once
    run    known here? point to it. Known elsewhere? use it. Else brief it.
           Then articles, arrivals and posts in one transaction, and the posts on their way.

The first link is answered in the channel, the others in the thread of that answer.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot import keys
from bot.ports import BriefLink, Chat, Inbox, Jobs, Library, Mark, Outbox
from bot.retries import LINK, Retries
from briefs.delivery import Admission, Arrival, Asked, Job, JobKind, Kept, Quota
from briefs.errors import Interrupted, OverQuota, ReadoutError, TooSlow
from briefs.model import (
    Briefing,
    Card,
    CardKind,
    CardLine,
    CardPart,
    LinkSeen,
    Post,
    Receipt,
    Run,
)

log = logging.getLogger(__name__)

MAX_LINKS = 5
"""More links than these in one message are a list, not articles to be briefed."""

FRESH_FOR = timedelta(hours=24)
"""So long a briefing is used again without a look at the page: articles are still edited."""


QUOTA = Quota()
STOPPED = "Readout was stopped while it read."


@dataclass(frozen=True, slots=True)
class Answer:
    """What one link came to: a briefing, a pointer to an earlier one, or a failure."""

    link: str
    kept: Kept | None = None
    earlier: Receipt | None = None
    failure: Exception | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """Answers messages with links. `version` names the rules that brief."""

    inbox: Inbox
    outbox: Outbox
    library: Library
    jobs: Jobs
    chats: Mapping[str, Chat]
    brief: BriefLink
    card: Callable[[Briefing], Card]
    version: str
    now: Callable[[], datetime]
    quota: Quota = QUOTA
    retries: Retries = LINK
    lease_s: float = 100.0

    async def hear(self, seen: LinkSeen) -> Admission:
        """Take a request in; when this returns it is safe, and the event may be acknowledged."""
        now = self.now()
        seen = replace(seen, links=seen.links[:MAX_LINKS])
        key = keys.reply(seen)
        source = keys.reply(replace(seen, again=False))
        admission = await self.inbox.admit(key, seen, source=source, now=now, quota=self.quota)
        if admission is Admission.NEW:
            await self.jobs.submit(Job(JobKind.LINK, key))
        elif admission in {Admission.PERSON_OVER_QUOTA, Admission.PLACE_OVER_QUOTA}:
            await self._refuse(seen, admission, now)
        return admission

    async def _refuse(self, seen: LinkSeen, admission: Admission, now: datetime) -> None:
        """Say politely that it is enough; once in a window, however many are refused."""
        window = int(now.timestamp()) // self.quota.window_s
        batch = keys.refusal(seen.author, seen.place, window)
        whose = "you" if admission is Admission.PERSON_OVER_QUOTA else "this channel"
        minutes = (window + 1) * self.quota.window_s - int(now.timestamp())
        hint = f"There is room for {whose} again in about {max(1, minutes // 60)} minutes."
        card = Card(CardKind.NOTICE, OverQuota.message, notes=(hint,))
        post = Post(
            keys.part(batch, 0), seen.place, card, reply_to=seen.message, only_for=seen.author
        )
        own = keys.own(seen.place, seen.author)
        due = await self.outbox.put(batch, (post,), now=now, about=own)
        await self.jobs.submit(*(Job(JobKind.POST, key) for key in due))

    async def run(self, key: str) -> datetime | None:
        """One attempt to answer -> when to try again, None if it is answered or not ours."""
        asked = await self.inbox.claim(key, now=self.now(), lease_s=self.lease_s)
        if asked is None:
            return None
        try:
            return await self._attempt(asked)
        except asyncio.CancelledError:
            # Told to stop: who starts next takes it up at once, not when the lease has ended.
            await self.inbox.later(asked, self.now(), failure=STOPPED)
            raise

    async def _attempt(self, asked: Asked) -> datetime | None:
        chat = self.chats.get(asked.seen.place.platform)
        if chat is not None and asked.attempt == 1:
            await chat.mark(asked.seen, Mark.WORKING)
        if self.retries.exhausted(asked.attempt):
            links = asked.seen.links
            answers = tuple(Answer(link, failure=Interrupted()) for link in links)
        else:
            answers = await self._answers(asked, chat)
        when = self._when(asked, answers)
        if when is not None:
            reason = next(str(a.failure) for a in answers if a.failure is not None)
            await self.inbox.later(asked, when, failure=reason)
            return when
        await self._finish(asked, answers, chat)
        return None

    async def _answers(self, asked: Asked, chat: Chat | None) -> tuple[Answer, ...]:
        """All links of a message at once, and all of them within the lease."""
        tasks = [asyncio.create_task(self._answer(asked, link, chat)) for link in asked.seen.links]
        try:
            async with asyncio.timeout(self.lease_s * 0.8):
                return tuple(await asyncio.gather(*tasks))
        except TimeoutError:
            done = [task.result() if _worked(task) else None for task in tasks]
            links = asked.seen.links
            return tuple(
                answer or Answer(link, failure=TooSlow())
                for link, answer in zip(links, done, strict=True)
            )

    async def _answer(self, asked: Asked, link: str, chat: Chat | None) -> Answer:
        try:
            if not asked.seen.again and chat is not None:
                source = keys.channel(asked.seen.place)
                earlier = await self.library.briefed_here(link, source, but=asked.key)
                if earlier is not None:
                    kept = await self.library.find(link)
                    return Answer(link, kept=kept, earlier=earlier)
            known = None
            if not asked.seen.again:
                known = await self.library.find(
                    link, version=self.version, since=self.now() - FRESH_FOR
                )
            kept = known or await self.brief(link)
            if known is None and len(asked.seen.links) > 1:
                # Another link may fail: the next attempt shall not begin with this one again.
                await self.inbox.keep(asked, kept, self._arrival(asked), now=self.now())
            return Answer(link, kept=replace(kept, addresses=(*kept.addresses, link)))
        except Exception as error:  # a fault of ours is answered like any other
            if not isinstance(error, ReadoutError):
                log.exception("briefing failed", extra={"key": asked.key})
            return Answer(link, failure=error)

    def _arrival(self, asked: Asked) -> Arrival:
        """Where a request's articles came in.

        What one person asked for privately is not told to a channel in its digest.
        """
        seen = asked.seen
        here = keys.channel(seen.place)
        if seen.private:
            here = keys.private(seen.place, seen.author)
        return Arrival(here, asked.key, self.now(), person=seen.author)

    def _when(self, asked: Asked, answers: tuple[Answer, ...]) -> datetime | None:
        """When to try again: the last of the times that the failures ask for."""
        now = self.now()
        times = [
            self.retries(answer.failure, asked.attempt, now, key=asked.key)
            for answer in answers
            if answer.failure is not None
        ]
        return max((when for when in times if when is not None), default=None)

    async def _finish(self, asked: Asked, answers: tuple[Answer, ...], chat: Chat | None) -> None:
        now = self.now()
        briefed = [a.kept for a in answers if a.kept is not None and a.earlier is None]
        failures = [str(answer.failure) for answer in answers if answer.failure is not None]
        due = await self.inbox.finish(
            asked,
            kept=briefed,
            arrival=self._arrival(asked),
            posts=self._posts(asked, answers, chat),
            now=now,
            failure="; ".join(failures) or None,
        )
        if due is None:
            return  # edited, deleted or taken over meanwhile: another job answers
        await self.jobs.submit(*(Job(JobKind.POST, key) for key in due))
        if chat is not None:
            all_failed = len(failures) == len(answers)
            await chat.mark(asked.seen, Mark.FAILED if all_failed else Mark.DONE)

    def _posts(
        self, asked: Asked, answers: tuple[Answer, ...], chat: Chat | None
    ) -> tuple[Post, ...]:
        cards = [self._card(answer, chat) for answer in answers]
        if len(cards) > 1:
            more = len(cards) - 1
            note = f"{more} more {'link' if more == 1 else 'links'} of the message in the thread."
            cards[0] = replace(cards[0], notes=(*cards[0].notes, note))
        fitting = [part for card in cards for part in (chat.parts(card) if chat else (card,))]
        seen = asked.seen
        return tuple(
            Post(
                keys.part(asked.key, number),
                seen.place,
                card,
                part=number,
                reply_to=seen.message if number == 0 else None,
                only_for=seen.author if seen.private else None,
            )
            for number, card in enumerate(fitting)
        )

    def _card(self, answer: Answer, chat: Chat | None) -> Card:
        if answer.earlier is not None:
            title = answer.kept.briefing.headline.text if answer.kept else answer.link
            where = chat.link(answer.earlier) if chat else None
            earlier = CardLine((Run("The briefing"),), url=where)
            pointer = (CardPart("", (earlier,)),) if where else ()
            # Its own link is what "run again" is about.
            return Card(CardKind.NOTICE, f"Briefed here before: {title}", pointer, url=answer.link)
        if answer.kept is not None:
            return self.card(answer.kept.briefing)
        error = answer.failure
        known = error if isinstance(error, ReadoutError) else ReadoutError()
        notes = (known.hint,) if known.hint else ()
        return Card(CardKind.NOTICE, str(known), url=answer.link, notes=notes)


def _worked(task: asyncio.Task[Answer]) -> bool:
    return task.done() and not task.cancelled() and task.exception() is None
