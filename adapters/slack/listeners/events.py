"""Events -> requests, stored before the event is acknowledged, so that a crash loses none.

An event that fails here is answered with 500, and Slack delivers it again; one whose request is
already stored is recognised by its key and changes nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import parsing
from adapters.slack.listeners.commands import ENOUGH_CHARS, help_card
from adapters.slack.listeners.context import Asker, ListenerContext
from adapters.slack.listeners.greeter import Greeter
from adapters.slack.listeners.home_tab import HomeTab
from adapters.slack.listeners.message_memory import MessageMemory
from briefs.errors import GiveUp, NotAllowed, TryLater
from briefs.model.chat import IncomingRequest, RequestKind
from briefs.model.delivery import SourceDeleted
from briefs.model.places import Place
from briefs.translatable import translatable

log = logging.getLogger(__name__)

Body = Mapping[str, Any]


SHOWN_S = 2.0
"""Time to read a message: Slack waits three seconds for the acknowledgement of an event."""

LAST_RETRY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """One method for each event; `reaction`: the emoji that asks for a briefing of its message."""

    context: ListenerContext
    home_tab: HomeTab
    greeter: Greeter
    reaction: str
    memory: MessageMemory = field(default_factory=MessageMemory)

    async def message(self, body: Body, client: AsyncWebClient, context: AsyncBoltContext) -> None:
        """A message was written, edited or deleted."""
        if body["event"].get("user") == context.bot_user_id:
            return
        self.memory.remember(body)
        incoming = parsing.in_event(body)
        added = parsing.added_in_edit(body, bot=context.bot_user_id)
        if isinstance(incoming, IncomingRequest):
            await self.context.requests.admit(incoming)
        elif isinstance(incoming, SourceDeleted):
            await self.context.requests.deleted(incoming)
            self.context.after(self.context.chat.unmark(incoming.place, incoming.message))
        elif incoming is not None:
            await self.context.requests.edited(incoming)
            if not incoming.links:
                self.context.after(self.context.chat.unmark(incoming.place, incoming.message))
        elif added is None:
            await self._direct_message(body, client)
        if added is not None:
            await self.context.requests.admit(added)

    async def _direct_message(self, body: Body, client: AsyncWebClient) -> None:
        """A direct message to the bot without a link: a text to brief, or a question."""
        written = parsing.written_to_bot(body, now=self.context.now())
        if written is None:
            return
        request, text = written
        user = request.seen.author
        asker = self.context.asker(body, client, user=user, thread=request.seen.place.thread)
        if len(text) < ENOUGH_CHARS:
            self.context.after(self._help(request, asker), asker)
        else:
            self.context.after(self._text(request, text), asker)

    async def _help(self, request: IncomingRequest, asker: Asker) -> None:
        seen, card = request.seen, help_card(await asker.phrases(), self.reaction)
        await self.context.requests.explain(seen.place, seen.message, card, to=seen.author)

    async def _text(self, request: IncomingRequest, text: str) -> None:
        await self.context.requests.admit_text(request, text)

    async def mention(self, body: Body, client: AsyncWebClient) -> None:
        """The bot was mentioned: with a link, or below one."""
        event = body["event"]
        if event.get("bot_id") or not event.get("user"):
            return
        incoming = parsing.in_event(body)
        if incoming is None and event.get("thread_ts"):
            parent = await self._message(body, event["channel"], event["thread_ts"])
            if parent is not None:
                incoming = self._request_about(body, parent, event["channel"], RequestKind.MENTION)
                if incoming is not None:
                    incoming = replace(incoming, asked_in=parsing.mentioned_in(body))
        asker = self._asker(body, client, event["channel"], event.get("thread_ts"))
        if isinstance(incoming, IncomingRequest):
            await self._admit(incoming, asker)
        else:
            self.context.after(asker.answer_phrase("no_link"), asker)

    async def reacted(
        self,
        body: Body,
        client: AsyncWebClient,
        context: AsyncBoltContext,
        request: AsyncBoltRequest,
    ) -> None:
        """Somebody put a reaction on a message.

        If the message cannot be read just now, the event is not acknowledged, so that Slack
        delivers it again, three times within five minutes. After the last time the asker is told.
        """
        event = body["event"]
        if event.get("user") == context.bot_user_id:
            return
        item = event.get("item") or {}
        if event.get("reaction") != self.reaction or item.get("type") != "message":
            return
        channel = str(item["channel"])
        try:
            message = await self._message(body, channel, str(item["ts"]))
        except TryLater:
            if _is_last_delivery(request):
                asker = self._asker(body, client, channel, None)
                self.context.after(asker.answer_phrase("reaction.unread"), asker)
                return
            raise
        if message is None:
            return
        incoming = self._request_about(body, message, channel, RequestKind.REACTION)
        if incoming is not None:
            await self._admit(
                incoming, self._asker(body, client, channel, message.get("thread_ts"))
            )

    async def _admit(self, incoming: IncomingRequest, asker: Asker) -> None:
        """Admit a request; a refusal is sent to the asker."""
        try:
            await self.context.requests.admit(incoming)
        except NotAllowed as error:
            self.context.after(asker.answer_refusal(error), asker)

    def _request_about(
        self, body: Body, message: Mapping[str, Any], channel: str, kind: RequestKind
    ) -> IncomingRequest | None:
        user, event = body["event"]["user"], body["event_id"]
        return parsing.in_message(body, message, channel=channel, user=user, kind=kind, event=event)

    def _asker(self, body: Body, client: AsyncWebClient, channel: str, thread: str | None) -> Asker:
        user = str(body["event"]["user"])
        return self.context.asker(body, client, channel=channel, user=user, thread=thread)

    async def _message(self, body: Body, channel: str, stamp: str) -> Mapping[str, Any] | None:
        """The message that an event refers to, None if the bot may not read it.

        Raises: TryLater if Slack does not show it just now.
        """
        team = parsing.team_of(body)
        known = self.memory.message(team, channel, stamp)
        if known is not None:
            return known
        try:
            async with asyncio.timeout(SHOWN_S):
                return await self.context.chat.message(team, channel, stamp)
        except TimeoutError as error:
            raise TryLater from error
        except GiveUp as error:
            log.info("a message cannot be read: %s", error)
            return None

    # ------------------------------------------------------------------------- places

    async def joined(self, body: Body, client: AsyncWebClient, context: AsyncBoltContext) -> None:
        """The bot joined a channel: say once what it does there."""
        event = body["event"]
        if event.get("user") != context.bot_user_id:
            return
        place = Place(parsing.PLATFORM, parsing.team_of(body), event["channel"])
        self.context.after(self.greeter.welcome(client, place))

    async def left(self, body: Body) -> None:
        """The bot was removed from a channel, or the channel was archived or deleted."""
        event = body["event"]
        place = Place(parsing.PLATFORM, parsing.team_of(body), str(event["channel"]))
        if event["type"] == "channel_deleted":
            why = translatable("The channel was deleted.")
            await self.context.requests.place_deleted(place, why)
        else:
            why = translatable("Readout is not in the channel any more.")
            await self.context.requests.place_gone(place, why)

    async def uninstalled(self, body: Body) -> None:
        """The app was uninstalled: erase the workspace. Safe to run twice."""
        event, team = body["event"], str(body["team_id"])
        if event["type"] == "tokens_revoked" and not (event.get("tokens") or {}).get("bot"):
            return  # user tokens are never issued: nothing to erase
        await self.context.requests.erase_workspace(parsing.PLATFORM, team)
        await self.context.installs.forget(team)
        self.context.chat.forget(team)
        self.memory.forget(team)
        log.info("a workspace was erased")

    # --------------------------------------------------------------------------- home

    async def home(self, body: Body, client: AsyncWebClient) -> None:
        """App Home was opened, or the messages with the bot, which greets there the first time."""
        asker = self.context.asker(body, client, user=str(body["event"]["user"]))
        if body["event"].get("tab") == "home":
            self.context.after(self.home_tab.publish(asker), asker)
        else:
            self.context.after(self.greeter.hello(asker), asker)

    async def assistant(self, body: Body, client: AsyncWebClient) -> None:
        """Somebody opened a thread with the bot in Slack's side panel: suggest what to ask.

        What they write there arrives as a direct message. docs.slack.dev/ai/developing-agents
        """
        thread = body["event"]["assistant_thread"]
        user, channel = str(thread["user_id"]), str(thread["channel_id"])
        asker = self.context.asker(body, client, user=user, channel=channel)
        self.context.after(self._offer(client, thread, asker), asker)

    async def _offer(self, client: AsyncWebClient, thread: Mapping[str, Any], asker: Asker) -> None:
        say = await asker.phrases()
        where = {"channel_id": thread["channel_id"], "thread_ts": thread["thread_ts"]}
        prompts = [
            {"title": say(f"prompt.{name}"), "message": say(f"prompt.{name}.message")}
            for name in ("help", "digest")
        ]
        await client.assistant_threads_setSuggestedPrompts(
            **where, title=say("prompt.title"), prompts=prompts
        )


def _is_last_delivery(request: AsyncBoltRequest) -> bool:
    """Whether Slack delivers this event for the last time.

    https://docs.slack.dev/apis/events-api#retries
    """
    retries = request.headers.get("x-slack-retry-num") or ["0"]
    return retries[0].isdecimal() and int(retries[0]) >= LAST_RETRY
