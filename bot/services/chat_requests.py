"""What people ask of the bot in a chat, the same for every platform.

An adapter passes who asks and their rights on the platform; permission is decided here. A refusal
is a ReadoutError whose message can be shown to the asker.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from bot import keys
from bot.flows.erase import Eraser
from bot.flows.private_notices import point_to_answer
from bot.ports.chat import Chat
from bot.ports.jobs import Jobs
from bot.ports.messages import RecentMessages
from bot.ports.subscriptions import Subscriptions
from bot.services.chat_digests import ChatDigests, OwnDigests
from bot.services.place_requests import own_messages
from bot.services.reply_requests import EXPIRED, ReplyRequests
from bot.subscription_rules import is_of
from briefs.cards.briefing_card import card
from briefs.errors import (
    NotAllowed,
    PlaceDeleted,
    PlaceGone,
    ReadoutError,
    Unknown,
)
from briefs.model.cards import Card, CardKind
from briefs.model.chat import Home, IncomingRequest, Person, RequestKind
from briefs.model.delivery import (
    Admission,
    Arrival,
    ErasureReport,
    Job,
    JobKind,
    Mode,
    SourceDeleted,
    SourceEdited,
    StoredBriefing,
)
from briefs.model.known_messages import KnownMessages
from briefs.model.messages import Post
from briefs.model.places import LinkSeen, Place
from briefs.translatable import translatable

RECENT = 10

LOOKED_BACK = timedelta(days=1)
"""After a restart, messages that were answered within this time are checked for edits and
deletions."""

GRACE = timedelta(days=7)
"""How long a workspace's data is kept after the bot's removal, in case it was a mistake."""

OFF = (
    "Readout is switched off in this channel. Ask for an answer that only you see, or ask in a "
    "direct message."
)
REFUSED_THERE = translatable("Your link could not be answered where you asked.")
UNSENT = translatable("There is an answer to your link, but it could not be posted.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRequests(ReplyRequests):
    """The implementation of briefs/chat_port.py for every chat. `text` briefs a pasted text."""

    eraser: Eraser
    subscriptions: Subscriptions
    recent_messages: RecentMessages
    jobs: Jobs
    text: Callable[[str], Awaitable[StoredBriefing]]

    # ------------------------------------------------------------------------ asking

    async def admit(self, request: IncomingRequest) -> Admission | None:
        """Store a request if links are briefed here; after this returns a crash cannot lose it.

        None: nothing to do. Raises: NotAllowed where the channel is off, or the author of the
        message has opted out; OverQuota, if the asker waits for an answer.
        """
        seen = request.seen
        if not await self._is_on(request):
            return None
        await self.refuse_writer(seen.place, writer=request.writer, asker=seen.author)
        settings = await self.channel_settings.get(seen.place)
        mode = self.mode_of(seen.place, settings)
        if request.kind is RequestKind.SEEN:
            if mode is not Mode.AUTO or await self._author_declined(seen):
                return None
            muted = settings.muted_sites
            links = tuple(link for link in seen.links if not is_of(link, muted))
            # A direct message to the bot is a request.
            automatic = not seen.place.channel.startswith("@")
            seen = replace(seen, links=links, automatic=automatic)
            if automatic and settings.threaded and seen.place.thread is None:
                seen = replace(seen, place=replace(seen.place, thread=seen.message))
        if not seen.links:
            return None
        once_more = request.kind in {RequestKind.MENU, RequestKind.REACTION}
        once_more = once_more or request.asked_in is not None
        admission = await self.link_answerer.admit(seen, once_more=once_more, waits=request.waits)
        if admission is Admission.SEEN_BEFORE and request.asked_in is not None:
            await self._point_to_answer(seen, request.asked_in)
        return admission

    async def _point_to_answer(self, seen: LinkSeen, asked_in: Place) -> None:
        """A mention below a message that was answered: tell its author alone where."""
        if await self.link_answerer.inbox.event(keys.reply(seen)) == seen.event:
            return  # the mention's own answer: its event is delivered again
        chat = self._chat(seen.place.platform, wanted=True)
        await point_to_answer(
            seen, asked_in, self.now(), chat=chat, outbox=self.outbox, jobs=self.jobs
        )

    async def _is_on(self, request: IncomingRequest) -> bool:
        """Whether links are briefed in the place of the request. Raises: NotAllowed."""
        seen = request.seen
        mode = self.mode_of(seen.place, await self.channel_settings.get(seen.place))
        if mode is not Mode.OFF or seen.private:
            return True
        match request.kind:
            case RequestKind.COMMAND | RequestKind.MENU:
                raise NotAllowed(OFF, hint="An admin can switch it on.")
            case RequestKind.SEEN | RequestKind.MENTION | RequestKind.REACTION:
                return False
            case _:
                assert_never(request.kind)

    async def _author_declined(self, seen: LinkSeen) -> bool:
        """Whether the author wants no automatic briefings of their links, or none at all."""
        own = replace(seen.place, channel=f"@{seen.author}", thread=None)
        place = seen.place
        return (await self.channel_settings.get(own)).quiet or await self.opted_out(
            place.platform, place.workspace, person=seen.author
        )

    async def admit_text(self, request: IncomingRequest, text: str) -> Admission | None:
        """Brief a pasted text and answer as for a link. Raises: ReadoutError."""
        seen = replace(request.seen, links=(keys.pasted(text),))
        if not await self._is_on(request):
            return None
        admission = await self.link_answerer.reserve(seen)
        if admission is not Admission.NEW:
            return admission  # over the quota: refused before the costly reading
        stored = await self.text(text)
        now = self.now()
        # Stored as private to the asker until the request is answered.
        source = keys.private(seen.place, seen.author)
        arrival = Arrival(source, keys.reply(seen), now, person=seen.author)
        await self.articles.keep(stored, now=now, arrival=arrival)
        return await self.admit(replace(request, seen=replace(seen, links=(stored.briefing.url,))))

    async def explain(self, place: Place, message: str, card: Card, *, to: str) -> None:
        """Answer a message that asks without a link; the answer goes with its message."""
        batch = keys.reply(SourceDeleted(place, message))
        post = Post(keys.part(batch, 0), place, card, reply_to=message)
        about = keys.own(place, to)
        inbox = self.link_answerer.inbox
        due = await inbox.explain(batch, (post,), about=about, now=self.now())
        await self.jobs.submit(*(Job(JobKind.POST, key) for key in due))

    async def greet(self, place: Place, card: Card, *, where: Place) -> None:
        """Introduce the bot `where`, once for a channel, a person or a whole workspace."""
        now = self.now()
        batch = keys.greeting(place, now)
        post = Post(keys.part(batch, 0), where, card)
        due = await self.channel_settings.introduce(place, batch, (post,), now=now)
        await self.jobs.submit(*(Job(JobKind.POST, key) for key in due))

    async def edited(self, edited: SourceEdited) -> None:
        """A message was edited: its reply follows."""
        await self.edit_follower.edited(edited)

    async def deleted(self, deleted: SourceDeleted) -> None:
        """A message was deleted: delete the reply to it, and stop following the reply's story.

        If the message is one of ours, deleted by a person: links no longer lead to it, and it is
        posted again only on request.
        """
        ours = await self.outbox.post_of(deleted.place, deleted.message)
        if await self.outbox.lost(deleted.place, deleted.message, now=self.now()):
            await self.end_followed(((ours, deleted.message),) if ours is not None else ())
            return
        await self.end_followed(await self.outbox.messages_of(keys.reply(deleted)))
        await self.edit_follower.deleted(deleted)

    async def known_messages(self, platform: str) -> tuple[KnownMessages, ...]:
        """Messages that were answered recently, by place, the latest place first."""
        return await self.recent_messages.since(platform, self.now() - LOOKED_BACK)

    async def editable_digests(self, place: Place, *, by: Person) -> ChatDigests | OwnDigests:
        """The digests of a place, as far as a person may change them. Raises: TryLater.

        People without the right to change the place may change only their own: see OwnDigests.
        """
        try:
            await self.permit(place, by)
        except NotAllowed as refusal:
            return OwnDigests(digests=self.digests, by=by, refusal=refusal)
        return self.digests

    # ----------------------------------------------------------------------- erasing

    async def erase_channel(
        self, place: Place, *, by: Person, messages: bool = False
    ) -> ErasureReport:
        """Erase what is stored of a channel; `messages`: in the chat too. Raises: NotAllowed."""
        await self.permit(place, by)
        return await self.eraser.channel(place, chat=self._chat(place.platform, messages))

    async def erase_person(
        self, platform: str, workspace: str, *, by: Person, messages: bool = False
    ) -> ErasureReport:
        """Erase all data of the asker except an opt-out; `messages`: also what is in the chat."""
        chat = self._chat(platform, messages)
        out = await self.opted_out(platform, workspace, person=by.id)
        erased = await self.eraser.person(platform, workspace, by.id, chat=chat)
        if out:
            await self.opt_out(platform, workspace, out=True, by=by)
        return erased

    def _chat(self, platform: str, wanted: bool) -> Chat | None:
        return self.link_answerer.chats.get(platform) if wanted else None

    async def erase_workspace(self, platform: str, workspace: str) -> ErasureReport:
        """The bot was removed from a workspace."""
        return await self.eraser.workspace(platform, workspace)

    async def workspace_joined(self, platform: str, *workspaces: str) -> None:
        """The bot is in these workspaces: cancel an erasure that was due."""
        await self.channel_settings.set_present(platform, workspaces)

    async def workspace_left(self, platform: str, workspace: str, *, at: datetime) -> None:
        """The bot was removed from a workspace, perhaps by mistake: it is erased later."""
        await self.channel_settings.set_left(platform, workspace, at)

    async def joined_workspaces(self, platform: str) -> frozenset[str]:
        """The workspaces that the bot was last known to be in."""
        return await self.channel_settings.present(platform)

    async def erase_left(self) -> int:
        """Erase the workspaces whose grace time is over -> how many. Called by the clock."""
        left = await self.channel_settings.left(before=self.now() - GRACE)
        for platform, workspace in left:
            await self.eraser.workspace(platform, workspace)
        return len(left)

    async def place_gone(self, place: Place, reason: str) -> None:
        """The bot cannot post here any more: pause the place's digests, tell their owners."""
        await self.digests.place_gone(place, PlaceGone(reason))

    async def place_deleted(self, place: Place, reason: str) -> None:
        """A channel or thread was deleted: end its digests, tell their owners.

        Links no longer lead to messages that were in a thread; these are posted again only on
        request.
        """
        if place.thread is not None:
            await self.outbox.lost(place, None, now=self.now())
        await self.digests.place_gone(place, PlaceDeleted(reason))

    async def home(self, platform: str, workspace: str, *, by: Person) -> Home:
        """What a person's home tab shows of a workspace."""
        prefix = keys.channels(platform, workspace)
        recent = await self.articles.shared_by(by.id, prefix=prefix, limit=RECENT)
        return Home(await self.subscriptions.of_workspace(platform, workspace), recent)

    async def recent(self, platform: str, workspace: str, key: str, *, by: Person) -> Card:
        """One of the briefings that a person's home tab lists. Raises: Unknown."""
        shown = (await self.home(platform, workspace, by=by)).recent
        found = next((one for one in shown if one.key == key), None)
        if found is None:
            raise Unknown(EXPIRED, hint="Send the link again.")
        return card(found.briefing)

    async def unposted(self, post: Post, error: ReadoutError) -> None:
        """A reply could not be posted where it was asked: tell the asker alone, once.

        In their direct messages if the place accepts no post at all.
        """
        batch = keys.batch(post.key)
        author = await self.link_answerer.inbox.author(batch)
        own = own_messages(post.place.platform, post.place.workspace, author or "")
        if not author or post.part:
            return
        gone = isinstance(error, PlaceGone)
        if (gone and post.place == own) or await self.link_answerer.inbox.is_automatic(batch):
            return
        said = REFUSED_THERE if gone else UNSENT
        notes = (error.line, *((translatable(error.hint),) if error.hint else ()))
        card = Card(CardKind.NOTICE, said, url=post.card.url, notes=notes)
        notices = keys.unposted(batch)
        alone = None if post.place == own else author
        notice = Post(keys.part(notices, 0), own, card)
        if not gone:
            notice = replace(notice, place=post.place, reply_to=post.reply_to, only_for=alone)
        due = await self.outbox.put(notices, (notice,), now=self.now(), about=batch)
        await self.jobs.submit(*(Job(JobKind.POST, key) for key in due))
