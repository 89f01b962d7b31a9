"""What listeners share: who asks, a word to them alone, and work after the acknowledgement."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import hear
from adapters.slack.chat import SlackChat
from adapters.slack.desk import Desk
from adapters.slack.dress import dress
from adapters.slack.errors import NO_PLACE, code_of
from adapters.slack.installs import Installs
from adapters.slack.modals import plain_card
from adapters.slack.people import UNREACHED, person_of
from adapters.slack.words import Words
from briefs.chatting import Person
from briefs.delivery import Admission, PlaceSettings
from briefs.errors import ReadoutError
from briefs.glossary import translated
from briefs.model import Card, Place

log = logging.getLogger(__name__)

ADMITTED = {
    Admission.NEW: "asked.new",
    Admission.SEEN_BEFORE: "asked.seen_before",
    Admission.GONE: "asked.gone",
}
"""Who is over a quota is told by the flow itself."""


GRACE_S = 5.0
"""A text that was pasted is kept nowhere before it is briefed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The desk, the connection, and the tasks that run on after an acknowledgement."""

    desk: Desk
    chat: SlackChat
    installs: Installs
    now: Callable[[], datetime]
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def asker(
        self,
        body: Mapping[str, Any],
        client: AsyncWebClient,
        *,
        channel: str | None = None,
        user: str | None = None,
        respond: AsyncRespond | None = None,
    ) -> Asker:
        """A body of Slack's -> who sent it; `channel` is where they can be told something."""
        sender = user or str(body.get("user_id") or (body.get("user") or {}).get("id") or "")
        return Asker(
            talk=self,
            client=client,
            team=hear.team_of(body),
            user=sender,
            channel=channel,
            respond=respond,
        )

    def after(self, work: Coroutine[Any, Any, None], asker: Asker | None = None) -> None:
        """Do it once Slack has its acknowledgement; what is refused is told to the asker."""
        task = asyncio.create_task(self._guarded(work, asker))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _guarded(self, work: Coroutine[Any, Any, None], asker: Asker | None) -> None:
        try:
            try:
                await work
            except ReadoutError as error:
                if asker is not None:
                    await asker.refused(error)
            except UNREACHED:
                raise
            except Exception:
                log.exception("a request of Slack failed")
                if asker is not None:
                    await asker.told("fault")
        except SlackApiError as error:
            log.warning("Slack refused an answer: %s", code_of(error))
        except UNREACHED as error:
            log.warning("an answer did not reach Slack: %s", type(error).__name__)
        except Exception:
            log.exception("an answer of Slack failed")

    async def settle(self) -> None:
        """Wait until nothing runs on any more."""
        while self.tasks:
            await asyncio.wait(set(self.tasks))

    async def close(self) -> None:
        """Let what runs on come to its end, but not for long."""
        if self.tasks:
            await asyncio.wait(set(self.tasks), timeout=GRACE_S)
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


@dataclass(slots=True, kw_only=True)
class Asker:
    """One person who asked something, and the way to tell them alone, in their language."""

    talk: Talk
    client: AsyncWebClient
    team: str
    user: str
    channel: str | None = None
    respond: AsyncRespond | None = None

    @property
    def place(self) -> Place:
        """Where they ask; without a channel, their own messages."""
        return hear.place_of(self.team, self.channel or f"@{self.user}", self.user)

    async def own(self) -> PlaceSettings:
        """What they set for themselves."""
        return await self.talk.desk.own(hear.PLATFORM, self.team, by=Person(self.user))

    async def person(self, channel: str | None = None) -> Person:
        """What they may; `channel`: there."""
        return await person_of(self.client, self.user, channel, own=await self.own())

    async def say(self) -> Words:
        """Their language: as they set it, else as in their profile."""
        return await self.talk.chat.speech.to(self.client, self.place, self.user)

    async def spoken_here(self) -> Words:
        """The language of messages for everybody where they ask."""
        return await self.talk.chat.speech.here(self.client, self.place)

    async def refused(self, error: ReadoutError) -> None:
        """Tell them why not."""
        await self.tell(plain_card(*lines_of(error, await self.say())))

    async def admitted(self, admission: Admission | None, *, private: bool = False) -> None:
        """Tell them what became of their request, if nobody else does."""
        if key := admitted(admission, private=private):
            await self.told(key)

    async def told(self, key: str, /, *notes: str, **values: str | int) -> None:
        """Tell them a sentence of the interface, and others of it in small print."""
        say = await self.say()
        await self.tell(plain_card(say(key, **values), *(say(note, **values) for note in notes)))

    async def tell(self, card: Card) -> None:
        """Tell them by what they pressed or wrote, else in the channel, else in their messages.

        A command's response_url works where the bot is not.
        """
        body = dress(card, await self.say())
        body.pop("mrkdwn")
        if self.respond is not None:
            await self.respond(response_type="ephemeral", replace_original=False, **body)
            return
        if self.channel and not self.channel.startswith(("@", "D")):
            try:
                await self.client.chat_postEphemeral(channel=self.channel, user=self.user, **body)
            except SlackApiError as error:
                if code_of(error) not in NO_PLACE:
                    raise
            else:
                return
        await self.client.chat_postMessage(channel=self.user, **body)


def lines_of(error: ReadoutError, say: Words) -> tuple[str, ...]:
    """What was refused, and what can be done about it, in a language."""
    return tuple(translated(line, say.language) for line in (str(error), error.hint) if line)


def admitted(admission: Admission | None, *, private: bool = False) -> str | None:
    """The sentence that an asker is told at once, None where somebody else tells them."""
    if admission is None:
        return "asked.no_link"
    if admission is Admission.NEW and private:
        return "asked.private"
    return ADMITTED.get(admission)
