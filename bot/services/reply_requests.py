"""Actions on one of our messages: open, repeat, follow, mute, report, delete."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot import evidence, keys
from bot.flows.answer_links import LinkAnswerer
from bot.flows.follow_edits import EditFollower
from bot.ports.articles import Articles
from bot.ports.messages import Outbox
from bot.ports.places import Reports
from bot.services.chat_digests import ChatDigests
from bot.services.place_requests import ASK_AGAIN, RIGHTS_UNKNOWN, PlaceRequests, own_messages
from briefs.cards.briefing_card import parts
from briefs.errors import BadRequest, NotAllowed, TryLater, Unknown
from briefs.links.canonical import site_name
from briefs.links.sanitizing import safe_url
from briefs.model.cards import Card, CardKind, CardLine
from briefs.model.chat import Evidence, Person, ReplyAct, Report
from briefs.model.delivery import Admission, StoredBriefing
from briefs.model.messages import Post
from briefs.model.places import LinkSeen, Place

ASK_THEM = "Ask one of them to do it."
EXPIRED = "This reply is too old: what belongs to it is no longer kept."
NOT_FOLLOWED = "This story is not followed any more."


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRequests(PlaceRequests):
    """Actions on one message of ours, and who may take them.

    `acts` lists what a person may do; every action checks that again.
    """

    link_answerer: LinkAnswerer
    edit_follower: EditFollower
    digests: ChatDigests
    articles: Articles
    outbox: Outbox
    reports: Reports

    # ------------------------------------------------------------------------- choosing

    async def acts(self, place: Place, message: str, *, by: Person) -> tuple[ReplyAct, ...]:
        """What a person may do with a reply, besides reading it. Raises: Unknown.

        If the platform did not tell their rights, it is asked again when they press a button.
        """
        post = await self._post(place, message)
        theirs = await self._is_theirs(post, by)
        may = {
            ReplyAct.FOLLOW: await self._can_follow(post, message),
            ReplyAct.UNFOLLOW: await self._followed(post, message) is not None,
            ReplyAct.AGAIN: await self._can_repeat(post, theirs=theirs),
            ReplyAct.MUTE: await self._can_mute(post, by),
            ReplyAct.REPORT: bool(evidence.proven_lines(post.card)),
            ReplyAct.DELETE: theirs,
        }
        return tuple(act for act in ReplyAct if may[act])

    async def _is_theirs(self, post: Post, by: Person) -> bool:
        """Whether they asked for it or are an admin, and so may run it again and delete it."""
        request = keys.caused_by(keys.batch(post.key))
        author = await self.link_answerer.inbox.author(request)
        return by.admin or by.unknown or author == by.id

    async def _can_follow(self, post: Post, message: str) -> bool:
        card = post.card
        if card.kind is not CardKind.BRIEFING or safe_url(card.url or "") is None:
            return False
        known = await self._stored(card.url) is not None
        return known and await self._followed(post, message) is None

    async def _followed(self, post: Post, message: str) -> str | None:
        """The key of the digest that follows a reply's story; None if nobody follows it."""
        key = post.card.follows
        if key is None and post.card.url is not None:
            stored = await self._stored(post.card.url)
            story = stored.briefing.url if stored is not None else post.card.url
            key = self.digests.follow_key(_followed_in(post, message), story)
        found = await self.digests.subscriptions.get(key) if key else None
        return found.key if found is not None else None

    async def _can_repeat(self, post: Post, *, theirs: bool) -> bool:
        if safe_url(post.card.url or "") is None:
            return False
        return theirs or not await self._is_edited(post)

    async def _is_edited(self, post: Post) -> bool:
        """Whether "run again" edits the message; otherwise it posts a new one."""
        batch = keys.batch(post.key)
        request = keys.request_of(batch)
        author = await self.link_answerer.inbox.author(request)
        return author is not None and (post.only_for is None or batch != request)

    async def _can_mute(self, post: Post, by: Person) -> bool:
        url = safe_url(post.card.url or "")
        if url is None or not await self._permitted(post.place, by):
            return False
        return site_name(url) not in (await self.channel_settings.get(post.place)).muted_sites

    async def _permitted(self, place: Place, by: Person) -> bool:
        try:
            await self.permit(place, by)
        except TryLater:
            return True
        except NotAllowed:
            return False
        return True

    # --------------------------------------------------------------------------- acting

    async def again(self, place: Place, message: str, *, by: Person, event: str) -> Admission:
        """Read a reply's article again and edit the reply; for the asker or an admin.

        A message shown to one person only cannot be edited: a new one is posted, and `event`
        distinguishes one press from the next. Raises: NotAllowed, Unknown, BadRequest, OverQuota.
        """
        post = await self._post(place, message)
        request = keys.request_of(keys.batch(post.key))
        if await self._is_edited(post):
            author = await self.link_answerer.inbox.author(request)
            if author != by.id and not by.admin:
                if by.unknown:
                    raise TryLater(RIGHTS_UNKNOWN, hint=ASK_AGAIN)
                raise NotAllowed("Only who asked, or an admin, may run this again.", hint=ASK_THEM)
            return await self.link_answerer.reopen(request, anew=True)
        if post.card.url is None:
            raise BadRequest("There is no link to brief again.", hint="Send the article's link.")
        seen = LinkSeen(
            place=post.place,
            message=message,
            author=by.id,
            links=(post.card.url,),
            seen_at=self.now(),
            event=event,
            again=True,
            private=post.only_for is not None,
        )
        return await self.link_answerer.admit(seen, waits=True)

    async def mute_site_of(self, place: Place, message: str, *, by: Person) -> str:
        """Mute the site of a reply -> the site. Raises: NotAllowed, Unknown."""
        post = await self._post(place, message)
        return await self.mute(place, post.card.url or "", muted=True, by=by)

    # ----------------------------------------------------------------------- opening

    async def evidence(self, place: Place, message: str, *, page: int = 0) -> Evidence:
        """The sentences behind a reply's lines, page by page. Raises: Unknown."""
        card = (await self._post(place, message)).card
        stored = {url: await self._stored(url) for url in evidence.cited(card, page)}
        return evidence.page_of(card, page, stored)

    async def full(self, place: Place, message: str) -> Card:
        """The full list of a reply's article, or all stories of a digest. Raises: Unknown."""
        post = await self._post(place, message)
        if post.card.kind is CardKind.DIGEST and post.card.detail:
            return replace(post.card, parts=post.card.detail, detail=(), more=0, notes=())
        stored = await self._stored(post.card.url)
        if stored is None:
            raise Unknown(EXPIRED, hint="Send the link again.")
        found = parts(stored.briefing.full)
        return replace(post.card, parts=found, detail=(), more=0, notes=())

    async def follow(self, place: Place, message: str, *, by: Person) -> str:
        """Post new reports of a reply's story into its thread -> the digest's key.

        Everybody may: it posts at most once a day, and only below that reply. A reply shown to one
        person only is followed in their direct messages.
        """
        post = await self._post(place, message)
        stored = await self._stored(post.card.url)
        if stored is None:
            raise Unknown(EXPIRED, hint="Send the link again.")
        where = _followed_in(post, message)
        return await self.digests.follow(where, stored.briefing.url, by=by, near=post.place)

    async def unfollow(self, place: Place, message: str, *, by: Person) -> None:
        """Stop following the story of a reply, or of a report on it. Raises: Unknown.

        Everybody may, as everybody may follow.
        """
        post = await self._post(place, message)
        key = await self._followed(post, message)
        if key is None:
            raise Unknown(NOT_FOLLOWED, hint="Send its link again to follow it anew.")
        where = post.place if post.card.follows else _followed_in(post, message)
        await self.digests.remove(where, key)

    async def report(self, place: Place, message: str, *, line: int, note: str, by: Person) -> None:
        """Report a line (numbered from 1) to the operator as wrong. Raises: Unknown."""
        post = await self._post(place, message)
        lines = evidence.proven_lines(post.card)
        if not 1 <= line <= len(lines):
            raise Unknown("There is no such line.", hint="Choose one of the lines with evidence.")
        _, wrong = lines[line - 1]
        url = wrong.url or post.card.url or ""
        stored = await self._stored(url)
        name = hashlib.sha256(f"{post.key}|{line}|{by.id}|{note}".encode()).hexdigest()
        await self.reports.add(
            Report(
                key=name,
                place=place,
                person=by.id,
                url=url,
                headline=post.card.headline,
                line=wrong.text,
                proofs=wrong.proofs,
                version=stored.briefing.version if stored else "",
                note=note,
                at=self.now(),
            )
        )

    async def lines(self, place: Place, message: str) -> tuple[CardLine, ...]:
        """A reply's lines as they can be reported, in order. Raises: Unknown."""
        post = await self._post(place, message)
        return tuple(line for _, line in evidence.proven_lines(post.card))

    async def take_back(self, place: Place, message: str, *, by: Person) -> None:
        """Delete a reply and stop following its story. Raises: NotAllowed, Unknown."""
        post = await self._post(place, message)
        if not await self.edit_follower.take_back(place, message, person=by.id, admin=by.admin):
            if by.unknown:
                raise TryLater(RIGHTS_UNKNOWN, hint=ASK_AGAIN)
            raise NotAllowed("Only who asked, or an admin, may delete this.", hint=ASK_THEM)
        await self.end_followed([(post, message)])

    async def _post(self, place: Place, message: str) -> Post:
        post = await self.outbox.post_of(place, message)
        if post is None:
            raise Unknown(EXPIRED, hint="Send the link again.")
        return post

    async def _stored(self, url: str | None) -> StoredBriefing | None:
        return await self.articles.find(url) if url else None

    async def end_followed(self, gone: Iterable[tuple[Post, str]]) -> None:
        """Stop following the stories of deleted replies, each a (post, message)."""
        for post, message in gone:
            await self.digests.end_followed(post.place, (message,))
            key = await self._followed(post, message)
            if key is not None and post.card.follows is None:
                await self.digests.remove(_followed_in(post, message), key)


def _followed_in(post: Post, message: str) -> Place:
    """Where reports of a reply's story are posted: below it, or to the one person who saw it."""
    if post.only_for is not None:
        return own_messages(post.place.platform, post.place.workspace, post.only_for)
    return replace(post.place, thread=post.place.thread or message)
