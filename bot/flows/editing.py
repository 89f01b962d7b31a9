"""The asker's message changes: the reply follows. It goes: the reply goes too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot import keys
from bot.flows.linking import MAX_LINKS
from bot.ports import Inbox, Jobs, Outbox
from briefs.delivery import Job, JobKind, SourceDeleted, SourceEdited
from briefs.model import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """Follows what becomes of a message, before, during and after its briefing."""

    inbox: Inbox
    outbox: Outbox
    jobs: Jobs
    now: Callable[[], datetime]

    async def edited(self, edited: SourceEdited) -> None:
        """The message now has these links; told late, twice or before the request, it ends alike.

        The platform tells of every edit: only the ones that change the links do anything.
        """
        capped = SourceEdited(
            edited.place, edited.message, edited.links[:MAX_LINKS], edited.edited_at
        )
        source = keys.reply(capped)
        due = await self.inbox.edit(source, capped, now=self.now())
        await self.jobs.submit(*(Job(JobKind.POST, key) for key in due))
        await self.jobs.submit(Job(JobKind.LINK, source))

    async def deleted(self, deleted: SourceDeleted) -> None:
        """The message is gone."""
        due = await self.inbox.delete(keys.reply(deleted), deleted, now=self.now())
        await self.jobs.submit(*(Job(JobKind.POST, key) for key in due))

    async def take_back(self, place: Place, message: str, *, person: str, admin: bool) -> bool:
        """Delete a reply of ours, asked by a person; False if it is not theirs to delete.

        A person may delete the reply to their own message, an admin any of ours.
        """
        post = await self.outbox.post_of(place, message)
        if post is None:
            return False
        batch = keys.batch(post.key)
        if not admin and await self.inbox.author(batch) != person:
            return False
        due = await self.outbox.withdraw(batch, now=self.now())
        await self.jobs.submit(*(Job(JobKind.POST, key) for key in due))
        return True
