"""The panel of settings: choices and presses -> requests, for who may change that channel."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Self

import discord

from adapters.discord.chat_port import DiscordRequests
from adapters.discord.client import DiscordChat
from adapters.discord.commands import form_values
from adapters.discord.commands.buttons import IN_PLACE, answer_command, fault_line, respond
from adapters.discord.commands.form_values import Typed
from adapters.discord.commands.quiet_form import ALL, QuietHoursForm, filled
from adapters.discord.commands.settings_view import (
    SERVER,
    ShownSettings,
    refused_form,
    settings_panel,
)
from adapters.discord.invite import NEEDED
from adapters.discord.parsing import PLATFORM, here, person_in
from adapters.discord.rendering import text_components
from briefs.errors import BadRequest, PlaceDeleted
from briefs.i18n.phrases import Phrases
from briefs.model.chat import Person
from briefs.model.delivery import EditRights, Mode
from briefs.model.places import Place
from briefs.model.quiet_hours import QuietForm, form_of

Interaction = discord.Interaction[Any]
Change = Callable[[Place, Person, str], Awaitable[object]]

MAX_DRAFTS = 500
"""Refused forms that are kept; the oldest are forgotten."""

OPENS = {"quiet", "quietall", "again"}
"""Controls that open a form, which has to be the first answer to a press."""


class SettingsPanel:
    """Shows the panel, changes settings; `sees_links`: the bot has the message content intent."""

    def __init__(self, *, requests: DiscordRequests, chat: DiscordChat) -> None:
        self._requests = requests
        self._chat = chat
        self.sees_links = True
        self._drafts: OrderedDict[str, tuple[int, bool, QuietForm]] = OrderedDict()
        self._changes: dict[str, Change] = {
            "mode": self._mode,
            "language": self._language,
            "who": self._who,
            "channel": _no_change,
            "panel": _no_change,
        }
        for name, change in (
            ("threaded", self._threaded), ("tidy", self._tidy), ("silent", self._silent)
        ):  # fmt: skip
            self._changes |= {f"{name}on": change, f"{name}off": change}

    async def show(self, interaction: Interaction, say: Phrases, channel: int) -> None:
        """Show the panel of a channel. Raises: NotAllowed if they cannot see it, PlaceDeleted."""
        place, by = _place_and_person(interaction, channel)
        requests = self._requests
        server = await requests.settings(Place(PLATFORM, place.workspace, ""))
        settings = await requests.settings(place)
        shown = ShownSettings(
            channel=channel, settings=settings, server=server,
            allowed=await requests.allowed_in(PLATFORM, place.workspace),
            digests=len(await requests.digests.listed(place)), admin=by.admin,
            faults=self._faults(interaction, channel, settings.mode, say, tidy=settings.tidy),
        )  # fmt: skip
        await respond(interaction, settings_panel(shown, say))

    def _faults(
        self, interaction: Interaction, channel: int, mode: Mode | None, say: Phrases, *, tidy: bool
    ) -> list[str]:
        """What keeps the settings from working: missing rights, no intent, an age restriction."""
        there = _channel(interaction, channel)
        lines = []
        if lacks := lacking(there.permissions_for(there.guild.me), tidy=tidy):
            lines.append(say("setup.lacks", permissions=", ".join(lacks)))
        if mode is Mode.AUTO and not self.sees_links:
            lines.append(say("hello.intent"))
        if mode is Mode.AUTO and getattr(there, "nsfw", False):
            lines.append(say("setup.nsfw"))
        return lines

    # -------------------------------------------------------------------------- presses

    async def pressed(self, interaction: Interaction, what: str, about: str) -> None:
        """A control of a panel was used; rights are checked again, in the channel it is about."""
        data: Any = interaction.data
        value = next(iter(data.get("values") or ()), "")
        if what not in OPENS:
            await interaction.response.defer()
            interaction.extras[IN_PLACE] = True

        async def ask(say: Phrases) -> None:
            if what in OPENS:
                await self._open(interaction, say, what, about)
                return
            channel = int(value or about) if what == "channel" else int(about)
            place, by = _place_and_person(interaction, channel)
            await self._changes[what](place, by, value or what)
            # The language may just have been changed.
            spoken = await self._chat.say(here(interaction), locale=str(interaction.locale))
            await self.show(interaction, spoken, channel)

        await answer_command(interaction, self._chat, ask, form=True)

    async def _mode(self, place: Place, by: Person, value: str) -> None:
        await self._requests.set_mode(place, Mode(value), by=by)

    async def _language(self, place: Place, by: Person, value: str) -> None:
        known = await self._requests.settings(place)
        language = None if value == SERVER else value
        await self._requests.set_look(place, language=language, tidy=known.tidy, by=by)

    async def _who(self, place: Place, by: Person, value: str) -> None:
        await self._requests.set_allowed(PLATFORM, place.workspace, EditRights(value), by=by)

    async def _threaded(self, place: Place, by: Person, what: str) -> None:
        await self._requests.set_threaded(place, threaded=what.endswith("on"), by=by)

    async def _tidy(self, place: Place, by: Person, what: str) -> None:
        known = await self._requests.settings(place)
        tidy = what.endswith("on")
        await self._requests.set_look(place, language=known.language, tidy=tidy, by=by)

    async def _silent(self, place: Place, by: Person, what: str) -> None:
        silent = what.endswith("on")
        await self._requests.set_silent(PLATFORM, place.workspace, silent=silent, by=by)

    # ---------------------------------------------------------------------------- forms

    async def _open(self, interaction: Interaction, say: Phrases, what: str, about: str) -> None:
        if what == "again":
            known = self._drafts.get(about)
            if known is None:
                await interaction.response.defer()
                interaction.extras[IN_PLACE] = True
                await respond(interaction, text_components(say("draft.gone")))
                return
            channel, everywhere, form = known
        else:
            channel, everywhere = int(about), what == "quietall"
            place, by = _place_and_person(interaction, channel)
            await self._requests.permit(place, by)
            form = await self._quiet_form(place, everywhere=everywhere)
        opened = QuietHoursForm(say, form, channel=channel, everywhere=everywhere)
        await form_values.show(interaction, opened)

    async def _quiet_form(self, place: Place, *, everywhere: bool) -> QuietForm:
        """The form with the hours that are set, or with the time zone of the server's hours."""
        server = (await self._requests.settings(Place(PLATFORM, place.workspace, ""))).quiet_hours
        own = server if everywhere else (await self._requests.settings(place)).quiet_hours
        zone = server.zone if server is not None and server.weekdays else ""
        return form_of(own, zone=zone)

    async def sent(
        self, interaction: Interaction, found: re.Match[str], typed: Mapping[str, Typed]
    ) -> None:
        """The form of quiet hours was submitted; `found`: its custom_id, with where they apply."""
        channel, everywhere = int(found["channel"]), found["where"] == ALL
        await interaction.response.defer()
        interaction.extras[IN_PLACE] = True

        async def ask(say: Phrases) -> None:
            form = filled(typed)
            place, by = _place_and_person(interaction, channel)
            where = Place(PLATFORM, place.workspace, "") if everywhere else place
            try:
                await self._requests.set_quiet_hours(where, form, by=by)
            except BadRequest as error:
                draft = self._keep_draft(interaction, (channel, everywhere, form))
                fault = fault_line(error, say)
                await respond(interaction, refused_form(fault, say, channel=channel, draft=draft))
            else:
                await self.show(interaction, say, channel)

        await answer_command(interaction, self._chat, ask, form=True)

    def _keep_draft(self, interaction: Interaction, draft: tuple[int, bool, QuietForm]) -> str:
        name = str(interaction.id)
        self._drafts[name] = draft
        while len(self._drafts) > MAX_DRAFTS:
            self._drafts.popitem(last=False)
        return name


async def _no_change(place: Place, by: Person, value: str) -> None:
    """No change: the panel of another channel is shown, or the same again."""


def _channel(interaction: Interaction, channel: int) -> discord.abc.GuildChannel:
    """A channel of the server where somebody pressed. Raises: PlaceDeleted."""
    found = interaction.client.get_channel(channel)
    if not isinstance(found, discord.abc.GuildChannel) or found.guild.id != interaction.guild_id:
        raise PlaceDeleted("This channel is gone.")
    return found


def _place_and_person(interaction: Interaction, channel: int) -> tuple[Place, Person]:
    """A channel -> its place, the asker and their rights. Raises: NotAllowed, PlaceDeleted."""
    there = _channel(interaction, channel)
    place = Place(PLATFORM, str(there.guild.id), str(there.id))
    return place, person_in(interaction, there)


def lacking(rights: discord.Permissions, *, tidy: bool) -> list[str]:
    """The rights that the bot needs and does not have, by the names that Discord shows."""
    needed = {**NEEDED, "manage_messages": "Manage Messages"} if tidy else NEEDED
    return [name for right, name in needed.items() if not getattr(rights, right)]


class SettingsItem(
    discord.ui.DynamicItem[discord.ui.Item[Any]],
    template=re.compile(r"readout:set:(?P<what>[a-z]+):(?P<about>\d+)"),
):
    """A select or a button of a panel."""

    def __init__(self, item: discord.ui.Item[Any], what: str, about: str) -> None:
        super().__init__(item)
        self.what, self.about = what, about

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The control that was used."""
        return cls(item, match["what"], match["about"])

    async def callback(self, interaction: Interaction) -> None:
        """Ask the panel."""
        await interaction.client.settings.pressed(interaction, self.what, self.about)
