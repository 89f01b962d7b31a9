"""App Home of one person: gather what it shows now, and publish it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import parsing
from adapters.slack.listeners.context import Asker, ListenerContext
from adapters.slack.users import ChannelInfo, room_of
from adapters.slack.views.home_view import MOST_DIGESTS, HomeView, home_view
from briefs.model.chat import Person
from briefs.model.delivery import EditRights
from briefs.model.places import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeTab:
    """Publishes App Home; `reaction`: the emoji that its help mentions."""

    context: ListenerContext
    reaction: str

    async def publish(self, asker: Asker) -> None:
        """Show a person their App Home as it is now."""
        requests, team = self.context.requests, asker.team
        by = await asker.person()
        own = Place(parsing.PLATFORM, team, f"@{asker.user}")
        home = await requests.home(parsing.PLATFORM, team, by=by)
        allowed = await requests.allowed_in(parsing.PLATFORM, team)
        channels = [one.place.channel for one in home.subscriptions]
        rooms = await rooms_of(asker.client, (c for c in channels if not c.startswith("@")))
        shown = HomeView(
            home=home,
            by=by,
            own=await asker.own(),
            mine=await requests.digests.listed(own),
            may=frozenset(c for c, room in rooms.items() if may_change(by, room, allowed)),
            open=frozenset(c for c, room in rooms.items() if not room.private),
            allowed=allowed,
            quiet=(await requests.settings(Place(parsing.PLATFORM, team, ""))).quiet_hours,
            reaction=self.reaction,
        )
        view = home_view(shown, await asker.phrases())
        await asker.client.views_publish(user_id=asker.user, view=view)


async def rooms_of(client: AsyncWebClient, channels: Iterable[str]) -> dict[str, ChannelInfo]:
    """Channel ids -> what Slack says of each, for as many as App Home shows."""
    wanted = list(dict.fromkeys(channels))[:MOST_DIGESTS]
    found = await asyncio.gather(*(room_of(client, channel) for channel in wanted))
    return dict(zip(wanted, found, strict=True))


def may_change(by: Person, room: ChannelInfo, allowed: EditRights) -> bool:
    """Whether to show buttons that change a digest; a press is checked again."""
    match allowed:
        case EditRights.ADMINS:
            return by.admin
        case EditRights.CREATORS:
            return by.admin or room.creator == by.id
        case EditRights.EVERYONE:
            return by.admin or not room.private
        case _:
            assert_never(allowed)
