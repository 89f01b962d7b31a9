"""Notices that only the asker gets: a quota is used up, or their link was answered before."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from bot import keys
from bot.ports.chat import Chat
from bot.ports.jobs import Jobs
from bot.ports.messages import Outbox
from briefs.errors import OverQuota
from briefs.model.cards import Card, CardKind, CardLine, CardPart, Run
from briefs.model.delivery import Admission, Job, JobKind
from briefs.model.messages import Post
from briefs.model.places import LinkSeen, Place
from briefs.translatable import Translatable, counted, translatable

TOLD_EVERY_S = 60
"""Who asks on while a quota is used up is told so this often: no silence, and no flood."""


async def refuse(
    seen: LinkSeen,
    admission: Admission,
    now: datetime,
    *,
    room_at: datetime | None,
    outbox: Outbox,
    jobs: Jobs,
) -> None:
    """Tell the asker that a quota is used up, unless they were told within TOLD_EVERY_S.

    `room_at`: when it has room for what they ask, None if never.
    """
    period = int(now.timestamp()) // TOLD_EVERY_S
    batch, earlier = (keys.refusal(seen.author, seen.place, at) for at in (period, period - 1))
    hint = room(admission, room_at, now)
    notes = (hint,) if hint is not None else ()
    card = Card(CardKind.NOTICE, translatable(OverQuota.message), notes=notes)
    post = Post(keys.part(batch, 0), seen.place, card, reply_to=seen.message, only_for=seen.author)
    own, since = keys.own(seen.place, seen.author), now - timedelta(seconds=TOLD_EVERY_S)
    due = await outbox.put(batch, (post,), now=now, about=own, earlier=earlier, since=since)
    await jobs.submit(*(Job(JobKind.POST, key) for key in due))


def room(admission: Admission, room_at: datetime | None, now: datetime) -> Translatable | None:
    """A sentence that says when the quota of the asker, or of the place, has room again.

    Rounded up: who comes back after so many minutes must not be refused again.
    """
    if room_at is None:
        return None
    minutes = max(1, math.ceil((room_at - now).total_seconds() / 60))
    if admission is Admission.PERSON_OVER_QUOTA:
        return counted(
            "There is room for you again in about {count} minute.",
            "There is room for you again in about {count} minutes.",
            count=minutes,
        )
    return counted(
        "There is room for this channel again in about {count} minute.",
        "There is room for this channel again in about {count} minutes.",
        count=minutes,
    )


async def point_to_answer(
    seen: LinkSeen,
    asked_in: Place,
    now: datetime,
    *,
    chat: Chat | None,
    outbox: Outbox,
    jobs: Jobs,
) -> None:
    """Tell the asker where a message's answer is: once for each event that asks.

    `asked_in`: where they asked. Nothing while the answer has no message.
    """
    request = keys.reply(seen)
    answer = await outbox.receipt(keys.part(request, 0))
    said = await outbox.messages_of(request)
    if answer is None or not said:
        return
    where = chat.link(answer) if chat is not None else None
    line = CardLine((Run(translatable("The answer")),), url=where)
    title = translatable("Answered here before: {title}", title=said[0][0].card.headline)
    card = Card(CardKind.NOTICE, title, (CardPart("", (line,)),) if where else ())
    batch = keys.pointer(request, seen.event or seen.author)
    post = Post(keys.part(batch, 0), asked_in, card, only_for=seen.author)
    due = await outbox.put(batch, (post,), now=now, about=request)
    await jobs.submit(*(Job(JobKind.POST, key) for key in due))
