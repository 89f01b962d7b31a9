"""What listeners share: work after the acknowledgement, and a word to one person."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.chat import SlackChat
from adapters.slack.desk import Desk
from adapters.slack.dress import dress
from adapters.slack.errors import NO_PLACE, code_of
from adapters.slack.installs import Installs
from adapters.slack.modals import plain_card
from adapters.slack.people import UNREACHED
from briefs.delivery import Admission
from briefs.errors import ReadoutError
from briefs.model import Card

log = logging.getLogger(__name__)

Tell = Callable[[Card], Coroutine[Any, Any, None]]

FAULT = "Readout has a fault here. The log says what happened."

ADMITTED = {
    Admission.NEW: "On it: the briefing comes here in a moment.",
    Admission.SEEN_BEFORE: "This was asked before; its answer is here.",
    Admission.GONE: "That message is deleted.",
}
"""Who is over a quota is told by the flow itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The desk, the connection, and the tasks that run on after an acknowledgement."""

    desk: Desk
    chat: SlackChat
    installs: Installs
    now: Callable[[], datetime]
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def after(self, work: Coroutine[Any, Any, None], tell: Tell | None = None) -> None:
        """Do it once Slack has its acknowledgement; what is refused is told with `tell`."""
        task = asyncio.create_task(self._guarded(work, tell))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _guarded(self, work: Coroutine[Any, Any, None], tell: Tell | None) -> None:
        try:
            try:
                await work
            except ReadoutError as error:
                notes = (error.hint,) if error.hint else ()
                if tell is not None:
                    await tell(plain_card(str(error), *notes))
            except UNREACHED:
                raise
            except Exception:
                log.exception("a request of Slack failed")
                if tell is not None:
                    await tell(plain_card(FAULT))
        except SlackApiError as error:
            log.warning("Slack refused an answer: %s", code_of(error))
        except UNREACHED as error:
            log.warning("an answer did not reach Slack: %s", type(error).__name__)

    async def settle(self) -> None:
        """Wait until nothing runs on any more."""
        while self.tasks:
            await asyncio.wait(set(self.tasks))

    async def close(self) -> None:
        """Cancel what runs on."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    def privately(self, client: AsyncWebClient, channel: str | None, user: str) -> Tell:
        """A way to tell one person, in the channel or else in their direct messages."""

        async def tell(card: Card) -> None:
            body = dress(card)
            body.pop("mrkdwn")
            if channel and not channel.startswith(("@", "D")):
                try:
                    await client.chat_postEphemeral(channel=channel, user=user, **body)
                except SlackApiError as error:
                    if code_of(error) not in NO_PLACE:
                        raise
                else:
                    return
            await client.chat_postMessage(channel=user, **body)

        return tell


def admitted(admission: Admission | None) -> str:
    """What the asker is told at once, "" where somebody else tells them."""
    if admission is None:
        return "There is no link to an article in it."
    return ADMITTED.get(admission, "")
