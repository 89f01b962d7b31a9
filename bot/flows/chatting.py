"""What people do with the bot in a chat, whatever the chat.

An adapter tells who asks and what the platform lets them do; whether they may is decided
here. Everything that is refused is a ReadoutError whose line can be shown to the asker.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot import evidence, keys
from bot.flows.editing import Editing
from bot.flows.erasing import Erasing
from bot.flows.linking import Linking
from bot.flows.planning import Planning
from bot.ports import Jobs, Library, Outbox, Places, Reports, Schedules
from bot.subscriptions import is_of, parse_zone
from briefs.cards import parts
from briefs.chatting import (
    Evidence,
    Heard,
    Home,
    Person,
    Report,
    Way,
)
from briefs.delivery import (
    Admission,
    Allowed,
    Arrival,
    Erased,
    Job,
    JobKind,
    Kept,
    Mode,
    PlaceSettings,
    SourceDeleted,
    SourceEdited,
)
from briefs.errors import BadRequest, NotAllowed, Unknown
from briefs.links import site_name
from briefs.model import (
    Card,
    CardKind,
    LinkSeen,
    Place,
    Post,
)

RECENT = 10

GRACE = timedelta(days=7)
"""So long what is kept of a workspace outlives the bot's removal, in case it was a mistake."""

PLATFORM_MODE = Mode.MENTION
"""Where no admin has decided; links are briefed unasked only where one switched that on."""

OWN_DIGESTS = "You can have digests of your own in your messages with Readout."
ADMINS_DECIDE = "Only admins may decide who may change digests and modes."
OFF = "Readout is switched off in this channel; ask privately, or in a message to it."
EXPIRED = "This reply is too old: what belongs to it is no longer kept."
REFUSED = {
    Allowed.ADMINS: "Only admins may change this here.",
    Allowed.CREATORS: "Only admins and whoever created the channel may change this here.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chatting:
    """The desk that every chat speaks to. `text` briefs a pasted text."""

    linking: Linking
    editing: Editing
    erasing: Erasing
    planning: Planning
    places: Places
    schedules: Schedules
    library: Library
    outbox: Outbox
    reports: Reports
    jobs: Jobs
    text: Callable[[str], Awaitable[Kept]]
    gone: Callable[[Place, str], Awaitable[None]]
    now: Callable[[], datetime]
    allowed: Allowed = Allowed.CREATORS
    defaults: Mapping[str, Mode] | None = None

    # ------------------------------------------------------------------------ asking

    async def hear(self, heard: Heard) -> Admission | None:
        """Take a request in if it is one here; when this returns it is safe.

        None: there is nothing to be done. Raises: NotAllowed where the channel is off.
        """
        seen = heard.seen
        settings = await self.places.get(seen.place)
        mode = self.mode_of(seen.place, settings)
        if mode is Mode.OFF and not seen.private:
            if heard.way in {Way.COMMAND, Way.MENU}:
                raise NotAllowed(OFF)
            return None
        if heard.way is Way.SEEN:
            if mode is not Mode.AUTO or await self._quiet(seen):
                return None
            muted = settings.muted_sites
            links = tuple(link for link in seen.links if not is_of(link, muted))
            seen = replace(seen, links=links)
        if not seen.links:
            return None
        return await self.linking.hear(seen)

    async def _quiet(self, seen: LinkSeen) -> bool:
        """Whether the links of who wrote it are to be left alone."""
        own = replace(seen.place, channel=f"@{seen.author}", thread=None)
        return (await self.places.get(own)).quiet

    async def hear_text(self, heard: Heard, text: str) -> Admission | None:
        """Brief a pasted text and answer as if its link had been asked. Raises: ReadoutError."""
        kept = await self.text(text)
        seen, now = heard.seen, self.now()
        # The asker's own until it is answered: whatever becomes of the request, it is theirs.
        source = keys.private(seen.place, seen.author)
        arrival = Arrival(source, keys.reply(seen), now, person=seen.author)
        await self.library.keep(kept, now=now, arrival=arrival)
        return await self.hear(replace(heard, seen=replace(seen, links=(kept.briefing.url,))))

    async def edited(self, edited: SourceEdited) -> None:
        """The asker's message reads differently."""
        await self.editing.edited(edited)

    async def deleted(self, deleted: SourceDeleted) -> None:
        """The asker's message is gone."""
        await self.editing.deleted(deleted)

    async def again(self, place: Place, message: str, *, by: Person, event: str) -> Admission:
        """Brief a reply's article anew. `event` tells one press of the button from the next."""
        post = await self._post(place, message)
        if post.card.url is None:
            raise BadRequest("There is no link to brief again.")
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
        return await self.linking.hear(seen)

    # ---------------------------------------------------------------------- settings

    def mode_of(self, place: Place, settings: PlaceSettings) -> Mode:
        """What holds in a place: what was set, else its platform's default."""
        if settings.mode is not None:
            return settings.mode
        if place.channel.startswith("@"):
            return Mode.AUTO  # who writes to the bot asks it
        return (self.defaults or {}).get(place.platform, PLATFORM_MODE)

    async def settings(self, place: Place) -> PlaceSettings:
        """What is set for a place, its mode as it holds."""
        found = await self.places.get(place)
        return replace(found, mode=self.mode_of(place, found))

    async def set_mode(self, place: Place, mode: Mode | None, *, by: Person) -> None:
        """When links are briefed here; None is the default. Raises: NotAllowed."""
        await self.permit(place, by)
        await self.places.set_mode(place, mode)

    async def set_look(self, place: Place, *, language: str | None, tidy: bool, by: Person) -> None:
        """The interface's language (None: the platform's), and whether previews are hidden."""
        await self.permit(place, by)
        await self.places.set_look(place, language=language, tidy=tidy)

    async def mute(self, place: Place, address: str, *, muted: bool, by: Person) -> str:
        """Leave a site's links alone here, or not any more -> the site. Raises: NotAllowed."""
        await self.permit(place, by)
        site = site_name(address if "//" in address else f"https://{address}")
        if "." not in site:
            raise BadRequest("That is not a site.", hint="Write it like example.org.")
        await self.places.mute(place, site, muted=muted)
        return site

    async def mute_site_of(self, place: Place, message: str, *, by: Person) -> str:
        """Mute the site of a reply -> the site. Raises: NotAllowed, Unknown."""
        post = await self._post(place, message)
        return await self.mute(place, post.card.url or "", muted=True, by=by)

    async def greet(self, place: Place) -> bool:
        """True the first time: say now what the bot does here."""
        return await self.places.greet(place)

    async def permit(self, place: Place, by: Person) -> None:
        """Raises: NotAllowed, with a line that says who may."""
        if place.channel == f"@{by.id}" or by.admin:
            return
        allowed = await self.allowed_in(place.platform, place.workspace)
        if allowed is Allowed.EVERYONE or (by.creator and allowed is Allowed.CREATORS):
            return
        raise NotAllowed(REFUSED[allowed], hint=OWN_DIGESTS)

    async def allowed_in(self, platform: str, workspace: str) -> Allowed:
        """Who may change a workspace's channels: as an admin set it, else as the operator."""
        settings = await self.places.get(Place(platform, workspace, ""))
        return settings.allowed or self.allowed

    async def set_allowed(
        self, platform: str, workspace: str, allowed: Allowed | None, *, by: Person
    ) -> None:
        """Let others change the channels, or not; None is the default. Raises: NotAllowed."""
        if not by.admin:
            raise NotAllowed(ADMINS_DECIDE)
        await self.places.set_allowed(platform, workspace, allowed)

    async def own(self, platform: str, workspace: str, *, by: Person) -> PlaceSettings:
        """What a person set for themselves."""
        return await self.places.get(Place(platform, workspace, f"@{by.id}"))

    async def set_own(
        self,
        platform: str,
        workspace: str,
        *,
        language: str | None,
        zone: str | None,
        private: bool,
        quiet: bool,
        by: Person,
    ) -> None:
        """What a person wants for themselves; None is what their profile says."""
        place = Place(platform, workspace, f"@{by.id}")
        known = await self.places.get(place)
        await self.places.set_look(place, language=language, tidy=known.tidy)
        zone = parse_zone(zone) if zone else None
        await self.places.set_own(place, zone=zone, private=private, quiet=quiet)

    # ----------------------------------------------------------------------- opening

    async def evidence(self, place: Place, message: str, *, page: int = 0) -> Evidence:
        """The sentences behind a reply's lines, page by page. Raises: Unknown."""
        card = (await self._post(place, message)).card
        kept = {url: await self._kept(url) for url in evidence.cited(card, page)}
        return evidence.page_of(card, page, kept)

    async def full(self, place: Place, message: str) -> Card:
        """Everything that was found in a reply's article. Raises: Unknown."""
        post = await self._post(place, message)
        kept = await self._kept(post.card.url)
        if kept is None:
            raise Unknown(EXPIRED)
        found = parts(kept.briefing.full)
        return replace(post.card, parts=found, detail=(), more=0, notes=())

    async def follow(self, place: Place, message: str, *, by: Person) -> str:
        """Tell new reports of a reply's story in its thread -> the digest's key.

        Anyone may: it is told once a day at most, and under that reply only.
        """
        post = await self._post(place, message)
        kept = await self._kept(post.card.url)
        if kept is None:
            raise Unknown(EXPIRED)
        thread = post.place.thread or message
        return await self.planning.follow(
            replace(post.place, thread=thread), kept.briefing.url, by=by
        )

    async def report(self, place: Place, message: str, *, line: int, note: str, by: Person) -> None:
        """Keep for the operator that a line (numbered from 1) is wrong. Raises: Unknown."""
        post = await self._post(place, message)
        lines = evidence.proven_lines(post.card)
        if not 1 <= line <= len(lines):
            raise Unknown("There is no such line.")
        _, wrong = lines[line - 1]
        url = wrong.url or post.card.url or ""
        kept = await self._kept(url)
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
                version=kept.briefing.version if kept else "",
                note=note,
                at=self.now(),
            )
        )

    async def lines(self, place: Place, message: str) -> tuple[str, ...]:
        """A reply's lines as they can be reported, in order. Raises: Unknown."""
        post = await self._post(place, message)
        return tuple(line.text for _, line in evidence.proven_lines(post.card))

    async def managing(self, place: Place, *, by: Person) -> Planning:
        """The place's digests, for somebody who may change them. Raises: NotAllowed."""
        await self.permit(place, by)
        return self.planning

    async def take_back(self, place: Place, message: str, *, by: Person) -> None:
        """Delete a reply. Raises: NotAllowed, Unknown."""
        await self._post(place, message)
        if not await self.editing.take_back(place, message, person=by.id, admin=by.admin):
            raise NotAllowed("Only who asked, or an admin, may delete this.")

    async def _post(self, place: Place, message: str) -> Post:
        post = await self.outbox.post_of(place, message)
        if post is None:
            raise Unknown(EXPIRED)
        return post

    async def _kept(self, url: str | None) -> Kept | None:
        return await self.library.find(url) if url else None

    # ----------------------------------------------------------------------- erasing

    async def erase_channel(self, place: Place, *, by: Person) -> Erased:
        """Erase what is kept of a channel. Raises: NotAllowed."""
        await self.permit(place, by)
        return await self.erasing.channel(place)

    async def erase_person(self, platform: str, workspace: str, *, by: Person) -> Erased:
        """Erase what is kept of the asker."""
        return await self.erasing.person(platform, workspace, by.id)

    async def erase_workspace(self, platform: str, workspace: str) -> Erased:
        """The bot was removed from a workspace."""
        return await self.erasing.workspace(platform, workspace)

    async def came(self, platform: str, workspace: str) -> None:
        """The bot is in a workspace: what was to be erased of it stays."""
        await self.places.set_left(platform, workspace, None)

    async def went(self, platform: str, workspace: str, *, at: datetime) -> None:
        """The bot was removed from a workspace, perhaps by mistake: it is erased later."""
        await self.places.set_left(platform, workspace, at)

    async def present(self, platform: str) -> frozenset[str]:
        """The workspaces that the bot was last known to be in."""
        return await self.places.present(platform)

    async def erase_left(self) -> int:
        """Erase the workspaces whose grace time is over -> how many; the clock rings for it."""
        left = await self.places.left(before=self.now() - GRACE)
        for platform, workspace in left:
            await self.erasing.workspace(platform, workspace)
        return len(left)

    async def place_gone(self, place: Place, reason: str) -> None:
        """The bot cannot post here any more: pause what the place gets, tell the owners."""
        await self.gone(place, reason)

    async def home(self, platform: str, workspace: str, *, by: Person) -> Home:
        """What a person sees of a workspace."""
        prefix = keys.channels(platform, workspace)
        recent = await self.library.shared_by(by.id, prefix=prefix, limit=RECENT)
        return Home(await self.schedules.of_workspace(platform, workspace), recent)

    async def unposted(self, post: Post, reason: str) -> None:
        """A reply could not be posted where it was asked: tell the asker privately, once."""
        batch = keys.batch(post.key)
        author = await self.linking.inbox.author(batch)
        if not author or post.place.channel == f"@{author}" or post.part:
            return
        card = Card(
            CardKind.NOTICE,
            "Your link could not be answered where you asked.",
            url=post.card.url,
            notes=(reason, "Invite Readout to the channel, or ask in a message to it."),
        )
        own = Place(post.place.platform, post.place.workspace, f"@{author}")
        told = keys.unposted(batch)
        notice = Post(keys.part(told, 0), own, card)
        due = await self.outbox.put(told, (notice,), now=self.now(), about=batch)
        await self.jobs.submit(*(Job(JobKind.POST, key) for key in due))
