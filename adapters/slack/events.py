"""Events: taken in before they are acknowledged, so that a crash loses none.

What fails here is answered with 500, and Slack delivers it again; what was taken in before
is known by its key and does nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import hear
from adapters.slack.dress import dress
from adapters.slack.errors import code_of
from adapters.slack.front import Front
from adapters.slack.modals import plain_card
from adapters.slack.talk import Talk
from briefs.chatting import Heard, Way
from briefs.delivery import SourceDeleted
from briefs.model import Place

log = logging.getLogger(__name__)

Body = Mapping[str, Any]


SHOWN_S = 2.0
"""Slack waits three seconds for the acknowledgement; without one it delivers the event again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """`reaction` asks for a briefing of the message that it is put on."""

    talk: Talk
    front: Front
    reaction: str

    async def message(self, body: Body) -> None:
        """A message was written, edited or deleted."""
        heard = hear.in_event(body)
        if isinstance(heard, Heard):
            await self.talk.desk.hear(heard)
        elif isinstance(heard, SourceDeleted):
            await self.talk.desk.deleted(heard)
            self.talk.after(self.talk.chat.unmark(heard.place, heard.message))
        elif heard is not None:
            await self.talk.desk.edited(heard)
            if not heard.links:
                self.talk.after(self.talk.chat.unmark(heard.place, heard.message))

    async def mention(self, body: Body, client: AsyncWebClient) -> None:
        """The bot was mentioned: with a link, or below one."""
        heard = hear.in_event(body)
        event = body["event"]
        if heard is None and not event.get("bot_id") and event.get("thread_ts"):
            parent = await self._message(client, event["channel"], event["thread_ts"])
            if parent is not None:
                heard = hear.in_message(
                    body,
                    parent,
                    channel=event["channel"],
                    user=event["user"],
                    way=Way.MENTION,
                    event=body["event_id"],
                )
        if isinstance(heard, Heard):
            await self.talk.desk.hear(heard)
        elif not event.get("bot_id") and event.get("user"):
            asker = self.talk.asker(body, client, channel=event["channel"], user=event["user"])
            self.talk.after(asker.told("no_link"), asker)

    async def reacted(self, body: Body, client: AsyncWebClient) -> None:
        """Somebody put a reaction on a message."""
        event = body["event"]
        item = event.get("item") or {}
        if event.get("reaction") != self.reaction or item.get("type") != "message":
            return
        message = await self._message(client, item["channel"], item["ts"])
        if message is None:
            return
        heard = hear.in_message(
            body,
            message,
            channel=item["channel"],
            user=event["user"],
            way=Way.REACTION,
            event=body["event_id"],
        )
        if heard is not None:
            await self.talk.desk.hear(heard)

    async def _message(
        self, client: AsyncWebClient, channel: str, stamp: str
    ) -> Mapping[str, Any] | None:
        """One message that somebody pointed at, None where the bot cannot read it.

        `conversations.replies` finds it by its stamp, in a thread or not.
        """
        try:
            async with asyncio.timeout(SHOWN_S):
                answer = await client.conversations_replies(
                    channel=channel, ts=stamp, oldest=stamp, latest=stamp, inclusive=True, limit=1
                )
        except SlackApiError as error:
            log.info("a message cannot be read: %s", code_of(error))
            return None
        for message in answer.get("messages") or ():
            if message.get("ts") == stamp:
                found: Mapping[str, Any] = message
                return found
        return None

    # ------------------------------------------------------------------------- places

    async def joined(self, body: Body, client: AsyncWebClient, context: AsyncBoltContext) -> None:
        """The bot came into a channel: say once what it does there."""
        event = body["event"]
        if event.get("user") != context.bot_user_id:
            return
        place = Place(hear.PLATFORM, hear.team_of(body), event["channel"])
        if await self.talk.desk.greet(place):
            self.talk.after(self._greet(client, place))

    async def _greet(self, client: AsyncWebClient, place: Place) -> None:
        say = await self.talk.chat.speech.here(client, place)
        card = plain_card(
            say("greeting", reaction=self.reaction), say("greeting.admins"), say("greeting.digest")
        )
        await client.chat_postMessage(channel=place.channel, **dress(card, say))

    async def left(self, body: Body) -> None:
        """The bot is out of a channel, or the channel is gone."""
        event = body["event"]
        place = Place(hear.PLATFORM, hear.team_of(body), str(event["channel"]))
        await self.talk.desk.place_gone(place, "Readout is not in the channel any more.")

    async def uninstalled(self, body: Body) -> None:
        """The workspace is left: everything of it goes. Told twice, it ends alike."""
        event, team = body["event"], str(body["team_id"])
        if event["type"] == "tokens_revoked" and not (event.get("tokens") or {}).get("bot"):
            return  # a person's token, of which there are none
        await self.talk.desk.erase_workspace(hear.PLATFORM, team)
        await self.talk.installs.forget(team)
        self.talk.chat.forget(team)
        log.info("a workspace was erased")

    # --------------------------------------------------------------------------- home

    async def home(self, body: Body, client: AsyncWebClient) -> None:
        """App Home was opened."""
        if body["event"].get("tab") == "home":
            asker = self.talk.asker(body, client, user=str(body["event"]["user"]))
            self.talk.after(self.front.publish(asker), asker)
