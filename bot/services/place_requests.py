"""Settings of a place and the right to change them, for every chat."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from bot.ports.places import ChannelSettings
from bot.quiet_hours import parse_quiet
from bot.subscription_rules import parse_zone
from briefs.errors import BadRequest, NotAllowed, TryLater
from briefs.links.canonical import site_name
from briefs.model.chat import Person
from briefs.model.delivery import EditRights, Mode, PlaceSettings
from briefs.model.places import Place
from briefs.model.platforms import SAME_PERSON_EVERYWHERE
from briefs.model.quiet_hours import QuietForm, form_of
from briefs.translatable import translatable

PLATFORM_MODE = Mode.MENTION
"""Mode of a channel for which no admin has set one. Links are briefed automatically only if an
admin switched that on."""

OWN_DIGESTS = "You can have digests of your own in your messages with Readout."
ADMINS_DECIDE = "Only admins may decide who may change digests and modes."
ADMINS_SILENCE = "Only admins may decide whether briefings notify the whole server."
ADMINS_QUIET = "Only admins may decide about the quiet hours of all channels."
WRITER_OPTED_OUT = "Who wrote this wants their messages to be left alone."
RIGHTS_UNKNOWN = "The platform did not say what you may do here."
ASK_AGAIN = "Try it again in a moment."
ADMINS_ONLY = translatable("Only admins can change this.")
CREATORS_ONLY = translatable("Only admins and the channel’s creator can change this.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRequests:
    """Settings of channels, of workspaces (a place without a channel) and of people."""

    channel_settings: ChannelSettings
    now: Callable[[], datetime]
    allowed: EditRights = EditRights.CREATORS
    defaults: Mapping[str, Mode] | None = None

    def mode_of(self, place: Place, settings: PlaceSettings) -> Mode:
        """The mode of a place: the one that was set, else the default."""
        if settings.mode is not None:
            return settings.mode
        if place.channel.startswith("@"):
            return Mode.AUTO  # a direct message is a request
        return (self.defaults or {}).get(place.platform, PLATFORM_MODE)

    async def settings(self, place: Place) -> PlaceSettings:
        """The settings of a place, with its mode as `mode_of` gives it."""
        found = await self.channel_settings.get(place)
        return replace(found, mode=self.mode_of(place, found))

    async def set_mode(self, place: Place, mode: Mode | None, *, by: Person) -> None:
        """Set when links are briefed here; None is the default. Raises: NotAllowed."""
        await self.permit(place, by)
        await self.channel_settings.set_mode(place, mode)

    async def set_look(self, place: Place, *, language: str | None, tidy: bool, by: Person) -> None:
        """Set the interface's language (None: the platform's), and whether previews are hidden."""
        await self.permit(place, by)
        await self.channel_settings.set_look(place, language=language, tidy=tidy)

    async def mute(self, place: Place, address: str, *, muted: bool, by: Person) -> str:
        """Mute a site here, or unmute it -> the site. Raises: NotAllowed."""
        await self.permit(place, by)
        site = site_name(address if "//" in address else f"https://{address}")
        if "." not in site:
            raise BadRequest("That is not a site.", hint="Write it like example.org.")
        await self.channel_settings.mute(place, site, muted=muted)
        return site

    async def permit(self, place: Place, by: Person) -> None:
        """Check that the asker may change a place. Raises: NotAllowed, naming who may; TryLater."""
        if place.channel == f"@{by.id}" or by.admin:
            return
        allowed = await self.allowed_in(place.platform, place.workspace)
        match allowed:
            case EditRights.EVERYONE:
                return
            case EditRights.CREATORS:
                if by.creator:
                    return
                who = CREATORS_ONLY
            case EditRights.ADMINS:
                who = ADMINS_ONLY
            case _:
                assert_never(allowed)
        if by.unknown:
            raise TryLater(RIGHTS_UNKNOWN, hint=ASK_AGAIN)
        raise NotAllowed(who, hint=OWN_DIGESTS)

    async def allowed_in(self, platform: str, workspace: str) -> EditRights:
        """Who may change a workspace's channels: as an admin set it, else as the operator did."""
        settings = await self.channel_settings.get(Place(platform, workspace, ""))
        return settings.allowed or self.allowed

    async def set_allowed(
        self, platform: str, workspace: str, allowed: EditRights | None, *, by: Person
    ) -> None:
        """Set who may change the channels; None is the default. Raises: NotAllowed."""
        if not _is_admin(by):
            raise NotAllowed(ADMINS_DECIDE, hint="Ask an admin to change it.")
        await self.channel_settings.set_allowed(platform, workspace, allowed)

    async def set_silent(self, platform: str, workspace: str, *, silent: bool, by: Person) -> None:
        """Set whether automatic posts come without a notification. Raises: NotAllowed."""
        if not _is_admin(by):
            raise NotAllowed(ADMINS_SILENCE, hint="Ask an admin to change it.")
        await self.channel_settings.set_silent(platform, workspace, silent)

    async def set_threaded(self, place: Place, *, threaded: bool, by: Person) -> None:
        """Set where automatic briefings are posted: below their message, or in the channel."""
        await self.permit(place, by)
        await self.channel_settings.set_threaded(place, threaded)

    def quiet_fault(self, form: QuietForm) -> BadRequest | None:
        """The error in a form of quiet hours, None if there is none; nothing is saved."""
        try:
            parse_quiet(form, zone="UTC")
        except BadRequest as error:
            return error
        return None

    async def set_quiet_hours(self, place: Place, form: QuietForm, *, by: Person) -> QuietForm:
        """Set the hours in which automatic posts wait -> the form as understood.

        A place without a channel is the whole workspace, which only admins decide about. A form
        without a zone takes the asker's own, else that of the workspace's quiet hours, else that
        of its digests. Raises: NotAllowed, BadRequest.
        """
        if place.channel:
            await self.permit(place, by)
        elif not _is_admin(by):
            raise NotAllowed(ADMINS_QUIET, hint="Ask an admin to change it.")
        workspace = Place(place.platform, place.workspace, "")
        settings = await self.channel_settings.get(workspace)
        known = settings.quiet_hours
        zone = by.zone or (known.zone if known is not None else settings.usual_zone or "UTC")
        quiet = parse_quiet(form, zone=zone)
        await self.channel_settings.set_quiet_hours(place, quiet, now=self.now())
        return form_of(quiet, zone=zone)

    async def opt_out(self, platform: str, workspace: str, *, out: bool, by: Person) -> None:
        """Never brief links of a person's messages, whoever asks; `out=False` undoes it."""
        await self.channel_settings.set_opted_out(own_messages(platform, workspace, by.id), out)

    async def opted_out(self, platform: str, workspace: str, *, person: str) -> bool:
        """Whether a person opted out: their messages are not briefed."""
        return (
            await self.channel_settings.get(own_messages(platform, workspace, person))
        ).opted_out

    async def refuse_writer(self, place: Place, *, writer: str | None, asker: str) -> None:
        """Raise NotAllowed if the message was written by another person who has opted out."""
        if not writer or writer == asker:
            return
        if await self.opted_out(place.platform, place.workspace, person=writer):
            raise NotAllowed(WRITER_OPTED_OUT, hint="Ask them first, or open the article yourself.")

    async def remember_locale(
        self, platform: str, workspace: str, locale: str, *, by: Person
    ) -> None:
        """Remember the locale of a person's app, for messages that answer no command of theirs."""
        own = own_messages(platform, workspace, by.id)
        if (await self.channel_settings.get(own)).locale != locale:
            await self.channel_settings.set_locale(own, locale)

    async def own(self, platform: str, workspace: str, *, by: Person) -> PlaceSettings:
        """A person's own settings."""
        return await self.channel_settings.get(Place(platform, workspace, f"@{by.id}"))

    async def set_own(
        self, platform: str, workspace: str, wanted: PlaceSettings, *, by: Person
    ) -> None:
        """Save a person's own settings; a zone of None is that of their profile."""
        place = Place(platform, workspace, f"@{by.id}")
        known = await self.channel_settings.get(place)
        zone = parse_zone(wanted.zone) if wanted.zone else None
        await self.channel_settings.set_look(place, language=wanted.language, tidy=known.tidy)
        await self.channel_settings.set_own(
            place, zone=zone, private=wanted.private, quiet=wanted.quiet
        )


def _is_admin(by: Person) -> bool:
    """Whether a person is an admin. Raises: TryLater if the platform did not tell."""
    if by.unknown:
        raise TryLater(RIGHTS_UNKNOWN, hint=ASK_AGAIN)
    return by.admin


def own_messages(platform: str, workspace: str, person: str) -> Place:
    """A person's direct messages with the bot.

    Without a workspace on a platform where a person has one identifier everywhere.
    """
    return Place(platform, "" if platform in SAME_PERSON_EVERYWHERE else workspace, f"@{person}")
