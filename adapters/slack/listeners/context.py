"""Shared by listeners: the asker, private answers, work after the acknowledgement."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeVar, assert_never

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import parsing
from adapters.slack.chat_port import SlackRequests
from adapters.slack.client import SlackChat
from adapters.slack.errors import NO_PLACE, code_of
from adapters.slack.installation.workspaces import Installations
from adapters.slack.rendering import render
from adapters.slack.users import UNREACHED, person_of
from adapters.slack.views.modals import plain_card
from adapters.slack.views.reply_menu import said_view
from briefs.errors import ReadoutError
from briefs.i18n.phrases import Phrases
from briefs.i18n.translation import translated
from briefs.model.cards import Card
from briefs.model.chat import Person
from briefs.model.delivery import Admission, PlaceSettings
from briefs.model.places import Place
from briefs.translatable import translatable

log = logging.getLogger(__name__)

Body = Mapping[str, Any]
Done = Coroutine[Any, Any, None]

GRACE_S = 5.0
"""A pasted text is not stored before it is briefed, so stopping waits this long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListenerContext:
    """The requests, the connection, and tasks that continue after an acknowledgement."""

    requests: SlackRequests
    chat: SlackChat
    installs: Installations
    now: Callable[[], datetime]
    count_fault: Callable[[], None] = lambda: None
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def asker(
        self,
        body: Mapping[str, Any],
        client: AsyncWebClient,
        *,
        channel: str | None = None,
        user: str | None = None,
        thread: str | None = None,
        respond: AsyncRespond | None = None,
        view: str | None = None,
    ) -> Asker:
        """Body of an event -> its Asker; `channel`: where they can be answered."""
        sender = user or str(body.get("user_id") or (body.get("user") or {}).get("id") or "")
        return Asker(
            context=self,
            client=client,
            team=parsing.team_of(body),
            user=sender,
            channel=channel,
            thread=thread,
            respond=respond,
            view=view,
        )

    def after(self, work: Coroutine[Any, Any, None], asker: Asker | None = None) -> None:
        """Run `work` after the acknowledgement; a refusal or a failure is sent to the asker."""
        task = asyncio.create_task(self._guarded(work, asker))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _guarded(self, work: Coroutine[Any, Any, None], asker: Asker | None) -> None:
        try:
            try:
                await work
            except ReadoutError as error:
                if asker is not None:
                    await asker.answer_refusal(error)
            except SlackApiError as error:
                # A window that does not open, or a refused message, must not fail silently.
                log.warning("Slack refused a request: %s", code_of(error))
                if asker is not None:
                    await asker.answer_phrase("refused.by_slack")
            except UNREACHED as error:
                log.warning("Slack was not reached: %s", type(error).__name__)
                if asker is not None:
                    await asker.answer_phrase("refused.by_slack")
            except Exception:
                log.exception("a request of Slack failed")
                self.count_fault()
                if asker is not None:
                    await asker.answer_phrase("fault")
        except SlackApiError as error:
            log.warning("Slack refused an answer: %s", code_of(error))
        except UNREACHED as error:
            log.warning("an answer did not reach Slack: %s", type(error).__name__)
        except Exception:
            log.exception("an answer of Slack failed")
            self.count_fault()

    async def settle(self) -> None:
        """Wait until no task is running."""
        while self.tasks:
            await asyncio.wait(set(self.tasks))

    async def close(self) -> None:
        """Let running tasks end, for GRACE_S at most."""
        if self.tasks:
            await asyncio.wait(set(self.tasks), timeout=GRACE_S)
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


@dataclass(slots=True, kw_only=True)
class Asker:
    """The person who asked, and how to answer them privately, in their language."""

    context: ListenerContext
    client: AsyncWebClient
    team: str
    user: str
    channel: str | None = None
    thread: str | None = None
    respond: AsyncRespond | None = None
    view: str | None = None
    """The window that they pressed something in."""

    @property
    def place(self) -> Place:
        """Where they ask; without a channel, their own messages."""
        return parsing.place_of(self.team, self.channel or f"@{self.user}", self.user)

    async def own(self) -> PlaceSettings:
        """Their own settings."""
        return await self.context.requests.own(parsing.PLATFORM, self.team, by=Person(self.user))

    async def person(self, channel: str | None = None) -> Person:
        """Who they are and what they may do, in `channel` if it is given."""
        return await person_of(self.client, self.user, channel, own=await self.own())

    async def phrases(self) -> Phrases:
        """Phrases in their language: as they set it, else as in their profile."""
        return await self.context.chat.user_locale.of_person(self.client, self.place, self.user)

    async def phrases_here(self) -> Phrases:
        """Phrases in the language of messages for everybody in the place."""
        return await self.context.chat.user_locale.of_place(self.client, self.place)

    async def answer_refusal(self, error: ReadoutError) -> None:
        """Answer with a refusal and its hint."""
        await self.answer(plain_card(*lines_of(error, await self.phrases())))

    async def answer_admission(self, admission: Admission | None, *, private: bool = False) -> None:
        """Answer with the result of their request, unless another message does."""
        if key := admission_phrase(admission, private=private):
            await self.answer_phrase(key)

    async def answer_phrase(self, key: str, /, *notes: str, **values: str | int) -> None:
        """Answer with a phrase, and with notes in small print."""
        say = await self.phrases()
        await self.answer(plain_card(say(key, **values), *(say(note, **values) for note in notes)))

    async def answer(self, card: Card) -> None:
        """Answer in their window, by response_url, in the channel or in their direct messages.

        The response_url of a command works even in channels that the bot is not in.
        """
        if self.view is not None and await self._shown_in(self.view, card):
            return
        body = render(card, await self.phrases())
        body.pop("mrkdwn")
        if self.respond is not None:
            await self.respond(response_type="ephemeral", replace_original=False, **body)
            return
        if self.channel and not self.channel.startswith(("@", "D")):
            try:
                await self.client.chat_postEphemeral(
                    channel=self.channel, user=self.user, thread_ts=self.thread, **body
                )
            except SlackApiError as error:
                if code_of(error) not in NO_PLACE:
                    raise
            else:
                return
        await self.client.chat_postMessage(channel=self.user, **body)

    async def _shown_in(self, view: str, card: Card) -> bool:
        """Show the card in their window; False if they have closed it."""
        try:
            shown = said_view(card, await self.phrases())
            await self.client.views_update(view_id=view, view=shown)
        except SlackApiError as error:
            log.info("a window is closed: %s", code_of(error))
            return False
        return True


def lines_of(error: ReadoutError, say: Phrases) -> tuple[str, ...]:
    """A refusal -> what was refused and what can be done about it, in the language of `say`."""
    return tuple(
        translated(translatable(line), say.language) for line in (error.line, error.hint) if line
    )


def admission_phrase(admission: Admission | None, *, private: bool = False) -> str | None:
    """Key of the sentence to send the asker at once, None if another message answers."""
    match admission:
        case None:
            return "asked.no_link"
        case Admission.NEW:
            return "asked.private" if private else "asked.new"
        case Admission.SEEN_BEFORE:
            return "asked.seen_before"
        case Admission.DELETED:
            return "asked.gone"
        case Admission.PERSON_OVER_QUOTA | Admission.PLACE_OVER_QUOTA:
            return None  # the flow itself tells them
        case _:
            assert_never(admission)


# ------------------------------------------------------------------- after acknowledging


class HasContext(Protocol):
    """A class of listeners."""

    @property
    def context(self) -> ListenerContext:
        """What all listeners share."""


L = TypeVar("L", bound=HasContext)
Work = Callable[[L, Body, Asker], Done]
Listener = Callable[[L, AsyncAck, Body, AsyncWebClient], Done]


def in_window(work: Work[L]) -> Listener[L]:
    """Decorator for presses and forms in windows and App Home: there is no channel to answer in."""

    def asker(self: L, body: Body, client: AsyncWebClient) -> Asker:
        return self.context.asker(body, client)

    return _listener(work, asker)


def below_message(work: Work[L]) -> Listener[L]:
    """Decorator for buttons below our messages: answers go to the place of the message."""

    def asker(self: L, body: Body, client: AsyncWebClient) -> Asker:
        place, _, _ = parsing.in_action(body)
        return self.context.asker(body, client, channel=place.channel, thread=place.thread)

    return _listener(work, asker)


def _listener(work: Work[L], asker_of: Callable[[L, Body, AsyncWebClient], Asker]) -> Listener[L]:
    async def listener(self: L, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        await ack()
        asker = asker_of(self, body, client)
        self.context.after(work(self, body, asker), asker)

    # Not functools.wraps: Bolt passes arguments by name, and would take those names from `work`.
    listener.__name__, listener.__doc__ = work.__name__, work.__doc__
    return listener
