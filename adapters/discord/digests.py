"""The commands of /digest: add, list, preview, pause, resume, skip, remove."""

from __future__ import annotations

from functools import cache
from typing import Any
from zoneinfo import available_timezones

import discord
from discord import app_commands

from adapters.discord.chat import DiscordChat
from adapters.discord.desk import Desk
from adapters.discord.dress import dress, said
from adapters.discord.hear import here, person_of
from adapters.discord.markdown import escaped, shown
from adapters.discord.naming import Choices, named, offers
from adapters.discord.views import asked, tell
from adapters.discord.words import Words, words
from briefs.delivery import Subscription
from briefs.glossary import translated
from briefs.newsroom import Planned, Wish

Interaction = discord.Interaction[Any]
MAX_LIST = 3_500
MAX_PREVIEWS = 5

OPTIONS = (
    "time", "zone", "days", "feed", "topics", "actors", "sites", "here_too", "empty_too",
)  # fmt: skip


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
        for name in ("pause", "resume", "skip"):
            self._change(group, name)
        self._remove(group)

    # -------------------------------------------------------------------------- offered

    async def _zones(self, interaction: Interaction, current: str) -> Choices:
        return offers([(zone, zone) for zone in _zones()], "_".join(current.split()))

    async def _feeds(self, interaction: Interaction, current: str) -> Choices:
        found = await self._desk.planning.feeds(here(interaction))
        return offers([(feed.url, feed.title or "") for feed in found], current)

    async def _digests(self, interaction: Interaction, current: str) -> Choices:
        found = await self._desk.planning.listed(here(interaction))
        say = words(str(interaction.locale))
        offered = [
            (one.subscription.key, f"{one.subscription.key} {told(one.subscription, say)}")
            for one in found
        ]
        return offers(offered, current)

    # ------------------------------------------------------------------------- commands

    def _add(self, group: app_commands.Group) -> None:
        @group.command(name="add", description=named("cmd.add"))
        @app_commands.describe(**{name: named(f"cmd.add.{name}") for name in OPTIONS})
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

            await asked(interaction, self._chat, ask)

    def _list(self, group: app_commands.Group) -> None:
        @group.command(name="list", description=named("cmd.list"))
        async def listed(interaction: Interaction) -> None:
            async def ask(say: Words) -> None:
                found = await self._desk.planning.listed(here(interaction))
                lines = [_planned(one, say, "digest.line") for one in found]
                await tell(interaction, said("\n".join(lines)[:MAX_LIST] or say("digest.none")))

            await asked(interaction, self._chat, ask)

    def _preview(self, group: app_commands.Group) -> None:
        @group.command(name="preview", description=named("cmd.preview"))
        @app_commands.describe(digest=named("cmd.which"))
        @app_commands.autocomplete(digest=self._digests)
        async def preview(interaction: Interaction, digest: str) -> None:
            async def ask(say: Words) -> None:
                card = await self._desk.planning.preview(here(interaction), digest)
                for part in self._chat.parts(card)[:MAX_PREVIEWS]:
                    await tell(interaction, dress(part, nonce="0", say=say), buttons=False)

            await asked(interaction, self._chat, ask)

    def _change(self, group: app_commands.Group, name: str) -> None:
        @group.command(name=name, description=named(f"cmd.{name}"))
        @app_commands.describe(digest=named("cmd.which"))
        @app_commands.autocomplete(digest=self._digests)
        async def change(interaction: Interaction, digest: str) -> None:
            async def ask(say: Words) -> None:
                place = here(interaction)
                planning = await self._desk.managing(place, by=person_of(interaction))
                verbs = {"pause": planning.pause, "resume": planning.resume, "skip": planning.skip}
                changed = await verbs[name](place, digest)
                await tell(interaction, said(_planned(changed, say, "digest.changed")))

            await asked(interaction, self._chat, ask)

    def _remove(self, group: app_commands.Group) -> None:
        @group.command(name="remove", description=named("cmd.remove"))
        @app_commands.describe(digest=named("cmd.which"))
        @app_commands.autocomplete(digest=self._digests)
        async def remove(interaction: Interaction, digest: str) -> None:
            async def ask(say: Words) -> None:
                place = here(interaction)
                planning = await self._desk.managing(place, by=person_of(interaction))
                await planning.remove(place, digest)
                await tell(interaction, said(say("digest.removed", key=shown(digest, 50))))

            await asked(interaction, self._chat, ask)


def _planned(one: Planned, say: Words, key: str) -> str:
    """A digest in one line, its next time in the reader's own clock (Discord shows it so)."""
    slot = one.upcoming[0] if one.upcoming else None
    at = f"<t:{int(slot.due_at.timestamp())}:f>" if slot else say("digest.never")
    about = escaped(told(one.subscription, say))
    return say(key, key=one.subscription.key, told=about, next=at)


def told(subscription: Subscription, say: Words) -> str:
    """When a digest comes: "08:30 Europe/Berlin, Mon to Fri; paused: on request"."""
    names = say("told.days").split()
    days = subscription.weekdays
    if len(days) == len(names):
        on = say("told.daily")
    elif len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        on = say("told.span", first=names[days[0]], last=names[days[-1]])
    else:
        on = ", ".join(names[day] for day in days)
    parts = [f"{subscription.local_time} {subscription.zone}, {on}"]
    if subscription.filters.story is not None:
        parts.append(say("told.story"))
    if subscription.paused:
        parts.append(say("told.paused", why=translated(subscription.paused, say.language)))
    return "; ".join(parts)


@cache
def _zones() -> tuple[str, ...]:
    """The zones that are places, and UTC; reading them takes longer than looking through them."""
    places = (zone for zone in available_timezones() if "/" in zone)
    return ("UTC", *sorted(z for z in places if not z.startswith(("posix/", "right/", "Etc/"))))
