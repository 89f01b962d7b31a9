"""App Home as one person sees it now: gathered, and published."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import hear
from adapters.slack.home import MOST_DIGESTS, Shown, home_view
from adapters.slack.people import Room, room_of
from adapters.slack.talk import Asker, Talk
from briefs.chatting import Person
from briefs.delivery import Allowed
from briefs.model import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """`reaction` is named in the help."""

    talk: Talk
    reaction: str

    async def publish(self, asker: Asker) -> None:
        """Show a person their App Home as it is now."""
        desk, team = self.talk.desk, asker.team
        by = await asker.person()
        own = Place(hear.PLATFORM, team, f"@{asker.user}")
        home = await desk.home(hear.PLATFORM, team, by=by)
        allowed = await desk.allowed_in(hear.PLATFORM, team)
        channels = [one.place.channel for one in home.subscriptions]
        rooms = await rooms_of(asker.client, (c for c in channels if not c.startswith("@")))
        shown = Shown(
            home=home,
            by=by,
            own=await asker.own(),
            mine=[one.subscription for one in await desk.planning.listed(own)],
            may=frozenset(c for c, room in rooms.items() if may_change(by, room, allowed)),
            open=frozenset(c for c, room in rooms.items() if not room.private),
            allowed=allowed,
            reaction=self.reaction,
        )
        view = home_view(shown, await asker.say())
        await asker.client.views_publish(user_id=asker.user, view=view)


async def rooms_of(client: AsyncWebClient, channels: Iterable[str]) -> dict[str, Room]:
    """Channels -> whose they are; no more of them than App Home shows."""
    wanted = list(dict.fromkeys(channels))[:MOST_DIGESTS]
    found = await asyncio.gather(*(room_of(client, channel) for channel in wanted))
    return dict(zip(wanted, found, strict=True))


def may_change(by: Person, room: Room, allowed: Allowed) -> bool:
    """Whether a button is shown; pressing it asks the desk, which decides."""
    made = allowed is Allowed.CREATORS and room.creator == by.id
    return by.admin or made or (allowed is Allowed.EVERYONE and not room.private)
