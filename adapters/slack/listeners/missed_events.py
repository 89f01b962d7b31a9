"""What happened to messages while the program was off: Slack repeats an event for six minutes only.

After a start this reads the history of the channels in which Readout answered within the last day,
and of its channels on `auto`. What it finds is handled like its event, which changes nothing if it
was handled before. The requests in a workspace are limited, made one after the other, and end if
Slack is busy. What nobody asked for is answered only if it is at most a few minutes old.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from adapters.slack import parsing
from adapters.slack.listeners.context import ListenerContext
from briefs.errors import GiveUp, PlaceGone, TryLater
from briefs.model.chat import RequestKind
from briefs.model.delivery import Mode, SourceDeleted
from briefs.model.known_messages import KnownMessages
from briefs.model.places import Place

log = logging.getLogger(__name__)

Message = Mapping[str, Any]

MOST_REQUESTS = 40
APART_S = 1.5
"""The most requests in a workspace, and seconds between two: Slack accepts about fifty a minute."""

MOST_PAGES = 2

AUTOMATIC_FOR, REQUESTED_FOR = timedelta(minutes=10), timedelta(hours=1)
"""The greatest age of a missed message that is answered: nobody waits for an old link."""


class RequestBudgetSpent(Exception):
    """All requests that may be made in this workspace are used up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedEvents:
    """Looks for missed events in all workspaces; `pause` waits between requests."""

    context: ListenerContext
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def look(self, joined: Sequence[Place]) -> None:
        """Look at what may have changed; `joined` are the channels that the bot is in."""
        known: dict[str, list[KnownMessages]] = defaultdict(list)
        for one in await self.context.requests.known_messages(parsing.PLATFORM):
            known[one.place.workspace].append(one)
        looked_at = {one.place for found in known.values() for one in found}
        for place in joined:
            settings = await self.context.requests.settings(place)
            if place not in looked_at and settings.mode is Mode.AUTO:
                known[place.workspace].append(KnownMessages(place))
        for workspace, places in known.items():
            await self._workspace(workspace, places)

    async def _workspace(self, workspace: str, places: Iterable[KnownMessages]) -> None:
        bot = await self.context.installs.authorize(workspace)
        if bot is None:
            return
        look = Look(self.context, self.pause, str(bot.bot_user_id))
        for one in places:
            try:
                await look.at(one)
            except RequestBudgetSpent:
                log.info("not all channels were looked at for what was missed")
                return
            except PlaceGone as error:
                log.info("a channel is not looked at: %s", error.kind)
            except (GiveUp, TryLater) as error:  # no scope, or Slack is busy: leave this workspace
                log.info("what was missed is not known: %s", error.kind)
                return


class Look:
    """Looks for missed events in one workspace; `bot`: the user id of the bot there."""

    def __init__(
        self, context: ListenerContext, pause: Callable[[float], Awaitable[None]], bot: str
    ) -> None:
        self._context, self._pause, self._bot = context, pause, bot
        self._asked = 0

    async def at(self, known: KnownMessages) -> None:
        """Look at one channel or thread. Raises: RequestBudgetSpent, GiveUp, TryLater."""
        answered = {one for one in known.answered if parsing.is_stamp(one)}
        ours = {one for one in known.ours if parsing.is_stamp(one)}
        if known.answered and not answered:
            return  # only commands were answered, which have no message
        long_ago = f"{(self._context.now() - AUTOMATIC_FOR).timestamp():.6f}"
        oldest = min((*answered, *ours, long_ago), key=float)
        found, whole = await self._since(known.place, oldest)
        for stamp in sorted(answered | ours):
            if stamp in found:
                if stamp in answered:
                    await self._answered(known.place, found[stamp])
            elif whole or float(stamp) > min(map(float, found), default=float("inf")):
                await self._deleted(known.place, stamp)
        for stamp in sorted(found.keys() - answered - ours):
            await self._new(known.place, found[stamp])

    async def _since(self, place: Place, oldest: str) -> tuple[dict[str, Message], bool]:
        """A place's messages that are not deleted, and whether these are all since `oldest`."""
        found: dict[str, Message] = {}
        cursor: str | None = ""
        for _ in range(MOST_PAGES):
            await self._count_request()
            messages, cursor = await self._context.chat.history(place, oldest, cursor or None)
            found |= {str(one["ts"]): one for one in messages}
            if not cursor:
                break
        there = {ts: one for ts, one in found.items() if one.get("subtype") != "tombstone"}
        return there, not cursor

    async def _answered(self, place: Place, message: Message) -> None:
        change = parsing.edit_in(message, place)
        if change is not None:
            await self._context.requests.edited(change)

    async def _deleted(self, place: Place, stamp: str) -> None:
        """Treat a message as deleted, if Slack confirms that it is gone."""
        await self._count_request()
        channel = await self._context.chat.channel_of(place)
        message = await self._context.chat.message(place.workspace, channel, stamp)
        if message is None or message.get("subtype") == "tombstone":
            await self._context.requests.deleted(SourceDeleted(place, stamp))

    async def _new(self, place: Place, message: Message) -> None:
        """Admit a message that was written, or given a link, while the bot was off."""
        incoming = parsing.found_message(message, place, bot=self._bot)
        if incoming is None:
            return
        edited = (message.get("edited") or {}).get("ts")
        age = self._context.now() - parsing.moment(str(edited or message["ts"]))
        if age < (AUTOMATIC_FOR if incoming.kind is RequestKind.SEEN else REQUESTED_FOR):
            await self._context.requests.admit(incoming)

    async def _count_request(self) -> None:
        """Count a request that is about to be made, after a pause. Raises: RequestBudgetSpent."""
        if self._asked >= MOST_REQUESTS:
            raise RequestBudgetSpent
        if self._asked:
            await self._pause(APART_S)
        self._asked += 1
