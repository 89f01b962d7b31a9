"""Edits and deletions of a message are applied to its reply."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot import keys
from bot.flows.answer_links import MAX_LINKS, QUOTA
from bot.flows.private_notices import refuse
from bot.ports.jobs import Jobs
from bot.ports.messages import Inbox, Outbox
from briefs.model.delivery import Job, JobKind, Quota, SourceDeleted, SourceEdited
from briefs.model.places import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class EditFollower:
    """Keeps a reply in step with its message, before, during and after its briefing."""

    inbox: Inbox
    outbox: Outbox
    jobs: Jobs
    now: Callable[[], datetime]
    quota: Quota = QUOTA

    async def edited(self, edited: SourceEdited) -> None:
        """The message now has these links; events may come late, twice or out of order.

        Platforms report every edit; only edits that change the links have an effect. Authors who
        add more links than the quota allows get a private notice, at most once a minute.
        """
        left_out = max(0, len(edited.links) - MAX_LINKS)
        capped = replace(edited, links=edited.links[:MAX_LINKS], left_out=left_out)
        source = keys.reply(capped)
        now = self.now()
        followed = await self.inbox.edit(source, capped, now=now, quota=self.quota)
        if followed.over and followed.refused and not followed.refused.automatic:
            seen = followed.refused
            room_at = await self.inbox.room_at(source, seen, now=now, quota=self.quota)
            await refuse(
                seen, followed.over, now, room_at=room_at, outbox=self.outbox, jobs=self.jobs
            )
            return
        await self.jobs.submit(*(Job(JobKind.POST, key) for key in followed.due))
        await self.jobs.submit(Job(JobKind.LINK, source))

    async def deleted(self, deleted: SourceDeleted) -> None:
        """The message was deleted."""
        due = await self.inbox.delete(keys.reply(deleted), deleted, now=self.now())
        await self.jobs.submit(*(Job(JobKind.POST, key) for key in due))

    async def take_back(self, place: Place, message: str, *, person: str, admin: bool) -> bool:
        """Delete a reply of ours at a person's request; False if they may not delete it.

        A person may delete what answers their own message, an admin any of ours.
        """
        post = await self.outbox.post_of(place, message)
        if post is None:
            return False
        batch = keys.batch(post.key)
        own = keys.own(place, person)
        theirs = await self.inbox.author(keys.caused_by(batch)) == person
        if not (admin or theirs or await self.outbox.is_about(batch, own)):
            return False
        due = await self.outbox.withdraw(batch, now=self.now())
        await self.jobs.submit(*(Job(JobKind.POST, key) for key in due))
        return True
