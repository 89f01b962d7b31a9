"""Slash commands and the message menu: /brief, /digest, /readout, /forget-me, "Brief this".

Discord hides what somebody may not use (default_member_permissions); the desk decides all
the same, since a server can show a command to whomever it likes.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands

from adapters.discord.chat import DiscordChat
from adapters.discord.desk import Desk
from adapters.discord.digests import Digests
from adapters.discord.dress import said
from adapters.discord.hear import (
    PLATFORM,
    asked_privately,
    command,
    here,
    person_of,
    request,
)
from adapters.discord.markdown import shown
from adapters.discord.translations import LANGUAGES
from adapters.discord.views import MAX_LABEL, guarded, soon, tell
from adapters.discord.words import Words, words
from briefs.chatting import Way
from briefs.delivery import Admission, Erased, Mode
from briefs.links import as_address

Interaction = discord.Interaction[Any]

ADMINS = discord.Permissions(manage_guild=True)
EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)
IN_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
MODES = [app_commands.Choice(name=mode.value, value=mode.value) for mode in Mode]
SPOKEN = [app_commands.Choice(name=one, value=one) for one in (*LANGUAGES, "server")]
NEEDED = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "read_message_history": "Read Message History",
    "create_public_threads": "Create Public Threads",
    "send_messages_in_threads": "Send Messages in Threads",
}


def named(key: str, english: str | None = None) -> app_commands.locale_str:
    """A name or description that Discord shows in the reader's language."""
    return app_commands.locale_str(english or LANGUAGES["en"][key], key=key)


class Translator(app_commands.Translator):
    """Names of commands in the languages of the interface."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """A name -> the same in another language, None where there is none."""
        key = string.extras.get("key")
        say = words(locale.value)
        if key is None or say.language == "en":
            return None
        return say.sentences.get(key)


class Commands:
    """Makes the commands; each asks the desk and answers the asker alone."""

    def __init__(self, *, desk: Desk, chat: DiscordChat, sees_links: bool, emoji: str) -> None:
        self._desk = desk
        self._chat = chat
        self._sees_links = sees_links
        self._emoji = emoji

    def add_to(self, tree: app_commands.CommandTree[Any]) -> None:
        """Put all commands into a tree."""
        digest = app_commands.Group(
            name="digest", description=named("cmd.digest.about"), default_permissions=ADMINS
        )
        Digests(desk=self._desk, chat=self._chat).fill(digest)
        for one in (self._brief(), self._menu(), digest, self._readout(), self._forget()):
            one.allowed_contexts = EVERYWHERE
            tree.add_command(one)
        readout = tree.get_command("readout")
        assert isinstance(readout, app_commands.Group)
        readout.allowed_contexts = IN_SERVERS

    async def _say(self, interaction: Interaction) -> Words:
        return await self._chat.say(here(interaction), locale=str(interaction.locale))

    async def _do(
        self,
        interaction: Interaction,
        answer: Callable[[Words], Awaitable[None]],
        *,
        form: bool = False,
    ) -> None:
        """Answer; a form has to be the first answer, all else may take its time."""
        if not form:
            await soon(interaction)
        say = await self._say(interaction)
        await guarded(interaction, say, answer(say))

    # ---------------------------------------------------------------------------- brief

    def _brief(self) -> app_commands.Command[Any, ..., Any]:
        @app_commands.describe(link=named("cmd.link.about"), private=named("cmd.private.about"))
        async def brief(interaction: Interaction, link: str, private: bool = False) -> None:
            async def ask(say: Words) -> None:
                address = as_address(link)
                heard = command(
                    interaction.channel,
                    link=address,
                    by=interaction.user.id,
                    interaction=interaction.id,
                    at=interaction.created_at,
                    private=private,
                )
                self._chat.expect(interaction, heard.seen.place)
                if await self._desk.hear(heard) is not Admission.NEW:
                    await tell(interaction, said(say("known")))

            await self._do(interaction, ask)

        return app_commands.Command(
            name=named("cmd.brief"), description=named("cmd.brief.about"), callback=brief
        )

    def _menu(self) -> app_commands.ContextMenu:
        async def brief_this(interaction: Interaction, message: discord.Message) -> None:
            async def ask(say: Words) -> None:
                heard = request(
                    message, by=interaction.user.id, way=Way.MENU, event=str(interaction.id)
                )
                if heard is None:
                    await tell(interaction, said(say("no_links")))
                    return
                if not _may_post(interaction):
                    heard = asked_privately(heard)
                self._chat.expect(interaction, heard.seen.place)
                admission = await self._desk.hear(heard)
                if admission is Admission.GONE:
                    await tell(interaction, said(say("gone")))
                elif admission is not Admission.NEW:
                    await tell(interaction, said(say("known")))

            await self._do(interaction, ask)

        return app_commands.ContextMenu(name=named("menu.brief"), callback=brief_this)

    # -------------------------------------------------------------------------- readout

    def _readout(self) -> app_commands.Group:
        group = app_commands.Group(
            name="readout", description=named("cmd.readout.about"), default_permissions=ADMINS
        )

        @group.command(name="setup", description="See or change how Readout works in this channel")
        @app_commands.describe(
            links="Which links are briefed here", language="Language of buttons and answers",
            hide_preview="Hide the link's own preview once it is briefed",
        )  # fmt: skip
        @app_commands.choices(links=MODES, language=SPOKEN)
        async def setup(
            interaction: Interaction, links: app_commands.Choice[str] | None = None,
            language: app_commands.Choice[str] | None = None, hide_preview: bool | None = None,
        ) -> None:  # fmt: skip
            async def ask(say: Words) -> None:
                place, by = here(interaction), person_of(interaction)
                await self._desk.permit(place, by)
                if links is not None:
                    await self._desk.set_mode(place, Mode(links.value), by=by)
                if language is not None or hide_preview is not None:
                    known = await self._desk.settings(place)
                    chosen = language.value if language is not None else known.language
                    await self._desk.set_look(
                        place,
                        language=None if chosen == "server" else chosen,
                        tidy=known.tidy if hide_preview is None else hide_preview,
                        by=by,
                    )
                await tell(interaction, said(await self._told(interaction)))

            await self._do(interaction, ask)

        @group.command(name="mute", description="Leave a site's links alone here, or no longer")
        async def mute(interaction: Interaction, site: str) -> None:
            async def ask(say: Words) -> None:
                place, by = here(interaction), person_of(interaction)
                known = site.lower() in (await self._desk.settings(place)).muted_sites
                muted = await self._desk.mute(place, site, muted=not known, by=by)
                key = "unmuted" if known else "muted"
                await tell(interaction, said(say(key, site=shown(muted, 100))))

            await self._do(interaction, ask)

        @group.command(name="erase", description="Erase what is kept of this channel")
        async def erase(interaction: Interaction) -> None:
            async def ask(say: Words) -> None:
                place, by = here(interaction), person_of(interaction)
                await self._desk.permit(place, by)

                async def erased() -> Erased:
                    return await self._desk.erase_channel(place, by=by)

                await interaction.response.send_modal(Sure(say, "erase.channel", erased))

            await self._do(interaction, ask, form=True)

        return group

    async def _told(self, interaction: Interaction) -> str:
        """What holds in a channel, and what is in the way."""
        say = await self._say(interaction)  # the language may just have been changed
        settings = await self._desk.settings(here(interaction))
        mode = settings.mode or Mode.MENTION
        lines = [
            say(
                "setup",
                mode=say(f"mode.{mode}"),
                sites=", ".join(shown(s, 80) for s in settings.muted_sites[:20]) or say("none"),
                language=settings.language or say("language.own"),
                tidy=say("yes" if settings.tidy else "no"),
            )
        ]
        lacks = [
            name
            for right, name in NEEDED.items()
            if not getattr(interaction.app_permissions, right)
        ]
        if settings.tidy and not interaction.app_permissions.manage_messages:
            lacks.append("Manage Messages")
        if lacks:
            lines.append(say("setup.lacks", permissions=", ".join(lacks)))
        if mode is Mode.AUTO and not self._sees_links:
            lines.append(say("hello.intent"))
        if mode is Mode.AUTO and getattr(interaction.channel, "nsfw", False):
            lines.append(say("setup.nsfw"))
        return "\n".join(lines)

    def _forget(self) -> app_commands.Command[Any, ..., Any]:
        async def forget_me(interaction: Interaction) -> None:
            async def ask(say: Words) -> None:
                place, by = here(interaction), person_of(interaction)

                async def erased() -> Erased:
                    return await self._desk.erase_person(PLATFORM, place.workspace, by=by)

                await interaction.response.send_modal(Sure(say, "erase.me", erased))

            await self._do(interaction, ask, form=True)

        return app_commands.Command(
            name="forget-me", description="Erase what Readout keeps of you here", callback=forget_me
        )


class Sure(discord.ui.Modal):
    """Erasing cannot be undone: it has to be typed."""

    def __init__(self, say: Words, what: str, erase: Callable[[], Awaitable[Erased]]) -> None:
        super().__init__(title=say("erase.title")[:MAX_LABEL], custom_id=f"readout:{what}")
        self._say, self._erase = say, erase
        self._word: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id="word", max_length=20, required=True
        )
        label = say("erase.sure", what=say(what))
        self.add_item(
            discord.ui.Label(
                text=say("erase.title")[:MAX_LABEL], description=label[:100], component=self._word
            )
        )

    async def on_submit(self, interaction: Interaction, /) -> None:
        """Erase, if the word is right."""

        async def erase() -> None:
            if self._word.value.strip().upper() != "ERASE":
                await tell(interaction, said(self._say("erase.not")))
                return
            await soon(interaction)
            done = await self._erase()
            told = self._say(
                "erased",
                requests=done.requests,
                posts=done.posts,
                subscriptions=done.subscriptions,
                articles=done.articles,
            )
            await tell(interaction, said(told))

        await guarded(interaction, self._say, erase())


def _may_post(interaction: Interaction) -> bool:
    """Whether an answer can be seen in the channel at all."""
    rights = interaction.app_permissions
    in_thread = isinstance(interaction.channel, discord.Thread)
    may = rights.send_messages_in_threads if in_thread else rights.send_messages
    return interaction.guild_id is None or (may and rights.view_channel)
