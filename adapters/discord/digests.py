"""The commands of /digest: add, list, preview, pause, resume, skip, remove."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from zoneinfo import available_timezones

import discord
from discord import app_commands

from adapters.discord.chat import DiscordChat
from adapters.discord.desk import Desk
from adapters.discord.dress import dress, said
from adapters.discord.hear import here, person_of
from adapters.discord.markdown import escaped, shown
from adapters.discord.views import guarded, soon, tell
from adapters.discord.words import Words
from briefs.newsroom import Planned, Wish

Interaction = discord.Interaction[Any]
Choices = list[app_commands.Choice[str]]

MAX_CHOICES = 25
MAX_CHOICE = 100
MAX_LIST = 3_500
MAX_PREVIEWS = 5

OPTIONS = {
    "time": "Like 08:30",
    "zone": "Like Europe/Berlin",
    "days": "Like mon-fri",
    "feed": "A feed's address, or a site that has one",
    "topics": "Words, with commas",
    "actors": "Names, with commas",
    "sites": "Sites, with commas",
    "here_too": "Take in what is shared in this channel",
    "empty_too": "Post it when it is empty",
}


class Digests:
    """Fills a group with its commands; each asks the desk and answers the asker alone."""

    def __init__(self, *, desk: Desk, chat: DiscordChat) -> None:
        self._desk = desk
        self._chat = chat

    def fill(self, group: app_commands.Group) -> None:
        """Put the commands into the group."""
        self._add(group)
        self._list(group)
        self._preview(group)
        for name, about in (
            ("pause", "Stop a digest until it is resumed"),
            ("resume", "Let a digest run again"),
            ("skip", "Leave out today's digest"),
        ):
            self._change(group, name, about)
        self._remove(group)

    async def _do(
        self, interaction: Interaction, answer: Callable[[Words], Awaitable[None]]
    ) -> None:
        await soon(interaction)
        say = await self._chat.say(here(interaction), locale=str(interaction.locale))
        await guarded(interaction, say, answer(say))

    # -------------------------------------------------------------------------- offered

    async def _zones(self, interaction: Interaction, current: str) -> Choices:
        wanted = current.replace(" ", "_").lower()
        zones = sorted(z for z in available_timezones() if "/" in z and wanted in z.lower())
        zones = [zone for zone in zones if not zone.startswith(("posix/", "right/", "Etc/"))]
        return [app_commands.Choice(name=zone, value=zone) for zone in zones[:MAX_CHOICES]]

    async def _feeds(self, interaction: Interaction, current: str) -> Choices:
        found = await self._desk.planning.feeds(here(interaction))
        return [
            app_commands.Choice(name=(feed.title or feed.url)[:MAX_CHOICE], value=feed.url)
            for feed in found
            if current.lower() in f"{feed.title} {feed.url}".lower() and len(feed.url) <= MAX_CHOICE
        ][:MAX_CHOICES]

    async def _digests(self, interaction: Interaction, current: str) -> Choices:
        found = await self._desk.planning.listed(here(interaction))
        lines = [(one.subscription.key, f"{one.subscription.key} {one.told}") for one in found]
        return [
            app_commands.Choice(name=line[:MAX_CHOICE], value=key)
            for key, line in lines
            if current.lower() in line.lower()
        ][:MAX_CHOICES]

    # ------------------------------------------------------------------------- commands

    def _add(self, group: app_commands.Group) -> None:
        @group.command(name="add", description="Post a digest here at a time of day")
        @app_commands.describe(**OPTIONS)
        @app_commands.autocomplete(zone=self._zones, feed=self._feeds)
        async def add(
            interaction: Interaction, time: str, zone: str, days: str = "mon-fri",
            feed: str | None = None, topics: str = "", actors: str = "", sites: str = "",
            here_too: bool = True, empty_too: bool = False,
        ) -> None:  # fmt: skip
            wish = Wish(
                local_time=time, weekdays=days, zone=zone, here=here_too,
                feeds=(feed,) if feed else (), topics=topics, actors=actors, sites=sites,
                empty_too=empty_too,
            )  # fmt: skip

            async def ask(say: Words) -> None:
                place, by = here(interaction), person_of(interaction)
                managing = await self._desk.managing(place, by=by)
                made = await managing.add(place, wish, by=by)
                await tell(interaction, said(_planned(made, say, "digest.added")))

            await self._do(interaction, ask)

    def _list(self, group: app_commands.Group) -> None:
        @group.command(name="list", description="The digests of this channel")
        async def listed(interaction: Interaction) -> None:
            async def ask(say: Words) -> None:
                found = await self._desk.planning.listed(here(interaction))
                lines = [_planned(one, say, "digest.line") for one in found]
                await tell(interaction, said("\n".join(lines)[:MAX_LIST] or say("digest.none")))

            await self._do(interaction, ask)

    def _preview(self, group: app_commands.Group) -> None:
        @group.command(name="preview", description="What a digest would post now")
        @app_commands.autocomplete(digest=self._digests)
        async def preview(interaction: Interaction, digest: str) -> None:
            async def ask(say: Words) -> None:
                card = await self._desk.planning.preview(here(interaction), digest)
                for part in self._chat.parts(card)[:MAX_PREVIEWS]:
                    await tell(interaction, dress(part, nonce="0", say=say), buttons=False)

            await self._do(interaction, ask)

    def _change(self, group: app_commands.Group, name: str, about: str) -> None:
        @group.command(name=name, description=about)
        @app_commands.autocomplete(digest=self._digests)
        async def change(interaction: Interaction, digest: str) -> None:
            async def ask(say: Words) -> None:
                place = here(interaction)
                planning = await self._desk.managing(place, by=person_of(interaction))
                verbs = {"pause": planning.pause, "resume": planning.resume, "skip": planning.skip}
                changed = await verbs[name](place, digest)
                await tell(interaction, said(_planned(changed, say, "digest.changed")))

            await self._do(interaction, ask)

    def _remove(self, group: app_commands.Group) -> None:
        @group.command(name="remove", description="End a digest")
        @app_commands.autocomplete(digest=self._digests)
        async def remove(interaction: Interaction, digest: str) -> None:
            async def ask(say: Words) -> None:
                place = here(interaction)
                planning = await self._desk.managing(place, by=person_of(interaction))
                await planning.remove(place, digest)
                await tell(interaction, said(say("digest.removed", key=shown(digest, 50))))

            await self._do(interaction, ask)


def _planned(one: Planned, say: Words, key: str) -> str:
    """A digest in one line, its next time in the reader's own clock (Discord shows it so)."""
    slot = one.upcoming[0] if one.upcoming else None
    at = f"<t:{int(slot.due_at.timestamp())}:f>" if slot else say("digest.never")
    return say(key, key=one.subscription.key, told=escaped(one.told), next=at)
