"""The commands of /digest: add, list, preview, edit, pause, resume, skip, remove."""

from __future__ import annotations

from functools import cache
from typing import Any
from zoneinfo import available_timezones

import discord
from discord import app_commands

from adapters.discord.chat_port import DiscordRequests
from adapters.discord.client import DiscordChat
from adapters.discord.commands.buttons import answer_command, respond
from adapters.discord.commands.digest_form import Draft
from adapters.discord.commands.digest_list import entry
from adapters.discord.commands.digest_windows import DigestWindows, tags_in
from adapters.discord.commands.localization import Choices, localized, offers
from adapters.discord.parsing import PLATFORM, here, person_of
from adapters.discord.phrases import phrases_for
from adapters.discord.rendering import text_components
from briefs.errors import BadRequest, NotAllowed
from briefs.i18n.phrases import Phrases
from briefs.i18n.schedules import schedule_line
from briefs.i18n.weekdays import parse_weekdays
from briefs.model.places import Place
from briefs.model.subscription_forms import SubscriptionForm

Interaction = discord.Interaction[Any]
USUAL = SubscriptionForm().local_time

OPTIONS = (
    "time", "zone", "days", "channel", "name", "feed", "topics", "actors", "sites", "here_too",
    "empty_too", "tag", "publish",
)  # fmt: skip


class PostedIn(app_commands.Transformer):
    """An option of a command: a channel in which a digest can be posted."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """A channel."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Those that hold messages, and forums."""
        kinds = discord.ChannelType
        return [kinds.text, kinds.news, kinds.forum, kinds.voice, kinds.stage_voice]

    async def transform(self, interaction: Interaction, value: Any, /) -> Any:
        """The value as it is."""
        return value


class Digests:
    """The commands of /digest; each makes a request and answers the asker alone."""

    def __init__(
        self, *, requests: DiscordRequests, chat: DiscordChat, windows: DigestWindows
    ) -> None:
        self._requests = requests
        self._windows = windows
        self._chat = chat

    def fill(self, group: app_commands.Group) -> None:
        """Put the commands into the group."""
        self._add(group)
        self._list(group)
        for name in ("preview", "edit"):
            self._show(group, name)
        for name in ("pause", "resume", "skip"):
            self._change(group, name)
        self._remove(group)

    # -------------------------------------------------------------------------- offered

    async def _zones(self, interaction: Interaction, current: str) -> Choices:
        return offers([(zone, zone) for zone in _zones()], "_".join(current.split()))

    async def _feeds(self, interaction: Interaction, current: str) -> Choices:
        found = await self._requests.digests.feeds(here(interaction))
        return offers([(feed.url, feed.title or "") for feed in found], current)

    async def _tags(self, interaction: Interaction, current: str) -> Choices:
        channel = getattr(interaction.namespace.channel, "id", None)
        if channel is None:
            return []
        place = Place(PLATFORM, str(interaction.guild_id), str(channel))
        return offers([(tag, tag) for tag in tags_in(interaction, place)], current)

    async def _digests(self, interaction: Interaction, current: str) -> Choices:
        found = await self._requests.digests.listed(here(interaction))
        say = phrases_for(str(interaction.locale))
        offered = []
        for one in (summary.subscription for summary in found):
            name = one.name or say("digest.unnamed")
            offered.append((one.key, f"{name}: {schedule_line(one, say.language)}"))
        return offers(offered, current)

    # ------------------------------------------------------------------------- commands

    def _add(self, group: app_commands.Group) -> None:
        @group.command(name="add", description=localized("cmd.add"))
        @app_commands.describe(**{name: localized(f"cmd.add.{name}") for name in OPTIONS})
        @app_commands.autocomplete(zone=self._zones, feed=self._feeds, tag=self._tags)
        async def add(
            interaction: Interaction, time: str = "", zone: str = "", days: str = "mon-fri",
            channel: app_commands.Transform[app_commands.AppCommandChannel, PostedIn] | None = None,
            name: str = "", feed: str | None = None,
            topics: str = "", actors: str = "", sites: str = "",
            here_too: bool = True, empty_too: bool = False,
            tag: str = "", publish: bool = False,
        ) -> None:  # fmt: skip
            weekdays, wrong = _weekdays(days)
            form = SubscriptionForm(
                local_time=time or USUAL, weekdays=weekdays, zone=zone, here=here_too,
                addresses=(feed,) if feed else (), topics=topics, actors=actors, sites=sites,
                empty_too=empty_too, name=name, tag=tag, publish=publish,
            )  # fmt: skip
            in_full = bool(time or channel is not None)

            async def ask(say: Phrases) -> None:
                if in_full:
                    draft = Draft(_place_of(interaction, channel), form)
                    await self._windows.save(interaction, say, draft, wrong=wrong)
                else:
                    await self._windows.open_new(interaction, say, form)

            await answer_command(interaction, self._chat, ask, form=not in_full)

    def _list(self, group: app_commands.Group) -> None:
        @group.command(name="list", description=localized("cmd.list"))
        async def listed(interaction: Interaction) -> None:
            async def ask(say: Phrases) -> None:
                await self._windows.show(interaction, say)

            await answer_command(interaction, self._chat, ask)

    def _show(self, group: app_commands.Group, name: str) -> None:
        """Add a command that shows a digest: its preview, or the panel of its forms."""

        @group.command(name=name, description=localized(f"cmd.{name}"))
        @app_commands.describe(digest=localized("cmd.which"))
        @app_commands.autocomplete(digest=self._digests)
        async def show(interaction: Interaction, digest: str) -> None:
            async def ask(say: Phrases) -> None:
                shows = {"preview": self._windows.preview, "edit": self._windows.panel}
                await shows[name](interaction, say, digest)

            await answer_command(interaction, self._chat, ask)

    def _change(self, group: app_commands.Group, name: str) -> None:
        @group.command(name=name, description=localized(f"cmd.{name}"))
        @app_commands.describe(digest=localized("cmd.which"))
        @app_commands.autocomplete(digest=self._digests)
        async def change(interaction: Interaction, digest: str) -> None:
            async def ask(say: Phrases) -> None:
                place = here(interaction)
                digests = await self._requests.editable_digests(place, by=person_of(interaction))
                verbs = {"pause": digests.pause, "resume": digests.resume, "skip": digests.skip}
                changed = await verbs[name](place, digest)
                await respond(interaction, entry(changed, say, head=say("digest.changed")))

            await answer_command(interaction, self._chat, ask)

    def _remove(self, group: app_commands.Group) -> None:
        @group.command(name="remove", description=localized("cmd.remove"))
        @app_commands.describe(digest=localized("cmd.which"))
        @app_commands.autocomplete(digest=self._digests)
        async def remove(interaction: Interaction, digest: str) -> None:
            async def ask(say: Phrases) -> None:
                place = here(interaction)
                digests = await self._requests.editable_digests(place, by=person_of(interaction))
                await digests.remove(place, digest)
                await respond(interaction, text_components(say("digest.removed")))

            await answer_command(interaction, self._chat, ask)


def _place_of(interaction: Interaction, channel: app_commands.AppCommandChannel | None) -> Place:
    """The place of a new digest. Raises: NotAllowed if the asker may not write there."""
    if channel is None:
        return here(interaction)
    if not channel.permissions.view_channel or not channel.permissions.send_messages:
        raise NotAllowed("You may not write in that channel.")
    return Place(PLATFORM, str(channel.guild_id), str(channel.id))


@cache
def _zones() -> tuple[str, ...]:
    """UTC and the zones that are places; cached, since listing them is slow."""
    places = (zone for zone in available_timezones() if "/" in zone)
    return ("UTC", *sorted(z for z in places if not z.startswith(("posix/", "right/", "Etc/"))))


def _weekdays(written: str) -> tuple[tuple[int, ...], BadRequest | None]:
    """Days as typed -> (weekdays, None), or ((), what is wrong)."""
    try:
        return parse_weekdays(written), None
    except BadRequest as error:
        return (), error
