"""Greetings: said once in a channel that the bot joins, and to a person who opens its messages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import parsing
from adapters.slack.listeners.commands import help_card
from adapters.slack.listeners.context import Asker, ListenerContext
from adapters.slack.views.modals import plain_card
from briefs.model.places import Place

PAGE = 200
MOST_PAGES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeter:
    """Greets and says what the bot does; `reaction`: the emoji that asks for a briefing."""

    context: ListenerContext
    reaction: str

    async def welcome(self, client: AsyncWebClient, place: Place) -> None:
        """Greet a channel, if it was not greeted before."""
        if (await self.context.requests.settings(place)).greeted:
            return
        say = await self.context.chat.user_locale.of_place(client, place)
        card = plain_card(
            say("greeting", reaction=self.reaction), say("greeting.admins"), say("greeting.digest")
        )
        await self.context.requests.greet(place, card, where=place)

    async def hello(self, asker: Asker) -> None:
        """Greet one person in their messages with the bot, if they were not greeted before."""
        if (await self.context.requests.settings(asker.place)).greeted:
            return
        say = await asker.phrases()
        card = help_card(say, self.reaction)
        card = replace(card, headline=say("greeting.alone"))
        await self.context.requests.greet(asker.place, card, where=asker.place)

    async def missed(self) -> list[Place]:
        """Greet channels that invited the bot while it was off -> all channels that it is in."""
        found = []
        for team in await self.context.installs.workspaces():
            client = await self.context.installs(team)
            async for channel in joined(client):
                place = Place(parsing.PLATFORM, team, channel)
                found.append(place)
                await self.welcome(client, place)
        return found


async def joined(client: AsyncWebClient) -> AsyncIterator[str]:
    """The channels that the bot is in."""
    cursor = None
    for _ in range(MOST_PAGES):
        answer = await client.users_conversations(
            types="public_channel,private_channel", exclude_archived=True, limit=PAGE, cursor=cursor
        )
        for one in answer.get("channels") or ():
            yield str(one["id"])
        cursor = (answer.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return
