"""Notices that only the asker gets: a quota is used up, or their link was answered before."""

from __future__ import annotations

from datetime import datetime

from bot import keys
from bot.ports.chat import Chat
from bot.ports.jobs import Jobs
from bot.ports.messages import Outbox
from briefs.errors import OverQuota
from briefs.model.cards import Card, CardKind, CardLine, CardPart, Run
from briefs.model.delivery import Admission, Job, JobKind, Quota
from briefs.model.messages import Post
from briefs.model.places import LinkSeen, Place
from briefs.translatable import Translatable, counted, translatable


async def refuse(
    seen: LinkSeen,
    admission: Admission,
    now: datetime,
    *,
    quota: Quota,
    outbox: Outbox,
    jobs: Jobs,
) -> None:
    """Tell the asker that a quota is used up: once in its window, however often they ask."""
    window = int(now.timestamp()) // quota.window_s
    batch = keys.refusal(seen.author, seen.place, window)
    left_s = (window + 1) * quota.window_s - int(now.timestamp())
    hint = _room(admission, max(1, left_s // 60))
    card = Card(CardKind.NOTICE, translatable(OverQuota.message), notes=(hint,))
    post = Post(keys.part(batch, 0), seen.place, card, reply_to=seen.message, only_for=seen.author)
    own = keys.own(seen.place, seen.author)
    due = await outbox.put(batch, (post,), now=now, about=own)
    await jobs.submit(*(Job(JobKind.POST, key) for key in due))


def _room(admission: Admission, minutes: int) -> Translatable:
    """A sentence that says when the quota of the asker, or of the place, has room again."""
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
