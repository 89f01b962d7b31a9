"""The commands of /readout: setup, settings, mute, erase."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from adapters.discord.chat_port import DiscordRequests
from adapters.discord.client import DiscordChat
from adapters.discord.commands import erasing
from adapters.discord.commands.buttons import answer_command, respond
from adapters.discord.commands.localization import Choices, choices, localized, offers
from adapters.discord.commands.settings_panel import SettingsPanel
from adapters.discord.commands.settings_view import REPLIES, SERVER, THREAD
from adapters.discord.markdown import escaped_to_fit
from adapters.discord.parsing import PLATFORM, here, person_of
from adapters.discord.phrases import LANGUAGES
from adapters.discord.rendering import text_components
from briefs.i18n.phrases import Phrases
from briefs.model.chat import Person
from briefs.model.delivery import EditRights, Mode
from briefs.model.places import Place

Interaction = discord.Interaction[Any]
Choice = app_commands.Choice[str]


class Setup:
    """The commands of /readout; each makes a request and answers the asker alone."""

    def __init__(
        self,
        *,
        requests: DiscordRequests,
        chat: DiscordChat,
        erasing: erasing.Erasing,
        panel: SettingsPanel,
    ) -> None:
        self._requests = requests
        self._chat = chat
        self._erasing = erasing
        self._panel = panel

    def fill(self, group: app_commands.Group) -> None:
        """Put the commands into the group."""
        self._setup(group)
        self._settings(group)
        self._mute(group)
        self._erase(group)

    def _setup(self, group: app_commands.Group) -> None:
        @group.command(name="setup", description=localized("cmd.setup"))
        @app_commands.describe(
            links=localized("cmd.setup.links"), language=localized("cmd.setup.language"),
            hide_preview=localized("cmd.setup.hide_preview"), who=localized("cmd.setup.who"),
            reply=localized("cmd.setup.reply"), silent=localized("cmd.setup.silent"),
        )  # fmt: skip
        @app_commands.choices(
            links=choices(*Mode), language=_languages(), who=choices(*EditRights),
            reply=choices(*REPLIES),
        )  # fmt: skip
        async def setup(
            interaction: Interaction, links: Choice | None = None, language: Choice | None = None,
            hide_preview: bool | None = None, who: Choice | None = None,
            reply: Choice | None = None, silent: bool | None = None,
        ) -> None:  # fmt: skip
            async def ask(say: Phrases) -> None:
                place, by = here(interaction), person_of(interaction)
                await self._requests.permit(place, by)
                if who is not None:
                    allowed = EditRights(who.value)
                    await self._requests.set_allowed(PLATFORM, place.workspace, allowed, by=by)
                if silent is not None:
                    await self._requests.set_silent(PLATFORM, place.workspace, silent=silent, by=by)
                if links is not None:
                    await self._requests.set_mode(place, Mode(links.value), by=by)
                if reply is not None:
                    threaded = reply.value == THREAD
                    await self._requests.set_threaded(place, threaded=threaded, by=by)
                if language is not None or hide_preview is not None:
                    spoken = language.value if language is not None else None
                    await self._look(place, spoken, hide_preview, by)
                # The language may just have been changed.
                say = await self._chat.say(place, locale=str(interaction.locale))
                await self._panel.show(interaction, say, int(place.channel))

            await answer_command(interaction, self._chat, ask)

    def _settings(self, group: app_commands.Group) -> None:
        """Add `settings`: as setup without an option, under the name that people look for."""

        @group.command(name="settings", description=localized("cmd.settings"))
        async def settings(interaction: Interaction) -> None:
            async def ask(say: Phrases) -> None:
                place = here(interaction)
                await self._requests.permit(place, person_of(interaction))
                await self._panel.show(interaction, say, int(place.channel))

            await answer_command(interaction, self._chat, ask)

    async def _look(
        self, place: Place, language: str | None, tidy: bool | None, by: Person
    ) -> None:
        """Change what is given, and leave the rest as it is."""
        known = await self._requests.settings(place)
        spoken = language or known.language
        await self._requests.set_look(
            place,
            language=None if spoken == SERVER else spoken,
            tidy=known.tidy if tidy is None else tidy,
            by=by,
        )

    def _mute(self, group: app_commands.Group) -> None:
        @group.command(name="mute", description=localized("cmd.mute"))
        @app_commands.describe(site=localized("cmd.mute.site"))
        @app_commands.autocomplete(site=self._muted)
        async def mute(interaction: Interaction, site: str) -> None:
            async def ask(say: Phrases) -> None:
                place, by = here(interaction), person_of(interaction)
                known = site.strip().lower() in (await self._requests.settings(place)).muted_sites
                muted = await self._requests.mute(place, site.strip(), muted=not known, by=by)
                key = "unmuted" if known else "muted"
                await respond(
                    interaction, text_components(say(key, site=escaped_to_fit(muted, 100)))
                )

            await answer_command(interaction, self._chat, ask)

    async def _muted(self, interaction: Interaction, current: str) -> Choices:
        sites = (await self._requests.settings(here(interaction))).muted_sites
        return offers([(site, site) for site in sites], current)

    def _erase(self, group: app_commands.Group) -> None:
        @group.command(name="erase", description=localized("cmd.erase"))
        async def erase(interaction: Interaction) -> None:
            async def ask(say: Phrases) -> None:
                await self._erasing.ask(interaction, say, erasing.CHANNEL)

            await answer_command(interaction, self._chat, ask, form=True)


def _languages() -> Choices:
    """Choices: each language that there is, under its own name, and that of the server."""
    own = ((code, one("language.own_name")) for code, one in LANGUAGES.items())
    named = [app_commands.Choice(name=f"{code}: {name}", value=code) for code, name in own]
    return [*named, *choices(SERVER)]
